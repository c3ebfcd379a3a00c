// Data sets that are made to harm: each is told in a sentence, in bounded time and memory.
#include <catch2/catch_test_macros.hpp>

#include "core/limits.h"
#include "core/study/results.h"
#include "tests/study/package.h"
#include "tests/support/compression.h"
#include "tests/support/image_builder.h"
#include "tests/support/memory_folder.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

study::Results read(const std::string& content, const std::string& name) {
    const auto source = bytes::view_memory(view(content));
    study::Reader reader;
    reader.add_file(*source, name);
    return study::results_of(reader.finish(), name);
}

bool tells(const study::Results& results, std::string_view part) {
    for (const Problem& problem : results.problems)
        if (problem.message.find(part) != std::string::npos) return true;
    return false;
}

std::string repeated(std::string_view text, size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (size_t at = 0; at < times; ++at) all += text;
    return all;
}

const std::string shares = "Category,Repos,Instructions,Percentage\n";
const std::string shares_path = "Datasets/RQ3/instructions/Docker_images_instructions.csv";

/// A workbook of one part for each sheet, all of which have the name of one that is read.
std::string workbook(const std::vector<std::string>& sheets, const std::string& strings = {}) {
    Zip zip;
    std::string names, targets;
    for (size_t at = 0; at < sheets.size(); ++at) {
        const std::string number = std::to_string(at);
        names += "<sheet name=\"initial\" r:id=\"r" + number + "\"/>";
        targets += "<Relationship Id=\"r" + number + "\" Target=\"worksheets/" + number + ".xml\"/>";
    }
    zip.file("xl/workbook.xml", "<workbook><sheets>" + names + "</sheets></workbook>");
    zip.file("xl/_rels/workbook.xml.rels", "<Relationships>" + targets + "</Relationships>");
    if (!strings.empty()) zip.file("xl/sharedStrings.xml", strings);
    for (size_t at = 0; at < sheets.size(); ++at)
        zip.file("xl/worksheets/" + std::to_string(at) + ".xml", sheets[at]);
    return zip.finish();
}

}  // namespace

TEST_CASE("A data set's archive that is cut shows what came before, and says so") {
    const std::string tar = compressed(as_tar(package()), bytes::Compression::gzip), zip = as_zip(package());
    const auto cut_tar = read(tar.substr(0, tar.size() / 2), "EASE2022.tar.gz");
    CHECK_FALSE(cut_tar.problems.empty());
    const auto cut_zip = read(zip.substr(0, zip.size() * 2 / 3), "EASE2022.zip");
    CHECK_FALSE(cut_zip.problems.empty());
    for (size_t size = 0; size < tar.size(); size += 101) {
        const auto results = read(tar.substr(0, size), "EASE2022.tar.gz");
        CHECK((!results.problems.empty() || !results.left_out.empty()));
    }
    for (size_t size = 4; size < zip.size(); size += 101)
        CHECK_FALSE(read(zip.substr(0, size), "EASE2022.zip").problems.empty());
}

TEST_CASE("A table with other columns, or a million, is left out") {
    const auto wrong = read("Repos,stars\na/b,1\n", "final-dataset.csv");
    REQUIRE(wrong.left_out.size() == 1);
    CHECK_FALSE(wrong.left_out[0].recognised);
    CHECK(study::nothing_of_use(wrong));

    const auto wide = read(repeated("c,", 1'000'000) + "\n1\n", "wide.csv");
    CHECK(tells(wide, "has more than 1000 columns"));
    const auto later = read(shares + repeated(",", 1'000'000) + "\n", "a.csv");
    CHECK(tells(later, "has more than 1000 columns"));
}

