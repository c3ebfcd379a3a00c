// The worker around the module: this text stands behind the module's own script, and both start as one Blob, so
// that the page's Content-Security-Policy holds here too. It fetches nothing: the compiled module comes as a message.
//
//   {op: 'start', module}                            first, once
//   {op: 'open', file, platform}                     → {op: 'image', bytes} or {op: 'error', where, message}
//   {op: 'scan', file, blob, number, hash}           → {op: 'scan', number, bytes}, before it {op: 'progress', number, bytes}
//
// Each answer but progress also says how much `memory` the module has by now. {op: 'died', message} is the last thing
// that a worker says.

(() => {
  'use strict';

  const progressInterval = 100;  // milliseconds
  const outOfMemory = new Error('needs more memory than the browser gives');
  const reader = new FileReaderSync();
  let file = null;
  let number = 0;
  let readError = '';
  let lastProgress = 0;

  const answer = (message) => {
    const transfer = message.bytes instanceof Uint8Array ? [message.bytes.buffer] : [];
    postMessage({ ...message, memory: module._worker_memory() }, transfer);
  };

  const host = {
    read: (offset, bytes) => {
      try {
        return new Uint8Array(reader.readAsArrayBuffer(file.slice(offset, offset + bytes)));
      } catch (error) {
        readError = error.name === 'NotReadableError'
          ? 'can no longer be read: was it changed, moved or deleted meanwhile?'
          : `could not be read by the browser (${error.name})`;
        return null;
      }
    },
    readError: () => readError,
    progress: (bytes) => {
      const now = performance.now();
      if (now - lastProgress < progressInterval) return;
      lastProgress = now;
      postMessage({ op: 'progress', number, bytes });
    },
    image: (bytes) => answer({ op: 'image', bytes }),
    scan: (bytes) => answer({ op: 'scan', number, bytes }),
    error: (where, message) => answer({ op: 'error', where, message }),
    outOfMemory: () => {
      throw outOfMemory;
    },
  };

  const encode = (text) => new TextEncoder().encode(text);

  const operations = {
    open: (message) => {
      module.inbox = [encode(file.name), encode(message.platform)];
      module._worker_open(file.size);
    },
    scan: (message) => {
      number = message.number;
      module.inbox = [encode(message.blob.entry)];
      module._worker_scan(file.size, message.blob.offset, message.blob.bytes, message.blob.present, message.hash);
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
      file = data.file;
      operations[data.op](data);
    } catch (error) {
      const message = error === outOfMemory ? error.message : `made the analyser break down (${error.message})`;
      postMessage({ op: 'died', message });
    }
  };
})();
