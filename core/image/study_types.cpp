#include <algorithm>
#include <array>
#include <vector>

#include "core/image/file_types.h"
#include "core/image/study_rules.h"
#include "core/limits.h"

namespace plimsoll::image {
namespace {

constexpr char lowered(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

constexpr size_t texts_of(std::string_view test) {
    return 1 + static_cast<size_t>(std::count(test.begin(), test.end(), ' '));
}

constexpr size_t all_texts() {
    size_t count = 0;
    for (const StudyRule& rule : study_class_table) count += texts_of(rule.test);
    return count;
}

/// The texts of all classes by their first two letters, those of later classes first: at each place of a key only
/// few can begin, and the search ends with the first that does.
class Texts {
 public:
    constexpr Texts() {
        first_.fill(none);
        uint16_t number = 0;
        for (uint8_t rule = 0; rule < std::size(study_class_table); ++rule) {
            std::string_view left = study_class_table[rule].test;
            while (!left.empty()) {
                const std::string_view text = left.substr(0, left.find(' '));
                left.remove_prefix(std::min(left.size(), text.size() + 1));
                uint16_t& head = first_[bucket(text)];
                texts_[number] = {text, rule, head};
                head = number++;
            }
        }
    }

    /// The last class of which a text occurs in the key, whatever its case; null where there is none.
    const StudyRule* last_match(std::string_view key) const {
        int best = -1;
        for (; key.size() >= 2; key.remove_prefix(1)) {
            uint16_t text = first_[bucket(key)];
            for (; text != none && texts_[text].rule > best; text = texts_[text].next)
                if (begins_with(key, texts_[text].text)) best = texts_[text].rule;
        }
        return best < 0 ? nullptr : &study_class_table[best];
    }

 private:
    static constexpr uint16_t none = UINT16_MAX;

    struct Text {
        std::string_view text;
        uint8_t rule = 0;
        uint16_t next = none;
    };

    static constexpr size_t bucket(std::string_view text) {
        return (static_cast<uint8_t>(lowered(text[0])) * 31u + static_cast<uint8_t>(lowered(text[1]))) % 256;
    }

    static bool begins_with(std::string_view key, std::string_view text) {
        return key.size() >= text.size() &&
               std::equal(text.begin(), text.end(), key.begin(),
                          [](char expected, char letter) { return expected == lowered(letter); });
    }

    std::array<Text, all_texts()> texts_{};
    std::array<uint16_t, 256> first_{};
};

constexpr Texts texts;

/// What Python's int() takes for a number, as far as that is ASCII: "7", " -7 ", "1_000".
bool is_number(std::string_view text) {
    const auto space = [](char letter) {
        return letter == ' ' || (letter >= '\t' && letter <= '\r') || (letter >= '\x1c' && letter <= '\x1f');
    };
    while (!text.empty() && space(text.front())) text.remove_prefix(1);
    while (!text.empty() && space(text.back())) text.remove_suffix(1);
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
    bool digit = false;
    for (const char letter : text) {
        if (letter == '_' ? !digit : letter < '0' || letter > '9') return false;
        digit = letter != '_';
    }
    return digit;
}

/// What the authors call a file's extension, or else its name. They number the suffixes behind the first; `numbered`
/// keeps such a key.
std::string_view key_of(std::string_view name, std::string& numbered) {
    if (name.ends_with('.')) return name;
    std::string_view left = name;
    left.remove_prefix(std::min(left.find_first_not_of('.'), left.size()));
    const size_t first = left.find('.');
    if (first == std::string_view::npos) return name;
    size_t dot = left.find('.', first + 1);
    const std::string_view suffix = left.substr(first, dot - first);
    if (suffix.size() == 1 || is_number(suffix.substr(1))) return name;
    if (dot == std::string_view::npos) return suffix;
    numbered = suffix;
    for (int number = 1; dot != std::string_view::npos; ++number, dot = left.find('.', dot + 1))
        numbered.append(1, '.').append(std::to_string(number));
    return numbered;
}

const StudyRule* special_case(std::string_view key) {
    const auto is = [&](auto... names) { return ((key == names) || ...); };
    const auto has = [&](std::string_view text) { return key.find(text) != std::string_view::npos; };
    const bool holds[] = {
        is(".c", ".C", ".h", "cs", ".hpp", ".o", "cp") || has(".cpp.") || has(".o.") || key.ends_with(".o") ||
            key.ends_with("cc"),
        has(".a.") || key.ends_with(".a"),
        is(".mo") || has(".mo."),
        is(".z") || has(".z."),
        is(".f"),
        key.ends_with(".m"),
        key.ends_with("node"),
    };
    static_assert(std::size(holds) == std::size(study_special_table));
    const auto first = std::find(std::begin(holds), std::end(holds), true);
    return first == std::end(holds) ? nullptr : &study_special_table[first - std::begin(holds)];
}

}  // namespace

std::string study_type(std::string_view name) {
    if (name.size() > limits::study_name_bytes) name.remove_prefix(name.size() - limits::study_name_bytes);
    std::string numbered;
    const std::string_view key = key_of(name, numbered);
    const StudyRule* rule = special_case(key);
    if (!rule) rule = texts.last_match(key);
    return std::string(rule ? rule->type : key);
}

std::span<const StudyRule> study_special_cases() { return study_special_table; }
std::span<const StudyRule> study_classes() { return study_class_table; }

}  // namespace plimsoll::image
