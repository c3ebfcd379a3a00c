#include "web/page/package_list.h"

#include <catch2/catch_test_macros.hpp>

using namespace plimsoll;
using packages::Ecosystem;
using web::PackageList;

namespace {

packages::Package package(Ecosystem ecosystem, const char* name, const char* version, uint64_t bytes,
                          uint64_t files, uint32_t layer) {
    packages::Package made;
    made.ecosystem = ecosystem;
    made.name = name;
    made.version = version;
    made.bytes = bytes;
    made.files = files;
    made.layer = layer;
    return made;
}

const std::vector<packages::Package> some = {
    package(Ecosystem::python, "torch", "2.1.2", 900, 11'204, 7),
    package(Ecosystem::dpkg, "gcc-12", "12.2.0", 240, 428, 5),
    package(Ecosystem::dpkg, "Libc6", "2.36", 240, 30, 0),
    package(Ecosystem::files, "/srv", "", 0, 2, 9),
};

}  // namespace

TEST_CASE("A list of packages begins as the report has them, and sums them up") {
    const PackageList list(some);
    CHECK(list.rows() == std::vector<uint32_t>{0, 1, 2, 3});
    CHECK(list.bytes() == 1380);
    CHECK(list.files() == 11'664);
    CHECK(list.bytes_of(web::Kind::python_and_ml) == 900);
    CHECK(list.bytes_of(web::Kind::build_tools) == 240);
    CHECK(list.bytes_of(web::Kind::operating_system) == 240);
    REQUIRE(list.ecosystems().size() == 3);
    CHECK(list.ecosystems()[0].ecosystem == Ecosystem::python);
    CHECK(list.ecosystems()[1].bytes == 480);
    CHECK(list.ecosystems()[1].packages == 2);
}

TEST_CASE("A list of packages sorts by each column, equal ones as the report has them") {
    PackageList list(some);
    using Sort = PackageList::Sort;
    list.sort(Sort::name, false);
    CHECK(list.rows() == std::vector<uint32_t>{3, 2, 1, 0});
    list.sort(Sort::files, true);
    CHECK(list.rows() == std::vector<uint32_t>{0, 1, 2, 3});
    list.sort(Sort::bytes, false);
    CHECK(list.rows() == std::vector<uint32_t>{3, 1, 2, 0});
    list.sort(Sort::layer, true);
    CHECK(list.rows() == std::vector<uint32_t>{3, 0, 1, 2});
    CHECK(list.row_of(1) == 2);
}

TEST_CASE("A list of packages filters by ecosystem and by words, and says what is left") {
    PackageList list(some);
    const uint64_t before = list.version();
    CHECK(list.has(packages::Role::none));
    CHECK_FALSE(list.has(packages::Role::ml_framework));
    CHECK(list.filter(Ecosystem::dpkg, ""));
    CHECK(list.version() != before);
    CHECK(list.rows() == std::vector<uint32_t>{1, 2});
    CHECK(list.bytes() == 480);
    CHECK(list.filter(Ecosystem::dpkg, "LIBC"));
    CHECK(list.rows() == std::vector<uint32_t>{2});
    CHECK_FALSE(list.filter(Ecosystem::dpkg, "libc"));
    CHECK_FALSE(list.row_of(0).has_value());
    CHECK(list.filter(std::nullopt, "12.2"));
    CHECK(list.rows() == std::vector<uint32_t>{1});
    CHECK(list.filter(std::nullopt, "nothing has this"));
    CHECK(list.rows().empty());
    CHECK(list.bytes() == 0);
}

TEST_CASE("A list of packages keeps its order when the filter changes") {
    PackageList list(some);
    list.sort(PackageList::Sort::name, true);
    list.filter(Ecosystem::dpkg, "");
    CHECK(list.rows() == std::vector<uint32_t>{1, 2});
    list.filter(std::nullopt, "");
    CHECK(list.rows() == std::vector<uint32_t>{0, 1, 2, 3});
}
