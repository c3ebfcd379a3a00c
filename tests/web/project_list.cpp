#include "web/page/project_list.h"

#include <catch2/catch_test_macros.hpp>

using namespace plimsoll;
using study::Category;
using study::ProjectRow;
using web::ProjectList;
using Rows = std::vector<uint32_t>;

namespace {

ProjectRow project(const char* repo, Category category, std::optional<double> stars,
                   std::vector<std::string> purposes, std::vector<std::string> base_images,
                   std::vector<std::string> images = {}) {
    ProjectRow row;
    row.repo = repo;
    row.category = category;
    row.stars = stars;
    row.purposes = std::move(purposes);
    row.base_images = std::move(base_images);
    row.images = std::move(images);
    return row;
}

std::vector<ProjectRow> some() {
    std::vector<ProjectRow> rows = {
        project("Apple/turicreate", Category::toolkit, 10'900, {"CI/CD", "Hosting"}, {"ubuntu"}),
        project("apache/tvm", Category::dl_framework, std::nullopt, {"CI/CD"}, {"ubuntu", "nvidia/cuda"},
                {"tlcpack/ci-gpu:v0.1"}),
        project("kubeflow/pipelines", Category::mlops, 2700, {}, {"python", "ubuntu"}),
        project("someone/app", Category::none, 0, {"Simulation"}, {}),
    };
    rows[0].commits = 500;
    rows[1].commits = 7000;
    rows[2].commits = 2500;
    rows[0].dockerfiles.resize(3);
    rows[2].dockerfiles.resize(1);
    return rows;
}

std::vector<std::pair<std::string, uint32_t>> pairs(const std::vector<ProjectList::Choice>& choices) {
    std::vector<std::pair<std::string, uint32_t>> result;
    for (const auto& choice : choices) result.emplace_back(choice.name, choice.projects);
    return result;
}

}  // namespace

TEST_CASE("A list of projects offers what they have, with how many have it") {
    auto rows = some();
    rows[0].purposes.push_back("CI/CD");  // twice in one project: it counts once
    const ProjectList list(rows);
    using Pairs = std::vector<std::pair<std::string, uint32_t>>;
    CHECK(pairs(list.purposes()) == Pairs{{"CI/CD", 2}, {"Hosting", 1}, {"Simulation", 1}});
    CHECK(pairs(list.base_images()) == Pairs{{"ubuntu", 3}, {"nvidia/cuda", 1}, {"python", 1}});
    REQUIRE(list.categories().size() == 7);
    CHECK(list.categories()[static_cast<size_t>(Category::mlops)].name == "MLOps/ AIOps");
    CHECK(list.categories()[static_cast<size_t>(Category::mlops)].projects == 1);
    CHECK(list.categories()[static_cast<size_t>(Category::model)].projects == 0);
    CHECK(list.categories()[6].projects == 1);
    // By name, upper and lower case alike.
    CHECK(list.rows() == Rows{1, 0, 2, 3});
}

TEST_CASE("A list of projects finds words in names, purposes, base images and images") {
    const auto rows = some();
    ProjectList list(rows);
    CHECK(list.filter({.words = "APPLE"}));
    CHECK(list.rows() == Rows{0});
    CHECK_FALSE(list.filter({.words = "APPLE"}));
    list.filter({.words = "simul"});
    CHECK(list.rows() == Rows{3});
    list.filter({.words = "cuda"});
    CHECK(list.rows() == Rows{1});
    list.filter({.words = "ci-gpu:v0"});
    CHECK(list.rows() == Rows{1});
    list.filter({.words = "nothing has this"});
    CHECK(list.rows().empty());
    CHECK_FALSE(list.row_of(1));
    list.filter({});
    CHECK(list.rows().size() == 4);
}

TEST_CASE("A list of projects has those of a category, with a purpose, and on a base image") {
    const auto rows = some();
    ProjectList list(rows);
    list.filter({.words = {}, .category = Category::toolkit});
    CHECK(list.rows() == Rows{0});
    list.filter({.words = {}, .category = Category::none});
    CHECK(list.rows() == Rows{3});
    list.filter({.words = {}, .purpose = 0});
    CHECK(list.rows() == Rows{1, 0});
    list.filter({.words = {}, .base_image = 0});
    CHECK(list.rows() == Rows{1, 0, 2});
    list.filter({.words = "tvm", .category = Category::dl_framework, .purpose = 0, .base_image = 1});
    CHECK(list.rows() == Rows{1});
    list.filter({.words = {}, .category = Category::toolkit, .purpose = 0, .base_image = 1});
    CHECK(list.rows().empty());
}

TEST_CASE("A list of projects sorts by each column, and what is not known comes last") {
    const auto rows = some();
    ProjectList list(rows);
    using Sort = ProjectList::Sort;
    list.sort(Sort::name, true);
    CHECK(list.rows() == Rows{3, 2, 0, 1});
    list.sort(Sort::stars, true);
    CHECK(list.rows() == Rows{0, 2, 3, 1});
    list.sort(Sort::stars, false);
    CHECK(list.rows() == Rows{3, 2, 0, 1});
    list.sort(Sort::commits, true);
    CHECK(list.rows() == Rows{1, 2, 0, 3});
    list.sort(Sort::category, false);
    CHECK(list.rows() == Rows{2, 0, 1, 3});
    list.sort(Sort::category, true);
    CHECK(list.rows() == Rows{1, 0, 2, 3});
    list.sort(Sort::dockerfiles, true);
    CHECK(list.rows() == Rows{0, 2, 1, 3});
    // Equal ones stay as the data set has them.
    list.sort(Sort::base_images, true);
    CHECK(list.rows() == Rows{1, 2, 0, 3});
    list.sort(Sort::purposes, true);
    CHECK(list.rows() == Rows{0, 1, 3, 2});
    CHECK(list.row_of(3) == 2);
    // A filter keeps the order.
    list.filter({.words = "a"});
    CHECK(list.rows() == Rows{0, 1, 3});
}

TEST_CASE("A list of a hundred thousand projects is filtered and sorted") {
    std::vector<ProjectRow> rows;
    for (uint32_t number = 0; number < 100'000; ++number)
        rows.push_back(project(("owner/repository-" + std::to_string(number * 7919 % 100'003)).c_str(),
                               static_cast<Category>(number % 7), number % 977, {"CI/CD"},
                               {"ubuntu", "python"}));
    ProjectList list(rows);
    REQUIRE(list.rows().size() == 100'000);
    list.filter({.words = "y-9999"});
    list.sort(ProjectList::Sort::stars, true);
    // 9999 and 99990 to 99999, as far as they occur: numbers are a permutation of 0 to 100002 without a few.
    CHECK(list.rows().size() >= 8);
    CHECK(list.rows().size() <= 11);
    for (size_t row = 1; row < list.rows().size(); ++row)
        CHECK(rows[list.rows()[row - 1]].stars >= rows[list.rows()[row]].stars);
}
