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

/// One group of files. Those that no package claims are grouped, as ecosystem `files`, by what they are (model weights,
/// accelerator libraries) and else by their top directory.
struct Package {
    Ecosystem ecosystem = Ecosystem::files;
    Role role = Role::none;
    std::string name;     ///< of a group of `files`: a path, "/usr"
    std::string version;  ///< empty: unknown, or there is none
    std::string
        location;  ///< the directory it is installed in, where one image can have several of a name; else empty
    uint64_t bytes = 0;  ///< distinct files: of hard links, the first path counts
    uint64_t files = 0;  ///< paths that are regular files
    uint32_t layer = 0;  ///< the layer that ships most of its bytes; of several the lowest
};

struct Attribution {
    std::vector<Package> packages;  ///< heaviest first; equal ones by ecosystem, name, version, location
    std::vector<uint32_t> owner;    ///< by path: which package; Paths::none for all but regular files
    std::vector<Problem> problems;  ///< databases that are not understood
};

/// Whether a layer's file is one that attribute() wants to read. The path has no slash at its start.
bool is_database(std::string_view path);

/// `layers` are the scans that were merged into `files`, lowest first; null for one that was not.
Attribution attribute(const image::FileSystem& files, const std::vector<const image::LayerScan*>& layers);

}  // namespace plimsoll::packages
