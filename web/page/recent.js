// The reports of the images that were read last, kept in this browser (IndexedDB) for as long as the reader wants that. Where
// there is no such thing, or it refuses, isThere() answers false and nothing is kept. What is read back may be anything: it
// is checked here as far as the list needs it, and by the application when it is opened.

import { textOfStream } from './report_address.js';

export const mostEntries = 10;
const mostPackedBytes = 20 * 1024 * 1024;

const database = 'plimsoll', entries = 'entries', reports = 'reports', settings = 'settings';

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const committed = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = resolve;
  transaction.onabort = () => reject(transaction.error ?? new Error('it was broken off'));
});

const openDatabase = async () => {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(entries, { keyPath: 'key' });
    request.result.createObjectStore(reports);
    request.result.createObjectStore(settings);
  };
  const opened = await answer(request);
  opened.onversionchange = () => opened.close();
  return opened;
};

const pack = async (text) => {
  const plain = new Blob([text]);
  if (typeof CompressionStream === 'undefined') return { bytes: await plain.arrayBuffer(), gzip: false };
  return { bytes: await new Response(plain.stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(), gzip: true };
};

const unpack = async ({ bytes, gzip }) => {
  const packed = new Blob([bytes]);
  if (!gzip) return packed.text();
  return textOfStream(packed.stream().pipeThrough(new DecompressionStream('gzip')));
};

const isCount = (value) => Number.isSafeInteger(value) && value >= 0;

const isEntry = ({ key, name, source, bytes, layers, when }) =>
  [key, name, source].every((text) => typeof text === 'string') && [bytes, layers, when].every(isCount);

/** What a list says of a report, and the key under which a newer one of the same image replaces it. */
const entryOf = ({ image, source, totals, layers }, when) => ({
  key: JSON.stringify([image.digest || image.config_digest || source.bytes, source.name]),
  name: image.references[0] ?? source.name,
  source: source.name,
  bytes: totals.blob_bytes ?? 0,
  layers: layers.length,
  when,
});

export const createRecent = () => {
  let opened = null;

  const change = async (act, mode = 'readwrite') => {
    opened ??= openDatabase();
    const db = await opened;
    const transaction = db.transaction([entries, reports, settings], mode);
    const done = committed(transaction);
    done.catch(() => {});  // what `act` throws comes first
    const store = (name) => transaction.objectStore(name);
    try {
      const result = await act(store);
      await done;
      return result;
    } catch (error) {
      try {
        transaction.abort();
      } catch {
        // It has been.
      }
      await done.catch(() => {});
      throw transaction.error ?? error;  // a full store shows as requests that were broken off
    }
  };

  const isKept = async (store) => await answer(store(settings).get('keep')) !== false;

  const newestFirst = async (store) =>
    (await answer(store(entries).getAll())).filter(isEntry).sort((a, b) => b.when - a.when);

  const drop = (store, key) => {
    store(entries).delete(key);
    store(reports).delete(key);
  };

  const dropAll = (store) => {
    store(entries).clear();
    store(reports).clear();
  };

  const put = (entry, packed) => change(async (store) => {
    if (!await isKept(store)) return;
    store(entries).put(entry);
    store(reports).put(packed, entry.key);
    for (const { key } of (await newestFirst(store)).slice(mostEntries)) drop(store, key);
  });

  /** Takes away the oldest but for one; answers whether there was such. */
  const dropOldest = (but) => change(async (store) => {
    const oldest = (await newestFirst(store)).filter(({ key }) => key !== but).pop();
    if (oldest !== undefined) drop(store, oldest.key);
    return oldest !== undefined;
  });

  return {
    /** Whether reports can be kept here. */
    isThere: () => change(() => true, 'readonly').catch(() => {
      opened = null;
      return false;
    }),

    /** Whether the reader wants that. */
    isOn: () => change(isKept, 'readonly'),

    /** Off: all goes, and nothing more comes. */
    turn: (on) => change((store) => {
      store(settings).put(on, 'keep');
      if (!on) dropAll(store);
    }),

    /** [{key, name, source, bytes, layers, when}], the newest first; `when` in milliseconds. */
    list: () => change(newestFirst, 'readonly'),

    /** Keeps a report, given as an object and as its text, if the reader wants that; promises why it could not be, or ''. */
    keep: async (report, text) => {
      if (!await change(isKept, 'readonly')) return '';
      const entry = entryOf(report, Date.now());
      const packed = await pack(text);
      if (packed.bytes.byteLength > mostPackedBytes) return 'it is too long';
      while (true) {
        try {
          await put(entry, packed);
          return '';
        } catch (error) {
          if (error.name !== 'QuotaExceededError') throw error;
          if (!await dropOldest(entry.key)) return 'the browser has no room left';
        }
      }
    },

    /** Promises the text of one; undefined where it is no longer there. */
    open: async (key) => {
      const packed = await change((store) => answer(store(reports).get(key)), 'readonly');
      return packed === undefined ? undefined : unpack(packed);
    },

    remove: (key) => change((store) => drop(store, key)),
    clear: () => change(dropAll),
  };
};
