#include <utility>

#include "core/limits.h"
#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;

// ------------------------------------------------------------------------------- one layer on another

TEST_CASE("Without layers there is an empty root") {
    const image::FileSystem files;
    CHECK(files.totals().directories == 0);
    CHECK(files.children(image::Paths::root).empty());
}

TEST_CASE("Files of several layers are all there") {
    const Stack stack{Tar().file("a", "1"), Tar().file("b", "22"), Tar().file("d/c", "333")};
    CHECK(stack.at("a") == "file 1");
    CHECK(stack.at("b") == "file 2");
    CHECK(stack.at("d") == "directory");
    CHECK(stack.at("d/c") == "file 3");
    const auto totals = stack.files.totals();
    CHECK(totals.files == 3);
    CHECK(totals.inodes == 3);
    CHECK(totals.bytes == 6);
    CHECK(totals.path_bytes == 6);
    CHECK(totals.directories == 1);
    CHECK(totals.directory_depth == 1);
}

TEST_CASE("A file of a higher layer hides that of a lower one") {
    const Stack stack{Tar().file("a", "12345"), Tar().file("a", "678")};
    CHECK(stack.at("a") == "file 3");
    CHECK(stack.effect(1, 0) == "changed hides 5");
    CHECK(stack.hidden_bytes(0) == 5);
    CHECK(stack.hidden_bytes(1) == 0);
}

TEST_CASE("A file that is shipped twice the same is hidden all the same") {
    const Stack stack{Tar().file("a", "12345"), Tar().file("a", "12345")};
    CHECK(stack.effect(1, 0) == "changed hides 5");
    CHECK(stack.files.totals().bytes == 5);
}

TEST_CASE("Within one layer the last of several entries counts") {
    const Stack stack{Tar().file("a", "12345").file("a", "678")};
    CHECK(stack.at("a") == "file 3");
    CHECK(stack.hidden_bytes(0) == 5);
    CHECK(stack.effect(0, 1) == "added");
}

TEST_CASE("The origin of a path is the entry that says what is there") {
    const Stack stack{Tar().file("a", "1").symlink("s", "a").file("d/x", "1"),
                      Tar().hardlink("b", "a").hardlink("t", "s").hardlink("u", "t"),
                      Tar().directory("d").file("a", "22").whiteout("s"),
                      Tar().directory("d").hardlink("c", "a")};
    const auto origin = [&](std::string_view path) {
        const auto [layer, entry] = stack.files.origin(stack.path(path));
        return entry == image::Paths::none ? "none" : std::to_string(layer) + "." + std::to_string(entry);
    };
    CHECK(origin("b") == "0.0");  // a hard link, whose first path is another file by now
    CHECK(origin("a") == "2.1");
    CHECK(origin("c") == "2.1");
    CHECK(origin("t") == "0.1");  // a hard link to a symbolic link that is gone
    CHECK(origin("u") == "0.1");
    CHECK(origin("d/x") == "0.2");
    CHECK(origin("d") == "3.0");  // the last that names the directory, if not the one that made it
    CHECK(origin("") == "none");
    CHECK(Stack{Tar().file("d/x", "1")}.files.origin(1).entry == image::Paths::none);
    const Stack again{Tar().directory("d"), Tar().whiteout("d"), Tar().file("d/x", "1")};
    CHECK(again.files.origin(again.path("d")).entry == image::Paths::none);
}

TEST_CASE("A directory that was there stays, with all that is in it") {
    const Stack stack{Tar().directory("d").file("d/a", "1"), Tar().directory("d").file("d/b", "2")};
    CHECK(stack.at("d/a") == "file 1");
    CHECK(stack.at("d/b") == "file 1");
    CHECK(stack.effect(1, 0) == "kept");
    CHECK(stack.effect(1, 1) == "added");
}

TEST_CASE("A file replaces a directory and all below it") {
    const Stack stack{Tar().directory("d").file("d/a", "123").file("d/e/f", "45"), Tar().file("d", "6")};
    CHECK(stack.at("d") == "file 1");
    CHECK(stack.at("d/a") == "absent");
    CHECK(stack.at("d/e") == "absent");
    CHECK(stack.effect(1, 0) == "changed hides 5");
}

TEST_CASE("A directory replaces a file") {
    const Stack stack{Tar().file("d", "123"), Tar().directory("d").file("d/a", "4")};
    CHECK(stack.at("d") == "directory");
    CHECK(stack.at("d/a") == "file 1");
    CHECK(stack.effect(1, 0) == "changed hides 3");
}

