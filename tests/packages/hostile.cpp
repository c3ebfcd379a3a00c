// Databases that mean harm: too much of everything, and nonsense. Weighed requires exact sums of each.
#include <random>

#include "core/limits.h"
#include "tests/support/weighed.h"

using namespace plimsoll;
using namespace plimsoll::test;
using packages::Ecosystem;

namespace {

std::string repeated(const std::string& text, size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (size_t time = 0; time < times; ++time) all += text;
    return all;
}

std::string stanza(const std::string& name) { return "Package: " + name + "\nStatus: a b installed\n\n"; }

}  // namespace

TEST_CASE("More packages than limits.h allows are left out, and said to be") {
    std::string status;
    for (size_t number = 0; number < limits::packages + 5; ++number)
        status += stanza("p" + std::to_string(number));
    const Weighed image{Tar()
                            .file("var/lib/dpkg/status", status)
                            .file("var/lib/dpkg/info/p7.list", "/usr/f\n")
                            .file("usr/f", 10)
                            .file("a/node_modules/x/package.json", "{}")};
    CHECK(image.owner("usr/f") == "dpkg p7");
    CHECK(image.owner("a/node_modules/x/package.json") == "files /");
    REQUIRE(image.attribution.problems.size() == 1);
    CHECK(image.attribution.problems[0].severity == Problem::Severity::error);
    CHECK(image.attribution.packages.size() <= limits::packages);
}

