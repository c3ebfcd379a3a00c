// Compiling a WebAssembly module of the page.

import { fetchOwnFile } from './own_files.js';

export const compile = async (name) => {
  const response = await fetchOwnFile(name);
  // Only a module that its host calls by the right type may be compiled while it arrives.
  if (response.headers.get('Content-Type') === 'application/wasm') return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
};
