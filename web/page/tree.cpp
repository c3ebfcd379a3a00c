#include "web/page/tree.h"

#include <algorithm>

#include "core/sorting.h"
#include "web/page/words.h"

namespace plimsoll::web {
namespace {

using image::EntryKind;
using image::FileSystem;
using image::Paths;

EntryKind entry_kind(FileSystem::Kind kind) {
    switch (kind) {
        case FileSystem::Kind::file:
            return EntryKind::file;
        case FileSystem::Kind::directory:
            return EntryKind::directory;
        case FileSystem::Kind::symlink:
            return EntryKind::symlink;
        case FileSystem::Kind::broken:
            return EntryKind::hardlink;
        default:
            return EntryKind::other;
    }
}

Tree::Mark mark_of(FileSystem::Effect::Kind kind) {
    switch (kind) {
        case FileSystem::Effect::Kind::added:
            return Tree::Mark::added;
        case FileSystem::Effect::Kind::changed:
            return Tree::Mark::changed;
        case FileSystem::Effect::Kind::removed:
            return Tree::Mark::removed;
        case FileSystem::Effect::Kind::kept:
            break;
    }
    return Tree::Mark::none;
}

}  // namespace

std::string_view words_of(EntryKind kind) {
    switch (kind) {
        case EntryKind::symlink:
            return "symbolic link";
        case EntryKind::hardlink:
            return "hard link";
        case EntryKind::other:
            return "device, pipe or the like";
        default:
            return "";
    }
}

Tree Tree::of_file_system(const FileSystem& files) {
    Tree tree(files.paths());
    std::vector<uint32_t> node_of(files.paths().size(), Paths::none);
    std::vector<bool> counted(files.inodes().size());
    // A parent's number is smaller than its children's, so one pass meets it first.
    for (uint32_t path = 0; path < files.paths().size(); ++path) {
        if (files.kind(path) == FileSystem::Kind::absent) continue;
        node_of[path] = static_cast<uint32_t>(tree.nodes_.size());
        Node node;
        node.path = path;
        node.parent = path == Paths::root ? 0 : node_of[files.paths().nodes[path].parent];
        node.kind = entry_kind(files.kind(path));
        node.layer = files.layer(path);
        node.entry = files.entry(path);
        if (const uint32_t inode = files.inode(path); inode != Paths::none) {
            node.files = 1;
            (counted[inode] ? node.shared : node.bytes) = files.inodes()[inode].size;
            counted[inode] = true;
        }
        tree.nodes_.push_back(node);
    }
    tree.arrange();
    return tree;
}

Tree Tree::of_layer(const report::Analysis& analysis, uint32_t layer) {
    const image::LayerIndex& index = analysis.scan(layer)->index;
    const image::FileSystem& files = analysis.files();
    const auto& effects = files.effects(layer);
    const auto& inodes = files.inodes();
    const Paths& paths = files.paths();
    Tree tree(paths);
    std::vector<uint32_t> node_of(paths.size(), Paths::none);
    std::vector<bool> named(paths.size());
    named[Paths::root] = true;
    for (const auto& effect : effects)
        for (uint32_t up = effect.path; up != Paths::none && !named[up]; up = paths.nodes[up].parent)
            named[up] = true;
    for (uint32_t path = 0; path < paths.size(); ++path) {
        if (!named[path]) continue;
        node_of[path] = static_cast<uint32_t>(tree.nodes_.size());
        Node node;
        node.path = path;
        node.parent = path == Paths::root ? 0 : node_of[paths.nodes[path].parent];
        node.layer = layer;
        tree.nodes_.push_back(node);
    }
    for (uint32_t number = 0; number < effects.size(); ++number) {
        if (effects[number].path == Paths::none) continue;
        const auto& entry = index.entries[number];
        Node& node = tree.nodes_[node_of[effects[number].path]];
        const bool whiteout = entry.kind == EntryKind::whiteout;
        // A path that is removed and made again in one layer is one that the layer changes.
        if (whiteout && node.mark != Mark::none) continue;
        if (entry.kind == EntryKind::opaque) {
            node.hidden += files.hides(layer, number);
            if (node.mark == Mark::none) node.mark = Mark::changed;
            continue;
        }
        node.kind = whiteout ? EntryKind::other : entry.kind;
        node.mark = mark_of(effects[number].kind);
        node.entry = number;
        node.bytes = entry.size;
        node.files = entry.kind == EntryKind::file;
        node.hidden = whiteout ? files.hides(layer, number) : 0;
        if (const uint32_t inode = effects[number].inode; inode != Paths::none && inodes[inode].links == 0)
            node.hidden += inodes[inode].size;
    }
    tree.arrange();
    return tree;
}

/// Sums up from the leaves, and lays out each node's children.
void Tree::arrange() {
    for (Node& node : nodes_) node.children = 0;
    for (uint32_t at = static_cast<uint32_t>(nodes_.size()); at-- > 1;) {
        Node& parent = nodes_[nodes_[at].parent];
        parent.bytes += nodes_[at].bytes;
        parent.hidden += nodes_[at].hidden;
        parent.files += nodes_[at].files;
        ++parent.children;
    }
    uint32_t next = 0;
    for (Node& node : nodes_) {
        node.first_child = next;
        next += node.children;
    }
    order_.resize(next);
    std::vector<uint32_t> filled(nodes_.size());
    for (uint32_t at = 1; at < nodes_.size(); ++at) {
        const uint32_t parent = nodes_[at].parent;
        order_[nodes_[parent].first_child + filled[parent]++] = at;
    }
    sorted_.assign(nodes_.size(), false);
    open_first();
}

/// Opens folders, level by level, as long as all rows still fit on a screen: small trees show at once.
void Tree::open_first() {
    constexpr uint32_t screen = 20;
    std::vector<uint32_t> level{0};
    uint32_t shown = 0;
    nodes_[0].open = true;
    for (size_t next = 0; next < level.size(); ++next) {
        Node& node = nodes_[level[next]];
        if (next > 0 && shown + node.children > screen) continue;
        node.open = true;
        shown += node.children;
        for (uint32_t child = 0; child < node.children; ++child)
            if (nodes_[order_[node.first_child + child]].children > 0)
                level.push_back(order_[node.first_child + child]);
    }
}

void Tree::sort(Sort by, bool descending) {
    if (by == sort_ && descending == descending_) return;
    sort_ = by;
    descending_ = descending;
    sorted_.assign(nodes_.size(), false);
    rows_fresh_ = false;
}

uint32_t Tree::filter(std::string_view words) {
    const std::string lowered = lower(words);
    const bool whole_path = lowered.find('/') != std::string::npos;
    uint32_t matches = 0;
    for (Node& node : nodes_) node.listed = words.empty();
    if (!words.empty()) {
        for (uint32_t at = static_cast<uint32_t>(nodes_.size()); at-- > 1;) {
            Node& node = nodes_[at];
            const bool match = whole_path ? contains(path(at), lowered) : contains(name(at), lowered);
            matches += match;
            node.open = node.listed;  // something below it was listed
            node.listed = node.listed || match;
            if (node.listed) nodes_[node.parent].listed = true;
        }
        nodes_[0].open = nodes_[0].listed = true;
    }
    rows_fresh_ = false;
    return matches;
}

std::optional<uint32_t> Tree::find(std::string_view path) const {
    uint32_t at = 0;
    bool found = true;
    image::for_each_component(
        path,
        [&](std::string_view part) {
            const auto inside = children(at);
            const auto next =
                std::find_if(inside.begin(), inside.end(), [&](uint32_t node) { return name(node) == part; });
            found = found && next != inside.end();
            if (found) at = *next;
        },
        [] {});
    if (!found) return std::nullopt;
    return at;
}

void Tree::select(uint32_t node) {
    selected_ = node;
    for (uint32_t up = node; up != 0;) {
        up = nodes_[up].parent;
        if (!nodes_[up].open) set_open(up, true);
    }
}

void Tree::toggle(uint32_t node) { set_open(node, !nodes_[node].open); }

void Tree::set_open(uint32_t node, bool open) {
    nodes_[node].open = open;
    rows_fresh_ = false;
}

const std::vector<Tree::Row>& Tree::rows() {
    if (rows_fresh_) return rows_;
    rows_.clear();
    const auto before = [this](uint32_t a, uint32_t b) {
        const Node &left = nodes_[a], &right = nodes_[b];
        const auto key = [this](const Node& node) -> uint64_t {
            return sort_ == Sort::bytes   ? std::max(node.bytes, node.hidden)
                   : sort_ == Sort::files ? node.files
                                          : node.layer;
        };
        if (sort_ != Sort::name && key(left) != key(right))
            return descending_ ? key(left) > key(right) : key(left) < key(right);
        const int order = name(a).compare(name(b));
        return sort_ == Sort::name && descending_ ? order > 0 : order < 0;
    };
    std::vector<Row> open{{0, 0}};
    while (!open.empty()) {
        const Row row = open.back();
        open.pop_back();
        if (row.node != 0) rows_.push_back(row);
        const Node& node = nodes_[row.node];
        if (!node.open || node.children == 0) continue;
        const auto first = order_.begin() + static_cast<ptrdiff_t>(node.first_child);
        const auto last = first + static_cast<ptrdiff_t>(node.children);
        if (!sorted_[row.node]) sort_stably(first, last, before);
        sorted_[row.node] = true;
        for (auto child = last; child != first;)
            if (nodes_[*--child].listed) open.push_back({*child, row.node == 0 ? 0 : row.depth + 1});
    }
    rows_fresh_ = true;
    return rows_;
}

}  // namespace plimsoll::web
