// What a link says of an image, as plain HTML. Whatever is in it is text: nothing of it leads anywhere.

import {
  code, count, counted, element, facts, layerText, list, number, orDash, part, percent, platformText, printable, share, size, table, text,
} from './text_elements.js';
import { instructionCounts } from './text_taxonomy.js';

const notShared = 'not shared';
const sentences = (all) => list(all.map((sentence) => printable(`It ${sentence}.`)));

/** How many of them the link has, where it has not all; and a table, or nothing where it has none. */
const rows = ({ of, shown }, caption, columns, toCells) => [
  shown.length === of ? '' : text(`The link has ${count(shown.length)} of ${count(of)}.`),
  shown.length === 0 ? (of === 0 ? text('There are none.') : '') : table(caption, columns, shown.map(toCells)),
];

const identity = (essence) => facts([
  ['Title', essence.title && printable(essence.title)],
  ['Authors', essence.authors.map(printable).join('; ')],
  ['DOI', essence.doi && code(essence.doi)],
  ['Names', essence.image.references.shown.map(printable).join(', ')],
  ['Platform', platformText(essence.image.platform)],
  ['Created', essence.image.created && printable(essence.image.created)],
  ['Manifest', essence.image.digest && code(essence.image.digest)],
  ['Image ID', essence.image.config_digest && code(essence.image.config_digest)],
  ['Digest of the report', essence.report_digest && code(essence.report_digest)],
  ['Archive', element('span', {}, essence.source.name === null ? '' : `${printable(essence.source.name)}, `, size(essence.source.bytes),
    `, ${essence.source.layout}`, essence.source.compression === 'none' ? '' : `, ${essence.source.compression}`)],
  ['Problems', essence.problem_counts.errors + essence.problem_counts.warnings > 0
    && `${counted(essence.problem_counts.errors, 'error')}, ${counted(essence.problem_counts.warnings, 'warning')}`],
  ['Made by', `Plimsoll ${orDash(essence.generator.version)}`],
]);

const load = ({ totals, filesystem, waste, package_count: packages, taxonomy, finding_counts: found, complete }) => facts([
  ['Shipped', element('span', {}, size(totals.file_bytes), ' in ', counted(totals.files, 'file'))],
  ['Stored', element('span', {}, size(totals.blob_bytes), ' in all layers')],
  ['Layers', complete ? count(totals.layers) : `${count(totals.layers)}, not all read to their ends`],
  ['In the container', element('span', {}, size(filesystem.bytes), ' in ', counted(filesystem.inodes, 'distinct file'), ', ',
    counted(filesystem.files, 'path'))],
  ['Hidden by later layers', element('span', {}, size(waste.hidden_bytes), `, ${share(waste.hidden_bytes, totals.file_bytes)} of what is shipped`)],
  ['Efficiency', `${percent(waste.efficiency)}; as the program dive counts ${percent(waste.dive.efficiency)}`],
  ['Packages', count(packages)],
  ['Findings', Object.entries(found).filter(([, each]) => each.count > 0)
    .map(([severity, each]) => `${count(each.count)} ${severity}`).reverse().join(', ') || 'none'],
  ['Category', taxonomy.category.label && `${printable(taxonomy.category.label)}, ${percent(taxonomy.category.score)}`],
]);

const overview = ({ report: essence, notes: { sharing = [], cuts = [] } }) => [
  load(essence), part('Image', identity(essence)),
  part('What the link holds', essence.card ? text('It is a card: headline figures only. A full link has layers, packages and findings, too.') : '',
    text('Who made it chose what it tells:'), sentences(sharing), cuts.length === 0 ? [] : [text('For want of room:'), sentences(cuts)]),
  essence.environment.shown.length === 0 ? [] : part('Environment variables', list(essence.environment.shown.map(code))),
  essence.labels.shown.length === 0 ? [] : part('Labels', list(essence.labels.shown.map(code))),
];

