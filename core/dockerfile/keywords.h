// The instructions that a Dockerfile may have, and their flags.
#pragma once

#include <string_view>

namespace plimsoll::dockerfile {

/// Whether it is one of the 18 instructions, in upper case.
bool is_keyword(std::string_view word);

/// Whether that instruction takes that flag (without its dashes).
bool takes_flag(std::string_view keyword, std::string_view flag);

}  // namespace plimsoll::dockerfile
