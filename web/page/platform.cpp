#include "web/page/platform.h"

#include <GLES3/gl3.h>
#include <emscripten/emscripten.h>
#include <emscripten/eventloop.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "web/inbox.h"
#include "web/page/host.h"
#include "web/page/input.h"
#include "web/page/platform_frame.h"
#include "web/page/renderer.h"
#include "web/page/text_field.h"

namespace plimsoll::web {
namespace {

struct Fonts {
    std::vector<uint8_t> regular, semibold, mono;
};

Frontend frontend;
Fonts fonts;
float ratio =
    1;  // device pixels per unit of length: a CSS pixel, times the size of text that the reader chose
float device_ratio = 1;  // device pixels per CSS pixel
float fonts_ratio = 0;   // that they were loaded for; 0: not yet
bool has_context = false;
bool visible = false;

int frames_due = 0;
bool frame_scheduled = false;
double frames_drawn = 0;
double last_frame = 0;

long timer = 0;
double timer_due = 0;

bool can_draw() { return has_context && visible && ImGui::GetIO().DisplaySize.x > 0; }

// ------------------------------------------------------------------------------------------------- one frame

void load_fonts() {
    if (fonts_ratio == ratio) return;
    fonts_ratio = ratio;
    ImGui::GetIO().Fonts->Clear();
    frontend.load_fonts({fonts.regular, fonts.semibold, fonts.mono});
    upload_fonts();
}

std::string_view css_cursor(ImGuiMouseCursor cursor) {
    switch (cursor) {
        case ImGuiMouseCursor_None:
            return "none";
        case ImGuiMouseCursor_TextInput:
            return "text";
        case ImGuiMouseCursor_ResizeAll:
            return "move";
        case ImGuiMouseCursor_ResizeNS:
            return "ns-resize";
        case ImGuiMouseCursor_ResizeEW:
            return "ew-resize";
        case ImGuiMouseCursor_ResizeNESW:
            return "nesw-resize";
        case ImGuiMouseCursor_ResizeNWSE:
            return "nwse-resize";
        case ImGuiMouseCursor_Hand:
            return "pointer";
        case ImGuiMouseCursor_NotAllowed:
            return "not-allowed";
        default:
            return "default";
    }
}

void show_cursor() {
    static ImGuiMouseCursor shown = ImGuiMouseCursor_Arrow;
    const ImGuiMouseCursor wanted = ImGui::GetMouseCursor();
    if (wanted == shown) return;
    shown = wanted;
    const std::string_view name = css_cursor(wanted);
    host_cursor(name.data(), name.size());
}

/// What ImGui does with time alone, it cannot do between frames that nobody asked for.
void request_timed_frames() {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    if (!context.InputEventsQueue.empty()) request_frame(0);  // it takes in only so much at once
    if (context.IO.WantTextInput && context.IO.ConfigInputTextCursorBlink) request_frame_in(400);
    if (context.HoverItemDelayId != 0) {
        const float left = context.Style.HoverDelayNormal - context.HoverItemDelayTimer;
        if (left > 0) request_frame_in(static_cast<int>(left * 1000) + 20);
    }
}

void draw_frame() {
    ImGuiIO& io = ImGui::GetIO();
    const double now = emscripten_performance_now();
    // Between two frames there may have been hours without a change, which should count as none at all.
    io.DeltaTime = static_cast<float>(std::clamp((now - last_frame) / 1000, 0.0001, 0.5));
    last_frame = now;
    ++frames_drawn;

    load_fonts();
    ImGui::NewFrame();
    frontend.draw();
    ImGui::Render();

    const ImVec4 background = ImGui::GetStyleColorVec4(ImGuiCol_WindowBg);
    glViewport(0, 0, static_cast<int>(io.DisplaySize.x), static_cast<int>(io.DisplaySize.y));
    glClearColor(background.x, background.y, background.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    render(*ImGui::GetDrawData());
    show_cursor();
    follow_text_field();
    request_timed_frames();
}

// ------------------------------------------------------------------------------------- when frames are drawn

void schedule_frame();

EM_BOOL on_animation_frame(double, void*) {
    frame_scheduled = false;
    if (!can_draw()) return EM_FALSE;
    --frames_due;
    draw_frame();
    schedule_frame();
    return EM_FALSE;
}

void schedule_frame() {
    if (frames_due <= 0 || frame_scheduled || !can_draw()) return;
    frame_scheduled = true;
    emscripten_request_animation_frame(on_animation_frame, nullptr);
}

void on_timer(void*) {
    timer = 0;
    request_frame(0);
}

bool create_context() {
    EmscriptenWebGLContextAttributes attributes;
    emscripten_webgl_init_context_attributes(&attributes);
    attributes.majorVersion = 2;
    attributes.alpha = attributes.depth = attributes.stencil = attributes.antialias = EM_FALSE;
    attributes.enableExtensionsByDefault = EM_FALSE;
    const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = emscripten_webgl_create_context("#canvas", &attributes);
    return context > 0 && emscripten_webgl_make_context_current(context) == EMSCRIPTEN_RESULT_SUCCESS &&
           create_renderer();
}

}  // namespace

void start_platform(Frontend wanted) {
    frontend = std::move(wanted);
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.BackendPlatformName = "plimsoll";
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    listen_to_input();
}

float pixel_ratio() { return ratio; }

float device_pixel_ratio() { return device_ratio; }

void request_frame(int trailing) {
    frames_due = std::max(frames_due, 1 + trailing);
    schedule_frame();
}

void request_frame_in(int milliseconds) {
    const double due = emscripten_performance_now() + milliseconds;
    if (timer != 0 && timer_due <= due) return;
    if (timer != 0) emscripten_clear_timeout(timer);
    timer_due = due;
    timer = emscripten_set_timeout(on_timer, milliseconds, nullptr);
}

void draw_frame_now() {
    // A bounded number: what is left after it comes with the next frames.
    for (int frame = 0; frame < 16 && can_draw(); ++frame) {
        draw_frame();
        if (ImGui::GetCurrentContext()->InputEventsQueue.empty()) break;
    }
}

// ------------------------------------------------------------------------------- called by the page's script

extern "C" {

/// inbox: the fonts regular, semibold and mono. Answers whether there is WebGL 2.
EMSCRIPTEN_KEEPALIVE int page_start_drawing() {
    fonts = {take_bytes(0), take_bytes(1), take_bytes(2)};
    has_context = create_context();
    request_frame();
    return has_context;
}

/// The canvas's backing store has a new size, and with it lost what it showed.
/// `text_size`: how large the reader wants all that is drawn, 1 for its usual size.
EMSCRIPTEN_KEEPALIVE void page_resized(double width, double height, double pixels_per_css_pixel,
                                       double text_size) {
    ImGui::GetIO().DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
    device_ratio = static_cast<float>(pixels_per_css_pixel);
    ratio = static_cast<float>(pixels_per_css_pixel * text_size);
    draw_frame_now();
    request_frame();
}

/// Whether the reader wants nothing to move by itself.
EMSCRIPTEN_KEEPALIVE void page_less_motion(int less) {
    ImGui::GetIO().ConfigInputTextCursorBlink = less == 0;
    request_frame();
}

EMSCRIPTEN_KEEPALIVE void page_visible(int is_visible) {
    visible = is_visible != 0;
    request_frame();
}

EMSCRIPTEN_KEEPALIVE void page_context_lost() { has_context = false; }

EMSCRIPTEN_KEEPALIVE void page_context_restored() {
    has_context = create_renderer();
    fonts_ratio = 0;  // the font texture went with the context
    request_frame();
}

EMSCRIPTEN_KEEPALIVE double page_frames() { return frames_drawn; }
}

}  // namespace plimsoll::web
