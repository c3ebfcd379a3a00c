// A folder of a tree as a treemap: what is in it, and what is in the large folders in it, each as large as it weighs.
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
        uint32_t step =
            0;  ///< what of the folder that is mapped this is in, or is; that folder itself: its lightest
        uint64_t bytes = 0;
        uint64_t more = 0;
    };
    /// A folder whose content is shown: the boxes inside cover its area.
    struct Frame {
        Rectangle area;
        uint32_t node = 0;
        uint32_t depth = 0;  ///< 0: of those in the folder that is mapped, 1: in one of them
    };
    std::vector<Box> boxes;
    std::vector<Frame> frames;  ///< outer ones before those inside them
};

/// Areas are as bytes (Tree::Node::bytes), and the boxes cover all of `within`: nothing is in two boxes, and nothing is
/// left out. Opens the largest folders, and the largest in these, until there are some 150 boxes or none is large enough
/// to show what is in it.
/// `pixel` is how long a pixel is that a reader sees as one. A folder without bytes has no boxes.
FolderMap map_of_folder(const Tree& tree, uint32_t folder, const Rectangle& within, double pixel);

}  // namespace plimsoll::web
