#include <algorithm>

#include "core/image/image.h"
#include "core/image/watched.h"
#include "core/limits.h"

namespace plimsoll::image {
namespace {

constexpr std::string_view opaque_marker = ".wh..wh..opq";

/// Collects entries into an index and sums them up.
class Indexer {
 public:
    explicit Indexer(LayerScan& scan) : scan_(scan), paths_(scan.index.paths) {}

    /// Answers whether there is a new entry, the last of the index: the root itself is none.
    Result<bool> add(const bytes::TarEntry& tar) {
        LayerIndex& index = scan_.index;
        if (index.entries.size() >= limits::layer_entries)
            return failure(ErrorCode::over_limit, "",
                           "has more than " + std::to_string(limits::layer_entries) +
                               " entries; Plimsoll keeps no more, and leaves the others out");
        if (tar.path.size() > limits::path_bytes || index.links.size() + tar.link.size() > limits::name_bytes)
            return failure(ErrorCode::over_limit, "", "has more names than Plimsoll keeps");
        if (!locate(tar.path)) return false;

        Measures& sum = scan_.measures;
        LayerIndex::Entry entry;
        entry.kind = kind_of(tar.type);
        std::string_view name = components_.back();
        const auto parts = static_cast<uint32_t>(components_.size());
        sum.path_depth = std::max(sum.path_depth, parts);
        sum.directory_depth = std::max(
            sum.directory_depth,
            parts -
                (tar.type == bytes::TarEntry::Type::directory && !name.starts_with(whiteout_prefix) ? 0 : 1));
        if (name == opaque_marker) {
            entry.kind = EntryKind::opaque;
            entry.path = directory_;
        } else {
            if (name.starts_with(whiteout_prefix)) {
                entry.kind = EntryKind::whiteout;
                name.remove_prefix(whiteout_prefix.size());
            }
            entry.path = paths_.add(directory_, name);
        }
        if (entry.path == Paths::none || directory_ == Paths::none)
            return failure(ErrorCode::over_limit, "", "has more names than Plimsoll keeps");
        if (entry.kind == EntryKind::file) {
            entry.size = tar.size;
            entry.sizes_disagree = tar.sizes_disagree;
        }
        entry.mode = static_cast<uint16_t>(tar.mode);
        entry.user = static_cast<uint32_t>(tar.user);
        entry.group = static_cast<uint32_t>(tar.group);
        if (!tar.link.empty()) {
            if (index.links.empty()) index.links += '\0';
            entry.link = static_cast<uint32_t>(index.links.size());
            index.links.append(tar.link.substr(0, tar.link.find('\0'))) += '\0';
        }
        count(entry);
        index.entries.push_back(entry);
        return true;
    }

 private:
    static EntryKind kind_of(bytes::TarEntry::Type type) {
        switch (type) {
            case bytes::TarEntry::Type::file:
                return EntryKind::file;
            case bytes::TarEntry::Type::directory:
                return EntryKind::directory;
            case bytes::TarEntry::Type::symlink:
                return EntryKind::symlink;
            case bytes::TarEntry::Type::hardlink:
                return EntryKind::hardlink;
            case bytes::TarEntry::Type::other:
                break;
        }
        return EntryKind::other;
    }

    /// Splits the path into components_, and finds the directory that it is in; false for the root. A tar
    /// lists a directory's files together, so the directory of the entry before is mostly the right one.
    bool locate(std::string_view path) {
        components_.clear();
        for_each_component(
            path, [&](std::string_view part) { components_.push_back(part); },
            [&] {
                if (!components_.empty()) components_.pop_back();
            });
        if (components_.empty()) return false;
        size_t known = 0;
        const size_t above = components_.size() - 1;
        while (known < above && known < trail_.size() &&
               scan_.index.paths.name(trail_[known]) == components_[known])
            ++known;
        trail_.resize(known);
        directory_ = known ? trail_.back() : Paths::root;
        for (size_t part = known; part < above && directory_ != Paths::none; ++part) {
            directory_ = paths_.add(directory_, components_[part]);
            trail_.push_back(directory_);
        }
        if (directory_ == Paths::none) trail_.clear();
        return true;
    }

    void count(const LayerIndex::Entry& entry) {
        Measures& sum = scan_.measures;
        switch (entry.kind) {
            case EntryKind::file:
                ++sum.files;
                break;
            case EntryKind::directory:
                ++sum.directories;
                break;
            case EntryKind::symlink:
                ++sum.symlinks;
                break;
            case EntryKind::hardlink:
                ++sum.hardlinks;
                break;
            case EntryKind::other:
                ++sum.others;
                break;
            case EntryKind::whiteout:
                ++sum.whiteouts;
                break;
            case EntryKind::opaque:
                ++sum.opaques;
                break;
        }
        sum.file_bytes += entry.size;
    }

