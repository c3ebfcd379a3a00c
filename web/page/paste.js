// What comes by the clipboard: files, or a text that is a link to a report, a saved report, or a Dockerfile.

import { droppedInputs } from './files.js';

const wanted = 'What can be pasted is a file, a link to a report, a report that was saved as JSON, or a Dockerfile.';

// The first instruction of a Dockerfile is FROM, or an ARG for it; comments may stand before.
const dockerfile = /^(?:[^\S\n]*(?:#.*|ARG\s.*)?\n)*[^\S\n]*FROM\s+(?:--\S+\s+)*\S+(?:\s+AS\s+\S+)?[^\S\n]*(?:\n|$)/i;

/** What a text is: {link}, a fragment; {report}; {dockerfile}; or {refusal}, a sentence. */
export const textMeans = (text) => {
  const trimmed = text.trim();
  if (trimmed === '') return { refusal: `The clipboard holds no text and no file. ${wanted}` };
  const link = /(?:^|[#&])r=(r1\.[^&\s]*)/.exec(trimmed);
  if (link !== null && !/\s/.test(trimmed)) return { link: `#r=${link[1]}` };
  if (trimmed.startsWith('{')) {
    return /"schema"\s*:\s*"plimsoll\./.test(trimmed.slice(0, 1000))
      ? { report: trimmed } : { refusal: `The text in the clipboard is JSON, but no report of Plimsoll’s. ${wanted}` };
  }
  if (dockerfile.test(text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n'))) return { dockerfile: text };
  return { refusal: `The text in the clipboard is nothing that can be opened. ${wanted}` };
};

const takesText = (target) =>
  target instanceof Element && target.closest('textarea, select, input:not([type="file"], [type="checkbox"], [type="radio"]), [contenteditable]') !== null;

/** `openFiles` gets inputs, `openText` a text; on the canvas texts are the application's, which has fields of its own. */
export const listenForPaste = ({ openFiles, openText }) => {
  // Before the canvas hears of it.
  document.addEventListener('paste', (event) => {
    const { clipboardData } = event;
    const inputs = clipboardData === null ? [] : droppedInputs(clipboardData);
    if (inputs.length > 0) {
      event.preventDefault();
      event.stopImmediatePropagation();
      openFiles(inputs);
      return;
    }
    if (document.body.dataset.view === 'canvas' || takesText(document.activeElement) || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    openText(clipboardData?.getData('text/plain') ?? '');
  }, true);
};

/** Whether a button can ask for the clipboard's text. */
export const canAskForText = () => typeof navigator.clipboard?.readText === 'function';

/** Promises the clipboard's text; browsers ask the reader first, who may refuse. */
export const askForText = () => navigator.clipboard.readText();
