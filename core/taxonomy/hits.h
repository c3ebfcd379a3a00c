// Which rules the features of a project hit.
#pragma once

#include "core/taxonomy/features.h"
#include "core/taxonomy/knowledge.h"

namespace plimsoll::taxonomy {

/// By rule.
struct Hits {
    std::vector<uint32_t> patterns;  ///< how many of its patterns occur
    std::vector<double> values;      ///< the root of that, at most as the rule says: the second proves less
    std::vector<std::vector<uint32_t>>
        seen;  ///< the features that hit, as indexes into Features::all(): for each
               ///< pattern the first one
};

Hits find_hits(const Features& features, const Knowledge::Data& known);

}  // namespace plimsoll::taxonomy
