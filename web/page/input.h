// The canvas's mouse, touch, wheel and keys, handed to Dear ImGui.
#pragma once

namespace plimsoll::web {

/// Starts to listen. ImGui's context must be there.
void listen_to_input();

}  // namespace plimsoll::web
