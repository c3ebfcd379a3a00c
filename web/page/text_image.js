// The views of an image as plain HTML, with the names of the canvas's.

import {
  code, count, counted, element, facts, layerNames, layerText, left, list, more, number, orDash, part, percent, platformText, printable, problemList,
  share, shortened, size, sum, table, text, value, withCode,
} from './text_elements.js';
import { folderOf } from './text_files.js';
import { studyView } from './text_study.js';
import { instructionCounts, purposes } from './text_taxonomy.js';

// -------------------------------------------------------------------------------------------------------- Overview

/** Each image of the archive, and a button for those that are not shown. */
const otherImages = ({ images, source }, act) => list(images.map((name, at) => element('span', {},
  [printable(name.references[0] ?? name.digest ?? ''), platformText(name.platform)].filter(Boolean).join(', '), ' ',
  at === source.shown ? '(shown)'
    : element('button', { type: 'button', className: 'button', onclick: () => act.openImage(`#${at + 1}`) }, 'Show'))));

const words = (all) => all.length > 0 && code(JSON.stringify(all));

const imageFacts = (report, act) => {
  const { source, images, image } = report;
  const labels = Object.entries(image.labels);
  return facts([
    ['References', image.references.map(printable).join(', ')],
    ['Platform', platformText(image.platform)],
    ['Created', image.created && printable(image.created)],
    ['Archive', element('span', {}, printable(source.name), ', ', size(source.bytes), `, ${source.layout}`,
      source.compression === 'none' ? '' : `, ${source.compression}`)],
    ['Images in the archive', images.length > 1 && otherImages(report, act)],
    ['Manifest', image.digest && code(image.digest)],
    ['Image ID', image.config_digest && code(image.config_digest)],
    ['Entry point', words(image.entrypoint)],
    ['Command', words(image.cmd)],
    ['User', image.user && code(image.user)],
    ['Working directory', image.working_dir && code(image.working_dir)],
    ['Ports', image.exposed_ports.map(printable).join(', ')],
    ['Volumes', image.volumes.map(printable).join(', ')],
    ['Environment', image.env.length > 0 && list(image.env.map(code))],
    ['Labels', labels.length > 0 && list(labels.map(([name, text]) => code(`${name}=${text}`)))],
  ]);
};

const totals = ({ totals: all, filesystem, waste }) => facts([
  ['Shipped', element('span', {}, size(all.file_bytes), ' in ', counted(all.files, 'file'), ` of ${counted(all.layers, 'layer')}`)],
  ['Stored', element('span', {}, size(all.blob_bytes), ' in all layers')],
  ['In the container', element('span', {}, size(filesystem.bytes), ' in ', counted(filesystem.inodes, 'distinct file'), ', ',
    counted(filesystem.files, 'path'), ', ', counted(filesystem.directories, 'directory', 'directories'))],
  ['Hidden by later layers', element('span', {}, size(waste.hidden_bytes), `, ${share(waste.hidden_bytes, all.file_bytes)} of what is shipped`)],
  ['Efficiency', `${percent(waste.efficiency)}; as the program dive counts ${percent(waste.dive.efficiency)}`],
  ['Wasted, as dive counts', element('span', {}, size(waste.dive.wasted_bytes), ' in ', counted(waste.dive.wasted_paths, 'path'))],
  ['In several layers', element('span', {}, counted(waste.repeated.paths, 'path'), ', ', size(waste.repeated.bytes))],
  ['Deepest directory', counted(filesystem.directory_depth, 'path component')],
  ['Links', `${count(filesystem.symlinks)} symbolic${filesystem.broken_hardlinks ? `, ${count(filesystem.broken_hardlinks)} hard ones to nothing` : ''}`],
]);

/** The picture of the load: what it is laden with, and where the study's load line is. */
const load = ({ totals: all, waste, study }, { load: parts = [] }) => {
  const line = study.metrics.find(({ metric }) => metric === 'stored_bytes');
  const median = line?.medians[study.category] ?? null;
  const rows = parts.map(([kind, bytes]) => [kind, size(bytes), share(bytes, all.file_bytes)]);
  return part('Load',
    rows.length === 0 ? '' : table('What it carries, of all that its layers ship', ['Kind', number('Size'), number('Share')],
      [...rows, ['Hidden by later layers', size(waste.hidden_bytes), share(waste.hidden_bytes, all.file_bytes)]]),
    text(median !== null ? `Load line: the median of the study’s ${study.category} images is ${value(median)} ${line.unit} stored; this one has ${
      value(line.value)}.`
      : study.category === null ? 'There is no load line: its kind is not known.' : 'There is no load line: its layers are not compressed.'));
};

