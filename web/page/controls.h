// What a reader chooses with: one of a few, or by words.
#pragma once

#include <imgui.h>

#include <span>
#include <string>
#include <string_view>

namespace plimsoll::web {

/// A small rounded button that stays down while it is selected. Answers whether it was pressed.
bool choice(const char* label, bool selected);

/// Choices side by side, one of them selected; they begin a new line where they don't fit. Answers whether `selected`
/// was changed.
bool choices(const char* id, std::span<const std::string> labels, size_t& selected);

/// A field for words to look for. Answers whether they were changed.
bool search_field(const char* id, const char* hint, std::string& words, float width);

/// Words that lead somewhere. Answers whether they were pressed.
bool link(std::string_view words);

}  // namespace plimsoll::web
