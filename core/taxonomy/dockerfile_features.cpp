#include <algorithm>

#include "core/dockerfile/dockerfile.h"
#include "core/limits.h"
#include "core/taxonomy/features.h"
#include "core/taxonomy/words.h"

namespace plimsoll::taxonomy {
namespace {

using dockerfile::Instruction;

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Calls visit(word) for each run of letters and digits (or letters alone) that is long enough.
template <class Visit>
void each_run(std::string_view text, size_t least, bool digits, Visit visit) {
    const auto is_word = [&](char c) { return is_letter(c) || (digits && is_digit(c)); };
    for (size_t at = 0; at < text.size();) {
        if (!is_word(text[at])) {
            ++at;
            continue;
        }
        size_t end = at;
        while (end < text.size() && is_word(text[end])) ++end;
        if (end - at >= least) visit(text.substr(at, end - at));
        at = end;
    }
}

std::string_view last_part(std::string_view path) {
    while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    const size_t slash = path.rfind('/');
    return slash == std::string_view::npos || path.size() == 1 ? path : path.substr(slash + 1);
}

/// The name of a package without its version, extras and URL; empty where it is none.
std::string_view package_name(std::string_view word) {
    word = word.substr(0, word.find_first_of("=<>[~!:"));
    if (word.size() < 2 || !is_letter(word.front())) return {};
    const auto fits = [](char c) {
        return is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '+' || c == '-';
    };
    return std::all_of(word.begin(), word.end(), fits) ? word : std::string_view();
}

bool is_installer(std::string_view program) {
    for (const std::string_view name :
         {"apt-get", "apt", "yum", "apk", "dnf", "conda", "mamba", "pip", "pip2", "pip3", "npm", "brew",
          "aptitude", "microdnf", "zypper", "gem", "cargo"})
        if (program == name) return true;
    return false;
}

/// One command of RUN: what it calls, what it installs, which hosts and words it names.
void add_command(const dockerfile::ShellCommand& command, const Sight& at, Features& features) {
    std::vector<std::string> words;
    for (const auto& word : command.words) words.push_back(lower(word.text));
    // "python -m pip install" is "pip install".
    if (words.size() > 2 && last_part(words[0]).starts_with("python") && words[1] == "-m")
        words.erase(words.begin(), words.begin() + 2);
    const std::string program(last_part(words[0]));
    features.add("cmd", program, at);
    std::vector<std::string_view> arguments;
    const bool installs = is_installer(program);
    for (size_t i = 1; i < words.size(); ++i) {
        if (!words[i].starts_with('-')) arguments.push_back(words[i]);
        if (const size_t scheme = words[i].find("://"); scheme != std::string::npos) {
            const size_t end = words[i].find_first_of("/:?\"'", scheme + 3);
            features.add("host",
                         words[i].substr(scheme + 3, end == std::string::npos ? end : end - scheme - 3), at);
        }
    }
    if (!arguments.empty())
        features.add("cmd", std::string(program).append(" ").append(last_part(arguments[0])), at);
    for (size_t i = 0; i < arguments.size(); ++i) {
        if (installs && i > 0) features.add("pkg", package_name(arguments[i]), at);
        if (arguments[i].find("requirements") != std::string_view::npos)
            features.add("arg", "requirements", at);
        each_run(arguments[i], 4, false, [&](std::string_view word) { features.add("run", word, at); });
    }
}

void add_settings(const Instruction& instruction, const Sight& at, Features& features) {
    for (const auto& setting : instruction.settings) features.add("env", lower(setting.name), at);
}

/// Comments: their words in the singular.
void add_comments(std::string_view text, uint32_t file, Features& features) {
    uint32_t line = 0;
    for (size_t begin = 0; begin < text.size();) {
        const size_t end = std::min(text.find('\n', begin), text.size());
        std::string_view row = text.substr(begin, end - begin);
        begin = end + 1;
        ++line;
        const size_t first = row.find_first_not_of(" \t");
        if (first == std::string_view::npos || row[first] != '#') continue;
        ++features.sizes.comments;
        row = row.substr(first, limits::project_text_bytes);
        const Sight at{file, line, "", shortened(row, limits::taxonomy_text_bytes)};
        for (std::string& word : split_words(row)) features.add("comment", singular(std::move(word)), at);
    }
}

/// A Dockerfile's text, and where its lines end.
class Text {
 public:
    explicit Text(std::string_view text) : text_(text) {
        for (uint32_t at = 0; at < text.size(); ++at)
            if (text[at] == '\n') ends_.push_back(at);
    }
    std::string_view all() const { return text_; }
    uint32_t line_of(uint32_t offset) const {
        return static_cast<uint32_t>(std::lower_bound(ends_.begin(), ends_.end(), offset) - ends_.begin()) +
               1;
    }