TEST_CASE("A list that a million stanzas name is read once") {
    const Weighed image{Tar()
                            .file("var/lib/dpkg/status", repeated(stanza("a"), 99'000))
                            .file("var/lib/dpkg/info/a.list", repeated("/usr/f\n", 100'000))
                            .file("usr/f", 10)};
    CHECK(image.rows(Ecosystem::dpkg) == Rows{"a: 10 bytes, 1 files, layer 0"});
    std::string status;
    for (size_t number = 0; number < 50'000; ++number)
        status += "Package: a\nMulti-Arch: same\nArchitecture: x" + std::to_string(number) +
                  "\nStatus: a b installed\n\n";
    CHECK(Weighed{Tar()
                      .file("var/lib/dpkg/status", status)
                      .file("var/lib/dpkg/info/a.list", repeated("/usr/f\n", 100'000))
                      .file("usr/f", 10)}
              .rows(Ecosystem::dpkg)
              .size() == 50'000);
}

TEST_CASE("Distributions that all claim the same directory cost no more than one") {
    Tar tar;
    for (int number = 0; number < 10'000; ++number) {
        tar.file("s/d" + std::to_string(number) + ".egg-info/top_level.txt", "all\n");
        tar.file("s/all/f" + std::to_string(number), 1);
    }
    CHECK(Weighed{tar}.owner("s/all/f9999") == "python d0");
}

TEST_CASE("Packages in packages, very deep, cost what their paths do") {
    Tar tar;
    std::string path = "a";
    for (int level = 0; level < 60; ++level) {
        path += "/node_modules/p";
        tar.file(path + "/package.json", "{}").file(path + "/f", 1);
    }
    CHECK(Weighed{tar}.rows(Ecosystem::npm).size() == 60);
}

TEST_CASE("Names and paths that are too long make no package, and the report says so") {
    const std::string name(5000, 'n');
    const Weighed image{Tar()
                            .file("var/lib/dpkg/status", stanza(name) + stanza("ok"))
                            .file(repeated("deep/", 300) + "node_modules/a/package.json", R"({"name":"a"})")
                            .file("node_modules/b/package.json", R"({"name":")" + name + R"("})")
                            .file("opt/conda-meta/c-1-0.json", R"({"name":")" + name + R"(","files":["f"]})")
                            .file("opt/f", 1)
                            .file(repeated("x", 2000) + "/f", 1)
                            .file(repeated("deep/", 300) + "model.onnx", 1)};
    CHECK(image.rows(Ecosystem::dpkg) == Rows{"ok: 0 bytes, 0 files, layer 0"});
    CHECK(image.rows(Ecosystem::npm).empty());
    CHECK(image.owner("opt/f") == "conda c");
    CHECK(image.owner(repeated("x", 2000) + "/f") == "files /");
    REQUIRE(image.attribution.problems.size() == 1);
    CHECK(image.attribution.problems[0].message.starts_with("5 packages and groups"));
}

TEST_CASE("Problems have a limit") {
    Tar tar;
    for (int number = 0; number < 1000; ++number)
        tar.file("conda-meta/p" + std::to_string(number) + "-1-0.json", "{");
    CHECK(Weighed{tar}.attribution.problems.size() == limits::problems);
}

TEST_CASE("JSON that nests without end is read no deeper") {
    const std::string deep = R"({"name":)" + std::string(1'000'000, '[');
    const Weighed image{
        Tar().file("node_modules/a/package.json", deep).file("o/conda-meta/b-1-0.json", deep)};
    CHECK(image.rows(Ecosystem::npm).size() == 1);
    CHECK(image.rows(Ecosystem::conda).size() == 1);
}

TEST_CASE("Lists lead nowhere but to files of the image") {
    const std::string paths = "/../../../../etc/passwd\n..\n.\n/\n\n//\n../../f\n" +
                              std::string(100'000, '/') + "\n" + repeated("a/", 50'000) + "\n" +
                              repeated("../", 50'000) + "f\n\xff\xfe\n" + std::string("nul\0byte\n", 9);
    const Weighed image{Tar()
                            .file("var/lib/dpkg/status", stanza("a"))
                            .file("var/lib/dpkg/info/a.list", paths)
                            .file("s/b-1.dist-info/RECORD", paths)
                            .file("etc/passwd", 10)
                            .file("f", 1)};
    CHECK(image.owner("etc/passwd") == "dpkg a");
    CHECK(image.owner("f") == "dpkg a");
}

TEST_CASE("Databases of noise claim nothing that is not there, and leave the sums right") {
    const std::vector<std::string> pieces = {"Package: ",
                                             "Status: x y installed",
                                             "\n",
                                             "\n\n",
                                             "/usr/bin/f",
                                             "../",
                                             "P:",
                                             "F:",
                                             "R:",
                                             "{",
                                             "}",
                                             "[",
                                             "]",
                                             "\"",
                                             "\"files\":",
                                             "\"name\":",
                                             ",",
                                             ":",
                                             "=",
                                             "name = \"",
                                             "a",
                                             "\xff",
                                             std::string(1, '\0'),
                                             "\r\n",
                                             "  "};
    const char* paths[] = {"var/lib/dpkg/status",
                           "var/lib/dpkg/info/a.list",
                           "var/lib/dpkg/diversions",
                           "var/lib/dpkg/status.d/x",
                           "var/lib/dpkg/status.d/x.md5sums",
                           "lib/apk/db/installed",
                           "o/conda-meta/a-1-0.json",
                           "o/conda-meta/a.json",
                           "o/conda-meta/-.json",
                           "s/a-1.dist-info/RECORD",
                           "s/a-1.dist-info/METADATA",
                           "s/.dist-info/RECORD",
                           "s/.egg-info",
                           "s/-py.egg-info",
                           "s/a.egg-info/PKG-INFO",
                           "s/a.egg-info/top_level.txt",
                           "s/a.egg-info/installed-files.txt",
                           "s/a.egg/EGG-INFO/PKG-INFO",
                           "node_modules/a/package.json",
                           "R/library/a/DESCRIPTION",
                           "packages/A/abcde/Project.toml"};
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        Tar tar;
        tar.file("usr/bin/f", 7).symlink("usr/lib", "bin");
        for (const char* path : paths) {
            std::string noise;
            for (size_t count = random() % 40; count > 0; --count) noise += pieces[random() % pieces.size()];
            tar.file(path, noise);
        }
        const Weighed image{tar};
        CHECK_FALSE(image.owner("usr/bin/f").empty());
    }
}
