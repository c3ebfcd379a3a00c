// What all tables of the canvas have in common: columns that can be made wider, heads that sort, a field that filters, and the
// menu of a row, which copies.
//
//     if (begin_rows("layers", columns)) {
//         ...                                          // ImGui::TableSetupColumn, table_heading
//         sort_rows(rows, text);
//         for (size_t at : ...) { row_button(...); row_menu(at); ... }
//         if (menu_wanted()) draw_menu(text, rows.shown());
//         end_rows();
//     }
#pragma once

#include <imgui.h>

#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "web/page/table_text.h"

namespace plimsoll::web {

/// As ImGui::BeginTable, with lines between the rows and none between the columns, which can be dragged at their heads where
/// there is room for that. `more` of ImGui's flags. A narrow table is another one than a wide one of that name.
bool begin_rows(const char* id, int columns, ImGuiTableFlags more = ImGuiTableFlags_None, ImVec2 size = {});
void end_rows();

/// Right after a row's button (or the button of whatever is one of a list): a right click, a long press, the Menu key or
/// Shift+F10 open its menu, and Ctrl+C copies it. `row`: its place among those shown. `list`: of what is no table, ImGui's ID.
void row_menu(size_t row, ImGuiID list = 0);

/// Copies that row when menu_wanted() is asked, without a menu.
void copy_row(size_t row);

/// The same of the heads: a menu that copies the table.
constexpr size_t no_row = SIZE_MAX;

/// A row that does nothing of its own: a button in its first cell, and its menu. What is drawn next stands in that cell.
void plain_row(size_t row);

/// Whether something is to be copied: then draw_menu() has to follow, inside of the table.
bool menu_wanted(ImGuiID list = 0);

/// The row of the menu.
size_t menu_row();

/// The menu: of the cell under the pointer, of the row, of the table with those rows; then `ways`, which lead elsewhere (null:
/// not there). Answers which of these was chosen.
std::optional<size_t> draw_menu(const TableText& table, std::span<const uint32_t> rows,
                                std::initializer_list<const char*> ways = {});
/// Of all rows, as they are.
std::optional<size_t> draw_menu(const TableText& table, std::initializer_list<const char*> ways = {});

/// In the order that the heads say, as of now.
void sort_rows(TableRows& rows, const TableText& table, uint64_t version);

/// A field for words that rows are to hold, and how many do where there are some; as wide as there is room. Answers whether
/// there are any rows: where there are none, it has said so, and offered to clear the field.
bool draw_filter(TableRows& rows, const TableText& table, uint64_t version, const char* hint);

/// "3 of 120 match", and words that take back what was looked for: answers whether they were pressed.
bool draw_matches(size_t shown, size_t all);

}  // namespace plimsoll::web
