// Members that a report's JSON and that of its essence (core/link) have alike.
#pragma once

#include <nlohmann/json.hpp>

#include "core/image/image.h"

namespace plimsoll::report {

/// {"blob_bytes", "tar_bytes", ..., "path_depth"}; `tar_bytes` is null where it is not known.
nlohmann::ordered_json measures_json(const image::Measures& sum, bool tar_known);

/// {"os", "architecture", "variant"}, null what is empty.
nlohmann::ordered_json platform_json(const image::Platform& platform);

/// {"files", "directories", ..., "directory_depth"}.
nlohmann::ordered_json filesystem_json(const image::FileSystem::Totals& totals);

}  // namespace plimsoll::report
