#include "web/page/widgets.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdio>
#include <optional>
#include <vector>

#include "core/report/report.h"
#include "core/utf8.h"
#include "web/page/bridge.h"
#include "web/page/focus.h"
#include "web/page/notice.h"
#include "web/page/table_menu.h"

namespace plimsoll::web {
namespace {

constexpr std::string_view ellipsis = "…";

float width_of(std::string_view text) {
    return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
}

/// Whether the text is no wider. Else the cell of the table that is current learns how wide it would be, for a column that is
/// to fit what is in it.
bool fits_in(const std::string& text, float width) {
    const float wanted = width_of(text);
    if (wanted <= width) return true;
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    if (const ImGuiTable* table = ImGui::GetCurrentTable();
        table && table->InnerWindow == window && table->CurrentColumn >= 0)
        window->DC.CursorMaxPos.x = std::max(window->DC.CursorMaxPos.x, window->DC.CursorPos.x + wanted);
    return false;
}

/// Steps back to where a character starts.
size_t character_start(const std::string& text, size_t at) {
    while (at > 0 && at < text.size() && continues_character(text[at])) --at;
    return at;
}

/// The most that `fits` allows of 0 to `most`, where less always fits too.
template <class Fits>
size_t greatest(size_t most, Fits fits) {
    size_t low = 0, high = most;
    while (low < high) {
        const size_t middle = (low + high + 1) / 2;
        if (fits(middle))
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

bool coloured_button(const char* label, ImU32 fill, ImU32 hovered, ImU32 border, ImU32 ink) {
    ImGui::PushStyleColor(ImGuiCol_Button, fill);
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered, hovered);
    ImGui::PushStyleColor(ImGuiCol_ButtonActive, hovered);
    ImGui::PushStyleColor(ImGuiCol_Border, border);
    ImGui::PushStyleColor(ImGuiCol_Text, ink);
    const bool pressed = ImGui::Button(label);
    ImGui::PopStyleColor(5);
    if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    return pressed;
}

}  // namespace

std::string shown(std::string_view text) {
    const std::string safe = report::printable(text);
    const ImFont* font = ImGui::GetFont();
    std::string result;
    for (const char* at = safe.data(); at < safe.data() + safe.size();) {
        unsigned int point = 0;
        const int length = ImTextCharFromUtf8(&point, at, safe.data() + safe.size());
        if (font->FindGlyphNoFallback(static_cast<ImWchar>(point))) {
            result.append(at, static_cast<size_t>(length));
        } else {
            char escape[16];
            std::snprintf(escape, sizeof escape, "\\u{%x}", point);
            result += escape;
        }
        at += length;
    }
    return result;
}

std::string cut_end(const std::string& text, float width) {
    if (fits_in(text, width)) return text;
    const auto kept = [&](size_t bytes) {
        return text.substr(0, character_start(text, bytes)).append(ellipsis);
    };
    return kept(greatest(text.size(), [&](size_t bytes) { return width_of(kept(bytes)) <= width; }));
}

std::string cut_middle(const std::string& text, float width) {
    if (fits_in(text, width)) return text;
    const auto kept = [&](size_t bytes) {
        const size_t head = character_start(text, bytes / 2);
        const size_t tail = character_start(text, text.size() - (bytes - bytes / 2));
        return text.substr(0, head).append(ellipsis).append(text.substr(tail));
    };
    return kept(greatest(text.size() - 1, [&](size_t bytes) { return width_of(kept(bytes)) <= width; }));
}

void text(std::string_view text) { ImGui::TextUnformatted(text.data(), text.data() + text.size()); }

void text(std::string_view words, ImU32 colour) {
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    text(words);
    ImGui::PopStyleColor();
}

bool hidden_button(const char* id, ImVec2 size) {
    const bool pressed = ImGui::InvisibleButton(id, size);
    // ImGui leaves this to its visible ones.
    ImGui::RenderNavHighlight({ImGui::GetItemRectMin(), ImGui::GetItemRectMax()}, ImGui::GetItemID());
    return pressed;
}

bool text_button(std::string_view words, ImU32 colour) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string id = std::string("##").append(words);
    const ImVec2 size = ImGui::CalcTextSize(words.data(), words.data() + words.size());
    const bool pressed = hidden_button(id.c_str(), {std::max(size.x, 1.0f), std::max(size.y, 1.0f)});
    if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    ImGui::GetWindowDrawList()->AddText(at, colour, words.data(), words.data() + words.size());
    return pressed;
}

void text_right(std::string_view words, ImU32 colour) {
    const float room = ImGui::GetContentRegionAvail().x - width_of(words);
    if (room > 0) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room);
    text(words, colour);
}

