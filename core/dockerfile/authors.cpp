// The study's reading of a Dockerfile, inferred from its published counts. It is what the Python library dockerfile-parse
// does, which takes every first word for an instruction.
#include "core/dockerfile/dockerfile.h"
#include "core/dockerfile/pieces.h"
#include "core/dockerfile/spaces.h"
#include "core/limits.h"

namespace plimsoll::dockerfile {
namespace {

/// Upper case as Python's str.upper gives it, for the two-byte letters of Latin, Greek and Cyrillic and all of ASCII.
std::string upper_as_python(std::string_view word) {
    std::string result;
    result.reserve(word.size());
    for (size_t at = 0; at < word.size(); ++at) {
        const auto first = static_cast<unsigned char>(word[at]);
        if (first >= 'a' && first <= 'z') {
            result.push_back(static_cast<char>(first - 32));
            continue;
        }
        const unsigned second = at + 1 < word.size() ? static_cast<unsigned char>(word[at + 1]) : 0u;
        if (first < 0xc2 || first > 0xd1 || (second & 0xc0) != 0x80) {
            result.push_back(word[at]);
            continue;
        }
        ++at;
        unsigned code = (first & 0x1fu) << 6 | (second & 0x3fu);
        if (code == 0xdf) {
            result.append("SS");
            continue;
        }
        if (code == 0xb5)
            code = 0x39c;
        else if (code == 0xff)
            code = 0x178;
        else if ((code >= 0xe0 && code <= 0xfe && code != 0xf7) ||
                 (code >= 0x3b1 && code <= 0x3cb && code != 0x3c2) || (code >= 0x430 && code <= 0x44f))
            code -= 32;
        else if (code == 0x3c2)
            code = 0x3a3;
        else if (code >= 0x450 && code <= 0x45f)
            code -= 80;
        else if ((code >= 0x100 && code <= 0x137 && code != 0x131) || (code >= 0x14a && code <= 0x177))
            code &= ~1u;
        else if ((code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17e))
            code -= code % 2 == 0 ? 1 : 0;
        result.push_back(static_cast<char>(0xc0 | code >> 6));
        result.push_back(static_cast<char>(0x80 | (code & 0x3f)));
    }
    return result;
}

/// A line without the blanks and the one backslash at its end.
std::string_view without_backslash(std::string_view line) {
    line = line.substr(0, trimmed_end(line, Spaces::python));
    if (line.ends_with('\\')) line.remove_suffix(1);
    return line;
}

}  // namespace

Dockerfile parse_as_authors(std::string_view text) {
    Dockerfile out;
    if (text.size() > limits::dockerfile_bytes) {
        out.problems.push_back({Problem::Severity::error, "", "the file is too long, and read up to 64 MiB"});
        text = text.substr(0, limits::dockerfile_bytes);
    }
    Joined value;
    Instruction current;
    bool goes_on = false;
    uint32_t number = 0;
    for (size_t at = 0; at < text.size();) {
        const size_t begin = at, newline = text.find('\n', at);
        at = newline == std::string_view::npos ? text.size() : newline + 1;
        const std::string_view line = text.substr(begin, at - begin);
        ++number;
        const size_t first = skip_spaces(line, 0, Spaces::python);
        if (first < line.size() && line[first] == '#') continue;
        if (!goes_on) {
            size_t end = first;
            while (end < line.size() && space_at(line, end, Spaces::python) == 0) ++end;
            // A word needs a blank behind it, and be it the newline.
            if (first == end || end == line.size()) continue;
            if (out.instructions.size() == limits::dockerfile_instructions) {
                out.problems.push_back(
                    {Problem::Severity::error, "", "there are more instructions than are read"});
                break;
            }
            current = {};
            value = {};
            current.instruction = upper_as_python(line.substr(first, end - first));
            current.source.begin = static_cast<uint32_t>(begin + first);
            current.lines.first = number;
            const size_t rest = skip_spaces(line, end, Spaces::python);
            value.append(without_backslash(line.substr(rest)), begin + rest);
        } else {
            const size_t skipped = value.text.empty() ? first : 0;
            value.append(without_backslash(line.substr(skipped)), begin + skipped);
        }
        const size_t end = trimmed_end(line, Spaces::python);
        goes_on = end > 0 && line[end - 1] == '\\';
        if (goes_on) continue;
        current.source.end = static_cast<uint32_t>(begin + end);
        current.lines.last = number;
        current.command = std::move(value.text);
        current.pieces = std::move(value.pieces);
        out.instructions.push_back(std::move(current));
    }
    return out;
}

}  // namespace plimsoll::dockerfile
