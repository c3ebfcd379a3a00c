// RECORD: what a wheel's installer wrote down (Python packaging specifications, "Recording installed projects").
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::packages {

/// Takes the first row off a RECORD, and answers the path in it: the first field of comma-separated values, which may be
/// quoted and then have doubled quotes, commas and newlines in it. Empty for an empty row.
std::string take_recorded_path(std::string_view& record);

}  // namespace plimsoll::packages
