// A treemap's layout: weights become rectangles, the heavier the larger, and as square as they can be. Nothing of it
// knows how they are drawn.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace plimsoll::web {

struct Rectangle {
    double left = 0, top = 0, width = 0, height = 0;

    double right() const { return left + width; }
    double bottom() const { return top + height; }
    double area() const { return width * height; }
};

/// Divides `within` among the weights (squarified, after Bruls, Huizing and van Wijk): each gets its share of the area,
/// they do not overlap, and together they cover all of it. What weighs nothing gets an empty rectangle, and so do all
/// where nothing weighs anything. Takes the weights in their order, and is squarest where the heavy ones come first.
std::vector<Rectangle> squarify(std::span<const uint64_t> weights, const Rectangle& within);

/// The few of many that are worth a box of their own.
struct Heaviest {
    std::vector<uint32_t> shown;  ///< heaviest first; of equal ones the first
    uint64_t shown_weight = 0;    ///< their sum
    uint64_t rest = 0;            ///< how many are not shown
    uint64_t rest_weight = 0;     ///< their sum, so that no weight is lost
};

/// At most `most`, each with at least the share `least` (0 to 1) of the sum. What weighs nothing is never shown.
Heaviest heaviest_of(std::span<const uint64_t> weights, size_t most, double least);

}  // namespace plimsoll::web
