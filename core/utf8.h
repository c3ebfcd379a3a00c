// UTF-8, which names and commands of strangers may or may not be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace plimsoll {

struct Utf8Character {
    uint32_t point = 0;
    size_t bytes = 0;  ///< 0: no character begins there
};

/// The character that starts at text[at], which has to be there. Overlong forms, surrogates and what is beyond U+10FFFF are none.
inline Utf8Character utf8_character(std::string_view text, size_t at) {
    const auto byte = [&](size_t offset) { return static_cast<uint8_t>(text[at + offset]); };
    const uint8_t first = byte(0);
    if (first < 0x80) return {first, 1};
    const size_t bytes = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + bytes > text.size()) return {};
    uint32_t point = first & (0xffu >> (bytes + 1));
    for (size_t offset = 1; offset < bytes; ++offset) {
        if ((byte(offset) & 0xc0) != 0x80) return {};
        point = point << 6 | (byte(offset) & 0x3fu);
    }
    const uint32_t smallest = bytes == 4 ? 0x10000 : bytes == 3 ? 0x800 : 0x80;
    if (point < smallest || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return {};
    return {point, bytes};
}

/// Whether a byte is inside a character, where no text may be cut.
inline bool continues_character(char byte) { return (static_cast<uint8_t>(byte) & 0xc0) == 0x80; }

}  // namespace plimsoll
