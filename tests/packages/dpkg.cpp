#include "tests/support/weighed.h"

using namespace plimsoll;
using namespace plimsoll::test;
using packages::Ecosystem;

namespace {

std::string stanza(const std::string& name, const std::string& version = "1.0",
                   const std::string& status = "install ok installed", const std::string& more = "") {
    return "Package: " + name + "\nStatus: " + status + "\nVersion: " + version + "\n" + more +
           "Description: one line\n and another\n Package: nonsense\n\n";
}

Tar& status(Tar& tar, const std::string& text) { return tar.file("var/lib/dpkg/status", text); }

Tar& list(Tar& tar, const std::string& name, const std::string& text) {
    return tar.file("var/lib/dpkg/info/" + name + ".list", text);
}

Rows dpkg_rows(const Weighed& image) { return image.rows(Ecosystem::dpkg); }

}  // namespace

TEST_CASE("A dpkg package has the regular files that its list names and that are there") {
    Tar tar;
    status(tar, stanza("alpha", "1:2.0-3"));
    list(tar, "alpha", "/.\n/usr\n/usr/bin\n/usr/bin/a\n/usr/bin/link\n/usr/share/gone\n/usr/bin/fifo\n");
    tar.file("usr/bin/a", 7).symlink("usr/bin/link", "a").special("usr/bin/fifo", '6').file("usr/bin/b", 3);
    const Weighed image{tar};
    CHECK(dpkg_rows(image) == Rows{"alpha 1:2.0-3: 7 bytes, 1 files, layer 0"});
    CHECK(image.owner("usr/bin/a") == "dpkg alpha");
    CHECK(image.owner("usr/bin/b") == "files /usr");
    CHECK(image.owner("usr/bin/link").empty());
}

TEST_CASE("Only packages whose files are unpacked count as installed") {
    Tar tar;
    std::string text;
    for (const std::string state :
         {"installed", "unpacked", "half-installed", "half-configured", "triggers-awaited",
          "triggers-pending", "config-files", "not-installed"}) {
        text += stanza("is-" + state, "1", "install ok " + state);
        list(tar, "is-" + state, "/etc/" + state + "\n");
        tar.file("etc/" + state, 1);
    }
    const Weighed image{status(tar, text)};
    CHECK(dpkg_rows(image).size() == 6);
    CHECK(image.owner("etc/config-files") == "files /etc");
    CHECK(image.owner("etc/not-installed") == "files /etc");
}

TEST_CASE("A package without a list, or without a file, is listed with nothing") {
    Tar tar;
    status(tar, stanza("beta") + stanza("alpha", "2"));
    list(tar, "beta", "");
    CHECK(dpkg_rows(Weighed{tar}) ==
          Rows{"alpha 2: 0 bytes, 0 files, layer 0", "beta 1.0: 0 bytes, 0 files, layer 0"});
}

TEST_CASE("Paths of a list are followed through links to directories, and not through the last component") {
    Tar tar;
    tar.symlink("lib", "usr/lib").symlink("lib64", "/lib/x86").symlink("usr/share/doc/a", "../doc-of-a");
    tar.file("usr/lib/libc.so", 10).file("usr/lib/x86/ld.so", 5).file("usr/share/doc-of-a/copyright", 2);
    tar.symlink("usr/lib/libm.so", "libc.so");
    status(tar, stanza("alpha"));
    list(tar, "alpha",
         "/lib/libc.so\n/usr/lib/libc.so\n/lib64/ld.so\n/lib/libm.so\n/usr/share/doc/a/copyright\n/lib\n");
    CHECK(dpkg_rows(Weighed{tar}) == Rows{"alpha 1.0: 17 bytes, 3 files, layer 0"});
}

TEST_CASE(
    "Hard links within a package are paths of one file, and between two the first by name has its bytes") {
    Tar tar;
    tar.file("bin/perl", 100).hardlink("bin/perl5", "bin/perl").hardlink("bin/other", "bin/perl");
    tar.hardlink("srv/own", "bin/perl");
    status(tar, stanza("zeta") + stanza("perl"));
    list(tar, "perl", "/bin/perl5\n/bin/perl\n");
    list(tar, "zeta", "/bin/other\n");
    const Weighed image{tar};
    CHECK(dpkg_rows(image) ==
          Rows{"perl 1.0: 100 bytes, 2 files, layer 0", "zeta 1.0: 0 bytes, 1 files, layer 0"});
    CHECK(image.owner("srv/own") == "files /srv");
}

TEST_CASE("A path that two packages list belongs to the first by name, whatever the order of the status") {
    Tar tar;
    tar.file("etc/both", 4);
    status(tar, stanza("beta") + stanza("alpha"));
    list(tar, "alpha", "/etc/both\n");
    list(tar, "beta", "/etc/both\n");
    CHECK(dpkg_rows(Weighed{tar}) ==
          Rows{"alpha 1.0: 4 bytes, 1 files, layer 0", "beta 1.0: 0 bytes, 0 files, layer 0"});
}

