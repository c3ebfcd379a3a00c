// What a file is, as far as findings ask, told by its name alone. image::FileType says more about it, from its first
// bytes as well; until its classes tell all of these apart, this is the one place that decides.
#pragma once

#include <cstdint>
#include <string_view>

namespace plimsoll::findings {

enum NameTrait : uint16_t {
    weights = 1,         ///< a model's parameters
    pickles = 2,         ///< Python objects; reading them runs what code they bring along
    source = 4,          ///< source code of a language that applications are written in
    static_library = 8,  ///< a library that only a linker needs
    header = 16,         ///< C, C++, CUDA
    archive = 32,        ///< something packed that is used once it is unpacked
    zip = 64,            ///< the same, but programs also read it as it is
    training = 128,      ///< what goes on with training needs, and nothing else
    core_dump = 256,
    project_file = 512,  ///< a file of a project's folder that no container reads
};

/// All that hold of a file by that name.
uint16_t traits_of(std::string_view name);

/// From the last dot on, without it; empty where there is none, or where it starts the name.
std::string_view extension_of(std::string_view name);

}  // namespace plimsoll::findings
