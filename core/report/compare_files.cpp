#include <algorithm>

#include "core/limits.h"
#include "core/report/compare_parts.h"

namespace plimsoll::report {
namespace {

using image::FileSystem;
using image::Paths;
using Kind = FileSystem::Kind;

/// One side's final file system, asked path by path.
class Tree {
 public:
    explicit Tree(const Analysis& analysis) : analysis_(analysis), files_(analysis.files()) {}

    const Paths& paths() const { return files_.paths(); }
    uint32_t size() const { return files_.paths().size(); }
    Kind kind(uint32_t path) const { return files_.kind(path); }
    uint64_t bytes(uint32_t path) const { return files_.size(path); }
    uint32_t child(uint32_t directory, std::string_view name) const { return files_.child(directory, name); }
    FileSystem::Origin origin(uint32_t path) const { return files_.origin(path); }

    /// The entry that says what is at the path; null: none does.
    const image::LayerIndex::Entry* entry(FileSystem::Origin origin) const {
        return origin.entry == Paths::none ? nullptr
                                           : &analysis_.scan(origin.layer)->index.entries[origin.entry];
    }

    std::string_view target(FileSystem::Origin origin) const {
        const auto* entry = this->entry(origin);
        return entry ? analysis_.scan(origin.layer)->index.link(*entry) : std::string_view();
    }

    /// The content's hash, where it was computed.
    const image::ContentHash* hash(FileSystem::Origin origin) const {
        const auto& contents = analysis_.scan(origin.layer)->contents;
        return origin.entry < contents.size() ? &contents[origin.entry] : nullptr;
    }

    Comparison::File file(uint32_t path) const {
        Comparison::File file;
        const auto origin = files_.origin(path);
        file.kind = kind(path);
        file.bytes = bytes(path);
        file.layer = files_.layer(path);
        if (file.kind == Kind::symlink) file.target = target(origin);
        if (const auto* entry = this->entry(origin)) {
            file.mode = entry->mode;
            file.user = entry->user;
            file.group = entry->group;
        }
        return file;
    }

 private:
    const Analysis& analysis_;
    const FileSystem& files_;
};

/// How a path differs, and whether of a file's content no more than the size was compared.
struct Differences {
    std::array<bool, file_differences> set{};
    bool by_size = false;

    bool& operator[](FileDifference difference) { return set[static_cast<size_t>(difference)]; }
    bool any() const { return std::find(set.begin(), set.end(), true) != set.end(); }
};

/// Compares two paths of the same name. `layer_in_b` says which layer of B is the same as one of A's.
Differences differences_of(const Tree& a, uint32_t path_a, const Tree& b, uint32_t path_b,
                           const std::vector<uint32_t>& layer_in_b) {
    Differences found;
    const Kind kind = a.kind(path_a);
    if (kind != b.kind(path_b)) {
        found[FileDifference::kind] = true;
        return found;
    }
    const auto origin_a = a.origin(path_a), origin_b = b.origin(path_b);
    if (kind == Kind::file) {
        const auto *hash_a = a.hash(origin_a), *hash_b = b.hash(origin_b);
        // The same entry of the same layer needs no hash.
        const bool same_entry =
            layer_in_b[origin_a.layer] == origin_b.layer && origin_a.entry == origin_b.entry;
        found[FileDifference::content] =
            a.bytes(path_a) != b.bytes(path_b) || (!same_entry && hash_a && hash_b && *hash_a != *hash_b);
        found.by_size = !found[FileDifference::content] && !same_entry && !(hash_a && hash_b);
    }
    if (kind == Kind::symlink || kind == Kind::broken)
        found[FileDifference::target] = a.target(origin_a) != b.target(origin_b);
    const auto *entry_a = a.entry(origin_a), *entry_b = b.entry(origin_b);
    if (entry_a && entry_b) {
        // The mode of a link says nothing: no system keeps it.
        found[FileDifference::mode] = kind != Kind::symlink && entry_a->mode != entry_b->mode;
        found[FileDifference::owner] = entry_a->user != entry_b->user || entry_a->group != entry_b->group;
    }
    return found;
}

/// A path that may be among the heaviest.
struct Candidate {
    uint64_t bytes;
    uint32_t a, b;  ///< its numbers on both sides; Paths::none where it is not
};

/// Leaves the heaviest, heaviest first; equal ones as they were. The texts of their paths are not asked: of a million
/// empty files a thousand directories down they are a gigabyte, and have to be put together for each comparison.
void keep_heaviest(std::vector<Candidate>& candidates) {
    const auto rows = static_cast<ptrdiff_t>(std::min(limits::report_rows, candidates.size()));
    const auto heavier = [](const Candidate& left, const Candidate& right) {
        if (left.bytes != right.bytes) return left.bytes > right.bytes;
        return left.a != right.a ? left.a < right.a : left.b < right.b;
    };
    std::partial_sort(candidates.begin(), candidates.begin() + rows, candidates.end(), heavier);
    candidates.resize(static_cast<size_t>(rows));
}

/// Walks both trees by the numbers of their paths: a parent's is smaller than its children's.
class Walk {
 public:
    Walk(const Analysis& a, const Analysis& b, const Comparison::Layers& layers)
        : a_(a), b_(b), layer_in_b_(a.image().layers.size(), Paths::none) {
        for (const auto& row : layers.rows)
            if (row.shared) layer_in_b_[row.a->index] = row.b->index;
    }

