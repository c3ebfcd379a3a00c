// Figures 3a and 3b: what share instructions, and kinds of commands, have.
#include <algorithm>
#include <cmath>
#include <map>

#include "core/charts/axis.h"
#include "core/charts/parts.h"

namespace plimsoll::charts {
namespace {

struct Columns {
    size_t q1, median, q3, low, high;
    std::optional<size_t> n;
};

struct BoxValues {
    double q1, median, q3, low, high;
};

std::optional<Columns> columns_of(const study::Figure& figure) {
    const auto q1 = column_named(figure, "q1"), median = column_named(figure, "median"),
               q3 = column_named(figure, "q3"), low = column_named(figure, "lo"),
               high = column_named(figure, "hi");
    if (!q1 || !median || !q3 || !low || !high) return std::nullopt;
    return Columns{*q1, *median, *q3, *low, *high, column_named(figure, "n")};
}

std::optional<BoxValues> box_of(const study::Row& row, const Columns& columns, study::Mode mode) {
    const auto at = [&](size_t column) {
        return column < row.cells.size() ? value_in(row.cells[column], mode) : std::nullopt;
    };
    const auto q1 = at(columns.q1), median = at(columns.median), q3 = at(columns.q3), low = at(columns.low),
               high = at(columns.high);
    if (!q1 || !median || !q3 || !low || !high) return std::nullopt;
    return BoxValues{*q1, *median, *q3, *low, *high};
}

/// Instructions have the colours that they have on the page; kinds of commands are all in RUN.
Ink box_ink(const study::Figure& figure, std::string_view name) {
    if (figure.item != study::Item::fig3a || name == "RUN") return Ink::data1;
    if (name == "COPY") return Ink::data6;
    return name == "ADD" ? Ink::data5 : Ink::data3;
}

std::vector<LegendEntry> legend_of(const study::Figure& figure, const Table& table, bool dots) {
    std::vector<LegendEntry> legend;
    if (figure.item == study::Item::fig3a) {
        std::vector<std::string_view> others = table.names;
        for (const std::string_view name : {"RUN", "COPY", "ADD"})
            if (std::erase(others, name) > 0)
                legend.push_back({std::string(name), Mark::bar, box_ink(figure, name)});
        if (!others.empty()) legend.push_back({"other instructions", Mark::bar, Ink::data3});
    }
    legend.push_back({"median", Mark::line, Ink::text});
    if (dots) legend.push_back({"published median, where it is another", Mark::dot, Ink::text});
    return legend;
}

}  // namespace

void draw_boxes(Sheet& sheet, const study::Figure& figure, const Options& options, const Table& table) {
    const auto columns = columns_of(figure);
    if (!columns) return;
    double greatest = 0;
    bool dots = false;
    std::map<std::string_view, std::map<std::string_view, const study::Row*>> rows;
    for (const Entry& entry : table.entries) {
        const auto box = box_of(*entry.row, *columns, options.mode);
        if (!box) continue;
        rows[entry.category][entry.name] = entry.row;
        greatest = std::max({greatest, box->q3, box->high});
        if (const auto published = published_beside(entry.row->cells[columns->median],
                                                    figure.columns[columns->median], options.mode)) {
            greatest = std::max(greatest, *published);
            dots = true;
        }
    }
    sheet.legend(legend_of(figure, table, dots));

    constexpr double apart = 20, below = 14, title_high = 20;
    const Axis axis = axis_for(greatest, 5);
    std::vector<std::string> names;
    for (const std::string_view name : table.names) names.push_back(clean(name, name_bytes));
    const auto count = static_cast<double>(std::max<size_t>(names.size(), 1));
    const auto tick_text = [&](double tick) { return number(tick, axis.decimals()) + " %"; };
    double gutter = 0;
    for (const double tick : axis.ticks())
        gutter = std::max(gutter, sheet.measure(tick_text(tick), Size::small) + 8);
    const double least = std::clamp(count * 14, 150.0, 320.0);
    Grid grid = sheet.grid(table.categories.size(), gutter, least, apart);
    // Turned names of the first bands must not leave the sheet.
    if (const double over = sheet.overhang(grid.width / count, names); over > gutter)
        grid = sheet.grid(table.categories.size(), over, least, apart);

    const double high = std::clamp(grid.width * 0.85, 150.0, 240.0), band = grid.width / count;
    const double thick = std::clamp(band * 0.6, 2.0, 22.0);
    double row_high = 0;
    for (size_t at = 0; at < table.categories.size(); ++at) {
        const size_t column = at % grid.columns;
        if (column == 0) sheet.y += row_high;
        const double x = grid.left(column), top = sheet.y + title_high, foot = top + high;
        const auto y_of = [&](double value) { return foot - axis.at(value, high); };
        const auto& of_category = rows[table.categories[at]];

        std::string title = clean(table.categories[at], name_bytes);
        double most = 0;
        if (columns->n)
            for (const auto& [name, row] : of_category)
                most = std::max(most, value_in(row->cells[*columns->n], options.mode).value_or(0));
        const std::string n = most > 0 ? "n \xe2\x89\xa4 " + number(most, 0) : std::string();
        const double n_wide = sheet.measure(n, Size::small);
        title = cut(std::move(title), grid.width - n_wide - 8, Size::normal, true, sheet.measurer());
        const double title_wide = sheet.measure(title, Size::normal, true);
        sheet.add(
            Label{x, sheet.y + ascent(Size::normal), title, Size::normal, Anchor::start, Ink::text, 0, true});
        if (!n.empty())
            sheet.add(Label{x + title_wide + 8, sheet.y + ascent(Size::normal), n, Size::small, Anchor::start,
                            Ink::muted, 0, false});

        for (const double tick : axis.ticks()) {
            sheet.add(Line{x, y_of(tick), x + grid.width, y_of(tick), Ink::line, 1});
            if (column == 0)
                sheet.add(Label{x - 6, y_of(tick) + 4, tick_text(tick), Size::small, Anchor::end, Ink::muted,
                                0, false});
        }
        for (size_t name = 0; name < table.names.size(); ++name) {
            const auto found = of_category.find(table.names[name]);
            if (found == of_category.end()) continue;
            const study::Row& row = *found->second;
            const auto box = box_of(row, *columns, options.mode);
            if (!box) continue;
            const double left = x + static_cast<double>(name) * band, middle = left + band / 2;
            sheet.add(Line{middle, y_of(box->high), middle, y_of(box->q3), Ink::muted, 1});
            sheet.add(Line{middle, y_of(box->q1), middle, y_of(box->low), Ink::muted, 1});
            sheet.add(Bar{middle - thick / 2, y_of(box->q3), thick, y_of(box->q1) - y_of(box->q3),
                          box_ink(figure, table.names[name]), 0.75});
            sheet.add(Line{middle - thick / 2, y_of(box->median), middle + thick / 2, y_of(box->median),
                           Ink::text, 2});
            if (const auto published = published_beside(row.cells[columns->median],
                                                        figure.columns[columns->median], options.mode)) {
                const double beside = std::min(thick / 2 + 3, band / 2);
                sheet.add(Dot{middle + beside, y_of(*published), 2, Ink::text});
            }
            std::vector<size_t> told = {columns->median, columns->q1, columns->q3, columns->low,
                                        columns->high};
            if (columns->n) told.push_back(*columns->n);
            if (const auto outliers = column_named(figure, "outliers")) told.push_back(*outliers);
            sheet.hint(left, top, band, high, hint_of(figure, row, told));
        }
        const double labels = sheet.band_labels(x, foot, band, names);
        row_high = title_high + high + labels + below;
    }
    sheet.y += row_high;
}

}  // namespace plimsoll::charts
