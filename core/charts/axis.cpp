#include "core/charts/axis.h"

#include <algorithm>
#include <cmath>

namespace plimsoll::charts {

std::vector<double> Axis::ticks() const {
    std::vector<double> ticks;
    const int steps = static_cast<int>(std::lround(top / step));
    for (int at = 0; at <= steps; ++at) ticks.push_back(at * step);
    return ticks;
}

int Axis::decimals() const { return step >= 1 ? 0 : step >= 0.1 ? 1 : 2; }

double Axis::at(double value, double units) const { return std::clamp(value / top, 0.0, 1.0) * units; }

Axis axis_for(double greatest, int most_steps) {
    // Below the two decimals that are shown there is nothing to tell apart; above 1e300 multiples would overflow.
    if (!(greatest > 0.01)) greatest = 0.01;
    greatest = std::min(greatest, 1e300);
    const int steps = std::max(1, most_steps);
    double power = std::pow(10, std::floor(std::log10(greatest / steps)));
    power = std::max(power, 0.01);
    for (;; power *= 10)
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double step = factor * power;
            // A value on a tick does not take one more for the last bit of a division.
            const double needed = std::ceil(greatest / step - 1e-9);
            if (needed <= steps) return {std::max(needed, 1.0) * step, step};
        }
}

}  // namespace plimsoll::charts
