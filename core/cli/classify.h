// The command `plimsoll classify`.
#pragma once

#include "core/cli/cli.h"

namespace plimsoll::cli {

/// Reads the arguments behind "classify", reads one project a line and prints its taxonomy, or with --features what is seen
/// of it. A line that is no project is complained of, and the others go on.
ExitStatus run_classify(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& error);

}  // namespace plimsoll::cli
