// Where bytes come from: random-access sources, streams over a part of one, decompression, hashing, and the
// entries of a tar stream or of a zip archive. Nothing here knows what an image is.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace plimsoll::bytes {

using Bytes = std::span<const uint8_t>;

// ---------------------------------------------------------------------------------------------- sources

/// Something of known size that can be read anywhere: a file, a browser's File, memory.
class Source {
 public:
    virtual ~Source() = default;

    virtual uint64_t size() const = 0;

    /// Fills `into` from `offset` on. The count is smaller than asked for only where the source ends.
    virtual Result<size_t> read(uint64_t offset, std::span<uint8_t> into) = 0;

    /// The sizes that a sequential reader should ask for: it starts with `first`, doubles with each read,
    /// and stops growing at `most`.
    struct ReadAhead {
        size_t first, most;
    };
    virtual ReadAhead read_ahead() const = 0;
};

/// Opens a regular file for reading.
Result<std::unique_ptr<Source>> open_file(const std::string& path);

/// A view of bytes that the caller keeps alive.
std::unique_ptr<Source> view_memory(Bytes bytes);

/// All of [offset, offset + size), or an error naming `where`. For small documents: the caller checks size.
Result<std::string> read_all(Source& source, uint64_t offset, uint64_t size, const std::string& where);

/// Files that belong together, as a folder holds them.
class Folder {
 public:
    struct File {
        std::string path;  ///< below the folder, with '/' between its components
        uint64_t bytes = 0;
    };
    virtual ~Folder() = default;

    /// Sorted by the bytes of their paths.
    virtual const std::vector<File>& files() const = 0;

    /// One of those files.
    virtual Result<std::unique_ptr<Source>> open(const std::string& path) const = 0;
};

/// The regular files at and below a folder of the disk, at most limits::archive_entries. Links are followed only to
/// files inside it.
Result<std::unique_ptr<Folder>> open_folder(const std::string& path);

// ---------------------------------------------------------------------------------------------- streams

/// Bytes in order, pulled.
class Stream {
 public:
    virtual ~Stream() = default;

    /// The next bytes, valid until the next call; empty at the end, and ever after.
    virtual Result<Bytes> next() = 0;

    /// Jumps over up to `count` of the bytes that next() has not handed out yet, if that is cheaper than
    /// reading them; says how many. 0 means: read on.
    virtual uint64_t skip(uint64_t count) {
        (void)count;
        return 0;
    }

    /// Bytes handed out or jumped over so far.
    virtual uint64_t position() const = 0;

    /// How far that is in the source, as stored: for progress.
    virtual uint64_t stored_position() const { return position(); }
};

/// The bytes [offset, offset + size) of `source`, which must outlive the stream. A range that reaches beyond
/// the source's end is cut there.
std::unique_ptr<Stream> stream_range(Source& source, uint64_t offset, uint64_t size);

/// What comes out of a file or pipe that can only be read in order; the descriptor stays the caller's.
std::unique_ptr<Stream> stream_descriptor(int descriptor);

/// A stream whose first bytes can be looked at before they are read. `from` must outlive it.
class Peeked final : public Stream {
 public:
    explicit Peeked(Stream& from) : from_(from) {}

    /// At least `bytes` of what next() will hand out, fewer only where the stream ends. Valid until next().
    Result<Bytes> peek(size_t bytes);

    Result<Bytes> next() override;
    uint64_t skip(uint64_t count) override { return ahead_.empty() ? from_.skip(count) : 0; }
    uint64_t position() const override { return from_.position() - ahead_.size(); }
    uint64_t stored_position() const override { return from_.stored_position(); }

 private:
    Stream& from_;
    Bytes ahead_;                  ///< read, but not handed out
    std::vector<uint8_t> buffer_;  ///< holds it where it came in pieces
};

enum class Compression : uint8_t { none, gzip, zstd, xz, bzip2 };

/// "none", "gzip", "zstd", "xz", "bzip2".
std::string_view name_of(Compression compression);

/// What the first bytes (six are enough) say. Media types and file names lie; these do not.
Compression detect_compression(Bytes head);
Result<Compression> detect_compression(Source& source);

