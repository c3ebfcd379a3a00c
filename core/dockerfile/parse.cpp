// BuildKit's reading of a Dockerfile: https://docs.docker.com/reference/dockerfile/, and where that page says nothing, what
// BuildKit does.
#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "core/dockerfile/arguments.h"
#include "core/dockerfile/dockerfile.h"
#include "core/dockerfile/keywords.h"
#include "core/dockerfile/letters.h"
#include "core/dockerfile/pieces.h"
#include "core/dockerfile/spaces.h"
#include "core/limits.h"

namespace plimsoll::dockerfile {
namespace {

using Severity = Problem::Severity;

/// BuildKit's scanner takes no longer line.
constexpr size_t buildkit_line_bytes = 65'535;

std::string_view without_spaces(std::string_view text) {
    text = text.substr(0, trimmed_end(text));
    return text.substr(skip_spaces(text, 0));
}

/// What a problem quotes of the text.
std::string quoted(std::string_view text) {
    constexpr size_t most = 60;
    std::string result = "\"";
    result.append(text.substr(0, most)).append(text.size() > most ? "...\"" : "\"");
    return result;
}

/// FNV-1a, of 64 bits on every machine: std::hash has 32 in the browser, where lines would be taken for each other.
uint64_t hash_of(std::string_view text) {
    uint64_t hash = 0xcbf29ce484222325;
    for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
    return hash;
}

/// Knows whether a line comes, without reading the whole rest of the text for each here-document that never ends.
class LinesAhead {
 public:
    explicit LinesAhead(std::string_view text) : text_(text) {}

    /// Whether some line from `at` on (where a line begins) says `name`.
    bool has(size_t at, const std::string& name, bool strip_tabs) {
        Index& index = index_[strip_tabs ? 1 : 0];
        if (index.lines.empty()) {
            for (size_t line = at; line < text_.size();)
                if (next(line, strip_tabs) == name) return true;
            index.there.resize(filter_bits);
            for (size_t line = at; line < text_.size();) {
                const auto begin = static_cast<uint32_t>(line);
                const uint64_t hash = hash_of(next(line, strip_tabs));
                index.lines.emplace_back(hash, begin);
                index.there[static_cast<size_t>(hash % filter_bits)] = true;
            }
            std::sort(index.lines.begin(), index.lines.end());
        }
        const uint64_t hash = hash_of(name);
        if (index.there.empty() || !index.there[static_cast<size_t>(hash % filter_bits)]) return false;
        // The last line of that hash says whether there is one; that another has the same hash is for nobody to see.
        const auto last =
            std::upper_bound(index.lines.begin(), index.lines.end(), std::pair(hash, uint32_t{0xffffffff}));
        if (last == index.lines.begin()) return false;
        size_t begin = (last - 1)->second;
        return begin >= at && next(begin, strip_tabs) == name;
    }

 private:
    std::string_view next(size_t& at, bool strip_tabs) const {
        const size_t end = std::min(text_.find('\n', at), text_.size());
        std::string_view line = text_.substr(at, end - at);
        at = end + 1;
        while (line.ends_with('\r')) line.remove_suffix(1);
        if (strip_tabs) line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
        return line;
    }

    /// Most names that are looked up are not there, which a few bits tell without a search.
    static constexpr size_t filter_bits = 1u << 23;
    struct Index {
        std::vector<bool> there;
        std::vector<std::pair<uint64_t, uint32_t>> lines;  ///< hash of each line, and where it begins
    };

    std::string_view text_;
    Index index_[2];
};

class Parser {
 public:
    explicit Parser(std::string_view text) : text_(text.substr(0, limits::dockerfile_bytes)), ahead_(text_) {
        if (text.size() <= text_.size()) return;
        problem(Severity::error, 1, "the file is too long, and read up to 64 MiB");
    }

    Dockerfile run() {
        if (text_.starts_with("\xef\xbb\xbf")) at_ = 3;
        Scope scope(out_);
        for (bool directives = true; at_ < text_.size();) {
            const Line line = next_line();
            const size_t begin = line.begin + skip_spaces(line_text(line), 0);
            const std::string_view words = text_.substr(begin, line.end - begin);
            if (words.empty() || words.starts_with('#')) {
                directives = directives && !words.empty() && read_directive(words);
                continue;
            }
            directives = false;
            if (out_.instructions.size() == limits::dockerfile_instructions) {
                problem(Severity::error, line_, "there are more instructions than are read");
                break;
            }
            read_instruction(line, begin, scope);
        }
        if (out_.instructions.empty()) problem(Severity::error, line_, "there is no instruction");
        if (!out_.stages.empty()) out_.stages.back().last = static_cast<uint32_t>(out_.instructions.size());
        return std::move(out_);
    }

