// How often each instruction occurs in a Dockerfile or a history, as a table under its heading.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "core/dockerfile/dockerfile.h"

namespace plimsoll::web {

/// The first limits::report_rows of them: a file that is no Dockerfile can have as many as it has lines.
void draw_instruction_counts(const std::map<std::string, uint32_t>& counts);

/// In a table of the kinds of commands, from kind 1 on: its menu, where one was asked for.
void draw_command_menu(const dockerfile::KindCounts& commands, const dockerfile::KindCounts& study_commands);

}  // namespace plimsoll::web