TEST_CASE("A table that expands to more than any has is cut") {
    // 200 MB of rows in 200 kB.
    Zip zip;
    zip.file(shares_path, shares + repeated("Toolkit,a/b,RUN,1\n", 600'000));
    zip.file("Datasets/RQ3/instructions/Docker_instructions_category.csv",
             shares + std::string(limits::csv_row_bytes + 10, 'a'));
    zip.file("Datasets/RQ3/instructions/results_instruction.csv",
             "repos,repo_version,filename,instructions,instructions_count\n" +
                 std::string(limits::study_table_bytes / 8, '\n'));
    zip.file("Datasets/own.ndjson", std::string(limits::csv_rows + 2, '\n'));
    const auto results = read(zip.finish(), "EASE2022.zip");
    CHECK(tells(results, "has more than 500000 rows"));
    CHECK(tells(results, "a row is longer than 4 MiB"));
    CHECK(tells(results, "the tables of the data set are longer than 128 MiB"));
    CHECK(tells(results, "has more than 500000 lines"));
}

TEST_CASE("What is compressed again and again is not unpacked for ever") {
    std::string packed = shares + "Toolkit,a/b,RUN,1\n";
    for (int at = 0; at < 2; ++at) packed = gzip(packed);
    CHECK_FALSE(study::nothing_of_use(read(packed, "a.csv.gz.gz")));
    for (int at = 0; at < 1000; ++at) packed = gzip(packed, Deflate::fast);
    CHECK(tells(read(packed, "a.csv.gz"), "is compressed more than twice"));
}

TEST_CASE("A spreadsheet that is made to harm is told") {
    std::string row;
    for (const char* heading : {"Repos", "commits", "releases"})
        row.append("<c t=\"inlineStr\"><is><t>").append(heading).append("</t></is></c>");
    row = "<row>" + row + "</row>";
    const auto sheet = [&](const std::string& rows) {
        return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
    };
    SECTION("one text that many cells share") {
        const std::string text(3u << 20, 'a');
        const auto results =
            read(workbook({sheet("<row>" + repeated("<c t=\"s\"><v>0</v></c>", 900) + "</row>")},
                          "<sst><si><t>" + text + "</t></si></sst>"),
                 "a.xlsx");
        CHECK(tells(results, "the cells before and in it are too long together"));
    }
    SECTION("millions of empty texts") {
        const auto results =
            read(workbook({sheet(row)}, "<sst>" + repeated("<si/>", 3'000'000) + "</sst>"), "a.xlsx");
        CHECK(tells(results, "the texts are longer than 64 MiB"));
    }
    SECTION("a tag that does not end") {
        const auto results = read(workbook({"<worksheet><a b=\"" + std::string(16u << 20, 'a')}), "a.xlsx");
        CHECK(tells(results, "has a tag or a comment that is longer than 4 MiB"));
    }
    SECTION("many of the longest sheets") {
        const std::string long_sheet = sheet(row + std::string(130u << 20, ' '));
        const auto results = read(workbook({long_sheet, long_sheet, long_sheet, long_sheet}), "a.xlsx");
        CHECK(tells(results, "the spreadsheet's parts before and in it are longer than 512 MiB"));
    }
    SECTION("entities") {
        const auto results =
            read(workbook({"<!DOCTYPE a [<!ENTITY b \"cc\">]><worksheet>&b;</worksheet>"}), "a.xlsx");
        CHECK(tells(results, "has a document type"));
    }
}

TEST_CASE("A zip archive with more files than any data set has is read no further") {
    Zip zip;
    for (uint64_t at = 0; at < limits::study_files + 10; ++at) zip.file("x/" + std::to_string(at), "", false);
    zip.file(shares_path, shares + "Toolkit,a/b,RUN,1\n");
    const auto results = read(zip.finish(), "EASE2022.zip");
    CHECK(tells(results, "has more than 200000 files"));
    CHECK(results.used.empty());
    for (const auto& left : results.left_out) CHECK(left.examples.size() <= limits::study_examples);
}

TEST_CASE("Reading stops where it is told to") {
    const std::string zip = as_zip(package());
    const auto source = bytes::view_memory(view(zip));
    int asked = 0;
    study::Reader reader([&](uint64_t bytes) {
        CHECK(bytes <= zip.size());
        return ++asked < 4;
    });
    reader.add_file(*source, "EASE2022.zip");
    const auto data = reader.finish();
    CHECK(asked == 4);
    REQUIRE_FALSE(data.problems.empty());
    CHECK(data.problems.back().message == "reading was stopped");
}
