#include "web/page/view_compare.h"

#include <algorithm>
#include <cmath>

#include "web/page/bridge.h"
#include "web/page/controls.h"
#include "web/page/focus.h"
#include "web/page/table_menu.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using report::Both;
using report::Comparison;
using report::format_bytes;
using report::format_count;
using Sign = CompareRow::Sign;

constexpr float wide_view = 900;  // below it, the cards stand below each other

struct SignLook {
    const char* mark;
    ImU32 colour;
    const char* words;
};

SignLook look_of(Sign sign) {
    switch (sign) {
        case Sign::added:
            return {"+", colours().good, "only in B"};
        case Sign::removed:
            return {"−", colours().bad, "only in A"};
        case Sign::changed:
            return {"~", colours().warning, "differs"};
        case Sign::same:
            break;
    }
    return {"=", colours().muted, "the same"};
}

std::string cell_text(const CompareRow& row, size_t column) {
    const auto value = [](const std::optional<uint64_t>& bytes, const std::string& words) {
        return bytes ? std::to_string(*bytes) : words;
    };
    switch (column) {
        case 0:
            return look_of(row.sign).words;
        case 1:
            return row.name;
        case 2:
            return row.detail;
        case 3:
            return value(row.bytes_a, row.a);
        case 4:
            return value(row.bytes_b, row.b);
        default:
            return std::to_string(static_cast<int64_t>(row.bytes_b.value_or(0)) -
                                  static_cast<int64_t>(row.bytes_a.value_or(0)));
    }
}

std::string name_of(const Comparison::Image& image) {
    return shown(image.references.empty() ? image.source : image.references.front());
}

void draw_side(const char* letter, const char* id, const Comparison::Image& image, float width) {
    const Card card(id, {width, px(112)}, Card::Look::still);
    title(letter);
    const float room = ImGui::GetContentRegionAvail().x;
    {
        const UseFont font(fonts().strong);
        const std::string name = name_of(image);
        text(cut_middle(name, room));
        note(name);
    }
    std::string from = shown(image.source) + ", " + format_bytes(image.source_bytes);
    if (!image.files_known) from += ", a saved report";
    if (!image.complete) from += ", not all of it read";
    text(cut_middle(from, room), colours().muted);
    const UseFont font(fonts().mono);
    const std::string& digest = image.digest.empty() ? image.config_digest : image.digest;
    text(cut_middle(shown(digest), room), colours().muted);
    note(digest);
}

/// A difference at the right of a cell: more is not always worse, so it has no colour.
void difference_cell(uint64_t a, uint64_t b, const std::string& words) {
    text_right(words, a == b ? colours().faint : colours().text);
    if (a != b) note((a < b ? "+" : "−") + format_count(a < b ? b - a : a - b));
}

void value_cell(const std::optional<uint64_t>& bytes, const std::string& words, bool right) {
    if (bytes) {
        bytes_cell(*bytes, colours().muted);
        return;
    }
    if (words.empty()) {
        right ? text_right("–", colours().faint) : text("–", colours().faint);
        return;
    }
    const std::string line = shown(words);
    const std::string cut = cut_middle(line, ImGui::GetContentRegionAvail().x);
    right ? text_right(cut, colours().muted) : text(cut, colours().text);
    if (cut != line) note(line);
}

}  // namespace

CompareView::CompareView(Comparison comparison) : comparison_(std::move(comparison)) {
    for (size_t number = 0; number < sections; ++number) {
        const auto section = static_cast<Section>(number);
        rows_[number] = rows_of(comparison_, section);
        summaries_[number] = summary_of(comparison_, section);
        const auto differing = std::count_if(rows_[number].begin(), rows_[number].end(),
                                             [](const CompareRow& row) { return row.sign != Sign::same; });
        labels_[number] =
            std::string(name_of(section)) + "  " + format_count(static_cast<uint64_t>(differing));
    }
}

void CompareView::draw_sides(float width) {
    const bool wide = width >= px(560);
    const float half = wide ? std::floor((width - px(gap)) / 2) : width;
    draw_side("A, the image that is open", "a", comparison_.image.a, half);
    if (wide)
        ImGui::SameLine(0, px(gap));
    else
        vertical_gap();
    draw_side("B, what it is compared with", "b", comparison_.image.b, half);
}

