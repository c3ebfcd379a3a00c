// A comparison of two images as plain HTML, behind the report of the first.

import { code, count, element, percent, printable, section, shortened, size, sum, table } from './text_elements.js';

const columns = (...names) => [{ name: names[0] }, ...names.slice(1).map((name) => ({ name }))];
const withNumbers = (first, ...names) => [{ name: first }, ...names.map((name) => ({ name, number: true }))];

const signed = (difference, write) => {
  if (difference === 0) return '0';
  const written = write(Math.abs(difference));
  return element('span', {}, difference > 0 ? '+' : '−', written);
};

const figures = [
  ['Layers', 'layers', count], ['Stored', 'blob_bytes', size], ['Shipped', 'file_bytes', size],
  ['In the container', 'filesystem_bytes', size], ['Hidden by later layers', 'hidden_bytes', size],
  ['Files', 'filesystem_files', count], ['Directories', 'filesystem_directories', count],
];

const totals = (found) => table('A is the image above, B the one that it is compared with',
  withNumbers('Figure', 'A', 'B', 'Difference'),
  [...figures.map(([name, key, write]) =>
    [name, write(found[key].a), write(found[key].b), signed(found[key].difference, write)]),
  ['Efficiency', percent(found.efficiency.a), percent(found.efficiency.b), '']]);

const images = ({ a, b }) => table('The two images', columns('', 'A', 'B'), [
  ['Source', printable(a.source), printable(b.source)],
  ['References', a.references.map(printable).join(', ') || '–', b.references.map(printable).join(', ') || '–'],
  ['Configuration', a.config_digest ? code(a.config_digest) : '–', b.config_digest ? code(b.config_digest) : '–'],
]);

const layerText = (layer) => (layer === null ? '–' : `${layer.index + 1}`);

const layers = (found) => table('Layers of either, the lowest first',
  withNumbers('Made by', 'A', 'B', 'Shipped A', 'Shipped B').concat({ name: 'Is' }),
  found.rows.map(({ a, b, shared }) => {
    const side = b ?? a;
    return [side.made_by ? code(side.made_by) : '–', layerText(a), layerText(b), size(a?.file_bytes), size(b?.file_bytes),
      shared ? 'the same' : a && b ? 'remade' : a ? 'only in A' : 'only in B'];
  }));

const fileSize = (file) => (file === null ? '–' : file.kind === 'file' ? size(file.bytes) : file.kind);

const files = (found) => {
  if (found === null) return [element('p', {}, 'A saved report does not list its files.')];
  const rows = [
    ...found.added.rows.map((row) => [row, 'only in B']), ...found.removed.rows.map((row) => [row, 'only in A']),
    ...found.changed.rows.map((row) => [row, row.differences.join(', ')])];
  return [
    element('p', {}, `Only in B ${count(found.added.paths)} paths, only in A ${count(found.removed.paths)}, changed ${
      count(found.changed.paths)}, the same ${count(found.same.paths)}.`),
    rows.length === 0 ? '' : table('Files of either that the other has not, or has otherwise: the heaviest of each kind',
      [{ name: 'Path' }, { name: 'A', number: true }, { name: 'B', number: true }, { name: 'Differs in' }],
      rows.map(([row, how]) => [code(row.path), fileSize(row.a ?? null), fileSize(row.b ?? null), how])),
  ];
};

const packages = (found) => {
  const rows = [...found.updated, ...found.added, ...found.removed, ...found.reweighed, ...found.moved];
  return rows.length === 0 ? '' : table('Packages that were added, removed or changed',
    [{ name: 'Package' }, { name: 'From' }, { name: 'Version A' }, { name: 'Version B' }, { name: 'Weight A', number: true },
      { name: 'Weight B', number: true }],
    shortened(rows, ({ name, ecosystem, a, b }) => [code(name), ecosystem, printable(a?.version ?? '–'),
      printable(b?.version ?? '–'), size(a?.bytes), size(b?.bytes)],
    (others) => [`${count(others.length)} more`, '', '', '',
      size(sum(others.filter(({ a }) => a).map(({ a }) => a), 'bytes')),
      size(sum(others.filter(({ b }) => b).map(({ b }) => b), 'bytes'))]));
};

const settings = (found) => (found.length === 0 ? '' : table('Settings that differ', columns('Setting', 'A', 'B'),
  found.map(({ setting, name, a, b }) => [printable(name ? `${setting}: ${name}` : setting), a === null ? '–' : code(a),
    b === null ? '–' : code(b)])));

export const showComparison = (comparison) => section('Comparison', images(comparison.image), totals(comparison.totals),
  layers(comparison.layers), ...files(comparison.files), packages(comparison.packages), settings(comparison.config));
