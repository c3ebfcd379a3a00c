#include <algorithm>
#include <set>

#include "core/image/config.h"
#include "core/image/outer_archive.h"
#include "core/limits.h"

namespace plimsoll::image {
namespace {

/// One image of the archive, before it is chosen and read.
struct Candidate {
    std::string digest, media_type;  ///< of an OCI manifest; empty in a plain docker archive
    Platform platform;
    std::vector<std::string> references;
    Json manifest;
};

void add_problem(std::vector<Problem>& problems, const Error& error) {
    problems.push_back({Problem::Severity::error, error.where, error.message});
}

/// Collects the image manifests that an OCI index names, nested indexes included.
class IndexWalk {
 public:
    IndexWalk(const OuterArchive& archive, std::vector<Problem>& problems)
        : archive_(archive), problems_(problems) {}

    void walk(const Json& index, const std::string& where, int depth) {
        if (!member(index, "manifests").is_array()) {
            problems_.push_back({Problem::Severity::error, where, "names no manifests"});
            return;
        }
        for (const Json& descriptor : member(index, "manifests")) visit(descriptor, where, depth);
    }

    std::vector<Candidate> found;

 private:
    void visit(const Json& descriptor, const std::string& where, int depth) {
        const std::string digest = text_member(descriptor, "digest");
        const auto name = blob_name(digest);
        if (!name) {
            problems_.push_back(
                {Problem::Severity::error, where, "names a manifest whose digest is not valid: " + digest});
            return;
        }
        if (!seen_.insert(digest).second) return;
        if (depth > limits::index_depth || seen_.size() > limits::manifests) {
            problems_.push_back(
                {Problem::Severity::error, where, "nests more indexes or manifests than an image can need"});
            return;
        }
        const Json& annotations = member(descriptor, "annotations");
        if (text_member(annotations, "vnd.docker.reference.type") == "attestation-manifest") return;
        auto manifest = archive_.read_json(*name);
        if (!manifest) {
            add_problem(problems_, manifest.error());
            return;
        }
        if (member(*manifest, "manifests").is_array()) {
            // A document that is both could be read in two ways (CVE-2021-41190): it is refused.
            if (!member(*manifest, "layers").is_null())
                problems_.push_back({Problem::Severity::error, *name, "is both an index and a manifest"});
            else
                walk(*manifest, *name, depth + 1);
            return;
        }
        Candidate candidate;
        candidate.digest = digest;
        candidate.media_type = text_member(descriptor, "mediaType");
        candidate.platform = read_platform(member(descriptor, "platform"));
        for (const char* key : {"io.containerd.image.name", "org.opencontainers.image.ref.name"}) {
            const std::string reference = text_member(annotations, key);
            if (!reference.empty() && candidate.references.empty()) candidate.references.push_back(reference);
        }
        candidate.manifest = std::move(*manifest);
        found.push_back(std::move(candidate));
    }

    const OuterArchive& archive_;
    std::vector<Problem>& problems_;
    std::set<std::string> seen_;
};

/// Fills an image from the archive's entries.
class Reader {
 public:
    Reader(const OuterArchive& archive, Image& image) : archive_(archive), image_(image) {}

