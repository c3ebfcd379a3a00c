// Horizontal bars: the funnel, the columns of tables, Figures 4a, 4b and 5b.
#include <algorithm>

#include "core/charts/axis.h"
#include "core/charts/parts.h"

namespace plimsoll::charts {
namespace {

constexpr double pitch = 20, thick = 12, title_high = 20, axis_high = 20, apart = 24, below = 14;

double total(const BarRow& row) {
    double sum = 0;
    for (const Segment& segment : row.segments) sum += std::max(segment.value, 0.0);
    return sum;
}

double greatest_of(const BarChart& chart) {
    double greatest = 0;
    for (const BarRow& row : chart.rows)
        greatest = std::max({greatest, total(row), row.published.value_or(0)});
    return greatest;
}

std::string tick_text(const Axis& axis, double tick, const std::string& unit) {
    std::string text = number(tick, axis.decimals());
    return text.append(unit);
}

/// As many ticks as there is room for their numbers.
Axis fitting_axis(const Sheet& sheet, double greatest, double wide, const std::string& unit) {
    for (int steps = std::clamp(static_cast<int>(wide / 45), 1, 8); steps > 1; --steps) {
        const Axis axis = axis_for(greatest, steps);
        double widest = 0;
        for (const double tick : axis.ticks())
            widest = std::max(widest, sheet.measure(tick_text(axis, tick, unit), Size::small));
        if ((widest + 10) * static_cast<double>(axis.ticks().size() - 1) <= wide) return axis;
    }
    return axis_for(greatest, 1);
}

/// Where the parts of one chart lie: names, bars, values.
struct Columns {
    double names = 0, bars = 0, values = 0;
};

void draw_axis(Sheet& sheet, const Axis& axis, double x, double top, double wide, double high,
               const std::string& unit) {
    for (const double tick : axis.ticks()) {
        const double at = x + axis.at(tick, wide);
        sheet.add(Line{at, top, at, top + high, Ink::line, 1});
        sheet.add(Label{at, top + high + 3 + ascent(Size::small), tick_text(axis, tick, unit), Size::small,
                        Anchor::middle, Ink::muted, 0, false});
    }
}

void draw_row(Sheet& sheet, const BarRow& row, const Axis& axis, double x, double top, double wide,
              double values) {
    const double bar_top = top + (pitch - thick) / 2;
    double sum = 0;
    bool first = true;
    for (const Segment& segment : row.segments) {
        const double from = axis.at(sum, wide);
        sum += std::max(segment.value, 0.0);
        const double to = axis.at(sum, wide);
        sheet.add(Bar{x + from, bar_top, to - from, thick, segment.ink, 1});
        // A line of the background tells neighbours apart for those who do not see colours.
        if (!first) sheet.add(Line{x + from, bar_top, x + from, bar_top + thick, Ink::background, 1});
        first = false;
        if (row.segments.size() > 1) sheet.hint(x + from, top, to - from, pitch, segment.hint);
    }
    if (row.segments.size() == 1) sheet.hint(x, top, wide + values, pitch, row.segments[0].hint);
    sheet.label(Label{x + axis.at(sum, wide) + 5, top + pitch / 2 + 4, row.value, Size::small, Anchor::start,
                      Ink::text, 0, false},
                values - 5 + wide - axis.at(sum, wide));
    if (row.published) sheet.add(Dot{x + axis.at(*row.published, wide), bar_top + thick + 2, 2, Ink::text});
}

}  // namespace

void draw_bars(Sheet& sheet, const std::vector<BarChart>& charts, const BarStyle& style) {
    const Grid grid = sheet.grid(charts.size(), 0, style.least_width, apart);
    double names = 0, values = 0, greatest = 0;
    bool titled = false;
    for (const BarChart& chart : charts) {
        greatest = std::max(greatest, greatest_of(chart));
        titled = titled || !chart.title.empty();
        for (const BarRow& row : chart.rows) {
            names = std::max(names, sheet.measure(row.name, Size::small) + 8);
            values = std::max(values, sheet.measure(row.value, Size::small) + 6);
        }
    }
    names = std::min(names, std::min(180.0, grid.width * 0.4));
    values = std::min(std::max(values, 26.0), grid.width * 0.35);
    const double title = titled ? title_high : 0;

    // Where names stand at the first chart only, all charts are equally wide without them.
    const bool everywhere = style.names_everywhere || grid.columns == 1;
    const auto count = static_cast<double>(grid.columns);
    const double each = everywhere ? grid.width : (sheet.width() - names - apart * (count - 1)) / count;
    const double bars = everywhere ? each - names - values : each - values;

    double row_high = 0;
    for (size_t at = 0; at < charts.size(); ++at) {
        const BarChart& chart = charts[at];
        const size_t column = at % grid.columns;
        if (column == 0) {
            sheet.y += row_high;
            row_high = 0;
        }
        const double x = everywhere ? grid.left(column) + names
                                    : sheet.left() + names + static_cast<double>(column) * (each + apart);
        const double top = sheet.y + title, high = pitch * static_cast<double>(chart.rows.size());
        const bool named = everywhere || column == 0;
        if (!chart.title.empty())
            sheet.label(Label{everywhere ? grid.left(column) : x, sheet.y + ascent(Size::normal), chart.title,
                              Size::normal, Anchor::start, Ink::text, 0, true},
                        each);
        const Axis axis =
            fitting_axis(sheet, style.one_scale ? greatest : greatest_of(chart), bars, chart.unit);
        draw_axis(sheet, axis, x, top, bars, high, chart.unit);
        for (size_t row = 0; row < chart.rows.size(); ++row) {
            const double row_top = top + pitch * static_cast<double>(row);
            if (named)
                sheet.label(Label{x - 6, row_top + pitch / 2 + 4, chart.rows[row].name, Size::small,
                                  Anchor::end, Ink::muted, 0, false},
                            names - 6);
            draw_row(sheet, chart.rows[row], axis, x, row_top, bars, values);
        }
        row_high = std::max(row_high, title + high + axis_high + below);
    }
    sheet.y += row_high;
}

}  // namespace plimsoll::charts