TEST_CASE("A directory replaces a symbolic link, which is not followed") {
    const Stack stack{Tar().directory("real").file("real/a", "1").symlink("d", "real"),
                      Tar().directory("d").file("d/b", "2")};
    CHECK(stack.at("d") == "directory");
    CHECK(stack.at("d/b") == "file 1");
    CHECK(stack.at("real/b") == "absent");
}

TEST_CASE("What lies below a link or a file in some layer makes it a directory") {
    for (const Tar& lower : {Tar().symlink("d", "real"), Tar().file("d", ""), Tar().special("d", '6')}) {
        const Stack stack{lower, Tar().file("d/a", "1")};
        CHECK(stack.at("d") == "directory");
        CHECK(stack.at("d/a") == "file 1");
    }
}

TEST_CASE("A file that becomes a directory implicitly is hidden by what lies below") {
    const Stack stack{Tar().file("d", "123"), Tar().file("d/e/f", "4")};
    CHECK(stack.effect(1, 0) == "added hides 3");
    CHECK(stack.at("d/e") == "directory");
    CHECK(stack.hidden_bytes(0) == 3);
}

TEST_CASE("A link replaces a file, and a file a link") {
    const Stack stack{Tar().file("a", "123").symlink("b", "a"), Tar().symlink("a", "x").file("b", "45")};
    CHECK(stack.at("a") == "symlink");
    CHECK(stack.at("b") == "file 2");
    CHECK(stack.effect(1, 0) == "changed hides 3");
    CHECK(stack.effect(1, 1) == "changed");
}

// ------------------------------------------------------------------------------------------- whiteouts

TEST_CASE("A whiteout hides a file of a lower layer") {
    const Stack stack{Tar().file("a", "123").file("b", "4"), Tar().whiteout("a")};
    CHECK(stack.at("a") == "absent");
    CHECK(stack.at("b") == "file 1");
    CHECK(stack.effect(1, 0) == "removed hides 3");
    CHECK(stack.hidden_bytes(0) == 3);
}

TEST_CASE("A whiteout of a directory hides all below it") {
    const Stack stack{Tar().directory("d").file("d/a", "123").file("d/e/f", "45"), Tar().whiteout("d")};
    CHECK(stack.at("d") == "absent");
    CHECK(stack.at("d/e/f") == "absent");
    CHECK(stack.effect(1, 0) == "removed hides 5");
    CHECK(stack.files.totals().directories == 0);
}

TEST_CASE("A whiteout hides what lower layers have, whatever its place in the tar") {
    const Stack before{Tar().file("a", "123"), Tar().whiteout("a").file("a", "4")};
    const Stack after{Tar().file("a", "123"), Tar().file("a", "4").whiteout("a")};
    CHECK(before.at("a") == "file 1");
    CHECK(after.at("a") == "file 1");
    CHECK(before.hidden_bytes(0) == 3);
    CHECK(after.hidden_bytes(0) == 3);
}

TEST_CASE("An entry at a path that its own layer whites out is a change") {
    const Stack stack{Tar().file("a", "123"), Tar().file("a", "4").whiteout("a")};
    CHECK(stack.effect(1, 0) == "changed");
    CHECK(stack.effect(1, 1) == "removed hides 3");
}

TEST_CASE("A whiteout does not hide its own layer's files") {
    const Stack stack{Tar().file("a", "123").whiteout("a")};
    CHECK(stack.at("a") == "file 3");
    CHECK(stack.effect(0, 0) == "added");
    CHECK(stack.effect(0, 1) == "kept");
}

TEST_CASE("A directory that is whited out and made anew starts empty") {
    for (const bool whiteout_first : {true, false}) {
        Tar upper;
        if (whiteout_first) upper.whiteout("d");
        upper.directory("d").file("d/new", "1");
        if (!whiteout_first) upper.whiteout("d");
        const Stack stack{Tar().directory("d").file("d/old", "123"), upper};
        CHECK(stack.at("d") == "directory");
        CHECK(stack.at("d/old") == "absent");
        CHECK(stack.at("d/new") == "file 1");
    }
}

