// The queue as a strip at the foot of the window, which takes its room from what is above it: each input with its state, and what
// can be done about it.

import { counted, element, printable, size } from './text_elements.js';

const byId = (id) => document.getElementById(id);

const percent = (part) => `${Math.floor(part * 100)} %`;

const isOver = ({ state }) => !['waiting', 'reading'].includes(state);

const doneWords = ({ bytes, layers, schema }) => {
  if (schema.startsWith('plimsoll.report/')) return [size(bytes), `, ${counted(layers, 'layer')}`];
  return schema.startsWith('plimsoll.study/') ? ['a data set, ', size(bytes)] : ['a project, ', size(bytes)];
};

const wordsOf = (item) => {
  switch (item.state) {
    case 'reading': return [percent(item.part)];
    case 'done': return doneWords(item);
    case 'failed': return [`${printable(item.reason)}.`];
    default: return item.bytes > 0 ? [size(item.bytes)] : [];
  }
};

/** `act` has what the queue can do (./queue.js). Answers what shows its items. */
export const createQueueStrip = (act) => {
  const strip = byId('queue');
  const list = byId('queue-list');
  const toggle = byId('queue-toggle');
  const rows = new Map();

  // What is above gives way.
  new ResizeObserver(() => {
    document.documentElement.style.setProperty('--queue', `${strip.hidden ? 0 : strip.getBoundingClientRect().height}px`);
  }).observe(strip);

  const setOpen = (open) => {
    strip.classList.toggle('open', open);
    toggle.ariaExpanded = String(open);
  };
  toggle.addEventListener('click', () => setOpen(!strip.classList.contains('open')));

  // A button that goes leaves the reader somewhere.
  const keepFocus = (button) => {
    if (button.hidden && (document.activeElement === button || document.activeElement === document.body)) toggle.focus();
  };

  const makeRow = (item) => {
    const state = element('span', { className: 'queue-state' });
    const name = element('span', { className: 'queue-name', title: printable(item.input.name) }, printable(item.input.name));
    const words = element('span', { className: 'queue-words' });
    const bar = element('progress', { max: 1, ariaLabel: `Read of ${printable(item.input.name)}` });
    const button = element('button', { type: 'button', className: 'button' });
    const row = element('li', {}, state, name, element('div', { className: 'queue-more' }, bar, words), button);
    let shown = false;
    button.addEventListener('click', () => {
      if (item.state === 'done') (shown ? act.readAgain : act.show)(item);
      else if (isOver(item)) act.retry(item);
      else act.skip(item);
      keepFocus(button);
    });
    const update = (isShown) => {
      shown = isShown;
      row.dataset.state = item.state;
      if (isShown) row.setAttribute('aria-current', 'true');
      else row.removeAttribute('aria-current');
      state.textContent = isShown ? 'shown' : item.state === 'done' ? 'read' : item.state;
      bar.hidden = item.state !== 'reading';
      bar.value = item.part;
      words.replaceChildren(...wordsOf(item));
      words.title = item.state === 'failed' ? words.textContent : '';
      const label = { waiting: 'Skip', reading: 'Cancel', done: isShown ? 'Read again' : 'Show' }[item.state] ?? 'Try again';
      if (button.textContent !== label) button.textContent = label;
      button.ariaLabel = `${label}: ${printable(item.input.name)}`;
      button.title = item.state !== 'done' ? '' : isShown ? 'Reads it once more: a report that was kept lists the largest files only'
        : item.text !== '' ? 'Shows the report that was kept, at once' : 'Reads it once more';
      // What is shown because it was read has all there is.
      button.hidden = item.state === 'done' && isShown && !act.isKept();
      keepFocus(button);
    };
    return { row, update };
  };

  const sumUp = (items, leftOut) => {
    const reading = items.find(({ state }) => state === 'reading');
    const over = items.filter(isOver).length;
    const failed = items.filter(({ state }) => state === 'failed').length;
    return [`${over} of ${items.length} done`, failed > 0 ? `${failed} failed` : '', leftOut > 0 ? `${leftOut} more left out` : '',
      reading === undefined ? '' : `${percent(reading.part)} of ${printable(reading.input.name)}`].filter(Boolean).join(', ');
  };

  byId('queue-cancel').addEventListener('click', () => {
    act.cancelAll();
    toggle.focus();
  });
  byId('queue-close').addEventListener('click', () => act.close());

  return (items, shown, leftOut) => {
    const begins = strip.hidden && items.length > 0;
    strip.hidden = items.length === 0;
    if (begins) setOpen(matchMedia('(min-width: 701px) and (min-height: 600px)').matches);
    for (const [item, { row }] of rows) {
      if (items.includes(item)) continue;
      row.remove();
      rows.delete(item);
    }
    for (const item of items) {
      if (!rows.has(item)) {
        rows.set(item, makeRow(item));
        list.append(rows.get(item).row);
      }
      rows.get(item).update(item === shown);
    }
    byId('queue-sum').textContent = sumUp(items, leftOut);
    const over = items.every(isOver);
    byId('queue-cancel').hidden = over;
    byId('queue-close').hidden = !over;
  };
};
