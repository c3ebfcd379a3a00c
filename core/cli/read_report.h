// A report from whatever is named: an archive or a folder, which is analysed, or a saved report.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/cli/compare.h"
#include "core/report/digest.h"

namespace plimsoll::cli {

struct ReadReport {
    report::Report report;
    std::unique_ptr<report::Analysis> analysis;  ///< null of a saved report
    std::optional<report::Seal> seal;            ///< of a saved report, what it says of itself
};

/// Of the text of a saved report.
Result<ReadReport> read_saved(std::string_view text);

/// "-" is standard input.
Result<ReadReport> read_report(const std::string& path, const ReadArchive& read_archive);

}  // namespace plimsoll::cli