TEST_CASE("A package that is installed for two architectures is two, with a list each") {
    const std::string same = "Multi-Arch: same\nArchitecture: ";
    Tar tar;
    status(tar, stanza("libc6", "2", "install ok installed", same + "i386\n") +
                    stanza("libc6", "2", "install ok installed", same + "amd64\n") +
                    stanza("zlib", "1", "install ok installed", same + "amd64\n"));
    list(tar, "libc6:amd64", "/lib/amd64/libc.so\n/doc\n");
    list(tar, "libc6:i386", "/lib/i386/libc.so\n/doc\n");
    list(tar, "zlib:amd64", "/lib/zlib.so\n");
    tar.file("lib/amd64/libc.so", 64).file("lib/i386/libc.so", 32).file("doc", 1).file("lib/zlib.so", 9);
    CHECK(dpkg_rows(Weighed{tar}) == Rows{"libc6:amd64 2: 65 bytes, 2 files, layer 0",
                                          "libc6:i386 2: 32 bytes, 1 files, layer 0",
                                          "zlib 1: 9 bytes, 1 files, layer 0"});
}

TEST_CASE("A diverted file is the other package's where it was diverted to") {
    Tar tar;
    status(tar, stanza("dash") + stanza("bash") + stanza("local"));
    list(tar, "bash", "/bin/sh\n/bin/mine\n");
    list(tar, "dash", "/bin/sh\n");
    list(tar, "local", "/bin/tool\n");
    tar.file("var/lib/dpkg/diversions",
             "/bin/sh\n/bin/sh.distrib\ndash\n/bin/tool\n/opt/tool.orig\n:\n/bin/broken\n");
    tar.file("bin/sh", 10).file("bin/sh.distrib", 20).file("bin/tool", 40).file("opt/tool.orig", 80);
    const Weighed image{tar};
    CHECK(dpkg_rows(image) == Rows{"local 1.0: 80 bytes, 1 files, layer 0",
                                   "bash 1.0: 20 bytes, 1 files, layer 0",
                                   "dash 1.0: 10 bytes, 1 files, layer 0"});
    CHECK(image.owner("bin/tool") == "files /bin");
}

TEST_CASE("Images without a package manager have a file for each package, and sums for its paths") {
    const std::string sum(32, 'a');
    const Tar base =
        Tar()
            .file("var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2024a\nArchitecture: all\n")
            .file("var/lib/dpkg/status.d/tzdata.md5sums", sum + "  usr/share/zoneinfo/UTC\n" + sum + "\nx\n")
            .file("usr/share/zoneinfo/UTC", 114);
    const Tar above = Tar()
                          .file("var/lib/dpkg/status.d/libc6", "Package: libc6\nVersion: 2.36\n")
                          .file("var/lib/dpkg/status.d/libc6.md5sums", sum + "  lib/libc.so.6\n")
                          .file("lib/libc.so.6", 1000);
    CHECK(dpkg_rows(Weighed{base, above}) ==
          Rows{"libc6 2.36: 1000 bytes, 1 files, layer 1", "tzdata 2024a: 114 bytes, 1 files, layer 0"});
}

TEST_CASE("A database that a later layer overwrites or deletes is not read") {
    Tar base;
    status(base, stanza("alpha") + stanza("beta"));
    list(base, "alpha", "/a\n");
    list(base, "beta", "/b\n");
    base.file("a", 1).file("b", 2);
    Tar above;
    status(above, stanza("alpha", "2.0"));
    CHECK(dpkg_rows(Weighed{base, above}) == Rows{"alpha 2.0: 1 bytes, 1 files, layer 0"});
    CHECK(dpkg_rows(Weighed{base, Tar().whiteout("var/lib/dpkg/status")}).empty());
    CHECK(dpkg_rows(Weighed{base, Tar().opaque("var/lib/dpkg/info")}) ==
          Rows{"alpha 1.0: 0 bytes, 0 files, layer 0", "beta 1.0: 0 bytes, 0 files, layer 0"});
    CHECK(dpkg_rows(Weighed{base, Tar().symlink("var/lib/dpkg/status", "status-old")}).empty());
}

TEST_CASE("A package's layer is the one that ships most of its bytes, the lowest of several") {
    Tar base, above;
    status(base, stanza("even") + stanza("upper") + stanza("empty"));
    list(base, "even", "/e1\n/e2\n");
    list(base, "upper", "/u1\n/u2\n/u3\n");
    list(base, "empty", "/n1\n/n2\n");
    base.file("e1", 5).file("u1", 9).file("n2", uint64_t{0});
    above.file("e2", 5).file("u2", 5).file("u3", 5).file("n1", uint64_t{0});
    CHECK(dpkg_rows(Weighed{base, above}) == Rows{"upper 1.0: 19 bytes, 3 files, layer 1",
                                                  "even 1.0: 10 bytes, 2 files, layer 0",
                                                  "empty 1.0: 0 bytes, 2 files, layer 0"});
    Tar later = Tar().file("n2", uint64_t{0}).file("n1", uint64_t{0});
    CHECK(Weighed{base, above, later}.rows(Ecosystem::dpkg).back() == "empty 1.0: 0 bytes, 2 files, layer 2");
}