TEST_CASE("A whiteout of nothing changes nothing") {
    const Stack stack{Tar().file("a", "1"), Tar().whiteout("b").whiteout("d/c").opaque("e")};
    CHECK(stack.effect(1, 0) == "kept");
    CHECK(stack.effect(1, 1) == "kept");
    CHECK(stack.effect(1, 2) == "kept");
    CHECK(stack.at("d") == "absent");
    CHECK(stack.files.totals().files == 1);
}

TEST_CASE("A second whiteout finds nothing any more") {
    const Stack stack{Tar().file("a", "1"), Tar().whiteout("a"), Tar().whiteout("a")};
    CHECK(stack.effect(1, 0) == "removed hides 1");
    CHECK(stack.effect(2, 0) == "kept");
}

TEST_CASE("A file can come back above its whiteout") {
    const Stack stack{Tar().file("a", "123"), Tar().whiteout("a"), Tar().file("a", "45")};
    CHECK(stack.at("a") == "file 2");
    CHECK(stack.effect(2, 0) == "added");
}

TEST_CASE("A whiteout of a symbolic link hides the link and not its target") {
    const Stack stack{Tar().directory("real").file("real/a", "1").symlink("d", "real"), Tar().whiteout("d")};
    CHECK(stack.at("d") == "absent");
    CHECK(stack.at("real/a") == "file 1");
}

TEST_CASE("Whiteouts below a symbolic link do not reach its target") {
    const Stack stack{Tar().directory("real").file("real/a", "1").symlink("d", "real"),
                      Tar().whiteout("d/a").opaque("d")};
    CHECK(stack.at("real/a") == "file 1");
    CHECK(stack.at("d") == "symlink");
}

TEST_CASE("The notes that union file systems keep hide nothing") {
    const Stack stack{Tar().file("plnk", "1").file(".wh.plnk", ""),
                      Tar().file(".wh..wh.plnk", "").file(".wh..wh.aufs", "")};
    CHECK(stack.at("plnk") == "file 1");
    CHECK(stack.effect(1, 0) == "kept");
}

// ------------------------------------------------------------------------------------ opaque directories

TEST_CASE("An opaque marker hides what lower layers have in the directory, and keeps the directory") {
    const Stack stack{Tar().directory("d").file("d/a", "123").file("d/e/f", "45"), Tar().opaque("d")};
    CHECK(stack.at("d") == "directory");
    CHECK(stack.at("d/a") == "absent");
    CHECK(stack.at("d/e") == "absent");
    CHECK(stack.effect(1, 0) == "removed hides 5");
}

TEST_CASE("An opaque marker leaves its own layer's files, whatever its place in the tar") {
    const Stack before{Tar().file("d/old", "123"), Tar().opaque("d").file("d/new", "4")};
    const Stack after{Tar().file("d/old", "123"), Tar().file("d/new", "4").opaque("d")};
    for (const Stack* stack : {&before, &after}) {
        CHECK(stack->at("d/old") == "absent");
        CHECK(stack->at("d/new") == "file 1");
    }
}

TEST_CASE("An opaque marker in the root hides everything below its layer") {
    const Stack stack{Tar().file("a", "1").file("d/b", "2"), Tar().opaque("").file("c", "3")};
    CHECK(stack.at("a") == "absent");
    CHECK(stack.at("d") == "absent");
    CHECK(stack.at("c") == "file 1");
}

TEST_CASE("An opaque marker hides nothing of a file or of a layer above") {
    const Stack stack{Tar().file("d", "123"), Tar().opaque("d")};
    CHECK(stack.at("d") == "file 3");
    const Stack above{Tar().file("d/a", "1"), Tar().opaque("d"), Tar().file("d/b", "2")};
    CHECK(above.at("d/b") == "file 1");
}

TEST_CASE("A directory that is opaque and whited out hides its files once") {
    const Stack stack{Tar().file("d/a", "123"), Tar().opaque("d").whiteout("d").whiteout("d/a")};
    CHECK(stack.hidden_bytes(0) == 3);
    uint64_t hides = 0;
    for (uint32_t entry = 0; entry < stack.files.effects(1).size(); ++entry)
        hides += stack.files.hides(1, entry);
    CHECK(hides == 3);
}

// ------------------------------------------------------------------------------------------- hard links

TEST_CASE("Hard links are paths of one file") {
    const Stack stack{Tar().file("a", "123").hardlink("b", "a").hardlink("c", "./a")};
    CHECK(stack.at("b") == "file 3");
    const auto totals = stack.files.totals();
    CHECK(totals.files == 3);
    CHECK(totals.inodes == 1);
    CHECK(totals.bytes == 3);
    CHECK(totals.path_bytes == 9);
}

