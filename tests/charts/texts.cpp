#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "core/charts/axis.h"
#include "core/charts/text.h"
#include "tests/charts/figures.h"

using namespace plimsoll;
using namespace plimsoll::charts;

namespace {

/// Contrast of two colours as WCAG 2.1 defines it (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio).
double luminance(std::array<double, 3> channels) {
    for (double& channel : channels) {
        channel /= 255;
        channel = channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
}

std::array<double, 3> channels(uint32_t colour) {
    return {static_cast<double>(colour >> 16 & 255), static_cast<double>(colour >> 8 & 255),
            static_cast<double>(colour & 255)};
}

double contrast(std::array<double, 3> a, std::array<double, 3> b) {
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace

TEST_CASE("Numbers have their thousands, and no zeros at their end", "[charts]") {
    CHECK(number(0, 2) == "0");
    CHECK(number(1234567.891, 2) == "1,234,567.89");
    CHECK(number(12.5, 0) == "13");
    CHECK(number(12.5, 3) == "12.5");
    CHECK(number(12.05, 2) == "12.05");
    CHECK(number(12, 1, true) == "12.0");
    CHECK(number(-0.001, 2) == "0");
    CHECK(number(-1234, 0) == "-1,234");
    CHECK(number(999.999, 2) == "1,000");
    CHECK(number(1.7e308, 0) == "1.7e308");
    CHECK(number(std::nan(""), 0) == "?");
}

TEST_CASE("Ticks are round and reach above what is shown", "[charts]") {
    for (const double greatest : {0.0, 0.003, 0.7, 1.0, 9.99, 10.0, 73.2, 100.0, 1234.0, 87791.0, 3e9, 1e308})
        for (const int steps : {1, 2, 5, 8}) {
            const Axis axis = axis_for(greatest, steps);
            INFO(greatest << " in " << steps);
            CHECK((axis.top >= greatest || greatest > 1e299));
            CHECK(axis.ticks().size() <= static_cast<size_t>(steps) + 1);
            CHECK(axis.ticks().size() >= 2);
            const double digit = axis.step / std::pow(10, std::floor(std::log10(axis.step) + 1e-9));
            CHECK((std::abs(digit - 1) < 1e-6 || std::abs(digit - 2) < 1e-6 || std::abs(digit - 5) < 1e-6));
            CHECK(axis.at(axis.top, 200) == Catch::Approx(200));
        }
    CHECK(axis_for(73.2, 5).ticks() == std::vector<double>{0, 20, 40, 60, 80});
}

TEST_CASE("A text that is cut fits and is whole letters", "[charts]") {
    for (const std::string text : {"Application System", "\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc",
                                   "\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97", "W", ""})
        for (double width = 14; width < 120; width += 3) {
            const std::string shown = cut(text, width, Size::small, false, text_width);
            CHECK(text_width(shown, Size::small, false) <= width);
            CHECK(clean(shown, 1000) == shown);
            const bool whole = text_width(text, Size::small, false) <= width;
            CHECK((shown == text) == whole);
            if (!whole) CHECK(shown.ends_with("\xe2\x80\xa6"));
        }
}

TEST_CASE("Lines are no wider than they may be and have all words", "[charts]") {
    const std::string text = "The data set does not have what this is made of, so there is nothing to draw.";
    const auto lines = wrap(text, 120, Size::small, false, text_width, 20);
    std::string together;
    for (const std::string& line : lines) {
        CHECK(text_width(line, Size::small, false) <= 120);
        together.append(together.empty() ? "" : " ").append(line);
    }
    CHECK(together == text);
    const auto two = wrap(text, 120, Size::small, false, text_width, 2);
    REQUIRE(two.size() == 2);
    CHECK(two[1].ends_with("\xe2\x80\xa6"));
}

TEST_CASE("What XML and readers cannot take is replaced", "[charts]") {
    const std::string bad = "\xef\xbf\xbd";
    CHECK(clean("a\x01"
                "b\x7f\n",
                100) == "a" + bad + "b" + bad + " ");
    CHECK(clean("one\ntwo", 100, true) == "one\ntwo");
    CHECK(clean("\xc0\xaf", 100) == bad + bad);
    CHECK(clean("\xed\xa0\x80", 100) == bad + bad + bad);
    CHECK(clean("\xef\xbf\xbf\xef\xbf\xbe", 100) == bad + bad);
    CHECK(clean("\xf4\x90\x80\x80", 100) == bad + bad + bad + bad);
    CHECK(clean("\xf0\x9f\x90\xb3", 100) == "\xf0\x9f\x90\xb3");
    CHECK(clean("\xe2\x80\xae"
                "abc",
                100) == bad + "abc");
    CHECK(clean("abcdef", 3) == "abc\xe2\x80\xa6");
}

TEST_CASE("Text stands out by 4.5 to 1 and marks by 3 to 1, in both themes", "[charts]") {
    for (const Theme theme : {Theme::light, Theme::dark}) {
        const auto back = channels(colour(Ink::background, theme));
        for (const Ink ink : {Ink::text, Ink::muted})
            CHECK(contrast(channels(colour(ink, theme)), back) >= 4.5);
        for (auto ink = static_cast<size_t>(Ink::data1); ink < ink_count; ++ink)
            CHECK(contrast(channels(colour(static_cast<Ink>(ink), theme)), back) >= 3);
        CHECK(contrast(channels(colour(Ink::accent, theme)), back) >= 3);
        // Labels in the squares of a heat map, over what shines through.
        const Scene scene = draw(test::made(study::Item::fig5a, test::six_categories, {"a", "b", "c"}), {});
        size_t squares = 0;
        for (const Bar& bar : test::all_of<Bar>(scene)) {
            const auto ink = channels(colour(bar.ink, theme));
            std::array<double, 3> mixed{};
            for (size_t at = 0; at < 3; ++at)
                mixed[at] = ink[at] * bar.opacity + back[at] * (1 - bar.opacity);
            CHECK(contrast(channels(colour(Ink::text, theme)), mixed) >= 4.5);
            ++squares;
        }
        CHECK(squares > 10);
    }
}

TEST_CASE("Categories keep their colours, and each has another", "[charts]") {
    std::vector<Ink> inks;
    const Scene table = draw(test::made(study::Item::table1, test::six_categories, {}), {});
    const auto bars = test::data_bars(table);
    REQUIRE(bars.size() > 6);
    for (size_t at = 0; at < 6; ++at) {
        CHECK(std::find(inks.begin(), inks.end(), bars[at].ink) == inks.end());
        inks.push_back(bars[at].ink);
    }
    const auto parts =
        test::data_bars(draw(test::made(study::Item::fig4a, test::six_categories, {"ubuntu"}), {}));
    REQUIRE(parts.size() == 6);
    for (size_t at = 0; at < 6; ++at) CHECK(parts[at].ink == inks[at]);
}
