// Finds what belongs together in two lists, by keys: the strongest first, then weaker ones for what is left.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::report {

/// Which row of the one list belongs to which of the other.
class Matching {
 public:
    static constexpr uint32_t none = UINT32_MAX;

    Matching(size_t a, size_t b) : of_a_(a, none), of_b_(b, none) {}

    uint32_t of_a(size_t a) const { return of_a_[a]; }  ///< the row of B that belongs to it, or none
    uint32_t of_b(size_t b) const { return of_b_[b]; }

    void match(uint32_t a, uint32_t b) {
        of_a_[a] = b;
        of_b_[b] = a;
    }

    /// Matches rows that have the same key, of several the first with the first, and so on. `key_a(row)` is a text; an
    /// empty one belongs to none.
    template <class KeyA, class KeyB>
    void match_by(KeyA key_a, KeyB key_b) {
        std::map<std::string, std::pair<std::vector<uint32_t>, size_t>> waiting;  // with how many are matched
        for (uint32_t b = 0; b < of_b_.size(); ++b)
            if (of_b_[b] == none) waiting[key_b(b)].first.push_back(b);
        for (uint32_t a = 0; a < of_a_.size(); ++a) {
            if (of_a_[a] != none) continue;
            const std::string key = key_a(a);
            const auto found = key.empty() ? waiting.end() : waiting.find(key);
            if (found == waiting.end()) continue;
            auto& [rows, matched] = found->second;
            if (matched < rows.size()) match(a, rows[matched++]);
        }
    }

 private:
    std::vector<uint32_t> of_a_, of_b_;
};

/// One key of several texts, whatever is in them.
inline std::string key_of(std::initializer_list<std::string_view> texts) {
    std::string key;
    for (const std::string_view text : texts)
        key.append(std::to_string(text.size())).append(":").append(text);
    return key;
}

}  // namespace plimsoll::report
