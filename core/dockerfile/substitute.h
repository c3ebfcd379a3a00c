// substitute(), with a limit that many calls share.
#pragma once

#include "core/dockerfile/dockerfile.h"

namespace plimsoll::dockerfile {

/// As substitute(); `steps_left` goes down by the bytes that are copied and compared, and where it is 0 nothing goes.
Substituted substitute_within(std::string_view text, const Variables& variables, char escape,
                              uint64_t& steps_left);

}  // namespace plimsoll::dockerfile
