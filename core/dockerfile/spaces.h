// Blanks beyond ASCII: BuildKit and the study's parser (Go and Python) both know Unicode's.
#pragma once

#include <cstddef>
#include <string_view>

namespace plimsoll::dockerfile {

enum class Spaces {
    go,      ///< unicode.IsSpace
    python,  ///< str.isspace: also the separators 0x1c to 0x1f
};

inline bool is_ascii_space(char letter) { return letter == ' ' || (letter >= '\t' && letter <= '\r'); }

/// How many bytes the blank at that place takes; 0 where there is none.
inline size_t space_at(std::string_view text, size_t at, Spaces kind = Spaces::go) {
    if (at >= text.size()) return 0;
    const auto byte = [&](size_t ahead) {
        return at + ahead < text.size() ? static_cast<unsigned char>(text[at + ahead]) : 0u;
    };
    const unsigned first = byte(0);
    if (first < 0x80) {
        if (is_ascii_space(text[at])) return 1;
        return kind == Spaces::python && first >= 0x1c && first <= 0x1f ? 1 : 0;
    }
    const unsigned second = byte(1), third = byte(2);
    if (first == 0xc2) return second == 0x85 || second == 0xa0 ? 2 : 0;
    if (first == 0xe1) return second == 0x9a && third == 0x80 ? 3 : 0;
    if (first == 0xe3) return second == 0x80 && third == 0x80 ? 3 : 0;
    if (first != 0xe2) return 0;
    if (second == 0x80)
        return (third >= 0x80 && third <= 0x8a) || third == 0xa8 || third == 0xa9 || third == 0xaf ? 3 : 0;
    return second == 0x81 && third == 0x9f ? 3 : 0;
}

/// Where the blanks from there on end.
inline size_t skip_spaces(std::string_view text, size_t at, Spaces kind = Spaces::go) {
    while (const size_t bytes = space_at(text, at, kind)) at += bytes;
    return at;
}

/// Where the blanks at the end begin.
inline size_t trimmed_end(std::string_view text, Spaces kind = Spaces::go) {
    size_t end = text.size();
    for (bool found = true; found;) {
        found = false;
        for (size_t bytes = 1; bytes <= 3 && bytes <= end; ++bytes) {
            if (space_at(text.substr(0, end), end - bytes, kind) != bytes) continue;
            end -= bytes;
            found = true;
            break;
        }
    }
    return end;
}

}  // namespace plimsoll::dockerfile
