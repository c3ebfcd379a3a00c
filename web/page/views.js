// What fills the window (the landing, the canvas or the text version), and what the page says beside it: the window's
// title, the progress and the messages of the text version, and what screen readers say.

import { count, counted, sizeText } from './text_elements.js';
import { showNothing, showReport } from './text_version.js';

const byId = (id) => document.getElementById(id);

/** An image in a sentence. */
const resultOf = (report) => (report?.schema.startsWith('plimsoll.report/') ? ` It ships ${sizeText(report.totals.file_bytes)} in ${
  counted(report.layers.length, 'layer')}; ${counted(report.findings.length, 'finding')}.` : '');

const nextSteps = 'What can be opened: what docker save, Podman, Buildah or skopeo write, as a file or a folder; Dockerfiles and ' +
  'compose files; a data set’s tables; a report that was saved as JSON. Choose another one, or drop it on this page.';

/** `act` has what a reader can do with what the text version shows. */
export const createViews = (act) => {
  const ownTitle = document.title;
  let applicationTitle = '';
  let canDraw = false;
  let onCanvasShown = () => {};
  let announcedQuarter = 0;
  let reading = '';

  const current = () => document.body.dataset.view;

  const show = (view) => {
    const wanted = view === 'canvas' && !canDraw ? 'text' : view;
    if (wanted !== 'canvas') onCanvasShown(false);
    document.body.dataset.view = wanted;
    if (wanted === 'canvas') {
      onCanvasShown(true);
      byId('canvas').focus({ preventScroll: true });
    }
    if (wanted === 'text') {
      if (byId('report').childElementCount === 0) showNothing(byId('report'));
      byId('report').focus({ preventScroll: true });
    }
  };

  const announce = (text) => { byId('status').textContent = text; };

  const complain = (text, next = '') => {
    byId('complaint').textContent = text;
    byId('complaint').hidden = text === '';
    // Where the canvas is shown it says so itself, and this is for those who do not see it; else the complaint is an alert.
    announce(current() === 'canvas' ? text : '');
    byId('complaint-next').textContent = next;
  };

  const showTitle = (prefix = '') => {
    document.title = prefix + (applicationTitle || ownTitle);
  };

  /** Answers the report that is shown now, or null. */
  const ended = (application) => {
    reading = '';
    byId('reading').hidden = true;
    showTitle();
    const report = application.report();
    showReport(byId('report'), byId('contents'), report === null ? null : {
      report, comparison: application.comparison(), origin: application.origin(), notes: application.notes(), fields: application.verdict(),
      ask: application, act,
    });
    if (report === null && current() === 'text') showNothing(byId('report'));
    for (const id of ['compare-with', 'other']) byId(id).hidden = report === null || !report.schema.startsWith('plimsoll.report/');
    byId('to-report').hidden = report === null;
    return report;
  };

  return {
    show,
    current,
    /** The keyboard goes to what fills the window. */
    focus: () => {
      const [id] = { canvas: ['canvas'], text: ['report'] }[current()] ?? [];
      if (id !== undefined) byId(id).focus({ preventScroll: true });
    },
    announce,
    complain,

    title: (title) => {
      applicationTitle = title;
      if (reading === '') showTitle();
    },

    /** There is WebGL: from now on `canvas` can be shown. `shown` is told when it is, and when it no longer is. */
    offerCanvas: (shown) => {
      canDraw = true;
      onCanvasShown = shown;
      if (reading !== '' && current() === 'landing') show('canvas');
    },

    /** There is none, or none any more. */
    withdrawCanvas: (reason) => {
      canDraw = false;
      complain(reason);
      if (current() === 'canvas') show('text');
    },

    opening: (name) => {
      reading = name;
      announcedQuarter = 0;
      complain('');
      announce(`Reading ${name}.`);
      byId('reading').hidden = false;
      byId('reading-name').textContent = name;
      byId('reading-progress').removeAttribute('value');
      byId('reading-facts').textContent = 'Looking at what it is.';
      if (current() !== 'text') show('canvas');
    },

    /** So many bytes of so many are read; of an image also its `layers`, and of these the `layersDone` and the `files` in them. */
    progress: (done, total, { layers, layersDone, files, pace }) => {
      if (total === 0) return;
      const part = Math.min(1, done / total);
      byId('reading-facts').textContent = [
        `${sizeText(done)} of ${sizeText(total)} read`,
        layers > 0 ? `${count(layersDone)} of ${count(layers)} layers done` : '',
        files > 0 ? `${count(files)} files found` : '',
        pace,
      ].filter(Boolean).join(', ');
      byId('reading-progress').value = part;
      showTitle(`${Math.floor(part * 100)} % – `);
      const quarter = Math.floor(part * 4);
      if (quarter <= announcedQuarter || quarter === 4) return;
      announcedQuarter = quarter;
      announce(`${quarter * 25} percent read.`);
    },

    // Reading has ended; `application` has what is shown now.

    /** What needs no reading. */
    opened: (application, name) => {
      complain('');
      if (current() !== 'text') show('canvas');
      ended(application);
      announce(`${name} was opened.`);
    },
    finished: (application, name) => {
      ended(application);
      const { verdict } = application.notes();
      announce(`${name} was read.${verdict === undefined ? resultOf(application.report()) : ` ${verdict.sentence}`}`);
    },
    /** A link was closed. */
    wentBack: (application) => {
      complain('');
      if (ended(application) === null) show('landing');
      else if (current() !== 'text') show('canvas');
    },
    failed: (application, sentence) => {
      const report = ended(application);
      complain(sentence, nextSteps);
      byId('trouble').scrollIntoView({ block: 'nearest' });
      if (current() === 'text' && report === null) show('landing');
    },
    cancelled: (application) => {
      const report = ended(application);
      announce('Stopped.');
      if (report === null) show('landing');
    },
  };
};
