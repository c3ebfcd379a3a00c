// The page's own files: they lie beside it; or, where the page is one file with everything in it (../offline/make-single-file),
// inside it, in elements that hold them compressed, as text.

const inside = (name) => document.querySelector(`script[data-file="${CSS.escape(name)}"]`);

// Of text in base 85: five letters are four bytes, the highest first. make-single-file has the same letters.
const letters = Array.from({ length: 0x7f - 0x23 }, (_, number) => String.fromCharCode(0x23 + number))
  .filter((letter) => !"&'<>\\`".includes(letter)).slice(0, 85);

const bytesOf = (text, length) => {
  const values = new Uint8Array(128);
  letters.forEach((letter, value) => { values[letter.charCodeAt(0)] = value; });
  const view = new DataView(new ArrayBuffer(text.length / 5 * 4));
  for (let at = 0, to = 0; at < text.length; to += 4) {
    let number = 0;
    for (const end = at + 5; at < end; at += 1) number = number * 85 + values[text.charCodeAt(at)];
    view.setUint32(to, number);
  }
  return new Uint8Array(view.buffer, 0, length);
};

const unpack = ({ textContent, dataset }) => {
  const bytes = bytesOf(textContent, Number(dataset.bytes));
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
