// The study's five kinds of commands. Its lists are those of analysis/DockerOptions.py in the replication package of
// Openja et al., EASE 2022; the others are ours.
#include <algorithm>

#include "core/dockerfile/dockerfile.h"
#include "core/dockerfile/spaces.h"

namespace plimsoll::dockerfile {
namespace {

struct Named {
    std::string_view name;
    Kind kind;
};

constexpr Named authors_table[] = {
    // Dependencies
    {"apt-get", Kind::dependencies},
    {"npm", Kind::dependencies},
    {"yum", Kind::dependencies},
    {"curl", Kind::dependencies},
    {"pip", Kind::dependencies},
    {"wget", Kind::dependencies},
    {"git", Kind::dependencies},
    {"apk", Kind::dependencies},
    {"gem", Kind::dependencies},
    {"bower", Kind::dependencies},
    {"add-apt-repository", Kind::dependencies},
    {"dpkg", Kind::dependencies},
    {"rpm", Kind::dependencies},
    {"bundle", Kind::dependencies},
    {"apt-key", Kind::dependencies},
    {"pip3", Kind::dependencies},
    {"dnf", Kind::dependencies},
    {"conda", Kind::dependencies},
    {"cabal", Kind::dependencies},
    {"easy_install", Kind::dependencies},
    {"nvm", Kind::dependencies},
    {"lein", Kind::dependencies},
    {"composer", Kind::dependencies},
    {"mvn", Kind::dependencies},
    {"apk-install", Kind::dependencies},
    {"apt", Kind::dependencies},
    {"pecl", Kind::dependencies},
    {"puppet", Kind::dependencies},
    {"svn", Kind::dependencies},
    {"godep", Kind::dependencies},
    // Filesystem
    {"echo", Kind::filesystem},
    {"mkdir", Kind::filesystem},
    {"rm", Kind::filesystem},
    {"cd", Kind::filesystem},
    {"tar", Kind::filesystem},
    {"sed", Kind::filesystem},
    {"ln", Kind::filesystem},
    {"mv", Kind::filesystem},
    {"cp", Kind::filesystem},
    {"unzip", Kind::filesystem},
    {"pacman", Kind::filesystem},
    {"touch", Kind::filesystem},
    {"ls", Kind::filesystem},
    {"cat", Kind::filesystem},
    {"find", Kind::filesystem},
    // Build/Execute
    {"make", Kind::build_execute},
    {"go", Kind::build_execute},
    {"./configure", Kind::build_execute},
    {"/bin/bash", Kind::build_execute},
    {"bash", Kind::build_execute},
    {"python", Kind::build_execute},
    {"service", Kind::build_execute},
    {"sh", Kind::build_execute},
    {"cmake", Kind::build_execute},
    {"install", Kind::build_execute},
    {"python3", Kind::build_execute},
    // Environment
    {"set", Kind::environment},
    {"export", Kind::environment},
    {"source", Kind::environment},
    {"virtualenv", Kind::environment},
    // Permissions
    {"chmod", Kind::permissions},
    {"chown", Kind::permissions},
    {"useradd", Kind::permissions},
    {"groupadd", Kind::permissions},
    {"adduser", Kind::permissions},
    {"usermod", Kind::permissions},
    {"addgroup", Kind::permissions},
};

/// Names that are in no list of the authors' and do what those of the kind do.
constexpr Named further_table[] = {
    {"apt-add-repository", Kind::dependencies},
    {"apt-mark", Kind::dependencies},
    {"aptitude", Kind::dependencies},
    {"aria2c", Kind::dependencies},
    {"axel", Kind::dependencies},
    {"conan", Kind::dependencies},
    {"cpan", Kind::dependencies},
    {"cpanm", Kind::dependencies},
    {"gdebi", Kind::dependencies},
    {"gdown", Kind::dependencies},
    {"hg", Kind::dependencies},
    {"install2.r", Kind::dependencies},
    {"installr", Kind::dependencies},
    {"luarocks", Kind::dependencies},
    {"mamba", Kind::dependencies},
    {"microdnf", Kind::dependencies},
    {"micromamba", Kind::dependencies},
    {"opkg", Kind::dependencies},
    {"pipenv", Kind::dependencies},
    {"pipx", Kind::dependencies},
    {"pnpm", Kind::dependencies},
    {"poetry", Kind::dependencies},
    {"rosdep", Kind::dependencies},
    {"rustup", Kind::dependencies},
    {"sdkmanager", Kind::dependencies},
    {"snap", Kind::dependencies},
    {"tdnf", Kind::dependencies},
    {"tlmgr", Kind::dependencies},
    {"uv", Kind::dependencies},
    {"vcpkg", Kind::dependencies},
    {"yarn", Kind::dependencies},
    {"yum-config-manager", Kind::dependencies},
    {"zypper", Kind::dependencies},
    {"7z", Kind::filesystem},
    {"awk", Kind::filesystem},
    {"bunzip2", Kind::filesystem},
    {"bzip2", Kind::filesystem},
    {"dd", Kind::filesystem},
    {"grep", Kind::filesystem},
    {"gunzip", Kind::filesystem},
    {"gzip", Kind::filesystem},
    {"head", Kind::filesystem},
    {"mktemp", Kind::filesystem},
    {"patch", Kind::filesystem},
    {"popd", Kind::filesystem},
    {"printf", Kind::filesystem},
    {"pushd", Kind::filesystem},
    {"rmdir", Kind::filesystem},
    {"rsync", Kind::filesystem},
    {"tail", Kind::filesystem},
    {"tee", Kind::filesystem},
    {"truncate", Kind::filesystem},
    {"unxz", Kind::filesystem},
    {"xz", Kind::filesystem},
    {"zip", Kind::filesystem},
    {"ash", Kind::build_execute},
    {"autoconf", Kind::build_execute},
    {"autoreconf", Kind::build_execute},
    {"bazel", Kind::build_execute},
    {"cargo", Kind::build_execute},
    {"catkin_make", Kind::build_execute},
    {"clang", Kind::build_execute},
    {"colcon", Kind::build_execute},
    {"configure", Kind::build_execute},
    {"dash", Kind::build_execute},
    {"dotnet", Kind::build_execute},
    {"g++", Kind::build_execute},
    {"gcc", Kind::build_execute},
    {"gradle", Kind::build_execute},
    {"gradlew", Kind::build_execute},
    {"java", Kind::build_execute},
    {"javac", Kind::build_execute},
    {"julia", Kind::build_execute},
    {"jupyter", Kind::build_execute},
    {"ldconfig", Kind::build_execute},
    {"meson", Kind::build_execute},
    {"ninja", Kind::build_execute},
    {"node", Kind::build_execute},
    {"npx", Kind::build_execute},
    {"nvcc", Kind::build_execute},
    {"perl", Kind::build_execute},
    {"pytest", Kind::build_execute},
    {"R", Kind::build_execute},
    {"Rscript", Kind::build_execute},
    {"ruby", Kind::build_execute},
    {"sbt", Kind::build_execute},
    {"systemctl", Kind::build_execute},
    {"zsh", Kind::build_execute},
    {".", Kind::environment},
    {"activate", Kind::environment},
    {"alias", Kind::environment},
    {"locale-gen", Kind::environment},
    {"pyenv", Kind::environment},
    {"shopt", Kind::environment},
    {"unset", Kind::environment},
    {"update-alternatives", Kind::environment},
    {"update-locale", Kind::environment},
    {"chgrp", Kind::permissions},
    {"chpasswd", Kind::permissions},
    {"deluser", Kind::permissions},
    {"groupdel", Kind::permissions},
    {"groupmod", Kind::permissions},
    {"passwd", Kind::permissions},
    {"setcap", Kind::permissions},
    {"setfacl", Kind::permissions},
    {"userdel", Kind::permissions},
};

/// A table in the order of its names, made once.
template <size_t count>
class ByName {
 public:
    explicit ByName(const Named (&table)[count]) {
        std::copy(std::begin(table), std::end(table), sorted_.begin());
        std::sort(sorted_.begin(), sorted_.end(),
                  [](const Named& a, const Named& b) { return a.name < b.name; });
    }
    Kind of(std::string_view name) const {
        const auto found = std::lower_bound(sorted_.begin(), sorted_.end(), name,
                                            [](const Named& a, std::string_view b) { return a.name < b; });
        return found != sorted_.end() && found->name == name ? found->kind : Kind::none;
    }

