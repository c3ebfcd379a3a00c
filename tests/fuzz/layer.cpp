// Feeds one layer, plain or compressed: it lies above a small root file system and once more above itself, so that its
// markers and links meet something. From the scan to packages, findings and the report.
#include "tests/fuzz/feed.h"
#include "tests/support/tar_builder.h"

using namespace plimsoll;

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most, unsigned seed) {
    return fuzz::mutate_tar(data, size, most, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const std::string base = test::Tar()
                                        .directory("etc")
                                        .file("etc/passwd", "root:x:0:0::/root:/bin/sh\n")
                                        .symlink("bin", "usr/bin")
                                        .file("usr/bin/sh",
                                              "\x7f"
                                              "ELF")
                                        .hardlink("usr/bin/dash", "usr/bin/sh")
                                        .file("a", "1")
                                        .file("d/a", "12")
                                        .file("d/b/c", "123")
                                        .finish();
    const std::string_view layer = fuzz::text_of(data, size);
    fuzz::check(*fuzz::analyse_layers({base, layer, layer}));
    return 0;
}