    Comparison::Files files() {
        std::vector<uint32_t> in_b(a_.size(), Paths::none);
        std::vector<bool> in_a(b_.size());
        in_b[Paths::root] = Paths::root;
        in_a[Paths::root] = true;
        for (uint32_t path = 1; path < a_.size(); ++path) {
            if (a_.kind(path) == Kind::absent) continue;
            const uint32_t parent = in_b[a_.paths().nodes[path].parent];
            if (parent != Paths::none) in_b[path] = b_.child(parent, a_.paths().name(path));
            if (in_b[path] == Paths::none) {
                add_only(a_, path, files_.removed, removed_, {a_.bytes(path), path, Paths::none});
            } else {
                in_a[in_b[path]] = true;
                add_both(path, in_b[path]);
            }
        }
        for (uint32_t path = 1; path < b_.size(); ++path)
            if (b_.kind(path) != Kind::absent && !in_a[path])
                add_only(b_, path, files_.added, added_, {b_.bytes(path), Paths::none, path});
        files_.removed.rows = rows(removed_);
        files_.added.rows = rows(added_);
        files_.changed.rows = rows(changed_);
        return std::move(files_);
    }

 private:
    void add_only(const Tree& tree, uint32_t path, Comparison::FilesOnly& only,
                  std::vector<Candidate>& candidates, const Candidate& candidate) {
        if (tree.kind(path) == Kind::directory) {
            ++only.directories;
            return;
        }
        ++only.paths;
        only.bytes += tree.bytes(path);
        candidates.push_back(candidate);
    }

    void add_both(uint32_t a, uint32_t b) {
        const Differences differences = differences_of(a_, a, b_, b, layer_in_b_);
        const bool directories = a_.kind(a) == Kind::directory && b_.kind(b) == Kind::directory;
        if (!differences.any()) {
            ++(directories ? files_.same.directories : files_.same.paths);
            files_.same.bytes += a_.bytes(a);
            files_.same.by_size += differences.by_size;
            return;
        }
        auto& changed = files_.changed;
        ++(directories ? changed.directories : changed.paths);
        changed.bytes.a += a_.bytes(a);
        changed.bytes.b += b_.bytes(b);
        for (size_t kind = 0; kind < file_differences; ++kind)
            changed.differences[kind] += differences.set[kind];
        if (!directories) changed_.push_back({std::max(a_.bytes(a), b_.bytes(b)), a, b});
    }

    std::vector<Comparison::FileRow> rows(std::vector<Candidate>& candidates) const {
        keep_heaviest(candidates);
        std::vector<Comparison::FileRow> rows;
        for (const Candidate& candidate : candidates) {
            Comparison::FileRow row;
            const bool in_a = candidate.a != Paths::none, in_b = candidate.b != Paths::none;
            row.path = in_a ? a_.paths().text(candidate.a) : b_.paths().text(candidate.b);
            if (in_a) row.a = a_.file(candidate.a);
            if (in_b) row.b = b_.file(candidate.b);
            if (in_a && in_b) {
                const Differences differences = differences_of(a_, candidate.a, b_, candidate.b, layer_in_b_);
                for (size_t kind = 0; kind < file_differences; ++kind)
                    if (differences.set[kind]) row.differences.push_back(static_cast<FileDifference>(kind));
            }
            rows.push_back(std::move(row));
        }
        return rows;
    }

    Tree a_, b_;
    std::vector<uint32_t> layer_in_b_;
    Comparison::Files files_;
    std::vector<Candidate> removed_, added_, changed_;
};

bool is_hashed(const Analysis& analysis) {
    for (uint32_t layer = 0; layer < analysis.image().layers.size(); ++layer) {
        const auto* scan = analysis.scan(layer);
        if (scan->contents.size() != scan->index.entries.size()) return false;
    }
    return true;
}

}  // namespace

Comparison::Files compare_files(const Analysis& a, const Analysis& b, const Comparison::Layers& layers) {
    Comparison::Files files = Walk(a, b, layers).files();
    files.hashed = is_hashed(a) && is_hashed(b);
    return files;
}

}  // namespace plimsoll::report
