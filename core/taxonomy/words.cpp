#include "core/taxonomy/words.h"

namespace plimsoll::taxonomy {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
char small(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

std::string lower(std::string_view text) {
    std::string small_text(text);
    for (char& letter : small_text) letter = small(letter);
    return small_text;
}

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> words;
    for (size_t at = 0; at < text.size();) {
        const auto is_word = [&](size_t i) {
            return is_upper(text[i]) || is_lower(text[i]) || is_digit(text[i]);
        };
        if (!is_word(at)) {
            ++at;
            continue;
        }
        size_t end = at;
        while (end < text.size() && (is_word(end) || text[end] == '+' || text[end] == '#')) ++end;
        std::string word = lower(text.substr(at, end - at));
        if (word.size() > 1 || word == "c" || word == "r") words.push_back(std::move(word));
        at = end;
    }
    return words;
}

std::vector<std::string> split_name(std::string_view name) {
    std::string parted;
    for (size_t at = 0; at < name.size(); ++at) {
        const bool hump = at > 0 && is_upper(name[at]) && (is_lower(name[at - 1]) || is_digit(name[at - 1]));
        const bool last_of_capitals = at > 0 && at + 1 < name.size() && is_upper(name[at - 1]) &&
                                      is_upper(name[at]) && is_lower(name[at + 1]);
        if (hump || last_of_capitals) parted += ' ';
        parted += name[at];
    }
    return split_words(parted);
}

std::string singular(std::string word) {
    const size_t size = word.size();
    if (size > 4 && word.ends_with("ies")) {
        word.replace(size - 3, 3, "y");
    } else if (size > 4 && word.ends_with("sses")) {
        word.resize(size - 2);
    } else if (size > 3 && word.ends_with("s") && !word.ends_with("ss") && !word.ends_with("us") &&
               !word.ends_with("is") && !word.ends_with("ops")) {
        word.resize(size - 1);
    }
    return word;
}

std::string shortened(std::string_view text, size_t most) {
    std::string line;
    for (const char letter : text) {
        const bool blank = is_blank(letter);
        if (blank && (line.empty() || line.back() == ' ')) continue;
        if (line.size() >= most) {
            // Not in the middle of a letter: bytes of the form 10xxxxxx go on with one.
            while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0) == 0x80) line.pop_back();
            if (!line.empty() && (static_cast<unsigned char>(line.back()) & 0x80) != 0) line.pop_back();
            return line.append("...");
        }
        line += blank ? ' ' : letter;
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

}  // namespace plimsoll::taxonomy
