#include <map>
#include <random>

#include "core/limits.h"
#include "core/report/report.h"
#include "tests/support/image_builder.h"
#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;
using report::Report;
using Rows = std::vector<Report::TypeRow>;

namespace {

Report analyse(const std::vector<std::string>& layers) {
    ImageParts parts;
    parts.layers = layers;
    const std::string archive = docker_25(parts);
    const auto source = bytes::view_memory(view(archive));
    report::Analysis analysis(value_of(image::open(*source, "image.tar", {})));
    for (uint32_t blob = 0; blob < analysis.image().blobs.size(); ++blob)
        analysis.add_scan(blob, image::scan_layer(*source, analysis.image().blobs[blob], {}));
    return analysis.report();
}

/// "TYPE FILES BYTES", one line for each row.
std::string lines(const Rows& rows) {
    std::string text;
    for (const auto& row : rows)
        text += row.type + " " + std::to_string(row.files) + " " + std::to_string(row.bytes) + "\n";
    return text;
}

/// The rows' files and bytes are those, and they stand heaviest first, but for a last one that holds the rest.
void check_sums(const Rows& rows, uint64_t files, uint64_t bytes) {
    uint64_t all_files = 0, all_bytes = 0;
    for (size_t row = 0; row < rows.size(); ++row) {
        CHECK(rows[row].files > 0);
        all_files += rows[row].files;
        all_bytes += rows[row].bytes;
        if (row > 0 && rows[row].type != report::other_types) CHECK(rows[row].bytes <= rows[row - 1].bytes);
        if (rows[row].type == report::other_types) CHECK(row == rows.size() - 1);
    }
    CHECK(all_files == files);
    CHECK(all_bytes == bytes);
    CHECK(rows.size() <= limits::report_rows);
}

void check_sums(const Report& report) {
    for (const auto& layer : report.layers)
        for (const Rows* rows : {&layer.file_types.corrected, &layer.file_types.study})
            check_sums(*rows, layer.measures.files, layer.measures.file_bytes);
    for (const Rows* rows : {&report.file_types.corrected, &report.file_types.study})
        check_sums(*rows, report.totals.files, report.totals.file_bytes);
}

}  // namespace

TEST_CASE("Files are counted by their types, in each layer and in all") {
    const Report report = analyse({Tar()
                                       .directory("d.py")
                                       .file("a.py", "import os\n")
                                       .file("b.PY", "x = 1")
                                       .file("c.json", "{\"a\": 1}")
                                       .hardlink("d.json", "c.json")
                                       .symlink("e.py", "a.py")
                                       .finish(),
                                   Tar()
                                       .whiteout("b.PY")
                                       .file("a.py", "")
                                       .file("f.so",
                                             "\x7f"
                                             "ELF\2\1\1")
                                       .finish()});
    REQUIRE(report.layers.size() == 2);
    CHECK(lines(report.layers[0].file_types.corrected) == "Python source 2 15\nJSON or XML 1 8\n");
    CHECK(lines(report.layers[0].file_types.study) == "Python 2 15\nNode/js 1 8\n");
    CHECK(lines(report.layers[1].file_types.corrected) == "Shared library 1 7\nEmpty file 1 0\n");
    CHECK(lines(report.layers[1].file_types.study) == "ELF/COFF 1 7\nPython 1 0\n");
    CHECK(lines(report.file_types.corrected) ==
          "Python source 2 15\nJSON or XML 1 8\nShared library 1 7\nEmpty file 1 0\n");
    CHECK(lines(report.file_types.study) == "Python 3 15\nNode/js 1 8\nELF/COFF 1 7\n");
    check_sums(report);
}

TEST_CASE("The largest files know their types") {
    const Report report = analyse({Tar().file("a.py", "import os\n").file("b.csv", "a,b\n").finish()});
    REQUIRE(report.largest_files.size() == 2);
    CHECK(report.largest_files[0].type == image::FileType::python_source);
    CHECK(report.largest_files[1].type == image::FileType::data_table);
}

