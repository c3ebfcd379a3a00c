#include "core/dockerfile/arguments.h"

#include <algorithm>

#include "core/dockerfile/spaces.h"

namespace plimsoll::dockerfile {
namespace {

/// BuildKit splits words at these only.
bool is_blank(char letter) { return is_ascii_space(letter) && letter != '\n'; }

void append_utf8(std::string& text, uint32_t code) {
    const auto add = [&](uint32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80) return add(code);
    if (code < 0x800) {
        add(0xc0 | code >> 6);
        return add(0x80 | (code & 0x3f));
    }
    if (code < 0x10000) {
        add(0xe0 | code >> 12);
    } else {
        add(0xf0 | code >> 18);
        add(0x80 | (code >> 12 & 0x3f));
    }
    add(0x80 | (code >> 6 & 0x3f));
    add(0x80 | (code & 0x3f));
}

/// Reads a JSON array; whatever is no string is only passed over.
class JsonReader {
 public:
    explicit JsonReader(std::string_view text) : text_(text) {}

    std::optional<JsonArray> array() {
        JsonArray array;
        skip();
        if (!take('[')) return std::nullopt;
        skip();
        if (!take(']')) {
            do {
                skip();
                std::string string;
                if (at_ < text_.size() && text_[at_] == '"') {
                    if (!read_string(string)) return std::nullopt;
                    array.strings.push_back(std::move(string));
                } else if (pass_scalar()) {
                    array.only_strings = false;
                } else {
                    return std::nullopt;
                }
                skip();
            } while (take(','));
            if (!take(']')) return std::nullopt;
        }
        skip();
        if (at_ != text_.size()) return std::nullopt;
        return array;
    }

 private:
    void skip() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
            ++at_;
    }
    bool take(char letter) {
        if (at_ >= text_.size() || text_[at_] != letter) return false;
        ++at_;
        return true;
    }
    /// A number, true, false or null.
    bool pass_scalar() {
        const size_t begin = at_;
        while (at_ < text_.size() && ((text_[at_] >= '0' && text_[at_] <= '9') || text_[at_] == '.' ||
                                      text_[at_] == '-' || text_[at_] == '+'))
            ++at_;
        if (at_ > begin) return true;
        for (const std::string_view word : {"true", "false", "null"}) {
            if (!text_.substr(at_).starts_with(word)) continue;
            at_ += word.size();
            return true;
        }
        return false;
    }
    std::optional<uint32_t> hex4() {
        uint32_t code = 0;
        for (int digit = 0; digit < 4; ++digit, ++at_) {
            if (at_ >= text_.size()) return std::nullopt;
            const char letter = text_[at_];
            uint32_t value = 0;
            if (letter >= '0' && letter <= '9')
                value = static_cast<uint32_t>(letter - '0');
            else if (letter >= 'a' && letter <= 'f')
                value = static_cast<uint32_t>(letter - 'a' + 10);
            else if (letter >= 'A' && letter <= 'F')
                value = static_cast<uint32_t>(letter - 'A' + 10);
            else
                return std::nullopt;
            code = code << 4 | value;
        }
        return code;
    }
    bool read_escape(std::string& string) {
        if (at_ >= text_.size()) return false;
        constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
        const char letter = text_[at_++];
        if (const size_t which = letters.find(letter); which != std::string_view::npos) {
            string.push_back(meant[which]);
            return true;
        }
        if (letter != 'u') return false;
        auto code = hex4();
        if (!code) return false;
        constexpr uint32_t replacement = 0xfffd;
        if (*code >= 0xd800 && *code < 0xdc00 && text_.substr(at_).starts_with("\\u")) {
            const size_t before = at_;
            at_ += 2;
            const auto low = hex4();
            if (!low) return false;
            if (*low >= 0xdc00 && *low < 0xe000) {
                append_utf8(string, 0x10000 + ((*code - 0xd800) << 10) + (*low - 0xdc00));
                return true;
            }
            at_ = before;
        }
        append_utf8(string, *code >= 0xd800 && *code < 0xe000 ? replacement : *code);
        return true;
    }
    bool read_string(std::string& string) {
        ++at_;
        while (at_ < text_.size()) {
            const char letter = text_[at_++];
            if (letter == '"') return true;
            if (static_cast<unsigned char>(letter) < ' ') return false;
            if (letter != '\\')
                string.push_back(letter);
            else if (!read_escape(string))
                return false;
        }
        return false;
    }