    /// `config_name`: the entry that holds the configuration.
    void read_config(const std::string& config_name, size_t layers) {
        auto text = archive_.read_text(config_name);
        if (!text) return add_problem(image_.problems, text.error());
        bytes::Sha256 hash;
        hash.add({reinterpret_cast<const uint8_t*>(text->data()), text->size()});
        image_.config_digest = hash.digest();
        image_.config_bytes = text->size();
        auto json = parse_json(*text, config_name);
        if (!json) return add_problem(image_.problems, json.error());
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
                {name, entry ? entry->offset : 0, entry ? entry->bytes : 0, entry != nullptr});
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

Candidate docker_candidate(const Json& item) {
    Candidate candidate;
    candidate.references = texts_member(item, "RepoTags");
    candidate.manifest = item;
    return candidate;
}

/// Since Docker 25 manifest.json stands beside the OCI layout and names what people call the image.
void take_docker_names(const OuterArchive& archive, std::vector<Candidate>& candidates) {
    const auto manifest = archive.read_json("manifest.json");
    if (!manifest || !manifest->is_array()) return;
    for (Candidate& candidate : candidates) {
        const auto config = blob_name(text_member(member(candidate.manifest, "config"), "digest"));
        for (const Json& item : *manifest)
            if (config && text_member(item, "Config") == *config && !texts_member(item, "RepoTags").empty())
                candidate.references = texts_member(item, "RepoTags");
    }
}

/// A candidate's platform: what the index says, else what its configuration says.
void find_platforms(const OuterArchive& archive, std::vector<Candidate>& candidates) {
    for (Candidate& candidate : candidates) {
        if (!candidate.platform.os.empty()) continue;
        std::string config = text_member(candidate.manifest, "Config");
        if (config.empty())
            config = blob_name(text_member(member(candidate.manifest, "config"), "digest")).value_or("");
        if (const auto json = archive.read_json(config)) candidate.platform = read_platform(*json);
    }
}

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
    const auto has_below = [&](std::string_view folder) {
        return std::any_of(archive.order().begin(), archive.order().end(),
                           [&](const std::string& name) { return name.starts_with(folder); });
    };
    return has_below("usr/") && has_below("etc/");
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
    if (!archive) return failure(ErrorCode::unrecognised, "", not_an_image(seen));

    std::vector<Candidate> candidates;
    if (archive->has("index.json")) {
        image.layout = archive->has("manifest.json") ? Layout::docker_archive_oci : Layout::oci_archive;
        IndexWalk walk(*archive, image.problems);
        if (const auto index = archive->read_json("index.json"))
            walk.walk(*index, "index.json", 1);
        else
            add_problem(image.problems, index.error());
        candidates = std::move(walk.found);
        take_docker_names(*archive, candidates);
    } else if (archive->has("manifest.json")) {
        const auto manifest = archive->read_json("manifest.json");
        if (!manifest)
            add_problem(image.problems, manifest.error());
        else if (!manifest->is_array())
            image.problems.push_back({Problem::Severity::error, "manifest.json", "is not a list of images"});
        else
            for (const Json& item : *manifest) candidates.push_back(docker_candidate(item));
    }

    if (!candidates.empty()) {
        find_platforms(*archive, candidates);
        const auto chosen = choose(candidates, options, image.problems);
        if (!chosen) return failure(chosen.error());
        for (const Candidate& candidate : candidates)
            if (!candidate.platform.os.empty() && std::find(image.platforms.begin(), image.platforms.end(),
                                                            candidate.platform) == image.platforms.end())
                image.platforms.push_back(candidate.platform);
        Reader reader(*archive, image);
        const bool oci = image.layout != Layout::docker_archive;
        oci ? reader.read_oci(candidates[*chosen]) : reader.read_docker(candidates[*chosen]);
        return image;
    }

    const bool had_manifest = archive->has("index.json") || archive->has("manifest.json");
    salvage(*archive, image);
    if (image.layers.empty() && had_manifest && !image.problems.empty())
        return failure(ErrorCode::corrupt, image.problems.back().where, image.problems.back().message);
    if (image.layers.empty() && looks_like_root_file_system(*archive))
        return failure(ErrorCode::unrecognised, "",
                       not_an_image("a root file system (docker export writes those), which has no layers"));
    if (image.layers.empty())
        return failure(ErrorCode::unrecognised, "",
                       not_an_image("a tar archive without manifest.json and index.json (it starts with " +
                                    first_entries(*archive) + ")"));
    if (!had_manifest)
        image.problems.push_back({Problem::Severity::error, "",
                                  "the archive has no manifest.json and no index.json, which stand last in "
                                  "most archives; the layers are shown as far as they can be made out"});
    return image;
}

}  // namespace plimsoll::image
