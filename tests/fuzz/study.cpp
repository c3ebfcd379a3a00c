// Feeds files of a study's data set: the first byte chooses the file's name, and what is read becomes tables in every format, and
// goes from worker to page; as do the bytes themselves.
#include <array>

#include "core/study/literal.h"
#include "core/study/recognise.h"
#include "core/study/results.h"
#include "core/study/study.h"
#include "tests/fuzz/feed.h"

using namespace plimsoll;

namespace {

constexpr std::array names{"table.csv",  "book.xlsx",   "map.json",    "own.ndjson",
                           "Dockerfile", "package.zip", "package.tar", "RQ4/files-v2/Top10_files_by_num.csv"};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0) return 0;
    const std::string_view content = fuzz::text_of(data + 1, size - 1);
    const auto source = bytes::view_memory({data + 1, size - 1});
    study::Reader reader;
    reader.add_file(*source, names[data[0] % names.size()]);
    const study::Dataset dataset = reader.finish();
    (void)study::parse_literal(content);
    (void)study::signs_of(*source);
    (void)study::unpack_results({data + 1, size - 1});
    const auto packed = study::pack(study::results_of(dataset, "given"));
    const auto unpacked = study::unpack_results(packed);
    fuzz::require(unpacked && study::pack(*unpacked) == packed, "results do not come out as they were");
    for (const study::Item item : study::all_items) {
        const study::Figure figure = study::compute(dataset, item);
        fuzz::require(figure.equal() <= figure.compared(), "more values are equal than compared");
        for (const study::Row& row : figure.rows) {
            fuzz::require(row.cells.size() == figure.columns.size(),
                          "a row has other columns than its figure");
            fuzz::require(row.names.size() == figure.name_headings.size(),
                          "a row has other names than its figure");
        }
        for (const auto format : {study::Format::text, study::Format::json, study::Format::csv,
                                  study::Format::markdown, study::Format::latex}) {
            const std::string text = study::export_figure(figure, study::Mode::corrected, format);
            fuzz::require(!text.empty(), "a figure is empty");
            if (format != study::Format::text) continue;
            for (const char letter : text)
                fuzz::require(letter == '\n' || static_cast<uint8_t>(letter) >= ' ',
                              "a control character is printed");
        }
    }
    return 0;
}