 private:
    std::array<Named, count> sorted_{};
};

Kind further_kind(std::string_view name) {
    static const ByName table(further_table);
    return table.of(name);
}

Kind listed_kind(std::string_view name) {
    const Kind kind = authors_kind(name);
    return kind != Kind::none ? kind : further_kind(name);
}

void count_commands(const Instruction& instruction, std::string_view text, KindCounts& counts) {
    const bool run = instruction.instruction == "RUN" ||
                     (!instruction.trigger.empty() && instruction.trigger[0].instruction == "RUN");
    if (!run) return;
    for (const ShellCommand& command : shell_commands(instruction, text).commands)
        ++counts[static_cast<size_t>(command.kind)];
}

}  // namespace

std::string_view kind_name(Kind kind) {
    constexpr std::string_view names[] = {
        "", "Dependencies", "Filesystem", "Build/Execute", "Environment", "Permissions"};
    return names[static_cast<size_t>(kind)];
}

Kind authors_kind(std::string_view word) {
    static const ByName table(authors_table);
    return table.of(word);
}

Kind command_kind(std::string_view name) {
    const bool path = name.find('/') != std::string_view::npos;
    const std::string_view base = name.substr(name.rfind('/') + 1);
    if (const Kind kind = listed_kind(base); kind != Kind::none) return kind;
    // python3.8, pip-3.6, gcc-9
    std::string_view unversioned = base;
    while (!unversioned.empty() && ((unversioned.back() >= '0' && unversioned.back() <= '9') ||
                                    unversioned.back() == '.' || unversioned.back() == '-'))
        unversioned.remove_suffix(1);
    if (!unversioned.empty() && unversioned.size() < base.size())
        if (const Kind kind = listed_kind(unversioned); kind != Kind::none) return kind;
    // A program of one's own, called by its path, and a script.
    const bool script = base.ends_with(".sh") || base.ends_with(".py") || base.ends_with(".bash");
    if (base.find('$') != std::string_view::npos || base.empty()) return Kind::none;
    return script || (path && (name.starts_with("./") || name.starts_with("../"))) ? Kind::build_execute
                                                                                   : Kind::none;
}

KindCounts authors_kinds(std::span<const Instruction> instructions) {
    KindCounts counts{};
    for (const Instruction& instruction : instructions) {
        const std::string_view text = instruction.command;
        for (size_t at = 0; (at = skip_spaces(text, at, Spaces::python)) < text.size();) {
            const size_t begin = at;
            while (at < text.size() && space_at(text, at, Spaces::python) == 0) ++at;
            const Kind kind = authors_kind(text.substr(begin, at - begin));
            if (kind != Kind::none) ++counts[static_cast<size_t>(kind)];
        }
    }
    return counts;
}

KindCounts command_kinds(std::span<const Instruction> instructions, std::string_view text) {
    KindCounts counts{};
    for (const Instruction& instruction : instructions) count_commands(instruction, text, counts);
    return counts;
}

}  // namespace plimsoll::dockerfile
