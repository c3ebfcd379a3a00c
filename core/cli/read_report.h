// An image that a command is given, as an archive, a folder or a saved report.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/report/report.h"

namespace plimsoll::cli {

/// Analyses an archive or a folder; `piped` gives the bytes where standard input is a pipe, else it is null.
using ReadArchive =
    std::function<Result<std::unique_ptr<report::Analysis>>(const std::string& path, bytes::Stream* piped)>;

/// A report as it was read: of an archive there is an analysis, which a saved report lacks.
struct ReadReport {
    report::Report report;
    std::unique_ptr<report::Analysis> analysis;
};

/// What lies at a path, "-" being standard input: a saved report is told by its first letter.
Result<ReadReport> read_report(const std::string& path, const ReadArchive& read_archive);

}  // namespace plimsoll::cli
