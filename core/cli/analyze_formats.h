// The formats of `plimsoll analyze` that hold one image: tables, documents and charts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/charts/report_charts.h"
#include "core/cli/cli.h"
#include "core/cli/read_report.h"

namespace plimsoll::cli {

extern const char* const export_usage;

struct ExportOptions {
    enum class Format : uint8_t { csv, markdown, latex, html, svg, png };
    Format format = Format::csv;
    std::string table;                         ///< empty: the format's summary, of CSV the layers
    std::optional<charts::ReportChart> chart;  ///< of svg and png
    charts::Theme theme = charts::Theme::light;
    double width = 720;
};

/// Takes these formats and their options out of the arguments; nothing where another format is asked for. Errors: the sentence
/// that says what is wrong with them.
tl::expected<std::optional<ExportOptions>, std::string> take_export_options(
    std::vector<std::string>& arguments);

/// Reads the archive, folder or saved report and writes it to `output`: a file, a folder (one that is there, or ends in a
/// slash), in which the file is named after the image, or standard output where it is empty or "-".
ExitStatus run_export(const std::string& path, const ExportOptions& options, const std::string& output,
                      const ReadArchive& read_archive, std::ostream& out, std::ostream& error);

}  // namespace plimsoll::cli