void CompareView::draw_totals() {
    if (comparison_.same()) {
        const UseFont font(fonts().strong);
        text_wrapped("Nothing differs that was compared.", colours().text);
        ImGui::Dummy({0, px(4)});
    }
    const Comparison::Totals& totals = comparison_.totals;
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {px(6), ImGui::GetStyle().CellPadding.y});
    if (ImGui::BeginTable("totals", 4, ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_SizingFixedFit)) {
        ImGui::TableSetupColumn("##name", ImGuiTableColumnFlags_WidthStretch);
        ImGui::TableSetupColumn("A", ImGuiTableColumnFlags_WidthFixed, px(62));
        ImGui::TableSetupColumn("B", ImGuiTableColumnFlags_WidthFixed, px(62));
        ImGui::TableSetupColumn("Difference", ImGuiTableColumnFlags_WidthFixed, px(72));
        table_heading(4, 1);
        // What is drawn is what is copied: each row says its numbers.
        struct Total {
            const char* name;
            std::string a, b, difference;
        };
        std::vector<Total> copied;
        const auto start_row = [&](const char* name) {
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::PushID(name);
            plain_row(copied.size());
            ImGui::PopID();
            copied.push_back({name, {}, {}, {}});
            text(cut_end(name, ImGui::GetContentRegionAvail().x), colours().muted);
        };
        const auto note_exact = [&](const Both<uint64_t>& both) {
            copied.back().a = std::to_string(both.a);
            copied.back().b = std::to_string(both.b);
            copied.back().difference =
                std::to_string(static_cast<int64_t>(both.b) - static_cast<int64_t>(both.a));
        };
        const auto bytes = [&](const char* name, const Both<uint64_t>& both) {
            start_row(name);
            note_exact(both);
            for (const uint64_t each : {both.a, both.b}) {
                ImGui::TableNextColumn();
                bytes_cell(each, colours().text);
            }
            ImGui::TableNextColumn();
            difference_cell(both.a, both.b, signed_bytes(both.a, both.b));
        };
        const auto counts = [&](const char* name, const Both<uint64_t>& both) {
            start_row(name);
            note_exact(both);
            for (const uint64_t each : {both.a, both.b}) {
                ImGui::TableNextColumn();
                count_cell(each, colours().text);
            }
            ImGui::TableNextColumn();
            const uint64_t apart = both.a < both.b ? both.b - both.a : both.a - both.b;
            difference_cell(both.a, both.b,
                            both.a == both.b ? "0" : (both.a < both.b ? "+" : "−") + format_count(apart));
        };
        counts("layers", totals.layers);
        bytes("stored", totals.blob_bytes);
        bytes("shipped", totals.file_bytes);
        bytes("in container", totals.filesystem_bytes);
        bytes("hidden", totals.hidden_bytes);
        counts("files", totals.filesystem_files);
        counts("directories", totals.filesystem_directories);
        start_row("efficiency");
        copied.back().a = std::to_string(totals.efficiency.a);
        copied.back().b = std::to_string(totals.efficiency.b);
        for (const double each : {totals.efficiency.a, totals.efficiency.b}) {
            ImGui::TableNextColumn();
            text_right(percent(each), colours().text);
        }
        if (menu_wanted()) {
            static constexpr TextColumn columns[] = {{"Figure"},
                                                     {"A", TextColumn::Kind::number},
                                                     {"B", TextColumn::Kind::number},
                                                     {"Difference", TextColumn::Kind::number}};
            const auto cell = [&](size_t row, size_t column) {
                const Total& total = copied[row];
                return column == 0   ? std::string(total.name)
                       : column == 1 ? total.a
                       : column == 2 ? total.b
                                     : total.difference;
            };
            draw_menu(TableText(columns, copied.size(), cell));
        }
        end_table();
    }
    ImGui::PopStyleVar();
    ImGui::Dummy({0, px(6)});
    if (plain_button("Compare with another")) choose_other();
}

void CompareView::draw_row(size_t place) {
    const CompareRow& row = rows_[section_][shown_[section_].shown()[place]];
    const SignLook look = look_of(row.sign);
    ImGui::TableNextRow();
    ImGui::TableSetColumnIndex(0);
    ImGui::PushID(static_cast<int>(place));
    plain_row(place);
    ImGui::PopID();
    text(look.mark, look.colour);
    note(look.words);
    ImGui::TableSetColumnIndex(1);
    {
        const UseFont font(row.is_path ? fonts().mono : fonts().text);
        const std::string line = shown(row.name);
        const std::string cut = cut_middle(line, ImGui::GetContentRegionAvail().x);
        text(cut);
        if (cut != line) note(line);
    }
    if (ImGui::TableSetColumnIndex(2)) {
        const std::string line = shown(row.detail);
        const std::string cut = cut_end(line, ImGui::GetContentRegionAvail().x);
        text(cut, colours().muted);
        if (cut != line) note(line);
    }
    if (ImGui::TableSetColumnIndex(3)) value_cell(row.bytes_a, row.a, row.weighs);
    if (ImGui::TableSetColumnIndex(4)) value_cell(row.bytes_b, row.b, row.weighs);
    if (!row.weighs || !ImGui::TableSetColumnIndex(5)) return;
    const uint64_t a = row.bytes_a.value_or(0), b = row.bytes_b.value_or(0);
    difference_cell(a, b, signed_bytes(a, b));
}

