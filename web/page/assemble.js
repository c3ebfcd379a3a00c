// Puts the page together, and offers it to scripts and tests as window.plimsoll.

import { createAnalysis } from './analysis.js';
import { loadApplication } from './application.js';
import { createCanvas } from './canvas.js';
import { copy } from './clipboard.js';
import { chooseFiles, fetchSample, listenForFiles, save } from './files.js';
import { createViews } from './views.js';
import { createWorkers } from './workers.js';

const byId = (id) => document.getElementById(id);
const darkQuery = matchMedia('(prefers-color-scheme: dark)');

const views = createViews();
const workers = createWorkers();
let application = null;  // once it is loaded
let analysis = null;
let lastFile = null;
let shown = null;  // the file and platform of the report that is shown

// ------------------------------------------------------------------------------------------------ what can be done

const open = async (files, platform = '') => {
  const [file, ...others] = files instanceof Blob ? [files] : files;
  if (file === undefined) throw new Error('there is no file');
  await ready;
  lastFile = file;
  const report = analysis.open(file, platform);
  report.then(() => { shown = { file, platform }; }, () => {});
  if (others.length > 0) views.announce(`Reading ${file.name}, the first of ${others.length + 1} files.`);
  return report;
};

const cannotStart = (error) => {
  views.complain(`Plimsoll could not start: ${error.message}. Reloading the page may help.`);
};

// Failures have been shown by then, but for those of loading the page itself.
const openAndForget = (files, platform) => {
  open(files, platform).catch((error) => {
    if (application === null) cannotStart(error);
  });
};

const refuse = (name, message) => {
  ready.then(() => analysis.refuse(name, message), () => {});
};

const openSample = async () => {
  try {
    openAndForget([await fetchSample()]);
  } catch (error) {
    refuse('The sample', error.message);
  }
};

const verify = async () => {
  if (shown === null) throw new Error('nothing is shown');
  return analysis.open(shown.file, shown.platform, true);
};

const cancel = () => analysis?.cancel();

// ---------------------------------------------------------------------------------------- what the application asks

// What would call the application back waits until it has returned.
const later = (action) => (...values) => queueMicrotask(() => action(...values));

const host = {
  chooseFiles,
  openPlatform: later((platform) => lastFile !== null && openAndForget([lastFile], platform)),
  verify: later(() => verify().catch(() => {})),  // what goes wrong has been shown by then
  cancel: later(cancel),
  show: later(views.show),
  copy,
  save,
  title: views.title,
  announce: views.announce,
  link: (name) => document.querySelector(`a[data-link="${CSS.escape(name)}"]`)?.click(),
  dark: () => darkQuery.matches,
  apple: /Mac|iPhone|iPad/.test(navigator.platform),
  cursor: (cursor) => { byId('canvas').style.cursor = cursor; },
};

// ------------------------------------------------------------------------------------------------------------ start

const startDrawing = async () => {
  const canDraw = await application.startDrawing().catch(() => false);
  if (!canDraw) {
    views.withdrawCanvas('This browser shows no WebGL 2 graphics here, so Plimsoll gives its report as text.');
    return;
  }
  views.offerCanvas(application.visible);
  createCanvas(byId('canvas'), application, views);
};

const start = async () => {
  application = await loadApplication(host);
  analysis = createAnalysis({ application, workers, views });
  darkQuery.addEventListener('change', application.appearanceChanged);
  await startDrawing();
  workers.prepare();
};

const ready = start();
ready.catch(cannotStart);

// A module that has broken down can't go on, whatever is called next.
addEventListener('error', ({ error }) => {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  views.withdrawCanvas(`Plimsoll broke down (${error.message}). Reload the page to go on.`);
});

listenForFiles({
  open: openAndForget,
  refuse: (name) => refuse(name, 'is a folder; drop an archive, which is a single file'),
  dragging: (over) => application?.dragging(over),
});

const onClick = (id, action) => byId(id).addEventListener('click', action);
onClick('sample', openSample);
onClick('reading-cancel', cancel);
onClick('landing-to-text', () => views.show('text'));
onClick('canvas-to-text', () => views.show('text'));
onClick('text-to-canvas', () => views.show(application?.report() ? 'canvas' : 'landing'));

window.plimsoll = Object.freeze({
  version: document.querySelector('meta[name="version"]').content,
  /** Reads the first of some files; promises the report. */
  open: (files) => open(files),
  /** Reads what is shown once more, every byte of it; promises the report with what was `verified`. */
  verify,
  cancel,
  /** The report that is shown, or null. */
  report: () => application?.report() ?? null,
  /** Frames drawn so far. */
  frames: () => application?.frames() ?? 0,
  /** Bytes of WebAssembly memory. */
  memory: () => ({ page: application?.memory() ?? 0, worker: analysis?.memory() ?? 0 }),
});
