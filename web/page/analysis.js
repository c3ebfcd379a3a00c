// From a file or folder to a report: one worker opens it, then some scan its blobs if it is an image, or another one reads it
// if it is a study's data set, and the application hears of all.

import { sendFiles } from './dataset_files.js';
import { haveFiles, listFiles, wasChanged } from './files.js';
import { createPace } from './pace.js';

// The page itself has little to do meanwhile. More than four wait for the disk, and each takes tens of megabytes.
const mostWorkers = Math.min(4, navigator.hardwareConcurrency ?? 2);

// Below it, a worker takes longer to start than to read.
const bytesWorthAWorker = 32 * 1024 * 1024;

// Layers below it are read many at a time (reader.js).
const bytesOfSmall = 1024 * 1024;

const lookInterval = 1000;  // milliseconds between two looks at whether the file is still what it was

// Milliseconds. Each time a frame is drawn, which takes as long as reading where a browser draws in software.
const progressInterval = 200;

// Of a folder, not more files than these are looked at for whether they are still there.
const mostLookedAt = 256;

// Messages are what a sentence says of its subject: the archive, or a layer.
const damagedAnswer = 'was read, but the answer did not reach the page undamaged';
export const changedAnswer = 'changed or was removed while it was read: choose it again';

/** Why a run has ended, as its Error's `stopped`, where it did not fail. */
export const cancelled = 'cancelled', displaced = 'displaced';
const reasons = { [cancelled]: 'stopped', [displaced]: 'something else was opened' };

/**
 * `workers` open and scan, `studyWorkers` read data sets; `read` gets each report of an image that was made to be shown, and its
 * text, and `idle` hears when nothing is read any more.
 */
