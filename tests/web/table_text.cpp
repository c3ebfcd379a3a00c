// A table as text: what no program takes for markup, a formula or another cell; what is found in it, and its order.
#include "web/page/table_text.h"

#include <catch2/catch_test_macros.hpp>

using namespace plimsoll::web;
using Kind = TextColumn::Kind;

namespace {

constexpr TextColumn columns[] = {
    {"Path", Kind::code}, {"Shipped (bytes)", Kind::number}, {"Note", Kind::words}};

struct Cells {
    std::vector<std::vector<std::string>> rows;
    std::string operator()(size_t row, size_t column) const { return rows[row][column]; }
};

const Cells plain{{{"/b", "1234567", "one"}, {"/a", "", "Two"}, {"/c", "90", ""}}};

std::vector<uint32_t> all(const Cells& cells) {
    std::vector<uint32_t> rows;
    for (uint32_t row = 0; row < cells.rows.size(); ++row) rows.push_back(row);
    return rows;
}

std::string copied(TableFormat format, const Cells& cells) {
    return table_as(format, TableText(columns, cells.rows.size(), cells), all(cells));
}

bool contains(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("A table is copied as tab-separated values", "[table]") {
    CHECK(copied(TableFormat::tsv, plain) ==
          "Path\tShipped (bytes)\tNote\n/b\t1234567\tone\n/a\t\tTwo\n/c\t90\t\n");
    CHECK(tsv_row(TableText(columns, 3, plain), 2) == "/c\t90\t");
    const uint32_t some[] = {2, 0};
    CHECK(table_as(TableFormat::tsv, TableText(columns, 3, plain), some) ==
          "Path\tShipped (bytes)\tNote\n/c\t90\t\n/b\t1234567\tone\n");
}

TEST_CASE("No cell of a copied table becomes two, a formula, or what deceives", "[table]") {
    const Cells hostile{{{"a\tb\nc\rd", "-5", "=1+1"},
                         {"/\x1b[31m", "", "x\u202ey"},
                         {"@scope/name", "7", "+1"},
                         {"\xff", "", "-"}}};
    CHECK(copied(TableFormat::tsv, hostile) ==
          "Path\tShipped (bytes)\tNote\n"
          "a b c d\t-5\t'=1+1\n"
          "/\\x1b[31m\t\tx\\u{202e}y\n"
          "'@scope/name\t7\t'+1\n"
          "\\xff\t\t'-\n");
}

TEST_CASE("A table is copied as Markdown, in which nothing is markup", "[table]") {
    CHECK(copied(TableFormat::markdown, plain) ==
          "| Path | Shipped (bytes) | Note |\n| --- | ---: | --- |\n"
          "| `/b` | 1234567 | one |\n| `/a` |  | Two |\n| `/c` | 90 |  |\n");
    const Cells hostile{{{"a|b`c", "1", "<b>*x*</b> | \\ [y](z)"}, {"@all", "2", "see #1, @all"}}};
    const std::string text = copied(TableFormat::markdown, hostile);
    CHECK(contains(text, "| ``a\\|b`c`` | 1 | \\<b\\>\\*x\\*\\</b\\> \\| \\\\ \\[y\\](z) |\n"));
    CHECK(contains(text, "| `@all` | 2 | `see #1, @all` |\n"));
}

TEST_CASE("A table is copied as LaTeX, in which nothing is a command", "[table]") {
    CHECK(copied(TableFormat::latex, plain) ==
          "% Needs \\usepackage[T1]{fontenc} and \\usepackage{booktabs}.\n"
          "\\begin{tabular}{lrl}\n\\toprule\n"
          "Path & Shipped (bytes) & Note \\tabularnewline\n\\midrule\n"
          "\\texttt{/\\allowbreak{}b} & 1234567 & one \\tabularnewline\n"
          "\\texttt{/\\allowbreak{}a} &  & Two \\tabularnewline\n"
          "\\texttt{/\\allowbreak{}c} & 90 &  \\tabularnewline\n"
          "\\bottomrule\n\\end{tabular}\n");
    const Cells hostile{{{"\\input{x}", "1", "50 % & $y_1$ #~^ \xe6\xbc\xa2"}}};
    const std::string text = copied(TableFormat::latex, hostile);
    CHECK(!contains(text, "\\input"));
    CHECK(contains(text, "\\texttt{\\textbackslash{}\\allowbreak{}input\\{x\\}}"));
    CHECK(contains(
        text,
        "50 \\% \\& \\$y\\_1\\$ \\#\\textasciitilde{}\\textasciicircum{} \\textbackslash{}u\\{6f22\\}"));
    const Cells wide{{{std::string(60, 'x'), "1", std::string(50, 'y')}}};
    CHECK(contains(copied(TableFormat::latex, wide), "{p{0.35\\linewidth}rp{0.35\\linewidth}}"));
    Cells many;
    for (int row = 0; row < 41; ++row) many.rows.push_back({"/a", "1", ""});
    CHECK(contains(copied(TableFormat::latex, many), "\\usepackage{booktabs,longtable}"));
    CHECK(contains(copied(TableFormat::latex, many), "\\endhead\n"));
}

TEST_CASE("The rows of a table are found by words of their texts", "[table]") {
    const TableText text(columns, plain.rows.size(), plain);
    TableRows rows;
    rows.update(text, 0);
    CHECK(rows.shown() == std::vector<uint32_t>{0, 1, 2});
    rows.words = "TWO";
    rows.update(text, 0);
    CHECK(rows.shown() == std::vector<uint32_t>{1});
    CHECK(rows.place_of(1) == 0);
    CHECK(!rows.place_of(0));
    rows.words = "90";  // numbers are no texts
    rows.update(text, 0);
    CHECK(rows.shown().empty());
    rows.words.clear();
    rows.update(text, 0);
    CHECK(rows.shown().size() == 3);
    CHECK(holds_words("anything", ""));
    CHECK(!holds_words("", "a"));
}

TEST_CASE("A table is sorted by numbers as numbers, what is not known last, equal rows as they were",
          "[table]") {
    const Cells cells{{{"b", "10", "x"}, {"a", "9", "x"}, {"c", "", ""}, {"d", "10", "x"}}};
    const TableText text(columns, cells.rows.size(), cells);
    TableRows rows;
    const auto sorted = [&](std::optional<size_t> by, bool descending) {
        rows.sort(by, descending);
        rows.update(text, 0);
        return rows.shown();
    };
    CHECK(sorted(1, false) == std::vector<uint32_t>{1, 0, 3, 2});
    CHECK(sorted(1, true) == std::vector<uint32_t>{0, 3, 1, 2});
    CHECK(sorted(0, true) == std::vector<uint32_t>{3, 2, 0, 1});
    CHECK(sorted(2, true) == std::vector<uint32_t>{0, 1, 3, 2});
    CHECK(sorted(std::nullopt, true) == std::vector<uint32_t>{0, 1, 2, 3});
    CHECK(sorted(99, false) == std::vector<uint32_t>{0, 1, 2, 3});
}

TEST_CASE("A table whose rows are others is looked through anew", "[table]") {
    Cells cells{{{"a", "1", ""}}};
    TableRows rows;
    rows.update(TableText(columns, 1, cells), 0);
    cells.rows.push_back({"b", "2", ""});
    rows.update(TableText(columns, 2, cells), 0);
    CHECK(rows.shown().size() == 1);
    rows.update(TableText(columns, 2, cells), 1);
    CHECK(rows.shown().size() == 2);
}
