#include "web/page/input.h"

#include <emscripten/emscripten.h>
#include <emscripten/eventloop.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cfloat>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/inbox.h"
#include "web/page/focus.h"
#include "web/page/host.h"
#include "web/page/keys.h"
#include "web/page/platform.h"
#include "web/page/platform_frame.h"
#include "web/page/text_field.h"

namespace plimsoll::web {
namespace {

constexpr const char *canvas = "#canvas", *text_field = "#field";

// What browsers give as the code of a key that an input method or a soft keyboard takes: what comes of it is a text.
constexpr unsigned key_of_input_method = 229;

// ----------------------------------------------------------------------------------------------------- mouse

void move_mouse(ImGuiMouseSource source, long x, long y) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMouseSourceEvent(source);
    io.AddMousePosEvent(static_cast<float>(x) * device_pixel_ratio(),
                        static_cast<float>(y) * device_pixel_ratio());
}

bool shortcut_held = false;  // Ctrl, or Command on a Mac

ImGuiKey shortcut_modifier() { return ImGui::GetIO().ConfigMacOSXBehaviors ? ImGuiMod_Super : ImGuiMod_Ctrl; }

void set_modifiers(bool ctrl, bool shift, bool alt, bool super) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Ctrl, ctrl);
    io.AddKeyEvent(ImGuiMod_Shift, shift);
    io.AddKeyEvent(ImGuiMod_Alt, alt);
    io.AddKeyEvent(ImGuiMod_Super, super);
    shortcut_held = io.ConfigMacOSXBehaviors ? super : ctrl;
}

EM_BOOL on_mouse_move(int, const EmscriptenMouseEvent* event, void*) {
    move_mouse(ImGuiMouseSource_Mouse, event->targetX, event->targetY);
    request_frame();
    return EM_FALSE;
}

EM_BOOL on_mouse_leave(int, const EmscriptenMouseEvent*, void*) {
    ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    request_frame();
    return EM_FALSE;
}

bool menu_of_field = false;  // the right button is down, and the browser shows its menu

EM_BOOL on_mouse_button(int type, const EmscriptenMouseEvent* event, void*) {
    static constexpr std::array<int, 5> buttons = {0, 2, 1, 3,
                                                   4};  // the browser counts the middle before the right
    if (event->button >= buttons.size()) return EM_FALSE;
    set_modifiers(event->ctrlKey, event->shiftKey, event->altKey, event->metaKey);
    move_mouse(ImGuiMouseSource_Mouse, event->targetX, event->targetY);
    if (event->button == 2) {
        // The browser's own menu, to cut, copy and paste: for the field that lies there.
        const bool down = type == EMSCRIPTEN_EVENT_MOUSEDOWN;
        if (down) menu_of_field = offer_field_menu(event->targetX, event->targetY);
        if (std::exchange(menu_of_field, down && menu_of_field)) return EM_TRUE;
    }
    ImGui::GetIO().AddMouseButtonEvent(buttons[event->button], type == EMSCRIPTEN_EVENT_MOUSEDOWN);
    request_frame();
    // Not prevented, or the canvas would not get the focus; but the middle button would start to scroll.
    return event->button == 1;
}

EM_BOOL on_wheel(int, const EmscriptenWheelEvent* event, void*) {
    if (event->mouse.ctrlKey) return EM_FALSE;  // the browser zooms
    const double step = event->deltaMode == DOM_DELTA_PIXEL  ? 100
                        : event->deltaMode == DOM_DELTA_LINE ? 3
                                                             : 1;
    auto x = static_cast<float>(-event->deltaX / step);
    auto y = static_cast<float>(-event->deltaY / step);
    ImGuiIO& io = ImGui::GetIO();
    // Some browsers turn the axes for Shift, and so does ImGui.
    if (event->mouse.shiftKey && !io.ConfigMacOSXBehaviors && y == 0) std::swap(x, y);
    set_modifiers(false, event->mouse.shiftKey, event->mouse.altKey, event->mouse.metaKey);
    move_mouse(ImGuiMouseSource_Mouse, event->mouse.targetX, event->mouse.targetY);
    io.AddMouseWheelEvent(x, y);
    request_frame();
    return EM_TRUE;
}