void text_wrapped(std::string_view words, ImU32 colour) {
    // ImGui would part "71.9" at its point: lines end at spaces here, and what is longer than a line is left to ImGui.
    const float room = ImGui::GetContentRegionAvail().x;
    std::string lines(words);
    size_t start = 0;
    std::optional<size_t> space;
    for (size_t at = 0; at <= lines.size(); ++at) {
        if (at < lines.size() && lines[at] != ' ' && lines[at] != '\n') continue;
        if (space && width_of(std::string_view(lines).substr(start, at - start)) > room) {
            lines[*space] = '\n';
            start = *space + 1;
        }
        space = at;
        if (at < lines.size() && lines[at] == '\n') {
            start = at + 1;
            space.reset();
        }
    }
    ImGui::PushTextWrapPos(0);
    text(lines, colour);
    ImGui::PopTextWrapPos();
}

void text_with_code(std::string_view words, ImU32 colour, float width) {
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float high = ImGui::GetTextLineHeight(), line_high = high + px(2), space = width_of(" ");
    ImDrawList* draw = ImGui::GetWindowDrawList();
    ImFont *prose = ImGui::GetFont(), *mono = fonts().mono;
    const float lower = (high - mono->FontSize) / 2 + px(0.5f);
    float x = 0, y = 0;
    bool code = false;
    // What a word consists of, in one font each: "(`FROM`)" is three.
    struct Piece {
        std::string_view text;
        bool code;
        float width;
    };
    std::vector<Piece> word;
    const auto measured = [&](std::string_view text, bool as_code) {
        ImFont* font = as_code ? mono : prose;
        return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
    };
    const auto put = [&](const Piece& piece) {
        ImFont* font = piece.code ? mono : prose;
        draw->AddText(font, font->FontSize,
                      {std::round(start.x + x), std::round(start.y + y + (piece.code ? lower : 0))},
                      piece.code ? colours().text : colour, piece.text.data(),
                      piece.text.data() + piece.text.size());
        x += piece.width;
    };
    const auto end_word = [&] {
        float wide = 0;
        for (const Piece& piece : word) wide += piece.width;
        if (x > 0 && x + wide > width) x = 0, y += line_high;
        for (Piece piece : word) {
            // What is wider than a line goes on in the next one.
            while (x + piece.width > width) {
                const ImFont* font = piece.code ? mono : prose;
                const char *begin = piece.text.data(), *end = begin + piece.text.size(), *rest = begin;
                font->CalcTextSizeA(font->FontSize, width - x, 0, begin, end, &rest);
                if (rest == end || (rest == begin && x == 0)) break;
                const std::string_view first = piece.text.substr(0, static_cast<size_t>(rest - begin));
                put({first, piece.code, measured(first, piece.code)});
                piece.text.remove_prefix(first.size());
                piece.width = measured(piece.text, piece.code);
                x = 0, y += line_high;
            }
            put(piece);
        }
        word.clear();
    };
    while (!words.empty()) {
        const size_t end = std::min(words.find_first_of(" `"), words.size());
        if (end > 0) {
            const std::string_view text = words.substr(0, end);
            word.push_back({text, code, measured(text, code)});
        }
        if (end == words.size()) break;
        if (words[end] == '`') {
            code = !code;
        } else {
            end_word();
            x += space;
        }
        words.remove_prefix(end + 1);
    }
    end_word();
    ImGui::Dummy({width, y + high});
}

Card::Card(const char* id, ImVec2 size, Look look) {
    ImGui::PushStyleColor(ImGuiCol_ChildBg, colours().card);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding,
                        look == Look::table ? ImVec2(px(8), px(4)) : ImVec2(px(16), px(14)));
    ImGui::BeginChild(
        id, size,
        ImGuiChildFlags_Border | ImGuiChildFlags_AlwaysUseWindowPadding |
            (look == Look::grown ? ImGuiChildFlags_AutoResizeY : ImGuiChildFlags_None),
        look == Look::still ? ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse : 0);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
}

Card::~Card() { end_child(); }

void draw_edge(ImU32 colour) {
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->PushClipRect(corner, {corner.x + px(4), corner.y + size.y});  // the card's own leaves its edges out
    draw->AddRectFilled(corner, {corner.x + size.x, corner.y + size.y}, colour, px(8));
    draw->PopClipRect();
}

void vertical_gap() { ImGui::Dummy({0, px(gap) - 2 * ImGui::GetStyle().ItemSpacing.y}); }

void title(std::string_view words) {
    const UseFont font(fonts().title);
    text_wrapped(words, colours().muted);
    ImGui::Dummy({0, px(2)});
}

