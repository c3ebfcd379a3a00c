// Feeds saved reports: what is read as one is compared with itself and with a report of a small image, in every format.
#include <sstream>

#include "core/cli/compare.h"
#include "core/report/read.h"
#include "tests/fuzz/feed.h"
#include "tests/support/image_builder.h"

using namespace plimsoll;

namespace {

void check(const report::Report& a, const report::Report& b) {
    const report::Comparison comparison = report::compare({a}, {b});
    const std::string json = report::to_json(comparison);
    fuzz::require(json.size() > 2, "a comparison is empty");
    std::ostringstream text;
    cli::print_text(comparison, text);
    cli::print_markdown(comparison, text);
    for (const char letter : text.str())
        fuzz::require(letter == '\n' || static_cast<uint8_t>(letter) >= ' ',
                      "a control character is printed");
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
    check(*report, *report);
    check(*report, other);
    check(other, *report);
    return 0;
}