// ----------------------------------------------------------------------------------------------------- touch

/// One finger: a tap is a click, a drag scrolls, a long press is a right click.
struct Finger {
    enum class State : uint8_t { up, down, scrolling, pressed };
    State state = State::up;
    long start_x = 0, start_y = 0, x = 0, y = 0;
    int press = 0;  ///< counts touches, so that a late timer knows whether its own still lasts
};
Finger finger;

constexpr int long_press_milliseconds = 400;
constexpr long drag_distance = 8;  // CSS pixels that a resting finger may wander

void click(ImGuiMouseButton button) {
    ImGuiIO& io = ImGui::GetIO();
    move_mouse(ImGuiMouseSource_TouchScreen, finger.start_x, finger.start_y);
    io.AddMouseButtonEvent(button, true);
    io.AddMouseButtonEvent(button, false);
    request_frame(4);
}

void on_long_press(void* press) {
    if (finger.state != Finger::State::down ||
        finger.press != static_cast<int>(reinterpret_cast<intptr_t>(press)))
        return;
    finger.state = Finger::State::pressed;
    click(ImGuiMouseButton_Right);
}

EM_BOOL on_touch(int type, const EmscriptenTouchEvent* event, void*) {
    if (event->numTouches != 1 || type == EMSCRIPTEN_EVENT_TOUCHCANCEL) {
        finger.state = Finger::State::up;
        return EM_FALSE;
    }
    const EmscriptenTouchPoint& point = event->touches[0];
    if (type == EMSCRIPTEN_EVENT_TOUCHSTART) {
        finger = {Finger::State::down, point.targetX, point.targetY,
                  point.targetX,       point.targetY, finger.press + 1};
        move_mouse(ImGuiMouseSource_TouchScreen, point.targetX, point.targetY);
        emscripten_set_timeout(on_long_press, long_press_milliseconds,
                               reinterpret_cast<void*>(static_cast<intptr_t>(finger.press)));
    } else if (type == EMSCRIPTEN_EVENT_TOUCHMOVE) {
        const long moved =
            std::max(std::abs(point.targetX - finger.start_x), std::abs(point.targetY - finger.start_y));
        if (finger.state == Finger::State::down && moved > drag_distance)
            finger.state = Finger::State::scrolling;
        if (finger.state == Finger::State::scrolling) {
            const float line = 5 * ImGui::GetFontSize();  // how far ImGui scrolls for one step of a wheel
            ImGui::GetIO().AddMouseWheelEvent(
                static_cast<float>(point.targetX - finger.x) * device_pixel_ratio() / line,
                static_cast<float>(point.targetY - finger.y) * device_pixel_ratio() / line);
        }
        finger.x = point.targetX;
        finger.y = point.targetY;
    } else {
        const bool taps = finger.state == Finger::State::down;
        finger.state = Finger::State::up;
        if (taps) {
            click(ImGuiMouseButton_Left);
            // A browser lets a page open the keyboard while it is told of the tap, and not a frame later.
            draw_frame_now();
            focus_tapped_field();
        }
    }
    request_frame();
    return EM_TRUE;
}

// ------------------------------------------------------------------------------------------------------ keys

/// The keys that are down, by their place: a release may come with another layout or other modifiers.
std::vector<std::pair<std::string, ImGuiKey>> keys_down;

void release_all_keys() {
    for (const auto& [code, key] : keys_down) ImGui::GetIO().AddKeyEvent(key, false);
    keys_down.clear();
}

/// In a panel that hides all else, Tab goes through what is in it.
bool keeps_tab() { return ImGui::GetTopMostPopupModal() != nullptr; }

