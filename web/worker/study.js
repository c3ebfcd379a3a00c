// The worker that reads a data set of the study, and computes its tables and figures (the module of study.cpp, in frame.js):
//
//   {op: 'open', input}    → {op: 'results', bytes} or {op: 'error', where, message}
//
// Before an answer comes {op: 'progress', number: null, bytes}, of the input's bytes.

serveModule(createStudy, (module, frame) => {
  'use strict';

  // Of a folder thousands of small files are read, each whole and in the order in which the module said that it will: alone,
  // one takes the browser some milliseconds, many at a time a fraction of one each.
  const filesAhead = 64;
  const mostBytesAhead = 256 * 1024;

  let files = [];
  let reader = null;
  let wanted = [];           // numbers of files that will be read, in order
  const ahead = new Map();   // promises of their content, by their numbers
  let current = { file: -1, content: null };

  const readAhead = () => {
    while (ahead.size < filesAhead && wanted.length > 0) {
      const file = wanted.pop();
      const { size } = files[file];
      if (size === 0 || size > mostBytesAhead) continue;
      const content = files[file].arrayBuffer();
      content.catch(() => {});  // whoever reads it hears of it
      ahead.set(file, content);
    }
  };

  const fromCurrent = (offset, bytes, take) => {
    const part = current.content.subarray(offset, offset + bytes);
    take(part);
    return part.length;
  };

  const read = (file, offset, bytes, reading, take) => {
    if (file === current.file) return fromCurrent(offset, bytes, take);
    const content = ahead.get(file);
    if (content === undefined) return reader.read(file, offset, bytes, reading, take);
    ahead.delete(file);
    readAhead();
    return content.then((buffer) => {
      current = { file, content: new Uint8Array(buffer) };
      return fromCurrent(offset, bytes, take);
    });
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
