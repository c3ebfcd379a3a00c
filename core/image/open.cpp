#include <algorithm>

#include "core/image/config.h"
#include "core/image/manifests.h"
#include "core/limits.h"

namespace plimsoll::image {
namespace {

/// Fills an image from the archive's entries.
class Reader {
 public:
    Reader(const OuterArchive& archive, Image& image) : archive_(archive), image_(image) {}

    /// `config_name`: the entry that holds the configuration.
    void read_config(const std::string& config_name, size_t layers) {
        if (config_name.empty()) {
            image_.problems.push_back({Problem::Severity::error, "manifest", "names no configuration"});
            return;
        }
        auto text = archive_.read_text(config_name);
        if (!text) return image_.problems.push_back(as_problem(text.error()));
        bytes::Sha256 hash;
        hash.add({reinterpret_cast<const uint8_t*>(text->data()), text->size()});
        image_.config_digest = hash.digest();
        image_.config_bytes = text->size();
        auto json = parse_json(*text, config_name);
        if (!json) return image_.problems.push_back(as_problem(json.error()));
        image_.config = image::read_config(*json, layers, image_.problems);
    }

    void add_layer(const std::string& entry_name, std::string digest, std::string media_type) {
        Layer layer;
        layer.digest = std::move(digest);
        layer.media_type = std::move(media_type);
        const size_t number = image_.layers.size();
        if (number < image_.config.diff_ids.size()) layer.diff_id = image_.config.diff_ids[number];
        const auto* entry = archive_.find(entry_name);
        if (!entry)
            image_.problems.push_back({Problem::Severity::error, "layer " + std::to_string(number + 1),
                                       "its blob " + entry_name + " is not in the archive"});
        layer.blob = add_blob(entry_name, entry);
        image_.layers.push_back(std::move(layer));
    }

    void read_oci(const Candidate& candidate) {
        image_.digest = candidate.digest;
        image_.media_type = text_member(candidate.manifest, "mediaType");
        if (image_.media_type.empty()) image_.media_type = candidate.media_type;
        image_.references = candidate.references;
        const Json& layers = member(candidate.manifest, "layers");
        const size_t count = layers.is_array() ? layers.size() : 0;
        if (!layers.is_array())
            image_.problems.push_back(
                {Problem::Severity::error, candidate.digest, "is no image manifest: it names no layers"});
        const std::string config = text_member(member(candidate.manifest, "config"), "digest");
        if (const auto name = blob_name(config))
            read_config(*name, count);
        else
            image_.problems.push_back({Problem::Severity::error, candidate.digest,
                                       "names a configuration whose digest is not valid: " + config});
        if (!layers.is_array()) return;
        for (const Json& layer : layers) {
            const std::string digest = text_member(layer, "digest");
            if (too_many_layers()) return;
            add_layer(blob_name(digest).value_or(digest), digest, text_member(layer, "mediaType"));
        }
    }

    void read_docker(const Candidate& candidate) {
        image_.references = candidate.references;
        const auto layers = texts_member(candidate.manifest, "Layers");
        read_config(text_member(candidate.manifest, "Config"), layers.size());
        for (const std::string& layer : layers) {
            if (too_many_layers()) return;
            add_layer(layer, "", "");
        }
    }

 private:
    uint32_t add_blob(const std::string& name, const OuterArchive::Entry* entry) {
        const auto next = static_cast<uint32_t>(image_.blobs.size());
        const auto [known, is_new] = blobs_.try_emplace(entry, next);
        if (is_new)
            image_.blobs.push_back(
                {name, "", entry ? entry->offset : 0, entry ? entry->bytes : 0, entry != nullptr});
        return known->second;
    }

    bool too_many_layers() {
        if (image_.layers.size() < limits::layers) return false;
        image_.problems.push_back(
            {Problem::Severity::error, "manifest",
             "names more than " + std::to_string(limits::layers) + " layers; the rest is left out"});
        return true;
    }

