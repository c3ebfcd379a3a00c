// The command `plimsoll compare`.
#pragma once

#include <functional>

#include "core/cli/cli.h"
#include "core/report/compare.h"

namespace plimsoll::cli {

/// How output is written. Markdown is for comparisons only.
enum class Format { text, json, ndjson, markdown };

/// Analyses an archive or a folder; `piped` gives the bytes where standard input is a pipe, else it is null.
using ReadArchive =
    std::function<Result<std::unique_ptr<report::Analysis>>(const std::string& path, bytes::Stream* piped)>;

/// Compares two archives, folders or saved reports, "-" being standard input, and prints what differs.
ExitStatus run_compare(const std::string& a, const std::string& b, const ReadArchive& read_archive,
                       Format format, std::ostream& out, std::ostream& error);

/// A comparison as tables for a terminal, or as Markdown.
void print_text(const report::Comparison& comparison, std::ostream& out);
void print_markdown(const report::Comparison& comparison, std::ostream& out);

/// One line on standard error: "plimsoll: FILE: where: what".
void complain(std::ostream& error, const std::string& path, const std::string& where,
              const std::string& what);

}  // namespace plimsoll::cli
