// Anybody's words in GitHub's Markdown: no letter of them is markup, a link or a mention.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace plimsoll {

/// A pipe ends a cell of a table, and only there has it to be written otherwise.
enum class MarkdownPlace : uint8_t { line, cell };

/// Somebody else's words as a code span: nothing in one is markup, a mention or a link. A pipe in a table's cell is written
/// with a backslash before it, which a second backslash would undo: behind one it is shown by its number. So are backquotes
/// where many stand in a row: readers of Markdown stop counting (cmark after 80). Words are one line.
inline std::string markdown_code(std::string_view printable, MarkdownPlace place) {
    if (printable.empty()) return {};
    constexpr size_t most_in_a_row = 16;
    std::string text;
    size_t run = 0, longest = 0;
    for (const char letter : printable) {
        run = letter == '`' ? run + 1 : 0;
        longest = std::max(longest, std::min(run, most_in_a_row));
        if (run > most_in_a_row)
            text.append("\\x60");
        else if (letter == '|' && place == MarkdownPlace::cell)
            text.append(text.ends_with('\\') ? "\\x7c" : "\\|");
        else
            text.push_back(letter);
    }
    const std::string fence(longest + 1, '`');
    // One blank at each end goes: without it the text would begin or end with a fence, or lose its own blanks.
    const bool padded =
        text.front() == '`' || text.back() == '`' || text.front() == ' ' || text.back() == ' ';
    const std::string blank = padded && text.find_first_not_of(' ') != text.npos ? " " : "";
    return std::string(fence).append(blank).append(text).append(blank).append(fence);
}

/// Words that are no code. What GitHub would make a link or a mention of goes as code.
inline std::string markdown_words(std::string_view printable, MarkdownPlace place) {
    for (const std::string_view live : {"@", "#", "://", "www.", "GH-", "`"})
        if (printable.find(live) != printable.npos) return markdown_code(printable, place);
    std::string text;
    // What would begin a list, a heading or a rule where it stands at the start of a line.
    if (!printable.empty() && (printable.front() == '+' || printable.front() == '-')) text.push_back('\\');
    for (const char letter : printable) {
        if (std::string_view("\\*_{}[]<>|~&$").find(letter) != std::string_view::npos) text.push_back('\\');
        text.push_back(letter);
    }
    return text;
}

}  // namespace plimsoll
