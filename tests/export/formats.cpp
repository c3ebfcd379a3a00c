#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "core/charts/report_charts.h"
#include "core/export/export.h"
#include "core/export/style.h"
#include "tests/export/hostile.h"
#include "tests/support/reports.h"

using namespace plimsoll;
using namespace plimsoll::exports;

namespace {

/// A reader of RFC 4180 that shares nothing with the writer: states instead of searches.
std::vector<std::vector<std::string>> read_csv(const std::string& text) {
    std::vector<std::vector<std::string>> rows(1, {""});
    bool quoted = false;
    for (size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        if (quoted) {
            if (letter != '"')
                rows.back().back() += letter;
            else if (at + 1 < text.size() && text[at + 1] == '"')
                rows.back().back() += text[++at];
            else
                quoted = false;
        } else if (letter == '"') {
            REQUIRE(rows.back().back().empty());
            quoted = true;
        } else if (letter == ',') {
            rows.back().emplace_back();
        } else if (letter == '\r') {
            REQUIRE(at + 1 < text.size());
            REQUIRE(text[++at] == '\n');
            rows.push_back({""});
        } else {
            REQUIRE(letter != '\n');
            rows.back().back() += letter;
        }
    }
    REQUIRE_FALSE(quoted);
    REQUIRE(rows.back() == std::vector<std::string>{""});
    rows.pop_back();
    return rows;
}

std::string cell_of(const report::Report& report, const char* table, const char* key, size_t row) {
    const auto rows = read_csv(csv_of(*find(tables_of(report), table)));
    const auto column = std::find(rows[0].begin(), rows[0].end(), key);
    REQUIRE(column != rows[0].end());
    REQUIRE(row + 1 < rows.size());
    return rows[row + 1][static_cast<size_t>(column - rows[0].begin())];
}

std::string value_of_key(const report::Report& report, std::string_view key) {
    for (const auto& row : read_csv(csv_of(*find(tables_of(report), "image"))))
        if (row[0] == key) return row[1];
    FAIL("no such key");
    return {};
}

size_t count(std::string_view text, std::string_view part) {
    size_t found = 0;
    for (size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

/// Columns of a row of a table in GitHub's Markdown: pipes that no backslash takes.
size_t pipes(const std::string& line) {
    size_t found = 0;
    for (size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '\\')
            ++at;
        else if (line[at] == '|')
            ++found;
    }
    return found;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines(1);
    for (const char letter : text)
        if (letter == '\n')
            lines.emplace_back();
        else
            lines.back() += letter;
    return lines;
}

bool is_printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char letter) { return letter == '\n' || static_cast<uint8_t>(letter) >= 0x20; });
}

}  // namespace

TEST_CASE("Every table has its name, and each row a value for each column", "[export]") {
    for (const auto& report : {test::full_report(), report::Report{}}) {
        const Tables tables = tables_of(report);
        const auto names = table_names();
        REQUIRE(tables.size() == names.size());
        for (size_t at = 0; at < tables.size(); ++at) {
            CHECK(tables[at].name == names[at]);
            CHECK_FALSE(tables[at].title.empty());
            for (const Column& column : tables[at].columns) CHECK_FALSE(column.definition.empty());
            for (const auto& row : tables[at].rows) CHECK(row.size() == tables[at].columns.size());
        }
    }
    CHECK(find(tables_of({}), "nothing") == nullptr);
}

