// What is needed to build programs and not to run them.
#include <algorithm>
#include <array>
#include <set>

#include "core/findings/commands.h"
#include "core/findings/families.h"

namespace plimsoll::findings {
namespace {

/// Packages of distributions and of conda. Sorted, to be searched by halves.
constexpr std::array<std::string_view, 45> tool_packages = {
    "autoconf",    "automake", "bazel",      "binutils",  "bison",     "build-base", "build-essential",
    "ccache",      "clang",    "cmake",      "cpp",       "cuda-nvcc", "debhelper",  "dpkg-dev",
    "fakeroot",    "flex",     "g++",        "gcc",       "gcc-c++",   "gdb",        "gfortran",
    "git",         "git-lfs",  "git-man",    "golang",    "golang-go", "libtool",    "lld",
    "llvm",        "m4",       "make",       "mercurial", "meson",     "nasm",       "ninja",
    "ninja-build", "patch",    "pkg-config", "pkgconf",   "rustc",     "strace",     "subversion",
    "swig",        "valgrind", "yasm"};

/// Names with a version, or with what they are for: gcc-12, clang-15, nsight-compute-2023.1.1, gcc_linux-64.
constexpr std::string_view tool_starts[] = {"gcc-",
                                            "g++-",
                                            "cpp-",
                                            "gfortran-",
                                            "clang-",
                                            "llvm-",
                                            "binutils-",
                                            "golang-1",
                                            "cmake-",
                                            "gcc_",
                                            "gxx_",
                                            "gfortran_",
                                            "binutils_",
                                            "sysroot_",
                                            "nsight-",
                                            "cuda-nvcc-",
                                            "cuda-gdb-",
                                            "cuda-nsight-",
                                            "cuda-nvprof-",
                                            "cuda-nvvp-",
                                            "cuda-cuobjdump-",
                                            "cuda-nvdisasm-",
                                            "cuda-sanitizer-",
                                            "cuda-memcheck-",
                                            "cuda-minimal-build-",
                                            "cuda-command-line-tools-"};

constexpr std::string_view python_tools[] = {"cmake", "cython", "meson", "ninja", "pybind11", "scikit-build"};

/// Programs, for images whose packages are not known, and for what was installed by hand.
constexpr std::string_view tool_programs[] = {"cc1",   "cc1plus", "cicc", "clang",  "clang++",  "cmake",
                                              "cpack", "ctest",   "g++",  "gcc",    "gfortran", "ld.gold",
                                              "make",  "ninja",   "nvcc", "nvlink", "ptxas"};

template <class Range>
bool is_among(const Range& names, std::string_view name) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool is_development_package(std::string_view name) {
    for (const std::string_view end :
         {"-dev", "-devel", "-dbg", "-dbgsym", "-debuginfo", "-headers", "-static"})
        if (name.ends_with(end)) return true;
    return name.find("-dev-") != std::string_view::npos || name.find("-devel-") != std::string_view::npos ||
           name.find("-devel_") != std::string_view::npos;
}

/// Without the architecture: libc6-dev:i386.
std::string_view known_name(const packages::Package& package) {
    return std::string_view(package.name).substr(0, package.name.find(':'));
}

bool is_build_tool(const packages::Package& package) {
    switch (package.ecosystem) {
        case packages::Ecosystem::files:
        case packages::Ecosystem::npm:
        case packages::Ecosystem::r:
        case packages::Ecosystem::julia:
            return false;
        case packages::Ecosystem::python:
            return is_among(python_tools, package.name);
        default:
            break;
    }
    const std::string_view name = known_name(package);
    if (name.ends_with("-base")) return false;  // gcc-12-base: the licence of libgcc
    if (std::binary_search(tool_packages.begin(), tool_packages.end(), name)) return true;
    for (const std::string_view start : tool_starts)
        if (name.starts_with(start)) return true;
    return is_development_package(name);
}

/// The same by the name of a file that no package claims.
bool is_tool_program(const Item& item, std::string_view name) {
    if (item.place == Place::compiler) return true;
    if (item.in(library) || item.place != Place::none) return false;
    return is_among(tool_programs, name) || (name.find("-linux-gnu-") != std::string_view::npos &&
                                             item.in(system_folder));  // x86_64-linux-gnu-gcc-12
}

/// Whether a RUN installs something, and names none of the tools that it brings.
bool are_dependencies(const Context& context, const Group& group) {
    const auto* made_by = group.layer ? context.survey.made_by(*group.layer) : nullptr;
    if (!made_by || made_by->instruction != "RUN") return false;
    std::set<std::string_view> named;
    for (const Command& command : commands_of(made_by->command))
        if (!installer_of(command).empty())
            for (const std::string_view word : command)
                named.insert(word.substr(0, word.find_first_of("=:")));
    if (named.empty() || named.contains("build-essential")) return false;
    return std::none_of(group.claims.begin(), group.claims.end(), [&](const Claim& claim) {
        const Item& item = context.survey.item(claim.inode);
        return !item.packaged || named.contains(known_name(context.input.packages.packages[item.owner]));
    });
}

void find_tools(const Context& context) {
    const auto& packages = context.input.packages.packages;
    std::vector<bool> is_tool(packages.size());
    for (size_t number = 0; number < packages.size(); ++number)
        is_tool[number] = is_build_tool(packages[number]);
    auto claims = claims_for(context, ShownBy::path, [&](uint32_t inode, const Item& item) {
        if (!item.visible) return false;
        return item.packaged ? is_tool[item.owner] : is_tool_program(item, context.survey.name(inode));
    });
    // A package's name says more than its files' paths; numbers beyond the packages are paths.
    const auto count = static_cast<uint32_t>(packages.size());
    for (Claim& claim : claims) {
        const Item& item = context.survey.item(claim.inode);
        claim.evidence = item.packaged ? item.owner : count + item.path;
    }
    const auto text = [&](uint32_t evidence) {
        if (evidence >= count) return context.survey.text(evidence - count);
        const auto& package = packages[evidence];
        return package.name + (package.version.empty() ? "" : " " + package.version) + " (" +
               std::string(name_of(package.ecosystem)) + ")";
    };
    context.accounting.report(
        {"build-tools", Severity::warning}, std::move(claims),
        [&](const Group& group) {
            const std::string where = instruction_of(context, group.layer, "each RUN that installs them");
            std::string advice = are_dependencies(context, group)
                                     ? "They come as dependencies of what " + where +
                                           " installs: install less there (Python's packages with pip, say), "
                                           "or build in a stage of its own "
                                           "(`FROM ... AS build`) and `COPY --from=build` only what it makes."
                                     : "Install and use them in a stage of their own (`FROM ... AS build`) "
                                       "and `COPY --from=build` only "
                                       "what it makes, or purge them at the end of " +
                                           where + ".";
            advice += " Programs that compile while they run (torch.compile, Triton) need a compiler.";
            return Words{"Compilers, headers and other tools that only a build needs", std::move(advice)};
        },
        text);
}

void find_static_libraries(const Context& context) {
    auto claims = claims_for(context, ShownBy::path, [](uint32_t, const Item& item) {
        return item.visible && item.is(static_library);
    });
    context.accounting.report(
        {"static-libraries", Severity::warning}, std::move(claims), [&](const Group& group) {
            return Words{
                "Static libraries, which only a linker reads",
                clear_up(context, group.layer, "find / -xdev -name 'lib*.a' -delete",
                         ", or start `FROM` the -runtime instead of the -devel variant of the base image")};
        });
}

void find_headers(const Context& context) {
    auto claims = claims_for(context, ShownBy::folder, [](uint32_t, const Item& item) {
        return item.visible && item.is(header) && item.place == Place::headers;
    });
    context.accounting.report(
        {"headers", Severity::note, worth_a_trade}, std::move(claims), [&](const Group& group) {
            return Words{
                "Headers of C, C++ and CUDA",
                "Install in a stage of its own and copy all but the folders named include, or delete them at "
                "the end of " +
                    instruction_of(context, group.layer, "each RUN that installs them") +
                    ". Programs that compile while they run need them."};
        });
}

}  // namespace

void find_build_tools(const Context& context) {
    find_tools(context);
    find_static_libraries(context);
    find_headers(context);
}

}  // namespace plimsoll::findings
