// What of a data set is known by names alone.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes/bytes.h"

namespace plimsoll::study {

/// What a file is by its path.
enum class FileKind : uint8_t {
    table,
    workbook,
    json,
    image_config,
    lines,
    dockerfile,
    unused,
    unrecognised
};

struct Recognised {
    FileKind kind = FileKind::unrecognised;
    std::string_view reason;  ///< why it is left out: of unused and unrecognised
};

Recognised recognise_path(std::string_view path);

/// Whether a Reader reads such a file at all.
bool is_read(std::string_view path);

/// ORG/REPO and the path inside it of a file of the package's tree of Dockerfiles.
struct ProjectPath {
    std::string repo, file;
    bool latest = false;  ///< of the state that the study looked at
};

ProjectPath project_path(std::string_view path);

/// Tells by the paths of a folder or an archive, in any order, whether it is a data set of the study rather than an image or a
/// project: the package has thousands of Dockerfiles. One path that only the package has is enough; of those that a project could
/// have as well ("final-dataset.csv") it takes two.
class DatasetSigns {
 public:
    void look_at(std::string_view path);
    bool is_dataset() const { return sure_ || (hints_ & (hints_ - 1)) != 0; }
    /// There are tables, workbooks or lines of JSON: it may be one, if it is nothing else.
    bool may_be_dataset() const { return tables_; }

 private:
    bool sure_ = false, tables_ = false;
    uint32_t hints_ = 0;  ///< a bit for each that was seen
};

/// The signs of all files of a folder, or of their paths.
DatasetSigns signs_of(const bytes::Folder& folder);
DatasetSigns signs_of(std::span<const std::string> paths);

/// Of a folder's files those that a Reader reads, as numbers from 0 in the order in which `paths` has them. They come in the
/// Reader's own order: that of the bytes of their paths.
std::vector<uint32_t> files_read(std::span<const std::string> paths);

/// Of the beginning of an archive (tar, compressed as a whole or not, or zip), as far as limits::study_sign_files and
/// study_sign_bytes; of anything else, none.
DatasetSigns signs_of(bytes::Source& source);

/// Whether files that were given side by side, or alone, are a data set's by their names: tables, workbooks, lines of JSON
/// (perhaps compressed), and beside one of those JSON.
bool are_dataset_files(std::span<const std::string> names);

}  // namespace plimsoll::study
