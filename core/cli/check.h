// The command `plimsoll check`.
#pragma once

#include <string>
#include <vector>

#include "core/check/check.h"
#include "core/cli/cli.h"
#include "core/cli/compare.h"

namespace plimsoll::cli {

extern const char* const check_usage;

/// The same, and all kinds of findings.
void print_check_usage(std::ostream& out);

struct CheckOptions {
    check::Rules rules;
    std::string baseline;  ///< path of a report or image; empty: none
    std::string summary;   ///< path of a file to write Markdown to; empty: none
};

/// Takes the options that only check has out of the arguments. Errors: the sentence that says what is wrong with them; a
/// file of rules that cannot be read is one as well, since nothing of it could be checked.
tl::expected<CheckOptions, std::string> take_check_options(std::vector<std::string>& arguments);

/// Says of each rule whether the image keeps it; all_well where all are kept, else input_trouble.
ExitStatus run_check(const std::string& path, const CheckOptions& options, const ReadArchive& read_archive,
                     Format format, std::ostream& out, std::ostream& error);

}  // namespace plimsoll::cli
