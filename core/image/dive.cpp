// Efficiency and waste as the program dive (github.com/wagoodman/dive) counts them, for people who know its
// numbers from their pipelines:
//
//   efficiency    sum over paths of the smallest size found in a layer / sum over paths of all sizes found
//   wasted_bytes  sum of all sizes of every path found in two or more layers
//   wasted_paths  how many such paths
//
// A path counts where it is a leaf of a layer's tree (a file or an empty directory). A whiteout of a
// directory counts with the size of all that was below it; a whiteout of a file counts with 0; an opaque
// marker not at all. A whiteout of a path that is not there ends the count of its layer there, and such a
// path keeps the smallest size -1.
#include <algorithm>
#include <unordered_map>

#include "core/image/image.h"

namespace plimsoll::image {
namespace {

/// The file system's paths, and after them those of whiteouts under the markers' own names.
class Names {
 public:
    explicit Names(const FileSystem& files) : files_(files) {}

    uint32_t size() const { return files_.paths().size() + static_cast<uint32_t>(markers_.size()); }
    std::string_view name(uint32_t path) const {
        return is_marker(path) ? marker(path).name : files_.paths().name(path);
    }
    uint32_t parent(uint32_t path) const {
        return files_.paths().nodes[is_marker(path) ? marker(path).target : path].parent;
    }
    bool is_whiteout(uint32_t path) const { return name(path).starts_with(whiteout_prefix); }

    /// What a whiteout is about.
    uint32_t target(uint32_t path) const {
        return is_marker(path) ? marker(path).target
                               : files_.known(parent(path), name(path).substr(whiteout_prefix.size()));
    }

    /// The path of the whiteout of another one.
    uint32_t add_whiteout(uint32_t target) {
        const auto [place, is_new] = numbers_.try_emplace(target, size());
        if (!is_new) return place->second;
        std::string name = std::string(whiteout_prefix).append(files_.paths().name(target));
        if (const uint32_t same = files_.known(files_.paths().nodes[target].parent, name);
            same != Paths::none)
            return place->second = same;  // a directory that is called like a marker
        markers_.push_back({target, std::move(name)});
        return place->second;
    }

 private:
    struct Marker {
        uint32_t target;
        std::string name;
    };
    bool is_marker(uint32_t path) const { return path >= files_.paths().size(); }
    const Marker& marker(uint32_t path) const { return markers_[path - files_.paths().size()]; }

    const FileSystem& files_;
    std::vector<Marker> markers_;
    std::unordered_map<uint32_t, uint32_t> numbers_;
};

/// A tree of such paths: a layer's own, or all layers so far on top of each other.
class Tree {
 public:
    struct Node {
        uint64_t size = 0;
        uint32_t first_child = Paths::none, next = Paths::none, previous = Paths::none;
        bool present = false, is_directory = false;
    };

    explicit Tree(const Names& names) : names_(names), nodes_(names.size()) {
        nodes_[Paths::root].present = true;
    }

    bool has(uint32_t path) const { return nodes_[path].present; }
    const Node& at(uint32_t path) const { return nodes_[path]; }

    void add(uint32_t path, uint64_t size, bool is_directory) {
        for (uint32_t up = path; !nodes_[up].present; up = names_.parent(up)) link(up);
        if (path == Paths::root) return;
        nodes_[path].size = size;
        nodes_[path].is_directory = is_directory;
    }

    void remove(uint32_t path) {
        if (!has(path) || path == Paths::root) return;
        Node& node = nodes_[path];
        if (node.next != Paths::none) nodes_[node.next].previous = node.previous;
        if (node.previous != Paths::none)
            nodes_[node.previous].next = node.next;
        else
            nodes_[names_.parent(path)].first_child = node.next;
        for_each_below(path, [&](uint32_t below) { below_.push_back(below); });
        below_.push_back(path);
        for (const uint32_t below : below_) nodes_[below] = Node{};
        below_.clear();
    }

    /// Empties a tree that has just these paths: cheaper than a new one where there are many layers.
    void clear(const std::vector<uint32_t>& all) {
        for (const uint32_t path : all) nodes_[path] = Node{};
        nodes_[Paths::root].first_child = Paths::none;
    }

    /// The sizes of a path and of all that is below it.
    uint64_t weight(uint32_t path) const {
        uint64_t sum = nodes_[path].size;
        for_each_below(path, [&](uint32_t below) { sum += nodes_[below].size; });
        return sum;
    }

