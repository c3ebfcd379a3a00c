#include "tests/support/image_builder.h"

#include <algorithm>

#include "tests/support/compression.h"
#include "tests/support/results.h"

namespace plimsoll::test {
namespace {

std::string layer_type(bytes::Compression compression) {
    const std::string plain = "application/vnd.oci.image.layer.v1.tar";
    return compression == bytes::Compression::none ? plain
                                                   : plain + "+" + std::string(bytes::name_of(compression));
}

std::string descriptor(const std::string& media_type, const std::string& digest, size_t bytes,
                       const Members& more) {
    Members members{{"mediaType", json_string(media_type)},
                    {"digest", json_string(digest)},
                    {"size", std::to_string(bytes)}};
    members.insert(members.end(), more.begin(), more.end());
    return object(members);
}

std::string docker_manifest(const std::string& config, const std::string& reference,
                            const std::vector<std::string>& layers) {
    return list({object({{"Config", json_string(config)},
                         {"RepoTags", json_strings({reference})},
                         {"Layers", json_strings(layers)}})});
}

std::string config_text(const ImageParts& parts) {
    return parts.config.empty() ? config_of(parts) : parts.config;
}

/// What the old tools call a layer: any 64 digits that are not its hash.
std::string layer_id(size_t number) { return hex(sha256("layer " + std::to_string(number))); }

}  // namespace

std::string sha256(std::string_view text) {
    bytes::Sha256 hash;
    hash.add(view(text));
    return hash.digest();
}

std::string hex(std::string_view digest) { return std::string(digest.substr(digest.find(':') + 1)); }

std::string platform_of(const image::Platform& platform) {
    Members members{{"os", json_string(platform.os)}, {"architecture", json_string(platform.architecture)}};
    if (!platform.variant.empty()) members.push_back({"variant", json_string(platform.variant)});
    return object(members);
}

std::string config_of(const ImageParts& parts) {
    std::vector<std::string> diff_ids, history;
    for (size_t number = 0; number < parts.layers.size(); ++number) {
        diff_ids.push_back(sha256(parts.layers[number]));
        const std::string made_by = number < parts.created_by.size() ? parts.created_by[number]
                                                                     : "layer " + std::to_string(number + 1);
        history.push_back(
            object({{"created", json_string("2024-05-01T12:00:00Z")}, {"created_by", json_string(made_by)}}));
    }
    return object(
        {{"created", json_string("2024-05-01T12:00:00Z")},
         {"os", json_string(parts.platform.os)},
         {"architecture", json_string(parts.platform.architecture)},
         {"config", object({{"Cmd", json_strings({"/bin/app"})}, {"Env", json_strings({"PATH=/bin"})}})},
         {"rootfs", object({{"type", json_string("layers")}, {"diff_ids", json_strings(diff_ids)}})},
         {"history", list(history)}});
}

std::string docker_legacy(const ImageParts& parts) {
    Tar tar;
    std::vector<std::string> names;
    for (size_t number = 0; number < parts.layers.size(); ++number) {
        const std::string id = layer_id(number);
        tar.directory(id)
            .file(id + "/VERSION", "1.0")
            .file(id + "/json", "{}")
            .file(id + "/layer.tar", parts.layers[number]);
        names.push_back(id + "/layer.tar");
    }
    const std::string config = config_text(parts), name = hex(sha256(config)) + ".json";
    return tar.file(name, config)
        .file("manifest.json", docker_manifest(name, parts.reference, names))
        .finish();
}

std::string docker_skopeo(const ImageParts& parts) {
    Tar tar;
    std::vector<std::string> names;
    for (size_t number = 0; number < parts.layers.size(); ++number) {
        const std::string name = hex(sha256(parts.layers[number])) + ".tar";
        if (std::find(names.begin(), names.end(), name) == names.end()) tar.file(name, parts.layers[number]);
        tar.symlink(layer_id(number) + "/layer.tar", "../" + name);
        names.push_back(name);
    }
    const std::string config = config_text(parts), name = hex(sha256(config)) + ".json";
    return tar.file(name, config)
        .file("manifest.json", docker_manifest(name, parts.reference, names))
        .finish();
}

std::string docker_25(const ImageParts& parts) {
    ImageParts plain = parts;
    plain.compression = bytes::Compression::none;
    OciLayout layout;
    const std::string image = layout.add_image(
        plain, {{"annotations",
                 object({{"io.containerd.image.name", json_string("docker.io/" + parts.reference)}})}});
    std::vector<std::string> names;
    for (const std::string& layer : parts.layers) names.push_back("blobs/sha256/" + hex(sha256(layer)));
    const std::string config = "blobs/sha256/" + hex(sha256(config_text(parts)));
    layout.tar.file("manifest.json", docker_manifest(config, parts.reference, names));
    return layout.finish({image});
}

std::string oci(const ImageParts& parts) {
    OciLayout layout;
    return layout.finish({layout.add_image(
        parts,
        {{"annotations", object({{"org.opencontainers.image.ref.name", json_string(parts.reference)}})}})});
}

std::string OciLayout::add(std::string_view content) {
    const std::string digest = sha256(content), name = "blobs/sha256/" + hex(digest);
    if (std::find(added_.begin(), added_.end(), name) == added_.end()) tar.file(name, content);
    added_.push_back(name);
    return digest;
}

std::string OciLayout::add_image(const ImageParts& parts, const Members& more) {
    std::vector<std::string> layers;
    for (const std::string& layer : parts.layers) {
        const std::string blob = compressed(layer, parts.compression);
        const std::string type = parts.layer_type.empty() ? layer_type(parts.compression) : parts.layer_type;
        layers.push_back(descriptor(type, add(blob), blob.size(), {}));
    }
    const std::string config = config_text(parts);
    const std::string config_type = "application/vnd.oci.image.config.v1+json";
    return add_document(manifest_type,
                        object({{"schemaVersion", "2"},
                                {"mediaType", json_string(manifest_type)},
                                {"config", descriptor(config_type, add(config), config.size(), {})},
                                {"layers", list(layers)}}),
                        more);
}

std::string OciLayout::add_document(const std::string& media_type, const std::string& json,
                                    const Members& more) {
    return descriptor(media_type, add(json), json.size(), more);
}

std::string index_of(const std::vector<std::string>& descriptors) {
    return object(
        {{"schemaVersion", "2"}, {"mediaType", json_string(index_type)}, {"manifests", list(descriptors)}});
}

std::string OciLayout::finish(const std::vector<std::string>& descriptors) {
    return tar.file("oci-layout", R"({"imageLayoutVersion":"1.0.0"})")
        .file("index.json", index_of(descriptors))
        .finish();
}

}  // namespace plimsoll::test
