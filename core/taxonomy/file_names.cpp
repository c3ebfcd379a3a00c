#include "core/taxonomy/file_names.h"

#include <algorithm>
#include <initializer_list>

#include "core/taxonomy/words.h"

namespace plimsoll::taxonomy {
namespace {

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return name.ends_with(ending); });
}

}  // namespace

std::string small_name(std::string_view path) {
    const size_t slash = path.rfind('/');
    return lower(path.substr(slash == std::string_view::npos ? 0 : slash + 1));
}

bool is_compose_name(std::string_view name) {
    return name.find("compose") != std::string_view::npos && ends_with_any(name, {".yml", ".yaml"});
}

bool is_other_language(std::string_view name) {
    return ends_with_any(name, {".js", ".py", ".sh", ".md", ".rst", ".go", ".java", ".ts", ".html", ".rb",
                                ".groovy", ".json", ".cs", ".php", ".css"});
}

bool is_dockerfile_name(std::string_view name) {
    if (name.find("dockerfile") == std::string_view::npos &&
        name.find("containerfile") == std::string_view::npos)
        return false;
    // "._Dockerfile" is what macOS puts beside it into archives.
    return !is_other_language(name) && !name.starts_with("._") &&
           !ends_with_any(name, {"ignore", ".yml", ".yaml", ".tar", ".gz", ".tgz", ".zip", ".zst", ".xz",
                                 ".bz2", ".png", ".svg"});
}

bool is_readme_name(std::string_view name) {
    return name == "readme" || name == "readme.md" || name == "readme.rst" || name == "readme.txt";
}

}  // namespace plimsoll::taxonomy