/// Keys whose work in the browser (scrolling, quick search, its file dialogues) would get in ours' way. All
/// others keep theirs: reloading, tabs, zoom, find, copy and paste, and Tab, which must be able to leave the
/// canvas.
bool is_ours(ImGuiKey key, bool alt) {
    if (alt) return false;  // Alt and an arrow: back and forward
    if (shortcut_held) {
        if (key == ImGuiKey_O || key == ImGuiKey_S) return true;
        return ImGui::GetIO().WantTextInput && (key == ImGuiKey_A || key == ImGuiKey_Z || key == ImGuiKey_Y);
    }
    switch (key) {
        case ImGuiKey_LeftArrow:
        case ImGuiKey_RightArrow:
        case ImGuiKey_UpArrow:
        case ImGuiKey_DownArrow:
        case ImGuiKey_PageUp:
        case ImGuiKey_PageDown:
        case ImGuiKey_Home:
        case ImGuiKey_End:
        case ImGuiKey_Space:
        case ImGuiKey_Backspace:
        case ImGuiKey_Slash:
        case ImGuiKey_Apostrophe:
        case ImGuiKey_Menu:
            return true;
        case ImGuiKey_Tab:
            return keeps_tab();
        default:
            return false;
    }
}

/// What is typed into the field of the document that lies over ImGui's comes as texts (page_typed), not by its keys.
EM_BOOL on_key_down(int, const EmscriptenKeyboardEvent* event, void* of_field) {
    if (event->keyCode == key_of_input_method) return EM_FALSE;  // it is not what its name says
    const ImGuiKey key = key_of(event->code, event->key);
    ImGuiIO& io = ImGui::GetIO();
    set_modifiers(event->ctrlKey, event->shiftKey, event->altKey, event->metaKey);
    request_frame();

    if (key == ImGuiKey_Tab && !keeps_tab() && !event->ctrlKey && !event->altKey && !event->metaKey) {
        draw_frame_now();  // what was typed before it belongs to where it was typed
        if (!can_move_focus(event->shiftKey)) return EM_FALSE;  // it leaves the canvas
        move_focus(event->shiftKey);
        draw_frame_now();
        return EM_TRUE;
    }
    // What is pasted arrives with the event `paste`.
    const bool pastes = (key == ImGuiKey_V && shortcut_held) || (key == ImGuiKey_Insert && event->shiftKey);
    if (key != ImGuiKey_None && (key != ImGuiKey_Tab || keeps_tab()) && !pastes) {
        io.AddKeyEvent(key, true);
        const auto same = [&](const auto& down) { return down.first == event->code; };
        if (std::none_of(keys_down.begin(), keys_down.end(), same)) keys_down.emplace_back(event->code, key);
    }
    // Ctrl and Alt together are AltGr, which writes.
    const ImWchar32 character = character_of(event->key);
    const bool writes = character != 0 && event->ctrlKey == event->altKey && !event->metaKey;
    if (writes && !of_field) io.AddInputCharacter(character);

    // The event `copy` follows this one at once: by then the text must be known.
    if (shortcut_held && (key == ImGuiKey_C || key == ImGuiKey_X)) draw_frame_now();
    return !(writes && of_field) && is_ours(key, event->altKey);
}

EM_BOOL on_key_up(int, const EmscriptenKeyboardEvent* event, void*) {
    set_modifiers(event->ctrlKey, event->shiftKey, event->altKey, event->metaKey);
    const std::string_view code = event->code;
    const auto down = std::find_if(keys_down.begin(), keys_down.end(),
                                   [&](const auto& entry) { return entry.first == code; });
    if (down != keys_down.end()) {
        ImGui::GetIO().AddKeyEvent(down->second, false);
        keys_down.erase(down);
    }
    // macOS tells of no release while Command is down.
    if (code.starts_with("Meta")) release_all_keys();
    request_frame();
    return EM_FALSE;
}

