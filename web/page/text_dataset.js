// The report on a data set of the study as plain HTML.

import { code, count, counted, element, facts, left, list, number, part, printable, problemList, shortened, table, text, value } from './text_elements.js';

const named = (title, sentences) => (sentences.length === 0 ? [] : [element('h4', {}, title), list(sentences.map(printable))]);

/** A table or figure: one row for each of its values. */
const figure = (each) => {
  const measures = new Map(each.measures.map((measure) => [measure.measure, measure]));
  const { name_headings: headings } = each;
  return part(printable(each.title),
    text(printable(each.formula)),
    text(each.available
      ? `${count(each.equal)} of ${count(each.compared)} published values come out the same.`
      : 'The data set does not have what it is made of: only what was published is shown.'),
    each.cells.length === 0 ? '' : table(`${printable(each.title)}: published, recomputed as the authors counted, and corrected`,
      [...headings, 'Measure', number('Published'), number('Recomputed'), number('Corrected'), 'Difference'],
      shortened(each.cells, (cell) => {
        const { heading, unit, decimals } = measures.get(cell.measure) ?? { heading: cell.measure, unit: '', decimals: 2 };
        return [
          ...cell.names.map((name) => printable(name) || '–'), printable(unit ? `${heading} (${unit})` : heading),
          value(cell.published, decimals), value(cell.recomputed, decimals), value(cell.corrected, decimals),
          cell.difference ? printable(cell.difference) : cell.differs ? 'differs' : '–',
        ];
      }, (others) => [left(others, 'values'), ...headings.map(() => ''), '', '', '', ''])),
    named('Found in what is published', each.findings),
    named('Compared', each.checks),
    named('What cannot be computed', each.not_recomputable));
};

const projects = ({ report: { project_rows: rows } }) => (rows.length === 0 ? text('The data set has no projects.') : table(
  'The projects of the data set; their size in kB, as the data set has it',
  ['Project', 'Category', number('Commits'), number('Contributors'), number('Stars'), number('Forks'), number('Releases'), number('Size'),
    number('Dockerfiles'), 'Built on', 'Purposes', 'Published images'],
  shortened(rows, (row) => [
    code(row.repo), printable(row.category) || '–', count(row.commits), count(row.contributors), count(row.stars),
    count(row.forks), count(row.releases), count(row.size), count(row.dockerfiles),
    printable(row.base_images.join(', ')) || '–', printable(row.purposes.join(', ')) || '–', printable(row.images.join(', ')) || '–',
  ], (others) => [left(others), '', '', '', '', '', '', '', '', '', '', ''])));

const wasRead = ({ files, left_out: out }) => [
  part('What was read', table('Files of the data set that were used', ['File', 'Holds', number('Rows')],
    shortened(files, (file) => [file.path ? code(file.path) : 'All of them', printable(file.what), count(file.rows)],
      (others) => [left(others), '', '']))),
  out.length === 0 ? [] : part('What was left out', table('Files that were not used, by the reason',
    ['Reason', number('Files'), 'Recognised', 'For example'],
    out.map((each) => [printable(each.reason), count(each.files), each.recognised ? 'yes' : 'no', list(each.examples.map(code))]))),
];

const items = ['funnel', 'table1', 'fig2', 'fig3a', 'fig3b', 'fig4a', 'fig4b', 'table2', 'fig5a', 'fig5b'];

const study = ({ report }) => {
  const figures = items.map((item) => report[item]).filter(Boolean);
  const sum = (key) => count(figures.reduce((all, each) => all + each[key], 0));
  return [
    report.problems.length > 0 ? part('Problems', problemList(report.problems)) : [],
    facts([
      ['Projects', count(report.project_rows.length)],
      ['Dockerfiles', count(report.project_rows.reduce((all, row) => all + row.dockerfiles, 0))],
      ['Published values', `${sum('equal')} of ${sum('compared')} come out the same`],
    ]),
    report.errors_found.length === 0 ? [] : part(`${counted(report.errors_found.length, 'error')} found in what is published`,
      list(report.errors_found.map(({ item, finding }) => printable(`${report[item].title}: ${finding}`)))),
  ];
};

/** Each figure is a view's part of its own: together they would hold up the page. */
export const datasetViews = (shown) => [
  ['Study', () => study(shown),
    ...items.filter((item) => shown.report[item]).map((item) => () => figure(shown.report[item])), () => wasRead(shown.report)],
  ['Projects', () => projects(shown)],
];
