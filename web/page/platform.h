// Dear ImGui on a canvas: size, mouse, touch, keys, clipboard, cursor, frames, and the WebGL 2 context.
//
// All of ImGui's coordinates are device pixels: io.DisplaySize is the canvas's backing store, and
// io.DisplayFramebufferScale stays 1. Text is then sharp at every ratio, 1.5 included, because ImGui puts glyphs on
// whole units and a unit is a pixel. So whoever draws multiplies lengths given in CSS pixels by pixel_ratio(), and
// rounds them. What the document says of places (the mouse, a finger) is multiplied by device_pixel_ratio() instead.
//
// Nothing is drawn unless something asks for a frame. Input, resizing and the page's events do so by themselves, and
// so do ImGui's own timers (caret, delayed tooltips).
#pragma once

#include <cstdint>
#include <functional>
#include <span>

namespace plimsoll::web {

/// The fonts as files; they stay in memory as long as the page does.
struct FontFiles {
    std::span<const uint8_t> regular, semibold, mono;
};

/// What is drawn.
struct Frontend {
    /// Fills ImGui's empty font atlas (FontDataOwnedByAtlas = false) and sets up the style, both for pixel_ratio().
    /// Called before the first frame, and whenever pixel_ratio() has changed.
    std::function<void(const FontFiles&)> load_fonts;

    /// Draws one frame, between ImGui::NewFrame() and ImGui::Render().
    std::function<void()> draw;
};

/// Creates ImGui's context. Frames come once the page has brought the fonts and there is WebGL 2; without it there
/// are none, and the rest of the application works on.
void start_platform(Frontend frontend);

/// Device pixels per unit of length in which views are laid out: a CSS pixel, larger or smaller where the reader has chosen
/// another size of text.
float pixel_ratio();

/// Draws a frame soon, and `trailing` more after it: ImGui needs one or two to settle after a change.
void request_frame(int trailing = 2);

/// Draws a frame after so many milliseconds: for things that change with time alone.
void request_frame_in(int milliseconds);

}  // namespace plimsoll::web
