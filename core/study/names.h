// Names of files and images, as the files of this room look at them.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::study {

/// "c" of "a/b/c".
inline std::string_view base_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// ASCII letters in lower case.
inline std::string lower(std::string_view text) {
    std::string result(text);
    for (char& letter : result)
        letter = static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
    return result;
}

inline bool mentions(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace plimsoll::study
