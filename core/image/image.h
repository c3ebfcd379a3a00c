// From an archive to an image: what the archive holds (open), what each layer holds (scan_layer), and what a
// container would see of it (FileSystem), with what is wasted on the way.
//
//     auto image = open(source, "model.tar", {});
//     for (auto& blob : image->blobs) scans.push_back(scan_layer(source, blob, {}));
//     FileSystem files;
//     for (auto& layer : image->layers) files.add_layer(scans[layer.blob].index);
//
// An archive that is compressed as a whole, or comes through a pipe, is opened and scanned in one go (open_stream).
//
// A scan needs nothing but the source and one Blob, so scans can run anywhere and in any order; a LayerScan
// travels between them as bytes (transfer.h). Merging needs the layers in their order, lowest first.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/bytes/bytes.h"
#include "core/image/file_types.h"
#include "core/image/paths.h"
#include "core/result.h"

namespace plimsoll::image {

// ---------------------------------------------------------------------------------- what an archive holds

enum class Layout : uint8_t {
    docker_archive,      ///< manifest.json names ID/layer.tar or HASH.tar: docker save before 25, skopeo
    docker_archive_oci,  ///< an OCI layout with manifest.json beside it: docker save since 25
    oci_archive,         ///< an OCI image layout in a tar file
    oci_layout,          ///< an OCI image layout as a folder
    skopeo_dir,          ///< manifest.json is the manifest itself, and the blobs lie beside it: skopeo's dir:
};

/// "docker-archive", "docker-archive-oci", "oci-archive", "oci-layout", "skopeo-dir".
std::string_view name_of(Layout layout);

struct Platform {
    std::string os, architecture, variant;
    std::string text() const;  ///< "linux/arm64/v8"
    bool operator==(const Platform&) const = default;
};

/// "linux/arm64" or "linux/arm64/v8"; nothing where the text is neither.
std::optional<Platform> parse_platform(std::string_view text);

/// One line of a configuration's history.
struct HistoryStep {
    std::string created, created_by;
    bool empty_layer = false;
    std::optional<uint32_t> layer;  ///< the layer that it made, where it made one
};

/// The image's configuration: what a container is started with, and how the image came about.
struct Config {
    std::string created, user, working_dir;
    Platform platform;
    std::vector<std::string> env, entrypoint, cmd, exposed_ports, volumes;
    std::map<std::string, std::string> labels;
    std::vector<std::string> diff_ids;
    std::vector<HistoryStep> history;
};

/// Where a layer's bytes lie, as stored. Layers with the same content share one.
struct Blob {
    std::string entry;  ///< its name in the archive or folder
    std::string file;   ///< of a folder: the file that holds it; empty: the archive itself
    uint64_t offset = 0, bytes = 0;
    bool present = true;  ///< the archive has it, if perhaps not to its end
};

struct Layer {
    uint32_t blob = 0;
    std::string digest;   ///< of the blob, as the manifest says; empty: it does not say
    std::string diff_id;  ///< of the uncompressed tar, as the configuration says; empty: it does not say
    std::string media_type;
    std::vector<std::string> urls;  ///< where a foreign layer is to be had, which archives leave out
};

/// One of the images that an archive holds.
struct ImageName {
    std::vector<std::string> references;
    std::string digest;  ///< of its manifest; in a plain docker archive, of its configuration
    Platform platform;
};

struct Image {
    std::string source_name;
    uint64_t source_bytes = 0;                                         ///< of a folder, all its files
    bytes::Compression source_compression = bytes::Compression::none;  ///< of the archive as a whole
    Layout layout = Layout::docker_archive;
    std::vector<std::string> references;
    std::string digest, media_type;  ///< of the manifest; empty in a plain docker archive, which has none
    std::string config_digest;
    uint64_t config_bytes = 0;
    Config config;
    std::vector<Platform> platforms;  ///< all that the archive has, the one shown here among them
    std::vector<ImageName> images;    ///< all that the archive has, in its order
    uint32_t shown = 0;               ///< which of them this is
    std::vector<Blob> blobs;
    std::vector<Layer> layers;  ///< lowest first
    std::vector<Problem> problems;
};

struct OpenOptions {
    std::optional<Platform> platform;  ///< asked for: an image for another one is no answer
    /// Asked for where there are several images: one of its references, the beginning of its digest (at least six of
    /// its hexadecimal digits), or its number from 1 on with a # before it. Empty: the first for the platform.
    std::string image{};
    /// The reader's own machine, preferred where `platform` does not ask; else linux/amd64, else the first image.
    std::optional<Platform> own{};
};

/// Reads the outer archive's headers and its small JSON documents, and nothing else of it. An archive that
/// is cut short or has no manifest still opens if layers can be made out in it; problems say what is missing.
/// Errors: the source is no image archive (`unrecognised`, saying what it seems to be), or nothing of it can
/// be made out, or it lacks what the options ask for (`missing`).
Result<Image> open(bytes::Source& source, std::string name, const OpenOptions& options);

/// The same for a folder: an OCI layout, skopeo's dir:, or an unpacked archive. Blobs name the file that holds them.
Result<Image> open(const bytes::Folder& folder, std::string name, const OpenOptions& options);

// ------------------------------------------------------------------------------------ what a layer holds

enum class EntryKind : uint8_t { file, directory, symlink, hardlink, other, whiteout, opaque };

/// The entries of one layer, in the order of its tar. An entry for the root itself is left out. Once the layer is merged,
/// FileSystem::effects() knows each entry's path, and `paths` can be dropped.
struct LayerIndex {
    struct Entry {
        uint64_t size = 0;  ///< of a regular file; 0 for all others
        uint32_t path = 0;  ///< in `paths`; of a marker: the path that it is about, without .wh.
        uint32_t link = 0;  ///< where a link's target begins in `links`; 0: there is none
        uint32_t user = 0, group = 0;
        uint16_t mode = 0;
        EntryKind kind = EntryKind::file;
        FileType type = FileType::unknown;  ///< of a regular file, by its name and its first bytes
        uint8_t sizes_disagree = 0;         ///< 1: as bytes::TarEntry has it
        uint8_t padding[3] = {};            ///< entries travel as bytes: none of them is left to chance
    };
    Paths paths;
    std::string links;  ///< targets, each with a zero byte before and after it
    std::vector<Entry> entries;

