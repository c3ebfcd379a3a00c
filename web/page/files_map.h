// The folder that is looked into, as a treemap, with the way back up.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "web/page/app.h"
#include "web/page/chart_treemap.h"
#include "web/page/folder_map.h"
#include "web/page/tree.h"

namespace plimsoll::web {

class FilesMap {
 public:
    /// `layer`: whose files the tree shows; none: the final file system's. Made anew for each tree.
    FilesMap(const Opened& opened, const Tree& tree, std::optional<uint32_t> layer);

    /// Fills what is left of the window. Answers whether the reader selected another node.
    bool draw(Tree& tree);

 private:
    void sum_up(const Tree& tree, const Opened& opened);
    bool draw_way(Tree& tree);
    void lay_out(const Tree& tree, ImVec2 size);
    std::string described(const Tree& tree, const FolderMap::Box& box) const;

    std::optional<uint32_t> layer_;
    std::vector<Kind> kinds_;  ///< of each node: that of most of its bytes
    uint64_t by_kind_[kinds] = {};
    FolderMap map_;
    TreemapChart chart_;
};

}  // namespace plimsoll::web
