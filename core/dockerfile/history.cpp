// What builders write into an image's history, back to instructions.
#include <algorithm>
#include <array>
#include <charconv>

#include "core/dockerfile/arguments.h"
#include "core/dockerfile/dockerfile.h"
#include "core/dockerfile/keywords.h"
#include "core/limits.h"

namespace plimsoll::dockerfile {
namespace {

constexpr std::array<std::string_view, 4> shell_starts = {"/bin/sh -c ", "/bin/bash -c ", "/bin/ash -c ",
                                                          "cmd /S /C "};

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
    const size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// The keyword that the text starts with, or nothing.
std::string_view leading_keyword(std::string_view text) {
    const std::string_view word = text.substr(0, text.find_first_of(" \t"));
    return is_keyword(word) ? word : std::string_view();
}

/// Takes `A=a B=b c` apart, of which it is known how many there are: values may have blanks.
std::vector<Setting> read_build_arguments(std::string_view text) {
    std::vector<Setting> arguments;
    size_t count = 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), count);
    if (error != std::errc()) return arguments;
    std::string_view rest = trimmed(text.substr(static_cast<size_t>(end - text.data())));
    while (!rest.empty() && arguments.size() < limits::dockerfile_words) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        Setting setting = read_setting(word);
        const bool starts = setting.has_value && !setting.name.empty() && arguments.size() < count;
        if (starts)
            arguments.push_back(std::move(setting));
        else if (!arguments.empty())
            arguments.back().value.append(" ").append(word);
    }
    return arguments;
}

/// The command behind build arguments and a shell, or nothing where there is no shell.
std::string_view shell_command(std::string_view text, std::vector<Setting>& arguments) {
    for (const std::string_view shell : shell_starts) {
        if (text.starts_with(shell)) return text.substr(shell.size());
        if (!text.starts_with('|')) continue;
        const size_t at = text.find(shell);
        if (at == std::string_view::npos) continue;
        arguments = read_build_arguments(trimmed(text.substr(0, at)));
        return text.substr(at + shell.size());
    }
    return {};
}

/// Where the command begins behind a shell that has options: "/bin/bash -o pipefail -c ".
size_t past_shell(std::string_view text) {
    constexpr std::string_view names[] = {"/bin/sh ",       "/bin/bash ", "/bin/ash ", "/bin/zsh ",
                                          "/usr/bin/bash ", "bash ",      "sh "};
    for (const std::string_view name : names) {
        if (!text.starts_with(name)) continue;
        size_t at = name.size();
        while (at < text.size()) {
            const std::string_view word = text.substr(at, text.find(' ', at) - at);
            const size_t next = text.find_first_not_of(' ', at + word.size());
            if (!word.starts_with('-') || next == std::string_view::npos) return 0;
            at = next;
            if (word.find('c') != std::string_view::npos && !word.starts_with("--")) return at;
            if (word.ends_with('o'))
                at = std::min(text.find_first_not_of(' ', text.find(' ', at)), text.size());
        }
    }
    return 0;
}

/// Strings in double quotes, one after another, as Go writes a list: `"a" "b c"`. `at` goes behind them.
std::vector<std::string> quoted_strings(std::string_view text, size_t& at) {
    std::vector<std::string> strings;
    for (;;) {
        at = std::min(text.find_first_not_of(" ,", at), text.size());
        if (at >= text.size() || text[at] != '"') return strings;
        std::string string;
        for (++at; at < text.size() && text[at] != '"'; ++at) {
            if (text[at] == '\\' && at + 1 < text.size()) {
                ++at;
                string.push_back(text[at] == 'n' ? '\n' : text[at] == 't' ? '\t' : text[at]);
            } else {
                string.push_back(text[at]);
            }
        }
        ++at;
        strings.push_back(std::move(string));
    }
}

/// A JSON array, or a list as Go writes it: `["a" "b"]`, `[a b]`.
bool read_list(Instruction& to, std::string_view text) {
    if (auto array = read_json_array(text); array && array->only_strings) {
        to.arguments = std::move(array->strings);
        return true;
    }
    if (!text.starts_with('[') || !text.ends_with(']')) return false;
    const std::string_view inside = text.substr(1, text.size() - 2);
    size_t at = 0;
    std::vector<std::string> strings = quoted_strings(inside, at);
    if (at < inside.size()) {
        // A test "[ -f x ]" has blanks inside its brackets, a list has none.
        if (!strings.empty() || inside.starts_with(' ')) return false;
        strings = blank_separated(inside, limits::dockerfile_words);
    }
    to.arguments = std::move(strings);
    return true;
}

/// "map[80/tcp:{} 443/tcp:{}]"
void read_ports(Instruction& to, std::string_view text) {
    if (text.starts_with("map[") && text.ends_with(']'))
        text = text.substr(4, text.size() - 5);
    else if (text.starts_with('[') && text.ends_with(']'))
        text = text.substr(1, text.size() - 2);
    to.arguments = blank_separated(text, limits::dockerfile_words);
    for (std::string& port : to.arguments)
        if (port.ends_with(":{}")) port.resize(port.size() - 3);
}

