// What the platform's own files need of each other.
#pragma once

namespace plimsoll::web {

/// Device pixels per CSS pixel, whatever size of text the reader has chosen.
float device_pixel_ratio();

/// Draws what has come in at once, without waiting for the browser to ask for a frame.
void draw_frame_now();

}  // namespace plimsoll::web
