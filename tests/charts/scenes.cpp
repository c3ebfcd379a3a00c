#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <limits>

#include "core/limits.h"
#include "tests/charts/figures.h"

using namespace plimsoll;
using namespace plimsoll::test;
using charts::draw;
using charts::Options;
using charts::Scene;
using study::Item;
using study::Mode;

namespace {

const std::vector<std::string> instructions{"ADD",    "ARG",  "CMD", "COPY", "ENTRYPOINT", "ENV",
                                            "EXPOSE", "FROM", "RUN", "USER", "VOLUME",     "WORKDIR"};

Options of_width(double width) {
    Options options;
    options.width = width;
    return options;
}

/// The names below the first small chart, from left to right.
std::vector<std::string> names_in(const Scene& scene, const std::vector<std::string>& names) {
    std::vector<std::string> found;
    double last = 0;
    for (const charts::Label& label : all_of<charts::Label>(scene)) {
        const bool is_name = std::find(names.begin(), names.end(), label.text) != names.end();
        if (!is_name || label.anchor == charts::Anchor::start) continue;  // the legend's
        if (label.x < last || found.size() == names.size()) break;
        last = label.x;
        found.push_back(label.text);
    }
    return found;
}

}  // namespace

TEST_CASE("Nothing leaves a chart and no label lies over another, at any width", "[charts]") {
    for (const Item item : study::all_items) {
        const study::Figure figure = made(item, six_categories, instructions);
        for (const double width : {320.0, 360.0, 380.0, 481.0, 600.0, 720.0, 900.0, 1280.0, 1600.0})
            for (const Mode mode : {Mode::as_published, Mode::corrected})
                for (const auto order : {charts::Order::as_printed, charts::Order::by_value}) {
                    Options options = of_width(width);
                    options.mode = mode;
                    options.order = order;
                    const Scene scene = draw(figure, options);
                    INFO(study::item_name(item) << " at " << width);
                    CHECK(scene.width == width);
                    CHECK(faults(scene) == "");
                    CHECK(!scene.hints.empty());
                    CHECK(!scene.title.empty());
                    CHECK(!scene.description.empty());
                }
    }
}

TEST_CASE("The check of where things are finds what is wrong", "[charts]") {
    Scene scene = draw(made(Item::fig3a, six_categories, instructions), {});
    REQUIRE(faults(scene).empty());
    charts::Label label = all_of<charts::Label>(scene).back();
    label.x += 3;
    scene.shapes.push_back(label);
    CHECK(faults(scene).find(" over ") != std::string::npos);
    scene.shapes.back() = charts::Bar{scene.width - 5, 5, 10, 5};
    CHECK(faults(scene).starts_with("outside"));
}

TEST_CASE("Many names, long names and one name alone have room", "[charts]") {
    for (const Item item : study::all_items)
        for (const size_t count : {1u, 2u, 59u, 60u, 5000u}) {
            const study::Figure figure =
                made(item, six_categories, numbered("a name of some length, number ", count));
            for (const double width : {320.0, 720.0, 1600.0}) {
                const Scene scene = draw(figure, of_width(width));
                INFO(study::item_name(item) << ", " << count << " names at " << width);
                CHECK(faults(scene) == "");
                // Neither shapes nor the picture's height grow with the data set.
                CHECK(scene.shapes.size() < 6000);
                const bool cut = count > limits::chart_rows && item != Item::table1 && item != Item::table2;
                bool told = false;
                for (const charts::Label& label : all_of<charts::Label>(scene)) {
                    const size_t at = label.text.find(" more");
                    told = told || (at != std::string::npos && at > 0 && std::isdigit(label.text[at - 1]));
                }
                CHECK(told == cut);
            }
        }
}

