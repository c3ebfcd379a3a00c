#include "web/page/focus.h"

#include <imgui_internal.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "web/page/platform.h"

namespace plimsoll::web {
namespace {

std::vector<ImGuiID> panes;  ///< windows, in the order in which they were drawn last
ImGuiID main_pane = 0;       ///< that a view named in this frame

/// What begin_focus() has to do.
enum class Wish : uint8_t { nothing, view, forward, back };
Wish wish = Wish::nothing;
int frames_to_wait = 0;  ///< a view's windows have items only once they were drawn

ImGuiKey taken_key = ImGuiKey_None;
int taken_in = -1;  ///< the frame

/// While it lives, what is added is nothing that the arrows stop at.
class NoStop {
 public:
    NoStop() { ImGui::GetCurrentContext()->CurrentItemFlags |= ImGuiItemFlags_NoNav; }
    ~NoStop() { ImGui::GetCurrentContext()->CurrentItemFlags = before_; }
    NoStop(const NoStop&) = delete;
    NoStop& operator=(const NoStop&) = delete;

 private:
    const ImGuiItemFlags before_ = ImGui::GetCurrentContext()->CurrentItemFlags;
};

ImGuiWindow* window_of(ImGuiID id) { return ImGui::FindWindowByID(id); }

bool is_table(const ImGuiWindow* window) {
    ImGuiContext& context = *ImGui::GetCurrentContext();
    for (int number = 0; number < context.Tables.GetMapSize(); ++number) {
        const ImGuiTable* table = context.Tables.TryGetMapData(number);
        if (table && table->InnerWindow == window && table->InnerWindow != table->OuterWindow) return true;
    }
    return false;
}

/// Where in `panes` the keyboard is.
std::optional<size_t> current_pane() {
    const ImGuiWindow* window = ImGui::GetCurrentContext()->NavWindow;
    if (!window) return std::nullopt;
    const auto found = std::find(panes.begin(), panes.end(), window->ID);
    if (found == panes.end()) return std::nullopt;
    return static_cast<size_t>(found - panes.begin());
}

std::optional<size_t> next_pane(bool back) {
    const auto now = current_pane();
    if (panes.empty()) return std::nullopt;
    if (!now) return back ? panes.size() - 1 : 0;
    if (back ? *now == 0 : *now + 1 == panes.size()) return std::nullopt;
    return back ? *now - 1 : *now + 1;
}

/// Where the reader was in it, or `anew` where it starts.
void focus(ImGuiWindow* window, bool anew) {
    ImGui::ClearActiveID();  // a field that was written in is left
    ImGui::FocusWindow(window);
    ImGui::NavInitWindow(window, anew);
}

bool has_items(const ImGuiWindow* window) {
    const bool scrolls = window->ScrollMax.y > 0;
    return (window->DC.NavLayersActiveMask & 1 << ImGuiNavLayer_Main) != 0 || scrolls;
}

/// The windows below one that are drawn, in that order.
void collect(const ImGuiWindow* window) {
    for (const ImGuiWindow* child : window->DC.ChildWindows) {
        if (!child->Active || child->Hidden || (child->Flags & ImGuiWindowFlags_Popup) != 0) continue;
        if (has_items(child)) panes.push_back(child->ID);
        collect(child);
    }
}

}  // namespace

void make_main_pane() { main_pane = ImGui::GetCurrentWindow()->ID; }

void end_child() {
    const NoStop here;
    ImGui::EndChild();
}

void end_table() {
    const NoStop here;
    ImGui::EndTable();
}

void prefer_item() {
    // ImGui::SetItemDefaultFocus() does so only in a window that has just appeared.
    ImGuiContext& context = *ImGui::GetCurrentContext();
    ImGuiWindow* window = context.CurrentWindow;
    if (context.NavWindow != window || (!context.NavInitRequest && context.NavInitResult.ID == 0)) return;
    context.NavInitRequest = false;
    context.NavInitResult.ID = context.LastItemData.ID;
    context.NavInitResult.FocusScopeId = context.CurrentFocusScopeId;
    context.NavInitResult.RectRel = ImGui::WindowRectAbsToRel(window, context.LastItemData.Rect);
    context.NavAnyRequest = context.NavMoveScoringItems;
}

void focus_view() {
    wish = Wish::view;
    frames_to_wait = 1;
    request_frame(3);
}

bool can_move_focus(bool back) { return next_pane(back).has_value(); }

void move_focus(bool back) {
    wish = back ? Wish::back : Wish::forward;
    frames_to_wait = 0;
}

void begin_focus() {
    if (wish == Wish::nothing || frames_to_wait-- > 0) return;
    const Wish now = wish;
    wish = Wish::nothing;
    ImGuiContext& context = *ImGui::GetCurrentContext();
    if (now == Wish::view) {
        if (!context.OpenPopupStack.empty()) return;
        ImGuiWindow* window = main_pane ? window_of(main_pane) : nullptr;
        for (const ImGuiID id : panes)
            if (ImGuiWindow* each = window_of(id); !window && is_table(each)) window = each;
        // The first is the page itself, with its tabs.
        if (!window && panes.size() > 1) window = window_of(panes[1]);
        if (window) focus(window, true);
        return;
    }
    if (const auto pane = next_pane(now == Wish::back)) {
        focus(window_of(panes[*pane]), false);
        context.NavDisableHighlight = false;
        context.NavDisableMouseHover = true;
    }
}

void end_focus() {
    const ImGuiWindow* page = ImGui::GetCurrentWindow();
    panes.clear();
    if (has_items(page)) panes.push_back(page->ID);
    collect(page);
    if (std::find(panes.begin(), panes.end(), main_pane) == panes.end()) main_pane = 0;
}

bool is_reached() {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    return ImGui::IsItemFocused() && context.NavJustMovedToId == context.LastItemData.ID &&
           !context.NavDisableHighlight;
}

bool take_key(ImGuiKey key) {
    const int frame = ImGui::GetFrameCount();
    if (taken_in == frame && taken_key == key) return false;
    if (!ImGui::IsKeyPressed(key, false) || ImGui::GetIO().WantTextInput) return false;
    if (ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel)) return false;
    taken_in = frame;
    taken_key = key;
    return true;
}

}  // namespace plimsoll::web
