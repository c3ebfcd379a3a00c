// A library for the Emscripten linker: what the analysis and the study ask of the worker around them. `Module.host` is
// made in worker.js and study.js.

mergeInto(LibraryManager.library, {
  // Answers how many bytes were read, or -1. While the browser has none at hand the module's stack is put aside (that is
  // what Asyncify does), and comes back with them.
  host_read__deps: ['$Asyncify'],
  host_read: function (file, offset, into, bytes, reading) {
    into >>>= 0;
    return Asyncify.handleSleep(function (done) {
      var at = 0;
      var take = function (piece) {
        HEAPU8.set(piece, into + at);
        at += piece.length;
      };
      Module['host'].read(file, offset, bytes, reading, take, done);
    });
  },
  // Answers how many bytes a file of a folder has, once the worker has it, or -1.
  host_size__deps: ['$Asyncify'],
  host_size: function (file) {
    return Asyncify.handleSleep(function (done) {
      Module['host'].size(file, done);
    });
  },
  host_read_error: function (into, capacity) {
    into >>>= 0;
    var text = new TextEncoder().encode(Module['host'].readError()).subarray(0, capacity);
    HEAPU8.set(text, into);
    return text.length;
  },
  host_progress: function (bytes) {
    Module['host'].progress(bytes);
  },
  host_image__deps: ['$bytesAt'],
  host_image: function (packed, bytes, streamed) {
    Module['host'].image(bytesAt(packed, bytes), !!streamed);
  },
  host_project__deps: ['$bytesAt'],
  host_project: function (packed, bytes) {
    Module['host'].project(bytesAt(packed, bytes));
  },
  host_dataset: function () {
    Module['host'].dataset();
  },
  host_results__deps: ['$bytesAt'],
  host_results: function (packed, bytes) {
    Module['host'].results(bytesAt(packed, bytes));
  },
  host_scan__deps: ['$bytesAt'],
  host_scan: function (blob, packed, bytes) {
    Module['host'].scan(blob, bytesAt(packed, bytes));
  },
  host_error__deps: ['$textAt'],
  host_error: function (where, whereBytes, message, messageBytes) {
    Module['host'].error(textAt(where, whereBytes), textAt(message, messageBytes));
  },
  // Throws: what is thrown passes through the module, which is of no use afterwards.
  host_out_of_memory: function () {
    Module['host'].outOfMemory();
  },
});
