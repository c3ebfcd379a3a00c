// Draws what ImGui wants drawn, with WebGL 2.
//
// ImGui's own back end saves and restores the state of a context that it may share. Each of those questions to
// WebGL waits for the graphics process: 39 ms a frame where that draws in software. This context is ours alone, so
// nothing is asked.
#pragma once

#include <imgui.h>

namespace plimsoll::web {

/// Makes the program, the buffers and the font texture in the current context: at the start, and again once a lost
/// context is back. False where the context does not take them.
bool create_renderer();

/// Puts ImGui's font atlas into the font texture.
void upload_fonts();

/// Draws over what is there.
void render(const ImDrawData& data);

}  // namespace plimsoll::web
