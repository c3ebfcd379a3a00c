// The module `exports`: a report in other formats. It loads when a reader first asks for one, so that nobody else waits for it.
#include <emscripten/emscripten.h>

#include <string>
#include <string_view>

#include "core/charts/report_charts.h"
#include "core/export/export.h"
#include "core/report/read.h"
#include "web/inbox.h"
#include "web/page/export_kinds.h"
#include "web/page/host.h"

namespace plimsoll::web {
namespace {

void answer(std::string_view text) { host_report(text.data(), text.size()); }

/// Its content, and how its file's name ends; nothing where there is no such table or chart.
struct Made {
    std::string content;
    const char* extension;
};

Made make(const report::Report& report, ExportKind kind, const std::string& name, const std::string& date,
          bool dark) {
    switch (kind) {
        case ExportKind::csv: {
            const exports::Tables tables = exports::tables_of(report);
            const exports::Table* table = exports::find(tables, name);
            return {table ? exports::csv_of(*table) : std::string(), "csv"};
        }
        case ExportKind::markdown:
            return {exports::markdown_summary(report), "md"};
        case ExportKind::latex:
            return {exports::latex_summary(report), "tex"};
        case ExportKind::html:
            return {exports::html_of(report, {date}), "html"};
        case ExportKind::chart:
            if (const auto chart = charts::report_chart_named(name))
                return {charts::to_svg(charts::draw(report, *chart, {}),
                                       dark ? charts::Theme::dark : charts::Theme::light),
                        "svg"};
            break;
    }
    return {"", ""};
}

}  // namespace

extern "C" {

/// inbox: the report's JSON, the name of a table or chart, a date. Answers whether it could be made, and then by host.report()
/// twice: the name of a file for it, and its content.
EMSCRIPTEN_KEEPALIVE int exports_make(int kind, int dark) {
    const auto report = report::from_json(take_text(0));
    if (!report || kind < 0 || kind > static_cast<int>(ExportKind::chart)) return 0;
    const std::string name = take_text(1);
    const Made made = make(*report, static_cast<ExportKind>(kind), name, take_text(2), dark != 0);
    if (made.content.empty()) return 0;
    answer(exports::file_name(*report, name, made.extension));
    answer(made.content);
    return 1;
}
}

}  // namespace plimsoll::web
