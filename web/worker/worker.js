// The worker around the module: this text stands behind the module's own script, and both start as one Blob, so
// that the page's Content-Security-Policy holds here too. It fetches nothing: the compiled module comes as a message.
//
//   {op: 'start', module}                            first, once
//   {op: 'open', input, choice, hash}                → {op: 'image', bytes, streamed}, {op: 'project', bytes} or {op: 'error', where, message}
//   {op: 'scan', file, blob, number, hash, small}    → {op: 'scan', number, bytes}
//
// An input is what files.js makes of a file or folder, a choice {platform, image, own}; a `small` blob has others of its
// kind beside it. Where an image is `streamed`, it was read from end to end, and all its scans follow. Before an answer
// comes {op: 'progress', number, bytes}; of an input that is streamed, number is null and the bytes are the input's.
//
// Each answer but progress also says how much `memory` the module has by now. {op: 'died', message} is the last thing
// that a worker says.

(() => {
  'use strict';

  const progressInterval = 100;  // milliseconds
  const outOfMemory = new Error('needs more memory than the browser gives');
  let reader = null;
  let opened = null;  // which file of the input the reader has, where it is one that scans
  let number = null;
  let readError = '';
  let lastProgress = 0;

  const answer = (message) => {
    const transfer = message.bytes instanceof Uint8Array ? [message.bytes.buffer] : [];
    postMessage({ ...message, memory: module._worker_memory() }, transfer);
  };

  const host = {
    read: (file, offset, bytes, reading, take, done) => {
      const got = reader.read(file, offset, bytes, reading, take);
      if (typeof got === 'number') {
        done(got);
        return;
      }
      got.catch((error) => {
        readError = error.name === 'NotReadableError'
          ? 'can no longer be read: was it changed, moved or deleted meanwhile?'
          : `could not be read by the browser (${error.name})`;
        return -1;
      }).then(done).catch(breakDown);
    },
    readError: () => readError,
    progress: (bytes) => {
      const now = performance.now();
      if (now - lastProgress < progressInterval) return;
      lastProgress = now;
      postMessage({ op: 'progress', number, bytes });
    },
    image: (bytes, streamed) => answer({ op: 'image', bytes, streamed }),
    project: (bytes) => answer({ op: 'project', bytes }),
    scan: (blob, bytes) => answer({ op: 'scan', number: blob, bytes }),
    error: (where, message) => answer({ op: 'error', where, message }),
    outOfMemory: () => {
      throw outOfMemory;
    },
  };

  // What the module throws passes through whatever called it: its message, or the answer to a read.
  const breakDown = (error) => {
    const message = error === outOfMemory ? error.message : `made the analyser break down (${error.message})`;
    postMessage({ op: 'died', message });
  };

  const readFrom = (files, name = null) => {
    if (name !== null && name === opened) return;  // with what it has at hand: layers lie side by side
    reader?.close();
    reader = createReader(files);
    opened = name;
  };

  const encode = (text) => new TextEncoder().encode(text);

  const operations = {
    open: ({ input, choice, hash }) => {
      number = null;
      readFrom(input.files.map(({ file }) => file));
      module.inbox = [input.name, choice.platform, choice.image, choice.own].map(encode);
      if (!input.isFolder) {
        module._worker_open(input.bytes, hash);
        return;
      }
      const sizes = Float64Array.from(input.files, ({ file }) => file.size);
      module.inbox.push(new Uint8Array(sizes.buffer), encode(input.files.map(({ path }) => `${path}\0`).join('')));
      module._worker_open_folder(input.isLoose ? 1 : 0);
    },
    scan: (message) => {
      ({ number } = message);
      readFrom([message.file], message.blob.file);
      module.inbox = [encode(message.blob.entry)];
      const { offset, bytes, present } = message.blob;
      module._worker_scan(number, message.file.size, offset, bytes, present, message.hash, message.small);
    },
  };

  const module = { host, inbox: [], print: () => {}, printErr: () => {} };
  let started = null;

  const start = (compiled) => {
    module.instantiateWasm = (imports, done) => {
      const instance = new WebAssembly.Instance(compiled, imports);
      done(instance, compiled);
      return instance.exports;
    };
    return createAnalyser(module);
  };

  onmessage = async ({ data }) => {
    try {
      if (data.op === 'start') {
        started = start(data.module);
        return;
      }
      await started;
      operations[data.op](data);
    } catch (error) {
      breakDown(error);
    }
  };
})();