TEST_CASE("CSV has exact numbers, and nothing where nothing is known", "[export]") {
    report::Report report = test::full_report();
    report.layers[0].measures.file_bytes = 12'345'678'901;
    CHECK(cell_of(report, "layers", "file_bytes", 0) == "12345678901");
    CHECK(cell_of(report, "layers", "index", 1) == "1");
    CHECK(cell_of(report, "layers", "tar_bytes", 0) == "4096");
    CHECK(cell_of(report, "layers", "tar_bytes", 1) == "");
    CHECK(cell_of(report, "layers", "verified", 0) == "true");
    CHECK(cell_of(report, "layers", "verified", 1) == "");
    CHECK(cell_of(report, "layers", "complete", 1) == "false");
    CHECK(cell_of(report, "packages", "version", 1) == "");
    CHECK(cell_of(report, "findings", "layer", 1) == "");
    CHECK(cell_of(report, "findings", "bytes", 1) == "0");
    CHECK(cell_of(report, "study", "medians.Toolkit", 0) == "17");
    CHECK(cell_of(report, "study", "medians.Model", 0) == "");
    CHECK(cell_of(report, "waste", "layers", 0) == "0\n1");
    CHECK(value_of_key(report, "totals.tar_bytes") == "");
    CHECK(value_of_key(report, "waste.efficiency") == "0.9666666666666667");
    report.study.metrics[0].value = -12.5;
    CHECK(cell_of(report, "study", "value", 0) == "-12.5");
}

