#include <algorithm>

#include "core/image/config.h"
#include "core/image/manifests.h"
#include "core/image/watched.h"
#include "core/limits.h"

namespace plimsoll::image {
namespace {

/// Which blob of the image each entry became; null for those that are missing.
using BlobEntries = std::map<const Store::Entry*, uint32_t>;

/// Fills an image from the archive's entries.
class Reader {
 public:
    Reader(const Store& archive, Image& image, BlobEntries& blobs)
        : archive_(archive), image_(image), blobs_(blobs) {}

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

    void add_layer(const std::string& entry_name, Layer layer = {}) {
        const size_t number = image_.layers.size();
        if (number < image_.config.diff_ids.size()) layer.diff_id = image_.config.diff_ids[number];
        const auto* entry = archive_.find(entry_name);
        if (!entry)
            image_.problems.push_back({Problem::Severity::error, "layer " + std::to_string(number + 1),
                                       why_missing(layer, entry_name)});
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
        if (const auto name = archive_.blob_name(config))
            read_config(*name, count);
        else
            image_.problems.push_back({Problem::Severity::error, candidate.digest,
                                       "names a configuration whose digest is not valid: " + config});
        if (!layers.is_array()) return;
        for (const Json& descriptor : layers) {
            if (too_many_layers()) return;
            Layer layer;
            layer.digest = text_member(descriptor, "digest");
            layer.media_type = text_member(descriptor, "mediaType");
            layer.urls = texts_member(descriptor, "urls");
            const std::string name = archive_.blob_name(layer.digest).value_or(layer.digest);
            add_layer(name, std::move(layer));
        }
    }

    void read_docker(const Candidate& candidate) {
        image_.references = candidate.references;
        const auto layers = texts_member(candidate.manifest, "Layers");
        read_config(text_member(candidate.manifest, "Config"), layers.size());
        for (const std::string& layer : layers) {
            if (too_many_layers()) return;
            add_layer(layer);
        }
    }

 private:
    uint32_t add_blob(const std::string& name, const Store::Entry* entry) {
        const auto next = static_cast<uint32_t>(image_.blobs.size());
        const auto [known, is_new] = blobs_.try_emplace(entry, next);
        if (!is_new) return known->second;
        Blob blob;
        blob.entry = name;
        blob.present = entry != nullptr;
        if (entry) {
            blob.file = entry->file;
            blob.offset = entry->offset;
            blob.bytes = entry->bytes;
        }
        image_.blobs.push_back(std::move(blob));
        return next;
    }

    /// Foreign layers (Windows' base layers, say) are left out of archives on purpose.
    static std::string why_missing(const Layer& layer, const std::string& entry_name) {
        const bool foreign = !layer.urls.empty() || layer.media_type.find("foreign") != std::string::npos ||
                             layer.media_type.find("nondistributable") != std::string::npos;
        if (!foreign) return "its blob " + entry_name + " is not in the archive";
        std::string why = "is a foreign layer, which archives leave out";
        if (!layer.urls.empty()) why.append(": it is to be had from ").append(layer.urls.front());
        return why;
    }

    bool too_many_layers() {
        if (image_.layers.size() < limits::layers) return false;
        image_.problems.push_back(
            {Problem::Severity::error, "manifest",
             "names more than " + std::to_string(limits::layers) + " layers; the rest is left out"});
        return true;
    }

