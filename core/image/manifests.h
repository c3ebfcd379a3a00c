// Which images an archive holds: from its index.json, or from manifest.json.
#pragma once

#include "core/image/outer_archive.h"

namespace plimsoll::image {

/// One image of the archive, before it is chosen and read.
struct Candidate {
    std::string digest, media_type;  ///< of an OCI manifest; empty in a plain docker archive
    Platform platform;
    std::vector<std::string> references;
    Json manifest;
};

/// All images of the archive, in the order in which it names them, attestations left out. What is wrong
/// becomes a problem: afterwards either there are candidates, or there is an error among the problems, or
/// the archive has neither document.
std::vector<Candidate> find_candidates(const OuterArchive& archive, std::vector<Problem>& problems);

}  // namespace plimsoll::image
