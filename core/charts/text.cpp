#include "core/charts/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "core/utf8.h"

namespace plimsoll::charts {
namespace {

// Hundredths of an em from U+0020 to U+007E, of the wider of Inter and DejaVu Sans.
constexpr std::array<uint8_t, 95> regular_widths = {
    32, 40, 46, 84, 64, 95, 78, 27, 39,  39, 50, 84, 32, 46, 32, 36, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 73, 77, 63, 59, 77, 75, 29, 54, 66, 56, 89, 75, 79,
    63, 79, 69, 64, 64, 74, 68, 99, 69,  66, 69, 39, 36, 39, 84, 50, 50, 61, 63, 56, 63, 62, 36, 63,
    63, 28, 28, 58, 28, 97, 63, 61, 63,  63, 41, 52, 39, 63, 59, 82, 59, 59, 54, 64, 34, 64, 84};
constexpr std::array<uint8_t, 95> strong_widths = {
    35, 46, 52, 84, 70, 100, 87, 31,  46,  46, 54, 84, 38, 47, 38, 38, 70, 70, 70, 70, 70, 70,  70, 70,
    70, 70, 40, 40, 84, 84,  84, 58,  100, 77, 76, 74, 83, 68, 68, 82, 84, 37, 56, 77, 64, 100, 84, 85,
    73, 85, 77, 72, 68, 81,  77, 110, 77,  72, 73, 46, 38, 46, 84, 50, 50, 67, 72, 59, 72, 68,  44, 72,
    71, 34, 34, 67, 34, 104, 71, 69,  72,  72, 49, 60, 48, 71, 65, 92, 65, 65, 58, 71, 37, 71,  84};

struct Character {
    char32_t code = 0xfffd;
    size_t bytes = 1;
};

/// The character that the text begins with; a byte that begins none is U+FFFD.
Character first_character(std::string_view text) {
    const Utf8Character found = utf8_character(text, 0);
    return found.bytes == 0 ? Character{} : Character{found.point, found.bytes};
}

/// XML 1.0 forbids the first of these; the others would let a name rewrite what stands beside it.
bool is_forbidden(char32_t code) {
    const bool control = code < 0x20 || (code >= 0x7f && code < 0xa0) || (code & 0xfffe) == 0xfffe;
    const bool turns = code == 0x200e || code == 0x200f || (code >= 0x2028 && code <= 0x202e) ||
                       (code >= 0x2066 && code <= 0x2069);
    return control || turns;
}

constexpr std::string_view replacement = "\xef\xbf\xbd", ellipsis = "\xe2\x80\xa6";

}  // namespace

std::string clean(std::string_view text, size_t most_bytes, bool lines) {
    std::string result;
    for (size_t at = 0; at < text.size();) {
        const Character character = first_character(text.substr(at));
        if (result.size() + character.bytes > most_bytes) return result.append(ellipsis);
        if (character.code == '\n' && lines) {
            result.push_back('\n');
        } else if (character.code == '\n' || character.code == '\t' || character.code == '\r') {
            result.push_back(' ');
        } else if (is_forbidden(character.code) || character.code == 0xfffd) {
            result.append(replacement);
        } else {
            result.append(text.substr(at, character.bytes));
        }
        at += character.bytes;
    }
    return result;
}

double em(Size size) { return size == Size::small ? 11 : size == Size::normal ? 12.5 : 14; }
double line_height(Size size) { return std::ceil(em(size) * 1.4); }
double ascent(Size size) { return em(size) * 0.95; }

double text_width(std::string_view text, Size size, bool strong) {
    double hundredths = 0;
    while (!text.empty()) {
        const Character character = first_character(text);
        const auto& widths = strong ? strong_widths : regular_widths;
        if (character.code >= 0x20 && character.code < 0x20 + widths.size())
            hundredths += widths[character.code - 0x20];
        else if (character.code < 0x1100)
            hundredths += 75;
        else
            hundredths += 105;
        text.remove_prefix(character.bytes);
    }
    return hundredths / 100 * em(size);
}

std::string cut(std::string text, double width, Size size, bool strong, const Measure& measure) {
    if (measure(text, size, strong) <= width) return text;
    // By halves: a text of some hundred bytes is measured a few times, not some hundred times.
    size_t fits = 0, too_many = text.size();
    while (true) {
        size_t middle = fits + (too_many - fits) / 2;
        while (middle > fits && continues_character(text[middle])) --middle;
        if (middle == fits) break;
        const std::string tried = text.substr(0, middle).append(ellipsis);
        (measure(tried, size, strong) <= width ? fits : too_many) = middle;
    }
    // What follows is a character of several bytes, or does not fit.
    text.resize(fits);
    while (text.ends_with(' ')) text.pop_back();
    return text.append(ellipsis);
}

std::vector<std::string> wrap(std::string_view text, double width, Size size, bool strong,
                              const Measure& measure, size_t most_lines) {
    std::vector<std::string> lines;
    std::string line;
    const auto fits = [&](const std::string& tried) { return measure(tried, size, strong) <= width; };
    while (!text.empty()) {
        const size_t blank = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, blank);
        const std::string_view rest = text.substr(std::min(blank + 1, text.size()));
        const std::string tried = line.empty() ? std::string(word) : line + " " + std::string(word);
        if (line.empty() || fits(tried)) {
            line = tried;
            text = rest;
            continue;
        }
        if (lines.size() + 1 == most_lines) {
            lines.push_back(cut(line + " " + std::string(text), width, size, strong, measure));
            return lines;
        }
        lines.push_back(cut(std::move(line), width, size, strong, measure));
        line.clear();
    }
    if (!line.empty()) lines.push_back(cut(std::move(line), width, size, strong, measure));
    return lines;
}

std::string number(double value, int decimals, bool kept) {
    if (!std::isfinite(value)) return "?";
    if (std::abs(value) >= 1e15) {
        const double power = std::floor(std::log10(std::abs(value)));
        return number(value / std::pow(10, power), 1) + "e" + std::to_string(static_cast<int>(power));
    }
    const int64_t scale = decimals <= 0 ? 1 : decimals == 1 ? 10 : 100;
    const auto whole = static_cast<int64_t>(std::llround(std::abs(value) * static_cast<double>(scale)));
    std::string digits = std::to_string(whole / scale);
    for (size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
    if (const int64_t part = whole % scale; part != 0 || (kept && scale > 1)) {
        std::string behind = std::to_string(scale + part).substr(1);
        if (!kept) behind.erase(behind.find_last_not_of('0') + 1);
        digits.append(".").append(behind);
    }
    return value < 0 && whole != 0 ? "-" + digits : digits;
}

}  // namespace plimsoll::charts
