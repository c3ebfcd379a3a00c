// Which files say what put other files there, by their paths.
#pragma once

#include <cstdint>
#include <string_view>

namespace plimsoll::packages {

enum class Database : uint8_t {
    none,
    dpkg_status,      ///< var/lib/dpkg/status
    dpkg_status_d,    ///< var/lib/dpkg/status.d/NAME: one package, as in images without a package manager
    dpkg_list,        ///< var/lib/dpkg/info/NAME.list or NAME:ARCHITECTURE.list
    dpkg_md5sums,     ///< var/lib/dpkg/status.d/NAME.md5sums
    dpkg_diversions,  ///< var/lib/dpkg/diversions
    apk_installed,    ///< lib/apk/db/installed, or below usr
    conda_meta,       ///< PREFIX/conda-meta/NAME-VERSION-BUILD.json
    dist_info,        ///< NAME-VERSION.dist-info/ RECORD, METADATA, top_level.txt
    egg_info,         ///< NAME-VERSION.egg-info/ PKG-INFO, installed-files.txt, top_level.txt
    egg_info_file,    ///< NAME-VERSION.egg-info, a file
    egg,              ///< NAME-VERSION.egg/EGG-INFO/PKG-INFO
    npm,              ///< node_modules/NAME/package.json, node_modules/@SCOPE/NAME/package.json
    r,                ///< library/NAME/DESCRIPTION, site-library/NAME/DESCRIPTION
    julia,            ///< packages/NAME/SLUG/Project.toml, stdlib/vVERSION/NAME/Project.toml
};

/// The path has no slash at its start.
Database database_of(std::string_view path);

}  // namespace plimsoll::packages
