// The statistics of the study's figures.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace plimsoll::study {

/// The quantile `share` (0 to 1) of values, by linear interpolation: type 7 of Hyndman and Fan (1996), R's default. Values
/// need not be sorted; of none it is 0.
double quantile(std::vector<double> values, double share);
double median(std::vector<double> values);
/// Nothing, of no values.
std::optional<double> median_of(const std::vector<double>& values);

/// What a box plot shows.
struct Box {
    size_t n = 0;
    double q1 = 0, median = 0, q3 = 0;
    double low = 0, high = 0;  ///< whiskers: the outermost values within 1.5 interquartile ranges of the box
    size_t outliers = 0;
    double mean = 0;
};

Box box_of(std::vector<double> values);

}  // namespace plimsoll::study
