#include "tests/support/weighed.h"

using namespace plimsoll;
using namespace plimsoll::test;
using packages::Ecosystem;

namespace {

constexpr const char* installed =
    "C:Q1abc\nP:musl\nV:1.2.4-r2\nA:x86_64\nF:lib\nR:ld-musl-x86_64.so.1\na:0:0:755\nZ:Q1x\nR:libc.musl."
    "so\n\n"
    "P:busybox\nV:1.36\nF:\nR:top\nF:bin\nR:busybox\nF:gone\nR:file\nF:etc\nM:0:0:1777\n\n"
    "P:.deps\nV:0\n\nV:nameless\nF:bin\nR:other\n";

}  // namespace

TEST_CASE("apk's database names a package's directories, and its files in them") {
    const Weighed image{Tar()
                            .file("lib/apk/db/installed", installed)
                            .file("lib/ld-musl-x86_64.so.1", 600)
                            .symlink("lib/libc.musl.so", "ld-musl-x86_64.so.1")
                            .file("bin/busybox", 800)
                            .file("bin/other", 1)
                            .file("top", 2)};
    CHECK(image.rows(Ecosystem::apk) == Rows{"busybox 1.36: 802 bytes, 2 files, layer 0",
                                             "musl 1.2.4-r2: 600 bytes, 1 files, layer 0",
                                             ".deps 0: 0 bytes, 0 files, layer 0"});
    CHECK(image.owner("bin/other") == "files /bin");
}

TEST_CASE("apk's files are found through merged /usr, its database below /usr") {
    const Weighed image{Tar()
                            .symlink("lib", "usr/lib")
                            .symlink("bin", "usr/bin")
                            .file("usr/lib/apk/db/installed", installed)
                            .file("usr/lib/ld-musl-x86_64.so.1", 600)
                            .file("usr/bin/busybox", 800)};
    CHECK(image.rows(Ecosystem::apk).front() == "busybox 1.36: 800 bytes, 1 files, layer 0");
    CHECK(image.owner("usr/lib/ld-musl-x86_64.so.1") == "apk musl");
}

TEST_CASE("RPM's databases are named as not read, each once, empty ones not at all") {
    const Weighed image{Tar()
                            .file("usr/lib/sysimage/rpm/rpmdb.sqlite", 5)
                            .symlink("var/lib/rpm", "../../usr/lib/sysimage/rpm")
                            .file("usr/bin/rpm", 7)};
    REQUIRE(image.attribution.problems.size() == 1);
    CHECK(image.attribution.problems[0].severity == Problem::Severity::warning);
    CHECK(image.attribution.problems[0].where == "/usr/lib/sysimage/rpm/rpmdb.sqlite");
    CHECK(contains(image.attribution.problems[0].message, "SQLite"));
    CHECK(image.rows(Ecosystem::files) == Rows{"/usr: 12 bytes, 2 files, layer 0"});

    const Weighed old{Tar().file("var/lib/rpm/Packages", 5).file("var/lib/rpm/Packages.db", uint64_t{0})};
    REQUIRE(old.attribution.problems.size() == 1);
    CHECK(contains(old.attribution.problems[0].message, "Berkeley DB"));
    CHECK(Weighed{Tar().directory("var/lib/rpm")}.attribution.problems.empty());
}
