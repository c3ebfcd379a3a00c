// What can be saved and copied of a report, as plain HTML.

import { element, facts } from './text_elements.js';

const tables = ['image', 'findings', 'layers', 'packages', 'file_types', 'study_file_types', 'largest_files', 'waste', 'base_images',
  'taxonomy', 'study', 'problems'];
const charts = ['load', 'layers', 'packages', 'types', 'waste', 'study'];
// As ExportKind counts.
const [csv, markdown, latex, html, chart] = [0, 1, 2, 3, 4];
const [toClipboard, toFile] = [0, 1];

const button = (label, onclick) => element('button', { type: 'button', className: 'button', onclick }, label);
const buttons = (...all) => element('span', { className: 'buttons' }, ...all);

const choice = (label, names, kind, act) => {
  const chosen = element('select', { ariaLabel: label }, ...names.map((name) => element('option', { value: name }, name.replaceAll('_', ' '))));
  return buttons(chosen, button('Save', () => act.exportReport(kind, chosen.value, toFile)));
};

export const shareView = ({ report, act }) => {
  const isImage = report.schema.startsWith('plimsoll.report/');
  return facts([
    ['A link that holds it', (isImage || report.schema.startsWith('plimsoll.essence/')) && buttons(button('Copy link', act.copyLink))],
    ['The report', buttons(button('Save as JSON', act.saveReport), ...(isImage ? [
      button('Markdown', () => act.exportReport(markdown, '', toFile)), button('Copy Markdown', () => act.exportReport(markdown, '', toClipboard)),
      button('LaTeX', () => act.exportReport(latex, '', toFile)), button('HTML', () => act.exportReport(html, '', toFile))] : []))],
    ['A table as CSV', isImage && choice('Table', tables, csv, act)],
    ['A chart as SVG', isImage && choice('Chart', charts, chart, act)],
  ]);
};
