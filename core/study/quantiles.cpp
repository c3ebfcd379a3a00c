#include "core/study/quantiles.h"

#include <algorithm>
#include <numeric>

namespace plimsoll::study {
namespace {

double of_sorted(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) return 0;
    const double place = static_cast<double>(sorted.size() - 1) * share;
    const auto below = static_cast<size_t>(place);
    const size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

double quantile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return of_sorted(values, share);
}

double median(std::vector<double> values) { return quantile(std::move(values), 0.5); }

std::optional<double> median_of(const std::vector<double>& values) {
    return values.empty() ? std::nullopt : std::optional<double>(median(values));
}

Box box_of(std::vector<double> values) {
    Box box;
    box.n = values.size();
    if (values.empty()) return box;
    std::sort(values.begin(), values.end());
    box.q1 = of_sorted(values, 0.25);
    box.median = of_sorted(values, 0.5);
    box.q3 = of_sorted(values, 0.75);
    const double reach = 1.5 * (box.q3 - box.q1);
    const auto first =
        std::find_if(values.begin(), values.end(), [&](double v) { return v >= box.q1 - reach; });
    const auto last =
        std::find_if(values.rbegin(), values.rend(), [&](double v) { return v <= box.q3 + reach; });
    box.low = *first;
    box.high = *last;
    box.outliers = static_cast<size_t>((first - values.begin()) + (last - values.rbegin()));
    box.mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    return box;
}

}  // namespace plimsoll::study
