#include "core/findings/commands.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace plimsoll::findings {
namespace {

struct Installer {
    std::string_view program, verb, name;
};

constexpr Installer installers[] = {
    {"apt-get", "install", "apt-get install"},
    {"apt", "install", "apt install"},
    {"apk", "add", "apk add"},
    {"yum", "install", "yum install"},
    {"dnf", "install", "dnf install"},
    {"microdnf", "install", "microdnf install"},
    {"zypper", "install", "zypper install"},
    {"pip", "install", "pip install"},
    {"pip3", "install", "pip install"},
    {"uv", "install", "uv pip install"},
    {"uv", "sync", "uv sync"},
    {"poetry", "install", "poetry install"},
    {"pipenv", "install", "pipenv install"},
    {"conda", "install", "conda install"},
    {"conda", "create", "conda create"},
    {"conda", "update", "conda env update"},
    {"mamba", "install", "mamba install"},
    {"micromamba", "install", "micromamba install"},
    {"npm", "install", "npm install"},
    {"npm", "ci", "npm ci"},
    {"yarn", "install", "yarn install"},
    {"pnpm", "install", "pnpm install"},
};

bool is_assignment(std::string_view word) {
    const size_t equals = word.find('=');
    return equals != 0 && equals != std::string_view::npos &&
           word.substr(0, equals).find_first_of("-/\"'$") == std::string_view::npos;
}

/// Where in the command the program stands.
size_t program_at(const Command& command) {
    size_t at = 0;
    while (at < command.size() &&
           (is_assignment(command[at]) || command[at] == "sudo" || command[at] == "env" ||
            command[at] == "exec" || command[at] == "time" || command[at] == "(" || command[at] == "{"))
        ++at;
    return at;
}

std::string_view without_folder(std::string_view word) { return word.substr(word.rfind('/') + 1); }

}  // namespace

std::vector<Command> commands_of(std::string_view line) {
    std::vector<Command> commands(1);
    size_t start = std::string_view::npos;
    const auto end_word = [&](size_t at) {
        if (start != std::string_view::npos) commands.back().push_back(line.substr(start, at - start));
        start = std::string_view::npos;
    };
    char quote = 0;
    for (size_t at = 0; at < line.size(); ++at) {
        const char letter = line[at];
        if (quote != 0) {
            if (letter == quote) quote = 0;
        } else if (letter == ' ' || letter == '\t' || letter == '\r') {
            end_word(at);
            continue;
        } else if (letter == ';' || letter == '&' || letter == '|' || letter == '\n') {
            end_word(at);
            if (!commands.back().empty()) commands.emplace_back();
            continue;
        } else if (letter == '"' || letter == '\'') {
            quote = letter;
        }
        if (start == std::string_view::npos) start = at;
    }
    end_word(line.size());
    if (commands.back().empty()) commands.pop_back();
    return commands;
}

std::string_view program_of(const Command& command) {
    const size_t at = program_at(command);
    return at < command.size() ? without_folder(command[at]) : std::string_view();
}

std::string_view installer_of(const Command& command) {
    std::string_view program = program_of(command);
    if (program.starts_with("python") && has_word(command, "-m") && has_word(command, "pip")) program = "pip";
    for (const Installer& installer : installers)
        if (installer.program == program && has_word(command, installer.verb)) return installer.name;
    return {};
}

bool has_word(const Command& command, std::string_view word) {
    return std::find(command.begin(), command.end(), word) != command.end();
}

}  // namespace plimsoll::findings
