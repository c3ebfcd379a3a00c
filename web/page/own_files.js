// The page's own files: they lie beside it; or, where the page is one file with everything in it (../offline/make-single-file),
// inside it, in elements that hold them compressed, as text.

const inside = (name) => document.querySelector(`script[data-file="${CSS.escape(name)}"]`);

const unpack = ({ textContent, dataset }) => {
  const bytes = Uint8Array.from(atob(textContent), (letter) => letter.charCodeAt(0));
  const content = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(content, { headers: { 'Content-Type': dataset.mediaType } });
};

/** Whether the page is one file. */
export const isSingleFile = inside('page.wasm') !== null;

/** Whether there is such a file: one file has no sample in it, which would double it. */
export const hasOwnFile = (name) => !isSingleFile || inside(name) !== null;

/** A file of the page; what can't be had is an Error. */
export const fetchOwnFile = async (name) => {
  const element = inside(name);
  if (element !== null) return unpack(element);
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name} could not be loaded (HTTP status ${response.status})`);
  return response;
};
