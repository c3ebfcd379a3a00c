#include "core/study/xlsx.h"

#include "tests/support/results.h"
#include "tests/support/zip_builder.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

constexpr const char* workbook =
    R"(<?xml version="1.0"?><x:workbook xmlns:x="m" xmlns:r="o"><x:sheets><x:sheet name="initial" sheetId="1" r:id="rId7"/>)"
    R"(<x:sheet name="other" sheetId="2" r:id="rId8"/></x:sheets></x:workbook>)";
constexpr const char* relationships =
    R"(<Relationships><Relationship Id="rId7" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="rId8" Target="/xl/worksheets/sheet2.xml"/></Relationships>)";
constexpr const char* strings =
    R"(<sst><si><t>Repos</t></si><si><r><t>two </t></r><r><t xml:space="preserve">runs</t></r><rPh><t>no</t></rPh></si></sst>)";
constexpr const char* sheet =
    R"(<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>a &amp; b</t></is></c></row>)"
    R"(<row r="2"/><row r="3"><c r="B3"><v>12.5</v></c><c t="b"><v>1</v></c><c r="AB3" t="s"><v>1</v></c></row></sheetData></worksheet>)";

using Rows = std::vector<study::SheetRow>;

Result<Rows> rows_of(const std::string& archive, const std::string& name = "initial") {
    const auto source = bytes::view_memory(view(archive));
    Rows rows;
    const auto names = study::read_workbook(*source, [&](const std::string& found) -> study::SheetReader {
        if (found != name) return {};
        return [&](const study::SheetRow& row) {
            rows.push_back(row);
            return true;
        };
    });
    if (!names) return failure(names.error());
    CHECK(*names == std::vector<std::string>{"initial", "other"});
    return rows;
}

/// A workbook with one sheet's text.
std::string with_sheet(const std::string& text) {
    return Zip()
        .file("xl/worksheets/sheet1.xml", text)
        .file("xl/workbook.xml", workbook)
        .file("xl/_rels/workbook.xml.rels", relationships)
        .file("xl/sharedStrings.xml", strings)
        .finish();
}

std::string lower(std::string text) {
    for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return text;
}

}  // namespace

TEST_CASE("Sheets are read row by row, whatever the order of the parts") {
    const Rows rows = value_of(rows_of(with_sheet(sheet)));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0] == study::SheetRow{"Repos", "", "a & b"});
    REQUIRE(rows[1].size() == 28);
    CHECK(rows[1][1] == "12.5");
    CHECK(rows[1][2] == "1");
    CHECK(rows[1][27] == "two runs");
    CHECK(value_of(rows_of(with_sheet(sheet), "none of them")).empty());
}

TEST_CASE("Damaged spreadsheets are told, with the sheet") {
    const std::string cut = std::string(sheet).substr(0, 150);
    const Error broken = error_of(rows_of(with_sheet(cut)));
    CHECK(broken.where == "sheet initial");
    CHECK(contains(broken.message, "is no XML"));
    const Error wide = error_of(rows_of(with_sheet(R"(<s><row><c r="ZZZ1"><v>1</v></c></row></s>)")));
    CHECK(contains(wide.message, "columns"));
    const Error unknown = error_of(rows_of(with_sheet(R"(<s><row><c r="A1" t="s"><v>99</v></c></row></s>)")));
    CHECK(contains(lower(unknown.message), "no shared text"));
    std::string deep;
    for (int at = 0; at < 10'000; ++at) deep += "<a>";
    CHECK(contains(error_of(rows_of(with_sheet(deep))).message, "nested"));
    const Error laughs = error_of(rows_of(with_sheet(
        R"(<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><s><row><c r="A1"><v>&b;</v></c></row></s>)")));
    CHECK(contains(laughs.message, "document type"));
    CHECK(error_of(rows_of(Zip().file("a", "b").finish())).code == ErrorCode::unrecognised);
    CHECK_FALSE(rows_of("no archive").has_value());
}
