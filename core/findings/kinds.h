// Every kind of finding by its id, so that who names one in a rule learns whether it exists.
#pragma once

#include <span>
#include <string_view>

namespace plimsoll::findings {

struct KindOfFinding {
    std::string_view id;       ///< Finding::id
    std::string_view meaning;  ///< what it is about, in a few words
};

/// All kinds, by their ids.
std::span<const KindOfFinding> kinds();

/// Whether there is one of that id.
bool is_kind(std::string_view id);

}  // namespace plimsoll::findings
