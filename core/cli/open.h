// The command `plimsoll open`.
#pragma once

#include <string>
#include <vector>

#include "core/cli/compare.h"
#include "core/link/compare.h"

namespace plimsoll::cli {

extern const char* const open_usage;

struct OpenOptions {
    std::string against;  ///< an archive, a folder or a saved report; empty: none
};

/// Takes the options that are this command's own out of the arguments; or says in a sentence what is wrong with them.
tl::expected<OpenOptions, std::string> take_open_options(std::vector<std::string>& arguments);

/// Shows what a link or a saved report says; or holds it against an image.
ExitStatus run_open(const std::string& what, const OpenOptions& options, const ReadArchive& read_archive,
                    Format format, std::ostream& out, std::ostream& error);

/// For a terminal.
void print_text(const link::Essence& essence, std::ostream& out);
void print_text(const link::Comparison& comparison, std::ostream& out);

}  // namespace plimsoll::cli
