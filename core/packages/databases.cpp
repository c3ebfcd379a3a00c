#include "core/packages/databases.h"

#include <algorithm>

#include "core/packages/packages.h"

namespace plimsoll::packages {
namespace {

/// Takes the last component off a path.
std::string_view take_last(std::string_view& path) {
    const size_t slash = path.rfind('/');
    const std::string_view last = slash == path.npos ? path : path.substr(slash + 1);
    path = slash == path.npos ? std::string_view() : path.substr(0, slash);
    return last;
}

Database below_dpkg(std::string_view path) {
    if (path == "status") return Database::dpkg_status;
    if (path == "diversions") return Database::dpkg_diversions;
    const std::string_view name = take_last(path);
    if (path == "info" && name.ends_with(".list")) return Database::dpkg_list;
    if (path != "status.d") return Database::none;
    return name.ends_with(".md5sums") ? Database::dpkg_md5sums : Database::dpkg_status_d;
}

Database python_database(std::string_view name, std::string_view above) {
    const std::string_view directory = take_last(above);
    const bool dist_info = directory.ends_with(".dist-info"), egg_info = directory.ends_with(".egg-info");
    if (name == "top_level.txt")
        return dist_info ? Database::dist_info : egg_info ? Database::egg_info : Database::none;
    if (name == "PKG-INFO" && directory == "EGG-INFO" && take_last(above).ends_with(".egg"))
        return Database::egg;
    if (name == "PKG-INFO" || name == "installed-files.txt")
        return egg_info ? Database::egg_info : Database::none;
    return dist_info ? Database::dist_info : Database::none;
}

Database npm_database(std::string_view above) {
    const std::string_view name = take_last(above);
    std::string_view folder = take_last(above);
    // Beside packages lie .bin, .cache and the like.
    if (name.empty() || name[0] == '.' || name[0] == '@') return Database::none;
    if (folder.starts_with('@')) folder = take_last(above);
    return folder == "node_modules" ? Database::npm : Database::none;
}

Database julia_database(std::string_view above) {
    const std::string_view last = take_last(above), second = take_last(above), third = take_last(above);
    // A slug is made of a hash: four letters and digits, five since Julia 1.
    const auto is_letter_or_digit = [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
               (letter >= 'A' && letter <= 'Z');
    };
    const bool slug =
        (last.size() == 4 || last.size() == 5) && std::all_of(last.begin(), last.end(), is_letter_or_digit);
    const bool package = third == "packages" && slug;
    const bool standard = third == "stdlib" && second.starts_with('v');
    return package || standard ? Database::julia : Database::none;
}

}  // namespace

Database database_of(std::string_view path) {
    constexpr std::string_view dpkg = "var/lib/dpkg/";
    if (path.starts_with(dpkg)) return below_dpkg(path.substr(dpkg.size()));
    std::string_view above = path;
    const std::string_view name = take_last(above);
    if (name == "RECORD" || name == "METADATA" || name == "PKG-INFO" || name == "top_level.txt" ||
        name == "installed-files.txt")
        return python_database(name, above);
    if (name.ends_with(".egg-info")) return Database::egg_info_file;
    if (name == "package.json") return npm_database(above);
    if (name.ends_with(".json") && take_last(above) == "conda-meta") return Database::conda_meta;
    if (name == "DESCRIPTION") {
        take_last(above);
        const std::string_view folder = take_last(above);
        return folder == "library" || folder == "site-library" ? Database::r : Database::none;
    }
    if (name == "Project.toml") return julia_database(above);
    if (path == "lib/apk/db/installed" || path == "usr/lib/apk/db/installed") return Database::apk_installed;
    return Database::none;
}

bool is_database(std::string_view path) { return database_of(path) != Database::none; }

}  // namespace plimsoll::packages