/// `&{["CMD-SHELL" "curl x"] "30s" "5s" "0s" "0s" '\x03'}`: test, interval, timeout, start period (and interval), retries.
void read_health_check(Instruction& to, std::string_view text) {
    if (!text.starts_with("&{[")) {
        size_t body = 0;
        to.flags = read_flags(text, body);
        to.body_at = static_cast<uint32_t>(body);
        to.arguments = blank_separated(text.substr(body), 1);
        return;
    }
    size_t at = 3;
    std::vector<std::string> test = quoted_strings(text, at);
    at = std::min(text.find_first_not_of("] ", at), text.size());
    const std::vector<std::string> times = quoted_strings(text, at);
    constexpr std::string_view four[] = {"interval", "timeout", "start-period", "start-interval"};
    for (size_t which = 0; which < times.size() && which < std::size(four); ++which)
        if (times[which] != "0s") to.flags.push_back({std::string(four[which]), times[which], true});
    if (test.empty()) return;
    if (test[0] == "CMD-SHELL")
        test[0] = "CMD";
    else
        to.json = test[0] == "CMD";
    to.arguments = std::move(test);
}

/// `A=b c D=e`: a word without "=" goes on with the value before it.
void read_history_settings(Instruction& to, std::string_view text) {
    for (const std::string_view word : blank_separated(text, limits::dockerfile_words)) {
        Setting setting = read_setting(word);
        const bool starts = to.settings.empty() ||
                            (setting.has_value && !setting.name.empty() &&
                             setting.name.find_first_of("/:-\"'") == std::string::npos) ||
                            (to.instruction == "LABEL" && setting.has_value);
        if (starts || to.instruction == "ARG")
            to.settings.push_back(std::move(setting));
        else
            to.settings.back().value.append(" ").append(word);
    }
    for (Setting& setting : to.settings) {
        std::string& value = setting.value;
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
    }
}

void read_history_arguments(Instruction& to) {
    const std::string_view text = to.command, name = to.instruction;
    if (name == "RUN") {
        size_t body = 0;
        to.flags = read_flags(text, body);
        to.body_at = static_cast<uint32_t>(body + past_shell(text.substr(body)));
    } else if (name == "CMD" || name == "ENTRYPOINT" || name == "SHELL") {
        to.json = read_list(to, text);
    } else if (name == "VOLUME") {
        if (!read_list(to, text)) to.arguments = blank_separated(text, limits::dockerfile_words);
    } else if (name == "COPY" || name == "ADD") {
        size_t body = 0;
        to.flags = read_flags(text, body);
        to.body_at = static_cast<uint32_t>(body);
        to.arguments = blank_separated(text.substr(body), limits::dockerfile_words);
        // The legacy builder's "file:1f2e in /"
        if (to.arguments.size() >= 3 && to.arguments[to.arguments.size() - 2] == "in" &&
            to.arguments[0].find(':') != std::string::npos)
            to.arguments.erase(to.arguments.end() - 2);
    } else if (name == "ENV" || name == "LABEL" || name == "ARG") {
        read_history_settings(to, text);
    } else if (name == "EXPOSE") {
        read_ports(to, text);
    } else if (name == "HEALTHCHECK") {
        read_health_check(to, text);
    } else if (name == "FROM") {
        to.arguments = blank_separated(text, limits::dockerfile_words);
    } else if (name == "ONBUILD") {
        Instruction trigger;
        std::string word(text.substr(0, text.find_first_of(" \t")));
        for (char& letter : word)
            if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 32);
        trigger.instruction = leading_keyword(word);
        if (trigger.instruction.empty() || trigger.instruction == "ONBUILD") return;
        trigger.known = true;
        trigger.command = trimmed(text.substr(trigger.instruction.size()));
        read_history_arguments(trigger);
        to.trigger.push_back(std::move(trigger));
    } else if (!text.empty()) {
        to.arguments.emplace_back(text);
    }
}

}  // namespace

Instruction from_history(std::string_view created_by) {
    std::string_view text = trimmed(created_by);
    constexpr std::string_view no_operation = "#(nop)", buildkit = "# buildkit";
    Instruction found;
    const std::string_view whole = shell_command(text, found.build_arguments);
    if (whole.starts_with(no_operation)) {
        text = trimmed(whole.substr(no_operation.size()));
    } else if (!whole.empty()) {
        found.instruction = "RUN";
        found.command = trimmed(whole);
    }
    if (found.instruction.empty()) {
        if (text.ends_with(buildkit)) text = trimmed(text.substr(0, text.size() - buildkit.size()));
        const std::string_view keyword = leading_keyword(text);
        std::string_view rest = trimmed(text.substr(keyword.size()));
        if (keyword == "RUN") {
            if (const std::string_view command = shell_command(rest, found.build_arguments); !command.empty())
                rest = trimmed(command);
        }
        found.instruction = keyword;
        found.command = rest;
    }
    found.known = !found.instruction.empty();
    if (found.known) read_history_arguments(found);
    return found;
}

}  // namespace plimsoll::dockerfile
