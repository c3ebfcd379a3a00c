// What is unknown, in JSON that is written: null, never an empty text or a number of its own.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace plimsoll {

/// Null where the text is empty.
inline nlohmann::ordered_json text_or_null(std::string_view text) {
    return text.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(text);
}

/// Null where there is no value.
template <class T>
nlohmann::ordered_json or_null(const std::optional<T>& value) {
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}

/// What `write` makes of the value, or null where there is none.
template <class T, class Write>
nlohmann::ordered_json or_null(const std::optional<T>& value, Write write) {
    return value ? nlohmann::ordered_json(write(*value)) : nlohmann::ordered_json();
}

}  // namespace plimsoll
