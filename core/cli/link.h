// The command `plimsoll link`.
#pragma once

#include <string>
#include <vector>

#include "core/cli/compare.h"
#include "core/link/citation.h"

namespace plimsoll::cli {

extern const char* const link_usage;

struct LinkOptions {
    std::string base;  ///< the page's address; empty: links are the part from "#" on
    link::Choice choice;
    bool card = false, show = false;
    std::string title, doi, date;
    std::vector<std::string> authors;
    std::optional<link::CitationStyle> cite;
    std::string qr;  ///< where the SVG goes
    std::string view;
    std::optional<uint32_t> layer;
};

/// Takes the options that are this command's own out of the arguments; or says in a sentence what is wrong with them.
tl::expected<LinkOptions, std::string> take_link_options(std::vector<std::string>& arguments);

/// Prints the link to the report that is named: an archive, a folder or a saved report.
ExitStatus run_link(const std::string& path, const LinkOptions& options, const ReadArchive& read_archive,
                    std::ostream& out, std::ostream& error);

}  // namespace plimsoll::cli
