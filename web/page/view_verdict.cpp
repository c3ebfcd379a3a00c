#include "web/page/view_verdict.h"

#include <algorithm>
#include <cfloat>
#include <numeric>
#include <utility>

#include "core/sorting.h"
#include "web/page/table_menu.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using link::Verdict;

ImU32 colour_of(Tone tone) {
    switch (tone) {
        case Tone::good:
            return colours().good;
        case Tone::bad:
            return colours().bad;
        case Tone::warning:
            break;
    }
    return colours().warning;
}

/// What a reader has to see comes first.
int rank(Verdict verdict) { return verdict == Verdict::differs ? 0 : verdict == Verdict::unknown ? 1 : 2; }

const char* words_of(Verdict verdict) {
    return verdict == Verdict::equal     ? "as found"
           : verdict == Verdict::differs ? "differs"
                                         : "cannot be told";
}

ImU32 colour_of(Verdict verdict) {
    return verdict == Verdict::equal     ? colours().good
           : verdict == Verdict::differs ? colours().bad
                                         : colours().muted;
}

constexpr const char* changed_words =
    "The report itself was changed after it was made: its digest is not right.";

/// A tick, a cross, or a bar: whatever colours a reader can tell apart.
void draw_tone_mark(ImVec2 centre, Tone tone) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const ImU32 colour = colour_of(tone);
    const float reach = px(5), thickness = px(2);
    if (tone == Tone::good) {
        const ImVec2 corner{centre.x - reach * 0.2f, centre.y + reach * 0.8f};
        draw->AddLine({centre.x - reach, centre.y}, corner, colour, thickness);
        draw->AddLine(corner, {centre.x + reach, centre.y - reach}, colour, thickness);
    } else if (tone == Tone::bad) {
        draw->AddLine({centre.x - reach, centre.y - reach}, {centre.x + reach, centre.y + reach}, colour,
                      thickness);
        draw->AddLine({centre.x - reach, centre.y + reach}, {centre.x + reach, centre.y - reach}, colour,
                      thickness);
    } else {
        draw->AddLine({centre.x, centre.y - reach}, {centre.x, centre.y + px(1)}, colour, thickness);
        draw->AddCircleFilled({centre.x, centre.y + reach}, px(1.5f), colour);
    }
}

constexpr float side = 16, mark = 22, buttons = 230;  // CSS pixels

std::string all_words(const VerdictWords& words, bool changed) {
    std::string all = words.more;
    if (changed) all.append(all.empty() ? "" : " ").append(changed_words);
    return all;
}

}  // namespace

VerdictView::VerdictView(Claim claim, const report::Report& found)
    : claim_(std::move(claim)), comparison_(link::hold_against(claim_.essence, found)) {
    words_ = verdict_words(comparison_, claim_.what);
    if (claim_.changed && words_.tone == Tone::good) words_.tone = Tone::warning;
    order_.resize(comparison_.fields.size());
    std::iota(order_.begin(), order_.end(), size_t{0});
    sort_stably(order_.begin(), order_.end(), [&](size_t a, size_t b) {
        return rank(comparison_.fields[a].verdict) < rank(comparison_.fields[b].verdict);
    });
    open_ = words_.tone == Tone::bad;
}

float VerdictView::strip_height(float width) const {
    const bool wide = width > px(760);
    const float room = width - px(2 * side + mark) - (wide ? px(buttons) : 0);
    const auto height = [&](const std::string& words, ImFont* font) {
        return words.empty() ? 0 : font->CalcTextSizeA(font->FontSize, FLT_MAX, room, words.data()).y + px(2);
    };
    return px(24) + height(words_.sentence, fonts().strong) +
           height(all_words(words_, claim_.changed), fonts().small) + (wide ? 0 : px(40));
}

