#include "core/packages/text.h"

#include <algorithm>

namespace plimsoll::packages {
namespace {

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace

std::string_view take_line(std::string_view& text) {
    const size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
    return line;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const size_t begin = text.find_first_not_of(blanks);
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::string normalised(std::string_view name) {
    std::string same(name);
    for (char& letter : same) letter = letter == '_' || letter == '.' ? '-' : lower(letter);
    return same;
}

std::string_view Stanza::field(std::string_view name) const {
    for (std::string_view left = text_; !left.empty();) {
        const std::string_view line = take_line(left);
        if (line.size() <= name.size() || line[name.size()] != ':') continue;
        if (std::equal(name.begin(), name.end(), line.begin(),
                       [](char a, char b) { return lower(a) == lower(b); }))
            return trimmed(line.substr(name.size() + 1));
    }
    return {};
}

Stanza take_stanza(std::string_view& text) {
    while (text.starts_with('\n') || text.starts_with("\r\n")) take_line(text);
    const std::string_view whole = text;
    size_t bytes = 0;
    while (!text.empty() && !text.starts_with('\n') && !text.starts_with("\r\n")) {
        take_line(text);
        bytes = whole.size() - text.size();
    }
    return Stanza(whole.substr(0, bytes));
}

}  // namespace plimsoll::packages
