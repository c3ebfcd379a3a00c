#include "web/page/figure_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "core/sorting.h"
#include "core/study/export.h"

namespace plimsoll::web {

using study::Category;
using study::Cell;
using study::Figure;
using study::Row;
using study::Value;

std::optional<size_t> category_heading(const Figure& figure) {
    const auto& headings = figure.name_headings;
    const auto found = std::find(headings.begin(), headings.end(), "Category");
    if (found == headings.end()) return std::nullopt;
    return static_cast<size_t>(found - headings.begin());
}

Category category_of_row(const Figure& figure, const Row& row) {
    const auto heading = category_heading(figure);
    return heading && *heading < row.names.size() ? study::category_of(row.names[*heading]) : Category::none;
}

std::string value_text(const Value& value, int decimals) {
    const double* number = std::get_if<double>(&value);
    std::string text = study::plain(value, decimals);
    if (!number || !std::isfinite(*number) || std::abs(*number) < 1000 || std::abs(*number) >= 1e15)
        return text;
    const size_t sign = text.starts_with('-') ? 1 : 0;
    const size_t end = std::min(text.find('.'), text.size());
    for (size_t at = end; at > sign + 3; at -= 3) text.insert(at - 3, 1, ',');
    return text;
}

std::vector<Slice> slices_of(const Figure& figure) {
    const auto categories = category_heading(figure);
    if (figure.name_headings.size() < 2 || !categories) return {};
    std::vector<Slice> slices;
    const auto add = [&](size_t heading) {
        std::set<std::string_view> known;
        for (const Row& row : figure.rows)
            if (heading < row.names.size() && known.insert(row.names[heading]).second)
                slices.push_back({heading, row.names[heading]});
    };
    add(*categories);
    for (size_t heading = 0; heading < figure.name_headings.size(); ++heading)
        if (heading != *categories) add(heading);
    return slices;
}

Slice first_slice(const Figure& figure, size_t column) {
    const auto categories = category_heading(figure);
    Slice best;
    std::tuple<size_t, double> most{0, 0};
    for (const Slice& slice : slices_of(figure)) {
        if (slice.heading == categories) continue;
        double sum = 0;
        size_t rows = 0;
        for (const uint32_t number : rows_of(figure, slice)) {
            ++rows;
            const auto& cells = figure.rows[number].cells;
            if (column >= cells.size()) continue;
            if (const double* value = std::get_if<double>(&cells[column].published)) sum += *value;
        }
        if (std::tuple(rows, sum) <= most) continue;
        most = {rows, sum};
        best = slice;
    }
    return best;
}

std::vector<uint32_t> rows_of(const Figure& figure, const Slice& slice) {
    std::vector<uint32_t> rows;
    for (uint32_t number = 0; number < figure.rows.size(); ++number) {
        const auto& names = figure.rows[number].names;
        if (slice.name.empty() || (slice.heading < names.size() && names[slice.heading] == slice.name))
            rows.push_back(number);
    }
    return rows;
}

std::string row_label(const Row& row, const Slice& slice) {
    std::string label;
    for (size_t heading = 0; heading < row.names.size(); ++heading) {
        if (row.names[heading].empty() || (!slice.name.empty() && heading == slice.heading)) continue;
        label.append(label.empty() ? "" : ", ").append(row.names[heading]);
    }
    return label;
}

size_t main_column(const Figure& figure) {
    for (size_t column = 0; column < figure.columns.size(); ++column)
        if (figure.columns[column].key == "median" && figure.item != study::Item::fig5a) return column;
    return 0;
}

bool has_numbers(const Figure& figure, size_t column) {
    return std::any_of(figure.rows.begin(), figure.rows.end(), [&](const Row& row) {
        return column < row.cells.size() && (std::holds_alternative<double>(row.cells[column].published) ||
                                             std::holds_alternative<double>(row.cells[column].recomputed));
    });
}

std::vector<Difference> differences_of(const Figure& figure) {
    std::vector<Difference> differences;
    std::map<std::string_view, size_t> known;
    for (const Row& row : figure.rows)
        for (const Cell& cell : row.cells) {
            if (cell.difference.empty() && !cell.differs) continue;
            const auto [found, is_new] = known.try_emplace(cell.difference, differences.size());
            if (is_new) differences.push_back({cell.difference, 0, 0});
            Difference& difference = differences[found->second];
            ++difference.cells;
            if (cell.differs) ++difference.differing;
        }
    sort_stably(differences.begin(), differences.end(), [](const auto& a, const auto& b) {
        return std::tuple(a.differing, a.cells) > std::tuple(b.differing, b.cells);
    });
    return differences;
}

Value value_at(const Figure& figure, const Row& row, size_t by) {
    const size_t names = figure.name_headings.size();
    if (by < names) return by < row.names.size() ? Value(row.names[by]) : Value();
    const size_t column = (by - names) / 3;
    if (column >= row.cells.size()) return {};
    const Cell& cell = row.cells[column];
    const size_t which = (by - names) % 3;
    return which == 0 ? cell.published : which == 1 ? cell.recomputed : cell.corrected;
}

std::vector<uint32_t> sorted_rows(const Figure& figure, const std::vector<Category>& categories,
                                  RowOrder order) {
    std::vector<uint32_t> rows;
    const bool filtered = !categories.empty() && category_heading(figure);
    for (uint32_t number = 0; number < figure.rows.size(); ++number)
        if (!filtered || std::find(categories.begin(), categories.end(),
                                   category_of_row(figure, figure.rows[number])) != categories.end())
            rows.push_back(number);
    if (!order.by) return rows;
    struct Keyed {
        Value value;
        uint32_t row;
    };
    std::vector<Keyed> keyed;
    keyed.reserve(rows.size());
    for (const uint32_t row : rows) keyed.push_back({value_at(figure, figure.rows[row], *order.by), row});
    // Numbers, texts, nothing: that order stays when the direction changes.
    const auto kind = [](const Value& value) {
        return std::holds_alternative<double>(value) ? 0 : std::holds_alternative<std::string>(value) ? 1 : 2;
    };
    sort_stably(keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) {
        if (kind(a.value) != kind(b.value)) return kind(a.value) < kind(b.value);
        return order.descending ? b.value < a.value : a.value < b.value;
    });
    for (size_t at = 0; at < rows.size(); ++at) rows[at] = keyed[at].row;
    return rows;
}

}  // namespace plimsoll::web