void note(std::string_view words) {
    if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort)) draw_note(words);
}

void draw_note(std::string_view words) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(12), px(8)});
    if (ImGui::BeginTooltip()) {
        // A font has to go before the window that it was pushed in.
        ImGui::PushFont(fonts().small);
        ImGui::PushTextWrapPos(px(420));
        text(words);
        ImGui::PopTextWrapPos();
        ImGui::PopFont();
        ImGui::EndTooltip();
    }
    ImGui::PopStyleVar();
}

bool primary_button(const char* label) {
    const UseFont font(fonts().strong);
    const Colours& c = colours();
    return coloured_button(label, c.accent, faded(c.accent, 0.88f), c.accent, c.on_accent);
}

bool plain_button(const char* label) {
    const Colours& c = colours();
    return coloured_button(label, c.raised, c.line, c.line, c.text);
}

void chip(std::string_view words, ImFont* font) {
    const UseFont use(font);
    const ImVec2 size = ImGui::CalcTextSize(words.data(), words.data() + words.size());
    const ImVec2 padding{px(8), px(1)};
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 end{at.x + size.x + 2 * padding.x, at.y + size.y + 2 * padding.y};
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->AddRect(at, end, colours().line, (end.y - at.y) / 2, 0, px(1));
    draw->AddText({at.x + padding.x, at.y + padding.y}, colours().muted, words.data(),
                  words.data() + words.size());
    ImGui::Dummy({end.x - at.x, end.y - at.y});
}

void bar(double share, ImU32 colour, ImVec2 size) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float top = at.y + std::max(0.0f, (ImGui::GetTextLineHeight() - size.y) / 2);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled({at.x, top}, {at.x + size.x, top + size.y}, colours().raised, px(2));
    const float filled = static_cast<float>(std::clamp(share, 0.0, 1.0)) * size.x;
    if (share > 0)
        draw->AddRectFilled({at.x, top}, {at.x + std::max(filled, px(2)), top + size.y}, colour, px(2));
    ImGui::Dummy({size.x, ImGui::GetTextLineHeight()});
}

void fact(const char* name, const std::string& value, Ink ink) {
    if (value.empty()) return;
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    text(name, colours().muted);
    ImGui::TableNextColumn();
    const UseFont font(ink == Ink::code ? fonts().mono : fonts().text);
    ImGui::PushID(name);
    const std::string line = shown(value);
    // The arrows stop there, and Tab goes on to what is done more often.
    ImGui::PushTabStop(false);
    if (text_button(cut_middle(line, ImGui::GetContentRegionAvail().x), colours().text)) {
        copy_text(value);
        tell(std::string("Copied: ") + name);
    }
    ImGui::PopTabStop();
    note(line + "\n\nClick to copy");
    ImGui::PopID();
}

void bytes_cell(uint64_t bytes, ImU32 colour) {
    text_right(bytes ? report::format_bytes(bytes) : "0", bytes ? colour : colours().faint);
    note(report::format_count(bytes) + " bytes");
}

void count_cell(uint64_t count, ImU32 colour) {
    text_right(report::format_count(count), count ? colour : colours().faint);
}

std::string counted(uint64_t count, const char* one, const char* many) {
    return report::format_count(count) + " " + (count == 1 ? one : many);
}

std::string unbroken(std::string words) {
    for (size_t at = words.find(' '); at != std::string::npos; at = words.find(' ', at))
        words.replace(at, 1, "\u00a0");
    return words;
}

double share_of(uint64_t part, uint64_t whole) {
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

std::string percent(double share) {
    char words[32];
    std::snprintf(words, sizeof words, "%.1f\u00a0%%", share * 100);
    return words;
}

void draw_mark(ImVec2 centre, float radius, ImU32 colour) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const float thickness = std::max(1.0f, radius * 0.37f), reach = radius * 1.54f;
    draw->AddCircle(centre, radius, colour, 48, thickness);
    draw->AddRectFilled({centre.x - reach, centre.y - thickness / 2},
                        {centre.x + reach, centre.y + thickness / 2}, colour);
}

void draw_hatching(ImVec2 from, ImVec2 to, ImU32 colour) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->PushClipRect(from, to, true);
    const float height = to.y - from.y, step = px(10);
    for (float x = from.x - height; x < to.x; x += step)
        draw->AddLine({x, to.y}, {x + height, from.y}, colour, std::max(1.0f, px(1.5f)));
    draw->PopClipRect();
}

