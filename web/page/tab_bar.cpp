#include "web/page/tab_bar.h"

#include <algorithm>
#include <string>

#include "web/page/focus.h"
#include "web/page/theme.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

constexpr float padding = 12;  // CSS pixels at each side of a name
constexpr float arrow = 14;

float width_of_tab(const char* name) { return ImGui::CalcTextSize(name).x + 2 * px(padding); }

/// Answers whether it was pressed.
bool draw_tab(const char* id, const char* name, bool selected, ImVec2 size, bool with_arrow) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool pressed = hidden_button(id, size);
    if (selected) prefer_item();
    const bool hovered = ImGui::IsItemHovered();
    if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    const ImU32 ink = selected || hovered ? colours().text : colours().muted;
    const float line = ImGui::GetTextLineHeight();
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->AddText({at.x + px(padding), at.y + (size.y - line) / 2}, ink, name);
    if (with_arrow) draw_triangle({at.x + size.x - px(arrow), at.y + size.y / 2 + px(1)}, ImGuiDir_Down, ink);
    if (selected)
        draw->AddRectFilled({at.x, at.y + size.y - px(2)}, {at.x + size.x, at.y + size.y}, colours().accent);
    return pressed;
}

}  // namespace

float width_of_tabs(const std::vector<const char*>& names) {
    float width = 0;
    for (const char* name : names) width += width_of_tab(name);
    return width;
}

size_t draw_tabs(const std::vector<const char*>& names, size_t selected, ImVec2 size) {
    // Those that fit beside the menu, which is as wide as the widest name that it may show.
    size_t fitting = names.size();
    float menu = 0;
    if (width_of_tabs(names) > size.x) {
        menu = width_of_tab("More");
        for (const char* name : names) menu = std::max(menu, width_of_tab(name));
        menu += px(arrow);
        float width = menu;
        fitting = 0;
        while (fitting < names.size() && width + width_of_tab(names[fitting]) <= size.x)
            width += width_of_tab(names[fitting++]);
    }
    size_t chosen = selected;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    float left = start.x;
    for (size_t number = 0; number < fitting; ++number) {
        const float width = width_of_tab(names[number]);
        ImGui::SetCursorScreenPos({left, start.y});
        if (draw_tab(names[number], names[number], selected == number, {width, size.y}, false))
            chosen = number;
        left += width;
    }
    if (fitting == names.size()) return chosen;

    const bool shows_selected = selected >= fitting;
    ImGui::SetCursorScreenPos({left, start.y});
    const char* name = shows_selected ? names[selected] : "More";
    if (draw_tab("##more", name, shows_selected, {width_of_tab(name) + px(arrow), size.y}, true))
        ImGui::OpenPopup("views");
    ImGui::SetNextWindowPos({left, start.y + size.y});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(6), px(6)});
    if (ImGui::BeginPopup("views")) {
        for (size_t number = fitting; number < names.size(); ++number)
            if (ImGui::Selectable(names[number], selected == number, 0, {px(150), px(32)})) chosen = number;
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    return chosen;
}

}  // namespace plimsoll::web
