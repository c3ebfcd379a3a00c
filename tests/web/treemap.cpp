#include "web/page/treemap.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <numeric>
#include <random>

using namespace plimsoll::web;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr Rectangle screen{10, 20, 840, 640};

double overlap(const Rectangle& a, const Rectangle& b) {
    const double width = std::min(a.right(), b.right()) - std::max(a.left, b.left);
    const double height = std::min(a.bottom(), b.bottom()) - std::max(a.top, b.top);
    return width > 0 && height > 0 ? width * height : 0;
}

/// Areas are as the weights, inside, and without overlap: so they cover all.
void check_tiles(const std::vector<uint64_t>& weights, const Rectangle& within) {
    const auto made = squarify(weights, within);
    REQUIRE(made.size() == weights.size());
    double sum = 0;
    for (const uint64_t weight : weights) sum += static_cast<double>(weight);
    double covered = 0;
    for (size_t at = 0; at < made.size(); ++at) {
        const double wanted = static_cast<double>(weights[at]) / sum * within.area();
        CHECK_THAT(made[at].area(), WithinAbs(wanted, 1e-6 * within.area()));
        CHECK(made[at].left >= within.left - 1e-9);
        CHECK(made[at].top >= within.top - 1e-9);
        CHECK(made[at].right() <= within.right() + 1e-6);
        CHECK(made[at].bottom() <= within.bottom() + 1e-6);
        covered += made[at].area();
    }
    CHECK_THAT(covered, WithinRel(within.area(), 1e-9));
    double overlaps = 0;
    for (size_t a = 0; a < made.size(); ++a)
        for (size_t b = a + 1; b < made.size(); ++b) overlaps += overlap(made[a], made[b]);
    CHECK(overlaps < 1e-6 * within.area());
}

double worst_side_ratio(const std::vector<Rectangle>& made) {
    double worst = 1;
    for (const Rectangle& each : made)
        worst = std::max(worst, std::max(each.width / each.height, each.height / each.width));
    return worst;
}

}  // namespace

TEST_CASE("A treemap of one weight is the whole rectangle") {
    const auto made = squarify(std::vector<uint64_t>{7}, screen);
    CHECK(made[0].left == screen.left);
    CHECK(made[0].top == screen.top);
    CHECK(made[0].width == screen.width);
    CHECK(made[0].height == screen.height);
}

TEST_CASE("A treemap's rows are those of the paper that describes them") {
    // Bruls, Huizing, van Wijk: Squarified Treemaps (2000), section 3.1: 6, 6, 4, 3, 2, 2, 1 in a rectangle of 6 by 4.
    const auto made = squarify(std::vector<uint64_t>{6, 6, 4, 3, 2, 2, 1}, {0, 0, 6, 4});
    const Rectangle paper[] = {{0, 0, 3, 2},
                               {0, 2, 3, 2},
                               {3, 0, 12.0 / 7, 7.0 / 3},
                               {3 + 12.0 / 7, 0, 9.0 / 7, 7.0 / 3},
                               {3, 7.0 / 3, 1.2, 5.0 / 3},
                               {4.2, 7.0 / 3, 1.2, 5.0 / 3},
                               {5.4, 7.0 / 3, 0.6, 5.0 / 3}};
    for (size_t at = 0; at < std::size(paper); ++at) {
        CHECK_THAT(made[at].left, WithinAbs(paper[at].left, 1e-9));
        CHECK_THAT(made[at].top, WithinAbs(paper[at].top, 1e-9));
        CHECK_THAT(made[at].width, WithinAbs(paper[at].width, 1e-9));
        CHECK_THAT(made[at].height, WithinAbs(paper[at].height, 1e-9));
    }
}

TEST_CASE("A treemap's areas are as its weights, and cover all without overlap") {
    check_tiles({5, 4, 3, 2, 1}, screen);
    check_tiles({1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, screen);
    check_tiles({1'000'000'000'000, 1, 1, 999}, screen);
    check_tiles({3, 9, 1, 400, 2}, {0, 0, 3, 2000});
    std::mt19937 random(1);
    for (int round = 0; round < 20; ++round) {
        std::vector<uint64_t> weights(1 + random() % 200);
        for (uint64_t& weight : weights) weight = uint64_t{1} << random() % 36;
        check_tiles(weights, screen);
    }
}

TEST_CASE("A treemap of falling weights is made of boxes that are nearly square") {
    std::vector<uint64_t> weights(60);
    for (size_t at = 0; at < weights.size(); ++at) weights[at] = 10'000 / (at + 1);
    CHECK(worst_side_ratio(squarify(weights, screen)) < 3);
}

TEST_CASE("What weighs nothing has no area in a treemap, wherever it stands") {
    const std::vector<uint64_t> weights{0, 4, 0, 2, 0};
    check_tiles(weights, screen);
    const auto made = squarify(weights, screen);
    for (const size_t at : {0, 2, 4}) CHECK(made[at].area() == 0);
    for (const Rectangle& each : squarify(std::vector<uint64_t>{0, 0}, screen)) CHECK(each.area() == 0);
    CHECK(squarify({}, screen).empty());
}

TEST_CASE("A treemap without room, and one of the heaviest weights there are, stay within it") {
    for (const Rectangle& within : {Rectangle{5, 5, 0, 0}, Rectangle{5, 5, 100, 0}, Rectangle{5, 5, -3, 9}})
        for (const Rectangle& each : squarify(std::vector<uint64_t>{3, 2, 1}, within))
            CHECK(each.area() == 0);
    check_tiles({UINT64_MAX, UINT64_MAX, UINT64_MAX / 2, 1}, screen);
}

TEST_CASE("The heaviest are chosen, and the rest is one sum") {
    const std::vector<uint64_t> weights{10, 300, 0, 40, 300, 1};
    const Heaviest found = heaviest_of(weights, 3, 0);
    CHECK(found.shown == std::vector<uint32_t>{1, 4, 3});
    CHECK(found.shown_weight == 640);
    CHECK(found.rest == 3);
    CHECK(found.rest_weight == 11);
}

TEST_CASE("What has too small a share is not among the heaviest, and what weighs nothing never is") {
    const std::vector<uint64_t> weights{900, 90, 9, 1, 0};
    const Heaviest found = heaviest_of(weights, 200, 0.01);
    CHECK(found.shown == std::vector<uint32_t>{0, 1});
    CHECK(found.rest == 3);
    CHECK(found.rest_weight == 10);
    const Heaviest all = heaviest_of(weights, 200, 0);
    CHECK(all.shown.size() == 4);
    CHECK(all.rest == 1);
    CHECK(all.rest_weight == 0);
    CHECK(heaviest_of({}, 200, 0).shown.empty());
}

TEST_CASE("Choosing the heaviest loses no weight") {
    std::mt19937 random(2);
    for (int round = 0; round < 50; ++round) {
        std::vector<uint64_t> weights(random() % 2000);
        for (uint64_t& weight : weights) weight = random() % 5 ? random() : 0;
        const uint64_t sum = std::accumulate(weights.begin(), weights.end(), uint64_t{0});
        const Heaviest found = heaviest_of(weights, 1 + random() % 300, 0.0001);
        CHECK(found.shown_weight + found.rest_weight == sum);
        CHECK(found.shown.size() + found.rest == weights.size());
    }
}
