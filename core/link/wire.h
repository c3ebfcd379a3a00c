// How a link's payload is written, version 1: whole numbers seven bits to a byte, the low ones first, the top bit of a byte
// saying that more follow; texts as a number n and what it says: 0 the empty text, an odd one word (n - 1) / 2 of the
// dictionary, another n / 2 bytes that follow, which are no word of it. Writer and Reader have the same functions, so that
// payload.cpp says once what is in a payload.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/bytes/bytes.h"
#include "core/link/essence.h"
#include "core/result.h"

namespace plimsoll::link {

/// The words of version 1, of assets/link-dictionary-1.txt: its lines down to the first empty one.
const std::vector<std::string_view>& words_1();

/// What deflate knows before it begins, in version 1: that whole file.
std::string_view dictionary_1();

class Writer {
 public:
    template <class Number>
    void number(const Number& value) {
        put(static_cast<uint64_t>(value));
    }
    template <class Enum>
    void choice(const Enum& value, Enum /*last*/) {
        put(static_cast<uint64_t>(value));
    }
    void up_to(const uint32_t& value, uint32_t /*most*/) { put(value); }
    void flag(const bool& value) { put(value ? 1 : 0); }
    void text(const std::string& value);
    void date(const int64_t& value) { put(zigzag(value)); }
    /// A number that is near another one which is known.
    void near(const uint64_t& value, uint64_t known) { put(zigzag(static_cast<int64_t>(value - known))); }
    /// A number below `end`.
    void below(const uint32_t& value, uint32_t /*end*/) { put(value); }
    /// One of a series that rises: `next` is the least that it can be, and is moved past it.
    void index(const uint32_t& value, uint64_t& next, uint32_t /*end*/) {
        put(value - next);
        next = uint64_t{value} + 1;
    }
    template <class Value, class Each>
    void optional(const std::optional<Value>& value, Each each) {
        flag(value.has_value());
        if (value) each(*value);
    }
    template <class Row, class Each>
    void rows(const std::vector<Row>& rows, Each each) {
        put(rows.size());
        for (const Row& row : rows) each(row);
    }
    /// Those that are not shown are counted, rather than all.
    template <class Row, class Each>
    void shown(const Shown<Row>& list, Each each) {
        rows(list.rows, each);
        put(list.of - list.rows.size());
    }
    std::string take() { return std::move(bytes_); }

 private:
    static uint64_t zigzag(int64_t value) {
        return (static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63);
    }
    void put(uint64_t value);
    std::string bytes_;
};

/// After the first thing that is wrong all is empty; finish() says what it was.
class Reader {
 public:
    explicit Reader(bytes::Bytes bytes) : bytes_(bytes) {}

    template <class Number>
    void number(Number& value) {
        const uint64_t got = get();
        if (got > std::numeric_limits<Number>::max()) fail("holds a number that is too large");
        value = failed() ? Number{} : static_cast<Number>(got);
    }
    template <class Enum>
    void choice(Enum& value, Enum last) {
        const uint64_t got = get();
        if (got > static_cast<uint64_t>(last)) fail("names something that there is not");
        value = failed() ? Enum{} : static_cast<Enum>(got);
    }
    void up_to(uint32_t& value, uint32_t most) {
        number(value);
        if (value > most) fail("holds a number that is too large");
    }
    void flag(bool& value) {
        const uint64_t got = get();
        if (got > 1) fail("holds a number that is too large");
        value = got == 1;
    }
    void text(std::string& value);
    void date(int64_t& value);
    void near(uint64_t& value, uint64_t known) { value = known + static_cast<uint64_t>(unzigzag(get())); }
    void below(uint32_t& value, uint32_t end) {
        number(value);
        if (value >= end) fail("names something that there is not");
    }
    void index(uint32_t& value, uint64_t& next, uint32_t end) {
        const uint64_t skipped = get();
        if (next >= end || skipped >= end - next) fail("names something that there is not");
        value = failed() ? 0 : static_cast<uint32_t>(next + skipped);
        next = uint64_t{value} + 1;
    }
    template <class Value, class Each>
    void optional(std::optional<Value>& value, Each each) {
        bool has = false;
        flag(has);
        value.reset();
        if (has) each(value.emplace());
    }
    template <class Row, class Each>
    void rows(std::vector<Row>& rows, Each each) {
        const uint64_t count = row_count();
        rows.clear();
        for (uint64_t row = 0; row < count && !failed(); ++row) each(rows.emplace_back());
    }
    template <class Row, class Each>
    void shown(Shown<Row>& list, Each each) {
        rows(list.rows, each);
        const uint64_t hidden = get();
        if (hidden > UINT64_MAX - list.rows.size()) fail("holds a number that is too large");
        list.of = list.rows.size() + hidden;
    }

    bool failed() const { return !wrong_.empty(); }
    void fail(const char* what) {
        if (!failed()) wrong_ = what;
    }
    /// Nothing may be left.
    Result<void> finish();

 private:
    static int64_t unzigzag(uint64_t value) { return static_cast<int64_t>((value >> 1) ^ (0 - (value & 1))); }
    uint64_t get();
    uint64_t row_count();

    bytes::Bytes bytes_;
    size_t at_ = 0;
    std::string wrong_;
};

}  // namespace plimsoll::link