TEST_CASE("Readable values have units, separators and dashes", "[export]") {
    CHECK(readable(Value{}) == "\xe2\x80\x93");
    CHECK(readable(Bytes{1'700'000'000}) == "1.70 GB");
    CHECK(readable(Bytes{0}) == "0 B");
    CHECK(readable(Count{62'660}) == "62,660");
    CHECK(readable(LayerNumber{0}) == "1");
    CHECK(readable(Share{0.9749}) == "97.5 %");
    CHECK(readable(Share{0.04}) == "4.0 %");
    CHECK(readable(Share{0.0004}) == "< 0.1 %");
    CHECK(readable(Share{0}) == "0.0 %");
    CHECK(readable(Number{1234.5, 2}) == "1,234.5");
    CHECK(readable(Number{-1234567, 0}) == "-1,234,567");
    CHECK(readable(Number{0.004, 2}) == "0");
    CHECK(readable(Texts{{"a", "b"}}) == "a, b");
    CHECK(readable(Texts{}) == "\xe2\x80\x93");
    const Table findings = *find(tables_of(test::full_report()), "findings");
    for (size_t at = 0; at < findings.columns.size(); ++at)
        if (findings.columns[at].key == "bytes")
            CHECK(readable(findings.columns[at], findings.rows[1][at]) == "\xe2\x80\x93");
}

TEST_CASE("CSV: hostile texts stay one cell each, and none is a formula", "[export]") {
    for (const std::string& text : test::hostile_texts()) {
        CAPTURE(text.substr(0, 80));
        const report::Report report = test::hostile_report(text);
        for (const Table& table : tables_of(report)) {
            const auto rows = read_csv(csv_of(table));
            REQUIRE(rows.size() == table.rows.size() + 1);
            for (size_t row = 0; row < rows.size(); ++row) {
                REQUIRE(rows[row].size() == rows[0].size());
                for (const std::string& cell : rows[row]) {
                    CHECK(is_printable(cell));
                    const size_t first = cell.find_first_not_of(' ');
                    if (row > 0 && first != cell.npos)
                        CHECK(std::string_view("=+@").find(cell[first]) == std::string_view::npos);
                }
            }
        }
        const std::string name = cell_of(report, "packages", "name", 0), printable = report::printable(text);
        CHECK((name == printable || name == "'" + printable));
    }
    CHECK(cell_of(test::hostile_report("-2+3"), "packages", "name", 0) == "'-2+3");
    CHECK(cell_of(test::hostile_report("a-2"), "packages", "name", 0) == "a-2");
}

TEST_CASE("Markdown: hostile texts keep the table's columns, and the summary its length", "[export]") {
    for (const std::string& text : test::hostile_texts()) {
        CAPTURE(text.substr(0, 80));
        report::Report report = test::hostile_report(text);
        for (const Table& table : tables_of(report)) {
            size_t columns = 0;
            for (const std::string& line : lines_of(markdown_of(table))) {
                if (!line.starts_with("|")) continue;
                if (columns == 0) columns = pipes(line);
                CHECK(pipes(line) == columns);
            }
        }
        // Many of everything.
        report.layers.resize(200, report.layers[0]);
        report.packages.resize(5000, report.packages[0]);
        report.findings.resize(60, report.findings[0]);
        report.waste.paths.resize(100, report.waste.paths[0]);
        report.file_types.corrected.resize(41, report.file_types.corrected[0]);
        report.study.metrics.resize(10, report.study.metrics[0]);
        report.problems.resize(200, report.problems[0]);
        const std::string summary = markdown_summary(report);
        CHECK(summary.size() <= summary_letters);
        CHECK(is_printable(summary));
        CHECK(count(summary, "<details>") == count(summary, "</details>"));
    }
    CHECK(markdown_summary({}).find("No findings.") != std::string::npos);
}

TEST_CASE("Markdown: code in advice is code, and a name that would be a link is one piece of code",
          "[export]") {
    report::Report report = test::full_report();
    report.findings[0].advice = "End it with `rm -rf /tmp/*` or `true`, not *so*";
    CHECK(markdown_summary(report).find("End it with `rm -rf /tmp/*` or `true`, not \\*so\\*") !=
          std::string::npos);
    report.findings[0].advice = "Not `curl | sh`";
    CHECK(markdown_summary(report).find("Not `curl | sh`") != std::string::npos);
    report.packages[0].name = "@scope/name";
    CHECK(markdown_of(*find(tables_of(report), "packages")).find("| `@scope/name` |") != std::string::npos);
    report.findings[0].title = "see @somebody";
    CHECK(markdown_summary(report).find("`see @somebody`") != std::string::npos);
    report.packages[0].name = "a`b|c";
    CHECK(markdown_of(*find(tables_of(report), "packages")).find("| ``a`b\\|c`` |") != std::string::npos);
    report.packages[0].name = std::string(18, '`');
    CHECK(markdown_of(*find(tables_of(report), "packages"))
              .find("| " + std::string(17, '`') + " " + std::string(16, '`') + "\\x60\\x60 " +
                    std::string(17, '`') + " |") != std::string::npos);
    report.packages[0].name = "a\\|b";
    CHECK(markdown_of(*find(tables_of(report), "packages")).find("| `a\\\\x7cb` |") != std::string::npos);
}

TEST_CASE("LaTeX: hostile texts are text", "[export]") {
    // Each escape, by hand.
    report::Report report = test::full_report();
    report.packages[0].name = "\\$%#_{}~^&<>|\"";
    const auto latex = [&] {
        std::string text = latex_of(report, *find(tables_of(report), "packages"));
        for (const std::string_view extra : {"\\allowbreak{}"})
            for (size_t at = text.find(extra); at != text.npos; at = text.find(extra))
                text.erase(at, extra.size());
        return text;
    };
    CHECK(
        latex().find(
            "\\texttt{\\textbackslash{}\\$\\%\\#\\_\\{\\}\\textasciitilde{}\\textasciicircum{}\\&\\textless{}"
            "\\textgreater{}\\textbar{}\\textquotedbl{}}") != std::string::npos);
    report.packages[0].name = "\\input{/etc/passwd}";
    CHECK(latex().find("\\input") == std::string::npos);
    report.packages[0].name = "caf\xc3\xa9 \xe6\xbc\xa2";
    CHECK(latex().find("caf\xc3\xa9 \\textbackslash{}u\\{6f22\\}") != std::string::npos);
    report.packages[0].name = "--a";
    CHECK(latex().find("{-}{-}a") != std::string::npos);

    for (const std::string& text : test::hostile_texts()) {
        CAPTURE(text.substr(0, 80));
        const std::string summary = latex_summary(test::hostile_report(text));
        for (const std::string_view command : {"\\input", "\\write18", "\\include"})
            CHECK(summary.find(command) == summary.npos);
        CHECK(is_printable(summary));
        CHECK(count(summary, "\\begin{table}") == 4);
        CHECK(count(summary, "\\end{table}") == 4);
        // Braces that no backslash takes are balanced.
        int depth = 0;
        bool comment = false;
        for (size_t at = 0; at < summary.size(); ++at) {
            if (summary[at] == '\n') comment = false;
            if (comment) continue;
            if (summary[at] == '%') comment = true;
            if (summary[at] == '\\')
                ++at;
            else if (summary[at] == '{')
                ++depth;
            else if (summary[at] == '}')
                REQUIRE(--depth >= 0);
        }
        CHECK(depth == 0);
        CHECK(count(summary, "%") == count(summary, "\\%") + 1);  // the one comment is ours
    }
}

TEST_CASE("LaTeX: a table of more than a page is a longtable, and says that it needs it", "[export]") {
    report::Report report = test::full_report();
    CHECK(latex_of(report, *find(tables_of(report), "packages")).find("longtable") == std::string::npos);
    report.packages.resize(41, report.packages[0]);
    const std::string text = latex_of(report, *find(tables_of(report), "packages"));
    CHECK(text.starts_with("% Needs \\usepackage[T1]{fontenc} and \\usepackage{booktabs,longtable}."));
    CHECK(count(text, "\\begin{longtable}") == 1);
}

TEST_CASE("HTML: hostile texts make no element and no attribute", "[export]") {
    const std::string plain = html_of(test::hostile_report("plain"), {"2024-01-01"});
    for (const std::string& text : test::hostile_texts()) {
        CAPTURE(text.substr(0, 80));
        const std::string html = html_of(test::hostile_report(text), {text});
        CHECK(is_printable(html));
        for (const std::string_view element :
             {"<script", "<img", "<style", "<b>", "<a ", "<section", "<table"})
            CHECK(count(html, element) == count(plain, element));
        CHECK(count(html, "<code>") + 40 >= count(html, "</code>"));
        CHECK(count(html, "<code>") == count(html, "</code>"));
        CHECK(html.find("\xe2\x80\xae") == html.npos);
    }
}

TEST_CASE("HTML: needs nothing, and allows its own style alone", "[export]") {
    const std::string html = html_of(test::full_report(), {"2024-01-01"});
    CHECK(html.find("<script") == html.npos);
    CHECK(html.find(" style=\"") == html.npos);
    CHECK(html.find("src=") == html.npos);
    CHECK(html.find("url(") == html.npos);
    CHECK(html.find("default-src 'none'; style-src 'sha256-") != html.npos);
    CHECK(html.find("2024-01-01") != html.npos);
    CHECK(html.find("<style>" + style() + "</style>") != html.npos);
    CHECK(style().find('<') == std::string::npos);
    CHECK(html.find("<data value=\"3000\" title=\"3,000 bytes\">3.00 kB</data>") != html.npos);

    report::Report many = test::full_report();
    many.packages.resize(20'000, many.packages[0]);
    const std::string large = html_of(many, {});
    CHECK(large.size() < 3'000'000);
    CHECK(large.find("The first 1,000 of 20,000 rows are here.") != large.npos);
}

TEST_CASE("Names of files are safe and say what they are", "[export]") {
    report::Report report = test::full_report();
    report.image.references = {"registry.example.org:5000/team/app:1.2"};
    CHECK(file_name(report, "layers", "csv") == "plimsoll-app-1.2-layers.csv");
    CHECK(file_name(report, "", "html") == "plimsoll-app-1.2.html");
    report.image.references = {"app@sha256:abc"};
    CHECK(file_name(report, "study_file_types", "tex") == "plimsoll-app-study_file_types.tex");
    report.image.references.clear();
    report.source.name = "my model.tar.gz";
    CHECK(file_name(report, "load", "svg") == "plimsoll-my-model-load.svg");
    report.source.name = "../..";
    CHECK(file_name(report, "load", "svg") == "plimsoll-image-load.svg");
    for (const std::string& text : test::hostile_texts()) {
        const std::string name = file_name(test::hostile_report(text), text, "csv");
        CHECK(name.size() < 200);
        CHECK(name.starts_with("plimsoll-"));
        CHECK(name.find("..") == name.npos);
        CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") ==
              name.npos);
    }
}
