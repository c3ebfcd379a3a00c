// The report as plain HTML: headings, lists and tables, made of elements and texts only, for names in it come from
// an archive and may hold anything.

import { showComparison } from './text_comparison.js';
import { showDataset } from './text_dataset.js';
import { code, count, element, facts, layerNames, percent, printable, section, shortened, size, sum, table } from './text_elements.js';
import { showLink } from './text_link.js';
import { showProject } from './text_project.js';
import { instructionCounts, purposes } from './text_taxonomy.js';
import { showVerdict } from './text_verdict.js';

// -------------------------------------------------------------------------------------------------------- sections

const platformText = ({ os, architecture, variant }) => [os, architecture, variant].filter(Boolean).join('/');

/** Each image of the archive, and a button for those that are not shown: `openImage` of ./assemble.js hears of it. */
const otherImages = (images, shown) => element('ul', {}, ...images.map((name, number) => element('li', {},
  printable([name.references[0] ?? name.digest, platformText(name.platform)].filter(Boolean).join(', ')), ' ',
  number === shown ? '(shown)' : element('button', { type: 'button', className: 'button', value: `#${number + 1}` }, 'Show'))));

const imageFacts = ({ source, images, image }) => section('Image', facts([
  ['Archive', element('span', {}, printable(source.name), ', ', size(source.bytes))],
  ['Layout', source.layout],
  ['References', image.references.map(printable).join(', ')],
  ['Platform', printable(platformText(image.platform))],
  ['Images in the archive', images.length > 1 && otherImages(images, source.shown)],
  ['Digest', image.digest && code(image.digest)],
  ['Configuration', image.config_digest && code(image.config_digest)],
  ['Created', image.created && printable(image.created)],
  ['Entry point', image.entrypoint.length > 0 && code(JSON.stringify(image.entrypoint))],
  ['Command', image.cmd.length > 0 && code(JSON.stringify(image.cmd))],
  ['User', image.user && code(image.user)],
  ['Working directory', image.working_dir && code(image.working_dir)],
].map(([name, value]) => [name, value === false ? null : value])));

const totals = ({ totals: sum, filesystem, waste }) => section('Load', facts([
  ['Stored', size(sum.blob_bytes)],
  ['Layers', count(sum.layers)],
  ['Files in all layers', element('span', {}, count(sum.files), ', ', size(sum.file_bytes))],
  ['In the container', element('span', {}, count(filesystem.files), ' files, ', size(filesystem.bytes))],
  ['Hidden by later layers', size(waste.hidden_bytes)],
  ['Efficiency', percent(waste.efficiency)],
  ['Deepest directory', count(sum.directory_depth)],
]));

const madeBy = (report, layer) => {
  const step = layer.history === null ? null : report.image.history[layer.history];
  if (!step) return '–';
  return code(step.instruction ? `${step.instruction} ${step.command}` : step.created_by);
};

const layers = (report) => section('Layers', table(
  'The layers, the lowest first',
  [{ name: '#' }, { name: 'Made by' }, { name: 'Stored', number: true }, { name: 'Compression' },
    { name: 'Files’ size', number: true }, { name: 'Hidden later', number: true }, { name: 'Files', number: true },
    { name: 'Read' }, { name: 'Verified' }],
  report.layers.map((layer) => [
    String(layer.index + 1), madeBy(report, layer), size(layer.blob_bytes), layer.compression ?? '–',
    size(layer.file_bytes), size(layer.hidden_bytes), count(layer.files), layer.complete ? 'whole' : 'in part',
    layer.verified === null ? '–' : layer.verified ? 'yes' : 'no, not as promised',
  ])));

const largestFiles = (report) => section('Largest files', table(
  'The largest files that the container has',
  [{ name: 'Path' }, { name: 'Size', number: true }, { name: 'Layer', number: true }],
  report.largest_files.map((file) => [code(file.path), size(file.bytes), String(file.layer + 1)])));

const roles = { 'ml-framework': 'ML framework', accelerator: 'accelerator library', 'model-weights': 'model weights' };

const packages = ({ packages: found }) => (found.length === 0 ? '' : section('Packages', table(
  'What put the files of the container there, the heaviest first: every byte is in one row',
  [{ name: 'Package' }, { name: 'Version' }, { name: 'From' }, { name: 'Is' }, { name: 'Weight', number: true },
    { name: 'Files', number: true }, { name: 'Layer', number: true }],
  shortened(found, (each) => [
    code(each.location ? `${each.name} in ${each.location}` : each.name), each.version ? printable(each.version) : '–',
    each.ecosystem, roles[each.role] ?? '–', size(each.bytes), count(each.files), String(each.layer + 1),
  ], (others) => [`${count(others.length)} more`, '', '', '', size(sum(others, 'bytes')), count(sum(others, 'files')), '']))));

