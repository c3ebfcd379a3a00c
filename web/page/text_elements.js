// What the text version is made of: elements and texts only, for names in it come from an archive and may hold anything.

export const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

// ---------------------------------------------------------------------------------------------------------- values

const countFormat = new Intl.NumberFormat('en');
export const count = (value) => (value === null || value === undefined ? '–' : countFormat.format(value));

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

// Marks that change the direction, hide themselves or control a terminal become visible.
const hidden = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
export const printable = (text) => text.replace(hidden, (mark) => `\\u{${mark.codePointAt(0).toString(16)}}`);
export const code = (text) => element('code', {}, printable(text));

// ---------------------------------------------------------------------------------------------------------- blocks

/** Rows of a heading and its value; those without a value are left out. */
export const facts = (rows) => {
  const list = element('dl');
  for (const [name, value] of rows) {
    if (value === null || value === undefined || value === '') continue;
    list.append(element('div', {}, element('dt', {}, name), element('dd', {}, value)));
  }
  return list;
};

/** Columns are {name, number}; the first cell of a row is its heading. */
export const table = (caption, columns, rows) => {
  const headings = columns.map(({ name, number }) =>
    element('th', { scope: 'col', className: number ? 'number' : '' }, name));
  const body = rows.map((cells) => element('tr', {}, ...cells.map((cell, column) =>
    element(column === 0 ? 'th' : 'td', {
      className: columns[column].number ? 'number' : '',
      ...(column === 0 ? { scope: 'row' } : {}),
    }, cell))));
  const made = element('table', {},
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...headings)),
    element('tbody', {}, ...body));
  return element('div', { className: 'scroll' }, made);
};

export const section = (title, ...content) => element('section', {}, element('h2', {}, title), ...content);

export const layerNames = (layers) => layers.map((layer) => layer + 1).join(', ');

/** The first rows of what may be thousands, and one for the rest: `rest` makes it of those that are left out. */
const mostRows = 500;
export const shortened = (rows, toCells, rest) => {
  const cells = rows.slice(0, mostRows).map((row, number) => toCells(row, number));
  if (rows.length > mostRows) cells.push(rest(rows.slice(mostRows)));
  return cells;
};

export const sum = (rows, key) => rows.reduce((all, row) => all + row[key], 0);
