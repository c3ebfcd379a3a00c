// The application (the module `page`): loads it, and calls what bridge.cpp and platform.cpp export. Texts and bytes go
// through its inbox.

import { fetchOwnFile, isSingleFile } from './own_files.js';
import { compile } from './wasm.js';

const encoder = new TextEncoder();

const fonts = [
  { name: 'Inter-Regular.otf', family: 'Inter', weight: '400' },
  { name: 'Inter-SemiBold.otf', family: 'Inter', weight: '600' },
  { name: 'JetBrainsMono-Regular.ttf', family: 'JetBrains Mono', weight: '400' },
];

const fetchFont = async ({ name }) => {
  const response = await fetchOwnFile(`fonts/${name}`);
  return new Uint8Array(await response.arrayBuffer());
};

const fetchFonts = async () => {
  const fetched = await Promise.all(fonts.map(fetchFont));
  // A style sheet finds no fonts inside the page.
  if (isSingleFile)
    fonts.forEach(({ family, weight }, number) => document.fonts.add(new FontFace(family, fetched[number], { weight })));
  return fetched;
};

/** `host` is what the application may ask of the page: host.js lists its functions. */
export const loadApplication = async (host) => {
  let blobs = [];
  let report = '';
  let numbers = null;
  const module = {
    host: {
      ...host,
      blob: (blob) => blobs.push(blob),
      report: (json) => { report = json; },
      numbers: (all) => { numbers = all; },
    },
    inbox: [],
  };
  const fetchedFonts = fetchFonts();
  fetchedFonts.catch(() => {});  // start() hears of it
  const [{ default: createPage }, compiled] = await Promise.all([import('./page.js'), compile('page.wasm')]);
  module.instantiateWasm = (imports, done) => {
    WebAssembly.instantiate(compiled, imports).then((instance) => done(instance, compiled));
    return {};
  };
  await createPage(module);

  const call = (name, inbox = [], ...numbers) => {
    module.inbox = inbox.map((item) => (typeof item === 'string' ? encoder.encode(item) : item));
    return module[`_page_${name}`](...numbers);
  };

  return {
    /** `purpose` is 'show', 'verify', 'compare' or 'aside'. */
    opening: (name, bytes, purpose) => call('opening', [name], bytes, ['show', 'verify', 'compare', 'aside'].indexOf(purpose)),

    /** Answers the image's blobs, or null if the bytes are damaged. */
    opened: (bytes) => {
      blobs = [];
      return call('opened', [bytes]) ? blobs : null;
    },
    /** Answers whether the bytes are undamaged. */
    foundProject: (bytes) => call('found_project', [bytes]) !== 0,
    /** The same of a data set's results. */
    foundDataset: (bytes) => call('found_dataset', [bytes]) !== 0,
    /** Whether files of such names, which were given together, are one project. */
    areProjectFiles: (names) => call('are_project_files', [names.map((name) => `${name}\0`).join('')]) !== 0,
    /** Whether they are one data set; a single name may be, too. */
    areDatasetFiles: (names) => call('are_dataset_files', [names.map((name) => `${name}\0`).join('')]) !== 0,
    /** Whether a folder is a data set, by the paths of its files: bytes, each path ended by a zero. */
    isDatasetFolder: (paths) => call('is_dataset_folder', [paths]) !== 0,
    /** Of a data set's files, which are read: their numbers, in the order in which they are. */
    filesRead: (paths) => {
      call('files_read', [paths]);
      return numbers;
    },
    scanned: (number, bytes) => call('scanned', [bytes], number) !== 0,
    scanLost: (number, bytes, message) => call('scan_lost', [message], number, bytes),
    /** `pace`: how fast, and how long still, in words. */
    progressed: (done, total, pace) => call('progressed', [pace], done, total),
    /** Files in the layers that were scanned so far. */
    filesFound: () => call('files_found'),
    /** The report, as a text, of what was read to be set aside; once. */
    setAside: () => {
      call('set_aside');
      return report;
    },
    finished: () => call('finished'),
    failed: (where, message) => call('failed', [where, message]),
    cancelled: () => call('cancelled'),
    dragging: (over) => call('dragging', [], over ? 1 : 0),
    appearanceChanged: () => call('appearance_changed'),

    /** The report that is shown, or null. */
    report: () => {
      call('report');
      return report === '' ? null : JSON.parse(report);
    },

    /** The same as a text; '' where there is none. */
    reportText: () => {
      call('report');
      return report;
    },

    /** A sentence about where the report comes from, if not from an archive that was read; else ''. */
    origin: () => {
      call('origin');
      return report;
    },

    /** The comparison with another image, or null. */
    comparison: () => {
      call('comparison');
      return report === '' ? null : JSON.parse(report);
    },
    /** Answers why a saved report, or one that was set aside (`kept`), can't be shown; '' where it is. */
    openReport: (name, json, kept = false) => {
      call('open_report', [name, json], kept ? 1 : 0);
      return report;
    },
    /** Answers why what is shown can't be compared with a saved report; '' where it is. */
    compareWith: (json) => {
      call('compare_with', [json]);
      return report;
    },
    /** Answers why the link in a fragment can't be shown; '' where it is. */
    openLink: (fragment) => {
      call('open_link', [fragment]);
      return report;
    },
    /** The link goes, and what was there before it comes back. Answers whether there is such a thing. */
    closeLink: () => call('close_link') !== 0,
    /** The address names another view. */
    addressChanged: () => call('address_changed'),
    /** What the text version says beside the report. */
    notes: () => {
      call('notes');
      return JSON.parse(report);
    },
    /** What lies in a folder of the image, or of what its layer of that number does; null where nobody knows. */
    folder: (path, layer = null) => {
      call('folder', [path], layer ?? -1);
      return report === '' ? null : JSON.parse(report);
    },
    /** The heaviest files of the package of that number, [path, bytes] each. */
    packageFiles: (number) => {
      call('package_files', [], number);
      return report === '' ? [] : JSON.parse(report);
    },
    /** The text of the project's file of that number. */
    projectText: (file) => {
      call('project_text', [], file);
      return report;
    },
    /** What came of holding a link or a saved report against the image, or null. */
    verdict: () => {
      call('verdict');
      return report === '' ? null : JSON.parse(report);
    },
    /** The views of what is shown: {views: [names], selected}. */
    tabs: () => {
      call('tabs');
      return JSON.parse(report);
    },
    chooseTab: (number) => call('choose_tab', [], number),
    /** What holds the words: [{kind, matches, hits: [{text, detail}]}]. */
    search: (words) => {
      call('search', [words]);
      return JSON.parse(report);
    },
    /** One of those is to be shown where it is. */
    chooseHit: (group, hit) => call('choose_hit', [], group, hit),
    openShare: () => call('open_share'),
    /** A link to what is shown; throws why there is none. */
    link: ({ references = true, paths = false, commands = false, environment = false, labels = false, card = false, view = false,
      title = '', authors = [], doi = '', base } = {}) => {
      const ticks = [references, paths, commands, environment, labels, card, view, base !== undefined]
        .reduce((bits, ticked, number) => bits | (ticked ? 1 << number : 0), 0);
      if (!call('link', [title, authors.join(';'), doi, base ?? ''], ticks)) throw new Error(report);
      return report;
    },
    /** Answers whether there is something to draw with. */
    startDrawing: async () => call('start_drawing', await fetchedFonts) !== 0,
    /** In device pixels; so many of them are a CSS pixel; and how large all is to be, 1 for as usual. */
    resized: (width, height, ratio, textSize) => call('resized', [], width, height, ratio, textSize),
    lessMotion: (less) => call('less_motion', [], less ? 1 : 0),
    visible: (visible) => call('visible', [], visible ? 1 : 0),
    contextLost: () => call('context_lost'),
    contextRestored: () => call('context_restored'),
    pasted: (text) => call('pasted', [text]),
    /** So many characters before the caret go, and a text comes. */
    typed: (erased, text) => call('typed', [text], erased),
    frames: () => call('frames'),
    memory: () => call('memory'),
  };
};
