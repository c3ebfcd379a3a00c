#include "web/page/category_look.h"

#include <string>

#include "core/charts/data.h"
#include "web/page/controls.h"
#include "web/page/scene.h"
#include "web/page/theme.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

/// Room for the dot, in blanks of the small font.
constexpr const char* room_for_dot = "\u00a0\u00a0\u00a0";

std::string choice_label(study::Category category) {
    return std::string(room_for_dot).append(study::category_name(category));
}

}  // namespace

ImU32 category_colour(study::Category category) {
    if (category == study::Category::none) return colours().faint;
    return ink_colour(charts::category_ink(study::category_name(category)));
}

void category_cell(study::Category category) {
    if (category == study::Category::none) {
        text("–", colours().faint);
        return;
    }
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddCircleFilled({at.x + px(5), at.y + ImGui::GetTextLineHeight() / 2},
                                                px(4.5f), category_colour(category));
    ImGui::SetCursorScreenPos({at.x + px(15), at.y});
    text(cut_end(std::string(study::category_name(category)), ImGui::GetContentRegionAvail().x),
         colours().text);
}

float width_of_choice(const char* label) {
    const UseFont font(fonts().small);
    return ImGui::CalcTextSize(label).x + px(20);
}

float width_of_category_choice(study::Category category) {
    return width_of_choice(choice_label(category).c_str());
}

bool category_choice(study::Category category, bool selected) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool pressed = choice(choice_label(category).c_str(), selected);
    const ImVec2 size = ImGui::GetItemRectSize();
    ImGui::GetWindowDrawList()->AddCircleFilled({at.x + px(13), at.y + size.y / 2}, px(4),
                                                category_colour(category));
    return pressed;
}

}  // namespace plimsoll::web