void table_heading(int columns, int first_number) {
    const UseFont font(fonts().small);
    ImGui::TableNextRow(ImGuiTableRowFlags_Headers);
    const ImGuiTableSortSpecs* specs = ImGui::TableGetSortSpecs();
    ImGuiTable* table = ImGui::GetCurrentTable();
    // ImGui's own menu of a head, which is only there where columns can be resized, would come before ours.
    const ImGuiTableFlags resizable = table->Flags & ImGuiTableFlags_Resizable;
    table->Flags &= ~resizable;
    for (int column = 0; column < columns; ++column) {
        if (!ImGui::TableSetColumnIndex(column)) continue;
        const std::string_view full = ImGui::TableGetColumnName(column);
        const std::string name(full.substr(0, full.find("##")));
        const bool sorted =
            specs && specs->SpecsCount > 0 && specs->Specs[0].ColumnIndex == column && !name.empty();
        const float width = width_of(name), arrow = px(12);
        const float room = ImGui::GetContentRegionAvail().x;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::PushID(column);
        // ImGui's own heading stands at the left of its cell: numbers stand at the right, and so do their
        // heads. It is there for the clicks, and for nothing that shows.
        ImGui::PushStyleColor(ImGuiCol_Text, IM_COL32_BLACK_TRANS);
        ImGui::TableHeader("");
        ImGui::PopStyleColor();
        row_menu(no_row);
        if (const float ideal = at.x + width + (specs ? arrow * 1.5f : 0);
            ideal > table->Columns[column].ContentMaxXHeadersIdeal)
            table->Columns[column].ContentMaxXHeadersIdeal = ideal;
        const bool hovered = ImGui::IsItemHovered() && !name.empty();
        if (hovered && specs) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        ImGui::PopID();
        const ImU32 ink = sorted || (hovered && specs) ? colours().text : colours().muted;
        const bool right = column >= first_number;
        const float left = at.x + (right ? std::max(0.0f, room - width) : 0);
        ImDrawList* draw = ImGui::GetWindowDrawList();
        draw->AddText({left, at.y}, ink, name.c_str());
        if (sorted) {
            const bool down = specs->Specs[0].SortDirection == ImGuiSortDirection_Descending;
            draw_triangle({right ? left - arrow * 0.75f : left + width + arrow * 0.75f,
                           at.y + ImGui::GetTextLineHeight() / 2},
                          down ? ImGuiDir_Down : ImGuiDir_Up, ink);
        }
    }
    table->Flags |= resizable;
}

void draw_glass(ImVec2 centre, ImU32 colour) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const float radius = px(5), thickness = std::max(1.0f, px(1.5f));
    const ImVec2 middle{centre.x - px(1.5f), centre.y - px(1.5f)};
    draw->AddCircle(middle, radius, colour, 24, thickness);
    draw->AddLine({middle.x + radius * 0.72f, middle.y + radius * 0.72f},
                  {middle.x + radius * 1.9f, middle.y + radius * 1.9f}, colour, thickness);
}

void draw_triangle(ImVec2 centre, ImGuiDir points, ImU32 colour) {
    const float reach = px(4), flat = reach * 0.55f;
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const auto triangle = [&](ImVec2 a, ImVec2 b, ImVec2 c) {
        draw->AddTriangleFilled({centre.x + a.x, centre.y + a.y}, {centre.x + b.x, centre.y + b.y},
                                {centre.x + c.x, centre.y + c.y}, colour);
    };
    if (points == ImGuiDir_Down) triangle({-reach, -flat}, {reach, -flat}, {0, reach * 0.8f});
    if (points == ImGuiDir_Up) triangle({-reach, flat}, {0, -reach * 0.8f}, {reach, flat});
    if (points == ImGuiDir_Right) triangle({-flat, -reach}, {reach * 0.8f, 0}, {-flat, reach});
}

bool row_button(const char* id, bool selected) {
    ImGui::PushStyleColor(ImGuiCol_Header, IM_COL32_BLACK_TRANS);
    ImGui::PushStyleColor(ImGuiCol_HeaderHovered, IM_COL32_BLACK_TRANS);
    ImGui::PushStyleColor(ImGuiCol_HeaderActive, IM_COL32_BLACK_TRANS);
    // The rows' clickable parts meet: a row is all of its height.
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 2 * ImGui::GetStyle().CellPadding.y});
    const bool pressed = ImGui::Selectable(
        id, selected, ImGuiSelectableFlags_SpanAllColumns | ImGuiSelectableFlags_AllowDoubleClick);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor(3);
    if (selected) {
        prefer_item();
        ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, colours().raised);
    } else if (ImGui::IsItemHovered())
        ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, faded(colours().raised, 0.6f));
    return pressed;
}

bool select_row(const char* id, bool selected) { return row_button(id, selected) || is_reached(); }

}  // namespace plimsoll::web