 private:
    /// [begin, end) without what ends it.
    struct Line {
        size_t begin, end;
    };

    bool tells_problems() const { return out_.problems.size() <= limits::problems; }

    void problem(Severity severity, uint32_t line, std::string message) {
        if (!tells_problems()) return;
        if (out_.problems.size() == limits::problems)
            message = "from here on there are more problems than are told";
        out_.problems.push_back(
            {severity, std::string("line ").append(std::to_string(line)), std::move(message)});
    }

    Line next_line() {
        const size_t begin = at_;
        const size_t newline = text_.find('\n', at_);
        size_t end = std::min(newline, text_.size());
        at_ = newline == std::string_view::npos ? text_.size() : newline + 1;
        ++line_;
        if (end - begin > buildkit_line_bytes)
            problem(Severity::error, line_, "the line is longer than the 65,535 bytes that BuildKit takes");
        while (end > begin && text_[end - 1] == '\r') --end;
        return {begin, end};
    }

    std::string_view line_text(Line line) const { return text_.substr(line.begin, line.end - line.begin); }

    /// Whether the line is a directive, so that the next may be one too.
    bool read_directive(std::string_view line) {
        std::string_view rest = line.substr(skip_spaces(line, 1));
        std::string name = in_lower_case(rest);
        size_t end = 0;
        while (end < name.size() &&
               ((name[end] >= 'a' && name[end] <= 'z') || (end > 0 && name[end] >= '0' && name[end] <= '9')))
            ++end;
        name.resize(end);
        rest.remove_prefix(skip_spaces(rest, end));
        if (name.empty() || !rest.starts_with('=')) return false;
        const std::string_view value = without_spaces(rest.substr(1));
        if (value.empty() || (name != "syntax" && name != "escape" && name != "check")) return false;
        for (const Directive& earlier : out_.directives) {
            if (earlier.name != name) continue;
            problem(Severity::error, line_, "the directive " + name + " is there twice");
            return true;
        }
        out_.directives.push_back({name, std::string(value), line_});
        if (name == "escape") {
            if (value == "\\" || value == "`")
                out_.escape = value[0];
            else
                problem(Severity::error, line_, "the escape can only be \\ or `");
        }
        return true;
    }

    /// Cuts the escape with which a line says that it goes on; false where it says nothing.
    bool cut_continuation(size_t begin, size_t& end) const {
        size_t last = end;
        while (last > begin && (text_[last - 1] == ' ' || text_[last - 1] == '\t')) --last;
        if (last == begin || text_[last - 1] != out_.escape) return false;
        // An escaped escape is none.
        if (last - begin > 1 && text_[last - 2] == out_.escape) return false;
        end = last - 1;
        return true;
    }

    void read_instruction(Line line, size_t begin, Scope& scope) {
        Instruction found;
        found.lines.first = line_;
        Joined joined;
        size_t end = line.end;
        bool goes_on = cut_continuation(begin, end), empty_line = false;
        joined.append(text_.substr(begin, end - begin), begin);
        size_t last = line.end;
        while (goes_on && at_ < text_.size()) {
            const Line more = next_line();
            const std::string_view words = line_text(more).substr(skip_spaces(line_text(more), 0));
            last = more.end;
            if (words.starts_with('#')) continue;
            if (words.empty()) {
                empty_line = true;
                continue;
            }
            end = more.end;
            goes_on = cut_continuation(more.begin, end);
            joined.append(text_.substr(more.begin, end - more.begin), more.begin);
        }
        found.lines.last = line_;
        found.source = {static_cast<uint32_t>(begin), static_cast<uint32_t>(last)};
        if (empty_line)
            problem(Severity::warning, found.lines.first, "an empty line is part of the instruction");
        const size_t first = skip_spaces(joined.text, 0);
        joined.text.resize(trimmed_end(joined.text));
        if (first >= joined.text.size()) return;  // nothing but escapes
        fill(found, joined, first);
        read_here_documents(
            found.instruction == "ONBUILD" && !found.trigger.empty() ? found.trigger[0] : found, found);
        enter(found, scope);
        out_.instructions.push_back(std::move(found));
    }

