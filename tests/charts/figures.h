// Figures of made-up numbers in the shape of the study's, and what a scene's shapes cover.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "core/charts/charts.h"

namespace plimsoll::test {

inline const std::vector<std::string> six_categories{"Model",   "Application System", "MLOps/ AIOps",
                                                     "Toolkit", "DL Framework",       "Documentation"};

inline study::Cell cell_of(double recomputed, double corrected, std::optional<double> published = {}) {
    study::Cell cell;
    if (published) cell.published = *published;
    cell.recomputed = recomputed;
    cell.corrected = corrected;
    cell.differs = published && *published != recomputed;
    if (cell.differs) cell.difference = "The rows give another number.";
    return cell;
}

inline std::vector<study::Column> five_numbers() {
    return {{"n", "n", "", 0},
            {"q1", "Q1", "%", 3},
            {"median", "Median", "%", 3},
            {"q3", "Q3", "%", 3},
            {"lo", "Low", "%", 3},
            {"hi", "High", "%", 3},
            {"outliers", "Outliers", "", 0},
            {"mean", "Mean", "%", 3}};
}

/// A box around `middle`; the corrected one is one percent higher, the published median two.
inline std::vector<study::Cell> box_cells(double middle) {
    return {cell_of(40, 39, 41),
            cell_of(middle * 0.7, middle * 0.7 + 1),
            cell_of(middle, middle + 1, middle + 2),
            cell_of(middle * 1.2, middle * 1.2 + 1),
            cell_of(middle * 0.3, middle * 0.3 + 1),
            cell_of(middle * 1.5, middle * 1.5 + 1),
            cell_of(2, 2),
            cell_of(middle, middle + 1)};
}

/// A figure of an item with these categories and names, each with another number.
inline study::Figure made(study::Item item, const std::vector<std::string>& categories,
                          const std::vector<std::string>& names) {
    using study::Item;
    study::Figure figure;
    figure.item = item;
    figure.title = "Figure of " + std::string(study::item_name(item)) + ": what it shows";
    figure.source = "a/table.csv (1,234 rows)";
    figure.available = true;
    const auto value = [&](size_t category, size_t name) {
        return 3 + std::fmod(static_cast<double>(category * 7 + name * 13), 50) + 0.25;
    };
    switch (item) {
        case Item::funnel:
            figure.name_headings = {"Step"};
            figure.columns = {{"projects", "Projects", "", 0}};
            for (size_t name = 0; name < names.size(); ++name) {
                const double left = std::floor(3000 / static_cast<double>(name + 1));
                figure.rows.push_back({{names[name]}, {cell_of(left, left, left + 1)}});
            }
            break;
        case Item::table1:
        case Item::table2:
            figure.name_headings = {"Category"};
            figure.columns = {{"repos", "Repos", "", 0}, {"share", "Share", "%", 0},
                              {"size", "Size", "KB", 0}, {"commits", "Commits", "", 1},
                              {"arch", "Arch", "", 0},   {"env", "Env", "", 1}};
            for (size_t at = 0; at < categories.size(); ++at) {
                study::Cell text;
                text.published = text.recomputed = text.corrected = std::string("amd64");
                const double number = value(at, 0);
                figure.rows.push_back({{categories[at]},
                                       {cell_of(number, number), cell_of(number, number, number + 3),
                                        cell_of(number * 1000, number * 900), cell_of(number * 20, number),
                                        text, cell_of(number, number)}});
            }
            break;
        case Item::fig2:
            figure.name_headings = {"Purpose", "Subcategory"};
            figure.columns = {{"gloss", "What it is", "", 0}};
            for (size_t name = 0; name < names.size(); ++name) {
                study::Cell gloss;
                gloss.published = "what this purpose is, in some words, of which there are several";
                figure.rows.push_back({{names[name], ""}, {gloss}});
                if (name % 5 == 0)
                    for (const char* part : {"One part", "Another part with a longer name"})
                        figure.rows.push_back({{names[name], part}, {study::Cell{}}});
            }
            break;
        case Item::fig3a:
        case Item::fig3b:
            figure.name_headings = {"Category", "Instruction"};
            figure.columns = five_numbers();
            for (size_t at = 0; at < categories.size(); ++at)
                for (size_t name = 0; name < names.size(); ++name)
                    figure.rows.push_back({{categories[at], names[name]}, box_cells(value(at, name))});
            break;
        case Item::fig4a:
        case Item::fig4b:
            figure.name_headings = {"Base image", "Category"};
            figure.columns = {
                {"repos", "Projects", "", 0}, {"percent", "Share", "%", 2}, {"bar", "Bar", "%", 2}};
            for (size_t name = 0; name < names.size(); ++name)
                for (size_t at = 0; at < categories.size(); ++at) {
                    const double number = value(at, name) / 5;
                    figure.rows.push_back(
                        {{names[name], categories[at]},
                         {cell_of(number * 4, number * 3), cell_of(number, number / 2, number + 1),
                          cell_of(number, number)}});
                }
            break;
        case Item::fig5a:
            figure.name_headings = {"Category", "Type"};
            figure.columns = {{"mean_perc_number", "Mean of files", "%", 4},
                              {"mean_perc_storage", "Mean of bytes", "%", 4}};
            for (size_t at = 0; at < categories.size(); ++at)
                for (size_t name = at; name < names.size(); ++name) {
                    const double number = value(at, name);
                    figure.rows.push_back(
                        {{categories[at], names[name]},
                         {cell_of(number, number, number + 1), cell_of(number / 3, number / 3)}});
                }
            break;
        case Item::fig5b:
            figure.name_headings = {"Category", "Type"};
            figure.columns = {{"plotted_value", "Bar in the package", "", 2},
                              {"size", "Mean size", "unit dropped", 2},
                              {"true_unit", "Its unit", "", 0},
                              {"mean_perc_size", "Mean of bytes", "%", 4}};
            for (size_t at = 0; at < categories.size(); ++at)
                for (size_t name = 0; name < names.size(); ++name) {
                    const double number = value(at, name);
                    study::Cell unit;
                    unit.recomputed = std::string("GB");
                    unit.corrected = std::string("MB");
                    figure.rows.push_back(
                        {{categories[at], names[name]},
                         {cell_of(number, number), cell_of(number, number * 1024, number + 2), unit,
                          cell_of(number, number)}});
                }
            break;
    }
    return figure;
}

inline std::vector<std::string> numbered(const std::string& name, size_t count) {
    std::vector<std::string> names;
    for (size_t at = 0; at < count; ++at) names.push_back(name + std::to_string(at));
    return names;
}

struct Point {
    double x, y;
};

/// The corners of what a label covers, one after the other around it.
inline std::array<Point, 4> corners(const charts::Label& label) {
    const double wide = charts::text_width(label.text, label.size, label.strong);
    const double em = label.size == charts::Size::small ? 11 : label.size == charts::Size::normal ? 12.5 : 14;
    const double left = label.anchor == charts::Anchor::start ? 0
                        : label.anchor == charts::Anchor::end ? -wide
                                                              : -wide / 2;
    const double turn = label.degrees * std::acos(-1.0) / 180;
    std::array<Point, 4> points{
        {{left, -0.74 * em}, {left + wide, -0.74 * em}, {left + wide, 0.2 * em}, {left, 0.2 * em}}};
    for (Point& point : points)
        point = {label.x + point.x * std::cos(turn) - point.y * std::sin(turn),
                 label.y + point.x * std::sin(turn) + point.y * std::cos(turn)};
    return points;
}

/// The corners of any shape.
inline std::vector<Point> corners_of(const charts::Shape& shape) {
    if (const auto* bar = std::get_if<charts::Bar>(&shape))
        return {{bar->x, bar->y}, {bar->x + bar->width, bar->y + bar->height}};
    if (const auto* line = std::get_if<charts::Line>(&shape))
        return {{line->x1, line->y1}, {line->x2, line->y2}};
    if (const auto* dot = std::get_if<charts::Dot>(&shape))
        return {{dot->x - dot->radius, dot->y - dot->radius}, {dot->x + dot->radius, dot->y + dot->radius}};
    const auto four = corners(std::get<charts::Label>(shape));
    return {four.begin(), four.end()};
}

/// Whether two rectangles, turned or not, have more than a touch in common: no line along a side of one lies between them.
inline bool overlap(const std::array<Point, 4>& a, const std::array<Point, 4>& b) {
    for (const auto* sides : {&a, &b})
        for (size_t at = 0; at < 2; ++at) {
            const Point along{(*sides)[at + 1].x - (*sides)[at].x, (*sides)[at + 1].y - (*sides)[at].y};
            const double length = std::hypot(along.x, along.y);
            if (length == 0) return false;
            const auto range = [&](const std::array<Point, 4>& points) {
                double low = 1e300, high = -1e300;
                for (const Point& point : points) {
                    const double where = (point.x * along.x + point.y * along.y) / length;
                    low = std::min(low, where);
                    high = std::max(high, where);
                }
                return std::pair(low, high);
            };
            const auto [low_a, high_a] = range(a);
            const auto [low_b, high_b] = range(b);
            if (high_a <= low_b + 0.5 || high_b <= low_a + 0.5) return false;
        }
    return true;
}

template <typename Kind>
std::vector<Kind> all_of(const charts::Scene& scene) {
    std::vector<Kind> found;
    for (const charts::Shape& shape : scene.shapes)
        if (const auto* one = std::get_if<Kind>(&shape)) found.push_back(*one);
    return found;
}

/// What is wrong with where things are; empty: nothing.
inline std::string faults(const charts::Scene& scene) {
    for (const charts::Shape& shape : scene.shapes)
        for (const Point& point : corners_of(shape)) {
            const bool inside = point.x >= -0.01 && point.y >= -0.01 && point.x <= scene.width + 0.01 &&
                                point.y <= scene.height + 0.01;
            if (inside) continue;
            const auto* label = std::get_if<charts::Label>(&shape);
            return "outside: " + std::to_string(point.x) + ", " + std::to_string(point.y) + " " +
                   (label ? label->text : std::string());
        }
    for (const charts::Hint& hint : scene.hints)
        if (hint.x < 0 || hint.y < 0 || hint.x + hint.width > scene.width + 0.01 ||
            hint.y + hint.height > scene.height + 0.01)
            return "hint outside: " + hint.text;
    const auto labels = all_of<charts::Label>(scene);
    for (size_t a = 0; a < labels.size(); ++a)
        for (size_t b = 0; b < a; ++b)
            if (overlap(corners(labels[a]), corners(labels[b])))
                return labels[a].text + " over " + labels[b].text;
    return {};
}

/// The bars that have a hint: those of the data, not of the legend.
inline std::vector<charts::Bar> data_bars(const charts::Scene& scene) {
    std::vector<charts::Bar> found;
    for (const charts::Bar& bar : all_of<charts::Bar>(scene))
        if (std::any_of(scene.hints.begin(), scene.hints.end(), [&](const charts::Hint& hint) {
                return bar.x >= hint.x - 0.01 && bar.x + bar.width <= hint.x + hint.width + 0.01 &&
                       bar.y >= hint.y - 0.01 && bar.y + bar.height <= hint.y + hint.height + 0.01;
            }))
            found.push_back(bar);
    return found;
}

inline bool says(const charts::Scene& scene, std::string_view text) {
    std::string all;
    for (const charts::Label& label : all_of<charts::Label>(scene)) all.append(label.text).append(" ");
    return all.find(text) != std::string::npos;
}

}  // namespace plimsoll::test
