#include "web/page/figure_table.h"

#include <algorithm>

#include "core/study/export.h"
#include "web/page/platform.h"
#include "web/page/table_menu.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using study::Cell;
using study::Figure;
using study::Row;

constexpr float most_width = 300, least_width = 34;

constexpr const char* value_names[] = {"published", "recomputed", "corrected"};

std::string heading_of(const Figure& figure, size_t value, FigureTable::Values values) {
    const size_t names = figure.name_headings.size();
    if (value < names) return figure.name_headings[value];
    std::string heading = study::heading_of(figure.columns[(value - names) / 3]);
    if (values == FigureTable::Values::all) heading.append(", ").append(value_names[(value - names) % 3]);
    return heading;
}

/// The decimals of a value's column.
int decimals_of(const Figure& figure, size_t value) {
    const size_t names = figure.name_headings.size();
    return value < names ? 0 : figure.columns[(value - names) / 3].decimals;
}

std::string text_at(const Figure& figure, const Row& row, size_t value) {
    return value_text(value_at(figure, row, value), decimals_of(figure, value));
}

}  // namespace

std::string about_cell(const study::Column& column, const Cell& cell) {
    std::string words = shown(study::heading_of(column));
    const auto add = [&](const char* name, const study::Value& value) {
        const std::string text = shown(value_text(value, column.decimals));
        words.append("\n").append(name).append(": ").append(text.empty() ? "–" : text);
    };
    add("published", cell.published);
    add("recomputed", cell.recomputed);
    add("corrected", cell.corrected);
    if (!cell.difference.empty()) words.append("\n").append(shown(cell.difference));
    return words;
}

void FigureTable::lay_out(const Figure& figure, Key key) {
    laid_out_ = true;
    key_ = std::move(key);
    rows_ = sorted_rows(figure, key_.categories, key_.order);
    const size_t names = figure.name_headings.size();
    std::vector<size_t> values;
    for (size_t name = 0; name < names; ++name) values.push_back(name);
    for (size_t column = 0; column < figure.columns.size(); ++column) {
        const size_t first = names + 3 * column;
        if (key_.values == Values::all)
            values.insert(values.end(), {first, first + 1, first + 2});
        else
            values.push_back(first + (key_.mode == study::Mode::as_published ? 1 : 2));
    }
    // What is not computed at all is shown as it is published.
    const bool computed = figure.available && figure.item != study::Item::fig2;
    if (key_.values == Values::of_mode && !computed)
        for (size_t at = names; at < values.size(); ++at) values[at] = names + (at - names) * 3;
    columns_.clear();
    constexpr size_t most_columns = 480;  // ImGui has at most 512
    if (values.size() > most_columns) values.resize(most_columns);
    for (const size_t value : values) {
        Column column{{}, value, 0, value >= names};
        {
            const UseFont font(fonts().small);
            column.heading = shown(heading_of(figure, value, key_.values));
            column.width = ImGui::CalcTextSize(column.heading.c_str()).x;
        }
        for (const Row& row : figure.rows) {
            const std::string text = text_at(figure, row, value);
            column.width = std::max(column.width, ImGui::CalcTextSize(text.c_str()).x);
            column.has_texts =
                column.has_texts || std::holds_alternative<std::string>(value_at(figure, row, value));
        }
        column.number = column.number && !column.has_texts;
        column.width = std::clamp(column.width, px(least_width), px(most_width));
        columns_.push_back(std::move(column));
    }
    // Headings stand at the right from the first column of numbers on, and so do the texts below them.
    bool at_right = false;
    for (Column& column : columns_) column.number = at_right = at_right || column.number;
    // Two names leave room for numbers in a narrow window.
    const float room = ImGui::GetContentRegionAvail().x;
    for (size_t name = 0; name < std::min(names, columns_.size()); ++name)
        columns_[name].width = std::min(
            columns_[name].width,
            std::max(px(72), room * (figure.columns.size() > 2 ? 0.36f : 0.6f) / static_cast<float>(names)));
}

void FigureTable::draw_row_menu(const Figure& figure) const {
    std::vector<TextColumn> text_columns;
    for (const Column& column : columns_)
        text_columns.push_back(
            {column.heading, column.has_texts ? TextColumn::Kind::words : TextColumn::Kind::number});
    const auto cell = [&](size_t row, size_t number) {
        const size_t value = columns_[number].value;
        return study::plain(value_at(figure, figure.rows[row], value), decimals_of(figure, value));
    };
    draw_menu(TableText(text_columns, figure.rows.size(), cell), rows_);
}

