#include "tests/support/compression.h"
#include "tests/support/image_builder.h"
#include "tests/support/memory_folder.h"

using namespace plimsoll;
using namespace plimsoll::test;
using image::Layout;

namespace {

using Contents = std::map<std::string, std::string>;

ImageParts two_layers() {
    ImageParts parts;
    parts.layers = {Tar().directory("etc").file("etc/motd", "Ahoy").finish(),
                    Tar().file("app", "x").finish()};
    return parts;
}

/// skopeo's dir: of an OCI archive with one image: the manifest and the blobs beside each other.
MemoryFolder skopeo_dir(const std::string& oci_archive) {
    const auto layout = MemoryFolder::unpacked(oci_archive);
    std::map<std::string, std::string> files{{"version", "Directory Transport Version: 1.1\n"}};
    for (const auto& [path, text] : layout.contents_) {
        if (!path.starts_with("blobs/")) continue;
        const bool is_manifest = contains(text, "\"layers\":[") && contains(text, "\"config\":{");
        files[is_manifest ? "manifest.json" : path.substr(path.rfind('/') + 1)] = text;
    }
    return MemoryFolder(std::move(files));
}

std::string first_path(const bytes::Folder& folder, const image::Image& image, size_t layer) {
    const auto& blob = image.blobs[image.layers[layer].blob];
    const auto source = value_of(folder.open(blob.file));
    const auto found = image::scan_layer(*source, blob, {});
    CHECK(found.complete);
    REQUIRE(!found.index.entries.empty());
    return found.index.paths.text(found.index.entries[0].path);
}

}  // namespace

TEST_CASE("Folders that tools write, and unpacked archives, are understood") {
    const ImageParts parts = two_layers();
    struct {
        const char* what;
        MemoryFolder folder;
        Layout layout;
    } const cases[] = {
        {"an OCI layout", MemoryFolder::unpacked(oci(parts)), Layout::oci_layout},
        {"an OCI layout in a folder", MemoryFolder::unpacked(oci(parts), "backup/"), Layout::oci_layout},
        {"skopeo's dir:", skopeo_dir(oci(parts)), Layout::skopeo_dir},
        {"docker save before 25, unpacked", MemoryFolder::unpacked(docker_legacy(parts)),
         Layout::docker_archive},
        {"docker save since 25, unpacked", MemoryFolder::unpacked(docker_25(parts)),
         Layout::docker_archive_oci},
    };
    for (const auto& [what, folder, layout] : cases) {
        CAPTURE(what);
        const auto image = value_of(image::open(folder, "folder", {}));
        CHECK(image.problems.empty());
        CHECK(image.layout == layout);
        CHECK(image.config_digest == sha256(config_of(parts)));
        uint64_t bytes = 0;
        for (const auto& file : folder.files()) bytes += file.bytes;
        CHECK(image.source_bytes == bytes);
        REQUIRE(image.layers.size() == 2);
        CHECK(first_path(folder, image, 0) == "/etc");
        CHECK(first_path(folder, image, 1) == "/app");
    }
}

TEST_CASE("skopeo's dir: names the digest of the manifest that it holds") {
    const auto folder = skopeo_dir(oci(two_layers()));
    const auto image = value_of(image::open(folder, "dir", {}));
    CHECK(image.digest == sha256(folder.contents_.at("manifest.json")));
    CHECK(image.layers[0].digest == "sha256:" + image.blobs[0].file);
}

TEST_CASE("skopeo's dir: with all platforms has an index and a manifest for each") {
    OciLayout layout;
    ImageParts amd = two_layers(), arm = two_layers();
    arm.platform = {"linux", "arm64", ""};
    const auto inner = MemoryFolder::unpacked(layout.finish({layout.add_image(amd), layout.add_image(arm)}));
    std::map<std::string, std::string> files;
    for (const auto& [path, text] : inner.contents_) {
        const std::string name = path.substr(path.rfind('/') + 1);
        if (path == "index.json")
            files["manifest.json"] = text;
        else
            files[contains(text, "\"config\":{\"mediaType\"") ? name + ".manifest.json" : name] = text;
    }
    const MemoryFolder folder(std::move(files));
    const auto image = value_of(image::open(folder, "dir", {image::Platform{"linux", "arm64", ""}}));
    CHECK(image.problems.empty());
    CHECK(image.layout == Layout::skopeo_dir);
    CHECK(image.platforms.size() == 2);
    CHECK(image.config.platform.architecture == "arm64");
}

TEST_CASE("A folder that holds no image is one clear error") {
    CHECK(contains(error_of(image::open(MemoryFolder(Contents{}), "empty", {})).message, "no files"));
    const Error error = error_of(image::open(MemoryFolder(Contents{{"a/notes.txt", "x"}}), "notes", {}));
    CHECK(error.code == ErrorCode::unrecognised);
    CHECK(contains(error.message, "a/notes.txt"));
}

TEST_CASE("A blob's name never leads out of the folder") {
    const MemoryFolder folder(
        Contents{{"manifest.json", R"({"schemaVersion":2,"config":{"digest":"sha256:../../etc/passwd"},
                          "layers":[{"digest":"sha256:../../etc/shadow"}]})"}});
    const auto image = value_of(image::open(folder, "dir", {}));
    CHECK(image.problems.size() == 2);
    CHECK_FALSE(image.blobs[0].present);
}
