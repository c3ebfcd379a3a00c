#include "core/findings/places.h"

#include <algorithm>

#include "core/sorting.h"

namespace plimsoll::findings {
namespace {

using image::Paths;

struct Folder {
    std::string_view path;  ///< as for ends_with()
    Place place = Place::none;
    uint8_t traits = 0;

    std::string_view name() const { return path.substr(path.rfind('/') + 1); }
};

constexpr Folder known_folders[] = {
    {"/var/lib/apt/lists", Place::apt},
    {"/var/cache/apt", Place::apt},
    {"/var/cache/apk", Place::apk},
    {"/etc/apk/cache", Place::apk},
    {"/var/cache/dnf", Place::dnf},
    {"/var/cache/yum", Place::dnf},
    {"/var/cache/libdnf5", Place::dnf},
    {"/var/cache/zypp", Place::other_manager},
    {"/var/cache/pacman/pkg", Place::other_manager},
    {"/var/lib/pacman/sync", Place::other_manager},

    {"/var/lib/dpkg", Place::package_records, system_folder},
    {"/var/cache/debconf", Place::package_records, system_folder},
    {"/var/lib/rpm", Place::package_records, system_folder},
    {"/usr/lib/sysimage/rpm", Place::package_records, system_folder},
    {"/lib/apk/db", Place::package_records, system_folder},

    {".cache/pip", Place::pip},
    {".cache/uv", Place::uv},
    {".cache/pypoetry", Place::poetry},
    {".cache/pipenv", Place::poetry},
    {".cache/pdm", Place::poetry},
    {".cache/yarn", Place::yarn},
    {".npm/_cacache", Place::npm},
    {".npm/_logs", Place::npm},
    {".cache/node-gyp", Place::npm},
    {".cache/go-build", Place::build_cache},
    {".cache/bazel", Place::build_cache},
    {".cache/ccache", Place::build_cache},
    {".cache/sccache", Place::build_cache},
    {".ccache", Place::build_cache},
    {".cargo/registry", Place::build_cache},
    {".gradle/caches", Place::build_cache},
    {".m2/repository", Place::build_cache},
    {".cache/huggingface", Place::model_cache},
    {".cache/torch", Place::model_cache},
    {".cache/clip", Place::model_cache},
    {".cache/whisper", Place::model_cache},
    {".cache/modelscope", Place::model_cache},
    {"/root/.cache", Place::user_cache},

    {".git", Place::version_control},
    {".svn", Place::version_control},
    {".hg", Place::version_control},

    {"/tmp", Place::temporary},
    {"/var/tmp", Place::temporary},
    {"/var/log", Place::logs, system_folder},
    {"__pycache__", Place::pycache},

    {"/usr/share/doc", Place::documentation, system_folder},
    {"/usr/share/man", Place::documentation, system_folder},
    {"/usr/share/info", Place::documentation, system_folder},
    {"/usr/share/locale", Place::documentation, system_folder},
    {"/usr/share/gtk-doc", Place::documentation, system_folder},
    {"/usr/share/help", Place::documentation, system_folder},
    {"/usr/local/share/doc", Place::documentation, system_folder},
    {"/usr/local/share/man", Place::documentation, system_folder},

    {"/usr/lib/gcc", Place::compiler, system_folder},
    {"/usr/libexec/gcc", Place::compiler, system_folder},
    {"/usr/local/libexec/gcc", Place::compiler, system_folder},
    {"include", Place::headers},

    {".github", Place::project_folder},
    {".idea", Place::project_folder},
    {".vscode", Place::project_folder},
    {".ipynb_checkpoints", Place::project_folder},
    {".pytest_cache", Place::project_folder},
    {".mypy_cache", Place::project_folder},
    {".ruff_cache", Place::project_folder},
    {".tox", Place::project_folder},
    {".nox", Place::project_folder},

    {"/usr/bin", Place::none, system_folder},
    {"/usr/sbin", Place::none, system_folder},
    {"/usr/lib", Place::none, system_folder},
    {"/usr/lib32", Place::none, system_folder},
    {"/usr/lib64", Place::none, system_folder},
    {"/usr/libexec", Place::none, system_folder},
    {"/usr/share", Place::none, system_folder},
    {"/usr/games", Place::none, system_folder},
    {"/usr/local/bin", Place::none, system_folder},
    {"/usr/local/sbin", Place::none, system_folder},
    {"/usr/local/lib", Place::none, system_folder},
    {"/usr/local/share", Place::none, system_folder},
    {"/usr/local/etc", Place::none, system_folder},
    {"/bin", Place::none, system_folder},
    {"/sbin", Place::none, system_folder},
    {"/lib", Place::none, system_folder},
    {"/lib32", Place::none, system_folder},
    {"/lib64", Place::none, system_folder},
    {"/etc", Place::none, system_folder},
    {"/boot", Place::none, system_folder},
    {"/dev", Place::none, system_folder},
    {"/proc", Place::none, system_folder},
    {"/sys", Place::none, system_folder},
    {"/run", Place::none, system_folder},
    {"/var/lib", Place::none, system_folder},
    {"/var/cache", Place::none, system_folder},
    {"/opt/conda", Place::none, system_folder},
    {"/opt/nvidia", Place::none, system_folder},

    {"site-packages", Place::none, library},
    {"dist-packages", Place::none, library},
    {"node_modules", Place::none, library},
    {"R/library", Place::none, library},
    {"R/site-library", Place::none, library},
    {".julia/packages", Place::none, library},

    {"test", Place::none, samples},
    {"testdata", Place::none, samples},
    {"test_data", Place::none, samples},
    {"fixtures", Place::none, samples},
    {"__fixtures__", Place::none, samples},
    {"example", Place::none, samples},
    {"examples", Place::none, samples},
    {"sample", Place::none, samples},
    {"samples", Place::none, samples},

    {"/etc/ssl/certs", Place::none, public_keys},
    {"/etc/pki", Place::none, public_keys},
    {"/etc/apt", Place::none, public_keys},
    {"/etc/apk/keys", Place::none, public_keys},
    {"/usr/share/apk/keys", Place::none, public_keys},
    {"/usr/share/keyrings", Place::none, public_keys},
    {"/usr/share/ca-certificates", Place::none, public_keys},
    {"/usr/local/share/ca-certificates", Place::none, public_keys},
};

/// The folders in the order of their names, to be looked up by them.
std::vector<Folder> by_name() {
    std::vector<Folder> folders(std::begin(known_folders), std::end(known_folders));
    sort_stably(folders.begin(), folders.end(),
                [](const Folder& a, const Folder& b) { return a.name() < b.name(); });
    return folders;
}

/// "python3.11", where an interpreter keeps its own library.
bool is_python_library(const Paths& paths, uint32_t path) {
    const std::string_view name = paths.name(path);
    if (!name.starts_with("python") || name.size() < 7 || name[6] < '2' || name[6] > '9') return false;
    const std::string_view parent = paths.name(paths.nodes[path].parent);
    return parent == "lib" || parent == "lib64";
}

/// The folder that conda downloads into, in an installation of it or in a home.
bool is_conda_cache(const Paths& paths, uint32_t path) {
    if (paths.name(path) != "pkgs") return false;
    const std::string_view parent = paths.name(paths.nodes[path].parent);
    for (const std::string_view part : {"conda", "mamba", "miniforge"})
        if (parent.find(part) != std::string_view::npos) return true;
    return false;
}

/// A home's .cache, or one in the root, whoever's it is. /root/.cache stands in the table.
bool is_user_cache(const Paths& paths, uint32_t path) {
    if (paths.name(path) != ".cache") return false;
    const uint32_t home = paths.nodes[path].parent;
    return home == Paths::root || (home != Paths::none && paths.nodes[home].parent != Paths::none &&
                                   ends_with(paths, paths.nodes[home].parent, "/home"));
}

/// Caches inside .cache are more than just somebody's cache.
bool is_weak(Place place) { return place == Place::user_cache || place == Place::headers; }

}  // namespace

bool ends_with(const Paths& paths, uint32_t path, std::string_view folders) {
    while (!folders.empty() && folders != "/") {
        if (path == Paths::root) return false;
        const size_t slash = folders.rfind('/');
        const std::string_view name = slash == std::string_view::npos ? folders : folders.substr(slash + 1);
        if (paths.name(path) != name) return false;
        path = paths.nodes[path].parent;
        if (slash == std::string_view::npos) return true;
        if (slash == 0) return path == Paths::root;
        folders = folders.substr(0, slash);
    }
    return path == Paths::root;
}

Places::Places(const Paths& paths) : paths_(paths), inside_(paths.size()) {
    const std::vector<Folder> folders = by_name();
    std::vector<bool> is_folder(paths.size());
    for (uint32_t path = 1; path < paths.size(); ++path) is_folder[paths.nodes[path].parent] = true;
    for (uint32_t path = 1; path < paths.size(); ++path) {
        if (!is_folder[path]) continue;
        const Inside above = inside_[paths.nodes[path].parent];
        Inside& here = inside_[path];
        here = above;
        const auto enter = [&](Place place) {
            if (above.place != Place::none && !(is_weak(above.place) && !is_weak(place))) return;
            here.place = place;
            here.folder = path;
        };
        const std::string_view name = paths.name(path);
        auto folder = std::lower_bound(folders.begin(), folders.end(), name,
                                       [](const Folder& a, std::string_view b) { return a.name() < b; });
        for (; folder != folders.end() && folder->name() == name; ++folder) {
            if (!ends_with(paths, path, folder->path)) continue;
            here.traits |= folder->traits;
            if (folder->place != Place::none) enter(folder->place);
        }
        if (name == "tests") {
            here.traits |= samples;
            if (above.traits & library) enter(Place::tests);
        }
        if (name == "test" && is_python_library(paths, paths.nodes[path].parent)) enter(Place::tests);
        if (name == "blobs" && above.place == Place::model_cache) here.traits |= hub_blobs;
        if (is_python_library(paths, path)) here.traits |= library;
        if (is_conda_cache(paths, path)) enter(Place::conda);
        if (is_user_cache(paths, path)) enter(Place::user_cache);
    }
}

}  // namespace plimsoll::findings
