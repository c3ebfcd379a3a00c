#include "web/page/treemap.h"

#include <algorithm>

namespace plimsoll::web {
namespace {

/// How far from square the longest of a row's rectangles is, where the row lies along `side`: 1 is a square. All are
/// areas, and a row's rectangles share its thickness.
double worst_ratio(double side, double sum, double smallest, double largest) {
    const double thickness = sum / side;
    return std::max(largest / (thickness * thickness), thickness * thickness / smallest);
}

/// Lays a row of rectangles along the shorter side of what is free, and takes its room away.
class Filling {
 public:
    explicit Filling(const Rectangle& free) : free_(free) {}

    double shorter_side() const { return std::min(free_.width, free_.height); }

    /// `share`: of what is free. The last row, and in each row the last rectangle, takes all that is left, so that
    /// rounding leaves no gap.
    void begin_row(double share, bool last) {
        down_ = free_.width >= free_.height;
        row_ = free_;
        double& thickness = down_ ? row_.width : row_.height;
        if (!last) thickness *= share;
        if (down_) {
            free_.left += thickness;
            free_.width = std::max(0.0, free_.width - thickness);
        } else {
            free_.top += thickness;
            free_.height = std::max(0.0, free_.height - thickness);
        }
        length_ = down_ ? row_.height : row_.width;
    }

    /// `share`: of the whole row.
    Rectangle next_of_row(double share, bool last) {
        Rectangle made = row_;
        double& size = down_ ? made.height : made.width;
        if (!last) size = std::min(size, share * length_);
        (down_ ? row_.top : row_.left) += size;
        double& left = down_ ? row_.height : row_.width;
        left = std::max(0.0, left - size);
        return made;
    }

 private:
    Rectangle free_, row_;
    double length_ = 0;
    bool down_ = false;  ///< whether the row's rectangles stand below each other
};

}  // namespace

std::vector<Rectangle> squarify(std::span<const uint64_t> weights, const Rectangle& within) {
    std::vector<Rectangle> made(weights.size(), {within.left, within.top, 0, 0});
    std::vector<size_t> order;
    for (size_t at = 0; at < weights.size(); ++at)
        if (weights[at] > 0) order.push_back(at);
    if (order.empty() || !(within.area() > 0)) return made;

    // Sums from the end, and not differences from the whole: nothing cancels out, whatever the weights.
    std::vector<double> sums(order.size() + 1);
    for (size_t at = order.size(); at-- > 0;)
        sums[at] = sums[at + 1] + static_cast<double>(weights[order[at]]);
    const double area_of_one = within.area() / sums[0];

    Filling filling(within);
    for (size_t first = 0; first < order.size();) {
        const double side = filling.shorter_side();
        size_t end = first;
        double sum = 0, smallest = 0, largest = 0, worst = 0;
        for (; end < order.size(); ++end) {
            const double area = static_cast<double>(weights[order[end]]) * area_of_one;
            const double with_smallest = end == first ? area : std::min(smallest, area);
            const double with_largest = std::max(largest, area);
            const double ratio = side > 0 ? worst_ratio(side, sum + area, with_smallest, with_largest) : 0;
            if (end > first && ratio > worst) break;
            sum += area;
            smallest = with_smallest;
            largest = with_largest;
            worst = ratio;
        }
        const double row_weight = sums[first] - sums[end];
        filling.begin_row(row_weight / sums[first], end == order.size());
        for (size_t at = first; at < end; ++at)
            made[order[at]] =
                filling.next_of_row(static_cast<double>(weights[order[at]]) / row_weight, at + 1 == end);
        first = end;
    }
    return made;
}

Heaviest heaviest_of(std::span<const uint64_t> weights, size_t most, double least) {
    Heaviest found;
    double all = 0;
    for (const uint64_t weight : weights) all += static_cast<double>(weight);
    const double needed = least * all;
    for (uint32_t at = 0; at < weights.size(); ++at)
        if (weights[at] > 0 && static_cast<double>(weights[at]) >= needed) found.shown.push_back(at);
    const auto heavier = [&](uint32_t a, uint32_t b) {
        return weights[a] != weights[b] ? weights[a] > weights[b] : a < b;
    };
    const auto end = found.shown.begin() + static_cast<ptrdiff_t>(std::min(most, found.shown.size()));
    std::partial_sort(found.shown.begin(), end, found.shown.end(), heavier);
    found.shown.erase(end, found.shown.end());

    for (const uint64_t weight : weights) found.rest_weight += weight;
    for (const uint32_t at : found.shown) {
        found.shown_weight += weights[at];
        found.rest_weight -= weights[at];
    }
    found.rest = weights.size() - found.shown.size();
    return found;
}

}  // namespace plimsoll::web
