#include "core/dockerfile/wrappers.h"

#include <algorithm>
#include <array>

namespace plimsoll::dockerfile {
namespace {

using Words = std::vector<std::string_view>;

constexpr std::string_view shells[] = {"sh", "bash", "dash", "ash", "zsh", "ksh"};

/// A command whose options are followed by another command.
struct Wrapper {
    std::string_view name;
    std::string_view with_value;  ///< options of which the next word is the value, between blanks
    size_t operands = 0;          ///< words behind the options, before the command
    bool assignments = false;     ///< A=b may stand before the command
};

constexpr Wrapper wrappers[] = {
    {"sudo", " -u -g -h -p -C -r -t -T -U -D -R --user --group --host --prompt --chdir ", 0, true},
    {"env", " -u -C -S --unset --chdir ", 0, true},
    {"time", " -f -o --format --output "},
    {"exec", " -a "},
    {"nohup", ""},
    {"nice", " -n --adjustment "},
    {"ionice", " -c -n --class --classdata "},
    {"setsid", ""},
    {"stdbuf", " -i -o -e --input --output --error "},
    {"timeout", " -s -k --signal --kill-after ", 1},
    {"command", ""},
    {"builtin", ""},
    // What xargs is told to run is run, on what it reads.
    {"xargs",
     " -a -d -E -I -L -n -P -s --arg-file --delimiter --max-args --max-lines --max-procs --replace "},
    {"chroot", " --userspec --groups ", 1},
    {"gosu", "", 1},
    {"su-exec", "", 1},
    {"fakeroot", ""},
    {"eatmydata", ""},
    {"numactl", " -N -m -C -p -i "},
    {"taskset", "", 1},
    {"unbuffer", ""},
    {"xvfb-run", " -e -f -n -p -s -w --server-args --server-num "},
    {"tini", " -p -e "},
    {"dumb-init", ""},
    {"linux32", ""},
    {"linux64", ""},
    {"setarch", "", 1},
};

std::string_view without_folder(std::string_view word) { return word.substr(word.rfind('/') + 1); }

bool is_assignment(std::string_view word) {
    const size_t equals = word.find('=');
    return equals != 0 && equals != std::string_view::npos && word[0] != '-' &&
           word.substr(0, equals).find_first_of("/$") == std::string_view::npos;
}

bool among(std::string_view list, std::string_view word) {
    for (size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1))
        if (at > 0 && list[at - 1] == ' ' && list[at + word.size()] == ' ') return true;
    return false;
}

/// Whether a word holds options of one letter each, that one among them.
bool has_letter(std::string_view word, char letter) {
    return word.size() > 1 && word[0] == '-' && word[1] != '-' &&
           word.find(letter, 1) != std::string_view::npos;
}

/// Past the options of a shell; `script` tells whether -c is among them, `input` whether -s is.
size_t past_shell_options(const Words& words, bool& script, bool& input) {
    size_t at = 1;
    for (; at < words.size() && words[at].size() > 1 && (words[at][0] == '-' || words[at][0] == '+'); ++at) {
        if (words[at] == "--") return at + 1;
        script = script || has_letter(words[at], 'c');
        input = input || has_letter(words[at], 's');
        const bool has_value =
            (words[at][1] != '-' && (words[at].ends_with('o') || words[at].ends_with('O'))) ||
            words[at] == "--rcfile" || words[at] == "--init-file";
        if (has_value) ++at;
    }
    return at;
}

std::optional<Wrapped> unwrap_shell(const Words& words, std::string_view name) {
    bool script = false, input = false;
    const size_t at = past_shell_options(words, script, input);
    if (!script || at >= words.size()) return std::nullopt;
    return Wrapped{at, true, std::string(name).append(" -c")};
}

/// su and runuser: "-c SCRIPT" anywhere among the words.
std::optional<Wrapped> unwrap_su(const Words& words, std::string_view name) {
    for (size_t at = 1; at + 1 < words.size(); ++at)
        if (words[at] == "-c" || words[at] == "--command" || words[at] == "-lc")
            return Wrapped{at + 1, true, std::string(name).append(" -c")};
    return std::nullopt;
}

}  // namespace

bool is_shell(std::string_view name) {
    return std::find(std::begin(shells), std::end(shells), name) != std::end(shells);
}

std::optional<Wrapped> unwrap(const Words& words) {
    const std::string_view name = without_folder(words[0]);
    if (is_shell(name)) return unwrap_shell(words, name);
    if (name == "su" || name == "runuser") return unwrap_su(words, name);
    if (name == "eval" && words.size() == 2) return Wrapped{1, true, "eval"};
    const auto wrapper = std::find_if(std::begin(wrappers), std::end(wrappers),
                                      [&](const Wrapper& one) { return one.name == name; });
    if (wrapper == std::end(wrappers)) return std::nullopt;
    size_t at = 1;
    while (at < words.size()) {
        const std::string_view word = words[at];
        if (word.size() > 1 && word[0] == '-') {
            // These only ask what the command is.
            if (name == "command" && (word == "-v" || word == "-V")) return std::nullopt;
            ++at;
            if (word == "--") break;
            if (among(wrapper->with_value, word)) ++at;
        } else if (wrapper->assignments && is_assignment(word)) {
            ++at;
        } else {
            break;
        }
    }
    at += wrapper->operands;
    if (at >= words.size()) return std::nullopt;
    return Wrapped{at, false, std::string(name)};
}

bool reads_script(const Words& words) {
    if (words.empty() || !is_shell(without_folder(words[0]))) return false;
    bool script = false, input = false;
    const size_t at = past_shell_options(words, script, input);
    return !script && (input || at >= words.size() || words[at] == "-" || words[at] == "/dev/stdin");
}

}  // namespace plimsoll::dockerfile
