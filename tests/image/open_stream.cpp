#include <algorithm>
#include <catch2/generators/catch_generators.hpp>

#include "tests/support/compression.h"
#include "tests/support/image_builder.h"
#include "tests/support/sources.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

ImageParts two_layers() {
    ImageParts parts;
    parts.layers = {Tar().directory("etc").file("etc/motd", "Ahoy").finish(),
                    Tar().file("app", "x").finish()};
    return parts;
}

Result<image::Streamed> open(const std::string& archive, size_t piece = SIZE_MAX,
                             const image::OpenOptions& options = {}, const image::ScanOptions& scan = {}) {
    PiecesStream stream(archive, piece);
    return image::open_stream(stream, "image.tar", archive.size(), options, scan);
}

/// What reading in jumps finds, for comparison.
image::LayerScan scanned(const std::string& archive, size_t layer, const image::ScanOptions& options) {
    const auto source = bytes::view_memory(view(archive));
    const auto image = value_of(image::open(*source, "image.tar", {}));
    return image::scan_layer(*source, image.blobs[image.layers[layer].blob], options);
}

}  // namespace

TEST_CASE("An archive that is read once is the same image as one that is read in jumps") {
    image::ScanOptions options;
    options.hash = true;
    const auto compression =
        GENERATE(bytes::Compression::none, bytes::Compression::gzip, bytes::Compression::zstd,
                 bytes::Compression::xz, bytes::Compression::bzip2);
    CAPTURE(bytes::name_of(compression));
    for (const std::string& archive : {docker_legacy(two_layers()), docker_skopeo(two_layers()),
                                       docker_25(two_layers()), oci(two_layers())}) {
        const std::string packed = compressed(archive, compression);
        for (const size_t piece : {size_t{7}, size_t{4096}, SIZE_MAX}) {
            const auto [image, scans] = value_of(open(packed, piece, {}, options));
            CHECK(image.problems.empty());
            CHECK(image.source_compression == compression);
            CHECK(image.source_bytes == packed.size());
            REQUIRE(image.layers.size() == 2);
            for (size_t layer = 0; layer < 2; ++layer) {
                const auto& scan = scans.at(image.layers[layer].blob);
                const auto expected = scanned(archive, layer, options);
                CHECK(scan.complete);
                CHECK(scan.problems.empty());
                CHECK(scan.diff_id == image.layers[layer].diff_id);
                CHECK(scan.digest == expected.digest);
                CHECK(scan.contents == expected.contents);
                CHECK(scan.measures.blob_bytes == expected.measures.blob_bytes);
                CHECK(scan.measures.tar_bytes == expected.measures.tar_bytes);
                CHECK(scan.measures.files == 1);
            }
        }
    }
}

TEST_CASE("The order of the archive's entries does not matter") {
    const ImageParts parts = two_layers();
    const std::string config = config_of(parts);
    const std::string manifest = R"([{"Config":"c.json","RepoTags":["a:1"],"Layers":["1.tar","2.tar"]}])";
    std::vector<std::pair<std::string, std::string>> files{{"1.tar", parts.layers[0]},
                                                           {"2.tar", parts.layers[1]},
                                                           {"c.json", config},
                                                           {"manifest.json", manifest}};
    std::sort(files.begin(), files.end());
    do {
        Tar tar;
        for (const auto& [name, text] : files) tar.file(name, text);
        const auto [image, scans] = value_of(open(gzip(tar.finish())));
        CHECK(image.problems.empty());
        REQUIRE(scans.size() == 2);
        CHECK(scans[0].measures.directories == 1);
        CHECK(scans[1].measures.directories == 0);
    } while (std::next_permutation(files.begin(), files.end()));
}

TEST_CASE("A link to a layer is that layer") {
    const ImageParts parts = two_layers();
    const std::string archive =
        Tar()
            .symlink("b/layer.tar", "../a.tar")
            .file("a.tar", parts.layers[0])
            .file("c.json", config_of({{parts.layers[0]}}))
            .file("manifest.json", R"([{"Config":"c.json","Layers":["b/layer.tar"]}])")
            .finish();
    const auto [image, scans] = value_of(open(gzip(archive)));
    CHECK(image.problems.empty());
    REQUIRE(scans.size() == 1);
    CHECK(scans[0].measures.files == 1);
}

TEST_CASE("An empty layer is one, though its bytes are only zeros") {
    ImageParts parts;
    parts.layers = {std::string(1024, '\0')};
    const auto [image, scans] = value_of(open(gzip(docker_legacy(parts))));
    CHECK(image.problems.empty());
    REQUIRE(scans.size() == 1);
    CHECK(scans[0].complete);
}

TEST_CASE("A stream that ends early shows what came before") {
    const std::string archive = oci(two_layers());
    const auto cut = open(archive.substr(0, archive.size() - 3000));
    if (cut) CHECK_FALSE(cut->image.problems.empty());
    const std::string packed = gzip(docker_skopeo(two_layers()));
    size_t shown = 0;
    for (size_t bytes = 20; bytes < packed.size(); bytes += 37) {
        const auto part = open(packed.substr(0, bytes));
        if (!part) continue;
        ++shown;
        CHECK_FALSE(part->image.problems.empty());
    }
    CHECK(shown > 0);
}

TEST_CASE("What is no archive is named, packed or not") {
    CHECK(contains(error_of(open("hello, world")).message, "a text file"));
    CHECK(contains(error_of(open(gzip("hello, world"))).message, "compressed with gzip"));
    CHECK(contains(error_of(open("")).message, "an empty file"));
}

TEST_CASE("Reading once can be stopped, and tells how far it is") {
    const std::string packed = gzip(oci(two_layers()));
    image::ScanOptions options;
    uint64_t last = 0;
    options.progress = [&](uint64_t bytes) {
        CHECK(bytes >= last);
        last = bytes;
        return true;
    };
    CHECK(open(packed, 64, {}, options));
    CHECK(last > packed.size() / 2);
    CHECK(last <= packed.size());
    options.progress = [](uint64_t) { return false; };
    CHECK(error_of(open(packed, 64, {}, options)).code == ErrorCode::cancelled);
}
