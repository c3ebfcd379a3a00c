#include "web/page/table_menu.h"

#include <imgui_internal.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "core/report/report.h"
#include "web/page/bridge.h"
#include "web/page/controls.h"
#include "web/page/focus.h"
#include "web/page/notice.h"
#include "web/page/platform.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

constexpr float resizable_width =
    400;  // of a table, in CSS pixels: in a narrower one there is nothing to give away

struct Menu {
    ImGuiID list = 0;  ///< the table that it is of
    size_t row = no_row;
    int place = -1;       ///< of the column under the pointer; -1: none
    bool copies = false;  ///< the row, now: there is no menu
    std::optional<size_t> current;
    bool opened_by_key = false;
    int frame = -1;  ///< it is of: of what lies upon another, the upper one is drawn first
};
Menu menu;

/// The place of the column that the pointer is in.
int column_under(const ImGuiTable& table, float x) {
    for (int place = 0; place < table.ColumnsCount; ++place)
        if (table.Columns[place].IsEnabled && x >= table.Columns[place].MinX && x < table.Columns[place].MaxX)
            return place;
    return -1;
}

/// Which column of the text stands there; between two, the one to the left.
size_t text_column(const TableText& table, int place) {
    size_t found = 0;
    for (size_t column = 0; column < table.columns.size(); ++column)
        if ((table.columns[column].place < 0 ? static_cast<int>(column) : table.columns[column].place) <=
            place)
            found = column;
    return found;
}

enum Item : size_t { cell, row, tsv, markdown, latex, ways };

void copy(const std::string& text, const std::string& what) {
    copy_text(text);
    tell("Copied " + what);
}

/// One line of the menu. Answers whether it was chosen.
bool draw_item(size_t number, const std::string& words, const std::string& more, float width) {
    const float height = px(32);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::PushID(static_cast<int>(number));
    bool chosen = hidden_button("item", {width, height});
    ImGui::PopID();
    const ImGuiIO& io = ImGui::GetIO();
    if (ImGui::IsItemHovered()) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        if (io.MouseDelta.x != 0 || io.MouseDelta.y != 0) menu.current = number;
    }
    ImDrawList* draw = ImGui::GetWindowDrawList();
    if (menu.current == number) {
        draw->AddRectFilled(at, {at.x + width, at.y + height}, colours().line, px(4));
        for (const ImGuiKey key : {ImGuiKey_Enter, ImGuiKey_KeypadEnter, ImGuiKey_Space})
            chosen = chosen || ImGui::IsKeyPressed(key, false);
    }
    const float line = at.y + (height - ImGui::GetTextLineHeight()) / 2, left = at.x + px(10);
    draw->AddText({left, line}, colours().text, words.c_str());
    if (more.empty()) return chosen;
    const float room = width - px(36) - ImGui::CalcTextSize(words.c_str()).x;
    const std::string cut = cut_middle(more, room);
    draw->AddText({at.x + width - px(10) - ImGui::CalcTextSize(cut.c_str()).x, line}, colours().muted,
                  cut.c_str());
    return chosen;
}

void draw_line(float width) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddLine({at.x, at.y + px(5)}, {at.x + width, at.y + px(5)},
                                        colours().muted & 0x40ffffffu, px(1));
    ImGui::Dummy({width, px(11)});
}

/// Up, Down, Home and End go through the items. No other key handler gets these while the menu is there.
void read_menu_keys(const std::vector<size_t>& items, const std::vector<std::string>& names) {
    for (const ImGuiKey key : {ImGuiKey_UpArrow, ImGuiKey_DownArrow, ImGuiKey_Home, ImGuiKey_End,
                               ImGuiKey_Enter, ImGuiKey_KeypadEnter, ImGuiKey_Space, ImGuiKey_Escape})
        ImGui::SetKeyOwner(key, menu.list);
    const auto last = static_cast<ptrdiff_t>(items.size()) - 1;
    ptrdiff_t now = -1;
    if (menu.current) now = std::find(items.begin(), items.end(), *menu.current) - items.begin();
    const ptrdiff_t before = now;
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) now = now >= last ? 0 : now + 1;
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) now = now <= 0 ? last : now - 1;
    if (ImGui::IsKeyPressed(ImGuiKey_Home)) now = 0;
    if (ImGui::IsKeyPressed(ImGuiKey_End)) now = last;
    const bool opened = std::exchange(menu.opened_by_key, false);
    if (opened) now = 0;
    if (now == before && !opened) return;
    menu.current = items[static_cast<size_t>(now)];
    announce((opened ? "Menu: " : "") + names[static_cast<size_t>(now)]);
}

}  // namespace

// ----------------------------------------------------------------------------------------------------- tables

