// What surrounds a module in its worker: this text stands behind the module's own script and behind reader.js, and all start
// as one Blob, so that the page's Content-Security-Policy holds here too. It fetches nothing: the compiled module comes as a
// message, {op: 'start', module}, first and once. Then come the operations of worker.js or study.js.
//
// Each answer but progress also says how much `memory` the module has by now. {op: 'died', message} is the last thing
// that a worker says.

/**
 * `create` makes the module. `setUp` is given what the worker does for it, and answers what more the module may ask of the
 * worker (`host`) and the `operations` that the page may ask for, by their names.
 */
const serveModule = (create, setUp) => {
  'use strict';

  const progressInterval = 100;  // milliseconds
  const outOfMemory = new Error('needs more memory than the browser gives');
  let readError = '';
  let lastProgress = 0;

  const answer = (message) => {
    const transfer = message.bytes instanceof Uint8Array ? [message.bytes.buffer] : [];
    postMessage({ ...message, memory: module._worker_memory() }, transfer);
  };

  // What the module throws passes through whatever called it: its message, or the answer to a read.
  const breakDown = (error) => {
    const message = error === outOfMemory ? error.message : `made the analyser break down (${error.message})`;
    postMessage({ op: 'died', message });
  };

  const frame = {
    answer,

    encode: (text) => new TextEncoder().encode(text),

    /** The sizes of an input's files as 64-bit floats, and their paths, each ended by a zero. */
    listOf: (files) => [
      new Uint8Array(Float64Array.from(files, ({ file }) => file.size).buffer),
      frame.encode(files.map(({ path }) => `${path}\0`).join('')),
    ],

    /** Tells `done` of what a reader answers: how many bytes it read, or a promise of that. */
    settle: (got, done) => {
      if (typeof got === 'number') {
        done(got);
        return;
      }
      got.catch((error) => {
        readError = ['NotReadableError', 'NotFoundError'].includes(error.name)
          ? 'changed or was removed while it was read: choose it again'
          : `could not be read by the browser (${error.name})`;
        return -1;
      }).then(done).catch(breakDown);
    },

    /** Tells the page how far reading has come, but not too often. */
    progress: (number, bytes) => {
      const now = performance.now();
      if (now - lastProgress < progressInterval) return;
      lastProgress = now;
      postMessage({ op: 'progress', number, bytes });
    },
  };

  const module = { inbox: [], print: () => {}, printErr: () => {} };
  const { host, operations } = setUp(module, frame);
  module.host = {
    ...host,
    readError: () => readError,
    error: (where, message) => answer({ op: 'error', where, message }),
    outOfMemory: () => {
      throw outOfMemory;
    },
  };
  let started = null;

  const start = (compiled) => {
    module.instantiateWasm = (imports, done) => {
      const instance = new WebAssembly.Instance(compiled, imports);
      done(instance, compiled);
      return instance.exports;
    };
    return create(module);
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
};
