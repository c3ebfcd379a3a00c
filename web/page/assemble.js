// Puts the page together, and offers it to scripts and tests as window.plimsoll.

import { changedAnswer, createAnalysis } from './analysis.js';
import { loadApplication } from './application.js';
import { createCanvas } from './canvas.js';
import { copy } from './clipboard.js';
import { commandsFor } from './commands.js';
import { exportReport } from './exporting.js';
import { chooseFiles, chooseFolder, chooseOther, fetchSample, inputsOf, isSavedReport, listenForFiles, save, together, wasChanged } from './files.js';
import { keepForOffline } from './offline.js';
import { fetchOwnFile, hasOwnFile, isSingleFile } from './own_files.js';
import { ownPlatform } from './own_platform.js';
import { createPalette } from './palette.js';
import { askForText, canAskForText, listenForPaste, textMeans } from './paste.js';
import { createQueue } from './queue.js';
import { createQueueStrip } from './queue_strip.js';
import { rasterise } from './rasterise.js';
import { createRecent } from './recent.js';
import { createRecentList } from './recent_list.js';
import { reportOfAddress } from './report_address.js';
import { settings } from './settings.js';
import { listenForShortcuts, openHelp } from './shortcuts.js';
import { createTextInput } from './text_input.js';
import { createViews } from './views.js';
import { createWorkers } from './workers.js';

const byId = (id) => document.getElementById(id);
const textInput = createTextInput(byId('field'), byId('canvas'), {
  typed: (erased, text) => application.typed(erased, text),
  pasted: (text) => application.pasted(text),
});

const views = createViews({
  openImage: (image) => reopen({ image }),
  verify: () => verify().catch(() => {}),  // what goes wrong has been shown by then
  exportReport: (kind, name, to) => host.exportReport(kind, name, to),
  saveReport: () => saveReport(),
  copyLink: () => {
    try {
      copy(application.link());
      views.announce('Link copied');
    } catch (error) {
      views.announce(`There is no link: ${error.message}.`);
    }
  },
});
const workers = createWorkers('worker');
const studyWorkers = createWorkers('study');  // loads nothing before it is needed
workers.load();
let application = null;  // once it is loaded
let analysis = null;
let palette = null;
let lastInput = null;
let shown = null;  // what opens the report that is shown once more
let shownLink = '';  // the text of the link that is shown
let keptIsShown = false;  // what is shown is a report that was set aside

// ------------------------------------------------------------------------------------------------ what can be done

/** Dockerfiles and compose files that are given together are one project, and one input; so are the tables of a data set. */
const joined = (inputs) => {
  const loose = inputs.length > 1 && inputs.every(({ isFolder }) => !isFolder);
  const names = inputs.map(({ name }) => name);
  return loose && (application.areProjectFiles(names) || application.areDatasetFiles(names)) ? [together(inputs)] : inputs;
};

/** Promises the text of a saved report's file; null where it is another one by now. */
const textNow = async ({ files }) => {
  const text = await files[0].file.text().catch(() => null);
  return await wasChanged(files, () => false) ? null : text;
};

/** The same, where such a one is refused. */
const textOf = async (input) => {
  const text = await textNow(input);
  if (text === null) throw analysis.refuse(input.name, changedAnswer);
  return text;
};

const open = async (given, { platform = '', image = '', hash = false, workers, told } = {}) => {
  if (given.length === 0) throw new Error('there is no file');
  await ready;
  const [input, ...others] = joined(given);
  if (isSavedReport(input)) return openReport(input.name, await textOf(input));
  lastInput = input;
  const choice = { platform, image, own: await ownPlatform };
  const report = analysis.open(input, choice, { hash, workers, told });
  report.then(() => {
    shown = { input, choice };
    shownLink = '';
    queue.isShown();
  }, () => {});
  if (others.length > 0) views.announce(`Reading ${input.name}, the first of ${others.length + 1}.`);
  return report;
};