namespace {

/// Keeps what the reader has dragged within bounds: a column of numbers stays as wide as a number, and those that take what is
/// left keep some of it, also in a window that has become narrower.
void bound_widths(ImGuiTable& table) {
    if (table.IsInitializing) return;
    const auto is_fixed = [](const ImGuiTableColumn& column) {
        return column.IsEnabled && (column.Flags & ImGuiTableColumnFlags_WidthFixed) &&
               column.InitStretchWeightOrWidth > 0;
    };
    // All columns together are as wide as they were in the frame before, where some of them take what is left.
    float missing = 0;
    bool any_stretched = false;
    for (ImGuiTableColumn& column : table.Columns) {
        if (!column.IsEnabled) continue;
        const bool fixed = is_fixed(column);
        if (fixed)
            column.WidthRequest =
                std::max(column.WidthRequest, std::min(column.InitStretchWeightOrWidth, px(56)));
        any_stretched = any_stretched || !fixed;
        missing += (fixed ? column.WidthRequest : px(64)) - column.WidthGiven;
    }
    if (!any_stretched) return;
    for (ImGuiTableColumn& column : table.Columns) {
        if (missing <= 0 || !is_fixed(column)) continue;
        const float taken = std::clamp(column.WidthRequest - column.InitStretchWeightOrWidth, 0.0f, missing);
        column.WidthRequest -= taken;
        missing -= taken;
    }
}

}  // namespace

bool begin_rows(const char* id, int columns, ImGuiTableFlags more, ImVec2 size) {
    const bool wide = ImGui::GetContentRegionAvail().x >= px(resizable_width);
    const ImGuiID table = ImGui::GetIDWithSeed(wide ? 1 : 0, ImGui::GetID(id));
    // No column is ever narrower than this, not even one that is to fit a mark.
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {px(16), ImGui::GetStyle().FramePadding.y});
    const bool begun = ImGui::BeginTableEx(
        id, table, columns,
        more | ImGuiTableFlags_NoBordersInBody | ImGuiTableFlags_BordersInnerH |
            ImGuiTableFlags_SizingFixedFit | (wide ? ImGuiTableFlags_Resizable : ImGuiTableFlags_None),
        size);
    ImGui::PopStyleVar();
    if (begun && wide) bound_widths(*ImGui::GetCurrentTable());
    return begun;
}

void end_rows() {
    // The lines between rows are drawn; those between heads are not there to be seen until one is to be dragged.
    ImGui::GetCurrentTable()->BorderColorStrong = 0;
    end_table();
}

// ------------------------------------------------------------------------------------------------------- menu

void row_menu(size_t row, ImGuiID list) {
    const ImGuiTable* table = ImGui::GetCurrentTable();
    const ImGuiID of = list != 0 || !table ? list : table->ID;
    const ImGuiIO& io = ImGui::GetIO();
    // Whose menu is there is to be seen.
    if (table && list == 0 && row != no_row && menu.list == of && menu.row == row &&
        ImGui::IsPopupOpen(of, ImGuiPopupFlags_None))
        ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, colours().raised);
    const bool clicked = ImGui::IsMouseReleased(ImGuiMouseButton_Right) &&
                         ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenBlockedByPopup |
                                              ImGuiHoveredFlags_AllowWhenOverlappedByItem);
    bool key = false, copies = false;
    if (ImGui::IsItemFocused() && !io.WantTextInput &&
        !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel)) {
        key = ImGui::IsKeyPressed(ImGuiKey_Menu, false) ||
              (io.KeyShift && ImGui::IsKeyPressed(ImGuiKey_F10, false));
        copies =
            (io.ConfigMacOSXBehaviors ? io.KeySuper : io.KeyCtrl) && ImGui::IsKeyPressed(ImGuiKey_C, false);
    }
    if ((!clicked && !key && !copies) || menu.frame == ImGui::GetFrameCount()) return;
    menu = {of,
            row,
            clicked && table && list == 0 ? column_under(*table, io.MousePos.x) : -1,
            copies,
            {},
            key,
            ImGui::GetFrameCount()};
    if (copies) return;
    ImGui::OpenPopupEx(of);
    if (key) {
        const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
        ImGui::GetCurrentContext()->OpenPopupStack.back().OpenPopupPos = {from.x + px(24), to.y};
    }
    request_frame(4);
}

void copy_row(size_t row) {
    menu = {ImGui::GetCurrentTable()->ID, row, -1, true, {}, false, ImGui::GetFrameCount()};
}

void plain_row(size_t row) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::SetNextItemAllowOverlap();
    row_button("##row", false);
    row_menu(row);
    ImGui::SetCursorScreenPos(at);
}

