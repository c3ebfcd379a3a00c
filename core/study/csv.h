// Comma-separated values as they are found: a byte order mark, either kind of newline, newlines in quoted cells, rows that
// are shorter or longer than the heading, empty rows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes/bytes.h"

namespace plimsoll::study {

/// One row: cells that the reader owns until its next row.
class CsvRow {
 public:
    size_t size() const { return ends_.size(); }
    /// The cell; empty where the row is too short.
    std::string_view operator[](size_t column) const;
    /// Of all its cells.
    size_t bytes() const { return text_.size() + ends_.size(); }
    /// Whether all cells are empty.
    bool blank() const { return text_.empty(); }

 private:
    friend class CsvReader;
    std::string text_;
    std::vector<size_t> ends_;
};

/// Reads rows of a stream, which must outlive the reader.
class CsvReader {
 public:
    explicit CsvReader(bytes::Stream& from) : from_(from) {}

    /// Reads the next row into `row`; false at the end. Errors (where: "row 12", counted with the heading as row 1): a quote that
    /// is not closed, more than limits::csv_columns, a row over limits::csv_row_bytes, what the stream says.
    Result<bool> next(CsvRow& row);

    /// Of the row last read: the heading is row 1.
    uint64_t row_number() const { return rows_; }

 private:
    Result<int> get();
    Result<int> peek();
    Result<void> quoted(CsvRow& row);
    std::string where() const { return "row " + std::to_string(rows_); }

    bytes::Stream& from_;
    bytes::Bytes block_;
    size_t at_ = 0;
    bool ended_ = false, began_ = false;
    uint64_t rows_ = 0;
};

/// Which column has which name.
class CsvColumns {
 public:
    CsvColumns() = default;
    explicit CsvColumns(const CsvRow& heading);

    /// The column of that name.
    std::optional<size_t> find(std::string_view name) const;
    bool has(std::string_view name) const { return find(name).has_value(); }
    bool has_all(std::initializer_list<std::string_view> names) const;
    size_t size() const { return names_.size(); }
    /// The cell of that column; empty where there is none.
    std::string_view cell(const CsvRow& row, std::string_view name) const;

 private:
    std::vector<std::string> names_;
};

}  // namespace plimsoll::study
