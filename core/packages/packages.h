// What put each file of the final file system there: a package of the distribution, of a language, or nothing that left
// a note. Every file is in exactly one group, so the groups' bytes sum up to the file system's.
//
//     scan options: keep = packages::is_database
//     auto weights = packages::attribute(files, scans);   // scans[layer], lowest first
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/image/image.h"

namespace plimsoll::packages {

/// In the order in which they claim files: a distribution's package keeps a file that a Python package also names.
enum class Ecosystem : uint8_t { dpkg, apk, conda, python, npm, r, julia, files };

/// "dpkg", "apk", "conda", "python", "npm", "r", "julia", "files".
std::string_view name_of(Ecosystem ecosystem);

/// What a package is for, as far as it matters to machine learning.
enum class Role : uint8_t { none, ml_framework, accelerator, model_weights };

/// "", "ml-framework", "accelerator" (CUDA, cuDNN, TensorRT, ROCm ...), "model-weights".
std::string_view name_of(Role role);

/// One group of files: a package, or of the files that no package claims those that belong together: as ecosystem
/// `files`, model weights by the directory that holds them, accelerator libraries by what they are a part of ("cuDNN"),
/// and all else by its top directory.
struct Package {
    Ecosystem ecosystem = Ecosystem::files;
    Role role = Role::none;
    /// As its database has it; of dpkg's packages that are installed for several architectures "libc6:i386"; of a group
    /// of `files` a path ("/usr", "/app/models"; "/" are the files in the root itself), or what the libraries are a part
    /// of.
    std::string name{};
    std::string version{};  ///< empty: unknown, or there is none
    /// The directory it is installed in, where one image can have several of a name; else empty. Of conda the prefix, of
    /// Python the directory that the interpreter searches (site-packages), of npm, R and Julia the package's own.
    std::string location{};
    /// Of distinct files: one with several hard links counts for the package that claims one of them first.
    uint64_t bytes = 0;
    uint64_t files = 0;  ///< paths that are regular files; a hard link is one
    uint32_t layer = 0;  ///< the layer that ships most of its bytes; of several the lowest
};

/// Packages of dpkg and apk are listed with no file as well; those of other ecosystems only if they keep a file that none
/// before them claims.
struct Attribution {
    std::vector<Package> packages;  ///< heaviest first; equal ones by ecosystem, name, version, location
    std::vector<uint32_t> owner;    ///< by path: which package; Paths::none for all but regular files
    std::vector<Problem> problems;  ///< databases that are not understood, limits that were reached
};

/// Whether a layer's file is one that attribute() wants to read. The path has no slash at its start.
bool is_database(std::string_view path);

/// `layers` are the scans that were merged into `files`, lowest first; null for one that was not. A file is claimed by the
/// first ecosystem that names it, and in one ecosystem by the first package that does: dpkg's by name and architecture, apk's
/// in the order of its database, Python's those nearer to the root first, then by path, conda's in the order in which the
/// layers bring them. Of npm's, R's and Julia's a file belongs to the nearest above it.
Attribution attribute(const image::FileSystem& files, const std::vector<const image::LayerScan*>& layers);

}  // namespace plimsoll::packages
