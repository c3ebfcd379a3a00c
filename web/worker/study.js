// The worker that reads a data set of the study, and computes its tables and figures (the module of study.cpp, in frame.js):
//
//   {op: 'open', name, file}                  → {op: 'results', bytes} or {op: 'error', where, message}
//   {op: 'openFolder', name, paths}           → the same; paths are those of all files, as bytes, each ended by a zero
//   {op: 'files', numbers, sizes, blob}       some of them, which lie in the blob one behind the other
//   {op: 'lost', number, reason}              one that could not be had, and the name of the browser's error
//
// Files that are read come after 'openFolder' while it is done, in the order in which they are read; those that are not never
// do. Before an answer comes {op: 'progress', number: null, bytes}, of what is read.

serveModule(createStudy, (module, frame) => {
  'use strict';

  // Alone each of thousands of small files takes the browser a millisecond or more; those that lie in one blob, little
  // longer than one. A longer file comes alone, and is read bit by bit.
  const mostBytesAtOnce = 8 * 1024 * 1024;
  const ahead = 2;  // blobs that are read before they are asked for

  let single = null;         // reads what is no folder
  const pieces = [];         // as they come: {blob, loading, content, reader}
  const places = new Map();  // of files by their numbers: {piece, start, size} or {error}
  let waiting = null;        // what goes on when a certain file is there
  let current = 0;           // the piece that is read now

  const arrived = (number, place) => {
    places.set(number, place);
    if (waiting?.number !== number) return;
    waiting.goOn();
    waiting = null;
  };

  const load = (piece) => {
    if (piece.loading !== null || piece.blob.size > mostBytesAtOnce) return;
    piece.loading = piece.blob.arrayBuffer().then((buffer) => {
      // A browser that does not mind a changed file would give what is not where it should be.
      if (buffer.byteLength === piece.blob.size) piece.content = new Uint8Array(buffer);
    }, () => {});
  };

  const loadAhead = () => {
    for (const piece of pieces.slice(current, current + 1 + ahead)) load(piece);
  };

  // Files are read one after the other: what lies before is over.
  const goTo = (number) => {
    for (; current < number; current += 1) pieces[current] = null;
    loadAhead();
    return pieces[number];
  };

  const sizeIn = async ({ piece, size, error }) => {
    if (error !== undefined) throw error;
    if (size === 0) await goTo(piece).blob.arrayBuffer();  // one that has gone seems to be empty, until it is read
    return size;
  };

  const comes = (number) => new Promise((goOn) => { waiting = { number, goOn }; });

  const sizeOf = (number) => {
    const place = places.get(number);
    if (place === undefined) return comes(number).then(() => sizeIn(places.get(number)));
    return place.size > 0 ? place.size : sizeIn(place);
  };

  const fromContent = ({ content }, offset, bytes, take) => {
    const part = content.subarray(offset, offset + bytes);
    take(part);
    return part.length;
  };

  const fromReader = (piece, ...what) => {
    piece.reader ??= createReader([piece.blob]);
    return piece.reader.read(0, ...what);
  };

  const readFile = (number, within, bytes, reading, take) => {
    const place = places.get(number);
    const piece = goTo(place.piece);
    const offset = place.start + within;
    if (piece.content !== null) return fromContent(piece, offset, bytes, take);
    // One file that has gone takes its blob with it, but not what can be read of the others in it.
    return (piece.loading ?? Promise.resolve()).then(() =>
      (piece.content !== null ? fromContent(piece, offset, bytes, take) : fromReader(piece, offset, bytes, reading, take)));
  };

  const host = {
    read: (file, offset, bytes, reading, take, done) => frame.settle(
      single?.read(0, offset, bytes, reading, take) ?? readFile(file, offset, bytes, reading, take), done),
    size: (file, done) => frame.settle(sizeOf(file), done),
    progress: (bytes) => frame.progress(null, bytes),
    results: (bytes) => frame.answer({ op: 'results', bytes }),
  };

  const operations = {
    open: ({ name, file }) => {
      single = createReader([file]);
      module.inbox = [frame.encode(name)];
      module._study_open(file.size);
    },
    openFolder: ({ name, paths }) => {
      module.inbox = [frame.encode(name), paths];
      module._study_open_folder();
    },
    files: ({ numbers, sizes, blob }) => {
      const piece = pieces.push({ blob, loading: null, content: null, reader: null }) - 1;
      let start = 0;
      numbers.forEach((number, at) => {
        arrived(number, { piece, start, size: sizes[at] });
        start += sizes[at];
      });
      loadAhead();
    },
    lost: ({ number, reason }) => arrived(number, { error: { name: reason } }),
  };

  return { host, operations };
});