    LayerScan& scan_;
    PathIndex paths_;
    std::vector<std::string_view> components_;
    std::vector<uint32_t> trail_;  ///< the directories above the entry before, outermost first
    uint32_t directory_ = Paths::root;
};

/// The first bytes of a file, put together where they come in pieces.
class FirstBytes {
 public:
    explicit FirstBytes(uint64_t file_bytes)
        : wanted_(static_cast<size_t>(std::min<uint64_t>(file_bytes, file_head_bytes))) {}

    /// The block has to stay until all() was asked, or the next one comes.
    void add(bytes::Bytes block) {
        if (complete()) return;
        if (first_.empty() && joined_bytes_ == 0 && block.size() >= wanted_) {
            first_ = block.first(wanted_);
            return;
        }
        const size_t more = std::min(block.size(), wanted_ - joined_bytes_);
        std::copy_n(block.begin(), more, joined_.begin() + static_cast<ptrdiff_t>(joined_bytes_));
        joined_bytes_ += more;
    }
    /// There are as many as classify() looks at, or as the file has.
    bool complete() const { return all().size() == wanted_; }
    bytes::Bytes all() const { return first_.empty() ? bytes::Bytes(joined_).first(joined_bytes_) : first_; }

 private:
    size_t wanted_, joined_bytes_ = 0;
    bytes::Bytes first_;
    std::array<uint8_t, file_head_bytes> joined_;
};

/// Looks into the files of a layer: what kind they are, and the texts and hashes that the options ask for.
class Contents {
 public:
    Contents(bytes::TarReader& reader, LayerScan& scan, const ScanOptions& options)
        : reader_(reader), scan_(scan), options_(options) {}

    /// Reads as much of a regular file's body as that takes. Its type does not depend on the pieces in which the body
    /// comes, so that it is the same wherever it is read.
    Result<void> look_into(const bytes::TarEntry& tar, LayerIndex::Entry& entry) {
        const std::string_view path = without_root(tar.path);
        const bool keeps = options_.keep && options_.keep(path) && may_keep(tar);
        FirstBytes first(tar.size);
        std::optional<bytes::Sha256> hash;
        if (options_.hash) hash.emplace();
        std::string text;
        bool known = tar.size == 0;
        if (known) entry.type = classify(path, {});
        while (!known || hash || keeps) {
            const auto block = tar.size > 0 ? reader_.body() : bytes::Bytes{};
            if (!block) return failure(block.error());
            first.add(*block);
            if (!known && (first.complete() || block->empty())) {
                // A sparse file may be one hole: it begins with a zero.
                static constexpr uint8_t hole[1] = {};
                entry.type = classify(path, first.all().empty() ? bytes::Bytes(hole) : first.all());
                known = true;
            }
            if (block->empty()) break;
            if (hash) hash->add(*block);
            if (keeps) text.append(reinterpret_cast<const char*>(block->data()), block->size());
        }
        if (keeps) {
            kept_bytes_ += text.size();
            scan_.documents.push_back(
                {static_cast<uint32_t>(scan_.index.entries.size() - 1), std::move(text)});
        }
        if (hash) {
            scan_.contents.resize(scan_.index.entries.size());
            const auto sum = hash->sum();
            std::copy_n(sum.begin(), std::tuple_size_v<ContentHash>, scan_.contents.back().begin());
        }
        return {};
    }

 private:
    static std::string_view without_root(std::string_view path) {
        while (path.starts_with("./") || path.starts_with('/')) path.remove_prefix(path[0] == '/' ? 1 : 2);
        return path;
    }

    bool may_keep(const bytes::TarEntry& tar) {
        if (tar.sparse) return false;
        if (tar.size <= limits::document_bytes && tar.size <= limits::documents_bytes - kept_bytes_)
            return true;
        if (scan_.problems.size() < limits::problems)
            scan_.problems.push_back(
                {Problem::Severity::warning, std::string(tar.path),
                 "is too large to be looked into; what it says of packages is left out"});
        return false;
    }