    std::string_view link(const Entry& entry) const {
        const std::string_view from =
            std::string_view(links).substr(std::min<size_t>(entry.link, links.size()));
        return from.substr(0, from.find('\0'));
    }
};

/// What a layer, or a whole image, adds up to.
struct Measures {
    uint64_t blob_bytes = 0;  ///< as stored; the literature's CLS
    uint64_t tar_bytes = 0;   ///< the uncompressed tar
    uint64_t file_bytes = 0;  ///< FLS: all regular files' sizes; hard links count 0, sparse files in full
    uint64_t files = 0, directories = 0, symlinks = 0, hardlinks = 0, others = 0;
    uint64_t whiteouts = 0, opaques = 0;  ///< markers: .wh.NAME and .wh..wh..opq; they count as nothing else
    uint32_t directory_depth = 0;         ///< path components of the deepest directory; / is 0
    uint32_t path_depth = 0;              ///< path components of the deepest entry of any kind

    /// Sums, and the greater of the depths.
    Measures& operator+=(const Measures& other);
};

/// The beginning of the SHA-256 of a file's content; two files with the same one are the same.
using ContentHash = std::array<uint8_t, 16>;

struct LayerScan {
    /// The text of a small file that ScanOptions::keep asked for.
    struct Document {
        uint32_t entry = 0;  ///< in index.entries
        std::string text;
    };
    LayerIndex index;
    Measures measures;
    std::vector<Document> documents;
    std::vector<ContentHash> contents;  ///< one for each entry, zeros for all but files; empty: not hashed
    bytes::Compression compression = bytes::Compression::none;
    bool complete = false;        ///< read to its end
    std::string digest, diff_id;  ///< as computed, where ScanOptions asked for it and the scan is complete
    std::vector<Problem> problems;
};

struct ScanOptions {
    bool hash = false;  ///< compute digest, diff_id and the files' contents, which reads every byte
    /// Which files' texts the scan keeps, by path, without a slash at its start. limits.h says how much of them.
    std::function<bool(std::string_view path)> keep;
    /// Told how many of the blob's stored bytes are done; answers whether to go on.
    std::function<bool(uint64_t)> progress;
    /// Gives a stream with the same bytes that reads the given one ahead, in a thread of its own: what is decompressed
    /// goes through it, so that decompressing and what is done with the result don't wait for each other.
    std::function<std::unique_ptr<bytes::Stream>(bytes::Stream&)> ahead{};
};

/// Reads a layer where it lies: headers only, jumping over bodies, where it is stored plainly. What goes
/// wrong ends up in the scan's problems, beside all that was read before.
LayerScan scan_layer(bytes::Source& source, const Blob& blob, const ScanOptions& options);

/// The same for a layer of `bytes` stored bytes that comes as a stream.
LayerScan scan_stream(bytes::Stream& stored, uint64_t bytes, const ScanOptions& options);

/// An image whose archive was read from end to end, with the scans of all its blobs.
struct Streamed {
    Image image;
    std::vector<LayerScan> scans;  ///< by blob
};

/// Opens an archive that can only be read once, in order: one that is compressed as a whole, or comes through a pipe.
/// All that may be a layer is scanned as it comes by. `bytes` is the size of what is read, 0 where it is not known;
/// ScanOptions::progress hears how much of it is done. Errors as open().
Result<Streamed> open_stream(bytes::Stream& archive, std::string name, uint64_t bytes,
                             const OpenOptions& options, const ScanOptions& scan);

// -------------------------------------------------------------------------------- what a container sees

/// The file system after all layers that were added, by the OCI image specification: whiteouts and opaque
/// markers hide what lower layers have, whatever their place in the tar; links are not followed, and what
/// lies below a file or a link in some layer makes it a directory.
class FileSystem {
 public:
    enum class Kind : uint8_t {
        absent,  ///< some layer names the path, but it is not, or no longer, there
        file,
        directory,
        symlink,
        other,
        broken,  ///< a hard link to nothing, or to a directory
    };

