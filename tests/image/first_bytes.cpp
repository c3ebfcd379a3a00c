// A scan hands a file's first bytes to the rules that class it, however they come.
#include "tests/support/compression.h"
#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

/// Each file needs other bytes: the first, those in the middle, or the last that are looked at.
Tar layer() {
    std::string late(image::file_head_bytes, 'a');
    late.back() = '\0';
    const std::string nested = Tar().file("inner", "content").finish();
    Tar tar;
    for (int copy = 0; copy < 9; ++copy) {
        const std::string folder = std::string(static_cast<size_t>(copy), 'd') + "/";
        tar.file(folder + "nested", nested)
            .file(folder + "late", late)
            .file(folder + "text", late.substr(0, late.size() - 1) + std::string("a\0", 2))
            .file(folder + "script", "#!/usr/bin/env python3\n")
            .file(folder + "empty", "");
    }
    return tar;
}

std::string types_of(const image::LayerScan& scan) {
    std::string types;
    for (const auto& entry : scan.index.entries) types += std::string(image::name_of(entry.type)) + "\n";
    return types;
}

}  // namespace

TEST_CASE("A file's class does not depend on the pieces in which its layer is read") {
    const std::string tar = layer().finish();
    const std::string expected = types_of(scan(tar));
    std::string once = "Archive\nOther data\nOther text\nPython source\nEmpty file\n", all;
    for (int copy = 0; copy < 9; ++copy) all += once;
    REQUIRE(expected == all);
    for (const size_t window : {512u, 513u, 700u, 1000u, 1023u, 1536u, 4096u, 4097u}) {
        CAPTURE(window);
        for (const std::string& blob : {tar, gzip(tar)}) {
            PiecedSource source(blob);
            source.ahead = {window, window};
            for (const bool hash : {false, true}) {
                image::ScanOptions options;
                options.hash = hash;
                const auto found =
                    image::scan_layer(source, {"layer.tar", "", 0, blob.size(), true}, options);
                CHECK(found.complete);
                CHECK(types_of(found) == expected);
            }
        }
    }
}

TEST_CASE("A file that is one hole is not empty") {
    // GNU's sparse format, with a map of no data: 1,000 bytes of zeros.
    Tar tar;
    tar.pax({{"GNU.sparse.major", "0"},
             {"GNU.sparse.minor", "1"},
             {"GNU.sparse.numblocks", "0"},
             {"GNU.sparse.size", "1000"},
             {"GNU.sparse.map", ""}});
    TarHeader header;
    header.path = "hole";
    tar.entry(header);
    const auto found = scan(tar.finish());
    REQUIRE(found.index.entries.size() == 1);
    CHECK(found.index.entries[0].size == 1000);
    CHECK(found.index.entries[0].type == image::FileType::data);
}
