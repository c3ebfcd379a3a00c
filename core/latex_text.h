// Anybody's words as LaTeX sets them: no letter of them is a command.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/utf8.h"

namespace plimsoll {

/// What the words are for, and so what there is to set them with.
enum class LatexFor : uint8_t {
    t1,  ///< a document with T1 fonts, which have the letters of Latin-1; others are shown by their numbers
    plain,  ///< a document without packages: a letter beyond ASCII would stop pdflatex, and becomes a question mark
    bibtex,  ///< BibTeX, which counts braces, and takes letters as they are
};

/// One letter of ASCII. T1: two of some beside each other would be one letter of the font. A bracket or a star behind a row's
/// end would belong to it.
inline std::string latex_letter(char letter, LatexFor use) {
    const auto is_one_of = [letter](std::string_view letters) {
        return letters.find(letter) != std::string_view::npos;
    };
    const char* name = nullptr;
    switch (letter) {
        case '\\':
            name = "backslash";
            break;
        case '~':
            name = "asciitilde";
            break;
        case '^':
            name = "asciicircum";
            break;
        case '<':
            name = use != LatexFor::bibtex ? "less" : nullptr;
            break;
        case '>':
            name = use != LatexFor::bibtex ? "greater" : nullptr;
            break;
        case '|':
            name = use != LatexFor::bibtex ? "bar" : nullptr;
            break;
        case '"':
            if (use == LatexFor::plain) return "''";  // \textquotedbl is in T1 fonts only
            name = "quotedbl";
            break;
        // Each is made without a brace that is alone, for whoever counts them.
        case '{':
            name = use == LatexFor::bibtex ? "braceleft" : nullptr;
            break;
        case '}':
            name = use == LatexFor::bibtex ? "braceright" : nullptr;
            break;
        default:
            break;
    }
    std::string text;
    if (name) return text.append("\\text").append(name).append("{}");
    if (is_one_of("&%$#_{}")) return text.append("\\").append(1, letter);
    const bool guarded = use == LatexFor::t1      ? is_one_of("-'`,!?[]*")
                         : use == LatexFor::plain ? is_one_of("[*")
                                                  : false;
    return guarded ? text.append("{").append(1, letter).append("}") : text.append(1, letter);
}

/// Words, which are UTF-8 and one line. Names of strangers may have no blank where a line could end: `breaks` lets it end behind
/// what divides names, and within what is long.
inline std::string latex_text(std::string_view text, LatexFor use, bool breaks = false) {
    std::string result;
    size_t since_break = 0;
    for (size_t at = 0; at < text.size();) {
        Utf8Character letter = utf8_character(text, at);
        if (letter.bytes == 0) letter = {0xfffd, 1};
        const std::string_view bytes = text.substr(at, letter.bytes);
        const bool latin =
            letter.point >= 0xc0 && letter.point <= 0xff && letter.point != 0xd7 && letter.point != 0xf7;
        if (letter.point < 0x80) {
            result += latex_letter(text[at], use);
        } else if (use == LatexFor::bibtex || (use == LatexFor::t1 && latin)) {
            result += bytes;
        } else if (use == LatexFor::plain) {
            result += '?';
        } else if (letter.point == 0x2013) {
            result += "--";
        } else if (letter.point == 0x2026) {
            result += "\\dots{}";
        } else {
            std::string number;
            for (uint32_t rest = letter.point; rest > 0; rest /= 16)
                number.insert(number.begin(), "0123456789abcdef"[rest % 16]);
            result.append("\\textbackslash{}u\\{").append(number).append("\\}");
        }
        since_break = text[at] == ' ' ? 0 : since_break + 1;
        const bool divides =
            letter.bytes == 1 && std::string_view("/-_.:=,;&@\\").find(text[at]) != std::string_view::npos;
        at += letter.bytes;
        if (breaks && at < text.size() && (divides || since_break >= 10)) {
            result += "\\allowbreak{}";
            since_break = 0;
        }
    }
    return result;
}

}  // namespace plimsoll