    /// All paths but the root, children before their parents, by the bytes of their names: dive's order.
    std::vector<uint32_t> post_order() const {
        std::vector<uint32_t> order, open{Paths::root}, children;
        while (!open.empty()) {
            const uint32_t path = open.back();
            open.pop_back();
            if (path != Paths::root) order.push_back(path);
            children.clear();
            for (uint32_t child = nodes_[path].first_child; child != Paths::none; child = nodes_[child].next)
                children.push_back(child);
            std::sort(children.begin(), children.end(),
                      [&](uint32_t a, uint32_t b) { return names_.name(a) < names_.name(b); });
            open.insert(open.end(), children.begin(), children.end());
        }
        std::reverse(order.begin(), order.end());
        return order;
    }

 private:
    void link(uint32_t path) {
        Node& parent = nodes_[names_.parent(path)];
        nodes_[path].present = true;
        nodes_[path].next = parent.first_child;
        if (parent.first_child != Paths::none) nodes_[parent.first_child].previous = path;
        parent.first_child = path;
    }

    template <class Visit>
    void for_each_below(uint32_t path, Visit visit) const {
        std::vector<uint32_t> open{path};
        while (!open.empty()) {
            const uint32_t up = open.back();
            open.pop_back();
            for (uint32_t child = nodes_[up].first_child; child != Paths::none; child = nodes_[child].next) {
                visit(child);
                open.push_back(child);
            }
        }
    }

    const Names& names_;
    std::vector<Node> nodes_;
    std::vector<uint32_t> below_;
};

struct Found {
    uint64_t sum = 0;
    int64_t smallest = -1;
    uint32_t times = 0;
    bool named = false;
};

}  // namespace

DiveFigures dive_figures(const FileSystem& files, const std::vector<const LayerScan*>& layers) {
    Names names(files);
    for (uint32_t layer = 0; layer < layers.size(); ++layer) {
        if (!layers[layer]) continue;
        const auto& entries = layers[layer]->index.entries;
        for (uint32_t number = 0; number < entries.size(); ++number)
            if (const uint32_t path = files.effects(layer)[number].path;
                entries[number].kind == EntryKind::whiteout && path != Paths::none)
                names.add_whiteout(path);
    }
    Tree below(names), tree(names);
    std::vector<Found> found(names.size());
    const auto add_layer = [&](uint32_t layer) {
        const auto& entries = layers[layer]->index.entries;
        for (uint32_t number = 0; number < entries.size(); ++number) {
            const LayerIndex::Entry& entry = entries[number];
            uint32_t path = files.effects(layer)[number].path;
            if (entry.kind == EntryKind::opaque || path == Paths::none) continue;
            if (entry.kind == EntryKind::whiteout) {
                if (names.is_whiteout(path)) continue;  // a note of the union file system's own
                path = names.add_whiteout(path);
            }
            tree.add(path, entry.size, entry.kind == EntryKind::directory);
        }
    };

    bool is_first = true;
    for (uint32_t layer = 0; layer < layers.size(); ++layer) {
        if (!layers[layer]) continue;
        add_layer(layer);
        const auto order = tree.post_order();
        // dive looks a first layer's whiteouts up in that layer itself.
        if (is_first)
            for (const uint32_t path : order) below.add(path, tree.at(path).size, tree.at(path).is_directory);
        is_first = false;
        for (const uint32_t path : order) {
            if (tree.at(path).first_child != Paths::none) continue;
            const bool whiteout = names.is_whiteout(path);
            const uint32_t real = whiteout ? names.target(path) : path;
            if (real == Paths::none) break;
            Found& entry = found[real];
            entry.named = true;
            uint64_t size = tree.at(path).size;
            if (whiteout) {
                if (!below.has(real)) break;
                size = below.at(real).is_directory ? below.weight(real) : 0;
            }
            ++entry.times;
            entry.sum += size;
            const auto signed_size = static_cast<int64_t>(size);
            entry.smallest = entry.smallest < 0 ? signed_size : std::min(entry.smallest, signed_size);
        }
        for (const uint32_t path : order) {
            if (!names.is_whiteout(path))
                below.add(path, tree.at(path).size, tree.at(path).is_directory);
            else if (const uint32_t real = names.target(path); real != Paths::none)
                below.remove(real);
        }
        tree.clear(order);
    }

    DiveFigures figures;
    double smallest = 0, all = 0;
    for (const Found& entry : found) {
        if (!entry.named) continue;
        smallest += static_cast<double>(entry.smallest);
        all += static_cast<double>(entry.sum);
        if (entry.times < 2) continue;
        ++figures.wasted_paths;
        figures.wasted_bytes += entry.sum;
    }
    figures.efficiency = all > 0 ? smallest / all : 1.0;
    return figures;
}

}  // namespace plimsoll::image
