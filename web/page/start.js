// Starts the page. What does not load, or what this browser does not know, must not end in a page that does nothing.

import('./assemble.js').catch((error) => {
  const complaint = document.getElementById('complaint');
  complaint.textContent = `Plimsoll could not start: ${error.message}. Reloading the page may help.`;
  complaint.hidden = false;
});
