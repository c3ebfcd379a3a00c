#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

image::DiveFigures figures(std::initializer_list<Tar> layers) {
    std::vector<image::LayerScan> scans;
    for (const Tar& layer : layers) scans.push_back(scan(layer));
    image::FileSystem files;
    std::vector<const image::LayerScan*> merged;
    for (const auto& found : scans) {
        files.add_layer(found.index);
        merged.push_back(&found);
    }
    return image::dive_figures(files, merged);
}

}  // namespace

// efficiency = sum of the smallest sizes / sum of all sizes; wasted = all sizes of paths found twice or more.
TEST_CASE("dive's figures, worked out by hand") {
    struct {
        const char* what;
        image::DiveFigures found;
        double efficiency;
        uint64_t wasted_bytes, wasted_paths;
    } const cases[] = {
        {"no layers", figures({}), 1.0, 0, 0},
        {"one layer wastes nothing", figures({Tar().file("a", uint64_t{100}).file("b", uint64_t{50})}), 1.0,
         0, 0},
        // a: 100 and 100, smallest 100: 100 / 200.
        {"a file twice", figures({Tar().file("a", uint64_t{100}), Tar().file("a", uint64_t{100})}), 0.5, 200,
         1},
        // a: 100 and 40, smallest 40; b: 60: (40 + 60) / 200.
        {"a file that shrank beside another",
         figures({Tar().file("a", uint64_t{100}).file("b", uint64_t{60}), Tar().file("a", uint64_t{40})}),
         0.5, 140, 1},
        // a whiteout of a file counts with 0: smallest 0; b: 100: 100 / 200.
        {"a file whited out",
         figures({Tar().file("a", uint64_t{100}).file("b", uint64_t{100}), Tar().whiteout("a")}), 0.5, 100,
         1},
        // d: the whiteout counts with 100 + 50, found once; a and b once each: 150 + 100 + 50 over the same.
        {"a directory whited out",
         figures({Tar().file("d/a", uint64_t{100}).file("d/b", uint64_t{50}), Tar().whiteout("d")}), 1.0, 0,
         0},
        // An opaque marker does not count at all.
        {"an opaque directory",
         figures({Tar().file("d/a", uint64_t{100}), Tar().opaque("d").file("d/b", uint64_t{100})}), 1.0, 0,
         0},
        // Directories count where they are empty, with 0 bytes: twice is a wasted path of no bytes.
        {"an empty directory twice",
         figures({Tar().directory("d").file("a", uint64_t{10}), Tar().directory("d")}), 1.0, 0, 1},
        {"a directory with something in it is no leaf",
         figures({Tar().directory("d").file("d/a", uint64_t{10}),
                  Tar().directory("d").file("d/b", uint64_t{10})}),
         1.0, 0, 0},
        // The whiteout of nothing ends the count of its layer: z, after it in the order of names, is not
        // seen; the path itself has the smallest size -1: (-1 + 100) / 100.
        {"a whiteout of nothing",
         figures({Tar().file("a", uint64_t{100}),
                  Tar().file("x", uint64_t{0}).whiteout("x").file("z", uint64_t{100})}),
         0.99, 0, 0},
        // Hard links count 0, as their tar entries do: (100 + 0) / 100.
        {"a hard link", figures({Tar().file("a", uint64_t{100}).hardlink("b", "a")}), 1.0, 0, 0},
        // Only the last of several entries in one layer stands in the tree.
        {"a path twice in one layer", figures({Tar().file("a", uint64_t{100}).file("a", uint64_t{30})}), 1.0,
         0, 0},
    };
    for (const auto& [what, found, efficiency, wasted_bytes, wasted_paths] : cases) {
        CAPTURE(what);
        CHECK(std::abs(found.efficiency - efficiency) < 1e-12);
        CHECK(found.wasted_bytes == wasted_bytes);
        CHECK(found.wasted_paths == wasted_paths);
    }
}