bool menu_wanted(ImGuiID list) {
    const ImGuiTable* table = ImGui::GetCurrentTable();
    const ImGuiID of = list != 0 || !table ? list : table->ID;
    return menu.list == of && of != 0 && (menu.copies || ImGui::IsPopupOpen(of, ImGuiPopupFlags_None));
}

size_t menu_row() { return menu.row; }

std::optional<size_t> draw_menu(const TableText& table, std::span<const uint32_t> rows,
                                std::initializer_list<const char*> other_ways) {
    const bool has_row = menu.row < rows.size();
    if (menu.copies) {
        menu.copies = false;
        if (has_row) copy(tsv_row(table, rows[menu.row]), "the row");
        return std::nullopt;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(6), px(6)});
    const bool open =
        ImGui::BeginPopupEx(menu.list, ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoTitleBar |
                                           ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleVar();
    if (!open) return std::nullopt;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGui::PushFont(fonts().text);
    const std::string count = counted(rows.size(), "row", "rows");
    const std::string value =
        has_row ? line_of(table, rows[menu.row], text_column(table, menu.place)) : std::string();
    std::vector<size_t> items;
    std::vector<std::string> names;
    const auto add = [&](size_t item, const char* name) {
        items.push_back(item);
        names.push_back(name);
    };
    if (has_row) {
        if (!value.empty()) add(cell, "Copy cell");
        add(row, "Copy row");
    }
    add(tsv, "Copy table as TSV");
    add(markdown, "Copy table as Markdown");
    add(latex, "Copy table as LaTeX");
    if (has_row)
        for (size_t way = 0; way < other_ways.size(); ++way)
            if (other_ways.begin()[way]) add(ways + way, other_ways.begin()[way]);
    read_menu_keys(items, names);
    std::optional<size_t> chosen;
    const float width = std::min(px(300), ImGui::GetIO().DisplaySize.x - px(40));
    for (size_t at = 0; at < items.size(); ++at) {
        const size_t item = items[at];
        if (at > 0 && (item == tsv || (item >= ways && items[at - 1] < ways))) draw_line(width);
        if (draw_item(item, names[at],
                      item == cell                   ? shown(value)
                      : item >= tsv && item <= latex ? count
                                                     : "",
                      width))
            chosen = item;
    }
    if (chosen || ImGui::IsKeyPressed(ImGuiKey_Escape, false)) ImGui::CloseCurrentPopup();
    ImGui::PopFont();
    ImGui::PopStyleVar();
    ImGui::EndPopup();
    if (!chosen) return std::nullopt;
    if (*chosen >= ways) return *chosen - ways;
    if (*chosen == cell) {
        copy(value, "the cell");
    } else if (*chosen == row) {
        copy(tsv_row(table, rows[menu.row]), "the row");
    } else {
        static constexpr const char* format_names[] = {"TSV", "Markdown", "LaTeX"};
        const size_t format = *chosen - tsv;
        copy(table_as(static_cast<TableFormat>(format), table, rows), count + " as " + format_names[format]);
    }
    return std::nullopt;
}

std::optional<size_t> draw_menu(const TableText& table, std::initializer_list<const char*> other_ways) {
    std::vector<uint32_t> rows(table.rows);
    std::iota(rows.begin(), rows.end(), 0u);
    return draw_menu(table, rows, other_ways);
}

// -------------------------------------------------------------------------------------------- sort and filter

void sort_rows(TableRows& rows, const TableText& table, uint64_t version) {
    const ImGuiTableSortSpecs* specs = ImGui::TableGetSortSpecs();
    if (specs && specs->SpecsCount > 0)
        rows.sort(text_column(table, specs->Specs[0].ColumnIndex),
                  specs->Specs[0].SortDirection == ImGuiSortDirection_Descending);
    else
        rows.sort(std::nullopt, false);
    rows.update(table, version);
}

bool draw_matches(size_t shown, size_t all) {
    const UseFont font(fonts().small);
    text(report::format_count(shown) + " of " + report::format_count(all) + " match", colours().muted);
    ImGui::SameLine(0, px(12));
    return link("Clear the filter");
}

bool draw_filter(TableRows& rows, const TableText& table, uint64_t version, const char* hint) {
    search_field("##rows", hint, rows.words, std::min(px(420), ImGui::GetContentRegionAvail().x));
    rows.update(table, version);
    if (!rows.words.empty()) {
        if (rows.shown().empty()) text("Nothing here holds these words.", colours().muted);
        if (draw_matches(rows.shown().size(), table.rows)) {
            rows.words.clear();
            rows.update(table, version);
        }
    }
    ImGui::Dummy({0, px(2)});
    return !rows.shown().empty();
}

}  // namespace plimsoll::web
