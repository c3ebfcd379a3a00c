// What the study counts in a Dockerfile.
#pragma once

#include <string>
#include <string_view>

#include "core/study/dataset.h"

namespace plimsoll::study {

/// Reads a Dockerfile of a project both ways: as the authors did, and as BuildKit does.
RawDockerfile read_dockerfile(std::string repo, std::string path, std::string_view text);

}  // namespace plimsoll::study
