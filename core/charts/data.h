// What charts take from a figure: the numbers of a mode, by name and category.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/charts/charts.h"

namespace plimsoll::charts {

/// The finite number of a value; none where it is nothing or a text.
std::optional<double> number_of(const study::Value& value);

/// What a mode computes for a cell.
std::optional<double> value_in(const study::Cell& cell, study::Mode mode);

/// What is published for a cell where it is another number than the mode's, as far as they are shown.
std::optional<double> published_beside(const study::Cell& cell, const study::Column& column,
                                       study::Mode mode);

/// The place of a column; none where the figure has none of that key.
std::optional<size_t> column_named(const study::Figure& figure, std::string_view key);

/// The category of a row's name, "Your images" is none; and its colour, the same in all charts.
study::Category category_in(std::string_view name);
Ink category_ink(std::string_view name);

/// Whether a row of that category is to be shown.
bool is_chosen(std::string_view category, const Options& options);

/// A row that is shown, by what it is of.
struct Entry {
    std::string_view category, name;
    const study::Row* row = nullptr;
    double value = 0;  ///< what it is ordered by
};

/// What a chart shows of a figure whose rows are of a category and a name.
struct Table {
    std::vector<std::string_view> categories;  ///< in the order of their rows
    std::vector<std::string_view> names;       ///< in the order that is asked for, up to limits::chart_rows
    std::vector<Entry> entries;                ///< of those
    size_t more_names = 0;                     ///< that are not shown
    size_t not_computed = 0;                   ///< rows without a number in this mode
};

/// `name_at` and `category_at`: places in Row::names. Rows without a number in the column `value` are left out. By value the
/// names are ordered by their greatest number, or by the sum of their numbers where `summed`.
Table table_of(const study::Figure& figure, const Options& options, size_t category_at, size_t name_at,
               size_t value, bool summed);

/// The hint of a row: names, then these columns, then why they differ.
std::string hint_of(const study::Figure& figure, const study::Row& row, const std::vector<size_t>& columns);

/// "3,478 projects": of what the numbers are; empty where the figure does not tell.
std::string population_of(const study::Figure& figure, study::Mode mode);

}  // namespace plimsoll::charts
