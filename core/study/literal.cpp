#include "core/study/literal.h"

#include <cctype>
#include <cstdlib>

#include "core/limits.h"

namespace plimsoll::study {
namespace {

class Parser {
 public:
    explicit Parser(std::string_view text) : text_(text) {}

    Result<Literal> whole() {
        auto value = any(0);
        if (!value) return value;
        blanks();
        if (at_ < text_.size()) return wrong("something follows the value");
        return value;
    }

 private:
    tl::unexpected<Error> wrong(std::string message) const {
        return failure(ErrorCode::corrupt, "byte " + std::to_string(at_), std::move(message));
    }

    void blanks() {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
    }

    bool take(char letter) {
        blanks();
        if (at_ == text_.size() || text_[at_] != letter) return false;
        ++at_;
        return true;
    }

    Result<Literal> any(int depth) {
        if (depth > limits::literal_depth) return wrong("is nested too deep");
        blanks();
        if (at_ == text_.size()) return wrong("a value is missing");
        const char first = text_[at_];
        if (first == '[' || first == '(') return list(first == '[' ? ']' : ')', depth);
        if (first == '{') return braces(depth);
        if (first == '\'' || first == '"') return quoted();
        return word();
    }

    Result<Literal> list(char closing, int depth) {
        ++at_;
        Literal value;
        value.kind = Literal::Kind::list;
        while (!take(closing)) {
            if (!value.items.empty() && !take(',')) return wrong("a comma or a bracket is missing");
            if (!value.items.empty() && take(closing)) break;
            auto item = any(depth + 1);
            if (!item) return item;
            value.items.push_back(std::move(*item));
        }
        return value;
    }

    /// A dict, or a set.
    Result<Literal> braces(int depth) {
        ++at_;
        Literal value;
        value.kind = Literal::Kind::dict;
        for (bool first = true; !take('}'); first = false) {
            if (!first && !take(',')) return wrong("a comma or a brace is missing");
            if (!first && take('}')) break;
            auto name = any(depth + 1);
            if (!name) return name;
            if (first && !take(':')) {
                value.kind = Literal::Kind::list;
            } else if (value.kind == Literal::Kind::dict) {
                if (!first && !take(':')) return wrong("a colon is missing");
                auto member = any(depth + 1);
                if (!member) return member;
                value.keys.push_back(std::move(*name));
                value.items.push_back(std::move(*member));
                continue;
            }
            value.items.push_back(std::move(*name));
        }
        return value;
    }

    Result<Literal> quoted() {
        const char quote = text_[at_++];
        Literal value;
        value.kind = Literal::Kind::text;
        while (true) {
            if (at_ == text_.size()) return wrong("a quote is not closed");
            char letter = text_[at_++];
            if (letter == quote) return value;
            if (letter == '\\' && at_ < text_.size()) {
                letter = text_[at_++];
                // Others than these stay as they are written: nothing here compares them.
                if (letter == 'n')
                    letter = '\n';
                else if (letter == 't')
                    letter = '\t';
                else if (letter != '\\' && letter != '\'' && letter != '"')
                    value.text.push_back('\\');
            }
            value.text.push_back(letter);
        }
    }

    Result<Literal> word() {
        const size_t begin = at_;
        while (at_ < text_.size() &&
               (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '.' ||
                text_[at_] == '+' || text_[at_] == '-' || text_[at_] == '_'))
            ++at_;
        const std::string name(text_.substr(begin, at_ - begin));
        Literal value;
        if (name == "None" || name == "nan") return value;
        if (name == "set" && take('(') && take(')')) {
            value.kind = Literal::Kind::list;
            return value;
        }
        value.kind = Literal::Kind::number;
        if (name == "True" || name == "False") {
            value.number = name == "True" ? 1 : 0;
            return value;
        }
        char* end = nullptr;
        value.number = std::strtod(name.c_str(), &end);
        if (name.empty() || *end != '\0') {
            at_ = begin;
            return wrong("is no Python value");
        }
        return value;
    }

    std::string_view text_;
    size_t at_ = 0;
};

}  // namespace

std::vector<std::string> Literal::texts() const {
    std::vector<std::string> all;
    for (const Literal& item : items)
        if (item.kind == Kind::text) all.push_back(item.text);
    return all;
}

Result<Literal> parse_literal(std::string_view text) { return Parser(text).whole(); }

}  // namespace plimsoll::study
