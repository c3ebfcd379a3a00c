// The canvas as an element of the document: its size in device pixels, its clipboard, its context. Mouse and keys
// go to the application directly (input.cpp).

import { settings } from './settings.js';

const graceForContext = 5000;  // milliseconds that a lost context has to come back before the text version steps in

export const createCanvas = (element, application, views) => {
  const resize = (width, height) => {
    if (width === 0 || height === 0) return;  // not shown
    if (element.width !== width) element.width = width;
    if (element.height !== height) element.height = height;
    application.resized(width, height, devicePixelRatio, settings.textSize / 100);
  };

  const measure = () => {
    const box = element.getBoundingClientRect();
    return [Math.round(box.width * devicePixelRatio), Math.round(box.height * devicePixelRatio)];
  };
  const observer = new ResizeObserver((entries) => {
    const [width, height] = measure();
    const exact = entries[entries.length - 1].devicePixelContentBoxSize?.[0];
    // The browser's own count of pixels saves a blurred column, but it does not know of a ratio that is emulated.
    const agrees = exact && Math.abs(exact.inlineSize - width) <= 1 && Math.abs(exact.blockSize - height) <= 1;
    if (agrees) resize(exact.inlineSize, exact.blockSize);
    else resize(width, height);
  });
  try {
    observer.observe(element, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(element);
  }
  // The size in CSS pixels may stay when the window moves to a denser screen.
  const watchRatio = () => {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
      resize(...measure());
      watchRatio();
    }, { once: true });
  };
  watchRatio();
  settings.onChange(() => resize(...measure()));

  // What starts on the canvas ends there, even if the mouse is let go outside of it; but the browser's menu may be another element's.
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 2) element.setPointerCapture(event.pointerId);
  });
  element.addEventListener('contextmenu', (event) => event.preventDefault());

  let waiting = 0;
  element.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();  // else it would never be restored
    application.contextLost();
    waiting = setTimeout(() => {
      views.withdrawCanvas('The browser took the graphics away from this page. Reload it to see the picture again.');
    }, graceForContext);
  });
  element.addEventListener('webglcontextrestored', () => {
    clearTimeout(waiting);
    application.contextRestored();
  });
};
