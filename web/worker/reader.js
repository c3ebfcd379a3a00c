// Reading the files that a worker was given. A slice is read at once, into new memory, through a pipe of its own; a
// stream goes on in the background while the module works, and comes piece by piece into memory that is used again.
//
// Measured on two cores, of a file in the page cache, in Chromium 156 and in Firefox 153:
//
//   a slice of 64 KiB        2 to 4 ms                       1.1 ms
//   a slice of 16 MiB        30 to 110 ms (150 to 500 MB/s)  285 ms (58 MB/s)
//   a stream                 500 to 750 MB/s                 430 to 480 MB/s
//   each new stream loses    25 ms                           27 ms, until it is at its speed
//
// So a layer is one stream, which leaves out only what takes longer to read than to open a new one; and small layers, of
// which an image can have thousands side by side, come many in a slice.

const createReader = (files) => {
  'use strict';

  // The enumeration Reading of browser_file.h.
  const inOrder = 1, small = 2;

  const pieceBytes = 256 * 1024;

  // Bytes that a stream gives in the time in which a new one gets to its speed.
  const worthANewStream = 16 * 1024 * 1024;

  let stream = null;
  let streamed = -1;  // which of the files
  let position = 0;   // of the first byte that was not handed out
  let piece = new Uint8Array(0);  // of the stream, what was not handed out
  let spare = new ArrayBuffer(pieceBytes);

  // The slice that was read last, and where it lies.
  let slice = { file: -1, offset: 0, content: new Uint8Array(0) };
  const aroundSmall = 1024 * 1024;  // bytes of a slice that small layers come in

  const fromSlice = (offset, bytes, take) => {
    const part = slice.content.subarray(offset - slice.offset, offset - slice.offset + bytes);
    take(part);
    return part.length;
  };

  const holds = (file, offset, bytes) =>
    file === slice.file && offset >= slice.offset && offset + bytes <= slice.offset + slice.content.length;

  const readSlice = async (file, offset, bytes, least, take) => {
    const content = await files[file].slice(offset, offset + Math.max(bytes, least)).arrayBuffer();
    slice = { file, offset, content: new Uint8Array(content) };
    return fromSlice(offset, bytes, take);
  };

  const close = () => {
    stream?.cancel().catch(() => {});
    stream = null;
    streamed = -1;
  };

  const openStream = (file, offset) => {
    close();
    if (spare.byteLength === 0) spare = new ArrayBuffer(pieceBytes);
    const bytes = files[file].slice(offset).stream();
    try {
      stream = bytes.getReader({ mode: 'byob' });
    } catch {
      stream = bytes.getReader();  // older browsers' pieces are always new memory
    }
    streamed = file;
    position = offset;
    piece = new Uint8Array(0);
  };

  const nextPiece = async () => {
    const { value, done } = await stream.read(new Uint8Array(spare));
    // What was given to the stream is gone, and comes back as what the piece lies in.
    spare = value?.buffer ?? new ArrayBuffer(pieceBytes);
    piece = done ? new Uint8Array(0) : value;
    return !done;
  };

  const leaveOut = (offset) => {
    const bytes = Math.min(piece.length, Math.max(0, offset - position));
    piece = piece.subarray(bytes);
    position += bytes;
  };

  const handOut = (bytes, take) => {
    const part = piece.subarray(0, bytes);
    take(part);
    piece = piece.subarray(part.length);
    position += part.length;
    return part.length;
  };

  const readOn = async (offset, bytes, take) => {
    let done = handOut(bytes, take);
    try {
      while (done < bytes && await nextPiece()) {
        leaveOut(offset);  // nothing, once it is reached
        done += handOut(bytes - done, take);
      }
    } catch (error) {
      close();
      throw error;
    }
    return done;
  };

  const readStream = (file, offset, bytes, take) => {
    const isOn = file === streamed && offset >= position && offset - position <= worthANewStream;
    if (!isOn) openStream(file, offset);
    leaveOut(offset);
    return piece.length < bytes ? readOn(offset, bytes, take) : handOut(bytes, take);
  };

  return {
    /**
     * Hands `bytes` from `offset` on to `take`, in pieces; answers how many there were, or a promise of that. `reading`:
     * what for.
     */
    read: (file, offset, bytes, reading, take) => {
      if (reading === inOrder) return readStream(file, offset, bytes, take);
      if (holds(file, offset, bytes)) return fromSlice(offset, bytes, take);
      return readSlice(file, offset, bytes, reading === small ? aroundSmall : 0, take);
    },

    /** No more will be read. */
    close,
  };
};