TEST_CASE("A file is hidden once its last link is") {
    const Stack one{Tar().file("a", "123").hardlink("b", "a"), Tar().whiteout("a")};
    CHECK(one.at("b") == "file 3");
    CHECK(one.effect(1, 0) == "removed");
    CHECK(one.hidden_bytes(0) == 0);
    const Stack both{Tar().file("a", "123").hardlink("b", "a"), Tar().whiteout("a"), Tar().whiteout("b")};
    CHECK(both.effect(2, 0) == "removed hides 3");
    CHECK(both.hidden_bytes(0) == 3);
    CHECK(both.files.inodes()[0].hidden_by == 2);
}

TEST_CASE("A hard link can reach into a lower layer") {
    const Stack stack{Tar().file("a", "123"), Tar().hardlink("b", "a"), Tar().whiteout("a")};
    CHECK(stack.at("b") == "file 3");
    CHECK(stack.files.totals().inodes == 1);
    CHECK(stack.hidden_bytes(0) == 0);
}

TEST_CASE("A hard link to nothing, to a directory or to what comes later is broken") {
    const Stack stack{Tar()
                          .hardlink("a", "missing")
                          .directory("d")
                          .hardlink("b", "d")
                          .hardlink("c", "later")
                          .file("later", "1")};
    CHECK(stack.at("a") == "broken");
    CHECK(stack.at("b") == "broken");
    CHECK(stack.at("c") == "broken");
    CHECK(stack.files.totals().broken_hardlinks == 3);
    CHECK(stack.files.totals().files == 1);
}

TEST_CASE("A hard link to itself is broken, or keeps the file that a lower layer has there") {
    CHECK(Stack{Tar().hardlink("a", "a")}.at("a") == "broken");
    const Stack lower{Tar().file("a", "123"), Tar().hardlink("a", "a")};
    CHECK(lower.at("a") == "file 3");
    CHECK(lower.files.totals().inodes == 1);
    CHECK(lower.hidden_bytes(0) == 0);
}

TEST_CASE("A hard link to what its own layer whites out is broken") {
    const Stack stack{Tar().file("a", "123"), Tar().hardlink("b", "a").whiteout("a")};
    CHECK(stack.at("b") == "broken");
    CHECK(stack.hidden_bytes(0) == 3);
}

TEST_CASE("A hard link to a symbolic link or a device is one itself") {
    const Stack stack{Tar().symlink("s", "x").special("p", '6').hardlink("a", "s").hardlink("b", "p")};
    CHECK(stack.at("a") == "symlink");
    CHECK(stack.at("b") == "other");
}

TEST_CASE("A hard link that takes the place of its target's directory keeps the file") {
    const Stack stack{Tar().file("d/a", "123"), Tar().hardlink("d", "d/a")};
    CHECK(stack.at("d") == "file 3");
    CHECK(stack.hidden_bytes(0) == 0);
}

TEST_CASE("A hard link's target is taken as below the root, and links on the way are not followed") {
    const Stack stack{Tar()
                          .file("d/a", "123")
                          .symlink("s", "d")
                          .hardlink("b", "/d/../d/./a")
                          .hardlink("c", "../d/a")
                          .hardlink("e", "s/a")};
    CHECK(stack.at("b") == "file 3");
    CHECK(stack.at("c") == "file 3");
    CHECK(stack.at("e") == "broken");
}

// ------------------------------------------------------------------------------------ what is told of it

TEST_CASE("Which layer put a path there as it is") {
    const Stack stack{Tar().file("a", "1").directory("d"), Tar().file("a", "2").directory("d").file("b", "3"),
                      Tar().file("c", "4")};
    CHECK(stack.files.layer(stack.path("a")) == 1);
    CHECK(stack.files.layer(stack.path("b")) == 1);
    CHECK(stack.files.layer(stack.path("c")) == 2);
    CHECK(stack.files.layer(stack.path("d")) == 0);
}

