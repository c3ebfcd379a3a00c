// Variables in a Dockerfile's instructions, as BuildKit puts them in.
#include "core/dockerfile/substitute.h"

#include <algorithm>

#include "core/dockerfile/dockerfile.h"
#include "core/limits.h"

namespace plimsoll::dockerfile {
namespace {

/// Deeper than anybody nests ${a:-${b:-c}}.
constexpr int most_depth = 32;

using Letters = std::vector<std::string_view>;

/// The letters of a UTF-8 text; a byte that is none is one for itself.
Letters letters_of(std::string_view text) {
    Letters letters;
    for (size_t at = 0; at < text.size();) {
        size_t end = at + 1;
        if (static_cast<unsigned char>(text[at]) >= 0xc0)
            while (end < text.size() && end < at + 4 &&
                   (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
                ++end;
        letters.push_back(text.substr(at, end - at));
        at = end;
    }
    return letters;
}

/// A pattern of the shell: letters, ? and *.
struct Pattern {
    enum class Step : uint8_t { letter, any, many };
    std::vector<std::pair<Step, std::string_view>> steps;

    explicit Pattern(std::string_view text) {
        const Letters letters = letters_of(text);
        for (size_t at = 0; at < letters.size(); ++at) {
            if (letters[at] == "*")
                steps.emplace_back(Step::many, "");
            else if (letters[at] == "?")
                steps.emplace_back(Step::any, "");
            else if (letters[at] == "\\" && at + 1 < letters.size())
                steps.emplace_back(Step::letter, letters[++at]);
            else
                steps.emplace_back(Step::letter, letters[at]);
        }
    }

    /// How many letters from `from` on match, the fewest or the most; nothing where none do.
    std::optional<size_t> match(const Letters& letters, size_t from, bool longest, uint64_t& work) const {
        std::vector<bool> now(steps.size() + 1), next(steps.size() + 1);
        const auto reach = [&](std::vector<bool>& states, size_t step) {
            states[step] = true;
            for (; step < steps.size() && steps[step].first == Step::many; ++step) states[step + 1] = true;
        };
        reach(now, 0);
        std::optional<size_t> found;
        for (size_t at = from;; ++at) {
            if (now[steps.size()]) {
                found = at - from;
                if (!longest) return found;
            }
            if (at == letters.size()) return found;
            std::fill(next.begin(), next.end(), false);
            bool alive = false;
            work += steps.size() + 1;
            for (size_t step = 0; step < steps.size(); ++step) {
                if (!now[step]) continue;
                const auto& [kind, letter] = steps[step];
                if (kind == Step::letter && letter != letters[at]) continue;
                reach(next, kind == Step::many ? step : step + 1);
                alive = true;
            }
            if (!alive) return found;
            now.swap(next);
        }
    }
};

std::string joined(const Letters& letters, size_t from, size_t to) {
    std::string text;
    for (size_t at = from; at < to; ++at) text.append(letters[at]);
    return text;
}

class Substituter {
 public:
    Substituter(std::string_view text, const Variables& variables, char escape, uint64_t& steps_left)
        : text_(text), variables_(variables), escape_(escape), steps_left_(steps_left) {}

    Substituted run() {
        Substituted result;
        read(0, false, result.text);
        result.problem = std::move(problem_);
        result.missing = std::move(missing_);
        return result;
    }

 private:
    bool fail(std::string message) {
        if (problem_.empty()) problem_ = std::move(message);
        return false;
    }

    bool spend(uint64_t steps) {
        if (steps > steps_left_) {
            steps_left_ = 0;
            return fail("there are more variables than are put in");
        }
        steps_left_ -= steps;
        return true;
    }

    bool add(std::string& to, std::string_view text) {
        if (!spend(text.size())) return false;
        if (to.size() + text.size() > limits::dockerfile_value_bytes)
            return fail("with its variables the text is too long");
        to.append(text);
        return true;
    }

    bool at_end() const { return at_ >= text_.size(); }

    /// Reads up to `stop` and past it, or to the end where that is 0.
    bool read(char stop, bool raw_escapes, std::string& to) {
        if (++depth_ > most_depth) return fail("variables are nested too deep");
        while (!at_end()) {
            const char letter = text_[at_];
            if (stop != 0 && letter == stop) {
                ++at_;
                --depth_;
                return true;
            }
            bool good = true;
            if (letter == '\'') {
                good = read_single_quoted(to);
            } else if (letter == '"') {
                good = read_double_quoted(to);
            } else if (letter == '$') {
                good = read_variable(to);
            } else if (letter == escape_) {
                if (raw_escapes) good = add(to, text_.substr(at_, 1));
                ++at_;
                if (good && !at_end()) good = add(to, text_.substr(at_++, 1));
            } else {
                const size_t begin = at_;
                while (!at_end() && text_[at_] != '\'' && text_[at_] != '"' && text_[at_] != '$' &&
                       text_[at_] != escape_ && (stop == 0 || text_[at_] != stop))
                    ++at_;
                good = add(to, text_.substr(begin, at_ - begin));
            }
            if (!good) return false;
        }
        --depth_;
        return stop == 0 || fail(std::string("a variable is not closed with ") + stop);
    }

    bool read_single_quoted(std::string& to) {
        const size_t begin = ++at_, end = text_.find('\'', at_);
        if (end == std::string_view::npos) return fail("a quote is not closed");
        at_ = end + 1;
        return add(to, text_.substr(begin, end - begin));
    }

    bool read_double_quoted(std::string& to) {
        ++at_;
        while (!at_end()) {
            const char letter = text_[at_];
            if (letter == '"') {
                ++at_;
                return true;
            }
            if (letter == '$') {
                if (!read_variable(to)) return false;
                continue;
            }
            if (letter == escape_ && at_ + 1 < text_.size() &&
                (text_[at_ + 1] == '"' || text_[at_ + 1] == '$' || text_[at_ + 1] == escape_))
                ++at_;
            if (!add(to, text_.substr(at_, 1))) return false;
            ++at_;
        }
        return fail("a quote is not closed");
    }

    std::string_view read_name() {
        const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
        const auto is_letter = [](char letter) {
            return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_';
        };
        const size_t begin = at_;
        if (at_end()) return {};
        if (is_digit(text_[at_])) {
            while (!at_end() && is_digit(text_[at_])) ++at_;
        } else if (std::string_view("@*#?-$!").find(text_[at_]) != std::string_view::npos) {
            ++at_;
        } else {
            while (!at_end() && (is_letter(text_[at_]) || is_digit(text_[at_]))) ++at_;
        }
        return text_.substr(begin, at_ - begin);
    }

    const std::string* value_of(std::string_view name) {
        if (const auto found = variables_.find(name); found != variables_.end()) return &found->second;
        return nullptr;
    }

    void miss(std::string_view name) {
        constexpr size_t most = 100;
        if (missing_.size() < most && std::find(missing_.begin(), missing_.end(), name) == missing_.end())
            missing_.emplace_back(name);
    }

    bool read_variable(std::string& to) {
        ++at_;
        if (!spend(1)) return false;
        if (at_end() || text_[at_] != '{') {
            const std::string_view name = read_name();
            if (name.empty()) return add(to, "$");
            if (const std::string* value = value_of(name)) return add(to, *value);
            miss(name);
            return true;
        }
        ++at_;
        const std::string_view name = read_name();
        if (name.empty()) return fail("what stands in ${} is no variable");
        if (at_end()) return fail("a variable is not closed with }");
        const std::string* value = value_of(name);
        char modifier = text_[at_++];
        if (modifier == '}') {
            if (value) return add(to, *value);
            miss(name);
            return true;
        }
        bool empty_is_unset = false;
        if (modifier == ':' && !at_end()) {
            empty_is_unset = true;
            modifier = text_[at_++];
            if (modifier != '-' && modifier != '+' && modifier != '?') modifier = ':';
        }
        const bool unset = !value || (empty_is_unset && value->empty());
        std::string word;
        switch (modifier) {
            case '-':
                if (!read('}', false, word)) return false;
                return add(to, unset ? std::string_view(word) : std::string_view(*value));
            case '+':
                if (!read('}', false, word)) return false;
                return unset || add(to, word);
            case '?':
                if (!read('}', false, word)) return false;
                if (!unset) return add(to, *value);
                miss(name);
                return fail(std::string(name).append(": ").append(word.empty() ? "is not set" : word));
            case '#':
            case '%':
                return read_cut(modifier, name, value, to);
            case '/':
                return read_replacement(name, value, to);
            default:
                return fail(std::string("the modifier ") + modifier + " of a variable is not known");
        }
    }

    bool read_cut(char modifier, std::string_view name, const std::string* value, std::string& to) {
        std::string word;
        if (!read('}', true, word)) return false;
        if (!value) {
            miss(name);
            return true;
        }
        const bool longest = word.starts_with(modifier);
        if (longest) word.erase(0, 1);
        Pattern pattern(word);
        Letters letters = letters_of(*value);
        uint64_t work = word.size() + value->size();
        if (modifier == '%') {
            std::reverse(pattern.steps.begin(), pattern.steps.end());
            std::reverse(letters.begin(), letters.end());
        }
        const size_t cut = pattern.match(letters, 0, longest, work).value_or(0);
        if (!spend(work)) return false;
        if (modifier == '#') return add(to, joined(letters, cut, letters.size()));
        std::reverse(letters.begin(), letters.end());
        return add(to, joined(letters, 0, letters.size() - cut));
    }

    bool read_replacement(std::string_view name, const std::string* value, std::string& to) {
        const bool all = !at_end() && text_[at_] == '/';
        if (all) ++at_;
        std::string word, replacement;
        if (!read('/', true, word) || !read('}', true, replacement)) return false;
        if (!value) {
            miss(name);
            return true;
        }
        if (word.empty()) return add(to, *value);
        const Pattern pattern(word);
        const Letters letters = letters_of(*value);
        bool done = false;
        if (!spend(word.size() + value->size())) return false;
        for (size_t at = 0; at < letters.size();) {
            uint64_t work = 1;
            const auto length = done ? std::nullopt : pattern.match(letters, at, true, work);
            if (!spend(work)) return false;
            if (!length || *length == 0) {
                if (!add(to, letters[at++])) return false;
                continue;
            }
            if (!add(to, replacement)) return false;
            at += *length;
            done = !all;
        }
        return true;
    }

    std::string_view text_;
    const Variables& variables_;
    char escape_;
    uint64_t& steps_left_;
    size_t at_ = 0;
    int depth_ = 0;
    std::vector<std::string> missing_;
    std::string problem_;
};

}  // namespace

Substituted substitute_within(std::string_view text, const Variables& variables, char escape,
                              uint64_t& steps_left) {
    const char special[] = {'$', '\'', '"', escape};
    if (text.size() <= limits::dockerfile_value_bytes &&
        text.find_first_of(std::string_view(special, sizeof special)) == std::string_view::npos &&
        text.size() <= steps_left) {
        steps_left -= text.size();
        return {std::string(text), {}, ""};
    }
    return Substituter(text, variables, escape, steps_left).run();
}

Substituted substitute(std::string_view text, const Variables& variables, char escape) {
    uint64_t steps_left = limits::dockerfile_steps;
    return substitute_within(text, variables, escape, steps_left);
}

}  // namespace plimsoll::dockerfile