export const createAnalysis = ({ application, workers, studyWorkers, views, read, idle }) => {
  let current = null;
  let memory = 0;

  const measure = (run) => {
    memory = run.memoryOfDead;
    for (const worker of run.workers) memory += worker.memory;
  };

  const end = (run) => {
    current = null;
    for (const worker of run.workers) worker.end();
    workers.prepare();
    queueMicrotask(() => current === null && idle());
  };

  const failure = (name, where, message) =>
    Object.assign(new Error(where === '' ? `${name} ${message}` : `In ${name}, ${where} ${message}`),
      { reason: where === '' ? message : `${where} ${message}` });

  const showFailure = (name, where, message) => {
    application.failed(where, message);
    const error = failure(name, where, message);
    views.failed(application, `${error.message}.`);
    return error;
  };

  const fail = (run, where, message) => {
    end(run);
    if (run.purpose !== 'aside') {
      run.reject(showFailure(run.input.name, where, message));
      return;
    }
    application.cancelled();
    run.reject(failure(run.input.name, where, message));
  };

  // Of a file that changed, what one layer says is no longer true beside what the others do.
  const finish = async (run) => {
    // (What of a project's or a data set's folder could not be read, the report says.)
    const { files, isFolder, isLoose } = run.input;
    const looked = run.blobs.length > 0 ? run.blobs.map(run.itemOf) : isFolder && !isLoose ? [] : files;
    if (await wasChanged(new Set(looked), () => run !== current)) {
      if (run === current) fail(run, '', changedAnswer);
      return;
    }
    if (run !== current) return;
    end(run);
    application.finished();
    if (run.purpose === 'aside') {
      run.resolve(application.setAside());
      return;
    }
    views.finished(application, run.input.name);
    if (run.purpose === 'compare') {
      run.resolve(application.comparison());
      return;
    }
    const report = application.report();
    if (report.schema.startsWith('plimsoll.report/')) read(report, application.reportText());
    run.resolve(report);
  };

  // What the browser can't say of a file that is gone, its absence does.
  const failAfterLooking = async (run, where, message) => {
    const gone = await wasChanged(run.input.files.slice(0, mostLookedAt), () => run !== current);
    if (run === current) fail(run, gone ? '' : where, gone ? changedAnswer : message);
  };

  const failIfChanged = async (run) => {
    if (await wasChanged(run.input.files, () => run !== current) && run === current) fail(run, '', changedAnswer);
  };

  const tellProgress = (run) => {
    const now = performance.now();
    if (!run.input.isFolder && now - run.looked > lookInterval) {
      run.looked = now;
      failIfChanged(run);
    }
    if (now - run.toldProgress < progressInterval) return;
    run.toldProgress = now;
    let done = run.bytesDone;
    for (const bytes of run.partly.values()) done += bytes;
    const words = run.pace.note(now, done, run.bytesTotal);
    application.progressed(done, run.bytesTotal, words);
    run.told?.(done, run.bytesTotal);
    if (run.purpose === 'aside') return;
    views.progress(done, run.bytesTotal, {
      layers: run.blobs.length, layersDone: run.blobs.length - run.left, files: application.filesFound(), pace: words });
  };

  const scanNext = (run, worker) => {
    const number = run.waiting.pop();
    if (number === undefined) return;
    worker.number = number;
    const blob = run.blobs[number];
    worker.post({ op: 'scan', file: run.fileOf(blob), blob, number, hash: run.hash, small: blob.bytes < bytesOfSmall });
  };

  const blobDone = (run, number) => {
    run.partly.delete(number);
    run.bytesDone += run.blobs[number].bytes;
    run.left -= 1;
    tellProgress(run);
    if (run.left === 0) finish(run);
  };

  const addWorker = (run, kind = workers) => {
    const worker = kind.start((handle, message) => hear(run, handle, message));
    run.workers.add(worker);
    return worker;
  };

  const pathsOf = ({ files }) => new TextEncoder().encode(files.map(({ path }) => `${path}\0`).join(''));

  const mayBeAnything = ({ purpose }) => purpose === 'show' || purpose === 'aside';

  const openDataset = (run) => {
    const { input } = run;
    if (!mayBeAnything(run)) {
      fail(run, '', 'is a data set, and only images are compared');
      return;
    }
    const worker = addWorker(run, studyWorkers);
    if (!input.isFolder) {
      worker.post({ op: 'open', name: input.name, file: input.files[0].file });
      return;
    }
    const paths = pathsOf(input);
    const numbers = application.filesRead(paths);
    worker.post({ op: 'openFolder', name: input.name, paths });
    run.bytesTotal = 0;
    const sent = sendFiles(input, numbers, {
      post: worker.post,
      // As if all that follow were as long as those before.
      known: (bytes, files) => { run.bytesTotal = Math.round(bytes * numbers.length / files); },
      isOver: () => run !== current,
    });
    sent.catch((error) => breakOff(run, error));
  };

  const breakOff = (run, error) => {
    if (run !== current) return;
    const gone = ['NotFoundError', 'NotReadableError'].includes(error.name);
    fail(run, '', gone ? changedAnswer : `could not be read by the browser (${error.name})`);
  };

  // What files are called tells of a data set's; what an archive holds, or any other folder, only a worker.
  const openInput = async (run, choice) => {
    const { input } = run;
    const isOver = () => run !== current;
    // It may have waited for others.
    if ((!input.isFolder || input.isLoose) && await wasChanged(input.files, isOver)) {
      if (!isOver()) fail(run, '', changedAnswer);
      return;
    }
    await listFiles(input, isOver);
    if (isOver()) return;
    const isDataset = input.isFolder && !input.isLoose
      ? application.isDatasetFolder(pathsOf(input)) : application.areDatasetFiles(input.files.map(({ path }) => path));
    if (isDataset) {
      openDataset(run);
      return;
    }
    if (input.isFolder) await haveFiles(input, isOver);
    if (isOver()) return;
    run.bytesTotal = input.bytes;
    const { name, bytes, isFolder, isLoose } = input;
    const files = input.files.map(({ path, file }) => ({ path, file }));
    addWorker(run).post({ op: 'open', input: { name, bytes, isFolder, isLoose, files }, choice, hash: run.hash });
  };

  const scanAll = (run, worker, blobs, streamed) => {
    run.blobs = blobs;
    run.left = blobs.length;
    run.pace.restart();
    run.partly.clear();
    run.bytesTotal = blobs.reduce((sum, blob) => sum + blob.bytes, 0);
    if (run.left === 0) {
      finish(run);
      return;
    }
    if (streamed) return;  // the worker has scanned them already
    // The largest come first (from the end), so that no long one is left for the last; small ones as they lie in the file.
    const weight = ({ bytes }) => Math.max(bytes, bytesOfSmall);
    run.waiting = blobs.map((_, number) => number).sort((a, b) =>
      weight(blobs[a]) - weight(blobs[b]) || blobs[b].offset - blobs[a].offset);
    const wanted = Math.min(run.mostWorkers, blobs.length, Math.ceil(run.bytesTotal / bytesWorthAWorker));
    scanNext(run, worker);
    while (run.workers.size < wanted) scanNext(run, addWorker(run));
  };

  // A worker that died while it scanned takes nothing with it but that one scan.
  const replace = (run, worker, message) => {
    worker.end();
    run.workers.delete(worker);
    run.memoryOfDead += worker.memory;
    if (worker.number === undefined) {
      fail(run, '', message);
      return;
    }
    application.scanLost(worker.number, run.blobs[worker.number].bytes, message);
    if (run.waiting.length > 0) scanNext(run, addWorker(run));
    blobDone(run, worker.number);
  };

  const hear = (run, worker, message) => {
    measure(run);
    switch (message.op) {
      case 'image': {
        const blobs = application.opened(message.bytes);
        if (blobs === null) fail(run, '', damagedAnswer);
        else scanAll(run, worker, blobs, message.streamed);
        break;
      }
      case 'project':
        if (!mayBeAnything(run)) fail(run, '', 'is a project, and only images are compared');
        else if (application.foundProject(message.bytes)) finish(run);
        else fail(run, '', damagedAnswer);
        break;
      case 'dataset':
        worker.end();
        run.workers.delete(worker);
        run.memoryOfDead += worker.memory;
        run.partly.clear();
        openDataset(run);
        break;
      case 'results':
        if (application.foundDataset(message.bytes)) finish(run);
        else fail(run, '', damagedAnswer);
        break;
      case 'error':
        failAfterLooking(run, message.where, message.message);
        break;
      case 'progress':
        run.partly.set(message.number, message.bytes);
        tellProgress(run);
        break;
      case 'scan':
        if (!application.scanned(message.number, message.bytes)) {
          replace(run, worker, damagedAnswer);
          break;
        }
        scanNext(run, worker);
        blobDone(run, message.number);
        break;
      case 'died':
        replace(run, worker, message.message);
        break;
    }
  };

  const stop = (reason) => {
    const run = current;
    if (run === null) return false;
    end(run);
    application.cancelled();
    run.reject(Object.assign(new Error(reasons[reason]), { stopped: reason }));
    return true;
  };

  /**
   * Reads an input (files.js makes them); promises the report, or the comparison. `choice` has the `platform` and the
   * `image` that are asked for, or '', and the reader's `own` platform. Options: `hash` asks for digests and for what the
   * files hold; `purpose` is 'show', or 'verify' where it is what is shown, or 'compare' where what is shown stays, or 'aside'
   * where that stays and only the report is wanted, as a text; of `workers` there are at most so many; `told` hears of how many
   * bytes, of how many, were done.
   */
  const open = (input, choice, { hash = false, purpose = 'show', workers: most = mostWorkers, told } = {}) =>
    new Promise((resolve, reject) => {
      stop(displaced);
      let byPath = null;
      const itemOfBlob = (blob) => {
        if (!input.isFolder) return input.files[0];
        byPath ??= new Map(input.files.map((item) => [item.path, item]));
        return byPath.get(blob.file) || input.files[0];
      };
      const run = {
        input, hash, purpose, told, resolve, reject,
        mostWorkers: most,
        itemOf: itemOfBlob,
        fileOf: (blob) => itemOfBlob(blob).file,
        pace: createPace(),
        workers: new Set(), memoryOfDead: 0,
        blobs: [], waiting: [], left: 0,
        bytesDone: 0, bytesTotal: input.bytes, partly: new Map(), toldProgress: 0, looked: performance.now(),
      };
      current = run;
      memory = 0;
      application.opening(input.name, input.bytes, purpose);
      if (purpose !== 'aside') views.opening(input.name);
      openInput(run, choice).catch((error) => breakOff(run, error));
    });

  /** For what can't be opened at all. */
  const refuse = (name, message) => {
    stop(displaced);
    application.opening(name, 0, 'show');
    views.opening(name);
    return showFailure(name, '', message);
  };

  return {
    open,
    refuse,
    cancel: () => {
      const aside = current?.purpose === 'aside';
      if (stop(cancelled) && !aside) views.cancelled(application);
    },
    /** Something is shown that needs no reading: what is read to be shown is no longer wanted. */
    makeWay: () => current?.purpose !== 'aside' && stop(displaced),
    /** Whether something is read. */
    isBusy: () => current !== null,
    /** Bytes of the workers' memory: of this analysis, or of the last one. */
    memory: () => memory,
  };
};
