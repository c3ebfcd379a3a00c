// The command `plimsoll study`.
#pragma once

#include "core/cli/cli.h"

namespace plimsoll::cli {

/// Runs it; the arguments come without "study".
ExitStatus run_study(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& error);

extern const char* const study_usage;

}  // namespace plimsoll::cli
