// How often each instruction occurs in a Dockerfile or a history, as a table under its heading.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace plimsoll::web {

/// The first limits::report_rows of them: a file that is no Dockerfile can have as many as it has lines.
void draw_instruction_counts(const std::map<std::string, uint32_t>& counts);

}  // namespace plimsoll::web
