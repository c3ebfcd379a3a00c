// The worker that reads a data set of the study, and computes its tables and figures (the module of study.cpp, in frame.js):
//
//   {op: 'open', input}    → {op: 'results', bytes} or {op: 'error', where, message}
//
// Before an answer comes {op: 'progress', number: null, bytes}, of the input's bytes.

serveModule(createStudy, (module, frame) => {
  'use strict';

  // Of a folder thousands of small files are read, in the order in which the module said that it will. Alone each takes the
  // browser a millisecond or more; as one Blob, many take little longer than one.
  const mostBytesTogether = 256 * 1024;  // a longer file is read alone
  const batchFiles = 256;
  const batchBytes = 4 * 1024 * 1024;
  const batchesAhead = 2;

  let files = [];
  let reader = null;
  let wanted = [];           // numbers of files that will be read, the first last
  const ahead = new Map();   // of files, promises of their content
  let left = 0;              // batches of which some is not yet asked for
  let current = { file: -1, content: null };

  const readBatch = () => {
    const numbers = [];
    let bytes = 0;
    while (wanted.length > 0 && numbers.length < batchFiles && bytes < batchBytes) {
      const file = wanted.pop();
      const { size } = files[file];
      if (size === 0 || size > mostBytesTogether) continue;
      numbers.push(file);
      bytes += size;
    }
    if (numbers.length === 0) return;
    const batch = { left: numbers.length };
    left += 1;
    const content = new Blob(numbers.map((file) => files[file])).arrayBuffer();
    content.catch(() => {});  // whoever reads it hears of it
    let start = 0;
    for (const file of numbers) {
      ahead.set(file, { batch, content, start });
      start += files[file].size;
    }
  };

  const readAhead = () => {
    while (left < batchesAhead && wanted.length > 0) readBatch();
  };

  const fromCurrent = (offset, bytes, take) => {
    const part = current.content.subarray(offset, offset + bytes);
    take(part);
    return part.length;
  };

  const read = (file, offset, bytes, reading, take) => {
    if (file === current.file) return fromCurrent(offset, bytes, take);
    const entry = ahead.get(file);
    if (entry === undefined) return reader.read(file, offset, bytes, reading, take);
    ahead.delete(file);
    entry.batch.left -= 1;
    if (entry.batch.left === 0) left -= 1;
    readAhead();
    return entry.content.then((buffer) => {
      current = { file, content: new Uint8Array(buffer, entry.start, files[file].size) };
      return fromCurrent(offset, bytes, take);
      // One file that has gone takes its batch with it: all others are read alone.
    }, () => reader.read(file, offset, bytes, reading, take));
  };

  const host = {
    read: (file, offset, bytes, reading, take, done) => frame.settle(read(file, offset, bytes, reading, take), done),
    progress: (bytes) => frame.progress(null, bytes),
    willRead: (numbers) => {
      wanted = [...numbers].reverse();
      readAhead();
    },
    results: (bytes) => frame.answer({ op: 'results', bytes }),
  };

  const operations = {
    open: ({ input }) => {
      files = input.files.map(({ file }) => file);
      reader = createReader(files);
      module.inbox = [frame.encode(input.name)];
      if (!input.isFolder) {
        module._study_open(input.bytes);
        return;
      }
      module.inbox.push(...frame.listOf(input.files));
      module._study_open_folder();
    },
  };

  return { host, operations };
});
