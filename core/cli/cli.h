// The `plimsoll` command. It reads arguments, calls the rooms of core/, and prints.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "core/report/report.h"

namespace plimsoll::cli {

/// 0: all well. 1: some input could not be analysed, wholly or in part. 2: wrong usage.
enum ExitStatus : int { all_well = 0, input_trouble = 1, wrong_usage = 2 };

/// Runs the command; the arguments come without the program's name.
ExitStatus run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& error);

/// A report as text for a terminal.
void print_text(const report::Report& report, std::ostream& out);

}  // namespace plimsoll::cli
