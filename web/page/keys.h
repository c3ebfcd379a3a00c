// What the browser calls a key, as Dear ImGui calls it.
#pragma once

#include <imgui.h>

#include <string_view>

namespace plimsoll::web {

/// `code` is KeyboardEvent.code, the place on the keyboard; `key` is KeyboardEvent.key, what the layout has there.
/// Letters go by the layout, so that Ctrl+Z is where the reader expects it, all others by the place.
ImGuiKey key_of(std::string_view code, std::string_view key);

/// The character that a KeyboardEvent.key stands for; 0 if it is the name of a key ("Enter").
ImWchar32 character_of(std::string_view key);

}  // namespace plimsoll::web
