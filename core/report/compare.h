// Two images side by side: what they share, and what one has that the other has not. Each side is a report, read
// from an archive just now or saved as JSON earlier (read.h); where both archives are at hand, files are compared too.
//
//     Comparison comparison = compare({report_a, &analysis_a}, {report_b, &analysis_b});
//     std::string json = to_json(comparison);
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/report/report.h"

namespace plimsoll::report {

inline constexpr const char* comparison_schema = "plimsoll.comparison/1";

/// One of the two. Both have to outlive the call of compare(), and nothing else.
struct Side {
    const Report& report;
    const Analysis* analysis =
        nullptr;  ///< the same image's, done; null: a saved report, whose files are not known
};

/// A figure on both sides.
template <class T>
struct Both {
    T a{}, b{};
};

/// b - a; a difference that 64 bits don't hold is cut to what they do.
int64_t difference(uint64_t a, uint64_t b);

/// How a path that is on both sides differs. A file's content differs where its size or its hash does.
enum class FileDifference : uint8_t { kind, content, target, mode, owner };
inline constexpr size_t file_differences = 5;

/// "kind", "content", "target", "mode", "owner".
std::string_view name_of(FileDifference difference);

/// "file", "directory", "symlink", "other", "broken-hardlink", "absent".
std::string_view name_of(image::FileSystem::Kind kind);

/// A is the first side, B the second; the reader goes from A to B: what only B has was added. Lists are complete
/// unless they say otherwise. What is unknown is nullopt or an empty text, null in JSON.
struct Comparison {
    /// Which image a side is.
    struct Image {
        std::string source;  ///< the archive's file name
        uint64_t source_bytes = 0;
        std::vector<std::string> references;
        std::string digest, config_digest, platform, created;
        bool files_known = false;  ///< the archive is at hand; else it is a saved report
        bool complete = false;     ///< all of every layer was read; else its figures are lower bounds
    };

    /// A layer as one side has it.
    struct Layer {
        uint32_t index = 0;  ///< from 0, lowest first
        std::string digest, diff_id;
        std::string made_by;  ///< "RUN pip install torch"; empty: unknown
        uint64_t blob_bytes = 0, file_bytes = 0, files = 0, hidden_bytes = 0;
    };
    /// A layer of A, or of B, or of both: side by side where it is the same, or where the same step made it. Each
    /// layer of either side is in one row.
    struct LayerRow {
        std::optional<Layer> a, b;
        bool shared = false;  ///< the same content, by diff_id or else by digest; needs both
    };
    struct LayerSum {
        uint64_t layers = 0, blob_bytes = 0, file_bytes = 0;
    };
    struct Layers {
        uint64_t common = 0;    ///< layers from the lowest up that are the same on both sides, without a gap
        Both<LayerSum> shared;  ///< those that both sides have, wherever they lie; as each side stores them
        Both<LayerSum> only;    ///< those that one side has alone
        std::vector<LayerRow> rows;  ///< lowest first; shared layers in another order stand where A has them
    };

    /// As in the report.
    struct Totals {
        Both<uint64_t> layers;
        Both<uint64_t> blob_bytes;        ///< stored
        Both<uint64_t> file_bytes;        ///< shipped
        Both<uint64_t> files;             ///< shipped
        Both<uint64_t> filesystem_bytes;  ///< in the container, each inode once
        Both<uint64_t> filesystem_files, filesystem_directories;
        Both<uint64_t> hidden_bytes;
        Both<double> efficiency;
    };

