// The tables of a data set: which one a heading belongs to, and how its rows become those of a Dataset.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/study/csv.h"
#include "core/study/dataset.h"

namespace plimsoll::study {

/// Takes a row; what it says is wrong with the row, empty: nothing.
using RowReader = std::function<std::string(const CsvRow& row)>;

/// What a table is, by its heading and its path.
struct TableKind {
    std::string_view what;    ///< "Table 1's projects"; empty: not known
    std::string_view unused;  ///< why it is not used; empty: it is
    int rank = 0;             ///< of two tables of a kind the one of higher rank is used
    bool parts = false;       ///< tables of a kind and the same rank belong together
    void (*clear)(Dataset& data) = nullptr;
    RowReader (*reader)(Dataset& data, const CsvColumns& columns) = nullptr;
};

/// `path` has '/' between its components.
TableKind recognise_table(const CsvColumns& columns, std::string_view path);

/// A number as the package writes it; none for `nan`, nothing, or anything else.
std::optional<double> number_of(std::string_view text);

}  // namespace plimsoll::study
