// How archives and folders come in: by the file dialogues, dropped anywhere on the page, or as the sample; and how files
// go out. What comes in becomes an input: {name, bytes, isFolder, files: [{path, file}]}. One that `isLoose` is a folder
// only here: its files were given one by one. Of a folder, `bytes` are 0 until haveFiles(), and one that was dropped has
// `files` after listFiles(), with an `entry` of the browser's in a file's place until fileOf() or haveFiles().

import { fetchOwnFile } from './own_files.js';
import { mostReportBytes } from './report_address.js';

const choosers = ['file', 'folder'].map((id) => document.getElementById(id));

const otherChooser = document.getElementById('other');

export const chooseFiles = () => choosers[0].click();

export const chooseFolder = () => choosers[1].click();

/** Chooses what to compare with. */
export const chooseOther = () => otherChooser.click();

// Of a folder with more files than any image has, the rest says nothing.
const mostFiles = 200_000;

const oneFile = (file) => {
  const { name, size, lastModified } = file;
  return { name, bytes: size, isFolder: false, files: [{ path: name, file, size, lastModified }] };
};

const folder = (name, files) => ({ name, bytes: 0, isFolder: true, files });

/**
 * The inputs among some files: each file is one, and those that were chosen with their folder are one together, as the
 * browser tells by their relative paths.
 */
export const inputsOf = (files) => {
  const folders = new Map();
  const inputs = [];
  for (const file of files) {
    const slash = file.webkitRelativePath?.indexOf('/') ?? -1;
    if (slash < 0) {
      inputs.push(oneFile(file));
      continue;
    }
    const name = file.webkitRelativePath.slice(0, slash);
    if (!folders.has(name)) folders.set(name, []);
    folders.get(name).push({ path: file.webkitRelativePath.slice(slash + 1), file });
  }
  for (const [name, content] of folders) inputs.push(folder(name, content));
  return inputs;
};

/** Files that belong together as one input. Of those with the same name, all but the first are told apart by a folder. */
export const together = (inputs) => {
  const seen = new Set();
  const files = inputs.flatMap((input) => input.files).map((item, number) => {
    const { path } = item;
    const unique = seen.has(path) ? `${number + 1}/${path}` : path;
    seen.add(unique);
    return { ...item, path: unique };
  });
  return { ...folder(`${files.length} files`, files), isLoose: true };
};

/** A report that was saved as JSON, by its name. */
export const isSavedReport = ({ isFolder, name, bytes }) => !isFolder && name.endsWith('.json') && bytes <= mostReportBytes;

// Timers of a page in the background fire once a second; messages do not wait.
const { port1: here, port2: there } = new MessageChannel();
const paused = [];
here.onmessage = () => paused.shift()();

/** Lets the page do what else it has to. */
export const pause = () => new Promise((resolve) => {
  paused.push(resolve);
  there.postMessage(null);
});

// Requests of the browser that wait at a time: one after the other, each takes a millisecond.
const atOnce = 64;

/** Calls `act` for each of some items, among which it may put more, many at a time; ends early when `isOver()`. */
const forEachOf = async (items, isOver, act) => {
  let next = 0;
  const running = new Set();
  while ((next < items.length || running.size > 0) && !isOver()) {
    while (next < items.length && running.size < atOnce) {
      const done = act(items[next]).finally(() => running.delete(done));
      done.catch(() => {});  // race() hears of the first
      next += 1;
      running.add(done);
    }
    await Promise.race(running);
  }
  await Promise.allSettled(running);
};

const entriesOf = async (directory, take) => {
  const reader = directory.createReader();
  while (true) {
    // A reader gives some hundred entries at a time, and none at the end.
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    take(some);
  }
};

/** An input of all files at and below a directory that was dropped. */
const droppedFolder = (directory) => ({ ...folder(directory.name, []), directory });

