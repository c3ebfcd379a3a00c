#include <map>

#include "core/limits.h"
#include "core/report/compare.h"
#include "tests/support/image_builder.h"
#include "tests/support/reports.h"

using namespace plimsoll;
using namespace plimsoll::test;
using report::Comparison;
using report::FileDifference;

namespace {

/// Compares two images of such layers.
Comparison::Files compare(const std::vector<Tar>& layers_a, const std::vector<Tar>& layers_b,
                          bool hash = false) {
    const auto analysis = [&](const std::vector<Tar>& layers) {
        ImageParts parts;
        for (const Tar& layer : layers) parts.layers.push_back(layer.finish());
        return analysed(docker_25(parts), hash);
    };
    const auto a = analysis(layers_a), b = analysis(layers_b);
    const auto report_a = a->report(), report_b = b->report();
    const auto comparison = report::compare({report_a, a.get()}, {report_b, b.get()});
    REQUIRE(comparison.files);
    const auto& files = *comparison.files;
    // What holds for all pairs of images.
    CHECK(report_a.filesystem.path_bytes + files.added.bytes + files.changed.bytes.b ==
          report_b.filesystem.path_bytes + files.removed.bytes + files.changed.bytes.a);
    CHECK(report_a.filesystem.directories >=
          files.removed.directories + files.changed.directories + files.same.directories);
    return files;
}

/// "content, mode", or "none" where the path is not among the changed ones that are listed.
std::string change_of(const Comparison::Files& files, std::string_view path) {
    for (const auto& row : files.changed.rows) {
        if (row.path != path) continue;
        std::string text;
        for (const auto difference : row.differences)
            text += (text.empty() ? "" : ", ") + std::string(report::name_of(difference));
        return text;
    }
    return "none";
}

Tar with_mode(std::string_view path, std::string_view content, uint32_t mode, uint64_t user = 0,
              char type = '0') {
    TarHeader header;
    header.path = path;
    header.type = type;
    header.size = content.size();
    header.mode = mode;
    header.user = user;
    return Tar().entry(header, content);
}

}  // namespace

TEST_CASE("The same image has nothing added, removed or changed") {
    const std::vector<Tar> layers{
        Tar().directory("d").file("d/a", "12345").symlink("s", "d/a").hardlink("h", "d/a"),
        Tar().special("p", '6').whiteout("d/a").hardlink("broken", "nowhere")};
    for (const bool hash : {false, true}) {
        const auto files = compare(layers, layers, hash);
        CHECK(files.added.paths + files.removed.paths + files.changed.paths == 0);
        CHECK(files.added.directories + files.removed.directories + files.changed.directories == 0);
        CHECK(files.same.paths == 4);
        CHECK(files.same.directories == 1);
        CHECK(files.same.bytes == 5);
        CHECK(files.same.by_size == 0);  // the layers are shared
        CHECK(files.hashed == hash);
    }
}

TEST_CASE("What only one image has is added or removed, with its bytes") {
    const auto files =
        compare({Tar().file("a", "12345").file("gone", "123").directory("e").symlink("s", "a")},
                {Tar().file("a", "12345").file("n/new", "1234567").hardlink("n/link", "n/new")});
    CHECK(files.added.paths == 2);
    CHECK(files.added.directories == 1);
    CHECK(files.added.bytes == 14);  // a hard link counts each time
    CHECK(files.removed.paths == 2);
    CHECK(files.removed.directories == 1);
    CHECK(files.removed.bytes == 3);
    CHECK(files.same.paths == 1);
    REQUIRE(files.added.rows.size() == 2);
    CHECK(files.added.rows[0].path == "/n/new");
    CHECK_FALSE(files.added.rows[0].a);
    CHECK(files.added.rows[0].b->bytes == 7);
    CHECK(files.added.rows[1].path == "/n/link");
    REQUIRE(files.removed.rows.size() == 2);
    CHECK(files.removed.rows[0].path == "/gone");
    CHECK(files.removed.rows[1].path == "/s");
    CHECK(files.removed.rows[1].a->kind == image::FileSystem::Kind::symlink);
    CHECK(files.removed.rows[1].a->target == "a");
    CHECK_FALSE(files.removed.rows[1].b);
}

