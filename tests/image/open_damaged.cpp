// Archives that are cut, incomplete, contradictory or no image archives at all.
#include "core/limits.h"
#include "tests/support/compression.h"
#include "tests/support/image_builder.h"
#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

Result<image::Image> open(const std::string& archive, const image::OpenOptions& options = {}) {
    const auto source = bytes::view_memory(view(archive));
    return image::open(*source, "image.tar", options);
}

ImageParts three_layers() {
    ImageParts parts;
    parts.layers = {Tar().file("a", sample_text(3000)).finish(), Tar().file("b", sample_text(2000)).finish(),
                    Tar().file("c", "x").finish()};
    return parts;
}

std::string problems_of(const image::Image& image) {
    std::string text;
    for (const Problem& problem : image.problems) text += problem.where + ": " + problem.message + "\n";
    return text;
}

/// A docker archive with this manifest, one good layer `layer.tar` and its configuration `config.json`.
std::string docker_with(const std::string& manifest, const std::string& config = "") {
    const std::string layer = Tar().file("a", "x").finish();
    return Tar()
        .file("layer.tar", layer)
        .file("config.json", config.empty() ? config_of({{layer}}) : config)
        .file("manifest.json", manifest)
        .finish();
}

const std::string good_manifest = R"([{"Config":"config.json","RepoTags":["a:1"],"Layers":["layer.tar"]}])";

