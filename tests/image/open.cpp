#include "tests/support/compression.h"
#include "tests/support/image_builder.h"
#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;
using image::Layout;

namespace {

Result<image::Image> open(const std::string& archive, const image::OpenOptions& options = {}) {
    const auto source = bytes::view_memory(view(archive));
    return image::open(*source, "image.tar", options);
}

ImageParts two_layers() {
    ImageParts parts;
    parts.layers = {Tar().directory("etc").file("etc/motd", "Ahoy").finish(),
                    Tar().whiteout("etc/motd").file("app", "x").finish()};
    parts.created_by = {"/bin/sh -c #(nop) ADD file:1 in / ", "RUN /bin/sh -c rm /etc/motd # buildkit"};
    return parts;
}

ImageParts for_platform(const image::Platform& platform) {
    ImageParts parts;
    parts.platform = platform;
    parts.layers = {Tar().file(platform.architecture, "x").finish()};
    return parts;
}

std::string problems_of(const image::Image& image) {
    std::string text;
    for (const Problem& problem : image.problems) text += problem.where + ": " + problem.message + "\n";
    return text;
}

/// The first entry of a layer, which tells the test's layers apart.
std::string first_path(const std::string& archive, const image::Image& image, size_t layer) {
    const auto source = bytes::view_memory(view(archive));
    const auto found = image::scan_layer(*source, image.blobs[image.layers[layer].blob], {});
    REQUIRE(!found.index.entries.empty());
    return found.index.paths.text(found.index.entries[0].path);
}

const image::Platform amd64{"linux", "amd64", ""}, arm64{"linux", "arm64", ""}, arm_v7{"linux", "arm", "v7"};

}  // namespace

TEST_CASE("The archives that tools write are all understood") {
    const ImageParts parts = two_layers();
    struct {
        const char* what;
        std::string archive;
        Layout layout;
        bool has_digest;
    } const cases[] = {
        {"docker save before 25", docker_legacy(parts), Layout::docker_archive, false},
        {"skopeo docker-archive", docker_skopeo(parts), Layout::docker_archive, false},
        {"docker save since 25", docker_25(parts), Layout::docker_archive_oci, true},
        {"skopeo oci-archive", oci(parts), Layout::oci_archive, true},
    };
    for (const auto& [what, archive, layout, has_digest] : cases) {
        CAPTURE(what);
        const auto found = value_of(open(archive));
        CHECK(problems_of(found).empty());
        CHECK(found.layout == layout);
        CHECK(found.source_name == "image.tar");
        CHECK(found.source_bytes == archive.size());
        CHECK(found.references == std::vector<std::string>{"example/app:1"});
        CHECK(found.config_digest == sha256(config_of(parts)));
        CHECK(found.config_bytes == config_of(parts).size());
        CHECK(found.digest.empty() != has_digest);
        CHECK(found.config.platform == amd64);
        CHECK(found.platforms == std::vector{amd64});
        CHECK(found.config.cmd == std::vector<std::string>{"/bin/app"});
        REQUIRE(found.layers.size() == 2);
        CHECK(found.layers[0].diff_id == sha256(parts.layers[0]));
        CHECK(found.layers[1].diff_id == sha256(parts.layers[1]));
        CHECK(found.layers[0].digest.empty() != has_digest);
        CHECK(first_path(archive, found, 0) == "/etc");
        CHECK(first_path(archive, found, 1) == "/etc/motd");
        REQUIRE(found.config.history.size() == 2);
        CHECK(found.config.history[1].layer == 1u);
    }
}

