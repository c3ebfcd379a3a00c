// Where to find what a finding names as its evidence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/report/report.h"

namespace plimsoll::web {

struct Place {
    bool known = false;  ///< the text is a path that some layer names
    std::optional<uint32_t>
        layer;  ///< none: the final file system has it; else this layer has, and no container sees it
};

/// For each finding, and each of its texts. One pass over all paths, however many texts there are.
std::vector<std::vector<Place>> places_of_evidence(const report::Analysis& analysis,
                                                   const std::vector<findings::Finding>& findings);

}  // namespace plimsoll::web
