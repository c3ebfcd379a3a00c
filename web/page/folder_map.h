// A folder of a tree as a treemap: what is in it, and what is in the folders in it, each as large as it weighs.
#pragma once

#include <cstdint>
#include <vector>

#include "web/page/tree.h"
#include "web/page/treemap.h"

namespace plimsoll::web {

struct FolderMap {
    /// A file or folder; or, where `more` is not 0, the so many lightest of the folder `node`.
    struct Box {
        Rectangle area;
        uint32_t node = 0;
        uint64_t bytes = 0;
        uint64_t more = 0;
    };
    /// A folder whose content is shown: its boxes together cover its area.
    struct Frame {
        Rectangle area;
        uint32_t node = 0;
    };
    std::vector<Box> boxes;
    std::vector<Frame> frames;
};

/// Areas are as bytes (Tree::Node::bytes), and the boxes cover all of `within`: nothing is in two boxes, and nothing is
/// left out. At most some 200 boxes. A folder without bytes has none.
FolderMap map_of_folder(const Tree& tree, uint32_t folder, const Rectangle& within);

}  // namespace plimsoll::web