void CompareView::draw_section() {
    choices("sections", labels_, section_);
    const auto& rows = rows_[section_];
    ImGui::Dummy({0, px(2)});
    {
        const UseFont font(fonts().small);
        text_wrapped(summaries_[section_], colours().muted);
    }
    ImGui::Dummy({0, px(2)});
    if (rows.empty()) {
        text(section_ == static_cast<size_t>(Section::files) && !comparison_.files ? "Files are not known."
                                                                                   : "Nothing differs here.",
             colours().text);
        return;
    }
    const bool weighs = rows.front().weighs;
    const bool narrow = ImGui::GetContentRegionAvail().x < px(640);
    const auto of_value = weighs ? TextColumn::Kind::number : TextColumn::Kind::words;
    const TextColumn text_columns[] = {
        {"Is", TextColumn::Kind::words, 0},
        {"What", rows.front().is_path ? TextColumn::Kind::code : TextColumn::Kind::words, 1},
        {"How", TextColumn::Kind::words, 2},
        {weighs ? "A (bytes)" : "A", of_value, 3},
        {weighs ? "B (bytes)" : "B", of_value, 4},
        {"Difference (bytes)", TextColumn::Kind::number, 5}};
    const auto cell = [&](size_t row, size_t column) { return cell_text(rows[row], column); };
    const TableText table(std::span(text_columns).first(weighs ? 6 : 5), rows.size(), cell);
    TableRows& in_order = shown_[section_];
    if (!draw_filter(in_order, table, 0, "Filter by name, or by what differs")) return;
    constexpr auto flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_Sortable | ImGuiTableFlags_SortTristate;
    constexpr auto great_first = ImGuiTableColumnFlags_PreferSortDescending;
    ImGui::PushID(static_cast<int>(section_));
    if (begin_rows("rows", 6, flags)) {
        const auto if_wide = narrow ? ImGuiTableColumnFlags_Disabled : ImGuiTableColumnFlags_None;
        // Settings have texts where the others have numbers.
        const auto value = weighs ? ImGuiTableColumnFlags_WidthFixed : ImGuiTableColumnFlags_WidthStretch;
        ImGui::TableSetupScrollFreeze(0, 1);
        ImGui::TableSetupColumn("##sign", ImGuiTableColumnFlags_WidthFixed, px(12));
        ImGui::TableSetupColumn("What", ImGuiTableColumnFlags_WidthStretch);
        ImGui::TableSetupColumn("How", if_wide | ImGuiTableColumnFlags_WidthFixed, px(weighs ? 190 : 90));
        const auto flags_of_value = value | (weighs ? if_wide | great_first : ImGuiTableColumnFlags_None);
        ImGui::TableSetupColumn("A", flags_of_value, weighs ? px(70) : 0);
        ImGui::TableSetupColumn("B", flags_of_value, weighs ? px(70) : 0);
        ImGui::TableSetupColumn(
            "Difference",
            weighs ? ImGuiTableColumnFlags_WidthFixed | great_first : ImGuiTableColumnFlags_Disabled, px(76));
        table_heading(6, weighs ? 3 : 6);
        sort_rows(in_order, table, 0);
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(in_order.shown().size()));
        while (clipper.Step())
            for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at)
                draw_row(static_cast<size_t>(at));
        if (menu_wanted()) draw_menu(table, in_order.shown());
        end_rows();
    }
    ImGui::PopID();
}

void CompareView::draw() {
    const ImVec2 room = ImGui::GetContentRegionAvail();
    draw_sides(room.x);
    vertical_gap();
    if (room.x < px(wide_view)) {
        {
            const Card card("totals", {0, px(352)}, Card::Look::still);
            draw_totals();
        }
        vertical_gap();
        const Card card("section", {0, px(520)});
        draw_section();
        return;
    }
    {
        const Card card("totals", {px(372), 0});
        draw_totals();
    }
    ImGui::SameLine(0, px(gap));
    const Card card("section", {0, 0});
    draw_section();
}

void draw_nothing_to_compare() {
    const Card card("nothing", {0, 0});
    // In the middle of the card, as nothing else is in it.
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float width = std::min(room.x, px(480));
    ImGui::SetCursorPos({ImGui::GetCursorPosX() + std::round((room.x - width) / 2),
                         ImGui::GetCursorPosY() + std::max(0.0f, std::round(room.y * 0.32f - px(60)))});
    ImGui::BeginGroup();
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + width);
    {
        const UseFont font(fonts().strong);
        text("Compare it with a second image", colours().text);
    }
    ImGui::Dummy({0, px(2)});
    text(
        "Another build of this one, or the one that it was made from. It is read here, like the first. "
        "You see which layers they share, which files and packages were added, removed or changed, and "
        "what that weighs.",
        colours().muted);
    ImGui::Dummy({0, px(2)});
    text("A report that was saved as JSON will do as well; its files are not compared.", colours().muted);
    ImGui::PopTextWrapPos();
    ImGui::Dummy({0, px(10)});
    if (primary_button("Choose what to compare with")) choose_other();
    ImGui::EndGroup();
}

}  // namespace plimsoll::web
