#include "core/image/outer_archive.h"

#include <algorithm>

#include "core/limits.h"

namespace plimsoll::image {
namespace {

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

}  // namespace

Result<OuterArchive> OuterArchive::list(bytes::Source& source, std::vector<Problem>& problems) {
    OuterArchive archive;
    archive.source_ = &source;
    const auto stream = bytes::stream_range(source, 0, source.size());
    bytes::TarReader reader(*stream);
    while (true) {
        auto next = reader.next();
        if (!next && archive.order_.empty()) return failure(next.error());
        if (!next) {
            problems.push_back(as_problem(next.error()));
            break;
        }
        const bytes::TarEntry* tar = *next;
        if (!tar) break;
        if (archive.order_.size() >= limits::archive_entries) {
            problems.push_back({Problem::Severity::error, "",
                                "the archive has more entries than an image can need; the rest is left out"});
            break;
        }
        const std::string name = normal_name(tar->path);
        Entry entry;
        if (tar->type == bytes::TarEntry::Type::file && !tar->sparse) {
            entry = {tar->data_offset, tar->size, ""};
        } else if (tar->type == bytes::TarEntry::Type::symlink) {
            entry.link = link_target(name, tar->link);
        } else if (tar->type == bytes::TarEntry::Type::hardlink) {
            entry.link = normal_name(tar->link);
        } else {
            if (archive.order_.empty() && tar->type == bytes::TarEntry::Type::other) continue;
            archive.order_.push_back(name);
            continue;
        }
        archive.order_.push_back(name);
        archive.entries_[name] = std::move(entry);
    }
    return archive;
}

const OuterArchive::Entry* OuterArchive::find(std::string_view name) const {
    std::string at = normal_name(name);
    for (int hops = 0; hops < 20; ++hops) {  // a loop of links ends here
        const auto found = entries_.find(at);
        if (found == entries_.end()) return nullptr;
        if (found->second.link.empty()) return &found->second;
        at = found->second.link;
    }
    return nullptr;
}

bool OuterArchive::is_whole(const Entry& entry) const {
    return entry.offset <= source_->size() && entry.bytes <= source_->size() - entry.offset;
}

Result<std::string> OuterArchive::read_text(std::string_view name) const {
    const std::string where(name);
    const Entry* entry = find(name);
    if (!entry) return failure(ErrorCode::missing, where, "is not in the archive");
    if (entry->bytes > limits::json_bytes)
        return failure(ErrorCode::over_limit, where, "is too large for a JSON document");
    return bytes::read_all(*source_, entry->offset, entry->bytes, where);
}

Result<Json> OuterArchive::read_json(std::string_view name) const {
    auto text = read_text(name);
    if (!text) return failure(text.error());
    return parse_json(*text, std::string(name));
}

std::optional<std::string> blob_name(std::string_view digest) {
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
    return "blobs/" + std::string(algorithm) + "/" + std::string(hex);
}

}  // namespace plimsoll::image