void FigureTable::draw_value(const Figure& figure, const Row& row, size_t number) {
    const Column& column = columns_[number];
    const size_t names = figure.name_headings.size();
    const Cell& cell = row.cells[(column.value - names) / 3];
    const size_t which = (column.value - names) % 3;
    const std::string full = shown(text_at(figure, row, column.value));
    const std::string line = full.empty() ? "–" : cut_end(full, ImGui::GetContentRegionAvail().x);
    const bool compared = !std::holds_alternative<std::monostate>(cell.published) && which > 0;
    const bool recomputed = which == 1;
    const ImU32 ink = full.empty()                                           ? colours().faint
                      : recomputed && compared && cell.differs               ? colours().warning
                      : recomputed && compared && key_.values == Values::all ? colours().good
                                                                             : colours().text;
    if (column.number)
        text_right(line, ink);
    else
        text(line, ink);
    if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort | ImGuiHoveredFlags_AllowWhenOverlapped))
        draw_note(about_cell(figure.columns[(column.value - names) / 3], cell));
}

void FigureTable::draw_row(const Figure& figure, size_t place) {
    const Row& row = figure.rows[rows_[place]];
    ImGui::TableNextRow();
    const size_t names = figure.name_headings.size();
    for (size_t number = 0; number < columns_.size(); ++number) {
        if (!ImGui::TableSetColumnIndex(static_cast<int>(number))) continue;
        if (number == 0) {
            const ImVec2 at = ImGui::GetCursorScreenPos();
            ImGui::SetNextItemAllowOverlap();
            if (row_button("##row", false)) copy_row(place);
            row_menu(place);
            ImGui::SetCursorScreenPos(at);
        }
        if (columns_[number].value >= names) {
            draw_value(figure, row, number);
            continue;
        }
        const std::string name = number < row.names.size() ? shown(row.names[number]) : std::string();
        text(cut_end(name, ImGui::GetContentRegionAvail().x));
        if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort | ImGuiHoveredFlags_AllowWhenOverlapped))
            draw_note(name + "\n\nClick to copy the row");
    }
}

void FigureTable::draw(const Figure& figure, study::Mode mode, const std::vector<study::Category>& categories,
                       Values values, float height) {
    if (figure.rows.empty() || figure.columns.empty()) {
        text_wrapped("It has no rows.", colours().muted);
        return;
    }
    Key key{figure.item, mode, values, categories, key_.order, pixel_ratio()};
    if (!laid_out_ || key_.item != figure.item || key_.values != values) key.order = {};
    if (!laid_out_ || !(key == key_)) lay_out(figure, std::move(key));
    constexpr auto flags = ImGuiTableFlags_Sortable | ImGuiTableFlags_SortTristate | ImGuiTableFlags_ScrollX |
                           ImGuiTableFlags_ScrollY;
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {px(4), px(5)});
    // As high as its rows, and a bar to scroll with.
    const float row_height = ImGui::GetTextLineHeight() + 2 * ImGui::GetStyle().CellPadding.y;
    height = std::min(
        height, row_height * static_cast<float>(rows_.size() + 1) + ImGui::GetStyle().ScrollbarSize + px(4));
    // Each table has its own columns, and its own scroll position.
    ImGui::PushID((static_cast<int>(figure.item) * 2 + static_cast<int>(values)) * 2 +
                  static_cast<int>(mode));
    if (begin_rows("rows", static_cast<int>(columns_.size()), flags, {0, height})) {
        const auto names = static_cast<int>(figure.name_headings.size());
        ImGui::TableSetupScrollFreeze(ImGui::GetContentRegionAvail().x < px(480) ? 1 : names, 1);
        int first_number = names;
        while (first_number < static_cast<int>(columns_.size()) &&
               !columns_[static_cast<size_t>(first_number)].number)
            ++first_number;
        for (size_t number = 0; number < columns_.size(); ++number) {
            const Column& column = columns_[number];
            ImGui::TableSetupColumn(
                (column.heading + "##" + std::to_string(number)).c_str(),
                ImGuiTableColumnFlags_WidthFixed |
                    (column.number ? ImGuiTableColumnFlags_PreferSortDescending : ImGuiTableColumnFlags_None),
                column.width);
        }
        table_heading(static_cast<int>(columns_.size()), first_number);
        if (const ImGuiTableSortSpecs* specs = ImGui::TableGetSortSpecs()) {
            RowOrder order;
            if (specs->SpecsCount > 0) {
                order.by =
                    columns_[static_cast<size_t>(std::clamp<int>(specs->Specs[0].ColumnIndex, 0,
                                                                 static_cast<int>(columns_.size()) - 1))]
                        .value;
                order.descending = specs->Specs[0].SortDirection == ImGuiSortDirection_Descending;
            }
            if (!(order == key_.order)) {
                key_.order = order;
                rows_ = sorted_rows(figure, key_.categories, order);
            }
        }
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(rows_.size()));
        while (clipper.Step())
            for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
                ImGui::PushID(at);
                draw_row(figure, static_cast<size_t>(at));
                ImGui::PopID();
            }
        if (menu_wanted()) draw_row_menu(figure);
        end_rows();
    }
    ImGui::PopID();
    ImGui::PopStyleVar();
}

}  // namespace plimsoll::web
