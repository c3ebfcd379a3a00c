// Searching for what a reader types: upper and lower case are alike, of ASCII letters.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace plimsoll::web {

inline char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
}

inline std::string lower(std::string_view text) {
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(),
                   [](char letter) { return lower(letter); });
    return lowered;
}

/// Whether the text contains the words, which are in lower case.
inline bool contains(std::string_view text, std::string_view lowered_words) {
    return std::search(text.begin(), text.end(), lowered_words.begin(), lowered_words.end(),
                       [](char a, char b) { return lower(a) == b; }) != text.end();
}

}  // namespace plimsoll::web
