// The keys that work wherever the reader is on the page. What moves in the picture is with the canvas (input.cpp, focus.h).

const dialog = document.getElementById('help');

export const openHelp = () => {
  if (document.querySelector('dialog[open]') === null) dialog.showModal();
};

dialog.addEventListener('click', ({ target }) => {
  if (target === dialog) dialog.close();
});

// A field of a dialog that was closed just now has the focus until the next frame, and nobody types there.
const isClosed = (element) => element.closest?.('dialog:not([open])') != null;

const isTextField = (element) => !isClosed(element) && (element instanceof HTMLTextAreaElement || element.isContentEditable
  || (element instanceof HTMLInputElement && !['checkbox', 'radio', 'file', 'button'].includes(element.type)));

/** `search`, `open` and `save` are what "/", Ctrl+O and Ctrl+S do. */
export const listenForShortcuts = ({ search, open, save }) => {
  const plain = { '/': search, '?': openHelp };
  const held = { k: search, o: open, s: save };
  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.isComposing || document.querySelector('dialog[open]') !== null) return;
    const shortcut = event.ctrlKey || event.metaKey;
    const act = shortcut ? held[event.key.toLowerCase()] : plain[event.key];
    if (act === undefined || (!shortcut && isTextField(event.target))) return;
    event.preventDefault();
    act();
  });
};
