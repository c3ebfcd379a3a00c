#include <cstdio>

#include "core/report/report.h"

namespace plimsoll::report {
namespace {

/// The code point that starts at text[at], and its length; length 0 where the bytes are not UTF-8.
struct Decoded {
    uint32_t point = 0;
    size_t length = 0;
};

Decoded decode(std::string_view text, size_t at) {
    const auto byte = [&](size_t offset) { return static_cast<uint8_t>(text[at + offset]); };
    const uint8_t first = byte(0);
    if (first < 0x80) return {first, 1};
    const size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + length > text.size()) return {};
    uint32_t point = first & (0xffu >> (length + 1));
    for (size_t offset = 1; offset < length; ++offset) {
        if ((byte(offset) & 0xc0) != 0x80) return {};
        point = point << 6 | (byte(offset) & 0x3fu);
    }
    const uint32_t smallest = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
    if (point < smallest || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return {};
    return {point, length};
}

/// Marks that change the direction or hide themselves: what is shown would not be what is there.
bool deceives(uint32_t point) {
    return (point >= 0x80 && point < 0xa0) || point == 0xad || point == 0x61c ||
           (point >= 0x200b && point <= 0x200f) || (point >= 0x2028 && point <= 0x202e) ||
           (point >= 0x2060 && point <= 0x206f) || point == 0xfeff;
}

std::string escape(const char* format, uint32_t value) {
    char text[16];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

}  // namespace

std::string format_bytes(uint64_t bytes) {
    if (bytes < 1000) return std::to_string(bytes) + " B";
    constexpr const char* units[] = {"kB", "MB", "GB", "TB", "PB", "EB"};
    double value = static_cast<double>(bytes) / 1000;
    size_t unit = 0;
    // 999.5 would be written as 1000: it is 1.00 of the next unit.
    while (value >= 999.5 && unit + 1 < std::size(units)) {
        value /= 1000;
        ++unit;
    }
    char text[32];
    std::snprintf(text, sizeof text, "%.*f %s",
                  value < 9.995   ? 2
                  : value < 99.95 ? 1
                                  : 0,
                  value, units[unit]);
    return text;
}

std::string format_count(uint64_t count) {
    std::string text = std::to_string(count);
    for (size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
    return text;
}

std::string printable(std::string_view text) {
    std::string shown;
    for (size_t at = 0; at < text.size();) {
        const Decoded decoded = decode(text, at);
        if (decoded.length == 0) {
            shown += escape("\\x%02x", static_cast<uint8_t>(text[at]));
            ++at;
            continue;
        }
        if (decoded.point == '\n')
            shown += "\\n";
        else if (decoded.point == '\t')
            shown += "\\t";
        else if (decoded.point == '\r')
            shown += "\\r";
        else if (decoded.point < 0x20 || decoded.point == 0x7f)
            shown += escape("\\x%02x", decoded.point);
        else if (deceives(decoded.point))
            shown += escape("\\u{%x}", decoded.point);
        else
            shown += text.substr(at, decoded.length);
        at += decoded.length;
    }
    return shown;
}

}  // namespace plimsoll::report
