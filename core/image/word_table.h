// Tables from words to what they mean, made while compiling: a look-up costs one hash and mostly one comparison.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace plimsoll::image {

/// A row of a table as it is written down: what several words, with spaces between them, mean.
template <class Meaning>
struct Words {
    Meaning meaning;
    std::string_view words;
};

/// `rows` is a constant array of Words.
template <const auto& rows>
class WordTable {
    using Meaning = decltype(rows[0].meaning);
    using Plain = std::remove_const_t<Meaning>;

 public:
    constexpr WordTable() {
        slots_.fill(free);
        uint16_t number = 0;
        for (const auto& row : rows) {
            std::string_view left = row.words;
            while (!left.empty()) {
                const std::string_view word = left.substr(0, left.find(' '));
                left.remove_prefix(left.size() == word.size() ? left.size() : word.size() + 1);
                const size_t slot = slot_of(word);
                if (slots_[slot] != free || word.empty()) faulty_ = true;
                entries_[number] = {word, row.meaning};
                slots_[slot] = number++;
            }
        }
    }

    constexpr const Plain* find(std::string_view word) const {
        const uint16_t entry = slots_[slot_of(word)];
        return entry == free ? nullptr : &entries_[entry].meaning;
    }

    /// Some word stands there twice, or two spaces follow each other: a mistake, for static_assert.
    constexpr bool faulty() const { return faulty_; }

 private:
    static constexpr uint16_t free = UINT16_MAX;

    static constexpr size_t count() {
        size_t words = 0;
        for (const auto& row : rows) {
            ++words;
            for (const char letter : row.words) words += letter == ' ';
        }
        return words;
    }

    static constexpr uint32_t hash(std::string_view word) {
        uint32_t value = 2166136261u;
        for (const char letter : word) value = (value ^ static_cast<uint8_t>(letter)) * 16777619u;
        return value ^ (value >> 15);
    }

    /// Where the word is, or would be.
    constexpr size_t slot_of(std::string_view word) const {
        size_t slot = hash(word) % slots_.size();
        while (slots_[slot] != free && entries_[slots_[slot]].word != word) slot = (slot + 1) % slots_.size();
        return slot;
    }

    struct Entry {
        std::string_view word;
        Plain meaning{};
    };
    std::array<Entry, count()> entries_{};
    std::array<uint16_t, std::bit_ceil(2 * count())> slots_{};
    bool faulty_ = false;
};

}  // namespace plimsoll::image