    const Store& archive_;
    Image& image_;
    BlobEntries& blobs_;
};

bool fits(const Platform& has, const Platform& wanted) {
    return has.os == wanted.os && has.architecture == wanted.architecture &&
           (wanted.variant.empty() || has.variant == wanted.variant);
}

/// Whether a reference, the beginning of a digest, or "#" and a number name this candidate.
bool is_named(const Candidate& candidate, size_t number, const std::string& name) {
    if (name.starts_with("#") && name.substr(1) == std::to_string(number + 1)) return true;
    for (const std::string& reference : candidate.references)
        if (reference == name || reference == name + ":latest") return true;
    const size_t colon = name.find(':');
    const std::string hex = name.starts_with("sha256:") ? name.substr(colon + 1) : name;
    if (hex.size() < 6) return false;
    for (const std::string& digest : {candidate.digest, candidate.config_digest})
        if (digest.substr(digest.find(':') + 1).starts_with(hex)) return true;
    return false;
}

/// The candidate to show. What is not shown is said.
Result<size_t> choose(const std::vector<Candidate>& candidates, const OpenOptions& options,
                      std::vector<Problem>& problems) {
    std::vector<size_t> named;
    for (size_t number = 0; number < candidates.size(); ++number)
        if (options.image.empty() || is_named(candidates[number], number, options.image))
            named.push_back(number);
    if (named.empty()) return failure(ErrorCode::missing, "", "has no image " + options.image);

    std::vector<Platform> wanted;
    if (options.platform) {
        wanted = {*options.platform};
    } else {
        if (options.own) wanted.push_back(*options.own);
        wanted.push_back({"linux", "amd64", ""});
    }
    std::optional<size_t> chosen;
    for (const Platform& platform : wanted)
        for (const size_t number : named)
            if (!chosen && fits(candidates[number].platform, platform)) chosen = number;
    if (!chosen && options.platform)
        return failure(ErrorCode::missing, "", "has no image for the platform " + options.platform->text());
    if (!chosen) chosen = named.front();

    const auto same = std::count_if(named.begin(), named.end(), [&](size_t other) {
        return candidates[other].platform == candidates[*chosen].platform;
    });
    if (same > 1)
        problems.push_back({Problem::Severity::warning, "",
                            "the archive holds " + std::to_string(same) +
                                " images for this platform; the first one is shown"});
    return *chosen;
}

std::vector<ImageName> names_of(const std::vector<Candidate>& candidates) {
    std::vector<ImageName> names;
    for (const Candidate& candidate : candidates)
        names.push_back({candidate.references,
                         candidate.digest.empty() ? candidate.config_digest : candidate.digest,
                         candidate.platform});
    return names;
}

/// The 64 hexadecimal digits in a name that are the first such run, or nothing.
std::string_view sha256_in(std::string_view name) {
    size_t digits = 0;
    for (size_t at = 0; at < name.size(); ++at) {
        const bool is_digit = (name[at] >= '0' && name[at] <= '9') || (name[at] >= 'a' && name[at] <= 'f');
        digits = is_digit ? digits + 1 : 0;
        if (digits == 64) return name.substr(at - 63, 64);
    }
    return {};
}

/// Those layers whose names hold a diff_id of the configuration, in its order; none where no name does. What the
/// configuration says of the others is taken out of it, so that its numbers are those of the layers that are there.
std::vector<std::string> in_order_of_config(const std::vector<std::string>& layers, Config& config) {
    std::map<std::string_view, const std::string*> by_hash;
    for (const std::string& name : layers)
        if (const auto hash = sha256_in(name); !hash.empty()) by_hash.try_emplace(hash, &name);
    std::vector<std::string> ordered, diff_ids;
    std::vector<std::optional<uint32_t>> number;  // by diff_id: of its layer among those that are there
    for (const std::string& diff_id : config.diff_ids) {
        const auto digest = parse_digest(diff_id);
        const auto found = digest ? by_hash.find(digest->hex) : by_hash.end();
        number.emplace_back();
        if (found == by_hash.end() || ordered.size() == limits::layers) continue;
        number.back() = static_cast<uint32_t>(ordered.size());
        ordered.push_back(*found->second);
        diff_ids.push_back(diff_id);
    }
    config.diff_ids = std::move(diff_ids);
    if (ordered.empty()) return ordered;
    for (HistoryStep& step : config.history)
        if (step.layer) step.layer = *step.layer < number.size() ? number[*step.layer] : std::nullopt;
    return ordered;
}

/// What can be made of an archive without a manifest: builders write it last, so a download that broke off
/// lacks just that. An OCI manifest among the blobs gives the layers' order, or a configuration whose
/// diff_ids are the blobs' names; else the layers are taken as they stand.
void salvage(const Store& archive, Image& image, Reader& reader) {
    std::vector<std::string> layers;
    for (const std::string& name : archive.order()) {
        const auto* entry = archive.find(name);
        if (!entry || !archive.entries().at(name).link.empty()) continue;
        if (archive.looks_like_layer(*entry)) {
            layers.push_back(name);
        } else if (entry->bytes <= limits::json_bytes && archive.is_whole(*entry)) {
            const auto json = archive.read_json(name);
            if (json && member(*json, "layers").is_array() && member(*json, "config").is_object()) {
                image.layout = Layout::oci_archive;
                Candidate candidate;
                candidate.manifest = *json;
                return reader.read_oci(candidate);
            }
            if (json && member(member(*json, "rootfs"), "diff_ids").is_array() && image.config_digest.empty())
                reader.read_config(name, texts_member(member(*json, "rootfs"), "diff_ids").size());
        }
    }
    const auto ordered = in_order_of_config(layers, image.config);
    for (const std::string& name : ordered.empty() ? layers : ordered) {
        if (image.layers.size() == limits::layers) break;
        reader.add_layer(name);
    }
    // The configuration may tell of layers that are not there.
    for (HistoryStep& step : image.config.history)
        if (step.layer && *step.layer >= image.layers.size()) step.layer.reset();
}

std::string first_entries(const Store& archive) {
    std::string text;
    for (size_t number = 0; number < std::min<size_t>(3, archive.order().size()); ++number)
        text += (number ? ", " : "") + archive.order()[number];
    return text;
}

bool looks_like_root_file_system(const Store& archive) {
    constexpr std::string_view folders[] = {"bin", "etc", "lib", "opt", "root", "usr", "var"};
    const auto has_folder = [&](std::string_view folder) {
        return std::any_of(archive.order().begin(), archive.order().end(), [&](std::string_view name) {
            return name.starts_with(folder) && (name.size() == folder.size() || name[folder.size()] == '/');
        });
    };
    return std::count_if(std::begin(folders), std::end(folders), has_folder) >= 2;
}

/// The one error for an archive of which nothing can be shown.
Error why_nothing(const Store& archive, const Image& image) {
    if ((archive.has("index.json") || archive.has("manifest.json")) && !image.problems.empty())
        return {ErrorCode::corrupt, image.problems.back().where, image.problems.back().message};
    const std::string what = looks_like_root_file_system(archive)
                                 ? "a root file system (docker export writes those), which has no layers"
                                 : std::string(archive.is_folder() ? "a folder" : "a tar archive") +
                                       " without manifest.json and index.json (it starts with " +
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

/// Reads the image that the options choose among those of the store.
Result<void> read_image(const Store& store, const OpenOptions& options, Image& image, BlobEntries& blobs) {
    const bool has_index = store.has("index.json"), has_manifest = store.has("manifest.json");
    const auto candidates = find_candidates(store, image.problems);
    Reader reader(store, image, blobs);
    if (!candidates.empty()) {
        const auto chosen = choose(candidates, options, image.problems);
        if (!chosen) return failure(chosen.error());
        image.platforms = platforms_of(candidates);
        image.images = names_of(candidates);
        image.shown = static_cast<uint32_t>(*chosen);
        if (has_index || store.is_skopeo_dir())
            reader.read_oci(candidates[*chosen]);
        else
            reader.read_docker(candidates[*chosen]);
        return {};
    }
    salvage(store, image, reader);
    if (image.layers.empty()) return failure(why_nothing(store, image));
    if (!has_index && !has_manifest)
        image.problems.push_back({Problem::Severity::error, "",
                                  "the archive has no manifest.json and no index.json, which stand last in "
                                  "most archives; the layers are shown as far as they can be made out"});
    return {};
}

Layout layout_of(const Store& store) {
    if (store.is_skopeo_dir()) return Layout::skopeo_dir;
    if (!store.has("index.json")) return Layout::docker_archive;
    if (store.has("manifest.json")) return Layout::docker_archive_oci;
    return store.is_folder() ? Layout::oci_layout : Layout::oci_archive;
}

}  // namespace

std::string_view name_of(Layout layout) {
    switch (layout) {
        case Layout::docker_archive:
            return "docker-archive";
        case Layout::docker_archive_oci:
            return "docker-archive-oci";
        case Layout::oci_layout:
            return "oci-layout";
        case Layout::skopeo_dir:
            return "skopeo-dir";
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
    auto store = Store::of_archive(source, image.problems);
    if (!store && store.error().code == ErrorCode::unreadable) return failure(store.error());
    if (!store || store->order().empty())
        return failure(ErrorCode::unrecognised, "", not_an_image(describe_bytes({head, *got})));
    image.layout = layout_of(*store);
    BlobEntries blobs;
    if (auto read = read_image(*store, options, image, blobs); !read) return failure(read.error());
    return image;
}

Result<Image> open(const bytes::Folder& folder, std::string name, const OpenOptions& options) {
    Image image;
    image.source_name = std::move(name);
    for (const auto& file : folder.files()) image.source_bytes += file.bytes;
    const auto store = Store::of_folder(folder, image.problems);
    if (store.order().empty())
        return failure(ErrorCode::unrecognised, "", "is not an image: the folder has no files in it");
    image.layout = layout_of(store);
    BlobEntries blobs;
    if (auto read = read_image(store, options, image, blobs); !read) return failure(read.error());
    return image;
}

Result<Streamed> open_stream(bytes::Stream& archive, std::string name, uint64_t bytes,
                             const OpenOptions& options, const ScanOptions& scan) {
    Streamed result;
    Image& image = result.image;
    image.source_name = std::move(name);
    image.source_bytes = bytes;
    bytes::Peeked peeked(archive);
    const auto head = peeked.peek(512);
    if (!head) return failure(head.error());
    image.source_compression = bytes::detect_compression(*head);
    std::string seen = describe_bytes(*head);  // before the first bytes are read on
    std::unique_ptr<bytes::Stream> unpacked;
    if (image.source_compression != bytes::Compression::none) {
        auto stream = bytes::decompress(peeked, image.source_compression);
        if (!stream) return failure(stream.error());
        unpacked = std::move(*stream);
        seen += " that holds no tar archive";
    }
    const auto ahead = unpacked && scan.ahead ? scan.ahead(*unpacked) : nullptr;
    Watched watched(ahead ? *ahead : unpacked ? *unpacked : peeked, scan.progress);
    ScanOptions quiet = scan;
    quiet.progress = nullptr;
    std::vector<LayerScan> scans;
    auto store = Store::of_stream(watched, quiet, scans, image.problems);
    if (!store && store.error().code != ErrorCode::unrecognised) return failure(store.error());
    if (!store || store->order().empty()) return failure(ErrorCode::unrecognised, "", not_an_image(seen));
    image.layout = layout_of(*store);
    BlobEntries blobs;
    if (auto read = read_image(*store, options, image, blobs); !read) return failure(read.error());

    result.scans.resize(image.blobs.size());
    for (const auto& [entry, blob] : blobs)
        if (entry && entry->scan) result.scans[blob] = std::move(scans[*entry->scan]);
    if (bytes == 0) image.source_bytes = archive.position();
    return result;
}

}  // namespace plimsoll::image
