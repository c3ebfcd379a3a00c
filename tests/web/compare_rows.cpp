#include "web/page/compare_rows.h"

#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;
using report::Comparison;
using web::CompareRow;
using web::Section;
using Sign = CompareRow::Sign;

namespace {

Comparison::File file(uint64_t bytes) {
    Comparison::File made;
    made.bytes = bytes;
    return made;
}

Comparison::FileRow path(const char* name, std::optional<Comparison::File> a,
                         std::optional<Comparison::File> b) {
    Comparison::FileRow row;
    row.path = name;
    row.a = std::move(a);
    row.b = std::move(b);
    return row;
}

Comparison::Package package(const char* version, uint64_t bytes) {
    Comparison::Package made;
    made.version = version;
    made.bytes = bytes;
    return made;
}

Comparison::PackageRow row_of(const char* name, std::optional<Comparison::Package> a,
                              std::optional<Comparison::Package> b) {
    Comparison::PackageRow row;
    row.ecosystem = packages::Ecosystem::python;
    row.name = name;
    row.a = std::move(a);
    row.b = std::move(b);
    return row;
}

}  // namespace

TEST_CASE("A difference of bytes has its sign") {
    CHECK(web::signed_bytes(1000, 3500) == "+2.50 kB");
    CHECK(web::signed_bytes(3500, 1000) == "−2.50 kB");
    CHECK(web::signed_bytes(7, 7) == "0");
}

TEST_CASE("Compared files are one list, the heaviest first, each with how it differs") {
    Comparison comparison;
    comparison.files.emplace();
    comparison.files->added.rows = {path("/new", std::nullopt, file(50))};
    comparison.files->removed.rows = {path("/old", file(90), std::nullopt)};
    auto changed = path("/changed", file(10), file(70));
    changed.differences = {report::FileDifference::content, report::FileDifference::mode};
    comparison.files->changed.rows = {changed};
    const auto rows = rows_of(comparison, Section::files);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].name == "/old");
    CHECK(rows[0].sign == Sign::removed);
    CHECK(rows[0].bytes_a == 90u);
    CHECK_FALSE(rows[0].bytes_b.has_value());
    CHECK(rows[1].name == "/changed");
    CHECK(rows[1].sign == Sign::changed);
    CHECK(rows[1].detail == "content, mode");
    CHECK(rows[2].sign == Sign::added);
}

TEST_CASE("A saved report has no files to compare, and the summary says so") {
    CHECK(rows_of(Comparison(), Section::files).empty());
    CHECK(summary_of(Comparison(), Section::files).starts_with("A saved report"));
}

TEST_CASE("Compared packages are one list, the greatest change first, and tell of versions") {
    Comparison comparison;
    comparison.packages.updated = {row_of("torch", package("2.0", 900), package("2.1", 950))};
    comparison.packages.added = {row_of("scipy", std::nullopt, package("1.11", 120))};
    comparison.packages.removed = {row_of("flask", package("3.0", 9), std::nullopt)};
    const auto rows = rows_of(comparison, Section::packages);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].name == "scipy");
    CHECK(rows[0].detail == "python, 1.11");
    CHECK(rows[1].detail == "python, 2.0 → 2.1");
    CHECK(rows[2].sign == Sign::removed);
}

TEST_CASE("Compared layers say whether they are the same") {
    Comparison comparison;
    Comparison::LayerRow same, remade, only;
    same.a.emplace().made_by = "ADD rootfs";
    same.b = same.a;
    same.shared = true;
    remade.a.emplace().index = 1;
    remade.b.emplace().index = 2;
    only.b.emplace().index = 1;
    comparison.layers.rows = {same, only, remade};
    const auto rows = rows_of(comparison, Section::layers);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].sign == Sign::same);
    CHECK(rows[0].detail == "layer 1");
    CHECK(rows[1].sign == Sign::added);
    CHECK(rows[1].detail == "layer 2 of B");
    CHECK(rows[2].sign == Sign::changed);
    CHECK(rows[2].detail == "layer 2 / 3");
}

TEST_CASE("Types that do not differ are left out, settings that are not set are empty") {
    Comparison comparison;
    comparison.file_types = {{"Text", {3, 3}, {50, 50}}, {"Pickle", {0, 1}, {0, 9}}};
    const auto types = rows_of(comparison, Section::types);
    REQUIRE(types.size() == 1);
    CHECK(types[0].name == "Pickle");
    CHECK(types[0].sign == Sign::added);
    comparison.config = {{"env", "PATH", std::nullopt, "/bin"}, {"user", "", "0", "1000"}};
    const auto settings = rows_of(comparison, Section::settings);
    REQUIRE(settings.size() == 2);
    CHECK(settings[0].name == "PATH");
    CHECK(settings[0].detail == "env");
    CHECK(settings[0].b == "/bin");
    CHECK(settings[1].name == "user");
    CHECK_FALSE(settings[1].weighs);
}
