#include <algorithm>
#include <array>

#include "core/dockerfile/dockerfile.h"

namespace plimsoll::dockerfile {
namespace {

constexpr std::array<std::string_view, 18> keywords = {
    "ADD",   "ARG",        "CMD",     "COPY", "ENTRYPOINT", "ENV",        "EXPOSE", "FROM",   "HEALTHCHECK",
    "LABEL", "MAINTAINER", "ONBUILD", "RUN",  "SHELL",      "STOPSIGNAL", "USER",   "VOLUME", "WORKDIR"};

constexpr std::array<std::string_view, 4> shells = {"/bin/sh -c ", "/bin/bash -c ", "/bin/ash -c ",
                                                    "cmd /S /C "};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// The keyword that the text starts with, or nothing.
std::string_view leading_keyword(std::string_view text) {
    const std::string_view word = text.substr(0, text.find_first_of(" \t"));
    const bool known = std::find(keywords.begin(), keywords.end(), word) != keywords.end();
    return known ? word : std::string_view();
}

/// The command behind build arguments and a shell, or nothing where there is no shell.
std::string_view shell_command(std::string_view text) {
    for (const std::string_view shell : shells) {
        if (text.starts_with(shell)) return text.substr(shell.size());
        if (!text.starts_with('|')) continue;
        const size_t at = text.find(shell);
        if (at != std::string_view::npos) return text.substr(at + shell.size());
    }
    return {};
}

}  // namespace

Instruction from_history(std::string_view created_by) {
    std::string_view text = trimmed(created_by);
    constexpr std::string_view no_operation = "#(nop)", buildkit = "# buildkit";
    if (const std::string_view command = shell_command(text); command.starts_with(no_operation))
        text = trimmed(command.substr(no_operation.size()));
    else if (!command.empty())
        return {"RUN", std::string(trimmed(command))};
    if (text.ends_with(buildkit)) text = trimmed(text.substr(0, text.size() - buildkit.size()));
    const std::string_view keyword = leading_keyword(text);
    std::string_view rest = trimmed(text.substr(keyword.size()));
    if (keyword == "RUN") {
        if (const std::string_view command = shell_command(rest); !command.empty()) rest = trimmed(command);
    }
    return {std::string(keyword), std::string(rest)};
}

}  // namespace plimsoll::dockerfile
