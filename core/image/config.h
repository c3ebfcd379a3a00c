// An image's configuration document (OCI image specification, config.md; Docker's is the same in all that
// is read here).
#pragma once

#include "core/image/image.h"
#include "core/image/json.h"

namespace plimsoll::image {

/// What can be made of the document for an image of so many layers; members that are missing or of another
/// type stay empty. Counts that disagree become problems.
Config read_config(const Json& json, size_t layers, std::vector<Problem>& problems);

/// "os", "architecture" and "variant" of a configuration or of a descriptor's platform.
Platform read_platform(const Json& json);

}  // namespace plimsoll::image
