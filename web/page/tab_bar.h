// The views' tabs. Those that don't fit stand in a menu behind the others.
#pragma once

#include <imgui.h>

#include <cstddef>
#include <vector>

namespace plimsoll::web {

/// As wide as all of them are.
float width_of_tabs(const std::vector<const char*>& names);

/// Draws them at the cursor. Answers which one is selected now.
size_t draw_tabs(const std::vector<const char*>& names, size_t selected, ImVec2 size);

}  // namespace plimsoll::web
