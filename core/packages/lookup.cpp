#include "core/packages/lookup.h"

#include <algorithm>

#include "core/limits.h"

namespace plimsoll::packages {

using image::FileSystem;
using image::Paths;

std::string_view Lookup::target(uint32_t link) const {
    const uint32_t layer = files_.layer(link), entry = files_.entry(link);
    if (layer >= layers_.size() || !layers_[layer]) return {};
    const auto& index = layers_[layer]->index;
    if (entry >= index.entries.size() || index.entries[entry].kind != image::EntryKind::symlink) return {};
    const std::string_view text = index.link(index.entries[entry]);
    return text.size() <= limits::lookup_bytes ? text : std::string_view();
}

uint32_t Lookup::follow(uint32_t first) {
    struct Walk {
        uint32_t link;
        std::string_view left;  ///< of its target
        uint32_t at;            ///< where the target's beginning comes to
    };
    std::vector<Walk> open;
    const auto enter = [&](uint32_t link) {
        followed_[link] =
            Paths::none;  // until it is known: whoever meets it again meanwhile goes round in a circle
        const std::string_view text = target(link);
        const uint32_t from = text.empty()            ? Paths::none
                              : text.starts_with('/') ? Paths::root
                                                      : files_.paths().nodes[link].parent;
        open.push_back({link, text, from});
    };
    enter(first);
    while (true) {
        Walk& walk = open.back();
        if (walk.left.empty() || walk.at == Paths::none) {
            const uint32_t came_to = walk.at;
            followed_[walk.link] = came_to;
            open.pop_back();
            if (open.empty()) return came_to;
            open.back().at = came_to;
            continue;
        }
        const size_t slash = walk.left.find('/');
        const std::string_view component = walk.left.substr(0, slash);
        walk.left = slash == walk.left.npos ? std::string_view() : walk.left.substr(slash + 1);
        if (component.empty() || component == ".") continue;
        if (component == "..") {
            if (walk.at != Paths::root) walk.at = files_.paths().nodes[walk.at].parent;
            continue;
        }
        const uint32_t child = files_.child(walk.at, component);
        walk.at = Paths::none;
        if (child == Paths::none) continue;
        if (files_.kind(child) == FileSystem::Kind::directory) {
            walk.at = child;
        } else if (files_.kind(child) == FileSystem::Kind::symlink) {
            const auto known = followed_.find(child);
            if (known == followed_.end())
                enter(child);
            else
                walk.at = known->second;
        }
    }
}

uint32_t Lookup::step(uint32_t directory, std::string_view component) {
    if (component.empty() || component == ".") return directory;
    if (component == "..")
        return directory == Paths::root ? Paths::root : files_.paths().nodes[directory].parent;
    const uint32_t child = files_.child(directory, component);
    if (child == Paths::none || files_.kind(child) == FileSystem::Kind::directory) return child;
    if (files_.kind(child) != FileSystem::Kind::symlink) return Paths::none;
    const auto known = followed_.find(child);
    return known != followed_.end() ? known->second : follow(child);
}

uint32_t Lookup::directory(uint32_t from, std::string_view path) {
    if (path.size() > limits::lookup_bytes) return Paths::none;
    if (path.starts_with('/')) from = Paths::root;
    if (from != from_) {
        trail_.clear();
        from_ = from;
    }
    size_t common = 0;
    if (!trail_.empty()) {
        const size_t both = std::min(path.size(), text_.size());
        common = static_cast<size_t>(
            std::mismatch(path.begin(), path.begin() + static_cast<ptrdiff_t>(both), text_.begin()).first -
            path.begin());
    }
    const auto still_right = [&](const Mark& mark) {
        return mark.end <= common && (mark.end == path.size() || path[mark.end] == '/');
    };
    while (!trail_.empty() && !still_right(trail_.back())) trail_.pop_back();
    text_.assign(path);
    uint32_t at = trail_.empty() ? from : trail_.back().directory;
    size_t done = trail_.empty() ? 0 : trail_.back().end;
    while (done < path.size() && at != Paths::none) {
        if (path[done] == '/') ++done;
        const size_t end = std::min(path.find('/', done), path.size());
        at = step(at, path.substr(done, end - done));
        done = end;
        trail_.push_back({end, at});
    }
    return at;
}

uint32_t Lookup::find(uint32_t from, std::string_view path) {
    while (path.ends_with('/')) path.remove_suffix(1);
    const size_t slash = path.rfind('/');
    const std::string_view name = slash == path.npos ? path : path.substr(slash + 1);
    if (name.empty() || name == "." || name == "..") return Paths::none;
    const uint32_t above = slash == path.npos ? from : directory(from, path.substr(0, slash + 1));
    return above == Paths::none ? Paths::none : files_.child(above, name);
}

}  // namespace plimsoll::packages
