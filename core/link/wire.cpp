#include "core/link/wire.h"

#include <map>

#include "core/limits.h"
#include "core/link/texts.h"

namespace plimsoll::link {

// assets/link-dictionary-1.txt
extern const unsigned char dictionary_1_txt[];
extern const size_t dictionary_1_txt_size;

namespace {

const std::map<std::string_view, size_t>& word_numbers() {
    static const std::map<std::string_view, size_t> numbers = [] {
        std::map<std::string_view, size_t> all;
        for (size_t number = 0; number < words_1().size(); ++number) all.emplace(words_1()[number], number);
        return all;
    }();
    return numbers;
}

/// Ten bytes hold 64 bits, the last of them one.
constexpr unsigned last_shift = 63;

}  // namespace

std::string_view dictionary_1() {
    return {reinterpret_cast<const char*>(dictionary_1_txt), dictionary_1_txt_size};
}

const std::vector<std::string_view>& words_1() {
    static const std::vector<std::string_view> words = [] {
        std::vector<std::string_view> all;
        std::string_view rest = dictionary_1();
        while (true) {
            const size_t end = rest.find('\n');
            const std::string_view line = rest.substr(0, end);
            if (line.empty()) return all;
            all.push_back(line);
            if (end == std::string_view::npos) return all;
            rest.remove_prefix(end + 1);
        }
    }();
    return words;
}

void Writer::put(uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(0x80 | (value & 0x7f));
    bytes_ += static_cast<char>(value);
}

void Writer::text(const std::string& value) {
    const auto word = word_numbers().find(value);
    if (word != word_numbers().end()) return put(word->second * 2 + 1);
    put(static_cast<uint64_t>(value.size()) * 2);
    bytes_ += value;
}

uint64_t Reader::get() {
    uint64_t value = 0;
    for (unsigned shift = 0; !failed(); shift += 7) {
        if (at_ == bytes_.size()) {
            fail("ends too early");
            break;
        }
        const uint8_t byte = bytes_[at_++];
        // Each number has one spelling: no zeros at its end, nothing beyond 64 bits.
        if ((byte == 0 && shift > 0) || (shift == last_shift && byte > 1)) {
            fail("holds a number that is too large");
            break;
        }
        value |= static_cast<uint64_t>(byte & 0x7f) << shift;
        if (byte < 0x80) return value;
    }
    return 0;
}

uint64_t Reader::row_count() {
    const uint64_t count = get();
    // A row takes a byte at least.
    if (count > limits::link_rows || count > bytes_.size() - at_) fail("lists too many things");
    return failed() ? 0 : count;
}

void Reader::text(std::string& value) {
    value.clear();
    const uint64_t what = get();
    if (failed()) return;
    if (what & 1) {
        if (what / 2 >= words_1().size()) return fail("names something that there is not");
        value = words_1()[static_cast<size_t>(what / 2)];
        return;
    }
    if (what / 2 > limits::link_text_bytes || what / 2 > bytes_.size() - at_)
        return fail("holds a text that is too long");
    const size_t bytes = static_cast<size_t>(what / 2);
    const std::string_view text(reinterpret_cast<const char*>(bytes_.data()) + at_, bytes);
    if (!is_harmless(text)) return fail("holds a text with control characters, or none that is UTF-8");
    // Each text has one spelling, too.
    if (word_numbers().contains(text)) return fail("spells out a word of the dictionary");
    at_ += bytes;
    value = text;
}

void Reader::date(int64_t& value) {
    value = unzigzag(get());
    if (value < first_date || value > last_date) fail("holds a date that is none");
    if (failed()) value = 0;
}

Result<void> Reader::finish() {
    if (!failed() && at_ != bytes_.size()) fail("goes on after its end");
    if (failed()) return failure(ErrorCode::corrupt, "", wrong_);
    return {};
}

}  // namespace plimsoll::link
