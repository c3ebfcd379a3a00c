#include "core/study/image_folders.h"

#include <algorithm>

#include "core/limits.h"
#include "core/study/names.h"

namespace plimsoll::study {
namespace {

constexpr size_t digest_digits = 64;

/// "a/b/c" of "a/b/c/name"; empty where there is no folder.
std::string folder_of(std::string_view path) {
    const size_t slash = path.rfind('/');
    return std::string(path.substr(0, slash == path.npos ? 0 : slash));
}

uint64_t bytes_of(const image::Json& object) {
    const auto& size = image::member(object, "size");
    return size.is_number_unsigned() ? size.get<uint64_t>() : 0;
}

/// Of ".../ORG/IMAGE/TAG" "ORG/IMAGE" and "TAG"; of less as much as there is.
void name_image(std::string_view folder, ImageConfig& config) {
    config.tag = base_name(folder);
    const std::string image = folder_of(folder);
    const std::string organisation = folder_of(image);
    config.image = organisation.empty()
                       ? image
                       : std::string(base_name(organisation)).append("/").append(base_name(image));
}

}  // namespace

bool is_config_name(std::string_view path) {
    const std::string_view name = base_name(path);
    return name.size() == digest_digits && name.find_first_not_of("0123456789abcdef") == name.npos;
}

bool ImageFolders::add_manifest(const std::string& path, const image::Json& document) {
    const auto& config = image::member(document, "config");
    const auto& layers = image::member(document, "layers");
    if (base_name(path) != "manifest.json" || !config.is_object() || !layers.is_array()) return false;
    if (manifests_.size() >= limits::study_image_folders) return true;
    Manifest manifest;
    const std::string digest = image::text_member(config, "digest");
    manifest.config_name = digest.substr(digest.find(':') + 1);
    manifest.config_bytes = bytes_of(config);
    for (const auto& layer : layers)
        if (manifest.layers.size() < limits::layers)
            manifest.layers.emplace_back(image::text_member(layer, "digest"), bytes_of(layer));
    manifests_[folder_of(path)] = std::move(manifest);
    return true;
}

bool ImageFolders::add_config(const std::string& path, const image::Json& document) {
    const auto& root = image::member(document, "rootfs");
    if (!root.is_object()) return false;
    if (configs_.size() >= limits::study_image_folders) return true;
    ImageConfig config;
    config.architecture = image::text_member(document, "architecture");
    config.os = image::text_member(document, "os");
    config.environment = image::texts_member(image::member(document, "config"), "Env").size();
    config.rootfs_layers = config.rootfs_pieces = image::texts_member(root, "diff_ids").size();
    configs_[path] = std::move(config);
    return true;
}

void ImageFolders::finish(Dataset& data) const {
    const bool has_tables = !data.configs.empty();
    uint64_t images = 0;
    for (const auto& [folder, manifest] : manifests_) {
        const auto found =
            configs_.find(folder.empty() ? manifest.config_name : folder + "/" + manifest.config_name);
        if (found == configs_.end()) continue;
        ++images;
        ImageConfig config = found->second;
        config.config_bytes = manifest.config_bytes;
        name_image(folder, config);
        if (!has_tables)
            for (const auto& [digest, bytes] : manifest.layers)
                data.layers.push_back({config.image, digest, bytes});
        (has_tables ? data.more_configs : data.configs).push_back(std::move(config));
    }
    if (images > 0) data.used.push_back({"", "manifests and configurations of images", images});
}

}  // namespace plimsoll::study
