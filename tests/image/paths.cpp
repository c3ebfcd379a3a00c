#include "core/image/paths.h"

#include <catch2/catch_test_macros.hpp>

using namespace plimsoll::image;

namespace {

std::vector<std::string> components(std::string_view path) {
    std::vector<std::string> parts;
    for_each_component(
        path, [&](std::string_view part) { parts.emplace_back(part); },
        [&] {
            if (!parts.empty()) parts.pop_back();
        });
    return parts;
}

}  // namespace

TEST_CASE("A path's components are what lies below the root") {
    using Parts = std::vector<std::string>;
    struct {
        const char* path;
        Parts expected;
    } const cases[] = {
        {"usr/bin/env", {"usr", "bin", "env"}},
        {"/usr/bin/", {"usr", "bin"}},
        {"./usr//bin/./env", {"usr", "bin", "env"}},
        {"", {}},
        {".", {}},
        {"./", {}},
        {"/", {}},
        {"a/../b", {"b"}},
        {"../../etc/passwd", {"etc", "passwd"}},
        {"a/b/../../..", {}},
        {"...", {"..."}},
        {"..a/b..", {"..a", "b.."}},
        {" ", {" "}},
        {"C:\\x", {"C:\\x"}},
    };
    for (const auto& [path, expected] : cases) {
        CAPTURE(path);
        CHECK(components(path) == expected);
    }
}

TEST_CASE("A path has one number, however often it is added") {
    Paths paths;
    PathIndex index(paths);
    const uint32_t usr = index.add(Paths::root, "usr");
    const uint32_t bin = index.add(usr, "bin");
    CHECK(index.add(Paths::root, "usr") == usr);
    CHECK(index.add(usr, "bin") == bin);
    CHECK(index.add(Paths::root, "bin") != bin);
    CHECK(index.find(usr, "bin") == bin);
    CHECK(index.find(usr, "lib") == Paths::none);
    CHECK(paths.size() == 4);
}

TEST_CASE("A path's text and depth are counted from the root") {
    Paths paths;
    PathIndex index(paths);
    const uint32_t path = index.add(index.add(index.add(Paths::root, "usr"), "bin"), "env");
    CHECK(paths.text(path) == "/usr/bin/env");
    CHECK(paths.depth(path) == 3);
    CHECK(paths.text(Paths::root) == "/");
    CHECK(paths.depth(Paths::root) == 0);
}

TEST_CASE("Paths that differ in one byte are two paths") {
    Paths paths;
    PathIndex index(paths);
    const std::string with_zero("a\0b", 3);
    CHECK(index.add(Paths::root, "caf\xc3\xa9") != index.add(Paths::root, "cafe\xcc\x81"));
    CHECK(index.add(Paths::root, "a") != index.add(Paths::root, "A"));
    CHECK(index.add(Paths::root, "a") != index.add(Paths::root, with_zero));
    CHECK(index.add(Paths::root, "") != Paths::root);
}

TEST_CASE("Many paths are all found again, also by an index that is made later") {
    Paths paths;
    PathIndex index(paths);
    for (int number = 0; number < 50'000; ++number)
        index.add(index.add(Paths::root, std::to_string(number % 100)), std::to_string(number));
    CHECK(paths.size() == 1 + 100 + 50'000);
    PathIndex later(paths);
    bool all = true;
    for (uint32_t path = 1; path < paths.size(); ++path) {
        all = all && index.find(paths.nodes[path].parent, paths.name(path)) == path;
        all = all && later.find(paths.nodes[path].parent, paths.name(path)) == path;
        all = all && paths.nodes[path].parent < path;
    }
    CHECK(all);
}
