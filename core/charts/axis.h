// An axis of numbers: which round ones stand at it, and where.
#pragma once

#include <vector>

namespace plimsoll::charts {

/// From zero to `top`, with ticks at multiples of 1, 2 or 5 times a power of ten.
struct Axis {
    double top = 1;   ///< a tick, not below what is shown
    double step = 1;  ///< between ticks

    std::vector<double> ticks() const;
    /// Decimals that tell one tick from the next.
    int decimals() const;
    /// Where a value stands, of so many units.
    double at(double value, double units) const;
};

/// The axis for values up to `greatest` with at most so many steps.
Axis axis_for(double greatest, int most_steps);

}  // namespace plimsoll::charts
