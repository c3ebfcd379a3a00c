// How the page looks to this reader: how large its text is, and whether it is dark. The browser keeps it; where it keeps nothing
// for this page, it lasts as long as the visit.

const root = document.documentElement;
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const prefersLessMotion = matchMedia('(prefers-reduced-motion: reduce)');
const listeners = new Set();

const kept = (name) => {
  try {
    return localStorage.getItem(`plimsoll.${name}`);
  } catch {
    return null;
  }
};

/** `usual` needs no keeping. */
const keep = (name, value, usual) => {
  try {
    if (value === usual) localStorage.removeItem(`plimsoll.${name}`);
    else localStorage.setItem(`plimsoll.${name}`, String(value));
  } catch {
    // For this visit only, then.
  }
};

const textSizes = Object.freeze([90, 100, 115, 130, 150]);
const appearances = Object.freeze(['system', 'dark', 'light']);
const known = (values, value, usual) => (values.includes(value) ? value : usual);

let textSize = known(textSizes, Number(kept('text-size')), 100);
let appearance = known(appearances, kept('appearance'), 'system');

const isDark = () => (appearance === 'system' ? prefersDark.matches : appearance === 'dark');

// The browser's own frame: both elements have the colour of one appearance each, for the system to choose from.
const frameColours = [...document.querySelectorAll('meta[name="theme-color"]')].map((meta) => ({ meta, own: meta.content }));
const colourOf = (dark) => frameColours.find(({ meta }) => meta.media.includes(dark ? 'dark' : 'light'))?.own;

const apply = () => {
  if (appearance === 'system') delete root.dataset.theme;
  else root.dataset.theme = appearance;
  for (const { meta, own } of frameColours) meta.content = appearance === 'system' ? own : colourOf(isDark()) ?? own;
  root.style.setProperty('--text-size', String(textSize / 100));
  for (const field of document.querySelectorAll('#display input'))
    field.checked = field.value === String(field.name === 'appearance' ? appearance : textSize);
};

const change = () => {
  apply();
  for (const listener of listeners) listener(settings);
};

export const settings = Object.freeze({
  /** The sizes of text that there are, in percent. */
  textSizes,
  appearances,
  get textSize() { return textSize; },
  /** 'system', 'dark' or 'light'. */
  get appearance() { return appearance; },
  /** What that comes to. */
  get isDark() { return isDark(); },
  /** Whether the system asks for no movement that is not needed. */
  get lessMotion() { return prefersLessMotion.matches; },

  /** One of textSizes; another number leaves all as it is. */
  setTextSize: (size) => {
    if (size === textSize || !textSizes.includes(size)) return;
    textSize = size;
    keep('text-size', size, 100);
    change();
  },
  /** The next larger (1) or smaller (-1) size; at the end of them, nothing. */
  changeTextSize: (step) => settings.setTextSize(textSizes[textSizes.indexOf(textSize) + step]),
  /** One of appearances; another word leaves all as it is. */
  setAppearance: (value) => {
    if (value === appearance || !appearances.includes(value)) return;
    appearance = value;
    keep('appearance', value, 'system');
    change();
  },

  /** Calls `listener(settings)` after each change, of the system's own wishes too. Answers what ends that. */
  onChange: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
});

prefersDark.addEventListener('change', change);
prefersLessMotion.addEventListener('change', change);

// Another window of this page.
addEventListener('storage', ({ key }) => {
  if (key !== null && !key.startsWith('plimsoll.')) return;
  textSize = known(textSizes, Number(kept('text-size')), 100);
  appearance = known(appearances, kept('appearance'), 'system');
  change();
});

apply();

document.getElementById('display').addEventListener('change', ({ target }) => {
  if (target.name === 'appearance') settings.setAppearance(target.value);
  else settings.setTextSize(Number(target.value));
});
