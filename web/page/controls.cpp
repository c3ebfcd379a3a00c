#include "web/page/controls.h"

#include "web/page/focus.h"
#include "web/page/theme.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

int grow_text(ImGuiInputTextCallbackData* data) {
    if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
        auto& words = *static_cast<std::string*>(data->UserData);
        words.resize(static_cast<size_t>(data->BufTextLen));
        data->Buf = words.data();
    }
    return 0;
}

constexpr float choice_padding = 10;  // CSS pixels at each side of its label

}  // namespace

bool choice(const char* label, bool selected) {
    const Colours& c = colours();
    const UseFont font(fonts().small);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {px(choice_padding), px(4)});
    ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, ImGui::GetFrameHeight() / 2);
    ImGui::PushStyleColor(ImGuiCol_Button, selected ? c.text : c.card);
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered, selected ? c.text : c.raised);
    ImGui::PushStyleColor(ImGuiCol_ButtonActive, selected ? c.text : c.raised);
    ImGui::PushStyleColor(ImGuiCol_Border, selected ? c.text : c.line);
    ImGui::PushStyleColor(ImGuiCol_Text, selected ? c.card : c.text);
    const bool pressed = ImGui::Button(label);
    if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    ImGui::PopStyleColor(5);
    ImGui::PopStyleVar(2);
    return pressed;
}

bool choices(const char* id, std::span<const std::string> labels, size_t& selected) {
    ImGui::PushID(id);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float end = start.x + ImGui::GetContentRegionAvail().x;
    // Each is put where it belongs: beside something of another height, ImGui's own lines would not agree.
    ImVec2 at = start;
    bool changed = false;
    for (size_t number = 0; number < labels.size(); ++number) {
        ImGui::SetCursorScreenPos(at);
        ImGui::PushID(static_cast<int>(number));
        if (choice(labels[number].c_str(), selected == number) && selected != number) {
            selected = number;
            changed = true;
        }
        ImGui::PopID();
        const ImVec2 size = ImGui::GetItemRectSize();
        at.x += size.x + px(6);
        if (number + 1 == labels.size()) break;
        const UseFont font(fonts().small);
        if (at.x + ImGui::CalcTextSize(labels[number + 1].c_str()).x + 2 * px(choice_padding) <= end)
            continue;
        at = {start.x, at.y + size.y + ImGui::GetStyle().ItemSpacing.y};
    }
    ImGui::PopID();
    return changed;
}

bool search_field(const char* id, const char* hint, std::string& words, float width) {
    ImGui::SetNextItemWidth(width);
    ImGui::PushStyleColor(ImGuiCol_TextDisabled, colours().muted);
    const bool changed = ImGui::InputTextWithHint(id, hint, words.data(), words.capacity() + 1,
                                                  ImGuiInputTextFlags_CallbackResize, grow_text, &words);
    ImGui::PopStyleColor();
    // From the words to what they found.
    if (ImGui::IsItemActive() && ImGui::IsKeyPressed(ImGuiKey_DownArrow, false)) focus_view();
    return changed;
}

bool link(std::string_view words) {
    const bool pressed = text_button(words, colours().run);
    if (ImGui::IsItemHovered()) {
        const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
        ImGui::GetWindowDrawList()->AddLine({from.x, to.y - px(1)}, {to.x, to.y - px(1)}, colours().run,
                                            px(1));
    }
    return pressed;
}

}  // namespace plimsoll::web
