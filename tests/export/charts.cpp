#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "core/charts/report_charts.h"
#include "tests/export/hostile.h"

using namespace plimsoll;
using namespace plimsoll::charts;

namespace {

struct Box {
    double left, top, right, bottom;
};

/// Where a text stands: above its baseline by some 0.8 em, below it by 0.2.
Box box_of(const Label& label) {
    const double wide = text_width(label.text, label.size, label.strong);
    const double em = label.size == Size::small ? 11 : label.size == Size::normal ? 12.5 : 14;
    const double left = label.anchor == Anchor::start    ? label.x
                        : label.anchor == Anchor::middle ? label.x - wide / 2
                                                         : label.x - wide;
    return {left, label.y - 0.75 * em, left + wide, label.y + 0.2 * em};
}

bool overlap(const Box& a, const Box& b) {
    return a.left + 0.5 < b.right && b.left + 0.5 < a.right && a.top + 0.5 < b.bottom &&
           b.top + 0.5 < a.bottom;
}

void check_scene(const Scene& scene) {
    CHECK_FALSE(scene.title.empty());
    CHECK_FALSE(scene.description.empty());
    std::vector<Box> labels;
    for (const Shape& shape : scene.shapes) {
        Box box{};
        if (const Label* label = std::get_if<Label>(&shape)) {
            box = box_of(*label);
            CAPTURE(label->text);
            for (const Box& other : labels) CHECK_FALSE(overlap(box, other));
            labels.push_back(box);
            CHECK(box.left >= -0.5);
            CHECK(box.right <= scene.width + 0.5);
            CHECK(box.bottom <= scene.height + 0.5);
            continue;
        }
        if (const Bar* bar = std::get_if<Bar>(&shape))
            box = {bar->x, bar->y, bar->x + bar->width, bar->y + bar->height};
        else if (const Dot* dot = std::get_if<Dot>(&shape))
            box = {dot->x - dot->radius, dot->y - dot->radius, dot->x + dot->radius, dot->y + dot->radius};
        else if (const Line* line = std::get_if<Line>(&shape))
            box = {std::min(line->x1, line->x2), std::min(line->y1, line->y2), std::max(line->x1, line->x2),
                   std::max(line->y1, line->y2)};
        CHECK((std::isfinite(box.left) && std::isfinite(box.right) && std::isfinite(box.top) &&
               std::isfinite(box.bottom)));
        CHECK((box.left >= 0 && box.top >= 0 && box.right <= scene.width + 0.01 &&
               box.bottom <= scene.height + 0.01));
    }
    for (const Hint& hint : scene.hints)
        CHECK((hint.x >= 0 && hint.y >= 0 && hint.x + hint.width <= scene.width + 0.01 &&
               hint.y + hint.height <= scene.height + 0.01 && !hint.text.empty()));
}

/// The width of the bars of an ink, added up.
double width_of(const Scene& scene, Ink ink, double height) {
    double sum = 0;
    for (const Shape& shape : scene.shapes)
        if (const Bar* bar = std::get_if<Bar>(&shape); bar && bar->ink == ink && bar->height == height)
            sum += bar->width;
    return sum;
}

}  // namespace

TEST_CASE("Charts of a report stay inside, and no text lies on another", "[export][charts]") {
    std::vector<report::Report> reports = {test::full_report(), report::Report{}};
    for (const std::string& text : test::hostile_texts()) reports.push_back(test::hostile_report(text));
    report::Report many = test::full_report();
    many.layers.resize(127, many.layers[0]);
    many.packages.resize(3000, many.packages[0]);
    for (auto& package : many.packages) package.bytes = 123'456'789'012;
    many.waste.paths.resize(100, many.waste.paths[0]);
    many.file_types.corrected.resize(41, {"Some type of file", 5, 999'999});
    many.study.metrics.resize(10, many.study.metrics[0]);
    many.study.metrics[1].value = 1e15;
    many.study.metrics[2].value = 0;
    reports.push_back(many);
    for (const report::Report& report : reports)
        for (const ReportChart chart : all_report_charts)
            for (const double width : {320.0, 720.0, 1000.0}) {
                Options options;
                options.width = width;
                CAPTURE(name_of(chart), width, report.source.name.substr(0, 80));
                check_scene(draw(report, chart, options));
            }
}

TEST_CASE("The load's bars are as long as what they show", "[export][charts]") {
    report::Report report = test::full_report();
    report.packages.resize(2);
    report.packages[0].bytes = 600;  // torch: Python and ML
    report.packages[1].bytes = 100;  // /usr: other
    report.waste.hidden_bytes = 300;
    const Scene scene = draw(report, ReportChart::load, {});
    const double all = scene.width - 24;
    CHECK(std::abs(width_of(scene, Ink::data1, 40) - 0.6 * all) < 0.01);
    CHECK(std::abs(width_of(scene, Ink::data6, 40) - 0.1 * all) < 0.01);
    CHECK(std::abs(width_of(scene, Ink::muted, 40) - 0.3 * all) < 0.01);
}

TEST_CASE("A layer's bars are what it ships, what of it is hidden, and what is stored", "[export][charts]") {
    report::Report report = test::full_report();
    report.layers[0].measures.file_bytes = 800;
    report.layers[0].hidden_bytes = 200;
    report.layers[0].measures.blob_bytes = 1000;
    report.layers[1].measures = {};
    const Scene scene = draw(report, ReportChart::layers, {});
    const double all = scene.width - 24;
    CHECK(std::abs(width_of(scene, Ink::data1, 8) - 0.6 * all) < 0.01);
    CHECK(std::abs(width_of(scene, Ink::muted, 8) - 0.2 * all) < 0.01);
    CHECK(std::abs(width_of(scene, Ink::text, 2) - 1.0 * all) < 0.01);
}

TEST_CASE("Charts of a report have names", "[export][charts]") {
    for (const ReportChart chart : all_report_charts) CHECK(report_chart_named(name_of(chart)) == chart);
    CHECK_FALSE(report_chart_named("nothing"));
}
