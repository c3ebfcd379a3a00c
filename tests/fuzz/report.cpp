// Feeds saved reports: what is read as one is exported, and compared with itself and with a report of a small image, in every
// format.
#include <sstream>

#include "core/cli/compare.h"
#include "core/export/export.h"
#include "core/report/read.h"
#include "tests/fuzz/feed.h"
#include "tests/support/image_builder.h"

using namespace plimsoll;

namespace {

void require_printable(std::string_view text) {
    for (const char letter : text)
        fuzz::require(letter == '\n' || static_cast<uint8_t>(letter) >= ' ',
                      "a control character is printed");
}

void export_all(const report::Report& report) {
    for (const exports::Table& table : exports::tables_of(report)) {
        for (const auto& row : table.rows)
            fuzz::require(row.size() == table.columns.size(), "a row has not a value for each column");
        fuzz::require(!exports::csv_of(table).empty(), "CSV is empty");
        require_printable(exports::markdown_of(table));
        require_printable(exports::latex_of(report, table));
    }
    const std::string summary = exports::markdown_summary(report);
    fuzz::require(summary.size() <= exports::summary_letters, "a summary is too long");
    require_printable(summary);
    require_printable(exports::latex_summary(report));
    require_printable(exports::html_of(report, {"2024-01-01"}));
    fuzz::require(exports::file_name(report, "layers", "csv").find('/') == std::string::npos,
                  "a file's name has a slash");
}

void check(const report::Report& a, const report::Report& b) {
    const report::Comparison comparison = report::compare({a}, {b});
    const std::string json = report::to_json(comparison);
    fuzz::require(json.size() > 2, "a comparison is empty");
    std::ostringstream text;
    cli::print_text(comparison, text);
    cli::print_markdown(comparison, text);
    require_printable(text.str());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const report::Report other = [] {
        test::ImageParts parts;
        parts.layers = {test::Tar().file("etc/motd", "Ahoy\n").finish(),
                        test::Tar().whiteout("etc/motd").finish()};
        return fuzz::analyse(test::docker_25(parts))->report();
    }();
    const auto report = report::from_json(fuzz::text_of(data, size));
    if (!report) return 0;
    fuzz::check(*report);
    export_all(*report);
    check(*report, *report);
    check(*report, other);
    check(other, *report);
    return 0;
}
