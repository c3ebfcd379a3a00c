// What a package is part of, for a reader who asks what an image is laden with. Each kind has one colour everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/packages/packages.h"

namespace plimsoll::packages {

enum class LoadKind : uint8_t { python_and_ml, model_weights, operating_system, build_tools, nodejs, other };
inline constexpr size_t load_kinds = 6;

/// "Python and ML", "Model weights", "Operating system", "Build tools", "Node.js", "Other".
std::string_view name_of(LoadKind kind);

/// The first that holds: model weights by their role; Node.js by npm, or a distribution's package by its name; Python
/// and ML by its role, its ecosystem, or a distribution's package by its name; a distribution's compilers, headers and
/// the like are build tools, and all else of it is the operating system; the rest is other.
LoadKind load_kind_of(const Package& package);

/// What packages of one kind weigh together.
struct LoadPart {
    LoadKind kind = LoadKind::other;
    uint64_t bytes = 0;
};

/// The load by kind, heaviest first; kinds that weigh nothing are left out.
std::vector<LoadPart> load_of(const std::vector<Package>& packages);

}  // namespace plimsoll::packages
