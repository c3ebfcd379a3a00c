// Feeds the databases of package managers, and the names of files: the input is a layer's files, each ended by a byte 0, of
// which the first line is the path and the rest the content. Up to the packages, the findings and the report.
#include "tests/fuzz/feed.h"
#include "tests/support/tar_builder.h"

using namespace plimsoll;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::string_view rest = fuzz::text_of(data, size);
    test::Tar tar;
    while (!rest.empty()) {
        const std::string_view file = rest.substr(0, rest.find('\0'));
        rest.remove_prefix(std::min(rest.size(), file.size() + 1));
        const size_t line = std::min(file.find('\n'), file.size());
        tar.file(file.substr(0, line), file.substr(std::min(line + 1, file.size())));
    }
    const std::string layer = tar.finish();
    fuzz::check(*fuzz::analyse_layers({layer}));
    return 0;
}
