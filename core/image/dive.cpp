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

#include "core/image/image.h"

namespace plimsoll::image {
namespace {

constexpr std::string_view whiteout_prefix = ".wh.";

/// Trees over one table of paths: a layer's own, or all layers so far on top of each other.
class Tree {
 public:
    struct Node {
        uint64_t size = 0;
        uint32_t first_child = Paths::none, next = Paths::none, previous = Paths::none;
        bool present = false, is_directory = false;
    };

    explicit Tree(const Paths& paths) : paths_(paths), nodes_(paths.size()) {
        nodes_[Paths::root].present = true;
    }

    bool has(uint32_t path) const { return nodes_[path].present; }
    const Node& at(uint32_t path) const { return nodes_[path]; }

    void add(uint32_t path, uint64_t size, bool is_directory) {
        for (uint32_t up = path; !nodes_[up].present; up = paths_.nodes[up].parent) link(up);
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
            nodes_[paths_.nodes[path].parent].first_child = node.next;
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
                      [&](uint32_t a, uint32_t b) { return paths_.name(a) < paths_.name(b); });
            open.insert(open.end(), children.begin(), children.end());
        }
        std::reverse(order.begin(), order.end());
        return order;
    }

 private:
    void link(uint32_t path) {
        Node& parent = nodes_[paths_.nodes[path].parent];
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

    const Paths& paths_;
    std::vector<Node> nodes_;
    std::vector<uint32_t> below_;
};

struct Item {
    uint32_t path;
    uint64_t size;
    bool is_directory;
};

struct Found {
    uint64_t sum = 0;
    int64_t smallest = -1;
    uint32_t times = 0;
    bool named = false;
};

/// The layers' entries as dive lists them, markers under their own names, over one table of paths.
std::vector<std::vector<Item>> items_of(const std::vector<const LayerIndex*>& layers, Paths& paths) {
    PathIndex index(paths);
    std::vector<std::vector<Item>> items;
    for (const LayerIndex* layer : layers) {
        std::vector<uint32_t> here(layer->paths.size(), Paths::root);
        for (uint32_t path = 1; path < layer->paths.size(); ++path)
            here[path] = index.add(here[layer->paths.nodes[path].parent], layer->paths.name(path));
        auto& list = items.emplace_back();
        for (const auto& entry : layer->entries) {
            uint32_t path = here[entry.path];
            if (entry.kind == EntryKind::opaque) continue;
            if (entry.kind == EntryKind::whiteout) {
                const std::string name = std::string(whiteout_prefix).append(layer->paths.name(entry.path));
                if (name.starts_with(".wh..wh.")) continue;
                path = index.add(paths.nodes[path].parent, name);
            }
            if (path != Paths::none) list.push_back({path, entry.size, entry.kind == EntryKind::directory});
        }
    }
    return items;
}

}  // namespace

DiveFigures dive_figures(const std::vector<const LayerIndex*>& layers) {
    Paths paths;
    const auto items = items_of(layers, paths);
    PathIndex index(paths);
    Tree below(paths), tree(paths);
    std::vector<Found> found(paths.size());
    const auto is_whiteout = [&](uint32_t path) { return paths.name(path).starts_with(whiteout_prefix); };
    const auto target = [&](uint32_t path) {
        return index.find(paths.nodes[path].parent, paths.name(path).substr(whiteout_prefix.size()));
    };

    for (size_t number = 0; number < items.size(); ++number) {
        for (const Item& item : items[number]) tree.add(item.path, item.size, item.is_directory);
        const auto order = tree.post_order();
        // dive looks a first layer's whiteouts up in that layer itself.
        if (number == 0)
            for (const uint32_t path : order) below.add(path, tree.at(path).size, tree.at(path).is_directory);
        for (const uint32_t path : order) {
            if (tree.at(path).first_child != Paths::none) continue;
            const bool whiteout = is_whiteout(path);
            const uint32_t real = whiteout ? target(path) : path;
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
            if (!is_whiteout(path))
                below.add(path, tree.at(path).size, tree.at(path).is_directory);
            else if (const uint32_t real = target(path); real != Paths::none)
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