    size_t words_left() const { return limits::dockerfile_words - words_; }

    /// Reads keyword, flags and arguments of a line that begins at `first` of the joined text.
    void fill(Instruction& found, Joined& joined, size_t first) {
        const std::string_view line = std::string_view(joined.text).substr(first);
        const size_t end = std::min(line.find_first_of("\t\v\f\r "), line.size());
        found.instruction = in_upper_case(line.substr(0, end));
        found.known = is_keyword(found.instruction);
        const size_t rest = skip_spaces(line, end);
        if (rest < line.size()) {
            if (joined.pieces.size() == 1) {  // one line, as most are
                joined.pieces[0] = {0, source_of(joined.pieces, first + rest)};
                found.pieces = std::move(joined.pieces);
            } else {
                found.pieces = pieces_from(joined.pieces, first + rest);
            }
            if (first + rest == 0)
                found.command = std::move(joined.text);
            else
                found.command = line.substr(rest);
        }
        if (!found.known) {
            if (tells_problems())
                problem(Severity::error, found.lines.first,
                        "unknown instruction " + quoted(found.instruction));
            return;
        }
        if (found.instruction != "ONBUILD") {
            size_t body = 0;
            found.flags = read_flags(found.command, body);
            found.body_at = static_cast<uint32_t>(body);
            for (const Flag& flag : found.flags)
                if (!takes_flag(found.instruction, flag.name))
                    problem(Severity::error, found.lines.first,
                            found.instruction + " takes no flag " + quoted("--" + flag.name));
        }
        read_arguments(found);
    }

    void read_arguments(Instruction& found) {
        const std::string_view name = found.instruction, body = found.body();
        const bool may_be_json = name == "RUN" || name == "CMD" || name == "ENTRYPOINT" || name == "SHELL" ||
                                 name == "COPY" || name == "ADD" || name == "VOLUME";
        if (name == "ONBUILD") return read_trigger(found);
        if (name == "HEALTHCHECK") return read_health_check(found);
        if (body.empty()) {
            if (name != "CMD" && name != "ENTRYPOINT")
                problem(Severity::error, found.lines.first, found.instruction + " needs an argument");
            return;
        }
        if (may_be_json && read_exec_form(found, body)) return;
        if (name == "SHELL")
            problem(Severity::error, found.lines.first, "SHELL needs a JSON array of strings");
        if (name == "RUN" || name == "CMD" || name == "ENTRYPOINT" || name == "SHELL") return;
        if (name == "ENV" || name == "LABEL" || name == "ARG") {
            read_settings(found, body);
        } else if (name == "MAINTAINER" || name == "STOPSIGNAL" || name == "USER" || name == "WORKDIR") {
            found.arguments.emplace_back(body);
        } else {
            found.arguments = blank_separated(body, words_left());
            if ((name == "COPY" || name == "ADD") && found.arguments.size() < 2)
                problem(Severity::error, found.lines.first,
                        found.instruction + " needs a source and a destination");
        }
        count_words(found);
    }

    void count_words(const Instruction& found) {
        words_ += std::min(found.arguments.size() + found.settings.size(), words_left());
        if (words_left() != 0 || words_told_) return;
        words_told_ = true;
        problem(Severity::error, found.lines.first, "from here on there are more words than are read");
    }

    bool read_exec_form(Instruction& found, std::string_view text) {
        auto array = read_json_array(text);
        if (array && array->only_strings) {
            found.json = true;
            found.arguments.insert(found.arguments.end(), std::make_move_iterator(array->strings.begin()),
                                   std::make_move_iterator(array->strings.end()));
            return true;
        }
        if (array)
            problem(Severity::error, found.lines.first, "a JSON array of arguments can only hold strings");
        else if (text.starts_with('[') && text.ends_with(']') && found.instruction != "RUN" &&
                 found.instruction != "HEALTHCHECK")
            problem(Severity::warning, found.lines.first,
                    "this is no JSON array, though it looks like one, and taken as text");
        return false;
    }

