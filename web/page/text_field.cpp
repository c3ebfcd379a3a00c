#include "web/page/text_field.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <string>
#include <utility>

#include "web/page/host.h"
#include "web/page/platform_frame.h"

namespace plimsoll::web {
namespace {

/// As host_text_field() takes it.
enum Shown : int { gone, following, tapped };

struct Place {
    double x = 0, y = 0, height = 0;
    bool operator==(const Place&) const = default;
};

Place place;
bool shown = false;
bool just_shown = false;
bool moving = false;

bool wants_text() {
    return ImGui::GetIO().WantTextInput || ImGui::GetCurrentContext()->WantTextInputNextFrame == 1;
}

void tell(Shown how) {
    // The browser tells of the focus while it moves it.
    moving = true;
    host_text_field(place.x, place.y, place.height, how);
    moving = false;
}

bool mouse_is_on_field() {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    return wants_text() && context.ActiveId != 0 && context.HoveredId == context.ActiveId;
}

/// What is marked in the field that is being written in.
std::string marked_text() {
    const ImGuiInputTextState* state = ImGui::GetInputTextState(ImGui::GetActiveID());
    if (!state || !state->HasSelection()) return {};
    const int from = std::min(state->GetSelectionStart(), state->GetSelectionEnd()),
              to = std::max(state->GetSelectionStart(), state->GetSelectionEnd());
    const ImWchar* text = state->TextW.Data;
    std::string marked(static_cast<size_t>(ImTextCountUtf8BytesFromStr(text + from, text + to)) + 1, '\0');
    ImTextStrToUtf8(marked.data(), static_cast<int>(marked.size()), text + from, text + to);
    marked.pop_back();
    return marked;
}

}  // namespace

void follow_text_field() {
    if (!wants_text()) {
        if (shown) tell(gone);
        shown = false;
        return;
    }
    const ImGuiPlatformImeData& caret = ImGui::GetCurrentContext()->PlatformImeData;
    const double ratio = static_cast<double>(device_pixel_ratio());
    Place now = place;
    if (caret.WantVisible)
        now = {static_cast<double>(caret.InputPos.x) / ratio, static_cast<double>(caret.InputPos.y) / ratio,
               static_cast<double>(caret.InputLineHeight) / ratio};
    if (shown && now == place) return;
    place = now;
    just_shown = just_shown || !shown;
    shown = true;
    tell(following);
}

void focus_tapped_field() {
    if (std::exchange(just_shown, false) || !shown || !mouse_is_on_field()) return;
    tell(tapped);
}

bool offer_field_menu(long x, long y) {
    draw_frame_now();
    if (!mouse_is_on_field()) return false;
    const std::string marked = marked_text();
    host_field_menu(static_cast<double>(x), static_cast<double>(y), marked.data(), marked.size());
    return true;
}

bool focus_is_moving() { return moving; }

}  // namespace plimsoll::web
