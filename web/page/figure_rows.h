// What the page shows of a figure's numbers beside its chart: the rows as a table, one column of them compared, and each
// reason why something differs once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/study/study.h"

namespace plimsoll::web {

/// Which of Figure::name_headings are the categories; none where the figure has none.
std::optional<size_t> category_heading(const study::Figure& figure);

/// The category of a row; none where it has none.
study::Category category_of_row(const study::Figure& figure, const study::Row& row);

/// A value as the figure's column shows it, with thousands separated: "43,713.5"; empty where there is none.
std::string value_text(const study::Value& value, int decimals);

/// Some rows of a figure: those that have a name under a heading, or all.
struct Slice {
    size_t heading = 0;  ///< of Figure::name_headings
    std::string name;    ///< empty: all rows
    bool operator==(const Slice&) const = default;
};

/// All slices of a figure whose rows have two names or more, in the order of its rows, the categories first; else none.
std::vector<Slice> slices_of(const study::Figure& figure);

/// The slice that says most: of what most categories have, the one with the greatest published value of the column. All rows
/// where there are no slices.
Slice first_slice(const study::Figure& figure, size_t column);

/// Numbers of the figure's rows in the slice.
std::vector<uint32_t> rows_of(const study::Figure& figure, const Slice& slice);

/// What a row is called in the slice: its names but for the one that all have.
std::string row_label(const study::Row& row, const Slice& slice);

/// The column that a reader asks for first: the median of a box, else the first one.
size_t main_column(const study::Figure& figure);

/// Whether anything is published in a column, or computed.
bool has_numbers(const study::Figure& figure, size_t column);

/// Why cells differ from what is published, each sentence once, and of how many cells it is said; the most frequent first.
struct Difference {
    std::string sentence;
    uint32_t differing = 0;  ///< cells that differ
    uint32_t cells = 0;      ///< all of which it is said
};
std::vector<Difference> differences_of(const study::Figure& figure);

/// How the table of all rows is sorted: by a name, or by a value of a column; as the figure has them where `by` is none.
struct RowOrder {
    std::optional<size_t> by;  ///< names first, then for each column: published, recomputed, corrected
    bool descending = false;
    bool operator==(const RowOrder&) const = default;
};

/// Numbers of the figure's rows whose category is among those (none: all rows), in that order; what has no value comes last,
/// numbers come before texts.
std::vector<uint32_t> sorted_rows(const study::Figure& figure, const std::vector<study::Category>& categories,
                                  RowOrder order);

/// The value that RowOrder::by means, of a row; a name as a text.
study::Value value_at(const study::Figure& figure, const study::Row& row, size_t by);

}  // namespace plimsoll::web
