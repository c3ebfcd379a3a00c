// Finds paths as a container would: through symbolic links to directories.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/image/image.h"

namespace plimsoll::packages {

/// Links are followed as path_resolution(7) has it, inside the image's root, each at most once: a link that leads back
/// to itself comes to nothing. A hard link to a symbolic link is not followed.
class Lookup {
 public:
    Lookup(const image::FileSystem& files, const std::vector<const image::LayerScan*>& layers)
        : files_(files), layers_(layers) {}

    /// The directory of that path, seen from the directory `from` where it doesn't start with a slash; else Paths::none.
    uint32_t directory(uint32_t from, std::string_view path);

    /// What is at that path, as lstat(2) would see it: a link that is the last component is not followed. Paths::none
    /// where nothing is, and for a path that ends in "." or "..".
    uint32_t find(uint32_t from, std::string_view path);

 private:
    std::string_view target(uint32_t link) const;
    uint32_t step(uint32_t directory, std::string_view component);
    uint32_t follow(uint32_t link);

    const image::FileSystem& files_;
    const std::vector<const image::LayerScan*>& layers_;
    std::unordered_map<uint32_t, uint32_t> followed_;  ///< links, and the directories that they come to

    /// The last directory that was asked for, since a list of files mostly goes on in the same one: up to which byte of
    /// its text each of its components goes, and where that is.
    struct Mark {
        size_t end;
        uint32_t directory;
    };
    uint32_t from_ = image::Paths::none;
    std::string text_;
    std::vector<Mark> trail_;
};

}  // namespace plimsoll::packages
