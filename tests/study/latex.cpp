#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "core/study/export.h"

using namespace plimsoll;
using study::Mode;

namespace {

study::Figure made(const std::vector<std::string>& names, const std::string& text) {
    study::Figure figure;
    figure.item = study::Item::fig5b;
    figure.title = "A table";
    figure.available = true;
    figure.name_headings = {"Type"};
    figure.columns = {{"size", "Mean of all sizes", "unit dropped", 2}, {"unit", "What it is", "", 0}};
    for (const std::string& name : names) {
        study::Cell size, unit;
        size.recomputed = 1.5;
        unit.recomputed = text;
        figure.rows.push_back({{name}, {size, unit}});
    }
    return figure;
}

std::vector<std::string> lines_with(const std::string& text, const std::string& part) {
    std::vector<std::string> lines;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find('\n', at), text.size());
        if (text.substr(at, end - at).find(part) != std::string::npos)
            lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

}  // namespace

TEST_CASE("Names do not become LaTeX", "[study]") {
    const std::string latex = study::latex_of(
        made({"[a]", "*", "x\\y{z}_%&#$", "\"q\"", "na\xc3\xafve", "<|>~^"}, "MB"), Mode::as_published);
    CHECK(latex.find("{[}a] & 1.5 & MB \\\\\n") != std::string::npos);
    CHECK(latex.find("{*} & ") != std::string::npos);
    CHECK(latex.find("x\\textbackslash{}y\\{z\\}\\_\\%\\&\\#\\$ & ") != std::string::npos);
    CHECK(latex.find("''q'' & ") != std::string::npos);
    CHECK(latex.find("na?ve & ") != std::string::npos);
    CHECK(latex.find("\\textless{}\\textbar{}\\textgreater{}\\textasciitilde{}\\textasciicircum{} & ") !=
          std::string::npos);
}

TEST_CASE("A LaTeX table has as many cells in each row, and its heading in lines", "[study]") {
    const std::string latex = study::latex_of(made({"one", "two"}, "MB"), Mode::as_published);
    const auto rows = lines_with(latex, " \\\\");
    // The heading stands twice, for the first page and for those after it; "(unit dropped)" stays together.
    REQUIRE(rows.size() == 8);
    for (const std::string& row : rows) CHECK(std::count(row.begin(), row.end(), '&') == 2);
    CHECK(rows[0] == " & Mean of all & What \\\\");
    CHECK(rows[1] == " & sizes & it \\\\");
    CHECK(latex.find("\\begin{longtable}{@{}lrl@{}}") != std::string::npos);
    CHECK(latex.find("\\footnotesize") != std::string::npos);
}

TEST_CASE("What is computed without the authors' tables is written, not what they published", "[study]") {
    study::Figure figure = made({"one"}, "MB");
    figure.available = false;
    figure.rows[0].cells[0].published = 7.25;
    for (const auto format : {study::Format::latex, study::Format::markdown, study::Format::text}) {
        const std::string text = study::export_figure(figure, Mode::as_published, format);
        CHECK(text.find("1.5") != std::string::npos);
        CHECK(text.find("published ones only") == std::string::npos);
    }
    for (study::Cell& cell : figure.rows[0].cells) cell.recomputed = std::monostate();
    const std::string text = study::export_figure(figure, Mode::as_published, study::Format::markdown);
    CHECK(text.find("7.25") != std::string::npos);
    CHECK(text.find("published ones only") != std::string::npos);
}

TEST_CASE("A wide text breaks in its own part of the line", "[study]") {
    const std::string latex = study::latex_of(made({"one"}, std::string(200, 'w')), Mode::as_published);
    CHECK(latex.find("\\scriptsize") != std::string::npos);
    CHECK(latex.find("lrp{0.") != std::string::npos);
}
