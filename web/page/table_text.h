// A table as text: to be looked through, sorted, and copied. It knows nothing of the screen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::web {

struct TextColumn {
    enum class Kind : uint8_t {
        words,
        code,    ///< paths, commands, digests
        number,  ///< exactly: "1234567", "0.25"; empty where it is not known
    };
    std::string_view heading;  ///< with the unit of its numbers: "Shipped (bytes)"
    Kind kind = Kind::words;
    int place = -1;  ///< of the column on the screen that shows it; -1: the same as here
};

/// All rows of a table, none of which is made before it is asked for. What it is made of must live as long as it does.
struct TableText {
    template <class Cell>
    TableText(std::span<const TextColumn> all_columns, size_t row_count, const Cell& make_cell)
        : columns(all_columns),
          rows(row_count),
          cells_(&make_cell),
          make_([](const void* cells, size_t row, size_t column) -> std::string {
              return (*static_cast<const Cell*>(cells))(row, column);
          }) {}

    /// As it is, not yet printable.
    std::string cell(size_t row, size_t column) const { return make_(cells_, row, column); }

    std::span<const TextColumn> columns;
    size_t rows;

 private:
    const void* cells_;
    std::string (*make_)(const void*, size_t, size_t);
};

/// A cell as one line: tabs and line breaks are blanks, and what report::printable() escapes is escaped.
std::string line_of(const TableText& table, size_t row, size_t column);

/// The cells of a row, tabs between them. A text that a spreadsheet would take for a formula (= + - @ at its start) gets an
/// apostrophe before it.
std::string tsv_row(const TableText& table, size_t row);

enum class TableFormat : uint8_t { tsv, markdown, latex };

/// Headings and the rows of those numbers, in that order: tab-separated values; a table of GitHub's Markdown; a LaTeX tabular
/// (of more than a page a longtable) with booktabs, which says what it needs of a document. Each line ends in a line feed.
std::string table_as(TableFormat format, const TableText& table, std::span<const uint32_t> rows);

/// Which rows of a table are shown, in which order. Made anew only when something changes.
class TableRows {
 public:
    std::string words;  ///< to look for

    /// `version`: another one where the table has other rows than before.
    void update(const TableText& table, uint64_t version);
    /// By a column; as the table has them where it is none. What is empty comes last.
    void sort(std::optional<size_t> by, bool descending);

    /// As of the last update.
    const std::vector<uint32_t>& shown() const { return shown_; }
    /// Where the row of that number is shown.
    std::optional<size_t> place_of(uint32_t row) const;

 private:
    struct Made {
        std::string words;
        uint64_t version = 0;
        std::optional<size_t> by;
        bool descending = false;
        bool operator==(const Made&) const = default;
    };
    std::optional<Made> made_;
    std::optional<size_t> by_;
    bool descending_ = false;
    std::vector<uint32_t> shown_;
};

/// Whether a text holds the words, upper or lower case of ASCII alike. Without words: it does.
bool holds_words(std::string_view text, std::string_view words);

}  // namespace plimsoll::web