    /// Of which there are at most limits::layers. Files are many: what is known of each is kept small.
    using LayerNumber = uint16_t;

    /// The data of one regular file as one layer ships it. Hard links share it.
    struct Inode {
        uint64_t size = 0;
        uint32_t path = 0;          ///< where it was shipped
        uint32_t entry = 0;         ///< which entry of the index of the layer that ships it
        uint32_t links = 0;         ///< paths that show it; 0: hidden
        LayerNumber layer = 0;      ///< which layer ships it
        LayerNumber hidden_by = 0;  ///< the layer that hid it, where links is 0
    };

    /// What one entry of a layer does to the file system below it.
    struct Effect {
        enum class Kind : uint8_t { added, changed, kept, removed };
        uint32_t inode = Paths::none;       ///< the data that it ships
        uint32_t path = Paths::none;        ///< in paths(); of a marker: what it removes
        Kind kind = Kind::added;            ///< kept: a directory that was there already, a marker of nothing
        EntryKind entry = EntryKind::file;  ///< what the entry is
    };

    FileSystem();
    FileSystem(const FileSystem&) = delete;
    FileSystem& operator=(const FileSystem&) = delete;

    /// Puts the next layer on top. Says how many of its entries were left out because limits.h allows no
    /// more names, or no more entries: then it is all of them, and merged() says so.
    uint64_t add_layer(const LayerIndex& layer);

    struct Totals {
        uint64_t files = 0;  ///< paths that are regular files; each hard link is one
        uint64_t directories = 0, symlinks = 0, others = 0, broken_hardlinks = 0;
        uint64_t inodes = 0;      ///< distinct files behind those paths
        uint64_t bytes = 0;       ///< the sum of their sizes
        uint64_t path_bytes = 0;  ///< the sum over the paths: hard links count each time
        uint32_t directory_depth = 0;
    };
    Totals totals() const;