TEST_CASE("It is the final file systems that are compared, whatever layer brings what") {
    const auto files = compare({Tar().file("a", "1").file("b", "22"), Tar().whiteout("a").file("b", "333")},
                               {Tar().file("b", "333"), Tar().file("x", "4444"), Tar().whiteout("x")});
    CHECK(files.added.paths == 0);
    CHECK(files.removed.paths == 0);
    CHECK(files.changed.paths == 0);
    CHECK(files.same.paths == 1);
}

TEST_CASE("A file is changed where its size, or with hashes its content, differs") {
    const std::vector<Tar> a{Tar().file("size", "1").file("content", "abc").file("same", "xyz")};
    const std::vector<Tar> b{Tar().file("size", "22").file("content", "abd").file("same", "xyz")};
    const auto quick = compare(a, b);
    CHECK(change_of(quick, "/size") == "content");
    CHECK(quick.changed.paths == 1);
    CHECK(quick.same.by_size == 2);
    CHECK_FALSE(quick.hashed);
    const auto hashed = compare(a, b, true);
    CHECK(change_of(hashed, "/content") == "content");
    CHECK(hashed.changed.paths == 2);
    CHECK(hashed.changed.bytes.a == 4);
    CHECK(hashed.changed.bytes.b == 5);
    CHECK(hashed.same.by_size == 0);
    CHECK(hashed.hashed);
}

TEST_CASE("Where a link leads, modes and owners are compared, each for itself") {
    const auto files = compare({Tar()
                                    .symlink("link", "x")
                                    .raw(with_mode("mode", "1", 0644).bytes())
                                    .raw(with_mode("owner", "1", 0644, 0).bytes())},
                               {Tar()
                                    .symlink("link", "y")
                                    .raw(with_mode("mode", "1", 04755).bytes())
                                    .raw(with_mode("owner", "12", 0644, 1000).bytes())});
    CHECK(change_of(files, "/link") == "target");
    CHECK(change_of(files, "/mode") == "mode");
    CHECK(change_of(files, "/owner") == "content, owner");
    CHECK(files.changed.paths == 3);
    CHECK(files.changed.differences == std::array<uint64_t, 5>{0, 1, 1, 1, 1});
    CHECK(files.changed.rows[0].a->user == 0);
    CHECK(files.changed.rows[0].b->user == 1000);
}

TEST_CASE("The modes of symbolic links say nothing") {
    TarHeader link;
    link.path = "s";
    link.type = '2';
    link.link = "x";
    link.mode = 0777;
    TarHeader other = link;
    other.mode = 0644;
    CHECK(compare({Tar().entry(link)}, {Tar().entry(other)}).changed.paths == 0);
}

TEST_CASE("A hard link has its file's content, mode and owner") {
    // The header of the link itself says another mode.
    const auto linked = [](uint32_t mode) {
        TarHeader link;
        link.path = "link";
        link.type = '1';
        link.link = "file";
        link.mode = 0600;
        return Tar().raw(with_mode("file", "123", mode).bytes()).entry(link);
    };
    const auto files = compare({linked(0644)}, {linked(0755)});
    CHECK(change_of(files, "/file") == "mode");
    CHECK(change_of(files, "/link") == "mode");
    CHECK(files.changed.rows[1].a->mode == 0644u);
    // A file of its own with the same content is the same.
    CHECK(
        compare({linked(0644)}, {Tar().file("file", "123").raw(with_mode("link", "123", 0644).bytes())}, true)
            .changed.paths == 0);
}

TEST_CASE("A hard link to a symbolic link leads where that one does") {
    const auto linked = Tar().symlink("s", "x").hardlink("t", "s");
    CHECK(compare({linked}, {Tar().symlink("s", "x").symlink("t", "x")}).changed.paths == 0);
    CHECK(change_of(compare({linked}, {Tar().symlink("s", "x").symlink("t", "s")}), "/t") == "target");
}

TEST_CASE("A path of another kind is changed, and all below it is added or removed") {
    const auto files = compare({Tar().file("d/a", "1").file("f", "22").file("l", "333")},
                               {Tar().file("d", "4444").file("f/b", "55555").symlink("l", "x")});
    CHECK(change_of(files, "/d") == "kind");
    CHECK(change_of(files, "/f") == "kind");
    CHECK(change_of(files, "/l") == "kind");
    CHECK(files.changed.paths == 3);
    CHECK(files.changed.directories == 0);
    CHECK(files.changed.bytes.a == 5);
    CHECK(files.changed.bytes.b == 4);
    CHECK(files.removed.paths == 1);
    CHECK(files.removed.bytes == 1);
    CHECK(files.added.paths == 1);
    CHECK(files.added.bytes == 5);
}

