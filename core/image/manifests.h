// Which images an archive holds: from its index.json, or from manifest.json.
#pragma once

#include "core/image/store.h"

namespace plimsoll::image {

/// One image of the archive, before it is chosen and read.
struct Candidate {
    std::string digest, media_type;  ///< of its manifest; empty in a plain docker archive, which has none
    std::string config_digest;       ///< the image's ID; empty where nothing names it
    Platform platform;
    std::vector<std::string> references;
    Json manifest;
};

/// All images of the archive, in the order in which it names them, attestations left out. What is wrong
/// becomes a problem: afterwards either there are candidates, or there is an error among the problems, or
/// the archive has neither document.
std::vector<Candidate> find_candidates(const Store& archive, std::vector<Problem>& problems);

}  // namespace plimsoll::image