    void read_settings(Instruction& found, std::string_view body) {
        const auto words = quoted_words(body, out_.escape, words_left());
        if (words.empty()) return;
        if (found.instruction != "ARG" && words[0].find('=') == std::string::npos) {
            // The old form: the name, and all that follows is the value.
            const size_t end = std::min(body.find_first_of("\t\v\f\r "), body.size());
            const size_t value = skip_spaces(body, end);
            if (value >= body.size())
                problem(Severity::error, found.lines.first, found.instruction + " needs a name and a value");
            found.settings.push_back({std::string(body.substr(0, end)),
                                      std::string(body.substr(std::min(value, body.size()))),
                                      value < body.size()});
            return;
        }
        for (const std::string& word : words) {
            found.settings.push_back(read_setting(word));
            if (found.settings.back().name.empty() ||
                (!found.settings.back().has_value && found.instruction != "ARG"))
                problem(Severity::error, found.lines.first, quoted(word) + " is not name=value");
        }
    }

    void read_health_check(Instruction& found) {
        const std::string_view body = found.body();
        const size_t end = std::min(body.find_first_of("\t\v\f\r "), body.size());
        const std::string type = in_upper_case(body.substr(0, end));
        if (type != "CMD" && type != "NONE") {
            problem(Severity::error, found.lines.first, "HEALTHCHECK needs CMD or NONE");
            return;
        }
        found.arguments.push_back(type);
        if (type == "CMD") read_exec_form(found, body.substr(skip_spaces(body, end)));
        count_words(found);
    }

    void read_trigger(Instruction& found) {
        const std::string_view body = found.command;
        const std::string first = in_upper_case(body.substr(0, body.find_first_of("\t\v\f\r ")));
        if (first.empty() || first == "ONBUILD" || first == "FROM" || first == "MAINTAINER") {
            problem(Severity::error, found.lines.first,
                    first.empty() ? "ONBUILD needs an instruction" : "ONBUILD can't be followed by " + first);
            return;
        }
        Instruction trigger;
        trigger.lines = found.lines;
        trigger.source = {source_of(found.pieces, size_t{0}), found.source.end};
        Joined joined{found.command, found.pieces};
        fill(trigger, joined, 0);
        found.trigger.push_back(std::move(trigger));
    }

    /// Reads what follows the lines of `inner`; `outer` is the instruction or the ONBUILD around it.
    void read_here_documents(Instruction& inner, Instruction& outer) {
        const std::string_view name = inner.instruction;
        if ((name != "RUN" && name != "COPY" && name != "ADD") || inner.json) return;
        if (inner.command.find("<<") == std::string::npos) return;
        for (const std::string& word : quoted_words(inner.body(), '\\', limits::dockerfile_words)) {
            auto document = read_here_word(word);
            if (!document) continue;
            if (!ahead_.has(at_, document->name, document->strip_tabs)) {
                // BuildKit refuses the file; the lines that follow are more likely instructions.
                if (tells_problems())
                    problem(Severity::error, inner.lines.first,
                            "the here-document " + quoted(document->name) + " never ends");
                break;
            }
            document->content.begin = static_cast<uint32_t>(at_);
            document->lines.first = line_ + 1;
            while (at_ < text_.size()) {
                const Line line = next_line();
                std::string_view words = line_text(line);
                if (document->strip_tabs)
                    words.remove_prefix(std::min(words.find_first_not_of('\t'), words.size()));
                document->content.end = static_cast<uint32_t>(line.begin);
                outer.source.end = static_cast<uint32_t>(line.end);
                if (words == document->name) break;
            }
            document->lines.last = line_ - 1;
            inner.here_documents.push_back(std::move(*document));
        }
        inner.source.end = outer.source.end;
        inner.lines.last = outer.lines.last = line_;
    }

    /// Puts an instruction into its stage.
    void enter(Instruction& found, Scope& scope) {
        const auto index = static_cast<uint32_t>(out_.instructions.size());
        if (found.instruction == "FROM") return enter_stage(found, index, scope);
        if (out_.stages.empty()) {
            if (found.instruction == "ARG") return scope.enter(found);
            if (!found.known || outside_told_) return;
            outside_told_ = true;
            problem(Severity::error, found.lines.first, found.instruction + " stands before the first FROM");
            return;
        }
        found.stage = static_cast<uint32_t>(out_.stages.size() - 1);
        if (found.instruction == "COPY") {
            if (const Flag* from = found.flag("from")) use(from->value, index, false, found.lines.first);
        } else if (found.instruction == "RUN") {
            for (const Flag& flag : found.flags)
                if (flag.name == "mount") use_mount(flag.value, index, found.lines.first);
        }
    }

