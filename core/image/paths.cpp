#include "core/image/paths.h"

#include <algorithm>
#include <random>

#include "core/limits.h"

namespace plimsoll::image {
namespace {

/// Differs from run to run: names that were chosen to collide in one would make every look-up a long one.
uint64_t seed() {
    static const uint64_t seed = [] {
        std::random_device random;
        return uint64_t{random()} << 32 | random();
    }();
    return seed;
}

// FNV-1a from a secret start, with the parent mixed in.
uint32_t hash_of(uint32_t parent, std::string_view name) {
    uint64_t hash = seed() ^ (parent * 0x9e3779b97f4a7c15u);
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

PathIndex::PathIndex(Paths& paths) : paths_(paths), hashes_(paths.size()), slots_(1024, Paths::none) {
    while (slots_.size() < 2 * size_t{paths.size()}) slots_.resize(slots_.size() * 2, Paths::none);
    for (uint32_t path = 1; path < paths.size(); ++path) {
        const uint32_t parent = paths.nodes[path].parent;
        hashes_[path] = hash_of(parent, paths.name(path));
        slots_[slot_of(parent, paths.name(path), hashes_[path])] = path;
    }
}

size_t PathIndex::slot_of(uint32_t parent, std::string_view name, uint32_t hash) const {
    const size_t mask = slots_.size() - 1;
    for (size_t slot = hash & mask;; slot = (slot + 1) & mask) {
        const uint32_t path = slots_[slot];
        if (path == Paths::none) return slot;
        const auto& node = paths_.nodes[path];
        if (hashes_[path] == hash && node.parent == parent && paths_.name(path) == name) return slot;
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
        {parent, static_cast<uint32_t>(paths_.names.size()), static_cast<uint32_t>(name.size())});
    hashes_.push_back(hash);
    paths_.names.append(name);
    slots_[slot] = path;
    return path;
}

void PathIndex::grow() {
    std::vector<uint32_t> bigger(slots_.size() * 2, Paths::none);
    const size_t mask = bigger.size() - 1;
    for (uint32_t path = 1; path < paths_.size(); ++path) {
        size_t slot = hashes_[path] & mask;
        while (bigger[slot] != Paths::none) slot = (slot + 1) & mask;
        bigger[slot] = path;
    }
    slots_ = std::move(bigger);
}

}  // namespace plimsoll::image
