#include "core/cli/compare.h"

#include "core/cli/read_report.h"

namespace plimsoll::cli {
namespace {

void print(const report::Comparison& comparison, Format format, std::ostream& out) {
    switch (format) {
        case Format::text:
            print_text(comparison, out);
            break;
        case Format::markdown:
            print_markdown(comparison, out);
            break;
        case Format::json:
            out << report::to_json(comparison);
            break;
        case Format::ndjson:
            out << report::to_ndjson(comparison);
            break;
    }
}

}  // namespace

ExitStatus run_compare(const std::string& a, const std::string& b, const ReadArchive& read, Format format,
                       std::ostream& out, std::ostream& error) {
    ExitStatus status = all_well;
    std::vector<ReadReport> sides;
    for (const std::string& path : {a, b}) {
        auto side = read_report(path, read);
        if (!side) {
            complain(error, path, side.error().where, side.error().message);
            status = input_trouble;
            continue;
        }
        for (const Problem& problem : side->report.problems)
            complain(error, path, problem.where, problem.message);
        if (side->report.has_errors()) status = input_trouble;
        sides.push_back(std::move(*side));
    }
    if (sides.size() < 2) return status;
    const report::Side side_a{sides[0].report, sides[0].analysis.get()};
    const report::Side side_b{sides[1].report, sides[1].analysis.get()};
    print(report::compare(side_a, side_b), format, out);
    return status;
}

}  // namespace plimsoll::cli