/** Shows what a saved report says, or one that was set aside (`kept`). `said`: what sentences call it. */
const openReport = (name, text, { kept = false, said = name } = {}) => {
  analysis.makeWay();
  const message = application.openReport(name, text, kept);
  if (message !== '') throw analysis.refuse(said, message);
  lastInput = null;
  shown = null;
  shownLink = '';
  keptIsShown = kept;
  queue.isShown();
  views.opened(application, said);
  return application.report();
};

/** The link in the page's address, as openLink() of ./application.js takes it; '' where there is none. */
const linkOfAddress = () => /[#&]r=([^&]*)/.exec(location.hash)?.[1] ?? '';

/** Shows what the link in the page's address says. Nothing of it is fetched: all is in it. */
const openLink = (text) => {
  analysis.makeWay();
  const message = application.openLink(location.hash);
  if (message !== '') throw analysis.refuse('The link', `can't be shown: ${message}`);
  shownLink = text;
  queue.isShown();
  views.opened(application, 'The link');
};

/** The reader went Back or Forward, or changed the address. */
const followAddress = () => {
  const text = linkOfAddress();
  try {
    if (text !== '' && text !== shownLink) {
      openLink(text);
      return;
    }
  } catch {
    return;  // it has been shown by then
  }
  if (text === '' && shownLink !== '') {
    shownLink = '';
    application.closeLink();
    views.wentBack(application);
  }
  application.addressChanged();
};

/** Shows what the page's address asks for. */
const openAddress = async () => {
  if (linkOfAddress() !== '') {
    followAddress();
    return;
  }
  const found = await reportOfAddress();
  if (found === null) return;
  try {
    if (found.failure !== undefined) throw analysis.refuse(found.name, found.failure);
    openReport(found.name, found.text);
  } catch {
    // It has been shown by then.
  }
};

/** Whether a report is an image's, and no link's, project's or data set's: only those can be verified or compared. */
const isImage = (report) => report !== null && report.schema.startsWith('plimsoll.report/');

const reopen = (options) => lastInput !== null && openAndForget([lastInput], options);

const cannotStart = (error) => {
  views.complain(`Plimsoll could not start: ${error.message}. Reloading the page may help.`);
};

/** Of two that come together one is a saved report: it is shown, and held against the other. */
const holdTogether = async (inputs) => {
  const [saved, image] = isSavedReport(inputs[0]) ? inputs : [...inputs].reverse();
  await open([saved]);
  return open([image]);
};

/** Of two others the first is shown, and compared with the second; or each is read for itself, where the first is no image. */
const openPair = async (inputs) => {
  const [first, second] = inputs;
  let failed;
  await open([first]).catch((error) => { failed = error; });
  if (failed?.stopped !== undefined) return;
  if (failed === undefined && isImage(application.report())) await compare([second]);
  else queue.add(inputs, failed ?? { report: application.report(), text: '' });
};

/** The same inputs, of which those that belong together are one. */
const grouped = (inputs) => {
  const all = joined(inputs);
  if (all.length <= 2 && all.length === inputs.length) return all;
  return [application.areProjectFiles, application.areDatasetFiles].reduce((left, belongs) => {
    const some = left.filter((input) => !input.isFolder && belongs([input.name]));
    if (some.length < 2) return left;
    const one = together(some);
    return left.flatMap((input) => (input === some[0] ? [one] : some.includes(input) ? [] : [input]));
  }, all);
};

const areAPair = (inputs) => inputs.length === 2 && inputs.every(({ isLoose, name, isFolder }) =>
  !isLoose && (isFolder || !(application.areProjectFiles([name]) || application.areDatasetFiles([name]))));

const addToQueue = (inputs) => {
  if (!queue.isWorking()) analysis.makeWay();  // as one input would
  queue.add(inputs);
};

/** Shows what the reader gave; what goes wrong is shown, too. */
const openGiven = async (given, options) => {
  await ready;
  const inputs = grouped(given);
  if (inputs.length === 1) await open(inputs, options);
  else if (!areAPair(inputs)) addToQueue(inputs);
  else if (isSavedReport(inputs[0]) !== isSavedReport(inputs[1])) await holdTogether(inputs);
  else await openPair(inputs);
};

// Failures have been shown by then, but for those of loading the page itself.
const openAndForget = (inputs, options) => {
  openGiven(inputs, options).catch((error) => {
    if (application === null) cannotStart(error);
  });
};

const refuse = (name, message) => {
  ready.then(() => analysis.refuse(name, message), () => {});
};

// ----------------------------------------------------------------------------------------------- several, one by one

const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Reads an input for the queue, to be shown or only for its report. */
const readQueued = async (input, { aside, told }) => {
  if (isSavedReport(input)) {
    if (!aside) return { report: openReport(input.name, await textOf(input)), text: '' };
    const text = await textNow(input);
    const report = text === null ? null : parsed(text);
    if (typeof report?.schema === 'string' && report.schema.startsWith('plimsoll.report/')) return { report, text: '' };
    const reason = text === null ? changedAnswer : 'holds no report';
    throw Object.assign(new Error(`${input.name} ${reason}`), { reason });
  }
  if (!aside) {
    keptIsShown = false;
    const report = await open([input], { told });
    return { report, text: application.reportText() };
  }
  const choice = { platform: '', image: '', own: await ownPlatform };
  const text = await analysis.open(input, choice, { purpose: 'aside', told });
  const report = JSON.parse(text);
  if (isImage(report)) recentList.keep(report, text);
  return { report, text };
};

const showQueued = async (item) => {
  const { input, text } = item;
  if (text !== '') {
    openReport(input.name, text, { kept: true });
  } else {
    keptIsShown = false;
    await open([input]);
  }
  queue.isShown(item);
};

const readQueuedAgain = async (item) => {
  keptIsShown = false;
  await open([item.input]);
  queue.isShown(item);
};

const recent = createRecent();
const recentList = createRecentList({
  recent,
  announce: views.announce,
  open: async (entry, text) => {
    try {
      await ready;
      openReport(`kept of ${entry.source}`, text, { said: `The kept report of ${entry.source}` });
    } catch {
      // It has been shown by then.
    }
  },
});

const showQueue = createQueueStrip({
  show: (item) => showQueued(item).catch(() => {}),  // what goes wrong has been shown by then
  readAgain: (item) => readQueuedAgain(item).catch(() => {}),
  isKept: () => keptIsShown,
  retry: (item) => queue.retry(item),
  skip: (item) => queue.skip(item),
  cancelAll: () => queue.cancelAll(),
  close: () => queue.close(),
});
const queue = createQueue({
  read: readQueued,
  isBusy: () => analysis.isBusy(),
  cancel: () => analysis.cancel(),
  changed: showQueue,
  announce: views.announce,
});

// -------------------------------------------------------------------------------------------------- from the clipboard

const openText = async (text) => {
  await ready;
  const { link, report, dockerfile, refusal } = textMeans(text);
  if (refusal !== undefined) {
    views.complain(refusal);
  } else if (link !== undefined) {
    if (link.slice('#r='.length) === linkOfAddress()) openLink(linkOfAddress());
    else location.hash = link;  // followAddress() hears of it
  } else if (report !== undefined) {
    openReport('the pasted text', report, { said: 'The pasted text' });
  } else {
    await open(inputsOf([new File([dockerfile], 'Dockerfile')]));
  }
};

// What goes wrong has been shown by then.
const openTextAndForget = (text) => openText(text).catch(() => {});

const pasteByButton = async () => {
  let text;
  try {
    text = await askForText();
  } catch {
    views.complain(`The browser did not let the page read the clipboard. Press ${byId('paste-keys').textContent} instead.`);
    return;
  }
  openTextAndForget(text);
};

// ---------------------------------------------------------------------------------------------------------- the sample

const openSample = async () => {
  try {
    openAndForget(inputsOf([await fetchSample()]));
  } catch (error) {
    refuse('The sample', error.message);
  }
};

const verify = async () => {
  if (shown === null || !isImage(application.report())) throw new Error('no image is shown');
  return analysis.open(shown.input, shown.choice, { hash: true, purpose: 'verify' });
};

/** Compares what is shown with another archive, folder or saved report; promises the comparison. */
const compare = async ([input]) => {
  const report = application?.report() ?? null;
  if (input === undefined || !isImage(report)) throw new Error('there is nothing to compare');
  if (isSavedReport(input)) {
    analysis.makeWay();
    const message = application.compareWith(await textOf(input));
    if (message === '') {
      views.finished(application, input.name);
      return application.comparison();
    }
    throw analysis.refuse(input.name, message);
  }
  // Contents are compared where both were hashed.
  const hash = report.layers.some(({ verified }) => verified !== null);
  return analysis.open(input, { platform: '', image: '', own: await ownPlatform }, { hash, purpose: 'compare' });
};

const cancel = () => analysis?.cancel();

const leaveText = () => views.show(application?.report() ? 'canvas' : 'landing');

const share = () => {
  views.show('canvas');
  application.openShare();
};

const saveReport = () => {
  const text = application?.reportText() ?? '';
  if (text === '') return;
  const { source, name } = JSON.parse(text);
  save(`${source?.name ?? name ?? 'plimsoll'}.report.json`, 'application/json', text);
  views.announce('Saved');
};

// ---------------------------------------------------------------------------------------- what the application asks

// What would call the application back waits until it has returned.
const later = (action) => (...values) => queueMicrotask(() => action(...values));

/** How many steps that the application added lie behind the one where the reader is. */
const stepsHere = () => history.state?.depth ?? 0;

const host = {
  chooseFiles,
  chooseOther,
  verify: later(() => verify().catch(() => {})),  // what goes wrong has been shown by then
  openImage: later((image) => reopen({ image })),
  cancel: later(cancel),
  show: later(views.show),
  copy,
  save,
  title: views.title,
  announce: views.announce,
  link: (name) => document.querySelector(`a[data-link="${CSS.escape(name)}"]`)?.click(),
  dark: () => settings.isDark,
  apple: /Mac|iPhone|iPad/.test(navigator.platform),
  cursor: (cursor) => { byId('canvas').style.cursor = cursor; },
  textField: textInput.show,
  fieldMenu: textInput.offerMenu,
  savePng: (name, svg) => {
    rasterise(svg).then((png) => save(name, 'image/png', png), (error) => views.announce(`No PNG was saved: ${error.message}.`));
  },
  exportReport: later((kind, name, to) => {
    exportReport(application.reportText(), kind, name, settings.isDark).then(({ fileName, mediaType, text }) => {
      if (to === 0) copy(text);
      else if (to === 1) save(fileName, mediaType, text);
      else host.savePng(fileName.replace(/svg$/, 'png'), text);
      views.announce(to === 0 ? 'Copied' : 'Saved');
    }).catch((error) => views.announce(`It could not be exported: ${error.message}.`));
  }),
  fragment: () => location.hash,
  setFragment: (fragment, step) => {
    const depth = stepsHere() + (step ? 1 : 0);
    history[step ? 'pushState' : 'replaceState']({ depth }, '', fragment === '' ? location.pathname + location.search : `#${fragment}`);
  },
  back: () => {
    if (stepsHere() > 0) history.back();
  },
  search: later(() => palette.open()),
  help: later(openHelp),
  pageAddress: () => (/^https?:$/.test(location.protocol) ? location.origin + location.pathname : ''),
  copyLink: (fragment) => copy(new URL(`#${fragment}`, location.href).href),
};

const commands = () => {
  const report = application.report();
  return commandsFor({
    hasReport: report !== null, image: isImage(report) ? report : null, archive: shown !== null, view: views.current(),
    hasSample: hasOwnFile('sample.tar'), settings,
    act: {
      chooseFiles, chooseFolder, chooseOther, leaveText, openHelp, openSample, saveReport, share, link: host.link, show: views.show,
      verify: host.verify, openImage: (image) => reopen({ image }),
    },
  });
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
  analysis = createAnalysis({ application, workers, studyWorkers, views, read: recentList.keep, idle: queue.goOn });
  palette = createPalette({ application, commands, chosen: () => views.focus() });
  const tellSettings = () => {
    application.appearanceChanged();
    application.lessMotion(settings.lessMotion);
  };
  settings.onChange(tellSettings);
  tellSettings();
  await startDrawing();
  workers.prepare();
  keepForOffline();
  openAddress();
  addEventListener('hashchange', followAddress);
};

const ready = start();
ready.catch(cannotStart);

// A module that has broken down can't go on, whatever is called next.
addEventListener('error', ({ error }) => {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  views.withdrawCanvas(`Plimsoll broke down (${error.message}). Reload the page to go on.`);
});

listenForPaste({ openFiles: openAndForget, openText: openTextAndForget });
listenForFiles({
  open: openAndForget,
  compare: (inputs) => compare(inputs).catch(() => {}),  // what goes wrong has been shown by then
  dragging: (over) => application?.dragging(over),
});

const onClick = (id, action) => byId(id).addEventListener('click', action);
onClick('sample', openSample);
onClick('paste', pasteByButton);
onClick('to-report', () => views.show('canvas'));
onClick('reading-cancel', cancel);
onClick('landing-to-text', () => views.show('text'));
onClick('canvas-to-text', () => views.show('text'));
onClick('text-to-canvas', leaveText);

listenForShortcuts({ search: () => ready.then(() => palette.open(), () => {}), open: chooseFiles, save: saveReport });

byId('sample').hidden = !hasOwnFile('sample.tar');
byId('paste').hidden = !canAskForText();
if (host.apple) byId('paste-keys').textContent = '⌘V';
recentList.refresh();

// A file that is inside this one has no address until it is asked for.
const openInside = async (event) => {
  event.preventDefault();
  const file = await fetchOwnFile(event.currentTarget.getAttribute('href'));
  window.open(URL.createObjectURL(await file.blob()), '_blank', 'noopener');
};
if (isSingleFile) for (const link of document.querySelectorAll('a[data-link]')) link.addEventListener('click', openInside);

// Files that were opened with the installed page.
window.launchQueue?.setConsumer(async ({ files }) => {
  const opened = await Promise.all(files.map((handle) => handle.getFile()));
  if (opened.length > 0) openAndForget(inputsOf(opened));
});

window.plimsoll = Object.freeze({
  version: document.querySelector('meta[name="version"]').content,
  /**
   * Reads the first of some files, or the folder that they were chosen with, or all where they are Dockerfiles and compose
   * files or tables of a data set; promises the report, of an image ("plimsoll.report/1"), of a project
   * ("plimsoll.project/1") or of a data set ("plimsoll.study/1"). Options: `platform`
   * ("linux/arm64") and `image` (a reference, the beginning of a digest, "#2") choose among several images, `hash` has
   * digests and contents computed, and of `workers` there are at most so many (benchmarks compare them).
   */
  open: (files, options) => open(inputsOf(files instanceof Blob ? [files] : files), options),
  /** Reads what is shown once more, every byte of it; promises the report, with what was `verified`. */
  verify,
  /** Compares what is shown with the first of some files, an archive or a saved report; promises the comparison. */
  compare: (files) => compare(inputsOf(files instanceof Blob ? [files] : files)),
  cancel,
  /** Resolves once the page has loaded; rejects where it can't. What is opened before waits for it. */
  ready,
  /** The report that is shown, or what a link says ("plimsoll.essence/1"), or null. */
  report: () => application?.report() ?? null,
  /**
   * A link to the report that is shown: an address whose fragment holds it. Options: what it tells (`references`, which is
   * true where it is not given, `paths`, `commands`, `environment`, `labels`), whether it is a `card` of at most 600
   * characters and names the `view`, the report's `title`, `authors` (an array) and `doi`, and a `base` to begin with
   * instead of the page's own address ('' for the fragment alone). Throws why there is none.
   */
  link: (options) => {
    if (application === null) throw new Error('nothing is shown that a link could hold');
    return application.link(options);
  },
  /** What came of holding a link or a saved report against the image that is shown, field by field, or null. */
  verdict: () => application?.verdict() ?? null,
  /** The comparison that is shown, or null. */
  comparison: () => application?.comparison() ?? null,
  /** Frames drawn so far. */
  frames: () => application?.frames() ?? 0,
  /** Bytes of WebAssembly memory. */
  memory: () => ({ page: application?.memory() ?? 0, worker: analysis?.memory() ?? 0 }),
});
