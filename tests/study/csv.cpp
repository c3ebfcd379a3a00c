#include "core/study/csv.h"

#include "core/limits.h"
#include "tests/support/sources.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Result<Rows> rows_of(const std::string& text, size_t piece = SIZE_MAX) {
    PiecesStream stream(text, piece);
    study::CsvReader reader(stream);
    study::CsvRow row;
    Rows rows;
    while (true) {
        const auto more = reader.next(row);
        if (!more) return failure(more.error());
        if (!*more) return rows;
        std::vector<std::string> cells;
        for (size_t at = 0; at < row.size(); ++at) cells.emplace_back(row[at]);
        rows.push_back(std::move(cells));
    }
}

}  // namespace

TEST_CASE("Tables are read as they are found") {
    const std::string text =
        "\xef\xbb\xbfRepos,What,Note\r\n"
        "a/b,\"one, two\nthree \"\"four\"\"\",x\r\n"
        ",,\r\n"
        "short,\n"
        "in \"the\" middle,\"quoted\" and more,\"\"";
    for (const size_t piece : {size_t{1}, size_t{3}, SIZE_MAX}) {
        CAPTURE(piece);
        const Rows rows = value_of(rows_of(text, piece));
        REQUIRE(rows.size() == 5);
        CHECK(rows[0] == std::vector<std::string>{"Repos", "What", "Note"});
        CHECK(rows[1] == std::vector<std::string>{"a/b", "one, two\nthree \"four\"", "x"});
        CHECK(rows[2] == std::vector<std::string>{"", "", ""});
        CHECK(rows[3] == std::vector<std::string>{"short", ""});
        CHECK(rows[4] == std::vector<std::string>{"in \"the\" middle", "quoted and more", ""});
    }
    CHECK(value_of(rows_of("")).empty());
    CHECK(value_of(rows_of("a,b\n1,2\n", 1)) == Rows{{"a", "b"}, {"1", "2"}});
}

TEST_CASE("Columns are found by their names, whatever a row lacks") {
    PiecesStream stream(" Repos ,Stars\nx\n");
    study::CsvReader reader(stream);
    study::CsvRow row;
    REQUIRE(value_of(reader.next(row)));
    const study::CsvColumns columns(row);
    CHECK(columns.has_all({"Repos", "Stars"}));
    CHECK_FALSE(columns.has("Forks"));
    REQUIRE(value_of(reader.next(row)));
    CHECK(columns.cell(row, "Repos") == "x");
    CHECK(columns.cell(row, "Stars").empty());
    CHECK(columns.cell(row, "Forks").empty());
    CHECK(reader.row_number() == 2);
    CHECK_FALSE(value_of(reader.next(row)));
}

TEST_CASE("Damaged tables name the row") {
    const Error open = error_of(rows_of("a\n1\n\"never closed\n"));
    CHECK(open.code == ErrorCode::truncated);
    CHECK(open.where == "row 3");
    const Error wide = error_of(rows_of("a\n" + std::string(1'000'000, ',')));
    CHECK(wide.code == ErrorCode::over_limit);
    CHECK(wide.where == "row 2");
    CHECK(contains(wide.message, "1000 columns"));
    const Error lengthy = error_of(rows_of(std::string(limits::csv_row_bytes + 1, 'x')));
    CHECK(lengthy.code == ErrorCode::over_limit);
    CHECK(error_of(rows_of("\"" + std::string(limits::csv_row_bytes + 1, 'x'))).code ==
          ErrorCode::over_limit);
}
