// Figure 5a: types of files by category, as squares that are the darker the more there is.
#include <algorithm>
#include <cmath>
#include <map>

#include "core/charts/parts.h"

namespace plimsoll::charts {
namespace {

// The text in a square stays readable: over the strongest colour it stands out by 4.5 to 1 in both themes.
constexpr double palest = 0.06, strongest = 0.5;
constexpr double row_pitch = 19;

double opacity_of(double value, double greatest) {
    // The root tells small numbers apart, which most are; the legend has it too.
    return palest + (strongest - palest) * std::sqrt(std::clamp(value / greatest, 0.0, 1.0));
}

}  // namespace

void draw_heat_map(Sheet& sheet, const study::Figure& figure, const Options& options, const Table& table,
                   const std::vector<size_t>& columns) {
    double greatest = 0.01;
    bool dots = false;
    for (const Entry& entry : table.entries)
        for (const size_t column : columns) {
            if (column >= entry.row->cells.size()) continue;
            const study::Cell& cell = entry.row->cells[column];
            greatest = std::max(greatest, value_in(cell, options.mode).value_or(0));
            dots = dots || published_beside(cell, figure.columns[column], options.mode);
        }
    std::vector<LegendEntry> legend;
    for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0})
        legend.push_back({number(greatest * share, greatest < 10 ? 1 : 0) + " %", Mark::bar, Ink::data1,
                          opacity_of(share, 1)});
    if (dots) legend.push_back({"another number is published", Mark::dot, Ink::text});
    sheet.legend(legend);

    std::vector<std::string> names, categories;
    double names_wide = 0;
    for (const std::string_view name : table.names) {
        names.push_back(clean(name, name_bytes));
        names_wide = std::max(names_wide, sheet.measure(names.back(), Size::small) + 8);
    }
    for (const std::string_view name : table.categories) categories.push_back(clean(name, name_bytes));
    names_wide = std::min(names_wide, sheet.width() * 0.32);

    const bool beside = !sheet.narrow() && sheet.width() > 520;
    constexpr double apart = 20;
    const auto blocks = beside ? static_cast<double>(columns.size()) : 1.0;
    const auto count = static_cast<double>(std::max<size_t>(categories.size(), 1));
    const auto band_of = [&](double taken) {
        return std::min((sheet.width() - taken - apart * (blocks - 1)) / blocks / count, 90.0);
    };
    // Turned names of categories lean beyond the last column; the narrower it is, the further.
    const std::vector<std::string> from_right(categories.rbegin(), categories.rend());
    double leans = 0;
    for (int time = 0; time < 2; ++time) leans = sheet.overhang(band_of(names_wide + leans), from_right);
    const double band = band_of(names_wide + leans), block = band * count;
    const double heads = sheet.band_labels_height(band, categories);
    const double high = row_pitch * static_cast<double>(names.size());
    const double start = sheet.y;
    double end = start;
    for (size_t at = 0; at < columns.size(); ++at) {
        const size_t column = columns[at];
        const bool first = at == 0 || !beside;
        const double x = sheet.left() + names_wide + (beside ? static_cast<double>(at) * (block + apart) : 0);
        sheet.y = beside ? start : end;
        sheet.label(
            Label{x, sheet.y + ascent(Size::normal), study::Column(figure.columns[column]).heading + ", %",
                  Size::normal, Anchor::start, Ink::text, 0, true},
            block);
        const double top = sheet.y + 20 + heads;
        sheet.band_labels_above(x, top, band, categories);
        if (first)
            for (size_t name = 0; name < names.size(); ++name)
                sheet.label(Label{x - 8, top + row_pitch * (static_cast<double>(name) + 0.5) + 4, names[name],
                                  Size::small, Anchor::end, Ink::muted, 0, false},
                            names_wide - 8);
        for (size_t name = 0; name <= names.size(); ++name) {
            const double line = top + row_pitch * static_cast<double>(name);
            sheet.add(Line{x, line, x + block, line, Ink::line, 1});
        }
        std::map<std::string_view, size_t> places, rows;
        for (size_t place = 0; place < table.categories.size(); ++place)
            places[table.categories[place]] = place;
        for (size_t place = 0; place < table.names.size(); ++place) rows[table.names[place]] = place;
        for (const Entry& entry : table.entries) {
            if (column >= entry.row->cells.size()) continue;
            const study::Cell& cell = entry.row->cells[column];
            const auto value = value_in(cell, options.mode);
            if (!value) continue;
            const double left = x + band * static_cast<double>(places[entry.category]),
                         upper = top + row_pitch * static_cast<double>(rows[entry.name]);
            sheet.add(
                Bar{left + 1, upper + 1, band - 2, row_pitch - 2, Ink::data1, opacity_of(*value, greatest)});
            for (const int decimals : {1, 0}) {
                const std::string text = number(*value, decimals, true);
                if (sheet.measure(text, Size::small) + 4 > band) continue;
                sheet.add(Label{left + band / 2, upper + row_pitch / 2 + 4, text, Size::small, Anchor::middle,
                                Ink::text, 0, false});
                break;
            }
            if (published_beside(cell, figure.columns[column], options.mode))
                sheet.add(Dot{left + band - 4, upper + 4, 1.5, Ink::text});
            sheet.hint(left, upper, band, row_pitch, hint_of(figure, *entry.row, columns));
        }
        end = std::max(end, top + high + 16);
    }
    sheet.y = end;
}

}  // namespace plimsoll::charts
