#include "core/sorting.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <random>
#include <utility>

using plimsoll::sort_stably;

TEST_CASE("Sorting is what the standard library's stable sorting is") {
    std::mt19937 random(1);
    for (const size_t count : {0, 1, 2, 3, 7, 8, 9, 100, 1'000, 4'097}) {
        // Few keys, so that many are equal: their numbers tell whether they stay in order.
        std::vector<std::pair<int, size_t>> ours;
        for (size_t number = 0; number < count; ++number)
            ours.emplace_back(static_cast<int>(random() % 10), number);
        auto theirs = ours;
        const auto less = [](const auto& a, const auto& b) { return a.first > b.first; };
        sort_stably(ours.begin(), ours.end(), less);
        std::stable_sort(theirs.begin(), theirs.end(), less);
        CHECK(ours == theirs);
        sort_stably(ours.begin(), ours.end());
        CHECK(std::is_sorted(ours.begin(), ours.end()));
    }
}

TEST_CASE("What can only be moved is sorted, too") {
    std::vector<std::unique_ptr<int>> numbers;
    for (const int number : {3, 1, 2}) numbers.push_back(std::make_unique<int>(number));
    sort_stably(numbers.begin(), numbers.end(), [](const auto& a, const auto& b) { return *a < *b; });
    CHECK(*numbers[0] == 1);
    CHECK(*numbers[1] == 2);
    CHECK(*numbers[2] == 3);
}
