#include "web/page/evidence.h"

#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace plimsoll::web {
namespace {

using image::FileSystem;
using image::Paths;

std::string_view last_component(std::string_view path) {
    const size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// "/usr/lib/" and "usr/lib" as "/usr/lib"; empty where the text can't be a path.
std::string as_path(std::string_view text) {
    while (text.ends_with('/')) text.remove_suffix(1);
    while (text.starts_with('/')) text.remove_prefix(1);
    return text.empty() ? std::string() : "/" + std::string(text);
}

}  // namespace

std::vector<std::vector<Place>> places_of_evidence(const report::Analysis& analysis,
                                                   const std::vector<findings::Finding>& findings) {
    const FileSystem& files = analysis.files();
    std::unordered_map<std::string, uint32_t> wanted;
    for (const auto& finding : findings)
        for (const std::string& text : finding.evidence)
            if (std::string path = as_path(text); !path.empty()) wanted.emplace(std::move(path), Paths::none);
    // Most paths differ in their last component, which is at hand: only the others are put together.
    std::unordered_set<std::string_view> names;
    for (const auto& [path, number] : wanted) names.insert(last_component(path));
    std::unordered_map<uint32_t, uint32_t> shipped_in;
    for (uint32_t path = 0; path < files.paths().size(); ++path) {
        if (!names.contains(files.paths().name(path))) continue;
        if (const auto found = wanted.find(files.paths().text(path)); found != wanted.end()) {
            found->second = path;
            if (files.kind(path) == FileSystem::Kind::absent) shipped_in.emplace(path, Paths::none);
        }
    }
    // Of what is gone, the last layer that shipped it: layers come in their order.
    for (const auto& inode : files.inodes())
        if (const auto gone = shipped_in.find(inode.path); gone != shipped_in.end())
            gone->second = inode.layer;

    std::vector<std::vector<Place>> places;
    for (const auto& finding : findings) {
        auto& of_finding = places.emplace_back();
        for (const std::string& text : finding.evidence) {
            Place& place = of_finding.emplace_back();
            const auto found = wanted.find(as_path(text));
            if (found == wanted.end() || found->second == Paths::none) continue;
            place.known = true;
            const auto gone = shipped_in.find(found->second);
            if (gone == shipped_in.end()) continue;
            place.layer = gone->second != Paths::none ? std::optional(gone->second) : finding.layer;
            place.known = place.layer.has_value();
        }
    }
    return places;
}

}  // namespace plimsoll::web
