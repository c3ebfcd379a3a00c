// The parts of a comparison, each in its own file.
#pragma once

#include "core/report/compare.h"

namespace plimsoll::report {

/// Pairs up the layers: those that are the same, and those that the same step made.
Comparison::Layers compare_layers(const Report& a, const Report& b);

/// Compares the final file systems path by path. `layers` tells which layers are shared.
Comparison::Files compare_files(const Analysis& a, const Analysis& b, const Comparison::Layers& layers);

Comparison::Packages compare_packages(const Report& a, const Report& b);

/// The settings of the configurations that differ.
std::vector<Comparison::ConfigRow> compare_config(const image::Config& a, const image::Config& b);

}  // namespace plimsoll::report
