// The report on a project as plain HTML.

import { code, count, element, facts, left, list, more, number, part, printable, problemList, shortened, size, table } from './text_elements.js';
import { instructionCounts, purposes } from './text_taxonomy.js';

const stageTable = ({ stages, base_images: bases }) => {
  const typesOf = (at) => bases.find(({ stage }) => stage === at)?.types ?? [];
  const stageName = (at) => printable(stages[at]?.name ?? `stage ${at + 1}`);
  return stages.length === 0 ? '' : table('Its stages, and what they are built on',
    ['Stage', number('Line'), 'Built on', 'Type', number('Instructions'), 'Takes files from'],
    shortened(stages, (stage, at) => [
      stageName(at), count(stage.line),
      stage.base_stage === null ? code(bases.find((base) => base.stage === at)?.resolved || stage.base) : stageName(stage.base_stage),
      printable(typesOf(at).join(', ')) || '–', count(stage.instructions),
      [...new Set(stage.uses.map((use) => (use.stage === null ? printable(use.from) : stageName(use.stage))))].join(', ') || '–',
    ], (others) => [left(others), '', '', '', '', '']));
};

// Its lines stay lines.
const source = (at, ask) => more('Its text', () => element('pre', { tabIndex: 0 },
  element('code', {}, ask.projectText(at).split(/([\t\n])/).map((each, at) => (at % 2 === 1 ? each : printable(each))).join(''))));

const file = (each, at, ask) => part(code(each.path), each.use === 'compose'
  ? element('p', {}, 'A compose file of ', size(each.bytes), '.')
  : [
    each.problems.length > 0 ? problemList(each.problems) : '',
    stageTable(each),
    instructionCounts(each.instructions, each.kinds.by_command, each.kinds.as_the_authors_counted),
  ], source(at, ask));

// Of more than these only names: each has three tables.
const mostFiles = 200;

const dockerfiles = ({ report, ask }) => {
  const { files, problems } = report;
  const others = files.slice(mostFiles);
  return [
    problems.length > 0 ? problemList(problems) : '',
    facts([
      ['Given', printable(report.name)],
      ['Repository', report.repository && printable(report.repository)],
      ['Dockerfiles', count(files.filter(({ use }) => use === 'dockerfile').length)],
      ['Compose files', count(files.filter(({ use }) => use === 'compose').length)],
    ]),
    files.slice(0, mostFiles).map((each, at) => file(each, at, ask)),
    others.length === 0 ? [] : part(left(others), list(others.map(({ path }) => code(path)))),
  ];
};

export const projectViews = (shown) => [
  ['Dockerfile', () => dockerfiles(shown)], ['Taxonomy', () => purposes(shown.report.taxonomy, shown.notes)],
];
