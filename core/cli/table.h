// Tables for people: aligned for a terminal, or as Markdown.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::cli {

struct Column {
    enum class Kind : uint8_t {
        label,   ///< our own words
        figure,  ///< on the right
        text,    ///< someone else's words; cut at its end where it is too long
        path,    ///< someone else's; cut at its beginning
    };
    std::string heading;
    Kind kind = Kind::label;
    size_t most = 100;  ///< bytes of a cell in a terminal
};

/// Cells are texts as they are: what prints them makes them harmless.
struct Table {
    std::string title;
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;
    std::string note{};  ///< a sentence below
};

/// Aligned, no line wider than 100 columns as long as the texts are ASCII.
void print_text(const Table& table, std::ostream& out);

/// As GitHub's Markdown, whatever is in the cells.
void print_markdown(const Table& table, std::ostream& out);

/// The text, cut to so many bytes between two characters where it is longer, with "..." at its end.
std::string cut(const std::string& text, size_t width);

/// "97.5 %".
std::string percent(double share);

}  // namespace plimsoll::cli