const firstSteps = ({ findings }) => part('What to do first', findings.length === 0
  ? text('Nothing was found that the image could do without.')
  : list(findings.slice(0, 5).map(({ title, layer, bytes }) => element('span', {}, printable(title),
    layer === null ? '' : `, layer ${layer + 1}`, ...(bytes > 0 ? [', saves ', size(bytes)] : [])))));

const overview = ({ report, notes, act }) => [
  report.problems.length === 0 ? [] : part(report.problems.some(({ severity }) => severity === 'error')
    ? 'Not all of it could be read' : 'Odd, but read in full', problemList(report.problems)),
  totals(report), load(report, notes), firstSteps(report), part('Image', imageFacts(report, act)),
];

// ---------------------------------------------------------------------------------------------------------- Layers

const commandOf = ({ instruction, command, created_by: by }) => (instruction ? `${instruction} ${command}` : by);

const madeBy = ({ image }, layer) => (layer.history === null ? null : commandOf(image.history[layer.history]));
const madeByCode = (report, layer) => (madeBy(report, layer) === null ? '–' : code(madeBy(report, layer)));

const verifiedText = (verified) => (verified === null ? '–' : verified ? 'yes' : 'no, not as promised');

const typeRows = (types) => table('Its files by type', ['Type', number('Size'), number('Files')],
  types.map((each) => [orDash(each.type), size(each.bytes), count(each.files)]));

const layerDetail = (layer, ask) => [
  facts([
    ['Digest', layer.digest && code(layer.digest)],
    ['diff_id', layer.diff_id && code(layer.diff_id)],
    ['Verified', layer.verified === null ? 'not computed yet' : verifiedText(layer.verified)],
    ['Media type', layer.media_type && code(layer.media_type)],
    ['Stored', element('span', {}, size(layer.blob_bytes), `, ${layer.compression === 'none' ? 'plain tar' : layer.compression ?? 'missing'}`)],
    ['Tar', layer.tar_bytes !== null && size(layer.tar_bytes)],
    ['Besides', `${counted(layer.directories, 'directory', 'directories')}, ${counted(layer.symlinks, 'symbolic link')}, ${
      counted(layer.hardlinks, 'hard link')}, ${counted(layer.others, 'other')}`],
    ['Removes', (layer.whiteouts + layer.opaques > 0)
      && `${counted(layer.whiteouts, 'path')}, the content of ${counted(layer.opaques, 'folder')}`],
    ['Depth', `directories ${count(layer.directory_depth)}, paths ${count(layer.path_depth)}`],
    ['Had from', layer.urls.length > 0 && list(layer.urls.map(code))],
  ]),
  layer.file_types.length === 0 ? '' : typeRows(layer.file_types),
  more('Its files', () => folderOf(ask, '', layer.index)),
];

const layers = ({ report, act }) => [
  report.layers.some(({ verified }) => verified !== null) ? '' : element('p', {}, 'Verify reads every byte: it computes each layer’s digest and diff_id, and finds files with the same content. ',
    element('button', { type: 'button', className: 'button', onclick: act.verify }, 'Verify')),
  report.layers.length === 0 ? text('This image has no layers.') : table(
    'The layers, the lowest first: what they ship, and how it is stored',
    ['#', 'Made by', number('Shipped'), number('Share'), number('Stored'), 'Compression', number('Hidden later'), number('Files'),
      number('Depth'), 'Read', 'Verified'],
    shortened(report.layers, (layer) => [
      layerText(layer.index), madeByCode(report, layer), size(layer.file_bytes), share(layer.file_bytes, report.totals.file_bytes),
      size(layer.blob_bytes), layer.compression ?? '–', size(layer.hidden_bytes), count(layer.files), count(layer.directory_depth),
      layer.complete ? 'whole' : 'in part', verifiedText(layer.verified),
    ], (others) => [left(others), '', size(sum(others, 'file_bytes')), '', size(sum(others, 'blob_bytes')), '',
      size(sum(others, 'hidden_bytes')), count(sum(others, 'files')), '', '', ''])),
];

