#include "core/packages/databases.h"
#include "core/packages/text.h"
#include "tests/support/weighed.h"

using namespace plimsoll;
using namespace plimsoll::test;
using packages::database_of;
using packages::is_database;

TEST_CASE("Databases are known by their paths") {
    for (const char* path : {"var/lib/dpkg/status",
                             "var/lib/dpkg/diversions",
                             "var/lib/dpkg/info/libc6:amd64.list",
                             "var/lib/dpkg/status.d/base-files",
                             "var/lib/dpkg/status.d/base-files.md5sums",
                             "lib/apk/db/installed",
                             "usr/lib/apk/db/installed",
                             "opt/conda/conda-meta/zlib-1.2-h1_0.json",
                             "conda-meta/a-1-0.json",
                             "s/torch-2.dist-info/RECORD",
                             "torch-2.dist-info/METADATA",
                             "s/a.dist-info/top_level.txt",
                             "s/a.egg-info/PKG-INFO",
                             "s/a.egg-info/installed-files.txt",
                             "s/a.egg-info/top_level.txt",
                             "s/a-1.egg-info",
                             "s/a.egg/EGG-INFO/PKG-INFO",
                             "node_modules/a/package.json",
                             "x/node_modules/@b/a/package.json",
                             "lib/R/library/base/DESCRIPTION",
                             "R/site-library/x/DESCRIPTION",
                             "r/.julia/packages/A/1aB2c/Project.toml",
                             "j/stdlib/v1.9/A/Project.toml"}) {
        CAPTURE(path);
        CHECK(is_database(path));
    }
    for (const char* path : {"",
                             "/",
                             "status",
                             "x/var/lib/dpkg/status",
                             "var/lib/dpkg/status-old",
                             "var/lib/dpkg/info/a.md5sums",
                             "var/lib/dpkg/info/x/a.list",
                             "var/lib/dpkg/status.d/x/y",
                             "x/lib/apk/db/installed",
                             "conda-meta/history",
                             "a-1-0.json",
                             "RECORD",
                             "s/RECORD",
                             "s/x/METADATA",
                             "PKG-INFO",
                             "s/EGG-INFO/PKG-INFO",
                             "package.json",
                             "a/package.json",
                             "node_modules/package.json",
                             "node_modules/.bin/package.json",
                             "node_modules/a/b/package.json",
                             "node_modules/@b/package.json",
                             "node_modules/a/@b/c/package.json",
                             "DESCRIPTION",
                             "library/DESCRIPTION",
                             "x/y/DESCRIPTION",
                             "Project.toml",
                             "packages/A/toolong/Project.toml",
                             "packages/A/Project.toml"}) {
        CAPTURE(path);
        CHECK_FALSE(is_database(path));
    }
}

TEST_CASE("A stanza's fields have names in any case, and lines that continue others are none") {
    std::string_view text =
        "\n\nPackage: a\nVERSION:  1 \r\nDescription: x\n Version: no\n\ttab: y\nEmpty:\n\r\nPackage: b";
    const auto first = packages::take_stanza(text);
    CHECK(first.field("package") == "a");
    CHECK(first.field("Version") == "1");
    CHECK(first.field("tab").empty());
    CHECK(first.field("Empty").empty());
    CHECK(first.field("Missing").empty());
    CHECK(packages::take_stanza(text).field("Package") == "b");
    CHECK(text.empty());
    CHECK(packages::take_stanza(text).field("Package").empty());
}

TEST_CASE("A database that is a hard link counts where it is, and not where it lies as another file") {
    const std::string status = "Package: a\nStatus: install ok installed\nVersion: 1\n";
    const Tar base = Tar()
                         .file("var/lib/dpkg/status", status)
                         .file("var/lib/dpkg/info/a.list", "/f\n")
                         .hardlink("var/lib/dpkg/status-old", "var/lib/dpkg/status")
                         .file("f", 5);
    CHECK(Weighed{base}.rows(packages::Ecosystem::dpkg).size() == 1);
    CHECK(Weighed{base, Tar().whiteout("var/lib/dpkg/status")}.rows(packages::Ecosystem::dpkg).empty());
    const Tar pkgs = Tar()
                         .file("a/lib/m-1.dist-info/RECORD", "m.py,,\n")
                         .file("a/lib/m.py", 9)
                         .hardlink("b/lib/m-1.dist-info/RECORD", "a/lib/m-1.dist-info/RECORD")
                         .hardlink("b/lib/m.py", "a/lib/m.py");
    CHECK(Weighed{pkgs}.rows(packages::Ecosystem::python) ==
          Rows{"m 1 at /a/lib: 9 bytes, 1 files, layer 0", "m 1 at /b/lib: 0 bytes, 1 files, layer 0"});
}

TEST_CASE("A layer that repeats another counts its databases once") {
    const Tar base =
        Tar()
            .file("var/lib/dpkg/status", "Package: a\nStatus: install ok installed\nVersion: 1\n")
            .file("var/lib/dpkg/info/a.list", "/f\n")
            .file("f", 5);
    CHECK(Weighed{base, base}.rows(packages::Ecosystem::dpkg) == Rows{"a 1: 5 bytes, 1 files, layer 1"});
}
