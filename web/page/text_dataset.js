// The report on a data set of the study as plain HTML.

import { code, count, element, facts, printable, section, shortened, table } from './text_elements.js';

const list = (texts) => element('ul', {}, ...texts.map((text) => element('li', {}, text)));

const problems = ({ problems: found }) => (found.length === 0 ? [] : [section('Problems', list(
  found.map(({ severity, where, message }) =>
    element('span', {}, `${severity === 'error' ? 'Error' : 'Warning'}: `, printable(where ? `${where}: ${message}` : message))),
))]);

/** A number with at most so many decimals, a text, or nothing. */
const value = (of, decimals) => {
  if (of === null || of === undefined) return '–';
  if (typeof of === 'string') return printable(of);
  return new Intl.NumberFormat('en', { maximumFractionDigits: decimals }).format(of);
};

const named = (title, sentences) => (sentences.length === 0 ? [] : [
  element('h3', {}, title), list(sentences.map(printable)),
]);

/** A table or figure: one row for each of its values. */
const figure = (each) => {
  const measures = new Map(each.measures.map((measure) => [measure.measure, measure]));
  const { name_headings: headings } = each;
  const rest = (others) => [`${count(others.length)} more values`, ...headings.map(() => ''), '', '', '', ''];
  return section(printable(each.title),
    element('p', {}, printable(each.formula)),
    element('p', {}, each.available
      ? `${count(each.equal)} of ${count(each.compared)} published values come out the same.`
      : 'The data set does not have what it is made of: only what was published is shown.'),
    each.cells.length === 0 ? '' : table(`${printable(each.title)}: published, recomputed as the authors counted, and corrected`,
      [...headings.map((name) => ({ name })), { name: 'Measure' }, { name: 'Published', number: true },
        { name: 'Recomputed', number: true }, { name: 'Corrected', number: true }, { name: 'Difference' }],
      shortened(each.cells, (cell) => {
        const { heading, unit, decimals } = measures.get(cell.measure) ?? { heading: cell.measure, unit: '', decimals: 2 };
        return [
          ...cell.names.map((name) => printable(name) || '–'), printable(unit ? `${heading} (${unit})` : heading),
          value(cell.published, decimals), value(cell.recomputed, decimals), value(cell.corrected, decimals),
          cell.difference ? printable(cell.difference) : cell.differs ? 'differs' : '–',
        ];
      }, rest)),
    ...named('Found in what is published', each.findings),
    ...named('Compared', each.checks),
    ...named('What cannot be computed', each.not_recomputable));
};

const projects = ({ project_rows: rows }) => (rows.length === 0 ? [] : [section('Projects', table(
  'The projects of the data set',
  [{ name: 'Project' }, { name: 'Category' }, { name: 'Commits', number: true }, { name: 'Contributors', number: true },
    { name: 'Stars', number: true }, { name: 'Forks', number: true }, { name: 'Releases', number: true },
    { name: 'Dockerfiles', number: true }, { name: 'Built on' }, { name: 'Purposes' }],
  shortened(rows, (row) => [
    code(row.repo), printable(row.category) || '–', count(row.commits), count(row.contributors), count(row.stars),
    count(row.forks), count(row.releases), count(row.dockerfiles),
    printable(row.base_images.join(', ')) || '–', printable(row.purposes.join(', ')) || '–',
  ], (others) => [`${count(others.length)} more`, '', '', '', '', '', '', '', '', ''])))]);

const wasRead = ({ files, left_out: left }) => [
  section('What was read', table('Files of the data set that were used',
    [{ name: 'File' }, { name: 'Holds' }, { name: 'Rows', number: true }],
    shortened(files, (file) => [file.path ? code(file.path) : 'All of them', printable(file.what), count(file.rows)],
      (others) => [`${count(others.length)} more`, '', '']))),
  ...(left.length === 0 ? [] : [section('What was left out', table('Files that were not used, by the reason',
    [{ name: 'Reason' }, { name: 'Files', number: true }, { name: 'Recognised' }, { name: 'For example' }],
    left.map((each) => [printable(each.reason), count(each.files), each.recognised ? 'yes' : 'no',
      list(each.examples.map(code))])))]),
];

const items = ['funnel', 'table1', 'fig2', 'fig3a', 'fig3b', 'fig4a', 'fig4b', 'table2', 'fig5a', 'fig5b'];

/** Fills `place` with the report on a data set. */
export const showDataset = (place, report) => {
  const figures = items.map((item) => report[item]).filter(Boolean);
  place.append(
    element('h1', {}, 'The study, recomputed'),
    ...problems(report),
    section('Data set', facts([
      ['Projects', count(report.project_rows.length)],
      ['Dockerfiles', count(report.project_rows.reduce((sum, row) => sum + row.dockerfiles, 0))],
      ['Published values', element('span', {}, count(figures.reduce((sum, { equal }) => sum + equal, 0)), ' of ',
        count(figures.reduce((sum, { compared }) => sum + compared, 0)), ' come out the same')],
    ])),
    ...(report.errors_found.length === 0 ? [] : [section('Found in what is published',
      list(report.errors_found.map(({ item, finding }) => printable(`${report[item].title}: ${finding}`))))]),
    ...figures.map(figure),
    ...projects(report),
    ...wasRead(report));
};
