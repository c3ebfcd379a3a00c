// A comparison of two images as plain HTML, behind the report of the first.

import { code, count, counted, element, left, number, orDash, part, percent, printable, shortened, size, sum, table, text } from './text_elements.js';

const signed = (difference, write) => {
  if (difference === 0) return '0';
  return element('span', {}, difference > 0 ? '+' : '−', write(Math.abs(difference)));
};

const both = ({ a, b, difference }, write) => [write(a), write(b), signed(difference, write)];
const figureColumns = (first) => [first, number('A'), number('B'), number('Difference')];

const figures = [
  ['Layers', 'layers', count], ['Stored', 'blob_bytes', size], ['Shipped', 'file_bytes', size],
  ['In the container', 'filesystem_bytes', size], ['Hidden by later layers', 'hidden_bytes', size],
  ['Files', 'filesystem_files', count], ['Directories', 'filesystem_directories', count],
];

const totals = (found) => table('A is the image above, B the one that it is compared with', figureColumns('Figure'),
  [...figures.map(([name, key, write]) => [name, ...both(found[key], write)]),
    ['Efficiency', percent(found.efficiency.a), percent(found.efficiency.b), '']]);

const images = ({ a, b }) => {
  const row = (name, of) => [name, of(a), of(b)];
  const orCode = (words) => (words ? code(words) : '–');
  return table('The two images', ['What', 'A', 'B'], [
    row('Source', ({ source }) => printable(source)), row('Its size', ({ source_bytes: bytes }) => size(bytes)),
    row('References', ({ references }) => references.map(printable).join(', ') || '–'),
    row('Platform', ({ platform }) => orDash(platform)), row('Created', ({ created }) => orDash(created)),
    row('Manifest', ({ digest }) => orCode(digest)), row('Configuration', ({ config_digest: digest }) => orCode(digest)),
    row('Read', ({ complete, files_known: known }) => `${complete ? 'whole' : 'not all of it'}${known ? '' : ', a saved report'}`),
  ]);
};

const layerText = (layer) => (layer === null ? '–' : `${layer.index + 1}`);

const layers = ({ common, shared, only, rows }) => part('Layers',
  text(`${common > 0 ? `The same from the bottom: ${counted(common, 'layer')}. ` : ''}Shared: ${counted(shared.a.layers, 'layer')}, `, size(shared.a.file_bytes),
    `. Only in A: ${counted(only.a.layers, 'layer')}, `, size(only.a.file_bytes), `. Only in B: ${counted(only.b.layers, 'layer')}, `,
    size(only.b.file_bytes), '.'),
  table('Layers of either, the lowest first',
    ['Made by', number('A'), number('B'), number('Shipped A'), number('Shipped B'), number('Stored A'), number('Stored B'), number('Hidden A'),
      number('Hidden B'), 'Is'],
    shortened(rows, ({ a, b, shared: same }) => {
      const side = b ?? a;
      return [side.made_by ? code(side.made_by) : '–', layerText(a), layerText(b), size(a?.file_bytes), size(b?.file_bytes),
        size(a?.blob_bytes), size(b?.blob_bytes), size(a?.hidden_bytes), size(b?.hidden_bytes),
        same ? 'the same' : a && b ? 'remade' : a ? 'only in A' : 'only in B'];
    }, (others) => [left(others), '', '', '', '', '', '', '', '', ''])));

const fileSize = (file) => (file === null ? '–' : file.kind === 'file' ? size(file.bytes) : file.kind);

const files = (found) => {
  if (found === null) return part('Files', text('A saved report does not list its files.'));
  const rows = [
    ...found.added.rows.map((row) => [row, 'only in B']), ...found.removed.rows.map((row) => [row, 'only in A']),
    ...found.changed.rows.map((row) => [row, row.differences.join(', ')])];
  return part('Files',
    text(`Only in B ${counted(found.added.paths, 'path')}, `, size(found.added.bytes), `; only in A ${counted(found.removed.paths, 'path')}, `,
      size(found.removed.bytes), `; changed ${counted(found.changed.paths, 'path')}; the same ${counted(found.same.paths, 'path')}, `,
      size(found.same.bytes), `.${found.hashed ? '' : ' What files hold was not compared where their sizes are the same: Verify has it done.'}`),
    rows.length === 0 ? '' : table('Files of either that the other has not, or has otherwise: the heaviest of each kind',
      ['Path', number('A'), number('B'), 'Differs in'],
      rows.map(([row, how]) => [code(row.path), fileSize(row.a ?? null), fileSize(row.b ?? null), how])));
};

const kindsOfChange = [['updated', 'another version'], ['added', 'only in B'], ['removed', 'only in A'], ['reweighed', 'another weight'],
  ['moved', 'in another place']];

const packages = (found) => {
  const rows = kindsOfChange.flatMap(([key, words]) => found[key].map((row) => ({ ...row, how: words })));
  return part('Packages', text(`${counted(found.same, 'package is', 'packages are')} the same.`),
    rows.length === 0 ? '' : table('Packages that were added, removed or changed',
      ['Package', 'From', 'Version A', 'Version B', number('Weight A'), number('Weight B'), 'Is'],
      shortened(rows, ({ name, ecosystem, a, b, how }) => [code(name), ecosystem, orDash(a?.version), orDash(b?.version), size(a?.bytes),
        size(b?.bytes), how],
      (others) => [left(others), '', '', '',
        size(sum(others.filter(({ a }) => a).map(({ a }) => a), 'bytes')),
        size(sum(others.filter(({ b }) => b).map(({ b }) => b), 'bytes')), ''])));
};

const types = (found) => {
  const rows = found.filter(({ files: f, bytes: b }) => f.difference !== 0 || b.difference !== 0);
  return part('Types', rows.length === 0 ? text('Nothing differs here.') : table('Types of files that differ, in all layers',
    ['Type', number('Size A'), number('Size B'), number('Difference'), number('Files A'), number('Files B'), number('Difference of files')],
    rows.map((row) => [orDash(row.type), ...both(row.bytes, size), ...both(row.files, count)])));
};

const findings = (found) => {
  const rows = [['added', 'only in B'], ['gone', 'only in A'], ['kept', 'in both']].flatMap(([key, how]) => found[key].map((row) => [row, how]));
  return part('Findings', rows.length === 0 ? text('Neither has any.') : table('Findings of either',
    ['Finding', 'Severity', number('Saves A'), number('Saves B'), 'Is'],
    rows.map(([{ title, severity, bytes }, how]) => [printable(title), severity, size(bytes.a), size(bytes.b), how])));
};

const settings = (found) => part('Settings', found.length === 0 ? text('Nothing differs here.') : table('Settings that differ', ['Setting', 'A', 'B'],
  found.map(({ setting, name, a, b }) => [printable(name ? `${setting}: ${name}` : setting), a === null ? '–' : code(a),
    b === null ? '–' : code(b)])));

/** The view, where there is a comparison; else what it would be. */
export const comparisonView = (comparison) => (comparison === null
  ? text('Nothing is compared with it yet. “Compare with another” above takes a second image, or a report that was saved as JSON.') : [
    images(comparison.image), totals(comparison.totals), layers(comparison.layers), files(comparison.files), packages(comparison.packages),
    types(comparison.file_types), findings(comparison.findings), settings(comparison.config)]);
