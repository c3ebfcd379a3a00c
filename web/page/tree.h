// A folder tree to look at: the final file system, or what one layer does to it. Built from the analysis in
// one pass; sorting and opening happen folder by folder, as the reader goes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/report/report.h"

namespace plimsoll::web {

/// "symbolic link", "hard link", "device, pipe or the like"; empty of a file and of a folder.
std::string_view words_of(image::EntryKind kind);

class Tree {
 public:
    enum class Mark : uint8_t { none, added, changed, removed };

    struct Node {
        uint32_t path = 0;  ///< in paths()
        uint32_t parent = 0;
        uint32_t first_child = 0, children = 0;  ///< a range of order()
        uint64_t bytes =
            0;  ///< of the file, or of all files below; a file with several hard links counts once
        uint64_t shared = 0;  ///< of a file whose bytes count at another of its hard links
        uint64_t hidden = 0;  ///< of a layer's files: hidden by later layers; of a removal: what it hides
        uint32_t files = 0;   ///< regular files at or below it
        uint32_t layer = 0;   ///< that put it there
        image::EntryKind kind = image::EntryKind::directory;
        Mark mark = Mark::none;
        bool open = false;
        bool listed = true;                   ///< passes the filter, or something below it does
        uint32_t entry = image::Paths::none;  ///< which of that layer's entries did
    };

    /// What a container sees.
    static Tree of_file_system(const image::FileSystem& files);

    /// What one layer adds, changes and removes.
    static Tree of_layer(const report::Analysis& analysis, uint32_t layer);

    const std::vector<Node>& nodes() const { return nodes_; }
    std::string_view name(uint32_t node) const { return paths_->name(nodes_[node].path); }
    std::string path(uint32_t node) const { return paths_->text(nodes_[node].path); }

    enum class Sort : uint8_t { name, bytes, files, layer };
    void sort(Sort by, bool descending);

    /// Lists only nodes whose name (path, if the words hold a slash) contains the words, upper or lower case
    /// alike, and opens what leads to them. No words: lists all. Says how many match.
    uint32_t filter(std::string_view words);

    /// The nodes in a folder, in no order to rely on.
    std::span<const uint32_t> children(uint32_t node) const {
        return {order_.data() + nodes_[node].first_child, nodes_[node].children};
    }

    /// The node of a path such as "/usr/lib"; nothing where there is none.
    std::optional<uint32_t> find(std::string_view path) const;

    /// The node that the reader has chosen; at first the root. Choosing one opens all folders above it.
    uint32_t selected() const { return selected_; }
    void select(uint32_t node);

    /// What is looked into: the selected node where it has something in it, else the folder that it is in.
    uint32_t folder() const { return nodes_[selected_].children > 0 ? selected_ : nodes_[selected_].parent; }

    void toggle(uint32_t node);
    void set_open(uint32_t node, bool open);

    struct Row {
        uint32_t node;
        uint32_t depth;
    };
    /// The rows to show, top to bottom: all listed nodes whose folders are open. Made anew after a change.
    const std::vector<Row>& rows();

 private:
    explicit Tree(const image::Paths& paths) : paths_(&paths) {}
    void arrange();
    void open_first();

    const image::Paths* paths_;
    std::vector<Node> nodes_;      ///< parents before children; 0 is the root
    std::vector<uint32_t> order_;  ///< the children of each node, side by side
    std::vector<bool> sorted_;
    std::vector<Row> rows_;
    bool rows_fresh_ = false;
    uint32_t selected_ = 0;
    Sort sort_ = Sort::bytes;
    bool descending_ = true;
};

}  // namespace plimsoll::web
