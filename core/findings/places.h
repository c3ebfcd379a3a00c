// What kind of place a file is in, told by the names of the folders above it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/image/paths.h"

namespace plimsoll::findings {

/// A folder whose content is there for one reason. The outermost such folder above a file decides.
enum class Place : uint8_t {
    none,
    apt,  ///< lists and downloads of a distribution's package manager ...
    apk,  ///< ... of Alpine's
    dnf,  ///< ... of Fedora's and Red Hat's
    other_manager,
    pip,  ///< caches of the languages' package managers
    conda,
    npm,
    yarn,
    uv,
    poetry,
    build_cache,      ///< of compilers and build systems
    model_cache,      ///< models that a library downloaded
    package_records,  ///< what a package manager knows of what is installed
    user_cache,       ///< anything else in a home's .cache
    version_control,
    temporary,
    logs,
    tests,    ///< of installed Python packages, or of Python itself
    pycache,  ///< compiled Python
    documentation,
    compiler,        ///< a compiler's own programs
    headers,         ///< a folder named include
    project_folder,  ///< what editors, checkers and CI keep in a project's folder
};

/// What more is known of a place; these add up on the way down.
enum Trait : uint8_t {
    system_folder = 1,  ///< a distribution's: nobody's application
    library = 2,        ///< filled by a language's package manager
    samples = 4,        ///< tests, fixtures, examples: what looks like a secret may be for show
    public_keys = 8,    ///< certificates and keys that are meant to be known
    hub_blobs = 16,     ///< a model hub's files, named by their hashes
};

/// The places of all paths of a table. One step for each path, since a parent comes before its children.
class Places {
 public:
    explicit Places(const image::Paths& paths);

    /// Of a file with that path; the path's own name does not count.
    Place of(uint32_t path) const { return inside_[paths_.nodes[path].parent].place; }
    /// The folder that makes it that place: the outermost one. Of Place::none: the root.
    uint32_t folder(uint32_t path) const { return inside_[paths_.nodes[path].parent].folder; }
    /// All that hold of it.
    uint8_t traits(uint32_t path) const { return inside_[paths_.nodes[path].parent].traits; }

 private:
    struct Inside {
        uint32_t folder = image::Paths::root;
        Place place = Place::none;
        uint8_t traits = 0;
    };

    const image::Paths& paths_;
    std::vector<Inside> inside_;  ///< what each path is for what lies in it
};

/// Whether `path` ends with these folders: ".cache/pip" anywhere, "/var/cache/apt" from the root.
bool ends_with(const image::Paths& paths, uint32_t path, std::string_view folders);

}  // namespace plimsoll::findings
