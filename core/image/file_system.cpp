#include <algorithm>

#include "core/image/image.h"
#include "core/limits.h"

namespace plimsoll::image {
namespace {

/// Union file systems keep notes of their own under such names (.wh..wh.plnk): they hide nothing.
bool is_bookkeeping(std::string_view whiteout_target) { return whiteout_target.starts_with(".wh."); }

static_assert(limits::layers <= UINT16_MAX);

bool is_marker(EntryKind kind) { return kind == EntryKind::whiteout || kind == EntryKind::opaque; }

}  // namespace

FileSystem::FileSystem() : index_(paths_), nodes_(1) { nodes_[Paths::root].kind = Kind::directory; }

uint32_t FileSystem::add_path(uint32_t parent, std::string_view name) {
    if (parent == Paths::none) return Paths::none;
    const uint32_t path = index_.add(parent, name);
    if (path != Paths::none && path >= nodes_.size()) nodes_.emplace_back();
    return path;
}

uint32_t FileSystem::find(std::string_view text) const {
    uint32_t path = Paths::root;
    std::vector<uint32_t> above;
    for_each_component(
        text,
        [&](std::string_view part) {
            above.push_back(path);
            path = path == Paths::none ? Paths::none : index_.find(path, part);
        },
        [&] {
            if (above.empty()) return;
            path = above.back();
            above.pop_back();
        });
    return path == Paths::none || nodes_[path].kind == Kind::absent ? Paths::none : path;
}

void FileSystem::link(uint32_t path) {
    Node& node = nodes_[path];
    Node& parent = nodes_[paths_.nodes[path].parent];
    node.previous = Paths::none;
    node.next = parent.first_child;
    if (node.next != Paths::none) nodes_[node.next].previous = path;
    parent.first_child = path;
}

void FileSystem::unlink(uint32_t path) {
    Node& node = nodes_[path];
    if (node.next != Paths::none) nodes_[node.next].previous = node.previous;
    if (node.previous != Paths::none)
        nodes_[node.previous].next = node.next;
    else
        nodes_[paths_.nodes[path].parent].first_child = node.next;
}

/// Takes away a path and all below it; the bytes of lower layers' files that are hidden by that.
uint64_t FileSystem::remove(uint32_t path, LayerNumber layer) {
    if (nodes_[path].kind == Kind::absent) return 0;
    unlink(path);
    uint64_t hidden = 0;
    std::vector<uint32_t> left{path};
    while (!left.empty()) {
        Node& node = nodes_[left.back()];
        left.pop_back();
        for (uint32_t child = node.first_child; child != Paths::none; child = nodes_[child].next)
            left.push_back(child);
        if (node.inode != Paths::none) {
            Inode& inode = inodes_[node.inode];
            if (--inode.links == 0) {
                inode.hidden_by = layer;
                if (inode.layer != layer) hidden += inode.size;
            }
        }
        if (node.layer != layer) node.removed_in = layer;
        node.kind = Kind::absent;
        node.inode = node.first_child = Paths::none;
    }
    return hidden;
}

void FileSystem::make_directory(uint32_t path, LayerNumber layer) {
    nodes_[path].kind = Kind::directory;
    nodes_[path].layer = layer;
    nodes_[path].entry = Paths::none;
    nodes_[path].origin_layer = layer;
    nodes_[path].origin_entry = Paths::none;
    link(path);
}

/// Answers how many bytes of lower layers' files that hides; so does apply_entry.
uint64_t FileSystem::apply_marker(const LayerIndex::Entry& entry, Effect& effect) {
    const auto layer = static_cast<LayerNumber>(layers());
    uint64_t hides = 0;
    effect.kind = Effect::Kind::kept;
    if (nodes_[effect.path].kind == Kind::absent) return 0;
    if (entry.kind == EntryKind::whiteout) {
        hides = remove(effect.path, layer);
        effect.kind = Effect::Kind::removed;
    } else if (nodes_[effect.path].kind == Kind::directory) {
        while (nodes_[effect.path].first_child != Paths::none) {
            hides += remove(nodes_[effect.path].first_child, layer);
            effect.kind = Effect::Kind::removed;
        }
    }
    return hides;
}

uint64_t FileSystem::apply_entry(const LayerIndex& index, uint32_t number, Effect& effect) {
    const LayerIndex::Entry& entry = index.entries[number];
    const auto layer = static_cast<LayerNumber>(layers());
    const uint32_t path = effect.path;
    uint64_t hides = 0;
    Node made;
    made.layer = made.origin_layer = layer;
    made.entry = made.origin_entry = number;
    switch (entry.kind) {
        case EntryKind::file:
            made.kind = Kind::file;
            made.inode = effect.inode = static_cast<uint32_t>(inodes_.size());
            inodes_.push_back({entry.size, path, number, 0, layer, 0});
            break;
        case EntryKind::hardlink: {
            const uint32_t target = find(index.link(entry));
            if (target == Paths::none || nodes_[target].kind == Kind::directory) {
                made.kind = Kind::broken;
            } else {
                made.kind = nodes_[target].kind;
                made.inode = nodes_[target].inode;
                made.origin_layer = nodes_[target].origin_layer;
                made.origin_entry = nodes_[target].origin_entry;
            }
            break;
        }
        case EntryKind::directory:
            made.kind = Kind::directory;
            break;
        case EntryKind::symlink:
            made.kind = Kind::symlink;
            break;
        default:
            made.kind = Kind::other;
            break;
    }
    // Before anything is removed: the path itself may be the last one to hold what it is linked to.
    if (made.inode != Paths::none) ++inodes_[made.inode].links;

    // What lies above becomes a directory, whatever it was.
    std::vector<uint32_t> missing;
    for (uint32_t up = paths_.nodes[path].parent; nodes_[up].kind != Kind::directory;
         up = paths_.nodes[up].parent)
        missing.push_back(up);
    for (auto up = missing.rbegin(); up != missing.rend(); ++up) {
        hides += remove(*up, layer);
        make_directory(*up, layer);
    }

    const Node old = nodes_[path];
    const bool was_there = old.kind != Kind::absent && old.layer != layer;
    const bool replaced = was_there || old.removed_in == layer;
    effect.kind = replaced ? Effect::Kind::changed : Effect::Kind::added;
    if (made.kind == Kind::directory && old.kind == Kind::directory) {
        effect.kind = was_there ? Effect::Kind::kept : effect.kind;
        nodes_[path].origin_layer = made.origin_layer;
        nodes_[path].origin_entry = made.origin_entry;
        return hides;
    }
    hides += remove(path, layer);
    made.removed_in = nodes_[path].removed_in;
    nodes_[path] = made;
    link(path);
    return hides;
}

uint64_t FileSystem::add_layer(const LayerIndex& layer) {
    merged_.push_back(layer.entries.size() <= limits::image_entries - entries_);
    if (!merged_.back()) {
        effects_.emplace_back();
        hides_.emplace_back();
        return layer.entries.size();
    }
    entries_ += layer.entries.size();
    std::vector<uint32_t> here(layer.paths.size(), Paths::root);  // a path of the layer to one of ours
    for (uint32_t path = 1; path < layer.paths.size(); ++path)
        here[path] = add_path(here[layer.paths.nodes[path].parent], layer.paths.name(path));

    uint64_t left_out = 0;
    std::vector<Effect> effects(layer.entries.size());
    std::vector<Hides> hides;
    const auto note = [&](uint32_t number, uint64_t bytes) {
        if (bytes > 0) hides.push_back({number, bytes});
    };
    for (uint32_t number = 0; number < effects.size(); ++number) {
        const auto& entry = layer.entries[number];
        Effect& effect = effects[number];
        effect.path = here[entry.path];
        effect.entry = entry.kind;
        left_out += effect.path == Paths::none;
        if (!is_marker(entry.kind) || effect.path == Paths::none) continue;
        if (entry.kind == EntryKind::whiteout && is_bookkeeping(paths_.name(effect.path))) {
            effect.kind = Effect::Kind::kept;
            continue;
        }
        note(number, apply_marker(entry, effect));
    }
    for (uint32_t number = 0; number < effects.size(); ++number) {
        const auto& entry = layer.entries[number];
        Effect& effect = effects[number];
        if (is_marker(entry.kind) || effect.path == Paths::none) continue;
        note(number, apply_entry(layer, number, effect));
    }
    effects_.push_back(std::move(effects));
    std::sort(hides.begin(), hides.end(), [](const Hides& a, const Hides& b) { return a.entry < b.entry; });
    hides_.emplace_back(hides);
    return left_out;
}

uint64_t FileSystem::hides(uint32_t layer, uint32_t entry) const {
    const auto& all = hides_[layer];
    const auto found = std::lower_bound(all.begin(), all.end(), entry,
                                        [](const Hides& one, uint32_t number) { return one.entry < number; });
    return found != all.end() && found->entry == entry ? found->bytes : 0;
}

uint64_t FileSystem::size(uint32_t path) const {
    const uint32_t inode = nodes_[path].inode;
    return inode == Paths::none ? 0 : inodes_[inode].size;
}

uint32_t FileSystem::child(uint32_t directory, std::string_view name) const {
    const uint32_t path = index_.find(directory, name);
    return path == Paths::none || nodes_[path].kind == Kind::absent ? Paths::none : path;
}

std::vector<uint32_t> FileSystem::children(uint32_t path) const {
    std::vector<uint32_t> found;
    for (uint32_t child = nodes_[path].first_child; child != Paths::none; child = nodes_[child].next)
        found.push_back(child);
    std::sort(found.begin(), found.end(),
              [&](uint32_t a, uint32_t b) { return paths_.name(a) < paths_.name(b); });
    return found;
}

FileSystem::Totals FileSystem::totals() const {
    Totals totals;
    std::vector<uint32_t> depths(nodes_.size());  // a parent's number is smaller than its children's
    for (uint32_t path = 1; path < nodes_.size(); ++path) {
        depths[path] = depths[paths_.nodes[path].parent] + 1;
        switch (nodes_[path].kind) {
            case Kind::absent:
                break;
            case Kind::file:
                ++totals.files;
                totals.path_bytes += size(path);
                break;
            case Kind::directory:
                ++totals.directories;
                totals.directory_depth = std::max(totals.directory_depth, depths[path]);
                break;
            case Kind::symlink:
                ++totals.symlinks;
                break;
            case Kind::other:
                ++totals.others;
                break;
            case Kind::broken:
                ++totals.broken_hardlinks;
                break;
        }
    }
    for (const Inode& inode : inodes_) {
        if (inode.links == 0) continue;
        ++totals.inodes;
        totals.bytes += inode.size;
    }
    return totals;
}

FileSystem::Repeated FileSystem::repeated() const {
    struct Occurrences {
        uint64_t size = 0, earlier_bytes = 0;
        uint32_t layer = Paths::none, count = 0;
    };
    std::vector<Occurrences> all(nodes_.size());
    // Within one layer the last word counts; a whiteout speaks before all entries.
    const auto count = [&](const Effect& effect, uint32_t layer) {
        Occurrences& seen = all[effect.path];
        if (seen.layer != layer) {
            seen.earlier_bytes += seen.size;
            ++seen.count;
            seen.layer = layer;
        }
        seen.size = effect.inode == Paths::none ? 0 : inodes_[effect.inode].size;
    };
    for (uint32_t layer = 0; layer < layers(); ++layer) {
        for (const Effect& effect : effects_[layer])
            if (effect.path != Paths::none && effect.entry == EntryKind::whiteout &&
                !is_bookkeeping(paths_.name(effect.path)))
                count(effect, layer);
        for (const Effect& effect : effects_[layer])
            if (effect.path != Paths::none && effect.entry != EntryKind::directory &&
                !is_marker(effect.entry))
                count(effect, layer);
    }
    Repeated repeated;
    for (const Occurrences& seen : all) {
        if (seen.count < 2) continue;
        ++repeated.paths;
        repeated.bytes += seen.earlier_bytes;
    }
    return repeated;
}

}  // namespace plimsoll::image