bool VerdictView::draw_strip(float width) {
    const bool wide = width > px(760);
    const Card card("verdict", {width, strip_height(width)}, Card::Look::still);
    draw_edge(colour_of(words_.tone));
    ImGui::SetCursorPos({px(side), px(12)});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_tone_mark({at.x + px(6), at.y + ImGui::GetTextLineHeight() / 2}, words_.tone);
    ImGui::SetCursorPosX(px(side + mark));
    ImGui::BeginGroup();
    const float end = width - px(side) - (wide ? px(buttons) : 0);
    ImGui::PushTextWrapPos(end);
    {
        const UseFont font(fonts().strong);
        text(shown(words_.sentence), colour_of(words_.tone));
    }
    if (const std::string more = all_words(words_, claim_.changed); !more.empty()) {
        const UseFont font(fonts().small);
        text(shown(more), colours().muted);
    }
    ImGui::PopTextWrapPos();
    ImGui::EndGroup();
    const char* label = open_ ? "Back to the report" : "Field by field";
    const auto width_of = [](const char* words) {
        return ImGui::CalcTextSize(words).x + 2 * ImGui::GetStyle().FramePadding.x;
    };
    if (wide)
        ImGui::SetCursorPos({width - px(side) - width_of(label) - px(8) - width_of("Dismiss"),
                             (ImGui::GetWindowHeight() - ImGui::GetFrameHeight()) / 2});
    else
        ImGui::SetCursorPosX(px(side + mark));
    if (plain_button(label)) open_ = !open_;
    ImGui::SameLine();
    return plain_button("Dismiss");
}

void VerdictView::draw() {
    const Card card("fields", {0, 0}, Card::Look::padded);
    title("What " + shown(claim_.what) + " says, and what was found in the image");
    const bool wide = ImGui::GetContentRegionAvail().x > px(640);
    const int columns = wide ? 4 : 3;
    static constexpr TextColumn text_columns[] = {
        {"Group", TextColumn::Kind::words, -2}, {"Field", TextColumn::Kind::words, 0},
        {"Said", TextColumn::Kind::code, 1},    {"Found", TextColumn::Kind::code, 2},
        {"Is", TextColumn::Kind::words, 3},     {"Note", TextColumn::Kind::words, 4}};
    const auto text_of = [&](size_t row, size_t column) -> std::string {
        const link::Field& field = comparison_.fields[order_[row]];
        switch (column) {
            case 0:
                return field.group;
            case 1:
                return field.name;
            case 2:
                return field.said;
            case 3:
                return field.found;
            case 4:
                return words_of(field.verdict);
            default:
                return field.note;
        }
    };
    const TableText table(text_columns, order_.size(), text_of);
    if (!draw_filter(rows_, table, 0, "Filter by field, or by what it says")) return;
    constexpr auto flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_Sortable | ImGuiTableFlags_SortTristate;
    if (!begin_rows("fields", columns, flags)) return;
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn("Field", ImGuiTableColumnFlags_WidthStretch, 1.1f);
    ImGui::TableSetupColumn("Said", ImGuiTableColumnFlags_WidthStretch, 1.2f);
    ImGui::TableSetupColumn("Found", ImGuiTableColumnFlags_WidthStretch, 1.2f);
    if (wide) ImGui::TableSetupColumn("Is", ImGuiTableColumnFlags_WidthFixed, px(108));
    table_heading(columns, columns);
    ImGuiListClipper clipper;
    sort_rows(rows_, table, 0);
    clipper.Begin(static_cast<int>(rows_.shown().size()));
    while (clipper.Step())
        for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
            const link::Field& field = comparison_.fields[order_[rows_.shown()[static_cast<size_t>(row)]]];
            const bool differs = field.verdict == Verdict::differs;
            const std::string about = shown(field.name) + ": " + words_of(field.verdict) +
                                      (field.note.empty() ? std::string() : "\n" + shown(field.note) + ".");
            const auto cell = [&](const std::string& words, ImU32 colour) {
                const std::string line = words.empty() ? "–" : shown(words);
                text(cut_middle(line, ImGui::GetContentRegionAvail().x), colour);
                note(line + "\n\n" + about);
            };
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::PushID(row);
            plain_row(static_cast<size_t>(row));
            ImGui::PopID();
            cell(field.group + ": " + field.name, wide ? colours().text : colour_of(field.verdict));
            ImGui::TableNextColumn();
            cell(field.said, differs ? colours().bad : colours().text);
            ImGui::TableNextColumn();
            cell(field.found, colours().text);
            if (!wide) continue;
            ImGui::TableNextColumn();
            text(words_of(field.verdict), colour_of(field.verdict));
            note(about);
        }
    if (menu_wanted()) draw_menu(table, rows_.shown());
    end_rows();
}

}  // namespace plimsoll::web