TEST_CASE("Boxes stand where their numbers are on the axis", "[charts]") {
    const study::Figure figure = made(Item::fig3a, {"Toolkit"}, instructions);
    for (const Mode mode : {Mode::as_published, Mode::corrected}) {
        Options options;
        options.mode = mode;
        const Scene scene = draw(figure, options);
        // The axis, from two of its labels and nothing else: their lines are as far below the baseline as each other.
        std::vector<std::pair<double, double>> ticks;
        for (const charts::Label& label : all_of<charts::Label>(scene))
            if (label.text.ends_with(" %") && label.anchor == charts::Anchor::end)
                ticks.emplace_back(std::stod(label.text), label.y);
        REQUIRE(ticks.size() > 2);
        const double unit =
            (ticks.front().second - ticks.back().second) / (ticks.back().first - ticks.front().first);
        const auto lines = all_of<charts::Line>(scene);
        double zero = 0;
        for (const charts::Line& line : lines)
            if (line.ink == charts::Ink::line) zero = std::max(zero, line.y1);
        const auto y_of = [&](double value) { return zero - value * unit; };
        const auto bars = data_bars(scene);
        REQUIRE(bars.size() == instructions.size());
        for (size_t at = 0; at < bars.size(); ++at) {
            const auto& cells = figure.rows[at].cells;
            const auto value = [&](size_t cell) {
                return std::get<double>(mode == Mode::corrected ? cells[cell].corrected
                                                                : cells[cell].recomputed);
            };
            CHECK(bars[at].y == Catch::Approx(y_of(value(3))).margin(0.01));
            CHECK(bars[at].y + bars[at].height == Catch::Approx(y_of(value(1))).margin(0.01));
            const double middle = bars[at].x + bars[at].width / 2;
            bool median = false, low = false, high = false;
            for (const charts::Line& line : lines) {
                median = median || (line.thickness > 1 && line.x1 < middle && line.x2 > middle &&
                                    std::abs(line.y1 - y_of(value(2))) < 0.01);
                if (line.x1 != line.x2 || std::abs(line.x1 - middle) > 0.01) continue;
                low = low || std::abs(std::max(line.y1, line.y2) - y_of(value(4))) < 0.01;
                high = high || std::abs(std::min(line.y1, line.y2) - y_of(value(5))) < 0.01;
            }
            CHECK(median);
            CHECK(low);
            CHECK(high);
        }
    }
}

TEST_CASE("There are as many boxes as the mode has", "[charts]") {
    study::Figure figure =
        made(Item::fig3b, six_categories, {"Build/Execute", "Dependencies", "Environment"});
    CHECK(data_bars(draw(figure, {})).size() == 18);
    for (study::Cell& cell : figure.rows[4].cells) cell.corrected = std::monostate();
    figure.rows[7].cells[1].corrected = std::numeric_limits<double>::quiet_NaN();
    CHECK(data_bars(draw(figure, {})).size() == 18);
    Options corrected;
    corrected.mode = Mode::corrected;
    const Scene scene = draw(figure, corrected);
    CHECK(data_bars(scene).size() == 16);
    CHECK(scene.hints.size() == 16);
    CHECK(says(scene, "1 row."));
}

TEST_CASE("Bars are as long as their numbers, one behind the other", "[charts]") {
    const std::vector<std::string> names{"ubuntu", "python"};
    const study::Figure figure = made(Item::fig4a, six_categories, names);
    const auto bars = data_bars(draw(figure, {}));
    REQUIRE(bars.size() == 12);
    // Rows are in the order of the categories, and so are bars.
    const double unit = bars[0].width / std::get<double>(figure.rows[0].cells[1].recomputed);
    for (size_t at = 0; at < bars.size(); ++at) {
        CHECK(bars[at].width / unit == Catch::Approx(std::get<double>(figure.rows[at].cells[1].recomputed)));
        if (at % 6 > 0) CHECK(bars[at].x == Catch::Approx(bars[at - 1].x + bars[at - 1].width));
    }
}

TEST_CASE("Only the chosen categories are shown", "[charts]") {
    for (const Item item : study::all_items) {
        if (item == Item::funnel || item == Item::fig2) continue;
        Options options;
        options.categories = {study::Category::toolkit, study::Category::model};
        const Scene scene = draw(made(item, six_categories, {"a", "b", "c", "d", "e", "f", "g"}), options);
        INFO(study::item_name(item));
        CHECK(says(scene, "Toolkit"));
        CHECK(says(scene, "Model"));
        CHECK(!says(scene, "Documentation"));
        for (const charts::Hint& hint : scene.hints)
            CHECK(hint.text.find("Documentation") == std::string::npos);
        CHECK(faults(scene) == "");
    }
}

