// The list of recent reports on the landing, and whether there is to be one. Names in it come from images: only texts.

import { counted, element, printable, size } from './text_elements.js';

const byId = (id) => document.getElementById(id);

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'medium' });

/** "5 minutes ago", "yesterday". */
export const ago = (ms) => {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return relative.format(-minutes, 'minute');
  const hours = Math.round(minutes / 60);
  if (hours < 24) return relative.format(-hours, 'hour');
  const days = Math.round(hours / 24);
  if (days < 60) return relative.format(-days, 'day');
  return days < 730 ? relative.format(-Math.round(days / 30), 'month') : relative.format(-Math.round(days / 365), 'year');
};

/** `recent` as ./recent.js makes it; `open(entry, text)` shows one; `announce` has screen readers say something. */
export const createRecentList = ({ recent, open, announce }) => {
  const section = byId('recent');
  const list = byId('recent-list');
  const keeps = byId('recent-keep');

  const say = (text) => {
    byId('recent-note').textContent = text;
    byId('recent-note').hidden = text === '';
    if (text !== '') announce(text);
  };

  const openEntry = async (entry) => {
    const text = await recent.open(entry.key).catch((error) => error);
    if (typeof text === 'string') {
      open(entry, text);
      return;
    }
    await recent.remove(entry.key).catch(() => {});
    await refresh();
    say(`The report of ${printable(entry.name)} can no longer be read here, so it was taken off the list. Open the image once more.`);
  };

  const removeEntry = async ({ key, name }, row) => {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    const nextKey = next?.dataset.key;
    await recent.remove(key);
    await refresh();
    announce(`The report of ${printable(name)} is no longer kept.`);
    // Who works by keys goes on from there.
    const found = [...list.children].find(({ dataset }) => dataset.key === nextKey);
    (found?.querySelector('.recent-remove') ?? keeps).focus();
  };

  const rowOf = (entry) => {
    const when = new Date(entry.when);
    const name = printable(entry.name);
    const row = element('li', {},
      element('button', { type: 'button', className: 'recent-open', onclick: () => openEntry(entry) },
        element('span', { className: 'recent-name', title: name }, name),
        element('span', { className: 'recent-facts' },
          size(entry.bytes), `, ${counted(entry.layers, 'layer')}, `,
          element('time', { dateTime: when.toISOString(), title: exact.format(when) }, ago(Date.now() - entry.when)),
          entry.source === entry.name ? '' : `, ${printable(entry.source)}`)),
      element('button', { type: 'button', className: 'recent-remove', title: 'Remove it from this list', ariaLabel: `Remove ${name} of ${printable(entry.source)}`,
        onclick: () => removeEntry(entry, row).catch(refresh) }, '×'));
    row.dataset.key = entry.key;
    return row;
  };

  const showEntries = async () => {
    if (!await recent.isThere()) {
      section.hidden = true;
      return;
    }
    const [found, on] = [await recent.list(), await recent.isOn()];
    keeps.checked = on;
    list.replaceChildren(...found.map(rowOf));
    for (const id of ['recent-list', 'recent-clear', 'recent-title']) byId(id).hidden = found.length === 0;
    section.classList.toggle('empty', found.length === 0);
    byId('recent-where').textContent = on ? found.length > 0 ? 'Kept in this browser only. Untick to forget them and keep none.'
      : 'Reports of the images you open are kept in this browser only. Untick to keep none.' : 'No report is kept in this browser.';
    section.hidden = false;
  };

  // One at a time: the last one that is asked for shows what is there then.
  let refreshed = Promise.resolve();
  const refresh = () => {
    refreshed = refreshed.then(showEntries).catch(() => { section.hidden = true; });
    return refreshed;
  };

  keeps.addEventListener('change', async () => {
    await recent.turn(keeps.checked).catch(() => {});
    say('');
    await refresh();
    announce(keeps.checked ? 'Reports are kept here from now on.' : 'The reports that were kept here are gone, and no more are kept.');
  });
  byId('recent-clear').addEventListener('click', async () => {
    await recent.clear().catch(() => {});
    await refresh();
    keeps.focus();
    announce('The reports that were kept here are gone.');
  });
  // Another tab may have kept some, and time passes.
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && refresh());

  return {
    refresh,

    /** Keeps a report, and its text. */
    keep: async (report, text) => {
      if (!await recent.isThere()) return;
      const reason = await recent.keep(report, text).catch((error) => error.message);
      await refresh();
      if (reason !== '') say(`The report of ${printable(report.source.name)} is not kept here: ${reason}.`);
    },
  };
};
