#include "core/packages/lookup.h"

#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;
using image::Paths;

namespace {

class Found {
 public:
    Found(std::initializer_list<Tar> layers) : stack_(layers) {
        for (const auto& scan : stack_.scans) pointers_.push_back(&scan);
    }

    /// The text of what is found; empty where nothing is.
    std::string operator()(std::string_view path, std::string_view from = "") {
        return text(lookup_.find(stack_.path(from), path));
    }
    std::string directory(std::string_view path, std::string_view from = "") {
        return text(lookup_.directory(stack_.path(from), path));
    }

 private:
    std::string text(uint32_t path) const {
        return path == Paths::none ? "" : stack_.files.paths().text(path);
    }

    Stack stack_;
    std::vector<const image::LayerScan*> pointers_;
    packages::Lookup lookup_{stack_.files, pointers_};
};

}  // namespace

TEST_CASE("A path is found through links to directories, its last component is not followed") {
    Found find{Tar()
                   .symlink("lib", "usr/lib")
                   .symlink("usr/lib/x", "/usr/share/./x//")
                   .symlink("usr/share/x", "../lib/../real")
                   .file("usr/real/f", 1)
                   .symlink("usr/real/link", "f")};
    CHECK(find("/lib/x/f") == "/usr/real/f");
    CHECK(find("lib/x/f") == "/usr/real/f");
    CHECK(find("/usr/lib/x/link") == "/usr/real/link");
    CHECK(find("/lib/x/link/f").empty());
    CHECK(find("/lib") == "/lib");
    CHECK(find("/lib/x") == "/usr/lib/x");
    CHECK(find.directory("/lib/x") == "/usr/real");
    CHECK(find.directory("/usr/real/f").empty());
    CHECK(find("/lib/x/missing").empty());
    CHECK(find("/lib/missing/f").empty());
    CHECK(find("f", "usr/real") == "/usr/real/f");
    CHECK(find("../lib/x/f", "usr/real") == "/usr/real/f");
    CHECK(find("/usr/real/f", "usr/real") == "/usr/real/f");
}

TEST_CASE("Paths are walked as the kernel does: empty parts, dots, and the parent of where a link led") {
    Found find{Tar().file("a/b/f", 1).file("a/g", 1).symlink("to-b", "a/b").file("top", 1)};
    CHECK(find("//a///b/./f") == "/a/b/f");
    CHECK(find("/to-b/../g") == "/a/g");
    CHECK(find("/../../a/g") == "/a/g");
    CHECK(find("../../../top", "a/b") == "/top");
    CHECK(find("/a/b/f/") == "/a/b/f");
    for (const char* none : {"", "/", ".", "..", "/a/.", "/a/..", "/a/b/f/x", "/a/b/f/../f"}) {
        CAPTURE(none);
        CHECK(find(none).empty());
    }
    CHECK(find.directory("") == "/");
    CHECK(find.directory("/a/b/") == "/a/b");
}

TEST_CASE("Links in a circle come to nothing, and long chains to their end") {
    Tar tar;
    tar.symlink("a", "b").symlink("b", "c/x").symlink("c", "a").symlink("self", "self").symlink("empty", "");
    tar.symlink("into", "self/..").symlink("to-file", "f").file("f", 1).file("end/f", 1);
    for (int number = 0; number < 3000; ++number)
        tar.symlink("l" + std::to_string(number), number == 0 ? "end" : "l" + std::to_string(number - 1));
    Found find{tar};
    for (const char* none : {"a/x", "b/x", "c/x", "self/x", "into/f", "empty/f", "to-file/x"}) {
        CAPTURE(none);
        CHECK(find(none).empty());
    }
    CHECK(find("l2999/f") == "/end/f");
    CHECK(find("l7/f") == "/end/f");
}

TEST_CASE("A link is the one of the layer that shows, and what is gone is not found") {
    Found find{Tar().symlink("l", "one").file("one/f", 1).file("two/f", 1).file("three/f", 1),
               Tar().symlink("l", "two").whiteout("three")};
    CHECK(find("l/f") == "/two/f");
    CHECK(find("three/f").empty());
    CHECK(find.directory("three").empty());
}

TEST_CASE("Paths longer than Linux takes are not walked") {
    Found find{Tar().file("a/f", 1)};
    CHECK(find(std::string(4000, '/') + "a/f") == "/a/f");
    CHECK(find(std::string(5000, '/') + "a/f").empty());
}