 private:
    std::string_view text_;
    std::vector<uint32_t> ends_;
};

void add_instruction(const Instruction& instruction, const Text& text, const Sight& at, Features& features);

void add_run(const Instruction& instruction, const Text& text, const Sight& at, Features& features) {
    for (const auto& command : dockerfile::shell_commands(instruction, text.all()).commands) {
        Sight here = at;
        const auto [begin, end] = command.source;
        if (end > begin && end <= text.all().size()) {
            here.what = shortened(text.all().substr(begin, end - begin), limits::taxonomy_text_bytes);
            here.line = text.line_of(begin);
        }
        add_command(command, here, features);
    }
}

void add_instruction(const Instruction& instruction, const Text& text, const Sight& at, Features& features) {
    const std::string& keyword = instruction.instruction;
    const std::string body = lower(instruction.body());
    features.add("instr", lower(keyword), at);
    if (keyword == "RUN") {
        add_run(instruction, text, at, features);
    } else if (keyword == "CMD" || keyword == "ENTRYPOINT") {
        std::vector<std::string> words;
        if (instruction.json) {
            words = instruction.arguments;
        } else {
            for (const auto& command : dockerfile::shell_commands(instruction, text.all()).commands)
                for (const auto& word : command.words) words.push_back(word.text);
        }
        add_start(words, keyword == "CMD", at, features);
    } else if (keyword == "EXPOSE") {
        for (size_t begin = 0; begin < body.size();) {
            size_t end = begin;
            while (end < body.size() && is_digit(body[end])) ++end;
            if (end > begin) features.add("port", body.substr(begin, end - begin), at);
            begin = end + 1;
        }
    } else if (keyword == "ENV") {
        add_settings(instruction, at, features);
    } else if (keyword == "USER") {
        features.add("user", body.substr(0, body.find_first_of(" \t:")), at);
    } else if (keyword == "COPY" || keyword == "ADD") {
        each_run(body, 3, true, [&](std::string_view word) { features.add("copy", word, at); });
        if (body.starts_with(". ")) features.add("copyall", ".", at);
        if (instruction.flag("chown") != nullptr) features.add("copy", "chown", at);
    } else if (keyword == "VOLUME") {
        each_run(body, 3, true, [&](std::string_view word) { features.add("volume", word, at); });
    } else if (keyword == "ONBUILD") {
        for (const Instruction& trigger : instruction.trigger) add_instruction(trigger, text, at, features);
    }
}

}  // namespace

std::string short_image_name(std::string_view reference) {
    reference = reference.substr(0, reference.find('@'));
    std::string_view name = last_part(reference);
    return lower(name.substr(0, name.find(':')));
}

void add_image_name(std::string_view kind, std::string_view reference, const Sight& at, Features& features) {
    features.add(kind, short_image_name(reference), at);
    const std::string_view name = last_part(reference.substr(0, reference.find('@')));
    if (const size_t colon = name.find(':'); colon != std::string_view::npos)
        each_run(lower(name.substr(colon + 1)), 3, false,
                 [&](std::string_view word) { features.add("tag", word, at); });
}

void add_start(const std::vector<std::string>& words, bool is_command, const Sight& at, Features& features) {
    for (size_t i = 0; i < words.size(); ++i) {
        const std::string small = lower(words[i]);
        if (i == 0) features.add("start0", last_part(small), at);
        // A whole command line may be one argument ("sh -c"), so that its words count.
        for (size_t begin = 0; begin < small.size();) {
            const size_t end = std::min(small.find_first_of(" \t\n;&|='\"(){}$,", begin), small.size());
            const std::string_view word = last_part(std::string_view(small).substr(begin, end - begin));
            if (word.size() > 1) features.add("start", word, at);
            begin = end + 1;
        }
    }
    if (is_command && words.size() == 1) {
        const std::string_view shell = last_part(words[0]);
        if (shell == "bash" || shell == "sh" || shell == "zsh") features.add("start", "shell", at);
    }
}

void add_dockerfile(std::string_view text, uint32_t file, Features& features) {
    const dockerfile::Dockerfile parsed = dockerfile::parse(text);
    uint32_t known = 0;
    for (const Instruction& instruction : parsed.instructions) known += instruction.known ? 1 : 0;
    if (known == 0) return;
    features.sizes.instructions += known;
    add_comments(text, file, features);
    const Text lines(text);
    for (const Instruction& instruction : parsed.instructions) {
        if (!instruction.known) continue;
        const Sight at{file, instruction.lines.first, "",
                       shortened(std::string(instruction.instruction)
                                     .append(" ")
                                     .append(instruction.command.substr(0, 2 * limits::taxonomy_text_bytes)),
                                 limits::taxonomy_text_bytes)};
        add_instruction(instruction, lines, at, features);
    }
    for (const dockerfile::Stage& stage : parsed.stages) {
        const Instruction& from = parsed.instructions[stage.first];
        const Sight at{file, from.lines.first, "",
                       shortened("FROM " + from.command, limits::taxonomy_text_bytes)};
        features.add("stage", lower(stage.name), at);
        if (stage.base_stage) continue;
        add_image_name("baseimg", stage.resolved_base.empty() ? stage.base : stage.resolved_base, at,
                       features);
    }
}

void add_image(const ImageFacts& image, Features& features) {
    const Sight at{Sight::field, 0, "image", ""};
    const auto seen = [&](std::string_view what) {
        Sight sight = at;
        sight.what = shortened(what, limits::taxonomy_text_bytes);
        return sight;
    };
    for (const std::string& name : image.packages) features.add("pkg", lower(name), seen(name));
    for (const std::string& port : image.ports) {
        features.add("port", port.substr(0, port.find('/')), seen(port));
        features.add("instr", "expose", seen(port));
    }
    for (const std::string& setting : image.environment) {
        const std::string name = lower(setting.substr(0, setting.find('=')));
        if (name == "path") continue;  // every image has it
        features.add("env", name, seen(setting));
        features.add("instr", "env", seen(setting));
    }
    for (const std::string& volume : image.volumes) {
        features.add("instr", "volume", seen(volume));
        each_run(lower(volume), 3, true,
                 [&](std::string_view word) { features.add("volume", word, seen(volume)); });
    }
    if (!image.user.empty()) {
        features.add("instr", "user", seen(image.user));
        features.add("user", lower(image.user.substr(0, image.user.find(':'))), seen(image.user));
    }
    if (!image.entrypoint.empty()) add_start(image.entrypoint, false, seen(image.entrypoint[0]), features);
    if (!image.command.empty()) add_start(image.command, true, seen(image.command[0]), features);
    for (const std::string& path : image.paths)
        each_run(lower(path), 3, true,
                 [&](std::string_view word) { features.add("copy", word, seen(path)); });
    for (const std::string& step : image.history) {
        const Instruction instruction = dockerfile::from_history(step);
        if (instruction.instruction == "FROM" || instruction.instruction.empty()) continue;
        ++features.sizes.instructions;
        add_instruction(instruction, Text({}), seen(step), features);
    }
}

}  // namespace plimsoll::taxonomy