const eachLayer = ({ report, ask }) => (report.layers.length === 0 ? [] : part('Each layer', ...report.layers.map((layer) => {
  const made = madeBy(report, layer);
  return more(`Layer ${layer.index + 1}${made === null ? '' : `: ${printable(made.length > 90 ? `${made.slice(0, 90)}…` : made)}`}`,
    () => layerDetail(layer, ask));
})));

// ----------------------------------------------------------------------------------------------------------- Files

const files = ({ report, ask }) => [
  part('Heaviest files in the container', report.largest_files.length === 0 ? text('The container has no files.') : table(
    'The largest files that a container sees, each once', ['Path', number('Size'), 'Type', number('Layer')],
    report.largest_files.map((file) => [code(file.path), size(file.bytes), orDash(file.type), layerText(file.layer)]))),
  part('Shipped, and hidden by a later layer', report.waste.paths.length === 0
    ? text(report.waste.hidden_bytes > 0 ? 'No path of it is known.' : 'Nothing: every byte that is shipped is in the container.')
    : table('Paths with the most bytes that no container sees', ['Path', number('Hidden'), number('Layers')],
      report.waste.paths.map((path) => [code(path.path), size(path.bytes), layerNames(path.layers)]))),
  part('All files', more('The final file system, folder by folder', () => folderOf(ask, '', null))),
];

// -------------------------------------------------------------------------------------------------------- Packages

const roles = { 'ml-framework': 'ML framework', accelerator: 'accelerator library', 'model-weights': 'model weights' };

const packageFiles = (each, at, ask) => {
  const files = ask.packageFiles(at);
  return files.length === 0 ? text('Its files are not known one by one.') : table(`The heaviest files of ${printable(each.name)}`,
    ['Path', number('Size')], files.map(([path, bytes]) => [code(path), size(bytes)]));
};

const packages = ({ report: { packages: found, filesystem }, ask }) => {
  if (found.length === 0) return text('The container has no files that anything could have put there.');
  const kinds = Map.groupBy(found, ({ ecosystem }) => ecosystem);
  return [
    table('By where they come from', ['From', number('Packages or groups'), number('Files'), number('Weight'), number('Share')],
      [...kinds].map(([kind, all]) => [kind, count(all.length), count(sum(all, 'files')), size(sum(all, 'bytes')),
        share(sum(all, 'bytes'), filesystem.bytes)])),
    table('What put the files of the container there, the heaviest first: every byte is in one row',
      ['Package', 'Version', 'From', 'Is', number('Weight'), number('Files'), number('Layer'), 'Heaviest files'],
      shortened(found, (each, at) => [
        code(each.location ? `${each.name} in ${each.location}` : each.name), orDash(each.version), each.ecosystem, roles[each.role] ?? '–',
        size(each.bytes), count(each.files), layerText(each.layer),
        more(element('span', {}, 'Show', element('span', { className: 'unseen' }, ` those of ${printable(each.name)}`)), () => packageFiles(each, at, ask)),
      ], (others) => [left(others), '', '', '', size(sum(others, 'bytes')), count(sum(others, 'files')), '', ''])),
  ];
};

// ----------------------------------------------------------------------------------------------------------- Types

const typeTable = (caption, found, all, layers, key, definitions) => table(caption,
  ['Type', number('Size'), number('Files'), number('Share of bytes'), number('Share of files'), number('Layers')],
  shortened(found, (each) => [
    element('span', { title: definitions[each.type] ?? '' }, orDash(each.type)), size(each.bytes), count(each.files),
    share(each.bytes, all.file_bytes), share(each.files, all.files),
    layerNames(layers.filter((layer) => layer[key].some(({ type }) => type === each.type)).map(({ index }) => index)) || '–',
  ], (others) => [left(others, 'types'), size(sum(others, 'bytes')), count(sum(others, 'files')), '', '', '']));

