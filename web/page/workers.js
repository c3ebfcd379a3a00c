// Workers that open archives and scan layers, and those that read data sets; ../worker/worker.js and ../worker/study.js say
// what they understand.

import { fetchOwnFile } from './own_files.js';
import { compile } from './wasm.js';

// A worker started from a file would not be bound by the page's Content-Security-Policy; one started from a Blob is.
const loadScript = async (name) => {
  const response = await fetchOwnFile(name);
  return URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
};

/** `name`: of the module, 'worker' or 'study', which is loaded when the first worker is made, or before by load(). */
export const createWorkers = (name) => {
  let loaded = null;

  /** Fetches and compiles what workers start from, where that was not done yet. */
  const load = () => {
    loaded ??= Promise.all([loadScript(`${name}.js`), compile(`${name}.wasm`)]);
    loaded.catch(() => { loaded = null; });  // whoever starts a worker hears of it; the next one tries once more
    return loaded;
  };

  const create = async () => {
    const [script, module] = await load();
    const worker = new Worker(script);
    worker.postMessage({ op: 'start', module });
    return worker;
  };

  let spare = null;

  /** Has a worker ready, so that the next start() is quick. */
  const prepare = () => {
    spare ??= create();
    spare.catch(() => { spare = null; });
  };

  /** Starts a worker; `hear` gets its messages, {op: 'died', message} among them. */
  const start = (hear) => {
    const started = spare ?? create();
    spare = null;
    let ended = false;

    const handle = {
      memory: 0,
      post: (message) => started.then((worker) => ended || worker.postMessage(message), died),
      end: () => {
        ended = true;
        started.then((worker) => worker.terminate(), () => {});
      },
    };
    const tell = (message) => {
      if (ended) return;
      handle.memory = message.memory ?? handle.memory;
      hear(handle, message);
    };
    const died = (error) => tell({ op: 'died', message: `made the analyser break down (${error?.message || 'no reason given'})` });

    started.then((worker) => {
      worker.onmessage = ({ data }) => tell(data);
      worker.onerror = died;
      worker.onmessageerror = died;
    }, () => {});
    return handle;
  };

  return { load, prepare, start };
};
