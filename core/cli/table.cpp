#include "core/cli/table.h"

#include <algorithm>
#include <iomanip>

#include "core/report/report.h"
#include "core/utf8.h"

namespace plimsoll::cli {
namespace {

constexpr size_t terminal_width = 100;
constexpr size_t gap = 2;

/// The same as cut(), at the beginning: the end of a path says more.
std::string cut_front(const std::string& text, size_t width) {
    if (text.size() <= width) return text;
    size_t from = text.size() - width + 3;
    while (from < text.size() && continues_character(text[from])) ++from;
    return std::string("...").append(text, from);
}

std::string shown(const Column& column, const std::string& cell, size_t most) {
    const std::string text = report::printable(cell);
    return column.kind == Column::Kind::path ? cut_front(text, most) : cut(text, most);
}

/// How wide each column is; the last one takes what the others leave.
std::vector<size_t> widths_of(const Table& table) {
    std::vector<size_t> widths;
    size_t taken = 0;
    for (size_t number = 0; number < table.columns.size(); ++number) {
        const Column& column = table.columns[number];
        size_t width = column.heading.size();
        for (const auto& row : table.rows) width = std::max(width, report::printable(row[number]).size());
        const size_t left = terminal_width - std::min(taken, terminal_width - 20);
        width = std::min({width, column.most, left});
        widths.push_back(width);
        taken += width + gap;
    }
    return widths;
}

/// Someone else's words in Markdown: as code, so that nothing in them is markup, a link or a mention.
std::string as_code(const std::string& text) {
    if (text.empty()) return {};
    if (text.find_first_of("`|\\") == std::string::npos) return std::string("`").append(text).append("`");
    std::string escaped;
    for (const char letter : text) {
        if (std::string_view("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~").find(letter) != std::string_view::npos)
            escaped += '\\';
        escaped += letter;
    }
    return std::string("<code>").append(escaped).append("</code>");
}

std::string markdown_cell(const Column& column, const std::string& cell) {
    const std::string text = report::printable(cell);
    const bool ours = column.kind == Column::Kind::label || column.kind == Column::Kind::figure;
    return ours ? text : as_code(text);
}

}  // namespace

std::string cut(const std::string& text, size_t width) {
    if (text.size() <= width) return text;
    size_t kept = width - 3;
    while (kept > 0 && continues_character(text[kept])) --kept;
    return text.substr(0, kept) + "...";
}

std::string percent(double share) {
    std::string text = std::to_string(static_cast<int>(share * 1000 + 0.5));
    while (text.size() < 2) text.insert(0, 1, '0');
    return text.insert(text.size() - 1, 1, '.') + " %";
}

void print_text(const Table& table, std::ostream& out) {
    const auto widths = widths_of(table);
    const auto print_row = [&](const auto& cell_of) {
        std::string line;
        for (size_t number = 0; number < table.columns.size(); ++number) {
            const std::string cell = cell_of(number);
            const std::string padding(widths[number] - std::min(widths[number], cell.size()), ' ');
            if (number > 0) line.append(gap, ' ');
            const bool right = table.columns[number].kind == Column::Kind::figure;
            line.append(right ? padding : cell).append(right ? cell : padding);
        }
        out << line.substr(0, line.find_last_not_of(' ') + 1) << "\n";
    };
    if (!table.title.empty()) out << table.title << "\n";
    print_row([&](size_t number) { return table.columns[number].heading; });
    for (const auto& row : table.rows)
        print_row([&](size_t number) { return shown(table.columns[number], row[number], widths[number]); });
    if (!table.note.empty()) out << table.note << "\n";
}

void print_markdown(const Table& table, std::ostream& out) {
    if (!table.title.empty()) out << "\n### " << table.title << "\n";
    out << "\n|";
    for (const Column& column : table.columns) out << " " << column.heading << " |";
    out << "\n|";
    for (const Column& column : table.columns)
        out << (column.kind == Column::Kind::figure ? " ---: |" : " --- |");
    out << "\n";
    for (const auto& row : table.rows) {
        out << "|";
        for (size_t number = 0; number < row.size(); ++number)
            out << " " << markdown_cell(table.columns[number], row[number]) << " |";
        out << "\n";
    }
    if (!table.note.empty()) out << "\n" << table.note << "\n";
}

}  // namespace plimsoll::cli
