#include "core/packages/load_kind.h"

#include "core/sorting.h"

#include <algorithm>
#include <array>

namespace plimsoll::packages {
namespace {

/// Names of a distribution's packages. Those that end in * match what begins like them.
using Names = std::string_view;

constexpr std::array<Names, 6> node_names = {"nodejs*", "npm*", "node-*", "libnode*", "yarn*", "corepack"};

constexpr std::array<Names, 14> python_names = {
    "python*",   "libpython*", "pypy*",   "py3-*",        "idle*",    "jupyter*",   "ipython*",
    "libtorch*", "pip",        "cython*", "libopenblas*", "libblas*", "liblapack*", "uv"};

// What builds software and is of no use to a container that runs it. Debian's names, and Alpine's where they differ;
// headers end in -dev.
constexpr std::array<Names, 38> build_names = {"gcc*",
                                               "g++*",
                                               "cpp*",
                                               "clang*",
                                               "libclang*",
                                               "llvm*",
                                               "libllvm*",
                                               "lld*",
                                               "binutils*",
                                               "make",
                                               "cmake*",
                                               "ninja*",
                                               "meson*",
                                               "autoconf*",
                                               "automake*",
                                               "autotools*",
                                               "libtool*",
                                               "pkg-config",
                                               "pkgconf*",
                                               "bison*",
                                               "flex*",
                                               "m4",
                                               "gdb*",
                                               "git*",
                                               "mercurial*",
                                               "subversion*",
                                               "patch",
                                               "build-base",
                                               "build-essential",
                                               "debhelper*",
                                               "rustc*",
                                               "cargo*",
                                               "libstd-rust*",
                                               "golang*",
                                               "gfortran*",
                                               "linux-headers*",
                                               "swig*",
                                               "nasm"};

bool matches(std::string_view name, Names wanted) {
    if (!wanted.ends_with('*')) return name == wanted;
    wanted.remove_suffix(1);
    return name.starts_with(wanted);
}

template <size_t count>
bool any_matches(std::string_view name, const std::array<Names, count>& wanted) {
    return std::any_of(wanted.begin(), wanted.end(), [&](Names each) { return matches(name, each); });
}

LoadKind kind_of_distribution(std::string_view name) {
    name = name.substr(0, name.find(':'));  // "libc6-dev:i386"
    if (any_matches(name, node_names)) return LoadKind::nodejs;
    if (any_matches(name, python_names))
        return name.ends_with("-dev") ? LoadKind::build_tools : LoadKind::python_and_ml;
    // Every Debian has gcc-12-base, which holds no compiler.
    const bool builds =
        any_matches(name, build_names) && !(name.starts_with("gcc") && name.ends_with("-base"));
    if (builds || name.ends_with("-dev")) return LoadKind::build_tools;
    return LoadKind::operating_system;
}

}  // namespace

std::string_view name_of(LoadKind kind) {
    constexpr std::array<std::string_view, load_kinds> names = {
        "Python and ML", "Model weights", "Operating system", "Build tools", "Node.js", "Other"};
    return names[static_cast<size_t>(kind)];
}

LoadKind load_kind_of(const Package& package) {
    if (package.role == Role::model_weights) return LoadKind::model_weights;
    if (package.role == Role::ml_framework || package.role == Role::accelerator)
        return LoadKind::python_and_ml;
    switch (package.ecosystem) {
        case Ecosystem::npm:
            return LoadKind::nodejs;
        case Ecosystem::python:
        case Ecosystem::conda:
            return LoadKind::python_and_ml;
        case Ecosystem::dpkg:
        case Ecosystem::apk:
            return kind_of_distribution(package.name);
        default:
            return LoadKind::other;
    }
}

std::vector<LoadPart> load_of(const std::vector<Package>& packages) {
    std::vector<LoadPart> parts(load_kinds);
    for (size_t kind = 0; kind < load_kinds; ++kind) parts[kind].kind = static_cast<LoadKind>(kind);
    for (const Package& package : packages)
        parts[static_cast<size_t>(load_kind_of(package))].bytes += package.bytes;
    std::erase_if(parts, [](const LoadPart& part) { return part.bytes == 0; });
    sort_stably(parts.begin(), parts.end(),
                [](const LoadPart& a, const LoadPart& b) { return a.bytes > b.bytes; });
    return parts;
}

}  // namespace plimsoll::packages
