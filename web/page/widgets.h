// The pieces that views are made of.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "web/page/theme.h"

namespace plimsoll::web {

/// The text as one line that the present font can show: what report::printable escapes, and characters that
/// the font lacks, as \u{65e5}.
std::string shown(std::string_view text);

/// Cuts the text at its end, or in its middle, so that it is no wider; what is cut becomes "…".
std::string cut_end(const std::string& text, float width);
std::string cut_middle(const std::string& text, float width);

/// Text as it stands: never a format. Each takes text that shown() made, or text of our own.
void text(std::string_view text);
void text(std::string_view text, ImU32 colour);
/// A button of which nothing shows but where the keyboard is: what it looks like is drawn by whoever has it.
bool hidden_button(const char* id, ImVec2 size);

/// Text that is pressed, by mouse or keyboard. Answers whether it was.
bool text_button(std::string_view text, ImU32 colour);
void text_right(std::string_view text, ImU32 colour);  ///< at the right edge of a table's cell
void text_wrapped(std::string_view text, ImU32 colour);
/// The same, no wider than `width`; what stands between backquotes is code, and the backquotes do not show.
void text_with_code(std::string_view text, ImU32 colour, float width);

/// A pane with a card's look, as long as it lives. A size of 0 takes what is left.
class Card {
 public:
    enum class Look : uint8_t {
        padded,
        table,  ///< little padding: the table inside has its own
        still,  ///< never scrolls
        grown,  ///< as high as what it holds, which says itself how high it is
    };
    Card(const char* id, ImVec2 size, Look look = Look::padded);
    ~Card();
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;
};

/// A line of that colour at the left edge of the card that is current: what it says is to be seen.
void draw_edge(ImU32 colour);

/// What cards lie apart, in CSS pixels; and that room below the card before, ImGui's own spacing taken off.
constexpr float gap = 12;
void vertical_gap();

/// A card's heading.
void title(std::string_view text);

/// A note that shows while the item before it is hovered: a definition, an exact value, a whole path.
void note(std::string_view text);

/// The same, now.
void draw_note(std::string_view text);

/// The one primary action of a view.
bool primary_button(const char* label);
bool plain_button(const char* label);

/// A small rounded label behind the item before it.
void chip(std::string_view text, ImFont* font);

/// A horizontal bar that fills `share` (0 to 1) of `size`.
void bar(double share, ImU32 colour, ImVec2 size);

/// A row "name  value" of a two-column table of facts; skipped where the value is empty. The value is cut in
/// its middle, whole in a note, and copied by a click.
enum class Ink : uint8_t { code, prose };
void fact(const char* name, const std::string& value, Ink ink = Ink::code);

/// "1.70 GB" at the right of a cell, the exact count in a note; a faint 0, a dash where unknown.
void bytes_cell(uint64_t bytes, ImU32 colour);
void count_cell(uint64_t count, ImU32 colour);

/// "1 layer", "62,660 files".
std::string counted(uint64_t count, const char* one, const char* many);

/// The words with spaces that no line break parts: for "1.27 GB" in a sentence.
std::string unbroken(std::string words);

/// A part of a whole, 0 to 1; 0 where the whole is 0.
double share_of(uint64_t part, uint64_t whole);

/// "97.1 %", which no line break parts.
std::string percent(double share);

/// The mark: a circle with a line through it, the load line of a ship.
void draw_mark(ImVec2 centre, float radius, ImU32 colour);

/// Diagonal lines over a rectangle: what is hidden.
void draw_hatching(ImVec2 from, ImVec2 to, ImU32 colour);

/// A magnifying glass.
void draw_glass(ImVec2 centre, ImU32 colour);

/// A small triangle: Down, Up or Right.
void draw_triangle(ImVec2 centre, ImGuiDir points, ImU32 colour);

/// The heading row of a table, in the small font, columns from `first_number` on right-aligned. What follows
/// "##" in a column's name does not show.
void table_heading(int columns, int first_number);

/// Makes the whole row of a table one button, in its first cell; the row lights up under the mouse.
bool row_button(const char* id, bool selected);

/// The same of a row that shows more of itself beside the table: the keyboard need only come to it.
bool select_row(const char* id, bool selected);

}  // namespace plimsoll::web