TEST_CASE("Which entry put a path there as it is") {
    const Stack stack{Tar().file("x", "1").file("a", "1").directory("d"),
                      Tar().file("a", "2").whiteout("x").directory("d").file("i/b", "3")};
    CHECK(stack.files.entry(stack.path("a")) == 0);
    CHECK(stack.files.entry(stack.path("d")) == 2);
    CHECK(stack.files.entry(stack.path("i/b")) == 3);
    CHECK(stack.files.entry(stack.path("i")) == image::Paths::none);
}

TEST_CASE("Children come sorted by the bytes of their names, without those that are gone") {
    const Stack stack{Tar().file("b", "").file("\xff", "").file("a", "").file("B", "").file("gone", ""),
                      Tar().whiteout("gone")};
    std::vector<std::string> names;
    for (const uint32_t child : stack.files.children(image::Paths::root))
        names.emplace_back(stack.files.paths().name(child));
    CHECK(names == std::vector<std::string>{"B", "a", "b", "\xff"});
}

TEST_CASE("What a file ships can be followed through its effect") {
    const Stack stack{Tar().file("a", "123"), Tar().whiteout("a")};
    const auto& shipped = stack.files.effects(0)[0];
    REQUIRE(shipped.inode != image::Paths::none);
    const auto& inode = stack.files.inodes()[shipped.inode];
    CHECK(inode.size == 3);
    CHECK(inode.layer == 0);
    CHECK(inode.path == stack.path("a"));
    CHECK(inode.links == 0);
    CHECK(inode.hidden_by == 1);
}

TEST_CASE("Repeated paths are those that two or more layers name, without directories") {
    struct {
        const char* what;
        std::vector<Tar> layers;
        uint64_t paths, bytes;
    } const cases[] = {
        {"no path twice", {Tar().file("a", "123"), Tar().file("b", "4")}, 0, 0},
        {"a file twice", {Tar().file("a", "123"), Tar().file("a", "4")}, 1, 3},
        {"a file three times", {Tar().file("a", "123"), Tar().file("a", "45"), Tar().file("a", "6")}, 1, 5},
        {"a file and its whiteout", {Tar().file("a", "123"), Tar().whiteout("a")}, 1, 3},
        {"a whiteout between", {Tar().file("a", "123"), Tar().whiteout("a"), Tar().file("a", "45")}, 1, 3},
        {"a directory twice", {Tar().directory("d"), Tar().directory("d")}, 0, 0},
        {"links have no bytes", {Tar().symlink("a", "x"), Tar().file("a", "4")}, 1, 0},
        {"twice in one layer only", {Tar().file("a", "123").file("a", "4")}, 0, 0},
        {"the last in a layer counts", {Tar().file("a", "123").file("a", "45"), Tar().file("a", "6")}, 1, 2},
        {"whiteout and file in one layer",
         {Tar().file("a", "123"), Tar().whiteout("a").file("a", "4")},
         1,
         3},
        {"a whiteout of the directory names no file", {Tar().file("d/a", "123"), Tar().whiteout("d")}, 0, 0},
        {"an opaque marker names no path", {Tar().file("d/a", "123"), Tar().opaque("d")}, 0, 0},
    };
    for (const auto& [what, layers, paths, bytes] : cases) {
        CAPTURE(what);
        const Stack stack(layers);
        CHECK(stack.files.repeated().paths == paths);
        CHECK(stack.files.repeated().bytes == bytes);
    }
}

TEST_CASE("A very deep path costs no more than its length") {
    std::string deep;
    for (int level = 0; level < 200'000; ++level) deep += "a/";
    const Stack stack{Tar().file(deep + "f", "x")};
    CHECK(stack.files.totals().directory_depth == 200'000);
    CHECK(stack.files.totals().directories == 200'000);
}

TEST_CASE("An image that repeats a large layer is merged up to a limit") {
    Tar tar;
    for (int number = 0; number < 20'000; ++number) tar.file("f" + std::to_string(number), "");
    const image::LayerScan layer = scan(tar);
    image::FileSystem files;
    const uint64_t times = limits::image_entries / layer.index.entries.size();
    for (uint64_t number = 0; number < times; ++number) REQUIRE(files.add_layer(layer.index) == 0);
    CHECK(files.add_layer(layer.index) == layer.index.entries.size());
    CHECK(files.merged(static_cast<uint32_t>(times - 1)));
    CHECK_FALSE(files.merged(static_cast<uint32_t>(times)));
    CHECK(files.effects(static_cast<uint32_t>(times)).empty());
    CHECK(files.layers() == times + 1);
    CHECK(files.totals().files == 20'000);
}
