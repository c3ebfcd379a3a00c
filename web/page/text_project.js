// The report on a project as plain HTML.

import { code, count, element, facts, printable, section, shortened, size, table } from './text_elements.js';
import { instructionCounts, purposes } from './text_taxonomy.js';

const problemList = (problems) => element('ul', {}, ...problems.map(({ severity, where, message }) =>
  element('li', {}, `${severity === 'error' ? 'Error' : 'Warning'}: `, printable(where ? `${where}: ${message}` : message))));

const stageTable = ({ stages, base_images: bases }) => {
  const typesOf = (number) => bases.find(({ stage }) => stage === number)?.types ?? [];
  const stageName = (number) => printable(stages[number]?.name ?? `stage ${number + 1}`);
  return stages.length === 0 ? '' : table('Its stages, and what they are built on',
    [{ name: 'Stage' }, { name: 'Line', number: true }, { name: 'Built on' }, { name: 'Type' },
      { name: 'Instructions', number: true }, { name: 'Takes files from' }],
    shortened(stages, (stage, number) => [
      stageName(number), count(stage.line),
      stage.base_stage === null ? code(bases.find((base) => base.stage === number)?.resolved || stage.base) : stageName(stage.base_stage),
      printable(typesOf(number).join(', ')) || '–', count(stage.instructions),
      [...new Set(stage.uses.map((use) => (use.stage === null ? printable(use.from) : stageName(use.stage))))].join(', ') || '–',
    ], (others) => [`${count(others.length)} more`, '', '', '', '', '']));
};

const file = (each) => (each.use === 'compose'
  ? [element('h3', {}, code(each.path)), element('p', {}, 'A compose file of ', size(each.bytes), '.')]
  : [
    element('h3', {}, code(each.path)),
    ...(each.problems.length > 0 ? [problemList(each.problems)] : []),
    stageTable(each),
    ...instructionCounts(each.instructions, each.kinds.by_command, each.kinds.as_the_authors_counted),
  ]);

// Of more than these only names: each has three tables.
const mostFiles = 200;

/** Fills `place` with the report on a project. */
export const showProject = (place, report) => {
  const { files } = report;
  const others = files.slice(mostFiles);
  place.append(
    element('h1', {}, printable(report.repository ?? report.name)),
    ...(report.problems.length > 0 ? [section('Problems', problemList(report.problems))] : []),
    section('Project', facts([
      ['Given', printable(report.name)],
      ['Repository', report.repository && printable(report.repository)],
      ['Dockerfiles', count(files.filter(({ use }) => use === 'dockerfile').length)],
      ['Compose files', count(files.filter(({ use }) => use === 'compose').length)],
    ])),
    purposes(report.taxonomy),
    section('Files', ...files.slice(0, mostFiles).flatMap(file),
      ...(others.length === 0 ? [] : [element('h3', {}, `${count(others.length)} more`),
        element('ul', {}, ...others.map(({ path }) => element('li', {}, code(path))))])));
};