TEST_CASE("Names with ./ before them are the same names") {
    const std::string layer = Tar().file("a", "x").finish();
    const std::string archive =
        Tar()
            .directory("./")
            .file("./layers/one.tar", layer)
            .file("./config.json", config_of({{layer}}))
            .file("./manifest.json", R"([{"Config":"config.json","Layers":["./layers//one.tar"]}])")
            .finish();
    const auto found = value_of(open(archive));
    CHECK(problems_of(found).empty());
    CHECK(first_path(archive, found, 0) == "/a");
}

TEST_CASE("Opening an archive reads headers and documents, and no layer's body") {
    PiecedSource source;
    for (const char* name : {"one.tar", "two.tar"}) {
        TarHeader header;
        header.path = name;
        header.size = 5ull << 30;
        source.add(header_block(header)).add_zeros(header.size);
    }
    source.add(Tar()
                   .file("config.json", R"({"rootfs":{"diff_ids":["sha256:a","sha256:b"]}})")
                   .file("manifest.json",
                         R"([{"Config":"config.json","RepoTags":null,"Layers":["one.tar","two.tar"]}])")
                   .finish());
    const auto found = value_of(image::open(source, "big.tar", {}));
    CHECK(problems_of(found).empty());
    REQUIRE(found.blobs.size() == 2);
    CHECK(found.blobs[1].offset == 512 + (5ull << 30) + 512);
    CHECK(found.blobs[1].bytes == 5ull << 30);
    CHECK(source.bytes_read < 100'000);
}

TEST_CASE("Layers with the same content share one blob") {
    ImageParts parts = two_layers();
    parts.layers.push_back(parts.layers[0]);
    for (const std::string& archive : {docker_skopeo(parts), docker_25(parts), oci(parts)}) {
        const auto found = value_of(open(archive));
        CHECK(found.layers.size() == 3);
        CHECK(found.blobs.size() == 2);
        CHECK(found.layers[0].blob == found.layers[2].blob);
    }
}

TEST_CASE("An image without layers opens") {
    const auto found = value_of(open(docker_25(ImageParts{})));
    CHECK(found.layers.empty());
    CHECK(problems_of(found).empty());
}

// ------------------------------------------------------------------------------------------------ links

TEST_CASE("Links of the outer archive are followed inside it, and nowhere else") {
    const std::string layer = Tar().file("a", "x").finish();
    struct {
        const char* what;
        Tar links;
        bool found;
    } const cases[] = {
        {"a relative link", Tar().symlink("id/layer.tar", "../real.tar"), true},
        {"an absolute link", Tar().symlink("id/layer.tar", "/real.tar"), true},
        {"a link out of the root", Tar().symlink("id/layer.tar", "../../../real.tar"), true},
        {"a hard link", Tar().hardlink("id/layer.tar", "real.tar"), true},
        {"two links", Tar().symlink("id/layer.tar", "other").symlink("id/other", "../real.tar"), true},
        {"a link to nothing", Tar().symlink("id/layer.tar", "/etc/shadow"), false},
        {"a link to itself", Tar().symlink("id/layer.tar", "layer.tar"), false},
        {"a loop", Tar().symlink("id/layer.tar", "b").symlink("id/b", "layer.tar"), false},
        {"an empty link", Tar().symlink("id/layer.tar", ""), false},
    };
    for (const auto& [what, links, is_found] : cases) {
        CAPTURE(what);
        Tar tar = links;
        const std::string archive =
            tar.file("real.tar", layer)
                .file("config.json", config_of({{layer}}))
                .file("manifest.json", R"([{"Config":"config.json","Layers":["id/layer.tar"]}])")
                .finish();
        const auto found = value_of(open(archive));
        REQUIRE(found.layers.size() == 1);
        CHECK(found.blobs[0].present == is_found);
        CHECK(found.problems.empty() == is_found);
    }
}

// ------------------------------------------------------------------------------ indexes and platforms

TEST_CASE("The image for linux/amd64 is shown where there is one, else the first") {
    const auto archive_of = [](const std::vector<image::Platform>& platforms, bool say_platform) {
        OciLayout layout;
        std::vector<std::string> images;
        for (const auto& platform : platforms)
            images.push_back(
                layout.add_image(for_platform(platform),
                                 say_platform ? Members{{"platform", platform_of(platform)}} : Members{}));
        return layout.finish(images);
    };
    for (const bool say_platform : {true, false}) {
        CAPTURE(say_platform);
        CHECK(value_of(open(archive_of({arm64, amd64}, say_platform))).config.platform == amd64);
        CHECK(value_of(open(archive_of({arm64, arm_v7}, say_platform))).config.platform.architecture ==
              "arm64");
    }
    const std::string archive = archive_of({arm64, amd64, arm_v7}, true);
    CHECK(value_of(open(archive)).platforms == std::vector{arm64, amd64, arm_v7});
    CHECK(first_path(archive, value_of(open(archive, {arm64})), 0) == "/arm64");
    CHECK(first_path(archive, value_of(open(archive, {image::Platform{"linux", "arm", ""}})), 0) == "/arm");
    CHECK(first_path(archive, value_of(open(archive, {arm_v7})), 0) == "/arm");
}

TEST_CASE("A platform that the archive does not have is an error that names it") {
    OciLayout layout;
    const std::string archive = layout.finish({layout.add_image(for_platform(arm64))});
    for (const auto& platform :
         {image::Platform{"linux", "riscv64", ""}, image::Platform{"linux", "arm64", "v9"}}) {
        const Error error = error_of(open(archive, {platform}));
        CHECK(error.code == ErrorCode::missing);
        CHECK(contains(error.message, platform.text()));
    }
}

TEST_CASE("Indexes within indexes are followed, and attestations are passed over") {
    OciLayout layout;
    const Members attestation{
        {"platform", platform_of({"unknown", "unknown", ""})},
        {"annotations", object({{"vnd.docker.reference.type", json_string("attestation-manifest")}})}};
    const std::string inner = layout.add_document(
        index_type, index_of({layout.add_image(for_platform(arm64), attestation),
                              layout.add_image(for_platform(amd64), {{"platform", platform_of(amd64)}})}));
    const auto found = value_of(open(layout.finish({inner})));
    CHECK(problems_of(found).empty());
    CHECK(found.platforms == std::vector{amd64});
}

TEST_CASE("Indexes nest to a limit, and what is beyond is said") {
    for (const int depth : {3, 10}) {
        OciLayout layout;
        std::string inner = layout.add_image(two_layers());
        for (int level = 0; level < depth; ++level)
            inner = layout.add_document(index_type, index_of({inner}));
        const auto found = open(layout.finish({inner}));
        CHECK((found && found->problems.empty()) == (depth == 3));
        if (depth > 3) CHECK(contains(found ? problems_of(*found) : found.error().message, "nests more"));
    }
}

TEST_CASE("An image that an archive names twice is one") {
    OciLayout layout;
    const std::string image = layout.add_image(two_layers());
    const auto found = value_of(open(layout.finish({image, image})));
    CHECK(problems_of(found).empty());
}

TEST_CASE("Of several images for one platform the first is shown, and that is said") {
    OciLayout layout;
    ImageParts other = two_layers();
    other.layers.pop_back();
    const auto oci_image =
        value_of(open(layout.finish({layout.add_image(two_layers()), layout.add_image(other)})));
    CHECK(oci_image.layers.size() == 2);
    CHECK(contains(problems_of(oci_image), "holds 2 images"));

    const std::string one = Tar().file("a", "x").finish(), two = Tar().file("b", "x").finish();
    const std::string archive =
        Tar()
            .file("1.tar", one)
            .file("2.tar", two)
            .file("1.json", config_of({{one}}))
            .file("2.json", config_of({{two}}))
            .file("manifest.json", R"([{"Config":"1.json","RepoTags":["a:1"],"Layers":["1.tar"]},
                                                              {"Config":"2.json","RepoTags":["b:1"],"Layers":["2.tar"]}])")
            .finish();
    const auto docker_image = value_of(open(archive));
    CHECK(docker_image.references == std::vector<std::string>{"a:1"});
    CHECK(contains(problems_of(docker_image), "holds 2 images"));
}

TEST_CASE("Docker's name for an image is preferred to containerd's") {
    CHECK(value_of(open(docker_25(two_layers()))).references == std::vector<std::string>{"example/app:1"});
}

TEST_CASE("The media type comes from the manifest, else from who names it") {
    OciLayout layout;
    const std::string bare = layout.add_document("application/vnd.example", R"({"config":{},"layers":[]})");
    CHECK(value_of(open(layout.finish({bare}))).media_type == "application/vnd.example");
    CHECK(value_of(open(oci(two_layers()))).media_type == manifest_type);
}

TEST_CASE("Platforms are written and read as os/architecture/variant") {
    CHECK(image::parse_platform("linux/arm64") == arm64);
    CHECK(image::parse_platform("linux/arm/v7") == arm_v7);
    for (const char* text : {"", "linux", "linux/", "/arm64", "linux/arm/", "linux/arm/v7/x", "/"}) {
        CAPTURE(text);
        CHECK_FALSE(image::parse_platform(text).has_value());
    }
    CHECK(arm_v7.text() == "linux/arm/v7");
    CHECK(image::Platform{}.text().empty());
}

TEST_CASE("A layout's name is the one that skopeo knows") {
    CHECK(name_of(Layout::docker_archive) == "docker-archive");
    CHECK(name_of(Layout::docker_archive_oci) == "docker-archive-oci");
    CHECK(name_of(Layout::oci_archive) == "oci-archive");
    CHECK(name_of(Layout::oci_layout) == "oci-layout");
    CHECK(name_of(Layout::skopeo_dir) == "skopeo-dir");
}
