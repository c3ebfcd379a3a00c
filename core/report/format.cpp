#include <cstdio>

#include "core/report/report.h"
#include "core/utf8.h"

namespace plimsoll::report {
namespace {

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
        const Utf8Character decoded = utf8_character(text, at);
        if (decoded.bytes == 0) {
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
            shown += text.substr(at, decoded.bytes);
        at += decoded.bytes;
    }
    return shown;
}

}  // namespace plimsoll::report
