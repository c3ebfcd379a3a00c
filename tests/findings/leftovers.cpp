#include "tests/support/findings_of.h"

using namespace plimsoll;
using namespace plimsoll::test;
using findings::Severity;

namespace {

ImageToJudge of(image::LayerScan scan, const std::string& created_by) {
    ImageToJudge image;
    image.image.config.user = "1000";
    image.layer(std::move(scan), created_by);
    return image;
}

ImageToJudge of(const Tar& tar, const std::string& created_by, bool hash = false) {
    return of(scan(tar.finish(), {hash, {}, {}}), created_by);
}

}  // namespace

TEST_CASE("Version control folders are told however small they are") {
    const auto copied = of(
        scan_of({{"app/.git/objects/ab/c", 50}, {"app/.git/HEAD", 5}, {"opt/a", 90'000'000}}), "COPY . /app");
    const auto found = copied.one("version-control");
    CHECK(found.bytes == 55);
    CHECK(found.evidence == Evidence{"/app/.git"});
    CHECK(contains(found.advice, "Add `.git` to .dockerignore"));
    CHECK(contains(
        of(Tar().file("src/x/.git/HEAD", 5), "RUN /bin/sh -c git clone x").one("version-control").advice,
        "`git clone --depth 1`"));
    CHECK_FALSE(of(Tar().file("app/.git", 50).file("app/git/a", 50), "COPY . /app").has("version-control"));
}

TEST_CASE("Logs, temporary files and core dumps are found") {
    auto image = of(Tar()
                        .file("var/log/apt/term.log", 10)
                        .file("tmp/build/a.o", 20)
                        .file("var/tmp/b", 5)
                        .file("app/core.4711", 1'000'000)
                        .file("app/core", 999'999)
                        .file("opt/tmp/c", 20),
                    "RUN /bin/sh -c make");
    // In an image of two megabytes a few bytes are nothing.
    CHECK(image.ids() == "core-dumps");
    CHECK(image.one("core-dumps").evidence == Evidence{"/app/core.4711"});
    image = of(Tar()
                   .file("var/log/apt/term.log", 10)
                   .file("tmp/build/a.o", 20)
                   .file("var/tmp/b", 5)
                   .file("opt/tmp/c", 20),
               "RUN /bin/sh -c make");
    CHECK(image.one("logs").bytes == 10);
    CHECK(image.one("temporary-files").evidence == Evidence{"/tmp/build/a.o", "/var/tmp/b"});
    CHECK(image.ids() == "temporary-files logs");
}

TEST_CASE("Archives are told where they are large, unpackaged and no samples") {
    constexpr uint64_t large = 1'000'000;
    auto image = of(Tar()
                        .file("opt/a.tar.gz", large)
                        .file("opt/b.whl", large)
                        .file("opt/c.zip", large)
                        .file("opt/small.tar.gz", large - 1)
                        .file("opt/data.csv.gz", large)
                        .file("usr/lib/python3/dist-packages/d.whl", large)
                        .file("opt/tests/e.tar.gz", large),
                    "RUN /bin/sh -c wget");
    const auto found = image.one("archives");
    CHECK(found.evidence == Evidence{"/opt/a.tar.gz", "/opt/b.whl", "/opt/c.zip"});
    CHECK(found.bytes == 3 * large);
    image = of(Tar().file("opt/a.tar.gz", large).file("opt/c.zip", large), "COPY a.tar.gz c.zip /opt/");
    CHECK(image.one("archives").evidence == Evidence{"/opt/a.tar.gz"});
    image.package(packages::Ecosystem::dpkg, "a", "/opt");
    CHECK_FALSE(image.has("archives"));
}

TEST_CASE("Files of a project's folder are told where a COPY brings them") {
    const Tar tar =
        Tar().file("app/Dockerfile", 10).file("app/.github/workflows/ci.yml", 5).file("app/main.py", 100);
    const auto found = of(tar, "COPY . /app").one("build-context");
    CHECK(found.evidence == Evidence{"/app/Dockerfile", "/app/.github/workflows/ci.yml"});
    CHECK(found.severity == Severity::note);
    CHECK_FALSE(of(tar, "RUN /bin/sh -c git clone").has("build-context"));
    CHECK_FALSE(of(Tar().file("app/main.py", 100), "COPY . /app").has("build-context"));
}

TEST_CASE("Documentation is told without licences, and never graver than a note") {
    auto image = of(scan_of({{"usr/share/doc/a/copyright", 9'000'000},
                             {"usr/share/doc/a/manual.pdf", 60'000'000},
                             {"usr/share/locale/de/a.mo", 1}}),
                    "RUN /bin/sh -c apt-get install -y --no-install-recommends a");
    const auto found = image.one("documentation");
    CHECK(found.bytes == 60'000'001);
    CHECK(found.severity == Severity::note);
    CHECK(contains(found.advice, "Before the RUN of layer 1"));
    image = of(Tar().file("usr/share/doc/a/manual.pdf", 100).file("opt/a", 20'000), "ADD file:1 in /");
    CHECK_FALSE(image.has("documentation"));
}

TEST_CASE("The same content under several paths is told where it was hashed") {
    const std::string content(20'000, 'x'), other(20'000, 'y');
    const Tar tar = Tar()
                        .file("opt/a", content)
                        .file("opt/b", content)
                        .hardlink("opt/c", "opt/b")
                        .file("opt/d", content)
                        .file("opt/e", other)
                        .file("opt/small1", "1")
                        .file("opt/small2", "1");
    auto image = of(tar, "COPY a /opt", true);
    const auto found = image.one("duplicate-files");
    CHECK(found.bytes == 40'000);
    CHECK(found.evidence == Evidence{"/opt/b", "/opt/d"});
    CHECK_FALSE(of(tar, "COPY a /opt").has("duplicate-files"));
    image.layer(Tar().whiteout("opt/d"), "RUN /bin/sh -c rm /opt/d", true);
    CHECK(image.one("duplicate-files").bytes == 20'000);
    CHECK(image.one("deleted-files").bytes == 20'000);
}
