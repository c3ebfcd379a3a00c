#include "core/image/manifests.h"

#include <set>

#include "core/image/config.h"
#include "core/limits.h"

namespace plimsoll::image {
namespace {

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

    const OuterArchive& archive_;
    std::vector<Problem>& problems_;
    std::set<std::string> seen_;
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

std::vector<Candidate> from_index(const OuterArchive& archive, std::vector<Problem>& problems) {
    const auto index = archive.read_json("index.json");
    if (!index) {
        problems.push_back(as_problem(index.error()));
        return {};
    }
    IndexWalk walk(archive, problems);
    walk.walk(*index, "index.json", 1);
    take_docker_names(archive, walk.found);
    return std::move(walk.found);
}

std::vector<Candidate> from_docker_manifest(const OuterArchive& archive, std::vector<Problem>& problems) {
    const auto manifest = archive.read_json("manifest.json");
    std::vector<Candidate> candidates;
    if (!manifest)
        problems.push_back(as_problem(manifest.error()));
    else if (!manifest->is_array())
        problems.push_back({Problem::Severity::error, "manifest.json", "is not a list of images"});
    else
        for (const Json& item : *manifest) candidates.push_back(docker_candidate(item));
    return candidates;
}

}  // namespace

std::vector<Candidate> find_candidates(const OuterArchive& archive, std::vector<Problem>& problems) {
    const bool has_index = archive.has("index.json");
    if (!has_index && !archive.has("manifest.json")) return {};
    const size_t known_problems = problems.size();
    auto candidates = has_index ? from_index(archive, problems) : from_docker_manifest(archive, problems);
    if (candidates.empty() && problems.size() == known_problems)
        problems.push_back(
            {Problem::Severity::error, has_index ? "index.json" : "manifest.json", "names no image"});
    find_platforms(archive, candidates);
    return candidates;
}

}  // namespace plimsoll::image