TEST_CASE("By value the greatest comes first", "[charts]") {
    study::Figure figure = made(Item::fig3a, six_categories, {"ADD", "COPY", "RUN"});
    for (size_t row = 0; row < figure.rows.size(); ++row)
        figure.rows[row].cells = box_cells(row == 17      ? 60
                                           : row % 3 == 1 ? 20
                                                          : 5);  // RUN of the last one has most
    Options options;
    options.order = charts::Order::by_value;
    const std::vector<std::string> names{"ADD", "COPY", "RUN"};
    CHECK(names_in(draw(figure, {}), names) == names);
    CHECK(names_in(draw(figure, options), names) == std::vector<std::string>{"RUN", "COPY", "ADD"});

    // Of thousands the greatest are kept, wherever they stand.
    study::Figure many = made(Item::fig4a, {"Model"}, numbered("image-", 3000));
    many.rows[2999].cells[1].recomputed = 99.0;
    const Scene scene = draw(many, options);
    CHECK(says(scene, "image-2999"));
    CHECK(says(scene, "2,940 more base images"));
    CHECK(data_bars(scene).size() == limits::chart_rows);
}

TEST_CASE("A hint tells what is published, recomputed and corrected, and why they differ", "[charts]") {
    const Scene scene = draw(made(Item::fig4a, {"Model"}, {"ubuntu"}), {});
    REQUIRE(scene.hints.size() == 1);
    CHECK(scene.hints[0].text ==
          "ubuntu, Model\nProjects: published \xe2\x80\x93, recomputed 3, corrected 2\n"
          "Share: published 1.65 %, recomputed 0.65 %, corrected 0.33 %\n"
          "Bar: published \xe2\x80\x93, recomputed 0.65 %, corrected 0.65 %\nThe rows give another "
          "number.");
}

TEST_CASE("What is published stands beside only where it is another number", "[charts]") {
    study::Figure figure = made(Item::table1, six_categories, {});
    // The column Share has another published number in each row; its legend has one more dot.
    CHECK(all_of<charts::Dot>(draw(figure, {})).size() == 7);
    for (study::Row& row : figure.rows) row.cells[1].published = row.cells[1].recomputed;
    CHECK(all_of<charts::Dot>(draw(figure, {})).empty());
}

TEST_CASE("A column of texts is no chart", "[charts]") {
    const Scene scene = draw(made(Item::table2, six_categories, {}), {});
    CHECK(says(scene, "Commits"));
    CHECK(!says(scene, "Arch"));
    CHECK(data_bars(scene).size() == 30);
}

TEST_CASE("A chart without numbers says why", "[charts]") {
    for (const Item item : study::all_items) {
        INFO(study::item_name(item));
        study::Figure missing;
        missing.item = item;
        missing.title = "A figure";
        missing.not_recomputable = {"It needs the file that is missing here."};
        const Scene scene = draw(missing, of_width(320));
        CHECK(says(scene, "does not have what this is made of"));
        CHECK(says(scene, "It needs the file"));
        CHECK(scene.description.find("does not have") != std::string::npos);
        CHECK(faults(scene) == "");
        if (item == Item::funnel || item == Item::fig2) continue;
        Options none;
        none.categories = {study::Category::toolkit};
        CHECK(says(draw(made(item, {"Model"}, {"a"}), none), "chosen categories have no number"));
    }
    study::Figure uncorrected = made(Item::fig4a, {"Model"}, {"a"});
    for (study::Cell& cell : uncorrected.rows[0].cells) cell.corrected = std::monostate();
    Options corrected;
    corrected.mode = Mode::corrected;
    CHECK(says(draw(uncorrected, corrected), "No corrected number can be computed"));
    // One's own Dockerfiles are not the authors' table, but what is computed of them is there.
    study::Figure own = made(Item::fig3a, {"Model"}, {"RUN"});
    own.available = false;
    CHECK(data_bars(draw(own, {})).size() == 1);
    for (study::Cell& cell : own.rows[0].cells) cell.recomputed = std::monostate();
    CHECK(says(draw(own, {}), "only corrected numbers"));
    CHECK(data_bars(draw(own, corrected)).size() == 1);
}

