#include <algorithm>

#include "core/packages/ecosystems.h"

namespace plimsoll::packages {

using image::FileSystem;
using image::Paths;

void name_rpm_databases(Work& work) {
    struct Format {
        std::string_view file, name;
    };
    constexpr Format formats[] = {
        {"rpmdb.sqlite", "SQLite"}, {"Packages.db", "ndb"}, {"Packages", "Berkeley DB"}};
    std::vector<uint32_t> named;  // one directory is often a link to the other
    for (const std::string_view place : {"usr/lib/sysimage/rpm", "var/lib/rpm"}) {
        const uint32_t directory = work.lookup.directory(Paths::root, place);
        if (directory == Paths::none) continue;
        for (const Format& format : formats) {
            const uint32_t path = work.files.child(directory, format.file);
            if (path == Paths::none || work.files.kind(path) != FileSystem::Kind::file) continue;
            if (work.files.size(path) == 0 || std::find(named.begin(), named.end(), path) != named.end())
                continue;
            named.push_back(path);
            work.report(Problem::Severity::warning, work.files.paths().text(path),
                        "is an RPM database (" + std::string(format.name) +
                            "), which Plimsoll does not read: what RPM installed is grouped by directory");
        }
    }
}

}  // namespace plimsoll::packages
