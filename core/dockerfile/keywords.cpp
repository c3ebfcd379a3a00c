#include "core/dockerfile/keywords.h"

#include <algorithm>
#include <array>

namespace plimsoll::dockerfile {
namespace {

struct Keyword {
    std::string_view name, flags;  // flags: between blanks
};

constexpr std::array<Keyword, 18> keywords = {{
    {"ADD", " chown chmod link keep-git-dir checksum exclude unpack "},
    {"ARG", ""},
    {"CMD", ""},
    {"COPY", " from chown chmod link parents exclude "},
    {"ENTRYPOINT", ""},
    {"ENV", ""},
    {"EXPOSE", ""},
    {"FROM", " platform "},
    {"HEALTHCHECK", " interval timeout start-period start-interval retries "},
    {"LABEL", ""},
    {"MAINTAINER", ""},
    {"ONBUILD", ""},
    {"RUN", " mount network security device "},
    {"SHELL", ""},
    {"STOPSIGNAL", ""},
    {"USER", ""},
    {"VOLUME", ""},
    {"WORKDIR", ""},
}};

const Keyword* find(std::string_view word) {
    const auto found = std::lower_bound(keywords.begin(), keywords.end(), word,
                                        [](const Keyword& a, std::string_view b) { return a.name < b; });
    return found != keywords.end() && found->name == word ? &*found : nullptr;
}

}  // namespace

bool is_keyword(std::string_view word) { return find(word) != nullptr; }

bool takes_flag(std::string_view keyword, std::string_view flag) {
    const Keyword* found = find(keyword);
    if (!found || flag.empty()) return false;
    for (size_t at = found->flags.find(flag); at != std::string_view::npos;
         at = found->flags.find(flag, at + 1))
        if (found->flags[at - 1] == ' ' && found->flags[at + flag.size()] == ' ') return true;
    return false;
}

}  // namespace plimsoll::dockerfile
