// The field of the document that lies, not to be seen, at the caret of the canvas's text field while that is written in
// (text_field.cpp): input methods, soft keyboards and the browser's menus work on it. What it holds means nothing; what changes
// in it, at its end, is what was typed.

// Something to erase: of an empty field, a soft keyboard's Backspace would say nothing.
const nothing = '\u200b\u200b';

const mostKept = 256;  // characters of what was typed, which a keyboard may still want to change

/** Of two texts: how many characters at the end of the first go, and what comes instead, to make it the second. */
export const changeBetween = (before, after) => {
  const old = [...before], now = [...after];
  let same = 0;
  while (same < old.length && same < now.length && old[same] === now[same]) same += 1;
  return { erased: old.length - same, text: now.slice(same).join('') };
};

const tapped = 2;  // as text_field.cpp counts

/** `application` hears what is typed and pasted. Answers what the application asks of it. */
export const createTextInput = (field, canvas, application) => {
  let known = nothing;
  let composing = false;
  let isShown = false;
  let marked = null;  // what is marked on the canvas, while the browser's menu is offered for it

  const forget = () => {
    known = nothing;
    field.value = nothing;
  };

  const endMenu = () => {
    if (marked === null) return;
    marked = null;
    field.classList.remove('menu');
    forget();
  };

  const hear = () => {
    if (marked !== null) {
      // What was marked has gone, by one key on the canvas, or something came instead of it.
      application.typed(field.value === '' ? 1 : 0, field.value);
      endMenu();
      return;
    }
    const { erased, text } = changeBetween(known, field.value);
    known = field.value;
    if (erased > 0 || text !== '') application.typed(erased, text);
    if (!composing && (!known.startsWith(nothing) || known.length > mostKept)) forget();
  };

  field.addEventListener('input', hear);
  field.addEventListener('compositionstart', () => { composing = true; });
  field.addEventListener('compositionend', () => {
    composing = false;
    hear();
  });
  // Keys that move the caret or erase do so on the canvas: what was typed before them is of no use any more.
  field.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    endMenu();
    if (event.key.length > 1 || event.ctrlKey || event.metaKey) forget();
  });
  for (const type of ['pointerdown', 'pointerleave']) field.addEventListener(type, endMenu);
  canvas.addEventListener('pointerdown', () => {
    endMenu();
    if (!composing) forget();
  });
  // The focus stays in the field for as long as the canvas wants text, and comes back to it from elsewhere.
  canvas.addEventListener('mousedown', (event) => {
    if (isShown && document.activeElement === field) event.preventDefault();
  });
  canvas.addEventListener('focus', () => {
    if (isShown) focus(field);
  });

  document.addEventListener('paste', (event) => {
    if (document.activeElement !== canvas && document.activeElement !== field) return;
    event.preventDefault();
    endMenu();
    application.pasted(event.clipboardData.getData('text/plain'));
  });

  // The focus goes to the field only from the canvas: a reader who has left it for something else of the page stays there.
  const hasFocus = () => [canvas, field, document.body].includes(document.activeElement);
  const focus = (element) => element.focus({ preventScroll: true });

  return {
    /** The caret is there, in CSS pixels; `shown` is 0 where nothing is written in, 2 where the reader has tapped on it. */
    show: (x, y, height, shown) => {
      isShown = shown !== 0;
      canvas.tabIndex = isShown ? -1 : 0;  // Shift and Tab would lead to the canvas, and from there at once back
      if (!isShown) {
        if (document.activeElement === field) focus(canvas);
        field.hidden = true;
        composing = false;
        endMenu();
        return;
      }
      // An input method has put its window beside what it writes.
      if (!composing && marked === null)
        Object.assign(field.style, { left: `${x}px`, top: `${y}px`, height: `${height}px` });
      if (field.hidden) {
        field.hidden = false;
        forget();
      }
      if (!hasFocus()) return;
      if (shown === tapped) field.blur();  // a keyboard that was sent away comes for a new focus only
      focus(field);
    },

    /** The browser is about to show its menu there, for what is marked on the canvas. */
    offerMenu: (x, y, text) => {
      marked = text;
      Object.assign(field.style, { left: `${x - 12}px`, top: `${y - 12}px`, height: '24px' });
      field.classList.add('menu');
      field.value = text;
      focus(field);
      field.select();
    },
  };
};
