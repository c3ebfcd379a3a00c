// The kinds of charts: each adds what it shows to the sheet.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/charts/data.h"
#include "core/charts/sheet.h"

namespace plimsoll::charts {

/// Box plots of a figure whose columns are those of study::box_columns(), one small chart for each category.
void draw_boxes(Sheet& sheet, const study::Figure& figure, const Options& options, const Table& table);

/// A bar, or several that lie one behind the other.
struct Segment {
    double value = 0;
    Ink ink = Ink::data1;
    std::string hint;
};
struct BarRow {
    std::string name;
    std::vector<Segment> segments;
    std::string value;  ///< behind the bar
    std::optional<double> published;
};
struct BarChart {
    std::string title;  ///< may be empty
    std::string unit;   ///< behind the numbers of its axis: " %"
    std::vector<BarRow> rows;
};
struct BarStyle {
    double least_width = 220;
    bool names_everywhere = true;  ///< or at the first chart of a row only
    bool one_scale = true;         ///< all charts have the same axis
};
/// Horizontal bars in small charts. Bars are not negative: a number below zero is drawn as none.
void draw_bars(Sheet& sheet, const std::vector<BarChart>& charts, const BarStyle& style);

/// Percents by category and name, one block for each of two columns.
void draw_heat_map(Sheet& sheet, const study::Figure& figure, const Options& options, const Table& table,
                   const std::vector<size_t>& columns);

/// The tree of purposes, in columns of text.
void draw_purposes(Sheet& sheet, const study::Figure& figure, const Options& options);

}  // namespace plimsoll::charts