    /// Every path that some layer names; kind() tells which are there now.
    const Paths& paths() const { return paths_; }
    Kind kind(uint32_t path) const { return nodes_[path].kind; }
    uint64_t size(uint32_t path) const;  ///< of a regular file; 0 for all others
    uint32_t inode(uint32_t path) const { return nodes_[path].inode; }  ///< of a file, else Paths::none
    uint32_t layer(uint32_t path) const { return nodes_[path].layer; }  ///< which put it there as it is
    /// Which entry of that layer did; Paths::none for a directory that no entry names.
    uint32_t entry(uint32_t path) const { return nodes_[path].entry; }
    /// Which entry says what is at the path: a file's size and content, a link's target, mode and owner.
    struct Origin {
        uint32_t layer = 0, entry = Paths::none;  ///< none: a directory that no entry names
    };
    /// Of a hard link that is the entry of what it is linked to, of a directory the last one that names it.
    Origin origin(uint32_t path) const { return {nodes_[path].origin_layer, nodes_[path].origin_entry}; }
    /// The path of that name in a directory, where it is there, else Paths::none. Links are not followed.
    uint32_t child(uint32_t directory, std::string_view name) const;
    /// The same where it is there or some layer names it.
    uint32_t known(uint32_t directory, std::string_view name) const { return index_.find(directory, name); }
    std::vector<uint32_t> children(uint32_t path) const;  ///< sorted by the names' bytes

    const std::vector<Inode>& inodes() const { return inodes_; }

    /// Whether that layer was merged; limits.h tells when one is not.
    bool merged(uint32_t layer) const { return merged_[layer]; }

    /// Bytes of lower layers' files that an entry of that layer's index hides.
    uint64_t hides(uint32_t layer, uint32_t entry) const;

    /// One for each entry of that layer's index; none where it was not merged.
    const std::vector<Effect>& effects(uint32_t layer) const { return effects_[layer]; }
    uint32_t layers() const { return static_cast<uint32_t>(effects_.size()); }

    /// Paths that two or more layers name (an entry, or a whiteout of that very path, is one occurrence;
    /// directories are none), and the regular files' bytes of all their occurrences but the last.
    struct Repeated {
        uint64_t paths = 0, bytes = 0;
    };
    Repeated repeated() const;

 private:
    static constexpr LayerNumber no_layer = UINT16_MAX;
    struct Node {
        uint32_t inode = Paths::none;
        uint32_t entry = Paths::none, origin_entry = Paths::none;
        uint32_t first_child = Paths::none, next = Paths::none, previous = Paths::none;
        LayerNumber layer = 0, origin_layer = 0;
        LayerNumber removed_in = no_layer;  ///< the last layer that took it away
        Kind kind = Kind::absent;
    };
    struct Hides {
        uint32_t entry = 0;
        uint64_t bytes = 0;
    };

    uint32_t add_path(uint32_t parent, std::string_view name);
    uint32_t find(std::string_view path) const;
    uint64_t remove(uint32_t path, LayerNumber layer);
    void link(uint32_t path);
    void unlink(uint32_t path);
    void make_directory(uint32_t path, LayerNumber layer);
    uint64_t apply_marker(const LayerIndex::Entry& entry, Effect& effect);
    uint64_t apply_entry(const LayerIndex& index, uint32_t number, Effect& effect);

    Paths paths_;
    PathIndex index_;
    std::vector<Node> nodes_;
    std::vector<Inode> inodes_;
    std::vector<std::vector<Effect>> effects_;
    std::vector<std::vector<Hides>> hides_;  ///< by layer: the entries that hide anything
    std::vector<bool> merged_;
    uint64_t entries_ = 0;
};

/// What the program dive would say, counted as it counts: dive.cpp has the definitions.
struct DiveFigures {
    double efficiency = 1;
    uint64_t wasted_bytes = 0, wasted_paths = 0;
};
/// `layers`: what was put into the file system, from the bottom; null for a layer that was not.
DiveFigures dive_figures(const FileSystem& files, const std::vector<const LayerScan*>& layers);

}  // namespace plimsoll::image