/// The decompressed bytes of `from`, which must outlive the result. Several members or frames in a row are
/// one stream, checksums are verified, and what follows the last member is an error unless it is zeros.
Result<std::unique_ptr<Stream>> decompress(Stream& from, Compression compression);

// ---------------------------------------------------------------------------------------------- hashing

/// SHA-256, fed piece by piece.
class Sha256 {
 public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(Bytes bytes);

    /// The hash. Call it, or digest(), once, at the end.
    std::array<uint8_t, 32> sum();

    /// "sha256:" and 64 hexadecimal digits.
    std::string digest();

 private:
    struct State;
    std::unique_ptr<State> state_;
};

// ------------------------------------------------------------------------------------------------- tar

/// One entry of a tar stream. The views are valid until the next call of TarReader::next.
struct TarEntry {
    enum class Type : uint8_t { file, directory, symlink, hardlink, other };
    Type type = Type::file;
    std::string_view path;  ///< the bytes that stand in the archive: any charset, any length, perhaps ".."
    std::string_view link;  ///< target of a symbolic or hard link, else empty
    uint64_t size = 0;      ///< bytes of the file; a sparse file's full length; 0 for all but files
    uint32_t mode = 0;      ///< permission bits, with set-user-id and the like
    uint64_t user = 0, group = 0;
    uint64_t data_offset = 0;  ///< where its stored bytes start in the stream
    bool sparse = false;       ///< stored as data and holes: the stored bytes are not the file's
    /// The size in the entry's own header is another one than that in its pax header, which counts, though it could
    /// have held it. Readers that go by the other one take the inside of files for entries (CVE-2025-62518).
    bool sizes_disagree = false;
};

/// Reads a tar stream's headers and passes over the bodies, in jumps where the stream allows: ustar, GNU and
/// pax extensions, sparse files. Names come out byte for byte.
class TarReader {
 public:
    explicit TarReader(Stream& stream);
    ~TarReader();
    TarReader(const TarReader&) = delete;
    TarReader& operator=(const TarReader&) = delete;

    /// The next entry, or null at the end. An error says at which offset of the stream; the reader cannot
    /// go on after it. Oddities that libarchive mends by itself end up in warning().
    Result<const TarEntry*> next();

    /// The next bytes of the entry's body as they are stored, valid until the next call of either; empty at its
    /// end. A sparse file's are its data without the holes. What is not read is passed over by next().
    Result<Bytes> body();

    /// What was odd about the entry that next() gave; empty if nothing was.
    std::string_view warning() const;

 private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The body of a reader's current entry as a stream, until the reader's next().
class TarBody final : public Stream {
 public:
    explicit TarBody(TarReader& reader) : reader_(reader) {}
    Result<Bytes> next() override {
        auto block = reader_.body();
        if (block) position_ += block->size();
        return block;
    }
    uint64_t position() const override { return position_; }

 private:
    TarReader& reader_;
    uint64_t position_ = 0;
};

// ------------------------------------------------------------------------------------------------- zip

/// Whether a file that begins so is a zip archive (four bytes are enough).
bool is_zip(Bytes head);

/// A file of a zip archive. The view is valid until the next call of ZipReader::next.
struct ZipEntry {
    std::string_view path;  ///< the bytes that stand in the archive
    uint64_t size = 0;      ///< as the archive says: not to be trusted
};

/// Reads the files of a zip archive, by its directory and in the order of their bytes; folders and links are left out.
/// Stored and deflated ones, checksums verified; what is encrypted or compressed otherwise is an error.
class ZipReader final : public Stream {
 public:
    /// `source` must outlive the reader.
    explicit ZipReader(Source& source);
    ~ZipReader() override;
    ZipReader(const ZipReader&) = delete;
    ZipReader& operator=(const ZipReader&) = delete;

    /// The next file, or null at the end. After an error there is nothing more to be had.
    Result<const ZipEntry*> next_file();

    /// The next bytes of that file, and how many there were: the reader is the stream of its current file. A file that
    /// expands beyond limits::expansion_ratio ends in an error.
    Result<Bytes> next() override;
    uint64_t position() const override;
    uint64_t stored_position() const override;

 private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace plimsoll::bytes