/** The inputs of a drop, or of what was copied and pasted: each folder is one, and each file. */
export const droppedInputs = ({ items, files }) => {
  const entries = [...items].filter(({ kind }) => kind === 'file').map((item) => ({ entry: item.webkitGetAsEntry?.(), file: item.getAsFile() }));
  if (!entries.some(({ entry }) => entry?.isDirectory)) return [...files].map(oneFile);
  return entries.flatMap(({ entry, file }) => {
    if (entry?.isDirectory) return [droppedFolder(entry)];
    return file === null ? [] : [oneFile(file)];
  });
};

/** Lists the files of an input, where that was not done yet. */
export const listFiles = async (input, isOver) => {
  if (input.directory === undefined) return;
  const files = [];
  const directories = [{ directory: input.directory, path: '' }];
  await forEachOf(directories, () => isOver() || files.length >= mostFiles, ({ directory, path }) =>
    entriesOf(directory, (entries) => {
      for (const entry of entries) {
        if (entry.isDirectory) directories.push({ directory: entry, path: `${path}${entry.name}/` });
        else files.push({ path: path + entry.name, entry });
      }
    }));
  if (isOver()) return;
  input.files = files;
  delete input.directory;
};

/** Promises the File of one of an input's files. */
export const fileOf = async (item) => {
  item.file ??= await new Promise((resolve, reject) => item.entry.file(resolve, reject));
  return item.file;
};

/** Gets all Files of an input, and their sizes, where that was not done yet. */
export const haveFiles = async (input, isOver) => {
  await forEachOf(input.files, isOver, fileOf);
  let bytes = 0;
  for (let number = 0; number < input.files.length && !isOver(); number += 1) {
    const item = input.files[number];
    item.size = item.file.size;  // for which the browser asks the disk
    bytes += item.size;
    if (number % atOnce === atOnce - 1) await pause();
  }
  if (!isOver()) input.bytes = bytes;
};

/**
 * Whether one of some files of an input is another by now than when it was given, or is no longer there. Browsers tell by refusing
 * to read it, or give what is there now.
 */
export const wasChanged = async (items, isOver) => {
  let changed = false;
  await forEachOf([...items], () => changed || isOver(), async ({ file, size, lastModified }) => {
    if (file === undefined) return;
    const other = (size !== undefined && file.size !== size) || (lastModified !== undefined && file.lastModified !== lastModified);
    changed ||= other || !await file.slice(0, 1).arrayBuffer().then(({ byteLength }) => byteLength === Math.min(1, file.size), () => false);
  });
  return changed;
};

/** `open` gets inputs, `compare` those to compare with, `dragging` whether files are held over the page. */
export const listenForFiles = ({ open, compare, dragging }) => {
  const listen = (chooser, take) => chooser.addEventListener('change', () => {
    const inputs = inputsOf(chooser.files);
    chooser.value = '';  // so that the same file can be chosen again
    if (inputs.length > 0) take(inputs);
  });
  for (const chooser of choosers) listen(chooser, open);
  listen(otherChooser, compare);

  const drag = (over) => {
    document.body.classList.toggle('dragging', over);
    dragging(over);
  };
  const carriesFiles = (event) => event.dataTransfer.types.includes('Files');

  addEventListener('dragenter', (event) => {
    event.preventDefault();
    if (carriesFiles(event) && !document.body.classList.contains('dragging')) drag(true);
  });
  addEventListener('dragover', (event) => {
    event.preventDefault();  // else the browser would leave the page for the file
    event.dataTransfer.dropEffect = carriesFiles(event) ? 'copy' : 'none';
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) drag(false);
  });
  addEventListener('drop', (event) => {
    event.preventDefault();
    drag(false);
    // Entries and files are there only until the event is over.
    const inputs = droppedInputs(event.dataTransfer);
    if (inputs.length > 0) open(inputs);
  });
};

export const fetchSample = async () => new File([await (await fetchOwnFile('sample.tar')).blob()], 'sample.tar');

export const save = (name, mediaType, bytes) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