TEST_CASE("A directory is changed where its entries say so, and only those") {
    const auto directory = [](uint32_t mode) { return with_mode("d", "", mode, 0, '5').file("d/a", "1"); };
    const auto files = compare({directory(0755)}, {directory(0700)});
    CHECK(files.changed.directories == 1);
    CHECK(files.changed.paths == 0);
    CHECK(files.changed.rows.empty());
    CHECK(files.changed.differences[static_cast<size_t>(FileDifference::mode)] == 1);
    // A later layer has the last word, and a directory without an entry has no mode to compare.
    CHECK(
        compare({directory(0755), with_mode("d", "", 0700, 0, '5')}, {directory(0700)}).changed.directories ==
        0);
    CHECK(compare({directory(0755)}, {Tar().file("d/a", "1")}).changed.directories == 0);
}

TEST_CASE("Hard links to nothing are of a kind of their own") {
    const auto files = compare({Tar().hardlink("b", "nowhere").hardlink("c", "x")},
                               {Tar().hardlink("b", "nowhere").hardlink("c", "y")});
    CHECK(files.same.paths == 1);
    CHECK(change_of(files, "/c") == "target");
    CHECK(files.changed.rows[0].a->kind == image::FileSystem::Kind::broken);
}

TEST_CASE("The heaviest are listed, heaviest first, and the rest is counted") {
    Tar a, b;
    for (uint64_t number = 0; number < 150; ++number) {
        a.file("c" + std::to_string(number), number);
        b.file("c" + std::to_string(number), 149 - number).file("n" + std::to_string(number), number % 75);
    }
    const auto files = compare({a}, {b});
    CHECK(files.changed.paths == 150);
    REQUIRE(files.changed.rows.size() == limits::report_rows);
    CHECK(files.changed.rows[0].path == "/c0");    // 0 -> 149
    CHECK(files.changed.rows[1].path == "/c149");  // 149 -> 0
    CHECK(files.changed.rows[2].path == "/c1");
    CHECK(files.added.paths == 150);
    REQUIRE(files.added.rows.size() == limits::report_rows);
    CHECK(files.added.rows[0].path == "/n74");
    CHECK(files.added.rows[1].path == "/n149");
    CHECK(files.added.rows[99].b->bytes == 25);
}

TEST_CASE("Layers that promise to be the same are taken at their word for contents, not for sizes") {
    ImageParts parts;
    parts.layers = {Tar().file("a", "abc").finish()};
    const auto a = analysed(docker_25(parts));
    std::string forged = docker_25(parts);
    const auto replace = [&](std::string_view from, std::string_view to) {
        const size_t at = forged.find(from);
        REQUIRE(at != std::string::npos);
        forged.replace(at, from.size(), to);
    };
    parts.compression = bytes::Compression::none;
    forged = docker_25(parts);
    replace("abc", "xyz");
    const auto b = analysed(forged);
    const auto report_a = a->report(), report_b = b->report();
    const auto quick = report::compare({report_a, a.get()}, {report_b, b.get()});
    CHECK(quick.files->changed.paths == 0);
    const auto checked = analysed(forged, true), good = analysed(docker_25(parts), true);
    const auto report_checked = checked->report(), report_good = good->report();
    const auto verified = report::compare({report_good, good.get()}, {report_checked, checked.get()});
    CHECK(verified.layers.shared.a.layers == 0);
    CHECK(change_of(*verified.files, "/a") == "content");
}

TEST_CASE("Deep folders of empty files are compared in a moment") {
    // With a thousand folders above each of them, their paths are a hundred times their entries.
    std::string folder;
    for (int depth = 0; depth < 1000; ++depth) folder += "d/";
    Tar a, b;
    for (int number = 0; number < 3000; ++number) {
        a.file(folder + "a" + std::to_string(number), "");
        b.file(folder + "b" + std::to_string(number), "");
    }
    const auto files = compare({a}, {b});
    CHECK(files.added.paths == 3000);
    CHECK(files.removed.paths == 3000);
    CHECK(files.same.directories == 1000);
    CHECK(files.added.rows[0].path.ends_with("/b0"));
}
