// Feeds the JSON documents of an archive: manifest, index and configuration, in Docker's layout and OCI's. The input is up to
// five texts, each ended by a byte 0: manifest.json, index.json, and three blobs whose digests are 1, 2 and 3 repeated.
// A layer is there as layer.tar and as the blob of digest 4 repeated.
#include "tests/fuzz/feed.h"
#include "tests/support/tar_builder.h"

using namespace plimsoll;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const std::string layer = test::Tar().directory("etc").file("etc/motd", "Ahoy\n").finish();
    std::string_view rest = fuzz::text_of(data, size);
    const auto next = [&] {
        const std::string_view text = rest.substr(0, rest.find('\0'));
        rest.remove_prefix(std::min(rest.size(), text.size() + 1));
        return text;
    };
    const auto blob = [](char digit) { return "blobs/sha256/" + std::string(64, digit); };
    test::Tar tar;
    const std::string_view manifest = next(), index = next();
    if (!index.empty()) tar.file("oci-layout", R"({"imageLayoutVersion":"1.0.0"})").file("index.json", index);
    for (const char digit : {'1', '2', '3'}) tar.file(blob(digit), next());
    tar.file(blob('4'), layer).file("layer.tar", layer);
    if (!manifest.empty()) tar.file("manifest.json", manifest);
    const std::string archive = tar.finish();
    if (const auto analysis = fuzz::analyse(archive)) fuzz::check(*analysis);
    if (const auto analysis = fuzz::analyse_in_order(archive)) fuzz::check(*analysis);
    return 0;
}
