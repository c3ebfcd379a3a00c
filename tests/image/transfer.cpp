#include "core/image/transfer.h"

#include "tests/support/image_builder.h"
#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

image::Image some_image() {
    ImageParts parts;
    parts.layers = {Tar().file("a", "x").finish(), Tar().file("b", "x").finish()};
    const std::string archive = docker_25(parts);
    const auto source = bytes::view_memory(view(archive));
    auto image = value_of(image::open(*source, "caf\xe9.tar", {}));
    image.config.labels = {{"a", "b"}, {"", std::string("\0x", 2)}};
    image.problems.push_back({Problem::Severity::warning, "layer 1", "is odd"});
    return image;
}

image::LayerScan some_scan() {
    image::ScanOptions options;
    options.hash = true;
    auto found =
        scan(Tar().directory("d").file("d/caf\xe9", "x").symlink("s", "d").whiteout("w").finish(), options);
    found.problems.push_back({Problem::Severity::error, "offset 512", "is odd"});
    return found;
}

}  // namespace

TEST_CASE("An image survives the way from worker to page") {
    const auto image = some_image();
    const auto packed = image::pack(image);
    const auto back = value_of(image::unpack_image(packed));
    CHECK(image::pack(back) == packed);
    CHECK(back.source_name == image.source_name);
    CHECK(back.layout == image.layout);
    CHECK(back.config.labels == image.config.labels);
    CHECK(back.config.history.size() == 2);
    CHECK(back.config.history[1].layer == 1u);
    CHECK(back.platforms == image.platforms);
    REQUIRE(back.layers.size() == 2);
    CHECK(back.layers[1].digest == image.layers[1].digest);
    CHECK(back.blobs[1].offset == image.blobs[1].offset);
    REQUIRE(back.problems.size() == 1);
    CHECK(back.problems[0].severity == Problem::Severity::warning);
}

TEST_CASE("A scan survives the way from worker to page") {
    const auto found = some_scan();
    const auto packed = image::pack(found);
    const auto back = value_of(image::unpack_scan(packed));
    CHECK(image::pack(back) == packed);
    CHECK(back.complete);
    CHECK(back.digest == found.digest);
    CHECK(back.measures.files == found.measures.files);
    REQUIRE(back.index.entries.size() == found.index.entries.size());
    for (size_t number = 0; number < found.index.entries.size(); ++number) {
        const auto &mine = found.index.entries[number], &theirs = back.index.entries[number];
        CHECK(back.index.paths.text(theirs.path) == found.index.paths.text(mine.path));
        CHECK(back.index.link(theirs) == found.index.link(mine));
        CHECK(theirs.kind == mine.kind);
        CHECK(theirs.size == mine.size);
    }
}

TEST_CASE("Empty things survive as well") {
    CHECK(value_of(image::unpack_image(image::pack(image::Image{}))).layers.empty());
    CHECK(value_of(image::unpack_scan(image::pack(image::LayerScan{}))).index.entries.empty());
}

TEST_CASE("Packing is the same each time") {
    CHECK(image::pack(some_image()) == image::pack(some_image()));
    CHECK(image::pack(some_scan()) == image::pack(some_scan()));
}

TEST_CASE("Packed bytes that are cut, or longer than they should be, are refused") {
    const auto image = image::pack(some_image()), scan = image::pack(some_scan());
    bool refused = true;
    for (size_t bytes = 0; bytes < image.size(); ++bytes)
        refused = refused && !image::unpack_image(bytes::Bytes(image).first(bytes));
    for (size_t bytes = 0; bytes < scan.size(); ++bytes)
        refused = refused && !image::unpack_scan(bytes::Bytes(scan).first(bytes));
    CHECK(refused);
    auto longer = scan;
    longer.push_back(0);
    CHECK_FALSE(image::unpack_scan(longer).has_value());
}