    bytes::TarReader& reader_;
    LayerScan& scan_;
    const ScanOptions& options_;
    uint64_t kept_bytes_ = 0;
};

Result<void> read_entries(bytes::Stream& tar, LayerScan& scan, const ScanOptions& options) {
    bytes::TarReader reader(tar);
    Indexer indexer(scan);
    Contents contents(reader, scan, options);
    while (true) {
        auto entry = reader.next();
        if (!entry) return failure(entry.error());
        if (*entry == nullptr) break;
        if (!reader.warning().empty() && scan.problems.size() < limits::problems)
            scan.problems.push_back(
                {Problem::Severity::warning, std::string((*entry)->path), std::string(reader.warning())});
        const auto added = indexer.add(**entry);
        if (!added) return failure(added.error());
        if (!*added || scan.index.entries.back().kind != EntryKind::file) continue;
        if (auto looked = contents.look_into(**entry, scan.index.entries.back()); !looked) return looked;
    }
    if (options.hash) scan.contents.resize(scan.index.entries.size());
    // shrink_to_fit() would do nothing here: without exceptions the library does not try.
    std::vector<LayerIndex::Entry>(scan.index.entries).swap(scan.index.entries);
    return {};
}

Result<void> read_to_end(bytes::Stream& stream) {
    while (true) {
        auto bytes = stream.next();
        if (!bytes) return failure(bytes.error());
        if (bytes->empty()) return {};
    }
}

Result<void> scan(bytes::Stream& from, const ScanOptions& options, LayerScan& scan) {
    bytes::Peeked peeked(from);
    const auto head = peeked.peek(6);
    if (!head) return failure(head.error());
    scan.compression = bytes::detect_compression(*head);

    bytes::Sha256 stored_hash, tar_hash;
    const bool packed = scan.compression != bytes::Compression::none;
    // Progress is told where the tar comes out: a window of stored bytes may hold a gigabyte of it.
    static const std::function<bool(uint64_t)> silent;
    Watched stored(peeked, packed ? silent : options.progress, options.hash ? &stored_hash : nullptr);
    std::unique_ptr<bytes::Stream> unpacked;
    if (packed) {
        auto stream = bytes::decompress(stored, scan.compression);
        if (!stream) return failure(stream.error());
        unpacked = std::move(*stream);
    }
    const auto ahead = unpacked && options.ahead ? options.ahead(*unpacked) : nullptr;
    Watched tar(ahead      ? *ahead
                : unpacked ? *unpacked
                           : stored,
                packed ? options.progress : silent, packed && options.hash ? &tar_hash : nullptr);

    auto read = read_entries(tar, scan, options);
    // Behind the tar's end marker there may be more zeros: they count into its size and its digest.
    if (read && (packed || options.hash)) read = read_to_end(tar);
    scan.measures.tar_bytes = packed ? tar.position() : scan.measures.blob_bytes;
    if (!read) return read;
    if (options.hash) {
        scan.digest = stored_hash.digest();
        scan.diff_id = packed ? tar_hash.digest() : scan.digest;
    }
    return {};
}

}  // namespace

Measures& Measures::operator+=(const Measures& other) {
    blob_bytes += other.blob_bytes;
    tar_bytes += other.tar_bytes;
    file_bytes += other.file_bytes;
    files += other.files;
    directories += other.directories;
    symlinks += other.symlinks;
    hardlinks += other.hardlinks;
    others += other.others;
    whiteouts += other.whiteouts;
    opaques += other.opaques;
    directory_depth = std::max(directory_depth, other.directory_depth);
    path_depth = std::max(path_depth, other.path_depth);
    return *this;
}

LayerScan scan_layer(bytes::Source& source, const Blob& blob, const ScanOptions& options) {
    LayerScan result;
    if (!blob.present) return result;  // open() has said so
    result.measures.blob_bytes = blob.bytes;
    const bool whole = blob.offset <= source.size() && blob.bytes <= source.size() - blob.offset;
    const auto range = bytes::stream_range(source, blob.offset, blob.bytes);
    const auto outcome = scan(*range, options, result);
    if (!whole) {
        result.problems.push_back({Problem::Severity::error, "", "the archive ends inside this layer"});
    } else if (!outcome) {
        result.problems.push_back(as_problem(outcome.error()));
    }
    result.complete = whole && outcome.has_value();
    return result;
}

LayerScan scan_stream(bytes::Stream& stored, uint64_t bytes, const ScanOptions& options) {
    LayerScan result;
    result.measures.blob_bytes = bytes;
    const auto outcome = scan(stored, options, result);
    if (!outcome) result.problems.push_back(as_problem(outcome.error()));
    result.complete = outcome.has_value();
    return result;
}

}  // namespace plimsoll::image
