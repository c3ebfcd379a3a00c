// Fetching and compiling a WebAssembly module that lies beside the page.

export const compile = async (name) => {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name} could not be loaded (HTTP status ${response.status})`);
  // Only a module that its host calls by the right type may be compiled while it arrives.
  if (response.headers.get('Content-Type') === 'application/wasm') return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
};
