#include "web/page/folder_map.h"

#include <algorithm>

namespace plimsoll::web {
namespace {

constexpr size_t most_boxes = 200;
constexpr size_t most_in_frame = 40;
constexpr double least_box = 40;      // pixels: what is smaller can't be pointed at
constexpr double least_frame = 6000;  // pixels: below it, the boxes inside would have no names

/// Boxes for what is in a folder, and one for its lightest.
std::vector<FolderMap::Box> boxes_in(const Tree& tree, uint32_t folder, const Rectangle& within,
                                     size_t most) {
    const auto inside = tree.children(folder);
    std::vector<uint64_t> weights;
    weights.reserve(inside.size());
    for (const uint32_t node : inside) weights.push_back(tree.nodes()[node].bytes);
    const Heaviest heaviest = heaviest_of(weights, most, least_box / within.area());

    std::vector<FolderMap::Box> boxes;
    std::vector<uint64_t> shown;
    for (const uint32_t at : heaviest.shown) {
        boxes.push_back({{}, inside[at], weights[at], 0});
        shown.push_back(weights[at]);
    }
    if (heaviest.rest_weight > 0) {
        boxes.push_back({{}, folder, heaviest.rest_weight, heaviest.rest});
        shown.push_back(heaviest.rest_weight);
    }
    const auto areas = squarify(shown, within);
    for (size_t at = 0; at < boxes.size(); ++at) boxes[at].area = areas[at];
    return boxes;
}

}  // namespace

FolderMap map_of_folder(const Tree& tree, uint32_t folder, const Rectangle& within) {
    FolderMap map;
    if (!(within.area() > 0)) return map;
    size_t left = most_boxes;
    const auto outer = boxes_in(tree, folder, within, most_boxes / 2);
    left -= outer.size();
    for (const FolderMap::Box& box : outer) {
        const bool opens = box.more == 0 && tree.nodes()[box.node].children > 0 && left > 1 &&
                           box.area.area() >= least_frame;
        if (!opens) {
            map.boxes.push_back(box);
            continue;
        }
        const auto inner = boxes_in(tree, box.node, box.area, std::min(left, most_in_frame) - 1);
        left -= std::min(left, inner.size());
        map.boxes.insert(map.boxes.end(), inner.begin(), inner.end());
        map.frames.push_back({box.area, box.node});
    }
    return map;
}

}  // namespace plimsoll::web
