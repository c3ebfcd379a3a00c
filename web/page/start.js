// Starts the page. What does not load, or what this browser does not know, must not end in a page that does nothing.

import './settings.js';

// The landing is painted first: compiling WebAssembly and setting up graphics would hold it up. A tab in the
// background paints nothing, and starts all the same.
const painted = new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, 250);
});

painted.then(() => import('./assemble.js')).catch((error) => {
  const complaint = document.getElementById('complaint');
  complaint.textContent = `Plimsoll could not start: ${error.message}. Reloading the page may help.`;
  complaint.hidden = false;
});