const layers = ({ report: essence }) => rows(essence.layers, 'Layers, the lowest first',
  ['#', 'Made by', number('Shipped'), number('Hidden later'), number('Stored'), number('Tar'), 'Compression', number('Files'),
    number('Directories'), number('Depth'), 'Read'],
  (row) => [layerText(row.index), row.instruction === null ? '–' : code([row.instruction, row.command ?? ''].join(' ').trim()),
    size(row.file_bytes), size(row.hidden_bytes), size(row.blob_bytes), size(row.tar_bytes), row.compression ?? '–', count(row.files),
    count(row.directories), count(row.directory_depth), row.complete ? 'whole' : 'in part']);

const files = ({ report: essence }) => [
  essence.shared.paths ? '' : text('Where they lie was not shared.'),
  rows(essence.largest_files, 'Files of the container, the heaviest first', ['Path', 'Type', number('Layer'), number('Size')],
    (row) => [row.path === null ? notShared : code(row.path), orDash(row.type), layerText(row.layer), size(row.bytes)]),
];

const packages = ({ report: essence }) => [
  table('Packages of each kind together', ['Kind', number('How many'), number('Size')],
    Object.entries(essence.ecosystems).map(([name, all]) => [name, count(all.packages), size(all.bytes)])),
  rows(essence.packages, 'Packages, the heaviest first', ['Package', 'From', 'Version', 'Is', number('Files'), number('Size')],
    (row) => [row.name === null ? notShared : printable(row.name), row.ecosystem, orDash(row.version), orDash(row.role), count(row.files),
      size(row.bytes)]),
];

const findings = ({ report: essence, notes: { meanings = {} } }) => rows(essence.findings, 'What the image need not ship, the gravest first',
  ['Finding', 'Severity', number('Layer'), number('Places'), number('Saves')],
  (row) => [Object.hasOwn(meanings, row.id) ? meanings[row.id] : printable(row.id), row.severity, layerText(row.layer),
    count(row.evidence_count), row.bytes > 0 ? size(row.bytes) : '–']);

const taxonomy = ({ report: { taxonomy: found } }) => [
  part('What Docker is used for', rows(found.purposes, 'Purposes that were found, the most probable first', ['Purpose', number('Probability')],
    (row) => [printable(row.subcategory === null ? row.label : `${row.label}: ${row.subcategory}`), percent(row.score)])),
  part('Built on', rows(found.base_images, 'What the image is built on', ['Image', 'Which is', 'How that is known'],
    (row) => [row.image === null ? notShared : code(row.image), row.types.map(printable).join(', ') || '–', row.declared ? 'stated' : 'a clue'])),
  part('Instructions', instructionCounts(Object.fromEntries(found.instructions.shown.map(({ name, count: times }) => [name, times])),
    found.commands, found.study_commands)),
];

// With their units, which study::place() has.
const metricNames = new Map([
  ['layers', 'Layers'], ['files', 'Files'], ['directory_depth', 'Directory depth'], ['environment', 'Environment variables'],
  ['config_bytes', 'Configuration, KiB'], ['stored_bytes', 'Stored, MB'],
]);
const metricName = (metric) => metricNames.get(metric)
  ?? printable(metric.startsWith('type:') ? `${metric.slice(5)}, % of files` : metric);

const study = ({ report: { study: found } }) => [
  text(found.category === null ? 'Among the studied images' : `Among the studied images of ${printable(found.category)}`),
  rows(found.metrics, 'Figures that the study has, too', ['Figure', number('Value'), number('Percentile')],
    (row) => [metricName(row.metric), count(row.value), count(row.percentile)]),
];

export const linkViews = (shown) => [
  ['Overview', () => overview(shown)],
  ...(shown.report.card ? [] : [
    ['Layers', () => layers(shown)], ['Files', () => files(shown)], ['Packages', () => packages(shown)],
    ['Types', () => rows(shown.report.file_types, 'Files of all layers by type, the heaviest first', ['Type', number('Files'), number('Size')],
      (row) => [printable(row.type), count(row.files), size(row.bytes)])],
    ['Findings', () => findings(shown)], ['Taxonomy', () => taxonomy(shown)], ['Study', () => study(shown)]]),
];
