// The files of a data set's folder on their way to the worker that reads them (../worker/study.js). There can be tens of
// thousands: a File takes a page and a worker a tenth of a millisecond each time that one looks at its size, posts it or
// reads it. So only those that are read are looked at, bit by bit, and go together, as parts of one Blob.

import { fileOf, pause } from './files.js';

const mostTogether = 256;  // files
const mostBytesTogether = 4 * 1024 * 1024;
const bytesWorthTheirOwn = 256 * 1024;

/**
 * Posts the files of an input that have these numbers. Tells `known(bytes, files)` how many bytes the first so many of them
 * have; stops when `isOver()`.
 */
export const sendFiles = async ({ files }, numbers, { post, known, isOver }) => {
  let bytesKnown = 0;
  let batch = [];
  let batchBytes = 0;

  const postFiles = (some) => post({
    op: 'files',
    numbers: some.map(({ number }) => number),
    sizes: some.map(({ file }) => file.size),
    blob: some.length === 1 ? some[0].file : new Blob(some.map(({ file }) => file)),
  });

  const postBatch = () => {
    if (batch.length > 0) postFiles(batch);
    batch = [];
    batchBytes = 0;
  };

  const add = (number, file) => {
    const { size } = file;
    bytesKnown += size;
    if (size === 0 || size > bytesWorthTheirOwn) {
      postBatch();  // what is read before
      postFiles([{ number, file }]);
      return;
    }
    batch.push({ number, file });
    batchBytes += size;
    if (batch.length === mostTogether || batchBytes >= mostBytesTogether) postBatch();
  };

  const few = 64;
  for (let first = 0; first < numbers.length; first += few) {
    const some = [...numbers.subarray(first, first + few)];
    const got = await Promise.all(some.map((number) => fileOf(files[number]).catch(({ name }) => name)));
    await pause();
    if (isOver()) return;
    some.forEach((number, at) => {
      if (got[at] instanceof File) add(number, got[at]);
      else post({ op: 'lost', number, reason: got[at] });
    });
    known(bytesKnown, first + some.length);
  }
  postBatch();
};
