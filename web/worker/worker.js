// The worker that opens images and projects, and scans layers (the module of worker.cpp, in frame.js):
//
//   {op: 'open', input, choice, hash}                → {op: 'image', bytes, streamed}, {op: 'project', bytes}, {op: 'dataset'} or
//                                                      {op: 'error', where, message}
//   {op: 'scan', file, blob, number, hash, small}    → {op: 'scan', number, bytes}
//
// An input is what files.js makes of a file or folder, a choice {platform, image, own}; a `small` blob has others of its
// kind beside it. Where an image is `streamed`, it was read from end to end, and all its scans follow. Before an answer
// comes {op: 'progress', number, bytes}; of an input that is streamed, number is null and the bytes are the input's. A data
// set is only recognised here: the worker of study.js reads it.

serveModule(createAnalyser, (module, frame) => {
  'use strict';

  let reader = null;
  let opened = null;  // which file of the input the reader has, where it is one that scans
  let number = null;

  const readFrom = (files, name = null) => {
    if (name !== null && name === opened) return;  // with what it has at hand: layers lie side by side
    reader?.close();
    reader = createReader(files);
    opened = name;
  };

  const host = {
    read: (file, offset, bytes, reading, take, done) => frame.settle(reader.read(file, offset, bytes, reading, take), done),
    progress: (bytes) => frame.progress(number, bytes),
    image: (bytes, streamed) => frame.answer({ op: 'image', bytes, streamed }),
    project: (bytes) => frame.answer({ op: 'project', bytes }),
    dataset: () => frame.answer({ op: 'dataset' }),
    scan: (blob, bytes) => frame.answer({ op: 'scan', number: blob, bytes }),
  };

  const operations = {
    open: ({ input, choice, hash }) => {
      number = null;
      readFrom(input.files.map(({ file }) => file));
      module.inbox = [input.name, choice.platform, choice.image, choice.own].map(frame.encode);
      if (!input.isFolder) {
        module._worker_open(input.bytes, hash);
        return;
      }
      module.inbox.push(...frame.listOf(input.files));
      module._worker_open_folder(input.isLoose ? 1 : 0);
    },
    scan: (message) => {
      ({ number } = message);
      readFrom([message.file], message.blob.file);
      module.inbox = [frame.encode(message.blob.entry)];
      const { offset, bytes, present } = message.blob;
      module._worker_scan(number, message.file.size, offset, bytes, present, message.hash, message.small);
    },
  };

  return { host, operations };
});
