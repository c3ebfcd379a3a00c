// Pictures of charts: another program draws them.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace plimsoll::cli {

/// The SVG as a PNG of twice its size, drawn by rsvg-convert (Debian's librsvg2-bin), which runs as a child without a shell.
/// The error is a sentence: that it is not installed and what to do, or what it said.
tl::expected<std::string, std::string> png_of(std::string_view svg);

/// The same by another program and with its arguments, the first of which is its name.
tl::expected<std::string, std::string> converted(std::string_view input, const char* const* arguments);

}  // namespace plimsoll::cli
