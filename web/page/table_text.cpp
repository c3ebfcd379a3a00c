#include "web/page/table_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <numeric>

#include "core/latex_text.h"
#include "core/markdown_text.h"
#include "core/report/report.h"
#include "core/sorting.h"
#include "web/page/words.h"

namespace plimsoll::web {
namespace {

using Kind = TextColumn::Kind;

/// Rows of one LaTeX table that stand on a page; more of them are a longtable.
constexpr size_t page_rows = 40;
/// Bytes of a cell whose column has lines that break.
constexpr size_t widest_line = 40;

std::string one_line(std::string text) {
    for (char& letter : text)
        if (letter == '\t' || letter == '\n' || letter == '\r') letter = ' ';
    return report::printable(text);
}

/// What stands before, between and behind cells.
struct Frame {
    std::string_view before, between, behind;
};

constexpr Frame frames[] = {{"", "\t", "\n"}, {"| ", " | ", " |\n"}, {"", " & ", " \\tabularnewline\n"}};

std::string written(TableFormat format, Kind kind, std::string line) {
    switch (format) {
        case TableFormat::tsv:
            if (kind != Kind::number && !line.empty() &&
                std::string_view("=+-@").find(line.front()) != std::string_view::npos)
                line.insert(line.begin(), '\'');
            return line;
        case TableFormat::markdown:
            return kind == Kind::code ? markdown_code(line, MarkdownPlace::cell)
                                      : markdown_words(line, MarkdownPlace::cell);
        case TableFormat::latex:
            break;
    }
    std::string text = latex_text(line, LatexFor::t1, kind == Kind::code);
    return kind == Kind::code && !line.empty() ? std::string("\\texttt{").append(text).append("}") : text;
}

template <class Cell>
void append_row(std::string& text, TableFormat format, size_t columns, Cell cell) {
    const Frame& frame = frames[static_cast<size_t>(format)];
    text += frame.before;
    for (size_t column = 0; column < columns; ++column) {
        if (column > 0) text += frame.between;
        text += cell(column);
    }
    text += frame.behind;
}

}  // namespace

std::string line_of(const TableText& table, size_t row, size_t column) {
    return one_line(table.cell(row, column));
}

std::string tsv_row(const TableText& table, size_t row) {
    std::string text;
    append_row(text, TableFormat::tsv, table.columns.size(), [&](size_t column) {
        return written(TableFormat::tsv, table.columns[column].kind, line_of(table, row, column));
    });
    text.pop_back();
    return text;
}

std::string table_as(TableFormat format, const TableText& table, std::span<const uint32_t> rows) {
    const size_t columns = table.columns.size();
    std::string text;
    const bool latex = format == TableFormat::latex, is_long = rows.size() > page_rows;
    const char* environment = is_long ? "longtable" : "tabular";
    std::vector<bool> wide(columns);
    if (latex) {
        for (size_t column = 0; column < columns; ++column)
            for (const uint32_t row : rows)
                if (line_of(table, row, column).size() > widest_line) wide[column] = true;
        const auto share = 70 / std::max<ptrdiff_t>(1, std::count(wide.begin(), wide.end(), true));
        text.append("% Needs \\usepackage[T1]{fontenc} and \\usepackage{booktabs")
            .append(is_long ? ",longtable" : "")
            .append("}.\n\\begin{")
            .append(environment)
            .append("}{");
        for (size_t column = 0; column < columns; ++column)
            if (wide[column])
                text.append("p{0.")
                    .append(share < 10 ? "0" : "")
                    .append(std::to_string(share))
                    .append("\\linewidth}");
            else
                text += table.columns[column].kind == Kind::number ? 'r' : 'l';
        text.append("}\n\\toprule\n");
    }
    append_row(text, format, columns, [&](size_t column) {
        return written(format, Kind::words, one_line(std::string(table.columns[column].heading)));
    });
    if (format == TableFormat::markdown)
        append_row(text, format, columns, [&](size_t column) -> std::string {
            return table.columns[column].kind == Kind::number ? "---:" : "---";
        });
    if (latex) text.append(is_long ? "\\midrule\n\\endhead\n" : "\\midrule\n");
    for (const uint32_t row : rows)
        append_row(text, format, columns, [&](size_t column) {
            return std::string(wide[column] ? "\\raggedright " : "") +
                   written(format, table.columns[column].kind, line_of(table, row, column));
        });
    if (latex) text.append("\\bottomrule\n\\end{").append(environment).append("}\n");
    return text;
}

bool holds_words(std::string_view text, std::string_view words) {
    return words.empty() || contains(text, lower(words));
}

void TableRows::sort(std::optional<size_t> by, bool descending) {
    by_ = by;
    descending_ = descending;
}

void TableRows::update(const TableText& table, uint64_t version) {
    Made wanted{words, version, by_, descending_};
    if (made_ == wanted) return;
    made_ = std::move(wanted);
    shown_.clear();
    for (uint32_t row = 0; row < table.rows; ++row) {
        bool holds = words.empty();
        for (size_t column = 0; column < table.columns.size() && !holds; ++column)
            holds = table.columns[column].kind != Kind::number && holds_words(table.cell(row, column), words);
        if (holds) shown_.push_back(row);
    }
    if (!by_ || *by_ >= table.columns.size()) return;
    // Each cell is made once.
    struct Key {
        std::string text;
        double number = 0;
    };
    const bool number = table.columns[*by_].kind == Kind::number;
    std::vector<Key> keys(table.rows);
    for (const uint32_t row : shown_) {
        keys[row].text = table.cell(row, *by_);
        if (number) keys[row].number = std::strtod(keys[row].text.c_str(), nullptr);
    }
    sort_stably(shown_.begin(), shown_.end(), [&](uint32_t a, uint32_t b) {
        const Key &left = keys[a], &right = keys[b];
        if (left.text.empty() || right.text.empty()) return !left.text.empty() && right.text.empty();
        const Key &first = descending_ ? right : left, &second = descending_ ? left : right;
        return number ? first.number < second.number : first.text < second.text;
    });
}

std::optional<size_t> TableRows::place_of(uint32_t row) const {
    const auto found = std::find(shown_.begin(), shown_.end(), row);
    return found == shown_.end() ? std::nullopt : std::optional(static_cast<size_t>(found - shown_.begin()));
}

}  // namespace plimsoll::web