TEST_CASE("With more types than rows the last row holds the rest, and sums stay exact") {
    Tar layer;
    for (uint64_t number = 1; number <= 5000; ++number)
        layer.file("file.qq-" + std::to_string(number), number)
            .file("more.qq-" + std::to_string(number), number);
    // A file cannot be called as the row is, in one path component.
    layer.file("other types", "x").file("dir/other types", "y");
    const Report report = analyse({layer.finish()});
    check_sums(report);
    const Rows& rows = report.file_types.study;
    REQUIRE(rows.size() == limits::report_rows);
    CHECK(rows.front().type == ".qq-5000");
    CHECK(rows.front().files == 2);
    CHECK(rows.front().bytes == 10'000);
    CHECK(rows.back().type == report::other_types);
    CHECK(rows.back().files == 2 * (5000 - 99) + 2);
    CHECK(report.layers[0].file_types.study.size() == limits::report_rows);
}

TEST_CASE("Exactly as many types as rows need no rest") {
    Tar layer;
    for (uint64_t number = 1; number <= limits::report_rows; ++number)
        layer.file("file.qq-" + std::to_string(number), number);
    const Report report = analyse({layer.finish()});
    CHECK(report.file_types.study.size() == limits::report_rows);
    CHECK(report.file_types.study.back().type == ".qq-1");
    check_sums(report);
}

TEST_CASE("Equally heavy types stand in the order of their names") {
    const Report report = analyse({Tar().file("b", "1").file("a", "1").file("c", "1").finish()});
    CHECK(lines(report.file_types.study) == "a 1 1\nb 1 1\nc 1 1\n");
}

TEST_CASE("A layer that is there many times counts each time") {
    Tar layer;
    for (uint64_t number = 1; number <= 200; ++number)
        layer.file("f." + std::to_string(number) + "x", number);
    const std::string tar = layer.finish();
    const Report report = analyse(std::vector<std::string>(1000, tar));
    CHECK(report.totals.files == 200'000);
    check_sums(report);
    // All layers' rows together stay within their limit.
    size_t rows = 0;
    for (const auto& each : report.layers) rows += each.file_types.study.size();
    CHECK(rows <= limits::layer_type_rows);
    CHECK(report.layers[999].file_types.study.size() == limits::layer_type_rows / 1000);
}

TEST_CASE("In any image types sum up to what layers hold") {
    const char* extensions[] = {"",   ".py",  ".so",   ".json", ".tar.gz", ".1",
                                "..", ".x y", ".\xff", ".html", "/a.c"};
    for (unsigned seed = 0; seed < 50; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        std::vector<std::string> layers;
        for (size_t count = 1 + random() % 4; count > 0; --count) {
            Tar tar;
            for (size_t files = random() % 80; files > 0; --files) {
                const std::string name =
                    "f" + std::to_string(random() % 30) + extensions[random() % std::size(extensions)];
                if (random() % 9 == 0)
                    tar.whiteout(name);
                else
                    tar.file(name, std::string(random() % 50, "a\n\x01"[random() % 3]));
            }
            layers.push_back(tar.finish());
        }
        const Report report = analyse(layers);
        check_sums(report);
        std::map<std::string, std::pair<uint64_t, uint64_t>> sums;
        for (const auto& layer : report.layers)
            for (const auto& row : layer.file_types.study) {
                sums[row.type].first += row.files;
                sums[row.type].second += row.bytes;
            }
        for (const auto& row : report.file_types.study)
            CHECK(sums[row.type] == std::pair(row.files, row.bytes));
    }
}

TEST_CASE("Types have definitions for a reader") {
    const auto definitions = report::type_definitions();
    REQUIRE(definitions.corrected.size() == image::file_types);
    CHECK(definitions.corrected[1].type == "Empty file");
    CHECK(definitions.corrected[1].definition == "Files without a byte.");
    REQUIRE(definitions.study.size() == 7 + 81);
    CHECK(definitions.study[6].type == "Node/js");
    CHECK(definitions.study[6].definition == "The key ends with node.");
    CHECK(definitions.study[7].type == ".cu");
    CHECK(definitions.study[7].definition == "The key contains one of: .cu");
}