EM_BOOL on_focus(int type, const EmscriptenFocusEvent*, void*) {
    if (focus_is_moving()) return EM_FALSE;  // between the canvas and the field over it
    const bool focused = type == EMSCRIPTEN_EVENT_FOCUS;
    if (!focused) {
        release_all_keys();
        set_modifiers(false, false, false, false);
    }
    ImGui::GetIO().AddFocusEvent(focused);
    request_frame();
    return EM_FALSE;
}

// ------------------------------------------------------------------------------------------------- clipboard

std::string clipboard;

constexpr int most_erased = 1000;  // at once

const char* get_clipboard(void*) { return clipboard.c_str(); }

void set_clipboard(void*, const char* text) {
    clipboard = text;
    host_copy(clipboard.data(), clipboard.size());
}

}  // namespace

extern "C" {

/// What was typed: so many characters before the caret go, and the text in the inbox comes.
EMSCRIPTEN_KEEPALIVE void page_typed(int erased) {
    ImGuiIO& io = ImGui::GetIO();
    for (int number = 0; number < std::min(erased, most_erased); ++number) {
        io.AddKeyEvent(ImGuiKey_Backspace, true);
        io.AddKeyEvent(ImGuiKey_Backspace, false);
    }
    io.AddInputCharactersUTF8(take_text(0).c_str());
    request_frame();
}

/// inbox: the text.
EMSCRIPTEN_KEEPALIVE void page_pasted() {
    clipboard = take_text(0);
    // The keys that on_key_down() kept back, now that there is something to paste.
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(shortcut_modifier(), true);
    io.AddKeyEvent(ImGuiKey_V, true);
    io.AddKeyEvent(ImGuiKey_V, false);
    io.AddKeyEvent(shortcut_modifier(), shortcut_held);
    request_frame();
}
}

void listen_to_input() {
    ImGuiIO& io = ImGui::GetIO();
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.ConfigMacOSXBehaviors = host_apple() != 0;
    io.GetClipboardTextFn = get_clipboard;
    io.SetClipboardTextFn = set_clipboard;

    emscripten_set_mousemove_callback(canvas, nullptr, EM_FALSE, on_mouse_move);
    emscripten_set_mouseleave_callback(canvas, nullptr, EM_FALSE, on_mouse_leave);
    emscripten_set_mousedown_callback(canvas, nullptr, EM_FALSE, on_mouse_button);
    emscripten_set_mouseup_callback(canvas, nullptr, EM_FALSE, on_mouse_button);
    emscripten_set_wheel_callback(canvas, nullptr, EM_FALSE, on_wheel);
    emscripten_set_touchstart_callback(canvas, nullptr, EM_FALSE, on_touch);
    emscripten_set_touchmove_callback(canvas, nullptr, EM_FALSE, on_touch);
    emscripten_set_touchend_callback(canvas, nullptr, EM_FALSE, on_touch);
    emscripten_set_touchcancel_callback(canvas, nullptr, EM_FALSE, on_touch);
    emscripten_set_keydown_callback(canvas, nullptr, EM_FALSE, on_key_down);
    emscripten_set_keyup_callback(canvas, nullptr, EM_FALSE, on_key_up);
    emscripten_set_focus_callback(canvas, nullptr, EM_FALSE, on_focus);
    emscripten_set_blur_callback(canvas, nullptr, EM_FALSE, on_focus);
    static bool of_field = true;  // its address tells the field's keys from the canvas's
    emscripten_set_keydown_callback(text_field, &of_field, EM_FALSE, on_key_down);
    emscripten_set_keyup_callback(text_field, &of_field, EM_FALSE, on_key_up);
    emscripten_set_focus_callback(text_field, &of_field, EM_FALSE, on_focus);
    emscripten_set_blur_callback(text_field, &of_field, EM_FALSE, on_focus);
}

}  // namespace plimsoll::web