const types = ({ report, notes: { types: definitions = {} } }) => {
  const { file_types: corrected, study_file_types: study, totals: all, layers } = report;
  if (corrected.length === 0) return text('No layer ships any file.');
  const known = corrected.filter(({ type }) => definitions[type]);
  return [
    part('Corrected', text('A file is in the first class whose rule holds, its first bytes before its whole extension.'),
      typeTable('Files that the layers ship, each in the first class that fits it', corrected, all, layers, 'file_types', definitions),
      known.length === 0 ? '' : more('What each type holds', () => facts(known.map(({ type }) => [type, definitions[type]])))),
    part('As the authors counted', text('The name alone decides, and of several rules the last one wins: so it compares with the study’s figures, its errors included.'),
      typeTable('The same as the authors of the study counted: by names alone, the last rule that matches', study, all, layers,
        'study_file_types', {})),
  ];
};

// -------------------------------------------------------------------------------------------------------- Findings

const severities = [['serious', 'is serious', 'are serious'], ['warning', 'warning', 'warnings'], ['note', 'note', 'notes']];

const findings = ({ report, notes, act }) => {
  const { findings: found, totals: all } = report;
  const hashed = report.layers.some(({ verified }) => verified !== null);
  const bytes = sum(found, 'bytes');
  return [
    found.length === 0 ? text('Nothing was found that the image could do without.')
      : text(...(bytes > 0 ? ['The image could be ', size(bytes), ` lighter: ${share(bytes, all.file_bytes)} of what it ships. `] : []),
        `${severities.map(([severity, ...words]) => [found.filter((each) => each.severity === severity).length, ...words])
          .filter(([times]) => times > 0).map((times) => counted(...times)).join(', ')}.`),
    hashed ? text('The contents of all files were compared: those that are the same are among the findings.')
      : text('Files with the same content are found by Verify, which reads every byte. ',
        element('button', { type: 'button', className: 'button', onclick: act.verify }, 'Verify')),
    found.length === 0 ? '' : table('What the image could do without, or should be looked at',
      ['Finding', 'Severity', number('Saves'), number('Layer'), 'Evidence', 'Advice'],
      found.map((each) => [
        printable(each.title), each.severity, each.bytes > 0 ? size(each.bytes) : '–', layerText(each.layer),
        list([...each.evidence.map(code),
          ...(each.evidence_count > each.evidence.length ? [`and ${count(each.evidence_count - each.evidence.length)} more`] : [])]),
        withCode(each.advice),
      ])),
    notes.looked_for ? part('Looked for', text(notes.looked_for)) : [],
  ];
};

// ------------------------------------------------------------------------------------------------------ Dockerfile

const duration = (seconds) => (seconds === null ? '–' : seconds < 60 ? `${seconds.toFixed(1)} s`
  : `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`);

/** To the second, where it is as the image's specification has it. */
const date = (text) => {
  const short = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z$/.exec(text ?? '');
  return short === null ? orDash(text) : element('time', { dateTime: text, title: text }, `${short[1]} ${short[2]}`);
};

const dockerfile = ({ report: { image: { history }, layers: all, taxonomy } }) => {
  if (history.length === 0) return text('The image has no history, so that nothing tells which instructions made it.');
  const timed = history.filter(({ seconds }) => seconds !== null);
  return [
    table('The instructions that the image’s history tells of, the first first',
      ['Instruction', number('Layer'), number('Shipped'), number('Hidden later'), number('Took'), 'Created (UTC)'],
      shortened(history, (step) => {
        const layer = step.layer === null ? null : all[step.layer] ?? null;
        return [code(commandOf(step)), layerText(step.layer), size(layer?.file_bytes), size(layer?.hidden_bytes), duration(step.seconds),
          date(step.created)];
      }, (others) => [left(others), '', '', '', '', ''])),
    timed.length === 0 ? '' : text(`The steps whose time is known took ${
      duration(sum(timed, 'seconds'))}: the time from one step’s date to the next one’s, where both are of one day.`),
    instructionCounts(taxonomy.instructions, taxonomy.commands, taxonomy.study_commands),
  ];
};

export const imageViews = (shown) => [
  ['Overview', () => overview(shown)], ['Layers', () => layers(shown), () => eachLayer(shown)], ['Files', () => files(shown)],
  ['Packages', () => packages(shown)], ['Types', () => types(shown)], ['Findings', () => findings(shown)],
  ['Dockerfile', () => dockerfile(shown)], ['Taxonomy', () => purposes(shown.report.taxonomy, shown.notes)],
  ['Study', () => studyView(shown.report.study, shown.notes)],
];
