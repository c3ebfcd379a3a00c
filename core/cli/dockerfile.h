// The command `plimsoll dockerfile`.
#pragma once

#include "core/cli/cli.h"

namespace plimsoll::cli {

/// How the command is used; part of the whole command's help.
extern const char* const dockerfile_usage;

/// Runs it; the arguments begin with "dockerfile".
ExitStatus run_dockerfile(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& error);

}  // namespace plimsoll::cli