TEST_CASE("What stands in a figure many times does not fill the chart", "[charts]") {
    for (const Item item : {Item::fig3a, Item::fig4a, Item::fig5a, Item::fig5b}) {
        study::Figure figure = made(item, {"Model"}, {"a", "b"});
        const std::vector<study::Row> rows = figure.rows;
        for (size_t at = 0; at < 1000; ++at) figure.rows.insert(figure.rows.end(), rows.begin(), rows.end());
        const Scene scene = draw(figure, {});
        INFO(study::item_name(item));
        CHECK(faults(scene) == "");
        CHECK(data_bars(scene).size() == scene.hints.size());
        // The list of 5b has types twice, which is a finding; of the others a row is shown once, in the heat map in two blocks.
        const size_t wanted = item == Item::fig5b ? limits::chart_rows : item == Item::fig5a ? 4 : 2;
        CHECK(scene.hints.size() == wanted);
    }
}

TEST_CASE("The description has the numbers, for those who do not see the chart", "[charts]") {
    const Scene scene = draw(made(Item::funnel, {}, {"all", "some"}), {});
    CHECK(scene.description.find("all: Projects: published 3,001, recomputed 3,000, corrected 3,000.") !=
          std::string::npos);
    const Scene large = draw(made(Item::fig3a, six_categories, instructions), {});
    CHECK(large.description.find(" more.") != std::string::npos);
    CHECK(large.description.size() < 4000);
}

TEST_CASE("Without its heading a chart is lower and still has its title", "[charts]") {
    const study::Figure figure = made(Item::fig5a, six_categories, {"a", "b"});
    Options options;
    options.heading = false;
    const Scene with = draw(figure, {}), without = draw(figure, options);
    CHECK(without.height < with.height);
    CHECK(!says(without, "Figure of fig5a"));
    CHECK(without.title == with.title);
    CHECK(faults(without) == "");
}

TEST_CASE("Hostile names and numbers make no hostile chart", "[charts]") {
    const std::vector<std::string> names{std::string(3 << 20, 'W'),
                                         std::string(1 << 20, ' '),
                                         "<script>alert(1)</script>&\"'",
                                         "\xff\xfe\x80",
                                         "\xef\xbf\xbe\xef\xbf\xbf\xed\xa0\x80",
                                         std::string("a\0b\x1b[31m\n", 9),
                                         "\xe2\x80\xaegpj.exe",
                                         "",
                                         std::string(1 << 20, '\xf0')};
    for (const Item item : study::all_items) {
        study::Figure figure = made(item, {names[0], names[2], "Model"}, names);
        const double wild[] = {std::numeric_limits<double>::infinity(),  1e308, -5, 1e-300, -1e308,
                               std::numeric_limits<double>::quiet_NaN(), 0};
        size_t at = 0;
        for (study::Row& row : figure.rows)
            for (study::Cell& cell : row.cells)
                if (cell.recomputed.index() == 1 && at++ % 3 == 0)
                    cell.recomputed = wild[at / 3 % std::size(wild)];
        for (const double width : {320.0, 720.0}) {
            const Scene scene = draw(figure, of_width(width));
            INFO(study::item_name(item));
            CHECK(faults(scene) == "");
            for (const charts::Label& label : all_of<charts::Label>(scene)) {
                CHECK(label.text.size() < 1000);
                CHECK(std::isfinite(label.x + label.y));
            }
            for (const charts::Bar& bar : all_of<charts::Bar>(scene)) {
                CHECK(std::isfinite(bar.x + bar.y + bar.width + bar.height + bar.opacity));
                CHECK(bar.width >= 0);
                CHECK(bar.height >= 0);
            }
            for (const charts::Hint& hint : scene.hints) CHECK(hint.text.size() < 6000);
            const std::string svg = to_svg(scene, charts::Theme::light);
            CHECK(svg.size() < 4'000'000);
            CHECK(svg.find("<script") == std::string::npos);
            CHECK(svg.find("nan") == std::string::npos);
            CHECK(svg.find("inf\"") == std::string::npos);
            for (const char letter : svg)
                CHECK((static_cast<unsigned char>(letter) >= 0x20 || letter == '\n'));
            for (const char* none : {"\xef\xbf\xbe", "\xef\xbf\xbf", "\xed\xa0", "\xff", "\xe2\x80\xae"})
                CHECK(svg.find(none) == std::string::npos);
        }
    }
}
