// What a file of a project is by its name.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::taxonomy {

/// The name without its folders, in lower case.
std::string small_name(std::string_view path);

/// Whether a small_name() is a compose file's: "docker-compose.gpu.yml", "compose.yaml".
bool is_compose_name(std::string_view small_name);

/// Whether a small_name() is that of a file which speaks of Dockerfiles and is none: highlighters, tests, documentation.
bool is_other_language(std::string_view small_name);

/// Whether a small_name() is a Dockerfile's: the study's rule ("dockerfile" is in it), Podman's name for the same
/// ("Containerfile"), but no program, list of what to ignore, or archive that is called after one.
bool is_dockerfile_name(std::string_view small_name);

/// Whether a small_name() is that of the text that introduces a project.
bool is_readme_name(std::string_view small_name);

}  // namespace plimsoll::taxonomy
