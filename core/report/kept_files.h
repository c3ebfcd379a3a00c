// What an analysis wants to read of the files in an image.
#pragma once

#include "core/packages/packages.h"

namespace plimsoll::report {

/// Whether the scans are to keep a file's text (image::ScanOptions::keep): databases of packages, and what the operating
/// system says of itself. The path has no slash at its start. Here, so that who only scans needs nothing else of this room.
inline bool is_kept(std::string_view path) {
    return packages::is_database(path) || path == "etc/os-release" || path == "usr/lib/os-release";
}

}  // namespace plimsoll::report