    /// A path as one side has it.
    struct File {
        image::FileSystem::Kind kind = image::FileSystem::Kind::file;
        uint64_t bytes = 0;  ///< of a regular file
        uint32_t layer = 0;  ///< which put it there
        std::string target;  ///< of a symbolic link
        /// Of a hard link, those of the file. Unknown: a directory that no entry names.
        std::optional<uint32_t> mode, user, group;
    };
    struct FileRow {
        std::string path;
        std::optional<File> a, b;
        std::vector<FileDifference> differences;  ///< where it is on both sides
    };
    /// Paths that one side has alone.
    struct FilesOnly {
        uint64_t paths = 0;  ///< of any kind but directories
        uint64_t directories = 0;
        uint64_t bytes = 0;  ///< all sizes; hard links count each time, as in filesystem.path_bytes
        /// Of `paths` the heaviest, at most limits::report_rows; equal ones as the layers name them.
        std::vector<FileRow> rows;
    };
    struct FilesChanged {
        uint64_t paths = 0;        ///< that are no directory on one side at least
        uint64_t directories = 0;  ///< that are one on both
        Both<uint64_t> bytes;      ///< the sums of the sizes, as in FilesOnly
        /// How many of them, by FileDifference; some have several.
        std::array<uint64_t, file_differences> differences{};
        std::vector<FileRow> rows;  ///< of `paths`, by the greater of their sizes, as in FilesOnly
    };
    struct FilesSame {
        uint64_t paths = 0, directories = 0;
        uint64_t bytes = 0;  ///< as in FilesOnly
        /// Files among them of which only the size was compared: there are no hashes, and no layer is shared.
        uint64_t by_size = 0;
    };
    /// The final file systems. A path is changed where its kind differs, a file's content, a link's target, or the
    /// mode or owner; modification times are not looked at. So, for the path_bytes of the final file systems:
    /// B's = A's + added.bytes - removed.bytes + changed.bytes.b - changed.bytes.a.
    struct Files {
        FilesOnly added, removed;
        FilesChanged changed;
        FilesSame same;
        bool hashed = false;  ///< all contents were compared; else files of the same size may differ unseen
    };

    /// A package as one side has it.
    struct Package {
        std::string version, location;  ///< empty: unknown, or there is none
        uint64_t bytes = 0, files = 0;
    };
    struct PackageRow {
        packages::Ecosystem ecosystem = packages::Ecosystem::files;
        packages::Role role = packages::Role::none;
        std::string name;
        std::optional<Package> a, b;
    };
    /// Packages by ecosystem and name; of several of a name those in the same place belong together, and then those of
    /// the same version. Groups of files that no package claims are among them. Each package of either side is in one
    /// list, or among those that are the same.
    struct Packages {
        std::vector<PackageRow> added, removed;  ///< heaviest first
        std::vector<PackageRow> updated;         ///< the version differs; greatest difference in bytes first
        std::vector<PackageRow> reweighed;  ///< the same version, but other bytes or files; in that order too
        std::vector<PackageRow> moved;      ///< only the location differs
        uint64_t same = 0;
    };

    /// A setting of the configuration that differs.
    struct ConfigRow {
        std::string setting;  ///< "env", "labels", "entrypoint" ..., named as in the report
        std::string name;     ///< of env: the variable; of labels, exposed_ports, volumes: which; else empty
        std::optional<std::string> a, b;  ///< nullopt: not set. entrypoint and cmd: a JSON array
    };

    /// Files of one type, as all layers ship them (Report::file_types.corrected).
    struct TypeRow {
        std::string type;
        Both<uint64_t> files, bytes;
    };

    struct FindingRow {
        std::string id, title;
        findings::Severity severity = findings::Severity::note;
        std::optional<uint64_t> bytes_a, bytes_b;  ///< nullopt: that side has no such finding
    };
    struct Findings {
        std::vector<FindingRow> added, gone;  ///< as the sides' reports sort them
        std::vector<FindingRow> kept;         ///< on both sides, in B's words and order
    };

    Both<Image> image;
    std::optional<bool> same_manifest;  ///< the manifests' digests; nullopt: one is not known
    std::optional<bool> same_config;    ///< the configurations' digests, which are the images' IDs
    bool same_layers = false;           ///< the same layers in the same order
    Layers layers;
    Totals totals;
    std::optional<Files> files;  ///< nullopt: one side is a saved report
    Packages packages;
    std::vector<ConfigRow> config;    ///< in the report's order of settings, then by name
    std::vector<TypeRow> file_types;  ///< of either side; greatest difference in bytes first, then by type
    Findings findings;

    /// Nothing differs that was compared; names, digests and the times of creation aside.
    bool same() const;
};

/// Takes time and memory in proportion to the paths of both sides.
Comparison compare(const Side& a, const Side& b);

/// The JSON document (assets/comparison.schema.json), indented, in the members' fixed order, a newline at its end.
std::string to_json(const Comparison& comparison);

/// The same on one line.
std::string to_ndjson(const Comparison& comparison);

}  // namespace plimsoll::report
