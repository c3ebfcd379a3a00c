// A report in other formats: by the module `exports`, which is loaded when the first one is asked for.

import { compile } from './wasm.js';

const mediaTypes = ['text/csv', 'text/markdown', 'application/x-tex', 'text/html', 'image/svg+xml'];
const encoder = new TextEncoder();
let loading = null;

const load = async () => {
  const [{ default: createExports }, compiled] = await Promise.all([import('./exports.js'), compile('exports.wasm')]);
  let answers = [];
  const module = {
    inbox: [],
    host: { report: (text) => answers.push(text) },
    instantiateWasm: (imports, done) => {
      WebAssembly.instantiate(compiled, imports).then((instance) => done(instance, compiled));
      return {};
    },
  };
  await createExports(module);
  return (kind, dark, ...texts) => {
    answers = [];
    module.inbox = texts.map((text) => encoder.encode(text));
    return module._exports_make(kind, dark ? 1 : 0) ? answers : null;
  };
};

/** Promises {fileName, mediaType, text}. `kind` counts as ExportKind does; `name` is a table's or a chart's, or ''. */
export const exportReport = async (report, kind, name, dark) => {
  loading ??= load();
  const make = await loading.catch((error) => {
    loading = null;  // the next one tries again
    throw error;
  });
  const made = make(kind, dark, report, name, new Date().toISOString().slice(0, 10));
  if (made === null) throw new Error('the report has nothing of it');
  return { fileName: made[0], mediaType: mediaTypes[kind], text: made[1] };
};
