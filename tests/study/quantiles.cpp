#include "core/study/quantiles.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace plimsoll;
using Catch::Approx;

// Expected values: R 4, quantile(x) and boxplot.stats with type 7 quartiles.
TEST_CASE("Quantiles are those of type 7") {
    CHECK(study::quantile({4, 1, 3, 2}, 0.25) == Approx(1.75));
    CHECK(study::quantile({4, 1, 3, 2}, 0.75) == Approx(3.25));
    CHECK(study::median({3, 1, 2}) == 2);
    CHECK(study::median({4, 1, 3, 2}) == Approx(2.5));
    CHECK(study::median({7}) == 7);
    CHECK(study::median({}) == 0);
    CHECK(study::quantile({1, 2, 3}, 0) == 1);
    CHECK(study::quantile({1, 2, 3}, 1) == 3);
}

TEST_CASE("Boxes have whiskers within 1.5 interquartile ranges") {
    const auto box = study::box_of({1, 2, 3, 4, 5, 6, 7, 8, 9, 100, -50});
    CHECK(box.n == 11);
    CHECK(box.q1 == Approx(2.5));
    CHECK(box.median == 5);
    CHECK(box.q3 == Approx(7.5));
    CHECK(box.low == 1);
    CHECK(box.high == 9);
    CHECK(box.outliers == 2);
    CHECK(box.mean == Approx(95.0 / 11));
    const auto single = study::box_of({20.32});
    CHECK(single.low == 20.32);
    CHECK(single.high == 20.32);
    CHECK(single.outliers == 0);
    CHECK(study::box_of({}).n == 0);
}
