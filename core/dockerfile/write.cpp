// A history, written as a Dockerfile.
#include <algorithm>

#include "core/dockerfile/dockerfile.h"
#include "core/dockerfile/spaces.h"

namespace plimsoll::dockerfile {
namespace {

/// Longer RUNs are broken at && and ||.
constexpr size_t line_width = 80;

std::string json_string(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result = "\"";
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') {
            result.push_back('\\');
            result.push_back(letter);
        } else if (byte < ' ') {
            result.append("\\u00").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
        } else {
            result.push_back(letter);
        }
    }
    return result.append("\"");
}

std::string json_array(const std::vector<std::string>& strings, size_t from = 0) {
    std::string result = "[";
    for (size_t at = from; at < strings.size(); ++at)
        result.append(at > from ? ", " : "").append(json_string(strings[at]));
    return result.append("]");
}

/// A value as ENV and LABEL take it. A history has no quotes, and what a $ meant is done with.
std::string quoted_value(std::string_view value) {
    if (!value.empty() && value.find_first_of(" \t\r\n\"'\\$#") == std::string_view::npos)
        return std::string(value);
    std::string result = "\"";
    for (const char letter : value) {
        if (letter == '"' || letter == '\\' || letter == '$') result.push_back('\\');
        result.push_back(letter == '\n' || letter == '\r' ? ' ' : letter);
    }
    return result.append("\"");
}

/// A text that stays on one line.
std::string one_line(std::string_view text) {
    std::string result(text);
    std::replace_if(
        result.begin(), result.end(), [](char letter) { return letter == '\n' || letter == '\r'; }, ' ');
    return result;
}

/// Without the end that would take the next line along: a backslash, and blanks behind it.
void cut_end(std::string& line) {
    while (!line.empty() && (line.back() == '\\' || is_ascii_space(line.back()))) line.pop_back();
}

std::string spaced(const std::vector<std::string>& words) {
    std::string result;
    for (const std::string& word : words) result.append(result.empty() ? "" : " ").append(word);
    return one_line(result);
}

/// A command of one line: blanks that only indented its continuation lines go, and it is broken where it is long.
std::string broken(std::string_view command) {
    std::string line;
    std::vector<size_t> breaks;
    char quote = 0;
    int depth = 0;
    for (size_t at = 0; at < command.size(); ++at) {
        const char letter = command[at];
        if (quote != 0) {
            if (letter == '\\' && quote == '"' && at + 1 < command.size()) {
                line.push_back(letter);
                line.push_back(command[++at]);
                continue;
            }
            if (letter == quote) quote = 0;
        } else if (letter == '\'' || letter == '"') {
            quote = letter;
        } else if (letter == '\\' && at + 1 < command.size()) {
            line.push_back(letter);
            line.push_back(command[++at]);
            continue;
        } else if (letter == '(' || letter == '{') {
            ++depth;
        } else if (letter == ')' || letter == '}') {
            --depth;
        } else if (is_ascii_space(letter)) {
            if (!line.ends_with(' ')) line.push_back(' ');
            continue;
        } else if (depth <= 0 &&
                   (command.substr(at).starts_with("&&") || command.substr(at).starts_with("||")) &&
                   line.ends_with(' ')) {
            breaks.push_back(line.size());
            line.append(command.substr(at++, 2));
            continue;
        }
        line.push_back(letter);
    }
    line = one_line(line);
    if (line.size() <= line_width) return line;
    std::string result;
    size_t from = 0;
    for (const size_t at : breaks) {
        if (at >= line.size()) break;
        result.append(line, from, at - from).append("\\\n    ");
        from = at;
    }
    return result.append(line, from);
}

/// A script, as a here-document. Its name is in no line of it.
std::string here_document(std::string_view script) {
    constexpr std::string_view stem = "EOF";
    size_t longer = 0;
    for (size_t at = script.find(stem); at != std::string_view::npos; at = script.find(stem, at + 1)) {
        size_t end = at + stem.size();
        while (end < script.size() && script[end] == '_') ++end;
        longer = std::max(longer, end - at - stem.size() + 1);
    }
    const std::string name = std::string(stem).append(longer, '_');
    std::string result = "<<";
    result.append(name).append("\n").append(script);
    if (!script.ends_with('\n')) result.append("\n");
    return result.append(name);
}

std::string flags(const Instruction& one) {
    std::string result;
    for (const Flag& flag : one.flags) {
        result.append("--").append(one_line(flag.name));
        if (flag.has_value) result.append("=").append(flag.value.empty() ? "" : quoted_value(flag.value));
        result.append(" ");
    }
    return result;
}

std::string arguments(const Instruction& one) {
    const std::string& name = one.instruction;
    if (name == "RUN") {
        const std::string_view body = one.body();
        // A text with << in it would begin a here-document.
        const bool script =
            body.find('\n') != std::string_view::npos || body.find("<<") != std::string_view::npos;
        return flags(one).append(script ? here_document(body) : broken(body));
    }
    if (one.json && name != "HEALTHCHECK") return json_array(one.arguments);
    if (name == "HEALTHCHECK") {
        if (one.arguments.empty()) return "NONE";
        if (one.json) return flags(one).append("CMD ").append(json_array(one.arguments, 1));
        if (one.body_at > 0 || one.arguments.size() == 1) return one_line(one.command);
        return flags(one).append(spaced(one.arguments));
    }
    if (name == "ENV" || name == "LABEL" || name == "ARG") {
        std::string result;
        for (const Setting& setting : one.settings) {
            result.append(result.empty() ? "" : " ").append(one_line(setting.name));
            if (setting.has_value) result.append("=").append(quoted_value(setting.value));
        }
        return result;
    }
    if (name == "ONBUILD" && !one.trigger.empty())
        return std::string(one.trigger[0].instruction).append(" ").append(arguments(one.trigger[0]));
    if (name == "CMD" || name == "ENTRYPOINT" || name == "SHELL" || name == "ONBUILD")
        return one_line(one.command);
    if (name == "VOLUME") return json_array(one.arguments);
    if ((name == "COPY" || name == "ADD") && one.body().find("<<") != std::string_view::npos)
        return flags(one).append(json_array(one.arguments));
    return flags(one).append(spaced(one.arguments));
}

/// A text as comment lines.
void append_comment(std::string& to, std::string_view text) {
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        // "# escape=x" would be a directive at the top.
        to.append("#  ").append(line).append("\n");
    }
}

}  // namespace

WrittenDockerfile write_dockerfile(std::span<const Instruction> history) {
    WrittenDockerfile written;
    const bool has_base = !history.empty() && history[0].instruction == "FROM";
    std::string& text = written.text;
    text = "# Written from the history of an image.\n";
    uint32_t line = 1;
    if (!has_base) {
        text.append("FROM scratch\n");
        ++line;
    }
    for (const Instruction& one : history) {
        const size_t before = text.size();
        for (const Setting& setting : one.build_arguments)
            append_comment(
                text, std::string("with ").append(setting.name).append("=").append(one_line(setting.value)));
        if (one.instruction.empty()) {
            append_comment(text, one.command);
        } else {
            text.append(one.instruction).append(" ").append(arguments(one));
            cut_end(text);
            text.append("\n");
        }
        const auto count = static_cast<uint32_t>(
            std::count(text.begin() + static_cast<std::ptrdiff_t>(before), text.end(), '\n'));
        written.lines.push_back({line + 1, line + std::max(count, 1u)});
        line += count;
    }
    return written;
}

}  // namespace plimsoll::dockerfile
