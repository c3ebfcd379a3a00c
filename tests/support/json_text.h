// Writes JSON for fixtures, member by member; the values are JSON already.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plimsoll::test {

/// The text as a JSON string. Good for what tests hold: no control characters but the newline.
inline std::string json_string(std::string_view text) {
    std::string json = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') json += '\\';
        if (letter == '\n')
            json += "\\n";
        else
            json += letter;
    }
    return json + "\"";
}

using Members = std::vector<std::pair<std::string, std::string>>;

inline std::string object(const Members& members) {
    std::string json = "{";
    for (const auto& [name, value] : members)
        json += (json.size() > 1 ? "," : "") + json_string(name) + ":" + value;
    return json + "}";
}

inline std::string list(const std::vector<std::string>& values) {
    std::string json = "[";
    for (const auto& value : values) json += (json.size() > 1 ? "," : "") + value;
    return json + "]";
}

inline std::string json_strings(const std::vector<std::string>& texts) {
    std::vector<std::string> values;
    for (const auto& text : texts) values.push_back(json_string(text));
    return list(values);
}

}  // namespace plimsoll::test
