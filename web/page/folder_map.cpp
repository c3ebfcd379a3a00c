#include "web/page/folder_map.h"

#include <algorithm>

namespace plimsoll::web {
namespace {

constexpr size_t enough_boxes = 150;    // no more folders are opened then
constexpr size_t most_in_folder = 100;  // of the folder that is mapped; of those inside it fewer
constexpr size_t most_in_frame = 30;
constexpr uint32_t most_depth = 2;    // frames in frames in frames would be hard to read
constexpr double least_box = 40;      // square pixels: what is smaller can't be pointed at
constexpr double least_frame = 9000;  // square pixels: below it, what is inside would have no names
constexpr double least_side = 60;     // pixels: narrower frames neither

/// Boxes for what is in a folder, and one for its lightest.
std::vector<FolderMap::Box> boxes_in(const Tree& tree, uint32_t folder, const Rectangle& within, size_t most,
                                     double pixel) {
    const auto inside = tree.children(folder);
    std::vector<uint64_t> weights;
    weights.reserve(inside.size());
    for (const uint32_t node : inside) weights.push_back(tree.nodes()[node].bytes);
    const Heaviest heaviest = heaviest_of(weights, most, least_box * pixel * pixel / within.area());

    std::vector<FolderMap::Box> boxes;
    std::vector<uint64_t> shown;
    for (const uint32_t at : heaviest.shown) {
        boxes.push_back({{}, inside[at], inside[at], weights[at], 0});
        shown.push_back(weights[at]);
    }
    if (heaviest.rest_weight > 0) {
        boxes.push_back({{}, folder, folder, heaviest.rest_weight, heaviest.rest});
        shown.push_back(heaviest.rest_weight);
    }
    const auto areas = squarify(shown, within);
    for (size_t at = 0; at < boxes.size(); ++at) boxes[at].area = areas[at];
    return boxes;
}

bool can_open(const Tree& tree, const FolderMap::Box& box, uint32_t depth, double pixel) {
    return box.more == 0 && depth < most_depth && tree.nodes()[box.node].children > 0 &&
           box.area.area() >= least_frame * pixel * pixel &&
           std::min(box.area.width, box.area.height) >= least_side * pixel;
}

}  // namespace

FolderMap map_of_folder(const Tree& tree, uint32_t folder, const Rectangle& within, double pixel) {
    FolderMap map;
    if (!(within.area() > 0)) return map;
    map.boxes = boxes_in(tree, folder, within, most_in_folder, pixel);
    std::vector<uint32_t> depths(map.boxes.size());
    while (map.boxes.size() < enough_boxes) {
        size_t largest = map.boxes.size();
        for (size_t at = 0; at < map.boxes.size(); ++at)
            if (can_open(tree, map.boxes[at], depths[at], pixel) &&
                (largest == map.boxes.size() || map.boxes[at].area.area() > map.boxes[largest].area.area()))
                largest = at;
        if (largest == map.boxes.size()) break;
        const FolderMap::Box opened = map.boxes[largest];
        const uint32_t depth = depths[largest];
        auto inner = boxes_in(tree, opened.node, opened.area, most_in_frame, pixel);
        for (FolderMap::Box& box : inner) box.step = opened.step;
        map.frames.push_back({opened.area, opened.node, depth});
        map.boxes.erase(map.boxes.begin() + static_cast<ptrdiff_t>(largest));
        map.boxes.insert(map.boxes.begin() + static_cast<ptrdiff_t>(largest), inner.begin(), inner.end());
        depths.erase(depths.begin() + static_cast<ptrdiff_t>(largest));
        depths.insert(depths.begin() + static_cast<ptrdiff_t>(largest), inner.size(), depth + 1);
    }
    return map;
}

}  // namespace plimsoll::web