    const OuterArchive& archive_;
    Image& image_;
    std::map<const OuterArchive::Entry*, uint32_t> blobs_;
};

/// The candidate to show. What is not shown is said.
Result<size_t> choose(const std::vector<Candidate>& candidates, const OpenOptions& options,
                      std::vector<Problem>& problems) {
    const auto find = [&](const Platform& wanted) {
        return std::find_if(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
            const Platform& has = candidate.platform;
            return has.os == wanted.os && has.architecture == wanted.architecture &&
                   (wanted.variant.empty() || has.variant == wanted.variant);
        });
    };
    auto chosen = find(options.platform.value_or(Platform{"linux", "amd64", ""}));
    if (chosen == candidates.end()) {
        if (options.platform)
            return failure(ErrorCode::missing, "",
                           "has no image for the platform " + options.platform->text());
        chosen = candidates.begin();
    }
    const auto same = std::count_if(candidates.begin(), candidates.end(), [&](const Candidate& other) {
        return other.platform == chosen->platform;
    });
    if (same > 1)
        problems.push_back({Problem::Severity::warning, "",
                            "the archive holds " + std::to_string(same) +
                                " images for this platform; the first one is shown"});
    return static_cast<size_t>(chosen - candidates.begin());
}

bool looks_like_layer(const OuterArchive& archive, const OuterArchive::Entry& entry) {
    uint8_t head[512];
    const auto length = static_cast<size_t>(std::min<uint64_t>(sizeof head, entry.bytes));
    const auto got = archive.source().read(entry.offset, std::span(head).first(length));
    if (!got) return false;
    if (bytes::detect_compression({head, *got}) != bytes::Compression::none) return true;
    return describe_bytes({head, *got}) == "a tar archive";
}

/// What can be made of an archive without a manifest: builders write it last, so a download that broke off
/// lacks just that. An OCI manifest among the blobs gives the layers' order, or a configuration whose
/// diff_ids are the blobs' names; else the layers are taken as they stand.
void salvage(const OuterArchive& archive, Image& image) {
    Reader reader(archive, image);
    std::vector<std::string> layers;
    for (const std::string& name : archive.order()) {
        const auto* entry = archive.find(name);
        if (!entry || !archive.entries().at(name).link.empty()) continue;
        if (looks_like_layer(archive, *entry)) {
            layers.push_back(name);
        } else if (entry->bytes <= limits::json_bytes && archive.is_whole(*entry)) {
            const auto json = archive.read_json(name);
            if (json && member(*json, "layers").is_array() && member(*json, "config").is_object()) {
                image.layout = Layout::oci_archive;
                return reader.read_oci({"", "", {}, {}, *json});
            }
            if (json && member(member(*json, "rootfs"), "diff_ids").is_array() && image.config_digest.empty())
                reader.read_config(name, texts_member(member(*json, "rootfs"), "diff_ids").size());
        }
    }
    std::vector<std::string> ordered;
    for (const std::string& diff_id : image.config.diff_ids) {
        const std::string hex = diff_id.substr(std::min(diff_id.size(), diff_id.find(':') + 1));
        for (const std::string& name : layers)
            if (!hex.empty() && name.find(hex) != std::string::npos) ordered.push_back(name);
    }
    if (ordered.empty()) image.config.diff_ids.clear();
    for (const std::string& name : ordered.empty() ? layers : ordered) reader.add_layer(name, "", "");
}

std::string first_entries(const OuterArchive& archive) {
    std::string text;
    for (size_t number = 0; number < std::min<size_t>(3, archive.order().size()); ++number)
        text += (number ? ", " : "") + archive.order()[number];
    return text;
}

bool looks_like_root_file_system(const OuterArchive& archive) {
    constexpr std::string_view folders[] = {"bin", "etc", "lib", "opt", "root", "usr", "var"};
    const auto has_folder = [&](std::string_view folder) {
        return std::any_of(archive.order().begin(), archive.order().end(), [&](std::string_view name) {
            return name.starts_with(folder) && (name.size() == folder.size() || name[folder.size()] == '/');
        });
    };
    return std::count_if(std::begin(folders), std::end(folders), has_folder) >= 2;
}

/// The one error for an archive of which nothing can be shown.
Error why_nothing(const OuterArchive& archive, const Image& image) {
    if (archive.has("index.json") || archive.has("manifest.json"))
        return {ErrorCode::corrupt, image.problems.back().where, image.problems.back().message};
    const std::string what = looks_like_root_file_system(archive)
                                 ? "a root file system (docker export writes those), which has no layers"
                                 : "a tar archive without manifest.json and index.json (it starts with " +
                                       first_entries(archive) + ")";
    return {ErrorCode::unrecognised, "", not_an_image(what)};
}

std::vector<Platform> platforms_of(const std::vector<Candidate>& candidates) {
    std::vector<Platform> platforms;
    for (const Candidate& candidate : candidates)
        if (!candidate.platform.os.empty() &&
            std::find(platforms.begin(), platforms.end(), candidate.platform) == platforms.end())
            platforms.push_back(candidate.platform);
    return platforms;
}

}  // namespace

std::string_view name_of(Layout layout) {
    switch (layout) {
        case Layout::docker_archive:
            return "docker-archive";
        case Layout::docker_archive_oci:
            return "docker-archive-oci";
        case Layout::oci_archive:
            break;
    }
    return "oci-archive";
}

Result<Image> open(bytes::Source& source, std::string name, const OpenOptions& options) {
    Image image;
    image.source_name = std::move(name);
    image.source_bytes = source.size();

    uint8_t head[512];
    const auto got = source.read(0, head);
    if (!got) return failure(got.error());
    const std::string seen = describe_bytes({head, *got});
    if (const auto packed = bytes::detect_compression({head, *got}); packed != bytes::Compression::none)
        return failure(ErrorCode::unsupported, "",
                       "is compressed as a whole (" + std::string(bytes::name_of(packed)) +
                           "), which is not read yet: decompress it first, to a .tar file");
    auto archive = OuterArchive::list(source, image.problems);
    if (!archive && archive.error().code == ErrorCode::unreadable) return failure(archive.error());
    if (!archive || archive->order().empty()) return failure(ErrorCode::unrecognised, "", not_an_image(seen));

    const bool has_index = archive->has("index.json"), has_manifest = archive->has("manifest.json");
    image.layout = !has_index     ? Layout::docker_archive
                   : has_manifest ? Layout::docker_archive_oci
                                  : Layout::oci_archive;
    const auto candidates = find_candidates(*archive, image.problems);
    if (!candidates.empty()) {
        const auto chosen = choose(candidates, options, image.problems);
        if (!chosen) return failure(chosen.error());
        image.platforms = platforms_of(candidates);
        Reader reader(*archive, image);
        has_index ? reader.read_oci(candidates[*chosen]) : reader.read_docker(candidates[*chosen]);
        return image;
    }

    salvage(*archive, image);
    if (image.layers.empty()) return failure(why_nothing(*archive, image));
    if (!has_index && !has_manifest)
        image.problems.push_back({Problem::Severity::error, "",
                                  "the archive has no manifest.json and no index.json, which stand last in "
                                  "most archives; the layers are shown as far as they can be made out"});
    return image;
}

}  // namespace plimsoll::image
