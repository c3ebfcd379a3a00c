#include "core/image/manifests.h"

#include <set>

#include "core/image/config.h"
#include "core/limits.h"

namespace plimsoll::image {
namespace {

/// Collects the image manifests that an OCI index names, nested indexes included.
class IndexWalk {
 public:
    IndexWalk(const Store& archive, std::vector<Problem>& problems)
        : archive_(archive), problems_(problems) {}

    void walk(const Json& index, const std::string& where, int depth) {
        if (!member(index, "manifests").is_array()) {
            problems_.push_back({Problem::Severity::error, where, "names no manifests"});
            return;
        }
        // A document that is both could be read in two ways (CVE-2021-41190): it is refused.
        if (!member(index, "layers").is_null()) {
            problems_.push_back({Problem::Severity::error, where, "is both an index and a manifest"});
            return;
        }
        for (const Json& descriptor : member(index, "manifests")) visit(descriptor, where, depth);
    }

    std::vector<Candidate> found;

 private:
    void visit(const Json& descriptor, const std::string& where, int depth) {
        const std::string digest = text_member(descriptor, "digest");
        const auto name = archive_.manifest_name(digest);
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
            problems_.push_back(as_problem(manifest.error()));
            return;
        }
        if (member(*manifest, "manifests").is_array()) return walk(*manifest, *name, depth + 1);
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

    const Store& archive_;
    std::vector<Problem>& problems_;
    std::set<std::string> seen_;
};

Candidate docker_candidate(const Json& item) {
    Candidate candidate;
    candidate.references = texts_member(item, "RepoTags");
    candidate.manifest = item;
    return candidate;
}

/// Of a configuration's name, HEX.json or blobs/sha256/HEX, what the image's ID is.
std::string config_digest(const Json& manifest) {
    const std::string named = text_member(member(manifest, "config"), "digest");
    if (!named.empty()) return named;
    std::string name = text_member(manifest, "Config");
    name.erase(0, name.rfind('/') + 1);
    if (name.ends_with(".json")) name.resize(name.size() - 5);
    const std::string digest = std::string("sha256:").append(name);
    return parse_digest(digest) ? digest : "";
}

/// Since Docker 25 manifest.json stands beside the OCI layout and names what people call the image.
void take_docker_names(const Store& archive, std::vector<Candidate>& candidates) {
    const auto manifest = archive.read_json("manifest.json");
    if (!manifest || !manifest->is_array()) return;
    for (Candidate& candidate : candidates) {
        const auto config = archive.blob_name(text_member(member(candidate.manifest, "config"), "digest"));
        for (const Json& item : *manifest)
            if (config && text_member(item, "Config") == *config && !texts_member(item, "RepoTags").empty())
                candidate.references = texts_member(item, "RepoTags");
    }
}

/// A candidate's platform: what the index says, else what its configuration says.
void find_platforms(const Store& archive, std::vector<Candidate>& candidates) {
    for (Candidate& candidate : candidates) {
        if (!candidate.platform.os.empty()) continue;
        std::string config = text_member(candidate.manifest, "Config");
        if (config.empty())
            config =
                archive.blob_name(text_member(member(candidate.manifest, "config"), "digest")).value_or("");
        if (const auto json = archive.read_json(config)) candidate.platform = read_platform(*json);
    }
}

std::vector<Candidate> from_index(const Store& archive, const std::string& name,
                                  std::vector<Problem>& problems) {
    const auto index = archive.read_json(name);
    if (!index) {
        problems.push_back(as_problem(index.error()));
        return {};
    }
    IndexWalk walk(archive, problems);
    walk.walk(*index, name, 1);
    return std::move(walk.found);
}

/// skopeo's dir: has one image's manifest, or with --all an index.
std::vector<Candidate> from_skopeo_manifest(const Store& archive, std::vector<Problem>& problems) {
    const auto text = archive.read_text("manifest.json");
    const auto manifest = archive.read_json("manifest.json");
    if (!text || !manifest) return {};
    if (member(*manifest, "manifests").is_array()) return from_index(archive, "manifest.json", problems);
    bytes::Sha256 hash;
    hash.add({reinterpret_cast<const uint8_t*>(text->data()), text->size()});
    Candidate candidate;
    candidate.digest = hash.digest();
    candidate.manifest = *manifest;
    return {std::move(candidate)};
}

std::vector<Candidate> from_docker_manifest(const Store& archive, std::vector<Problem>& problems) {
    const auto manifest = archive.read_json("manifest.json");
    std::vector<Candidate> candidates;
    if (!manifest)
        problems.push_back(as_problem(manifest.error()));
    else if (!manifest->is_array())
        problems.push_back({Problem::Severity::error, "manifest.json",
                            member(*manifest, "fsLayers").is_array()
                                ? "is of Docker's schema 1, which is not read: it names no configuration"
                                : "is neither a list of images nor a manifest"});
    else
        for (const Json& item : *manifest) {
            if (candidates.size() >= limits::manifests) {
                problems.push_back({Problem::Severity::error, "manifest.json",
                                    "names more images than an archive can need; the rest is left out"});
                break;
            }
            candidates.push_back(docker_candidate(item));
        }
    return candidates;
}

}  // namespace

std::vector<Candidate> find_candidates(const Store& archive, std::vector<Problem>& problems) {
    const bool has_index = archive.has("index.json");
    if (!has_index && !archive.has("manifest.json")) return {};
    const size_t known_problems = problems.size();
    std::vector<Candidate> candidates;
    if (has_index) {
        candidates = from_index(archive, "index.json", problems);
        take_docker_names(archive, candidates);
    } else {
        candidates = archive.is_skopeo_dir() ? from_skopeo_manifest(archive, problems)
                                             : from_docker_manifest(archive, problems);
    }
    if (candidates.empty() && problems.size() == known_problems)
        problems.push_back(
            {Problem::Severity::error, has_index ? "index.json" : "manifest.json", "names no image"});
    find_platforms(archive, candidates);
    for (Candidate& candidate : candidates) candidate.config_digest = config_digest(candidate.manifest);
    return candidates;
}

}  // namespace plimsoll::image