    std::string_view text_;
    size_t at_ = 0;
};

}  // namespace

std::vector<Flag> read_flags(std::string_view text, size_t& end) {
    std::vector<Flag> flags;
    size_t at = 0;
    for (;;) {
        at = skip_spaces(text, at);
        end = at;
        if (!text.substr(at).starts_with("--")) return flags;
        std::string word;
        char quote = 0;
        bool quoted = false;
        for (; at < text.size(); ++at) {
            const char letter = text[at];
            if (quote == 0 && is_ascii_space(letter)) break;
            if (letter == '\\') {
                if (at + 1 < text.size()) word.push_back(text[++at]);
            } else if (quote == 0 && (letter == '"' || letter == '\'')) {
                quote = letter;
                quoted = true;
            } else if (quote != 0 && letter == quote) {
                quote = 0;
            } else {
                word.push_back(letter);
            }
        }
        if (word == "--" && !quoted) {
            end = skip_spaces(text, at);
            return flags;
        }
        const size_t equals = word.find('=');
        Flag flag;
        flag.name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
        flag.has_value = equals != std::string::npos;
        if (flag.has_value) flag.value = word.substr(equals + 1);
        flags.push_back(std::move(flag));
    }
}

std::optional<JsonArray> read_json_array(std::string_view text) {
    if (!text.starts_with('[') || !text.ends_with(']')) return std::nullopt;
    return JsonReader(text).array();
}

std::vector<std::string> blank_separated(std::string_view text, size_t most) {
    std::vector<std::string> words;
    size_t at = 0;
    while (words.size() < most) {
        while (at < text.size() && is_blank(text[at])) ++at;
        if (at == text.size()) break;
        const size_t begin = at;
        while (at < text.size() && !is_blank(text[at])) ++at;
        words.emplace_back(text.substr(begin, at - begin));
    }
    return words;
}

std::vector<std::string> quoted_words(std::string_view text, char escape, size_t most) {
    std::vector<std::string> words;
    size_t at = 0;
    while (words.size() < most) {
        at = skip_spaces(text, at);
        if (at >= text.size()) break;
        std::string word;
        char quote = 0;
        for (; at < text.size(); ++at) {
            const char letter = text[at];
            if (quote == 0 && space_at(text, at) != 0) break;
            if (letter == escape && quote != '\'') {
                if (at + 1 == text.size()) continue;  // an escape of nothing
                word.push_back(letter);
                word.push_back(text[++at]);
                continue;
            }
            if (quote == 0 && (letter == '"' || letter == '\''))
                quote = letter;
            else if (letter == quote)
                quote = 0;
            word.push_back(letter);
        }
        if (!word.empty()) words.push_back(std::move(word));
    }
    return words;
}

std::optional<HereDocument> read_here_word(std::string_view word) {
    size_t at = 0;
    while (at < word.size() && word[at] >= '0' && word[at] <= '9') ++at;
    if (!word.substr(at).starts_with("<<")) return std::nullopt;
    at += 2;
    HereDocument document;
    if (at < word.size() && word[at] == '-') {
        document.strip_tabs = true;
        ++at;
    }
    if (at == word.size() || word.find('<', at) != std::string_view::npos) return std::nullopt;
    char quote = 0;
    for (; at < word.size(); ++at) {
        const char letter = word[at];
        if (quote == 0 && (letter == '"' || letter == '\'')) {
            quote = letter;
            document.expand = false;
        } else if (quote != 0 && letter == quote) {
            quote = 0;
        } else if (letter == '\\' && quote != '\'') {
            document.expand = false;
            if (at + 1 < word.size()) document.name.push_back(word[++at]);
        } else {
            document.name.push_back(letter);
        }
    }
    if (quote != 0 || document.name.empty()) return std::nullopt;
    return document;
}

Setting read_setting(std::string_view word) {
    const size_t equals = word.find('=');
    if (equals == std::string_view::npos) return {std::string(word), "", false};
    return {std::string(word.substr(0, equals)), std::string(word.substr(equals + 1)), true};
}

}  // namespace plimsoll::dockerfile
