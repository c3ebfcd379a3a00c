// What a link says of an image, as plain HTML. Whatever is in it is text: nothing of it leads anywhere.

import { code, count, element, facts, percent, printable, section, size, table } from './text_elements.js';

const platformText = ({ os, architecture, variant }) => [os, architecture, variant].filter(Boolean).join('/');
const list = (texts) => element('ul', {}, ...texts.map((text) => element('li', {}, printable(text))));
const heading = (name, { of, shown }) => (shown.length === of ? name : `${name}: ${count(shown.length)} of ${count(of)}`);
const notShared = 'not shared';
const orDash = (value) => (value === null ? '–' : printable(value));
const layerText = (layer) => (layer === null ? '–' : String(layer + 1));

/** A section with a table, or nothing where the link has no rows of it. */
const rows = (title, shown, caption, columns, toCells) => (shown.shown.length === 0 ? ''
  : section(heading(title, shown), table(caption, columns, shown.shown.map(toCells))));

const number = (name) => ({ name, number: true });

const identity = (essence) => section('Image', facts([
  ['Title', essence.title && printable(essence.title)],
  ['Authors', essence.authors.map(printable).join('; ')],
  ['DOI', essence.doi && code(essence.doi)],
  ['Names', essence.image.references.shown.map(printable).join(', ')],
  ['Platform', printable(platformText(essence.image.platform))],
  ['Created', essence.image.created && printable(essence.image.created)],
  ['Digest', essence.image.digest && code(essence.image.digest)],
  ['Configuration', essence.image.config_digest && code(essence.image.config_digest)],
  ['Digest of the report', essence.report_digest && code(essence.report_digest)],
  ['Archive', element('span', {}, essence.source.name === null ? '' : `${printable(essence.source.name)}, `, size(essence.source.bytes),
    `, ${essence.source.layout}`)],
  ['Made by', `Plimsoll ${orDash(essence.generator.version)}`],
]));

const load = ({ totals, filesystem, waste, package_count: packages, taxonomy, finding_counts: found, complete }) =>
  section('Load', facts([
    ['Stored', size(totals.blob_bytes)],
    ['Layers', complete ? count(totals.layers) : `${count(totals.layers)}, not all read to their ends`],
    ['Files in all layers', element('span', {}, count(totals.files), ', ', size(totals.file_bytes))],
    ['In the container', element('span', {}, count(filesystem.files), ' files, ', size(filesystem.bytes))],
    ['Hidden by later layers', size(waste.hidden_bytes)],
    ['Efficiency', percent(waste.efficiency)],
    ['Packages', count(packages)],
    ['Findings', Object.entries(found).filter(([, each]) => each.count > 0)
      .map(([severity, each]) => `${count(each.count)} ${severity}`).join(', ')],
    ['Category', taxonomy.category.label &&
      `${printable(taxonomy.category.label)}, ${percent(taxonomy.category.score)}`],
  ]));

const held = ({ sharing, cuts }) => section('What the link holds',
  element('p', {}, 'Who made it chose what it tells:'), list(sharing.map((sentence) => `It ${sentence}.`)),
  ...(cuts.length === 0 ? [] : [element('p', {}, 'For want of room:'), list(cuts.map((sentence) => `It ${sentence}.`))]));

const contents = (essence, { meanings }) => [
  rows('Layers', essence.layers, 'Layers, the lowest first',
    [{ name: '#' }, { name: 'Made by' }, number('Files’ size'), number('Hidden later'), number('Stored'), number('Files')],
    (row) => [layerText(row.index),
      row.instruction === null ? '–' : code([row.instruction, row.command ?? ''].join(' ').trim()),
      size(row.file_bytes), size(row.hidden_bytes), size(row.blob_bytes), count(row.files)]),
  rows('Heaviest files', essence.largest_files, 'Files of the container, the heaviest first',
    [{ name: 'Path' }, { name: 'Type' }, number('Layer'), number('Size')],
    (row) => [row.path === null ? notShared : code(row.path), orDash(row.type), layerText(row.layer), size(row.bytes)]),
  section('What it is laden with', table('Packages of each kind together', [{ name: 'Kind' }, number('How many'), number('Size')],
    Object.entries(essence.ecosystems).map(([name, sum]) => [name, count(sum.packages), size(sum.bytes)]))),
  rows('Packages', essence.packages, 'Packages, the heaviest first',
    [{ name: 'Package' }, { name: 'From' }, { name: 'Version' }, number('Size')],
    (row) => [row.name === null ? notShared : printable(row.name), row.ecosystem, orDash(row.version), size(row.bytes)]),
  rows('File types', essence.file_types, 'Files of all layers by type, the heaviest first',
    [{ name: 'Type' }, number('Files'), number('Size')], (row) => [printable(row.type), count(row.files), size(row.bytes)]),
  rows('Findings', essence.findings, 'What the image need not ship, the gravest first',
    [{ name: 'Finding' }, { name: 'Severity' }, number('Layer'), number('Saves')],
    (row) => [Object.hasOwn(meanings, row.id) ? meanings[row.id] : printable(row.id), row.severity, layerText(row.layer),
      row.bytes > 0 ? size(row.bytes) : '–']),
  rows('What Docker is used for', essence.taxonomy.purposes, 'Purposes that were found, the most probable first',
    [{ name: 'Purpose' }, number('Probability')],
    (row) => [printable(row.subcategory === null ? row.label : `${row.label}: ${row.subcategory}`), percent(row.score)]),
  rows('Built on', essence.taxonomy.base_images, 'What the image is built on', [{ name: 'Image' }, { name: 'Which is' }],
    (row) => [row.image === null ? notShared : code(row.image), row.types.map(printable).join(', ')]),
  rows('Instructions', essence.taxonomy.instructions, 'Instructions of the image’s history', [{ name: 'Instruction' }, number('Times')],
    (row) => [code(row.name), count(row.count)]),
  rows('Among the studied images', essence.study.metrics,
    essence.study.category === null ? 'Figures that the study has, too' : `Compared with ${printable(essence.study.category)}`,
    [{ name: 'Figure' }, number('Value'), number('Percentile')],
    (row) => [printable(row.metric), count(row.value), count(row.percentile)]),
  rows('Environment variables', essence.environment, 'Environment variables', [{ name: 'Variable' }], (row) => [code(row)]),
  rows('Labels', essence.labels, 'Labels of the image', [{ name: 'Label' }], (row) => [code(row)]),
];

export const showLink = (place, essence, origin, notes) => {
  const name = essence.title ?? essence.image.references.shown[0] ?? 'An image';
  place.append(element('h1', {}, printable(name)), element('p', {}, origin), identity(essence), load(essence), held(notes),
    ...(essence.card ? [] : contents(essence, notes)));
};
