// Puts text on the clipboard: with the event `copy` or `cut` that follows Ctrl+C or Ctrl+X, else with the clipboard's own interface, and
// where a page may not use that (without https), by showing the text to be copied by hand.

let pending = null;

const showForCopying = (text) => {
  const dialog = document.getElementById('copy');
  const field = document.getElementById('copy-text');
  field.value = text;
  dialog.showModal();
  field.select();
};

const take = (event) => {
  if (pending === null) return;
  event.clipboardData.setData('text/plain', pending);
  event.preventDefault();
  pending = null;
};
document.addEventListener('copy', take);
document.addEventListener('cut', take);

export const copy = (text) => {
  pending = text;
  setTimeout(async () => {
    if (pending !== text) return;  // the event has taken it
    pending = null;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      showForCopying(text);
    }
  });
};
