#include "web/page/tree.h"

#include <algorithm>

#include "tests/support/layers.h"
#include "web/page/folder_map.h"

using namespace plimsoll;
using namespace plimsoll::test;
using web::FolderMap;
using web::Rectangle;
using web::Tree;

namespace {

constexpr Rectangle screen{0, 0, 600, 600};

std::vector<std::string> names(const Tree& tree, const FolderMap& map) {
    std::vector<std::string> found;
    for (const auto& box : map.boxes)
        found.push_back(box.more ? std::to_string(box.more) + " more in " + tree.path(box.node)
                                 : tree.path(box.node));
    return found;
}

std::vector<std::string> rows(Tree& tree) {
    std::vector<std::string> found;
    for (const auto& row : tree.rows()) found.push_back(tree.path(row.node));
    return found;
}

bool has(const std::vector<std::string>& all, const std::string& wanted) {
    return std::find(all.begin(), all.end(), wanted) != all.end();
}

}  // namespace

TEST_CASE("A tree finds the node of a path") {
    const Stack stack{Tar().file("usr/lib/a", uint64_t{400}).file("usr/b", uint64_t{20})};
    const Tree tree = Tree::of_file_system(stack.files);
    REQUIRE(tree.find("/usr/lib/a").has_value());
    CHECK(tree.path(*tree.find("/usr/lib/a")) == "/usr/lib/a");
    CHECK(tree.find("/") == 0u);
    CHECK(tree.find("usr/b").has_value());
    CHECK_FALSE(tree.find("/usr/lib/a/b").has_value());
    CHECK_FALSE(tree.find("/usr/lib/").value() == 0);
    CHECK_FALSE(tree.find("/nothing").has_value());
}

TEST_CASE("Selecting a file opens the folders above it, and its folder is what is looked into") {
    Tar tar;
    // More than a screen, so that nothing but the root is open at first.
    for (int number = 0; number < 40; ++number) tar.file("a/b/" + std::to_string(number), uint64_t{1});
    const Stack stack{tar.file("c", uint64_t{5})};
    Tree tree = Tree::of_file_system(stack.files);
    REQUIRE_FALSE(has(rows(tree), "/a/b/7"));
    tree.select(*tree.find("/a/b/7"));
    CHECK(has(rows(tree), "/a/b/7"));
    CHECK(tree.folder() == tree.find("/a/b"));
    tree.select(*tree.find("/a"));
    CHECK(tree.folder() == tree.find("/a"));
    tree.select(0);
    CHECK(tree.folder() == 0);
}

TEST_CASE("A folder's map shows what is in it, heaviest first, and what is in its large folders") {
    const Stack stack{Tar()
                          .file("usr/lib/a", uint64_t{400})
                          .file("usr/lib/b", uint64_t{100})
                          .file("usr/c", uint64_t{200})
                          .file("model", uint64_t{300})
                          .file("empty", "")};
    const Tree tree = Tree::of_file_system(stack.files);
    const FolderMap map = map_of_folder(tree, 0, screen, 1);
    CHECK(names(tree, map) == std::vector<std::string>{"/usr/lib/a", "/usr/lib/b", "/usr/c", "/model"});
    REQUIRE(map.frames.size() == 2);
    CHECK(tree.path(map.frames[0].node) == "/usr");
    CHECK(map.frames[0].depth == 0);
    CHECK(tree.path(map.frames[1].node) == "/usr/lib");
    CHECK(map.frames[1].depth == 1);
    const FolderMap small = map_of_folder(tree, 0, screen, 8);
    CHECK(names(tree, small) == std::vector<std::string>{"/usr", "/model"});
}

TEST_CASE("From a folder's map one step leads into it, however deep the box") {
    const Stack stack{Tar().file("usr/lib/python3/torch", uint64_t{400}).file("model", uint64_t{300})};
    const Tree tree = Tree::of_file_system(stack.files);
    const FolderMap map = map_of_folder(tree, 0, screen, 1);
    REQUIRE(names(tree, map) == std::vector<std::string>{"/usr/lib/python3/torch", "/model"});
    CHECK(tree.path(map.boxes[0].step) == "/usr");
    CHECK(tree.path(map.boxes[1].step) == "/model");
    const FolderMap inside = map_of_folder(tree, *tree.find("/usr"), screen, 1);
    CHECK(tree.path(inside.boxes.at(0).step) == "/usr/lib");
}

TEST_CASE("A folder's map has each byte in one box, and boxes as large as they weigh") {
    Tar tar;
    uint64_t next = 7;
    for (int number = 0; number < 900; ++number) {
        next = next * 6364136223846793005u + 1442695040888963407u;
        const std::string folder = "d" + std::to_string(next >> 60) + "/e" + std::to_string(next >> 58 & 3);
        tar.file(folder + "/" + std::to_string(number), (next >> 33) % 3000);
    }
    const Stack stack{tar};
    const Tree tree = Tree::of_file_system(stack.files);
    for (const uint32_t folder : {0u, *tree.find("/d3")}) {
        const FolderMap map = map_of_folder(tree, folder, screen, 1);
        const uint64_t all = tree.nodes()[folder].bytes;
        uint64_t sum = 0;
        for (const auto& box : map.boxes) {
            sum += box.bytes;
            const double wanted = static_cast<double>(box.bytes) / static_cast<double>(all) * screen.area();
            CHECK(std::abs(box.area.area() - wanted) < 1e-3);
        }
        CHECK(sum == all);
        CHECK(map.boxes.size() <= 200);
    }
}

TEST_CASE("The map of a folder without bytes is empty, and that of thousands of files is short") {
    const Stack empty{Tar().directory("etc").file("etc/empty", "")};
    CHECK(map_of_folder(Tree::of_file_system(empty.files), 0, screen, 1).boxes.empty());
    Tar tar;
    for (int number = 0; number < 3000; ++number) tar.file("f" + std::to_string(number), uint64_t{9});
    const Stack stack{tar};
    const Tree tree = Tree::of_file_system(stack.files);
    const FolderMap map = map_of_folder(tree, 0, screen, 1);
    CHECK(map.boxes.size() <= 200);
    CHECK(map.boxes.back().more == 3000 - (map.boxes.size() - 1));
    CHECK(map_of_folder(tree, 0, {0, 0, 0, 0}, 1).boxes.empty());
}
