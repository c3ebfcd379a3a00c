// Several inputs that were given at once and do not belong together: they are read one after the other. The first one that can
// be shown is; of those after it the page keeps the report, while what is shown stays. Who opens something else meanwhile
// only has the queue wait.

import { cancelled, displaced } from './analysis.js';

const mostQueued = 100;

// Of reports that are kept. What is beyond it is read again.
const mostKeptLetters = 200_000_000;

/**
 * `read(input, {aside, told})` promises {report, text} of an input, where `told` hears how far that is; `isBusy()` says whether
 * anything is being read, and `cancel()` stops that. `changed(items)` hears of every change, with which is shown and how many
 * inputs were left out, for there were too many; `announce` has screen readers say something.
 */
export const createQueue = ({ read, isBusy, cancel, changed, announce }) => {
  let items = [];
  let working = false;
  let hasShown = false;  // one of them
  let shown = null;
  let leftOut = 0;  // for there are too many

  const tell = () => changed(items, shown, leftOut);

  const forgetOldest = () => {
    let letters = 0;
    for (const item of [...items].reverse()) {
      letters += item.text.length;
      if (letters > mostKeptLetters) item.text = '';
    }
  };

  const finish = (item, { report, text }) => {
    item.state = 'done';
    item.schema = report.schema;
    item.bytes = report.totals?.blob_bytes ?? item.input.bytes;
    item.layers = report.layers?.length ?? 0;
    item.text = report.schema.startsWith('plimsoll.report/') ? text : '';
    forgetOldest();
  };

  const readOne = async (item) => {
    const aside = hasShown;
    item.state = 'reading';
    item.part = 0;
    tell();
    try {
      finish(item, await read(item.input, { aside, told: (done, total) => {
        item.part = total > 0 ? Math.min(1, done / total) : 0;
        tell();
      } }));
      if (!aside) {
        hasShown = true;
        shown = item;
      }
      announce(`${item.input.name} was read.`);
    } catch (error) {
      if (error.stopped === displaced) {
        item.state = 'waiting';
      } else if (error.stopped === cancelled) {
        item.state = 'skipped';
      } else {
        item.state = 'failed';
        item.reason = error.reason ?? error.message;
        announce(`${error.message}.`);
      }
    }
    tell();
  };

  const sumUp = () => {
    const number = (state) => items.filter((item) => item.state === state).length;
    const [done, failed, skipped] = ['done', 'failed', 'skipped'].map(number);
    announce([`${done} of ${items.length} read`, failed > 0 ? `${failed} could not be read` : '', skipped > 0 ? `${skipped} skipped` : '']
      .filter(Boolean).join(', ') + '.');
  };

  const next = () => items.find(({ state }) => state === 'waiting');

  const goOn = async () => {
    if (working) return;
    working = true;
    let any = false;
    for (let item = next(); item !== undefined && !isBusy(); item = next()) {
      any = true;
      await readOne(item);
    }
    working = false;
    if (any && next() === undefined) sumUp();
  };

  const skip = (item) => {
    if (item.state === 'reading') cancel();
    if (item.state !== 'waiting') return;
    item.state = 'skipped';
    tell();
  };

  return {
    /**
     * Adds inputs, the first of which may have been read by now: with its `outcome`, an Error, or {report, text} of what is shown.
     */
    add: (inputs, outcome) => {
      if (next() === undefined && !working) hasShown = false;
      // What is over makes room.
      if (items.length + inputs.length > mostQueued) items = items.filter(({ state }) => state === 'waiting' || state === 'reading');
      const room = Math.max(0, mostQueued - items.length);
      const added = inputs.slice(0, room).map((input) =>
        ({ input, state: 'waiting', part: 0, bytes: input.bytes, layers: 0, schema: '', text: '', reason: '' }));
      items.push(...added);
      leftOut += inputs.length - added.length;
      if (added.length === 0) {
        // There is no room even for the first.
      } else if (outcome instanceof Error) {
        Object.assign(added[0], { state: 'failed', reason: outcome.reason ?? outcome.message });
      } else if (outcome !== undefined) {
        finish(added[0], outcome);
        hasShown = true;
        shown = added[0];
      }
      tell();
      if (items.length > 1) announce(`${items.length} are read one after the other.`);
      goOn();
    },

    isWorking: () => working,

    /** Nothing is read any more: the next one may be. */
    goOn,

    /** Another report is shown than one of these; or `item` is. */
    isShown: (item = null) => {
      if (shown === item) return;
      shown = item;
      tell();
    },

    /** Reads one again that failed or was skipped. */
    retry: (item) => {
      item.state = 'waiting';
      item.reason = '';
      tell();
      goOn();
    },

    skip,
    cancelAll: () => {
      const reading = items.find(({ state }) => state === 'reading');
      for (const item of items) if (item.state === 'waiting') item.state = 'skipped';
      if (reading !== undefined) cancel();
      tell();
    },

    close: () => {
      items = [];
      leftOut = 0;
      shown = null;
      hasShown = false;
      tell();
    },
  };
};
