// What the text version is made of: elements and texts only, for names in it come from an archive and may hold anything.

export const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

// ---------------------------------------------------------------------------------------------------------- values

const countFormat = new Intl.NumberFormat('en');
export const count = (value) => (value === null || value === undefined ? '–' : countFormat.format(value));

/** "1 layer", "2 layers". */
export const counted = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** A number with at most so many decimals, a text, or nothing. */
export const value = (of, decimals = 2) => {
  if (of === null || of === undefined) return '–';
  if (typeof of === 'string') return printable(of);
  return new Intl.NumberFormat('en', { maximumFractionDigits: decimals }).format(of);
};

// As format_bytes() of core/report: three significant digits, decimal units.
export const sizeText = (bytes) => {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit + 1 < units.length) {
    value /= 1000;
    unit += 1;
  }
  const digits = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[unit]}`;
};

export const size = (bytes) => {
  if (bytes === null || bytes === undefined) return '–';
  return bytes < 1000 ? sizeText(bytes) : element('span', { title: `${countFormat.format(bytes)} bytes` }, sizeText(bytes));
};

export const percent = (part) => `${(part * 100).toFixed(1)} %`;
export const share = (part, all) => (all > 0 ? percent(part / all) : '–');

// Marks that change the direction, hide themselves or control a terminal become visible.
const hidden = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
export const printable = (text) => text.replace(hidden, (mark) => `\\u{${mark.codePointAt(0).toString(16)}}`);
export const code = (text) => element('code', {}, printable(text));
/** What stands between backquotes is code. */
export const withCode = (text) => element('span', {}, ...text.split('`').map((piece, at) => (at % 2 ? code(piece) : printable(piece))));
export const orDash = (text) => (text === null || text === undefined || text === '' ? '–' : printable(text));

export const layerText = (layer) => (layer === null ? '–' : String(layer + 1));
export const layerNames = (layers) => layers.map((layer) => layer + 1).join(', ');
export const platformText = ({ os, architecture, variant }) => printable([os, architecture, variant].filter(Boolean).join('/'));

// ---------------------------------------------------------------------------------------------------------- blocks

export const text = (...words) => element('p', {}, ...words);
export const list = (items) => element('ul', {}, ...items.map((item) => element('li', {}, item)));

/** Rows of a heading and its value; those without a value are left out. */
export const facts = (rows) => {
  const made = element('dl');
  for (const [name, value] of rows) {
    if (value === null || value === undefined || value === '' || value === false) continue;
    made.append(element('div', {}, element('dt', {}, name), element('dd', {}, value)));
  }
  return made;
};

export const number = (name) => ({ name, number: true });

/** Columns are names or {name, number}; the first cell of a row is its heading. */
export const table = (caption, columns, rows) => {
  const isNumber = columns.map((column) => (column.number ? 'number' : ''));
  const headings = columns.map((column, at) =>
    element('th', { scope: 'col', className: isNumber[at] }, column.name ?? column));
  const body = rows.map((cells) => element('tr', {}, ...cells.map((cell, at) => (at === 0
    ? element('th', { className: isNumber[at], scope: 'row' }, cell) : element('td', { className: isNumber[at] }, cell)))));
  const made = element('table', {},
    element('caption', {}, element('span', {}, caption)),
    element('thead', {}, element('tr', {}, ...headings)),
    element('tbody', {}, ...body));
  // What is wider than the window scrolls, by keys too.
  const scroll = element('div', { className: 'scroll', tabIndex: 0, role: 'group' }, made);
  scroll.ariaLabel = caption;
  return scroll;
};

export const part = (title, ...content) => [element('h3', {}, title), ...content];

/** What is made when the reader opens it. */
export const more = (summary, fill) => {
  const made = element('details', {}, element('summary', {}, summary));
  made.addEventListener('toggle', () => made.append(...[fill()].flat()), { once: true });
  return made;
};

/** The first rows of what may be thousands, and one for the rest: `rest` makes it of those that are left out. */
export const mostRows = 500;
export const shortened = (rows, toCells, rest) => {
  const cells = rows.slice(0, mostRows).map((row, at) => toCells(row, at));
  if (rows.length > mostRows) cells.push(rest(rows.slice(mostRows)));
  return cells;
};

/** The first cell of that row. */
export const left = (others, what = '') => `${count(others.length)} more${what && ` ${what}`}: all are in the files under Share`;

export const sum = (rows, key) => rows.reduce((all, row) => all + row[key], 0);

export const problemList = (problems) => list(problems.map(({ severity, where, message }) =>
  `${severity === 'error' ? 'Error' : 'Warning'}: ${printable(where ? `${where}: ${message}` : message)}`));
