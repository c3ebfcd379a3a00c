#include "core/image/store.h"

#include <algorithm>

#include "core/limits.h"

namespace plimsoll::image {
namespace {

constexpr size_t head_bytes = 512;  // a tar archive says what it is at 257

std::string normal_name(std::string_view path) {
    std::vector<std::string_view> parts;
    for_each_component(
        path, [&](std::string_view part) { parts.push_back(part); },
        [&] {
            if (!parts.empty()) parts.pop_back();
        });
    std::string name;
    for (const std::string_view part : parts) name.append(name.empty() ? "" : "/").append(part);
    return name;
}

/// The entry that a symbolic link names: relative to the link's own folder.
std::string link_target(const std::string& name, std::string_view target) {
    if (target.starts_with('/')) return normal_name(target);
    const size_t slash = name.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : name.substr(0, slash + 1);
    return normal_name(folder + std::string(target));
}

bytes::Bytes as_bytes(std::string_view text) {
    return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

/// Reads the headers of an archive's entries. `take(entry, tar)` fills the entry of a regular file.
template <class Take>
Result<void> list(bytes::TarReader& reader, std::map<std::string, Store::Entry>& entries,
                  std::vector<std::string>& order, std::vector<Problem>& problems, Take take) {
    while (true) {
        auto next = reader.next();
        if (!next && order.empty()) return failure(next.error());
        if (!next) {
            problems.push_back(as_problem(next.error()));
            return {};
        }
        const bytes::TarEntry* tar = *next;
        if (!tar) return {};
        if (order.size() >= limits::archive_entries) {
            problems.push_back({Problem::Severity::error, "",
                                "the archive has more entries than an image can need; the rest is left out"});
            return {};
        }
        const std::string name = normal_name(tar->path);
        Store::Entry entry;
        if (tar->type == bytes::TarEntry::Type::file && !tar->sparse) {
            if (auto taken = take(entry, *tar); !taken) {
                problems.push_back(as_problem(taken.error()));
                return {};
            }
        } else if (tar->type == bytes::TarEntry::Type::symlink) {
            entry.link = link_target(name, tar->link);
        } else if (tar->type == bytes::TarEntry::Type::hardlink) {
            entry.link = normal_name(tar->link);
        } else {
            if (order.empty() && tar->type == bytes::TarEntry::Type::other) continue;
            order.push_back(name);
            continue;
        }
        order.push_back(name);
        entries[name] = std::move(entry);
    }
}

bool seems_json(bytes::Bytes head) {
    const auto letter = std::find_if(head.begin(), head.end(), [](uint8_t byte) { return byte > ' '; });
    return letter != head.end() && (*letter == '{' || *letter == '[');
}

/// Takes the entries of an archive that is read once.
class OnePass {
 public:
    OnePass(bytes::TarReader& reader, const ScanOptions& options, std::vector<LayerScan>& scans)
        : reader_(reader), options_(options), scans_(scans) {}

    Result<void> take(Store::Entry& entry, const bytes::TarEntry& tar) {
        entry.bytes = tar.size;
        bytes::TarBody stored(reader_);
        bytes::Peeked body(stored);
        const auto head = body.peek(head_bytes);
        if (!head) return failure(head.error());
        if (tar.size <= limits::json_bytes && tar.size <= limits::archive_texts_bytes - text_bytes_ &&
            seems_json(*head)) {
            auto text = read_text(body);
            if (!text) return failure(text.error());
            text_bytes_ += text->size();
            entry.text = std::move(*text);
            return {};
        }
        // What is neither a document nor a layer is scanned too, and found out to be neither at its first bytes.
        scans_.push_back(entries_ < limits::image_entries ? scan_stream(body, tar.size, options_)
                                                          : left_out(tar.size));
        entry.scan = static_cast<uint32_t>(scans_.size() - 1);
        entries_ += scans_.back().index.entries.size();
        return {};
    }

 private:
    static Result<std::string> read_text(bytes::Stream& body) {
        std::string text;
        while (true) {
            auto block = body.next();
            if (!block) return failure(block.error());
            if (block->empty()) return text;
            text.append(reinterpret_cast<const char*>(block->data()), block->size());
        }
    }

    static LayerScan left_out(uint64_t bytes) {
        LayerScan scan;
        scan.measures.blob_bytes = bytes;
        scan.problems.push_back(
            {Problem::Severity::error, "",
             "is left out: the layers before it have all the entries that Plimsoll keeps"});
        return scan;
    }

    bytes::TarReader& reader_;
    const ScanOptions& options_;
    std::vector<LayerScan>& scans_;
    uint64_t text_bytes_ = 0, entries_ = 0;
};

}  // namespace

Result<Store> Store::of_archive(bytes::Source& source, std::vector<Problem>& problems) {
    Store store;
    store.size_ = source.size();
    store.read_ = [&source](const Entry& entry, uint64_t bytes, const std::string& where) {
        return bytes::read_all(source, entry.offset, bytes, where);
    };
    const auto stream = bytes::stream_range(source, 0, source.size());
    bytes::TarReader reader(*stream);
    auto listed = list(reader, store.entries_, store.order_, problems,
                       [](Entry& entry, const bytes::TarEntry& tar) -> Result<void> {
                           entry.offset = tar.data_offset;
                           entry.bytes = tar.size;
                           return {};
                       });
    if (!listed) return failure(listed.error());
    store.settle();
    return store;
}

Store Store::of_folder(const bytes::Folder& folder, std::vector<Problem>& problems) {
    Store store;
    store.is_folder_ = true;
    store.size_ = UINT64_MAX;
    store.read_ = [&folder](const Entry& entry, uint64_t bytes,
                            const std::string& where) -> Result<std::string> {
        auto source = folder.open(entry.file);
        if (!source) return failure(source.error().code, where, source.error().message);
        return bytes::read_all(**source, entry.offset, bytes, where);
    };
    for (const auto& file : folder.files()) {
        if (store.order_.size() >= limits::archive_entries) {
            problems.push_back({Problem::Severity::error, "",
                                "the folder has more files than an image can need; the rest is left out"});
            break;
        }
        const std::string name = normal_name(file.path);
        Entry entry;
        entry.file = file.path;
        entry.bytes = file.bytes;
        store.order_.push_back(name);
        store.entries_[name] = std::move(entry);
    }
    store.settle();
    return store;
}

Result<Store> Store::of_stream(bytes::Stream& archive, const ScanOptions& options,
                               std::vector<LayerScan>& scans, std::vector<Problem>& problems) {
    Store store;
    store.size_ = UINT64_MAX;
    store.scans_ = &scans;
    store.read_ = [](const Entry& entry, uint64_t bytes, const std::string& where) -> Result<std::string> {
        if (!entry.text) return failure(ErrorCode::corrupt, where, "is not a JSON document");
        return entry.text->substr(0, static_cast<size_t>(bytes));
    };
    bytes::TarReader reader(archive);
    OnePass pass(reader, options, scans);
    auto listed = list(reader, store.entries_, store.order_, problems,
                       [&](Entry& entry, const bytes::TarEntry& tar) { return pass.take(entry, tar); });
    if (!listed) return failure(listed.error());
    store.settle();
    return store;
}

void Store::settle() {
    leave_common_folder();
    if (has("index.json")) return;
    const auto manifest = read_json("manifest.json");
    is_skopeo_dir_ =
        manifest && (member(*manifest, "layers").is_array() || member(*manifest, "manifests").is_array());
}

/// Someone packed, or dropped, the folder around the layout: what is in it is meant.
void Store::leave_common_folder() {
    if (order_.empty() || has("index.json") || has("manifest.json")) return;
    const std::string& first = order_.front();
    const std::string folder = first.substr(0, first.find('/')) + "/";
    const bool common = std::all_of(order_.begin(), order_.end(), [&](const std::string& name) {
        return name.starts_with(folder) || name + "/" == folder || name.empty();
    });
    if (!common || (!has(folder + "index.json") && !has(folder + "manifest.json"))) return;
    const auto below = [&](const std::string& name) {
        return name.starts_with(folder) ? name.substr(folder.size()) : std::string();
    };
    std::map<std::string, Entry> inner;
    for (auto& [name, entry] : entries_) {
        entry.link = below(entry.link);
        inner[below(name)] = std::move(entry);
    }
    entries_ = std::move(inner);
    for (std::string& name : order_) name = below(name);
}

const Store::Entry* Store::find(std::string_view name) const {
    std::string at = normal_name(name);
    for (int hops = 0; hops < 20; ++hops) {  // a loop of links ends here
        const auto found = entries_.find(at);
        if (found == entries_.end()) return nullptr;
        if (found->second.link.empty()) return &found->second;
        at = found->second.link;
    }
    return nullptr;
}

bool Store::is_whole(const Entry& entry) const {
    return entry.offset <= size_ && entry.bytes <= size_ - entry.offset;
}

bool Store::looks_like_layer(const Entry& entry) const {
    if (entry.scan) {
        const LayerScan& scan = (*scans_)[*entry.scan];
        return scan.compression != bytes::Compression::none || !scan.index.entries.empty();
    }
    const auto head = read_(entry, std::min<uint64_t>(head_bytes, entry.bytes), "");
    if (!head) return false;
    if (bytes::detect_compression(as_bytes(*head)) != bytes::Compression::none) return true;
    return describe_bytes(as_bytes(*head)) == "a tar archive";
}

Result<std::string> Store::read_text(std::string_view name) const {
    const std::string where(name);
    const Entry* entry = find(name);
    if (!entry) return failure(ErrorCode::missing, where, "is not in the archive");
    if (entry->bytes > limits::json_bytes)
        return failure(ErrorCode::over_limit, where, "is too large for a JSON document");
    return read_(*entry, entry->bytes, where);
}

Result<Json> Store::read_json(std::string_view name) const {
    auto text = read_text(name);
    if (!text) return failure(text.error());
    return parse_json(*text, std::string(name));
}

std::optional<std::string> Store::blob_name(std::string_view digest) const {
    const auto parsed = parse_digest(digest);
    if (!parsed) return std::nullopt;
    if (is_skopeo_dir_) return std::string(parsed->hex);
    return "blobs/" + std::string(parsed->algorithm) + "/" + std::string(parsed->hex);
}

std::optional<std::string> Store::manifest_name(std::string_view digest) const {
    auto name = blob_name(digest);
    if (name && is_skopeo_dir_) *name += ".manifest.json";
    return name;
}

std::optional<Digest> parse_digest(std::string_view digest) {
    const size_t colon = digest.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const std::string_view algorithm = digest.substr(0, colon), hex = digest.substr(colon + 1);
    const size_t length = algorithm == "sha256"   ? 64
                          : algorithm == "sha384" ? 96
                          : algorithm == "sha512" ? 128
                                                  : 0;
    const bool is_hex = std::all_of(hex.begin(), hex.end(), [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
    });
    if (length == 0 || hex.size() != length || !is_hex) return std::nullopt;
    return Digest{algorithm, hex};
}

}  // namespace plimsoll::image