const typeTable = (caption, found) => table(
  caption,
  [{ name: 'Type' }, { name: 'Bytes', number: true }, { name: 'Files', number: true }],
  shortened(found, (each) => [printable(each.type) || '–', size(each.bytes), count(each.files)],
    (others) => [`${count(others.length)} more types`, size(sum(others, 'bytes')), count(sum(others, 'files'))]));

const types = ({ file_types: corrected, study_file_types: study }) => (corrected.length === 0 ? '' : section('File types',
  typeTable('Files that the layers ship, each in the first class that fits it', corrected),
  typeTable('The same as the authors of the study counted: by names alone, the last rule that matches', study)));

const findings = (report) => {
  const { findings: found } = report;
  if (found.length === 0) return section('Findings', element('p', {}, 'Nothing was found that the image could do without.'));
  const hashed = report.layers.some((layer) => layer.verified !== null);
  return section('Findings',
    element('p', {}, 'The image could be ', size(sum(found, 'bytes')), ' lighter.',
      hashed ? '' : ' Files with the same content are found by Verify, which reads every byte.'),
    table('What the image could do without, or should be looked at',
      [{ name: 'Finding' }, { name: 'Severity' }, { name: 'Saves', number: true }, { name: 'Layer', number: true },
        { name: 'Evidence' }, { name: 'Advice' }],
      found.map((each) => [
        printable(each.title), each.severity, each.bytes > 0 ? size(each.bytes) : '–',
        each.layer === null ? '–' : String(each.layer + 1),
        element('ul', {}, ...each.evidence.map((text) => element('li', {}, code(text))),
          ...(each.evidence_count > each.evidence.length
            ? [element('li', {}, `and ${count(each.evidence_count - each.evidence.length)} more`)] : [])),
        printable(each.advice),
      ])));
};

const waste = ({ waste: found }) => section('Waste', facts([
  ['Hidden by later layers', size(found.hidden_bytes)],
  ['Efficiency', percent(found.efficiency)],
  ['Paths in several layers', element('span', {}, count(found.repeated.paths), ', ', size(found.repeated.bytes))],
  ['As the program dive counts', element('span', {},
    percent(found.dive.efficiency), ' efficient, ', size(found.dive.wasted_bytes), ' wasted')],
]), found.paths.length > 0 ? table(
  'Paths with the most bytes that no container sees',
  [{ name: 'Path' }, { name: 'Hidden', number: true }, { name: 'Layers', number: true }],
  found.paths.map((path) => [code(path.path), size(path.bytes), layerNames(path.layers)])) : '');

const history = ({ image, layers: all, taxonomy }) => (image.history.length === 0 ? '' : section('History as a Dockerfile', table(
  'The instructions that the image’s history tells of, the first first',
  [{ name: 'Instruction' }, { name: 'Layer', number: true }, { name: 'Files’ size', number: true }],
  shortened(image.history, (step) => [
    code(step.instruction ? `${step.instruction} ${step.command}` : step.created_by),
    step.layer === null ? '–' : String(step.layer + 1), step.layer === null ? '–' : size(all[step.layer]?.file_bytes),
  ], (others) => [`${count(others.length)} more`, '', ''])),
  ...instructionCounts(taxonomy.instructions, taxonomy.commands, taxonomy.study_commands)));

const problems = ({ problems: found }) => (found.length === 0 ? '' : section('Problems', element('ul', {},
  ...found.map(({ severity, where, message }) =>
    element('li', {}, `${severity === 'error' ? 'Error' : 'Warning'}: `, printable(where ? `${where}: ${message}` : message))))));

/**
 * Fills `place` with a report, of an image, of a project or of a data set, or with what a link says, and what it is compared with;
 * or with nothing. `origin` says where it comes from, if not from an archive that was read, `notes` what notes() of
 * ./application.js and `fields` what verdict() there answer.
 */
export const showReport = (place, report, comparison, origin, notes) => {
  place.replaceChildren();
  if (report === null) return;
  if (report.schema.startsWith('plimsoll.study/')) {
    showDataset(place, report);
    return;
  }
  if (report.schema.startsWith('plimsoll.essence/')) {
    showLink(place, report, origin, notes);
    return;
  }
  if (report.image === undefined) {
    showProject(place, report);
    return;
  }
  const name = report.image.references[0] ?? report.source.name;
  place.append(
    element('h1', {}, printable(name)),
    origin === '' ? '' : element('p', {}, origin),
    notes.fields === null ? '' : showVerdict(notes.verdict, notes.fields),
    problems(report), imageFacts(report), totals(report), findings(report), layers(report), packages(report),
    purposes(report.taxonomy), history(report),
    types(report), largestFiles(report), waste(report), comparison === null ? '' : showComparison(comparison));
};
