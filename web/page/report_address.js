// `?report=ADDRESS`: a report that lies beside the page is loaded at once. One on another host is loaded by another page,
// fetch.html, which asks the reader first: this page may connect to its own host only.

import { take } from './handed_over.js';
import { isSingleFile } from './own_files.js';

/** The report of a very large image has some 20 MB. */
export const mostReportBytes = 128 * 1024 * 1024;

/** Promises the text of a stream of bytes; an Error where it is longer than any report. */
export const textOfStream = async (stream) => {
  const reader = stream.getReader();
  const pieces = [];
  for (let bytes = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(pieces).text();
    bytes += value.length;
    if (bytes > mostReportBytes) {
      reader.cancel().catch(() => {});
      throw new Error('it is longer than any report');
    }
    pieces.push(value);
  }
};

const nameOf = (address) => {
  const name = address.pathname.split('/').pop() || address.host;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;  // a percent sign that begins nothing
  }
};

const parse = (given) => {
  try {
    return new URL(given, location.href);
  } catch {
    return null;
  }
};

/**
 * The report that the page's address asks for, as {name, text} or {name, failure}; null where it asks for none, or where
 * another page is on its way to load it.
 */
export const reportOfAddress = async () => {
  const given = new URL(location.href).searchParams.get('report');
  if (given === null) return null;
  const address = parse(given);
  if (address === null || !/^(https?|file):$/.test(address.protocol)) return { name: given, failure: 'is no address that a report could be at' };
  const name = nameOf(address);
  if (isSingleFile) return { name, failure: 'cannot be loaded by the page as one file, which connects to nothing: download it, and drop it here' };
  if (address.origin !== location.origin) {
    const text = await take(address.href);
    if (text !== undefined) return { name, text };
    const page = new URL('fetch.html', location.href);
    page.searchParams.set('report', address.href);
    page.hash = location.hash;
    location.replace(page);
    return null;
  }
  const response = await fetch(address).catch(() => null);
  if (response === null) return { name, failure: 'could not be loaded: is there a network?' };
  if (!response.ok) return { name, failure: `could not be loaded (HTTP status ${response.status})` };
  if (Number(response.headers.get('Content-Length')) > mostReportBytes) return { name, failure: 'is longer than any report' };
  return { name, text: await response.text() };
};