    void use_mount(std::string_view mount, uint32_t index, uint32_t line) {
        while (!mount.empty()) {
            const std::string_view part = mount.substr(0, mount.find(','));
            mount.remove_prefix(std::min(mount.size(), part.size() + 1));
            if (part.starts_with("from=")) use(part.substr(5), index, true, line);
        }
    }

    void use(std::string_view from, uint32_t index, bool mount, uint32_t line) {
        StageUse found;
        found.from = from;
        found.instruction = index;
        found.mount = mount;
        uint32_t number = 0;
        const auto [end, error] = std::from_chars(from.data(), from.data() + from.size(), number);
        if (error == std::errc() && end == from.data() + from.size()) {
            if (number + 1 < out_.stages.size())
                found.stage = number;
            else
                problem(Severity::error, line, std::string("there is no earlier stage ").append(from));
        } else if (const auto stage = stage_names_.find(in_lower_case(from)); stage != stage_names_.end()) {
            if (stage->second + 1 < out_.stages.size()) found.stage = stage->second;
        }
        out_.stages.back().uses.push_back(std::move(found));
    }

    void enter_stage(Instruction& found, uint32_t index, Scope& scope) {
        if (!out_.stages.empty()) out_.stages.back().last = index;
        Stage stage;
        stage.first = index;
        const auto& words = found.arguments;
        if (!words.empty()) stage.base = words[0];
        const bool named = words.size() == 3 && in_upper_case(words[1]) == "AS";
        if (words.size() != 1 && !named && !words.empty())
            problem(Severity::error, found.lines.first, "FROM takes an image, or an image AS a name");
        if (named) {
            stage.name = in_lower_case(words[2]);
            const bool good =
                stage.name[0] >= 'a' && stage.name[0] <= 'z' &&
                stage.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.") == std::string::npos;
            if (!good)
                problem(Severity::error, found.lines.first, quoted(words[2]) + " is no name for a stage");
        }
        if (const Flag* platform = found.flag("platform")) stage.platform = platform->value;
        Substituted base = scope.expand(stage.base, true);
        stage.unresolved = !base.missing.empty() || !base.problem.empty();
        stage.resolved_base = std::move(base.text);
        if (!base.problem.empty()) problem(Severity::error, found.lines.first, std::move(base.problem));
        if (const auto earlier = stage_names_.find(in_lower_case(stage.resolved_base));
            earlier != stage_names_.end())
            stage.base_stage = earlier->second;
        found.stage = static_cast<uint32_t>(out_.stages.size());
        if (!stage.name.empty()) stage_names_[stage.name] = found.stage;
        out_.stages.push_back(std::move(stage));
    }

    std::string_view text_;
    size_t at_ = 0;
    uint32_t line_ = 0;
    size_t words_ = 0;
    bool words_told_ = false, outside_told_ = false;
    LinesAhead ahead_;
    std::unordered_map<std::string, uint32_t> stage_names_;
    Dockerfile out_;
};

}  // namespace

const Flag* Instruction::flag(std::string_view name) const {
    for (const Flag& flag : flags)
        if (flag.name == name) return &flag;
    return nullptr;
}

Dockerfile parse(std::string_view text) { return Parser(text).run(); }

Dockerfile parse(std::string_view text, Mode mode) {
    return mode == Mode::authors ? parse_as_authors(text) : parse(text);
}

std::map<std::string, uint32_t, std::less<>> instruction_counts(std::span<const Instruction> instructions) {
    std::map<std::string, uint32_t, std::less<>> counts;
    for (const Instruction& instruction : instructions) ++counts[instruction.instruction];
    return counts;
}

uint32_t line_of(std::string_view text, uint32_t offset) {
    const std::string_view before = text.substr(0, offset);
    return 1 + static_cast<uint32_t>(std::count(before.begin(), before.end(), '\n'));
}

}  // namespace plimsoll::dockerfile
