#include "core/image/paths.h"

#include <algorithm>

#include "core/limits.h"

namespace plimsoll::image {
namespace {

// FNV-1a, with the parent mixed in.
uint32_t hash_of(uint32_t parent, std::string_view name) {
    uint64_t hash = 0xcbf29ce484222325u ^ (parent * 0x9e3779b97f4a7c15u);
    for (const char letter : name) hash = (hash ^ static_cast<uint8_t>(letter)) * 0x100000001b3u;
    return static_cast<uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

std::string Paths::text(uint32_t path) const {
    if (path == root) return "/";
    std::vector<uint32_t> up;
    for (uint32_t node = path; node != root; node = nodes[node].parent) up.push_back(node);
    std::string text;
    for (auto node = up.rbegin(); node != up.rend(); ++node) text.append("/").append(name(*node));
    return text;
}

uint32_t Paths::depth(uint32_t path) const {
    uint32_t depth = 0;
    for (; path != root; path = nodes[path].parent) ++depth;
    return depth;
}

PathIndex::PathIndex(Paths& paths) : paths_(paths), slots_(1024, Paths::none) {
    while (slots_.size() < 2 * size_t{paths.size()}) slots_.resize(slots_.size() * 2, Paths::none);
    for (uint32_t path = 1; path < paths.size(); ++path) {
        const auto& node = paths.nodes[path];
        slots_[slot_of(node.parent, paths.name(path), node.hash)] = path;
    }
}

size_t PathIndex::slot_of(uint32_t parent, std::string_view name, uint32_t hash) const {
    const size_t mask = slots_.size() - 1;
    for (size_t slot = hash & mask;; slot = (slot + 1) & mask) {
        const uint32_t path = slots_[slot];
        if (path == Paths::none) return slot;
        const auto& node = paths_.nodes[path];
        if (node.hash == hash && node.parent == parent && paths_.name(path) == name) return slot;
    }
}

uint32_t PathIndex::find(uint32_t parent, std::string_view name) const {
    return slots_[slot_of(parent, name, hash_of(parent, name))];
}

uint32_t PathIndex::add(uint32_t parent, std::string_view name) {
    const uint32_t hash = hash_of(parent, name);
    size_t slot = slot_of(parent, name, hash);
    if (slots_[slot] != Paths::none) return slots_[slot];
    if (paths_.names.size() + name.size() > limits::name_bytes) return Paths::none;
    if (2 * paths_.nodes.size() >= slots_.size()) {
        grow();
        slot = slot_of(parent, name, hash);
    }
    const uint32_t path = paths_.size();
    paths_.nodes.push_back(
        {parent, static_cast<uint32_t>(paths_.names.size()), static_cast<uint32_t>(name.size()), hash});
    paths_.names.append(name);
    slots_[slot] = path;
    return path;
}

void PathIndex::grow() {
    std::vector<uint32_t> bigger(slots_.size() * 2, Paths::none);
    const size_t mask = bigger.size() - 1;
    for (uint32_t path = 1; path < paths_.size(); ++path) {
        size_t slot = paths_.nodes[path].hash & mask;
        while (bigger[slot] != Paths::none) slot = (slot + 1) & mask;
        bigger[slot] = path;
    }
    slots_ = std::move(bigger);
}

}  // namespace plimsoll::image
