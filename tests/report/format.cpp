#include <catch2/catch_test_macros.hpp>

#include "core/report/report.h"

using namespace plimsoll;

TEST_CASE("Bytes are shown with three digits and a decimal unit") {
    struct {
        uint64_t bytes;
        const char* expected;
    } const cases[] = {
        {0, "0 B"},
        {1, "1 B"},
        {999, "999 B"},
        {1000, "1.00 kB"},
        {1005, "1.00 kB"},
        {1006, "1.01 kB"},
        {9994, "9.99 kB"},
        {9995, "10.0 kB"},
        {12'345, "12.3 kB"},
        {99'949, "99.9 kB"},
        {99'950, "100 kB"},
        {999'499, "999 kB"},
        {999'500, "1.00 MB"},
        {1'703'936'000, "1.70 GB"},
        {5'300'000'000'000, "5.30 TB"},
        {UINT64_MAX, "18.4 EB"},
    };
    for (const auto& [bytes, expected] : cases) {
        CAPTURE(bytes);
        CHECK(report::format_bytes(bytes) == expected);
    }
}

TEST_CASE("Counts are shown in groups of three digits") {
    struct {
        uint64_t count;
        const char* expected;
    } const cases[] = {{0, "0"},
                       {999, "999"},
                       {1000, "1,000"},
                       {62'660, "62,660"},
                       {999'999, "999,999"},
                       {1'000'000, "1,000,000"},
                       {UINT64_MAX, "18,446,744,073,709,551,615"}};
    for (const auto& [count, expected] : cases) CHECK(report::format_count(count) == expected);
}

TEST_CASE("What could deceive is shown as what it is") {
    struct {
        std::string text, expected;
    } const cases[] = {
        {"plain text", "plain text"},
        {"caf\xc3\xa9 \xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x9a\xa2",
         "caf\xc3\xa9 \xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x9a\xa2"},
        {"back\\slash", "back\\slash"},
        {"two\nlines\tand\rmore", "two\\nlines\\tand\\rmore"},
        {"\x1b[31mred\x07", "\\x1b[31mred\\x07"},
        {std::string("a\0b", 3), "a\\x00b"},
        {"\x7f", "\\x7f"},
        {"caf\xe9", "caf\\xe9"},
        {"\xff\xfe", "\\xff\\xfe"},
        {"\xc3", "\\xc3"},
        {"\xe6\x97", "\\xe6\\x97"},
        {"\xc0\xaf", "\\xc0\\xaf"},                    // / written too long
        {"\xed\xa0\x80", "\\xed\\xa0\\x80"},           // a lone surrogate
        {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},  // beyond Unicode
        {"\xe2\x80\xae"
         "gpj.exe",
         "\\u{202e}gpj.exe"},  // right to left
        {"\xe2\x81\xa6x\xe2\x81\xa9", "\\u{2066}x\\u{2069}"},
        {"a\xe2\x80\x8b"
         "b",
         "a\\u{200b}b"},  // no width
        {"\xef\xbb\xbf"
         "x",
         "\\u{feff}x"},
        {"\xc2\x85", "\\u{85}"},  // next line, of the C1 controls
        {"<img src=x>", "<img src=x>"},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(expected);
        CHECK(report::printable(text) == expected);
    }
}