std::string nested_json(size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("What is no image archive gets one sentence that says what it seems to be") {
    const std::string noise = gzip(sample_text(3000)).substr(20);
    struct {
        std::string bytes;
        const char* expected;
    } const cases[] = {
        {"", "an empty file"},
        {std::string(1, '\0'), "a file of zeros"},
        {std::string(511, '\0'), "a file of zeros"},
        {std::string(512, '\0'), "zeros"},
        {std::string(10240, '\0'), "zeros"},
        {"\x89PNG\r\n\x1a\n" + noise, "a PNG picture"},
        {"PK\x03\x04" + noise, "a ZIP archive"},
        {"\x7f"
         "ELF\x02\x01" +
             noise,
         "an ELF program"},
        {"\xff\xd8\xff\xe0" + noise, "a JPEG picture"},
        {"%PDF-1.7\n" + noise, "a PDF document"},
        {"Dear Sir or Madam,\n", "a text file"},
        {"  \n\t", "an empty text"},
        {"{\"schemaVersion\": 2}", "a JSON document"},
        {"<!doctype html><p>404", "an HTML or XML document"},
        {"#!/bin/sh\n", "a script"},
        {"FROM debian\nRUN true\n", "a Dockerfile"},
        {noise, "data of an unknown kind"},
        {Tar().directory("usr").file("usr/bin/env", "x").file("etc/passwd", "x").finish(),
         "a root file system"},
        {Tar().file("README", "x").file("src/main.c", "x").finish(), "it starts with README, src/main.c"},
    };
    for (const auto& [bytes, expected] : cases) {
        CAPTURE(expected, bytes.size());
        const Error error = error_of(open(bytes));
        CHECK(error.code == ErrorCode::unrecognised);
        CHECK(error.where.empty());
        CHECK(error.message.starts_with("is not an image archive: it seems to be "));
        CHECK(contains(error.message, expected));
        CHECK_FALSE(contains(error.message, "starts with )"));
        CHECK(error.message.find('\n') == std::string::npos);
    }
}

TEST_CASE("An archive that breaks off before its manifest is salvaged") {
    const ImageParts parts = three_layers();
    const std::string whole = docker_skopeo(parts);
    SECTION("inside the manifest: the configuration gives the layers' order") {
        const auto found = value_of(open(whole.substr(0, whole.find("manifest.json") + 600)));
        CHECK(found.layers.size() == 3);
        CHECK_FALSE(problems_of(found).empty());
    }
    SECTION("before the manifest's header") {
        const auto found = value_of(open(whole.substr(0, whole.find("manifest.json"))));
        REQUIRE(found.layers.size() == 3);
        CHECK(found.layers[2].diff_id == sha256(parts.layers[2]));
        CHECK(found.config.history.size() == 3);
        CHECK(contains(problems_of(found), "has no manifest.json"));
    }
    SECTION("inside the second layer: that one is cut, and there is no third") {
        const size_t second = whole.find(hex(sha256(parts.layers[1])));
        const std::string cut = whole.substr(0, second + 512 + 1000);
        const auto found = value_of(open(cut));
        REQUIRE(found.layers.size() == 2);
        CHECK(contains(problems_of(found), "ends inside an entry"));
        const auto source = bytes::view_memory(view(cut));
        CHECK(image::scan_layer(*source, found.blobs[0], {}).complete);
        CHECK_FALSE(image::scan_layer(*source, found.blobs[1], {}).complete);
    }
}

TEST_CASE("What a configuration says of layers that are not there is left out of what is salvaged") {
    const ImageParts parts = three_layers();
    const auto blob = [&](size_t layer) { return hex(sha256(parts.layers[layer])) + ".tar"; };
    const std::string config = config_of(parts);
    const std::string config_name = hex(sha256(config)) + ".json";
    SECTION("the middle one is missing") {
        const auto found = value_of(open(Tar()
                                             .file(config_name, config)
                                             .file(blob(2), parts.layers[2])
                                             .file(blob(0), parts.layers[0])
                                             .finish()));
        REQUIRE(found.layers.size() == 2);
        CHECK(found.layers[0].diff_id == sha256(parts.layers[0]));
        CHECK(found.layers[1].diff_id == sha256(parts.layers[2]));
        REQUIRE(found.config.history.size() == 3);
        CHECK(found.config.history[0].layer == 0);
        CHECK(found.config.history[1].layer == std::nullopt);
        CHECK(found.config.history[2].layer == 1);
    }
    SECTION("their names tell nothing") {
        const auto found =
            value_of(open(Tar().file(config_name, config).file("a.tar", parts.layers[0]).finish()));
        REQUIRE(found.layers.size() == 1);
        CHECK(found.layers[0].diff_id.empty());
        REQUIRE(found.config.history.size() == 3);
        CHECK(found.config.history[2].layer == std::nullopt);
    }
}

TEST_CASE(
    "A configuration of very many diff_ids is salvaged in no time, and gives no more layers than the limit") {
    const std::string layer = Tar().file("a", "x").finish();
    const std::string diff_id = sha256(layer);
    std::string diff_ids;
    for (int count = 0; count < 100'000; ++count) diff_ids += (count ? ",\"" : "\"") + diff_id + "\"";
    Tar tar;
    tar.file("config.json", R"({"rootfs":{"diff_ids":[)" + diff_ids + "]}}");
    for (int count = 0; count < 2'000; ++count)
        tar.file(std::to_string(count) + "/" + hex(diff_id) + "/layer.tar", layer);
    CHECK(value_of(open(tar.finish())).layers.size() <= limits::layers);
}

TEST_CASE("An OCI archive that breaks off before its index is salvaged through its manifest") {
    const std::string whole = oci(three_layers());
    const auto found = value_of(open(whole.substr(0, whole.find("oci-layout"))));
    CHECK(found.layout == image::Layout::oci_archive);
    CHECK(found.layers.size() == 3);
    CHECK(found.layers[0].digest.starts_with("sha256:"));
    CHECK_FALSE(found.problems.empty());
}

TEST_CASE("An archive that is cut anywhere opens or says why not, and never shows more than is there") {
    for (const std::string& whole : {docker_legacy(three_layers()), docker_skopeo(three_layers()),
                                     docker_25(three_layers()), oci(three_layers())}) {
        for (size_t bytes = 0; bytes < whole.size() - 1024; bytes += 511) {
            CAPTURE(bytes);
            const std::string cut = whole.substr(0, bytes);
            const auto found = open(cut);
            if (!found) {
                CHECK_FALSE(found.error().message.empty());
                continue;
            }
            CHECK_FALSE(found->problems.empty());
            CHECK(found->layers.size() <= 3);
        }
    }
}

TEST_CASE("A layer whose blob is missing is said, and the others are kept") {
    const ImageParts parts = three_layers();
    std::string archive = oci(parts);
    const std::string blob = gzip(parts.layers[1]), name = hex(sha256(blob));
    archive.replace(archive.find(name), name.size(), std::string(name.size(), 'e'));
    // The header's checksum has to follow the new name.
    TarHeader header;
    header.path = "blobs/sha256/" + std::string(name.size(), 'e');
    header.size = blob.size();
    archive.replace(archive.find(header.path), 512, header_block(header));
    const auto found = value_of(open(archive));
    REQUIRE(found.layers.size() == 3);
    CHECK(found.blobs[found.layers[0].blob].present);
    CHECK_FALSE(found.blobs[found.layers[1].blob].present);
    CHECK(contains(problems_of(found), "layer 2: its blob blobs/sha256/" + name + " is not in the archive"));
}

TEST_CASE("A configuration that cannot be read is a problem, and the layers are kept") {
    struct {
        const char* what;
        std::string config, expected;
    } const cases[] = {
        {"not JSON", "nonsense", "config.json: is not valid JSON"},
        {"cut JSON", "{\"os\": ", "config.json: is not valid JSON"},
        {"nested too deep", nested_json(100'000), "config.json: is nested too deep"},
        {"too large", std::string((20u << 20) + 1, ' '), "config.json: is too large"},
        {"another type", "[1, 2]", "has 0 diff_ids for 1 layers"},
        {"wrong types inside", R"({"rootfs":7,"history":{"a":1},"config":[],"os":{},"created":false})",
         "has 0 diff_ids for 1 layers"},
        {"too many diff_ids", R"({"rootfs":{"diff_ids":["sha256:a","sha256:b"]}})",
         "has 2 diff_ids for 1 layers"},
        {"history without the layer",
         R"({"rootfs":{"diff_ids":["sha256:a"]},"history":[{"created_by":"x","empty_layer":true}]})",
         "has 0 history steps with a layer for 1 layers"},
    };
    for (const auto& [what, config, expected] : cases) {
        CAPTURE(what);
        const auto found = value_of(open(docker_with(good_manifest, config)));
        CHECK(found.layers.size() == 1);
        CHECK(found.blobs[0].present);
        CHECK(contains(problems_of(found), expected));
    }
}

TEST_CASE("Manifests that are wrong in themselves give a problem or an error, and never a crash") {
    const std::string manifests[] = {
        "",
        "null",
        "7",
        "{}",
        "[]",
        "[null]",
        "[7, \"x\", []]",
        "[{}]",
        R"([{"Config":7,"Layers":null}])",
        R"([{"Config":"config.json","Layers":"layer.tar"}])",
        R"([{"Config":"config.json","Layers":[7,null,{}]}])",
        R"([{"Config":"../../etc/passwd","Layers":["../../etc/shadow"]}])",
        R"([{"Config":"config.json","Layers":["layer.tar")",
        nested_json(100'000),
        "[{\"Config\":\"\xff\xfe\"}]",
        "\xef\xbb\xbf[]",
    };
    for (const std::string& manifest : manifests) {
        CAPTURE(manifest.substr(0, 100));
        const auto found = open(docker_with(manifest));
        if (found)
            CHECK_FALSE(found->problems.empty());
        else
            CHECK_FALSE(found.error().message.empty());
    }
}

TEST_CASE("A manifest with a byte order mark is read") {
    CHECK(value_of(open(docker_with("\xef\xbb\xbf" + good_manifest))).problems.empty());
}

TEST_CASE("A manifest may name no more layers than the limit") {
    std::vector<std::string> names(6000, "layer.tar");
    const auto found = value_of(open(docker_with(
        list({object({{"Config", json_string("config.json")}, {"Layers", json_strings(names)}})}))));
    CHECK(found.layers.size() == 5000);
    CHECK(contains(problems_of(found), "names more than 5000 layers"));
}

TEST_CASE("Digests that are none are refused before anything is looked up") {
    const std::string digests[] = {
        "",
        "sha256:",
        "sha256:abc",
        "sha256:../../etc/passwd",
        "md5:" + std::string(32, 'a'),
        "sha256:" + std::string(64, 'A'),
        "sha256:" + std::string(63, 'a') + "g",
        "sha256:" + std::string(65, 'a'),
        std::string(64, 'a'),
        "sha512:" + std::string(64, 'a'),
    };
    for (const std::string& digest : digests) {
        CAPTURE(digest);
        OciLayout as_manifest;
        const auto in_index = open(as_manifest.finish({object({{"digest", json_string(digest)}})}));
        CHECK((!in_index || contains(problems_of(*in_index), "digest is not valid")));

        OciLayout as_layer;
        const std::string config = as_layer.add(config_of(three_layers()));
        const auto in_manifest = open(as_layer.finish({as_layer.add_document(
            manifest_type, object({{"config", object({{"digest", json_string(config)}})},
                                   {"layers", list({object({{"digest", json_string(digest)}})})}}))}));
        REQUIRE(in_manifest.has_value());
        REQUIRE(in_manifest->layers.size() == 1);
        CHECK_FALSE(in_manifest->blobs[0].present);
        CHECK(contains(problems_of(*in_manifest), "layer 1: its blob"));
    }
}

TEST_CASE("A document that is both an index and a manifest is refused") {
    OciLayout layout;
    const std::string image = layout.add_image(three_layers());
    const std::string both = layout.add_document(
        manifest_type, object({{"manifests", list({image})}, {"layers", "[]"}, {"config", "{}"}}));
    const auto found = open(layout.finish({both}));
    CHECK(contains(found ? problems_of(*found) : found.error().message, "both an index and a manifest"));
}

TEST_CASE("An index.json that is both an index and a manifest is refused as well") {
    OciLayout layout;
    const std::string image = layout.add_image(three_layers());
    layout.tar.file("index.json", object({{"manifests", list({image})}, {"layers", "[]"}, {"config", "{}"}}));
    const auto found = open(layout.tar.finish());
    CHECK(contains(found ? problems_of(*found) : found.error().message, "both an index and a manifest"));
}

TEST_CASE("Indexes that name each other end") {
    // No digest can really loop; an archive that lies about them can.
    const std::string one(64, '1'), two(64, '2');
    const auto pointing_to = [](const std::string& hex) {
        return index_of({object({{"digest", json_string("sha256:" + hex)}})});
    };
    const std::string archive = Tar()
                                    .file("blobs/sha256/" + one, pointing_to(two))
                                    .file("blobs/sha256/" + two, pointing_to(one))
                                    .file("index.json", pointing_to(one))
                                    .finish();
    CHECK_FALSE(open(archive).has_value());
}

TEST_CASE("An index that names manifests without end is cut") {
    OciLayout layout;
    std::vector<std::string> descriptors;
    for (int number = 0; number < 1500; ++number)
        descriptors.push_back(layout.add_document(
            manifest_type, R"({"config":{},"layers":[],"n":)" + std::to_string(number) + "}"));
    const auto found = value_of(open(layout.finish(descriptors)));
    CHECK(contains(problems_of(found), "more indexes or manifests than an image can need"));
}

TEST_CASE("An outer archive that is damaged in the middle keeps what came before") {
    const ImageParts parts = three_layers();
    TarHeader bad;
    bad.path = "bad";
    bad.checksum_error = 1;
    Tar tar;
    const std::string config = config_of(parts);
    tar.file("layer.tar", parts.layers[0])
        .file("config.json", config_of({{parts.layers[0]}}))
        .file("manifest.json", good_manifest)
        .entry(bad);
    const auto found = value_of(open(tar.finish()));
    CHECK(found.layers.size() == 1);
    CHECK(contains(problems_of(found), "damaged"));
}

TEST_CASE("A disk that fails is told from a file that is no archive") {
    PiecedSource source(docker_25(three_layers()));
    source.fails_at = 100;
    CHECK(error_of(image::open(source, "image.tar", {})).code == ErrorCode::unreadable);
    source.fails_at = 600;
    CHECK(error_of(image::open(source, "image.tar", {})).code == ErrorCode::unreadable);
}
