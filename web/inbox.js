// A library for the Emscripten linker: how texts and bytes pass between JavaScript and a module's memory.
// `Module.inbox` is an array of Uint8Arrays, filled by whoever calls an exported function.

mergeInto(LibraryManager.library, {
  inbox_size: function (index) {
    return Module['inbox'][index].length;
  },
  inbox_copy: function (index, address) {
    HEAPU8.set(Module['inbox'][index], address >>> 0);
  },
  $textAt: function (address, bytes) {
    address >>>= 0;
    return new TextDecoder().decode(HEAPU8.subarray(address, address + bytes));
  },
  $bytesAt: function (address, bytes) {
    address >>>= 0;
    return HEAPU8.slice(address, address + bytes);
  },
});
