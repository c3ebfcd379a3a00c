#include "web/page/figure_rows.h"

#include <catch2/catch_test_macros.hpp>

using namespace plimsoll;
using namespace plimsoll::web;
using study::Category;
using study::Cell;
using study::Figure;
using Rows = std::vector<uint32_t>;

namespace {

Cell cell(study::Value published, study::Value recomputed, study::Value corrected, bool differs = false,
          std::string difference = {}) {
    return {std::move(published), std::move(recomputed), std::move(corrected), differs,
            std::move(difference)};
}

/// Two instructions of two categories, as Figure 3a has them.
Figure boxes() {
    Figure figure;
    figure.item = study::Item::fig3a;
    figure.available = true;
    figure.name_headings = {"Category", "Instruction"};
    figure.columns = {{"n", "n", "", 0}, {"median", "Median", "%", 2}};
    figure.rows = {
        {{"Model", "ADD"}, {cell(4.0, 4.0, 4.0), cell(7.5, 7.5, 8.0, false, "one is mended")}},
        {{"Model", "RUN"},
         {cell(13.0, 11.0, 11.0, true, "fewer projects"), cell(43.75, 44.0, 41.0, true, "fewer projects")}},
        {{"Toolkit", "RUN"}, {cell(63.0, 42.0, 42.0, true, "fewer projects"), cell(41.3, 41.3, {})}},
        {{"Toolkit", "VOLUME"}, {cell({}, 3.0, 3.0), cell({}, {}, "none")}},
    };
    return figure;
}

}  // namespace

TEST_CASE("Values of a figure are shown with thousands apart") {
    CHECK(value_text(43713.5, 1) == "43,713.5");
    CHECK(value_text(999.0, 0) == "999");
    CHECK(value_text(1000.0, 0) == "1,000");
    CHECK(value_text(-1234567.0, 0) == "-1,234,567");
    CHECK(value_text(140737486313513.0, 0) == "140,737,486,313,513");
    CHECK(value_text(13.74, 2) == "13.74");
    CHECK(value_text(0.0, 2) == "0");
    CHECK(value_text("1234 amd64", 0) == "1234 amd64");
    CHECK(value_text({}, 2).empty());
}

TEST_CASE("A figure's rows are those of one category or of one name") {
    const Figure figure = boxes();
    CHECK(category_heading(figure) == 0);
    CHECK(category_of_row(figure, figure.rows[2]) == Category::toolkit);
    const std::vector<Slice> slices = {{0, "Model"}, {0, "Toolkit"}, {1, "ADD"}, {1, "RUN"}, {1, "VOLUME"}};
    CHECK(slices_of(figure) == slices);
    CHECK(rows_of(figure, {1, "RUN"}) == Rows{1, 2});
    CHECK(rows_of(figure, {0, "Model"}) == Rows{0, 1});
    CHECK(rows_of(figure, {}) == Rows{0, 1, 2, 3});
    CHECK(row_label(figure.rows[2], {1, "RUN"}) == "Toolkit");
    CHECK(row_label(figure.rows[2], {0, "Toolkit"}) == "RUN");
    CHECK(row_label(figure.rows[2], {}) == "Toolkit, RUN");
    CHECK(main_column(figure) == 1);
    // RUN is in most categories.
    CHECK(first_slice(figure, 1) == Slice{1, "RUN"});

    Figure table;
    table.name_headings = {"Category"};
    table.columns = {{"repos", "Repos", "", 0}};
    table.rows = {{{"DL Framework"}, {cell(62.0, 62.0, 62.0)}}};
    CHECK(slices_of(table).empty());
    CHECK(first_slice(table, 0) == Slice());
    CHECK(category_of_row(table, table.rows[0]) == Category::dl_framework);
    table.name_headings = {"Step"};
    CHECK_FALSE(category_heading(table));
    CHECK(category_of_row(table, table.rows[0]) == Category::none);
}

TEST_CASE("Each reason why a figure differs is told once, with how many cells it is") {
    const auto differences = differences_of(boxes());
    REQUIRE(differences.size() == 2);
    CHECK(differences[0].sentence == "fewer projects");
    CHECK(differences[0].differing == 3);
    CHECK(differences[1].sentence == "one is mended");
    CHECK(differences[1].differing == 0);
    CHECK(differences[1].cells == 1);
}

TEST_CASE("A figure's rows are sorted by names and by values, and what has none comes last") {
    const Figure figure = boxes();
    CHECK(sorted_rows(figure, {}, {}) == Rows{0, 1, 2, 3});
    CHECK(sorted_rows(figure, {Category::toolkit}, {}) == Rows{2, 3});
    CHECK(sorted_rows(figure, {Category::documentation}, {}).empty());
    CHECK(sorted_rows(figure, {}, {1, true}) == Rows{3, 1, 2, 0});  // by instruction
    // Columns of values: published, recomputed and corrected n are 2, 3, 4; medians are 5, 6, 7.
    CHECK(sorted_rows(figure, {}, {2, true}) == Rows{2, 1, 0, 3});
    CHECK(sorted_rows(figure, {}, {2, false}) == Rows{0, 1, 2, 3});
    CHECK(sorted_rows(figure, {}, {6, true}) == Rows{1, 2, 0, 3});
    // Numbers, a text, nothing.
    CHECK(sorted_rows(figure, {}, {7, false}) == Rows{0, 1, 3, 2});
    CHECK(sorted_rows(figure, {}, {7, true}) == Rows{1, 0, 3, 2});
    CHECK(value_at(figure, figure.rows[1], 5) == study::Value(43.75));
    CHECK(value_at(figure, figure.rows[1], 99) == study::Value());
}
