// ASCII letters in one case; all else stays.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::dockerfile {

inline std::string in_upper_case(std::string_view text) {
    std::string result(text);
    for (char& letter : result)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 32);
    return result;
}

inline std::string in_lower_case(std::string_view text) {
    std::string result(text);
    for (char& letter : result)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
    return result;
}

}  // namespace plimsoll::dockerfile
