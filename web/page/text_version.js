// The report as plain HTML: a heading for each view, with lists and tables below it, made of elements and texts only, for names
// in it come from an archive and may hold anything.

import { comparisonView } from './text_comparison.js';
import { datasetViews } from './text_dataset.js';
import { element, printable, text } from './text_elements.js';
import { imageViews } from './text_image.js';
import { linkViews } from './text_link.js';
import { projectViews } from './text_project.js';
import { shareView } from './text_share.js';
import { showVerdict } from './text_verdict.js';

// Milliseconds that the page may stand still for; what takes longer is made bit by bit, while nothing else is to be done.
const patience = 8;

// Browsers without requestIdleCallback
const whenIdle = window.requestIdleCallback ?? ((action) => setTimeout(action, 20));

const idOf = (name) => `text-${name.toLowerCase().replace(/[^a-z]+/g, '-')}`;

/** The title of what is shown, a sentence below it, and its views: [name, what makes its content, bit by bit]. */
const contentOf = (shown) => {
  const { report, comparison, notes } = shown;
  if (report.schema.startsWith('plimsoll.study/')) return ['The study, recomputed', datasetViews(shown)];
  if (report.schema.startsWith('plimsoll.essence/'))
    return [report.title ?? report.image.references.shown[0] ?? 'An image', linkViews(shown)];
  if (report.image === undefined) return [report.repository ?? report.name, projectViews(shown)];
  return [report.image.references[0] ?? report.source.name, [
    ...(notes.verdict === undefined || shown.fields === null ? []
      : [['Is it true?', () => showVerdict(notes.verdict, shown.fields)]]),
    ...imageViews(shown), ['Compare', () => comparisonView(comparison)]]];
};

const goTo = (heading) => {
  heading.scrollIntoView();
  heading.focus({ preventScroll: true });
};

const fillContents = (contents, headings) => {
  contents.replaceChildren(element('h2', {}, 'Contents'), element('ul', {}, ...headings.map((heading) => {
    const link = element('a', { href: `#${heading.id}` }, heading.textContent);
    // The address stays: what stands behind its "#" says which report and which view of it is shown.
    link.addEventListener('click', (event) => {
      event.preventDefault();
      goTo(heading);
    });
    return element('li', {}, link);
  })));
};

let made = 0;  // counts reports: what is made of an earlier one ends

/**
 * Fills `place` with what is shown, or with nothing, and `contents` with where to find what there. `shown` has the `report`, of an
 * image, of a project or of a data set, or what a link says; the `comparison` with another; its `origin`, a sentence about where
 * it comes from, if not from an archive that was read; `notes` and `fields` as notes() and verdict() of ./application.js; `ask`,
 * the application, for what the report does not have; and `act`, what a reader can do with it.
 * Much of it may come later: until then `place` is busy.
 */
export const showReport = (place, contents, shown) => {
  const number = made += 1;
  place.replaceChildren();
  contents.hidden = shown === null;
  place.ariaBusy = 'false';
  if (shown === null) return;
  const start = performance.now();
  const [title, views] = contentOf(shown);
  views.push(['Share', () => shareView(shown)]);
  place.append(element('h1', {}, printable(title)), shown.origin === '' ? '' : text(shown.origin));
  const headings = [];
  const waiting = views.flatMap(([name, ...fills]) => {
    const heading = element('h2', { id: idOf(name), tabIndex: -1 }, name);
    const section = element('section', {}, heading);
    section.setAttribute('aria-labelledby', heading.id);
    place.append(section);
    headings.push(heading);
    return fills.map((fill) => ({ section, fill }));
  });
  fillContents(contents, headings);
  place.ariaBusy = 'true';
  const goOn = (until) => {
    if (number !== made) return;
    do {
      const { section, fill } = waiting.shift();
      section.append(...[fill()].flat(Infinity));
    } while (waiting.length > 0 && performance.now() < until);
    if (waiting.length > 0) whenIdle(() => goOn(performance.now() + patience), { timeout: 500 });
    else place.ariaBusy = 'false';
  };
  goOn(start + patience);
};

/** Where there is nothing to show, in words. */
export const showNothing = (place) => {
  place.replaceChildren(element('h1', {}, 'No image has been read yet'),
    text('Choose a file above, drop one on this page, or paste one: an archive of an image, a project’s Dockerfiles, or a study’s data set.'));
};
