#include "core/limits.h"
#include "core/link/link.h"
#include "core/link/payload.h"
#include "tests/link/essences.h"
#include "tests/link/made_by_hand.h"
#include "tests/support/reports.h"

using namespace plimsoll;
using namespace plimsoll::test;
using namespace std::literals;

namespace {

std::string a_link() {
    link::Essence essence = link::essence_of(full_report(), {true, true, true, true, true});
    essence.config_digest = "sha256:" + std::string(64, 'a');
    link::annotate(essence, "A title", {"Author, An"}, "10.1000/182");
    return value_of(link::encode(essence, 100'000)).text;
}

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

/// What decode() says is wrong.
std::string complaint(const std::string& text) { return error_of(link::decode(text)).message; }

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("Every beginning of a link is told from a whole one") {
    const std::string text = a_link();
    REQUIRE(link::decode(text).has_value());
    for (size_t length = 0; length < text.size(); ++length) {
        CAPTURE(length);
        const Error error = error_of(link::decode(std::string_view(text).substr(0, length)));
        CHECK(error.code == (length < 3 ? ErrorCode::unrecognised : ErrorCode::truncated));
        CHECK_FALSE(error.message.empty());
    }
}

TEST_CASE("A link of which any character is another one is refused") {
    const std::string text = a_link();
    for (size_t at = 0; at < text.size(); ++at)
        for (const char letter : letters) {
            if (letter == text[at]) continue;
            std::string altered = text;
            altered[at] = letter;
            CAPTURE(altered);
            REQUIRE_FALSE(link::decode(altered).has_value());
        }
    for (size_t at = 0; at < text.size(); ++at) {
        std::string missing = text;
        missing.erase(at, 1);
        REQUIRE_FALSE(link::decode(missing).has_value());
        std::string twice = text;
        twice.insert(at, 1, text[at]);
        REQUIRE_FALSE(link::decode(twice).has_value());
    }
    for (size_t at = 1; at < text.size(); ++at)
        if (text[at] != text[at - 1]) {
            std::string swapped = text;
            std::swap(swapped[at], swapped[at - 1]);
            REQUIRE_FALSE(link::decode(swapped).has_value());
        }
}

TEST_CASE("Each wrong link says what is wrong with it") {
    const std::string text = a_link();
    std::string wrong_check = text;
    wrong_check.back() = wrong_check.back() == '0' ? '1' : '0';
    CHECK(contains(complaint(wrong_check), "altered"));
    CHECK(contains(complaint(text + "0"), "follows its end"));
    CHECK(contains(complaint(text.substr(0, text.size() - 20)), "cut short"));
    CHECK(contains(complaint("r2" + text.substr(2)), "newer Plimsoll (version 2"));
    CHECK(error_of(link::decode("r17.AAAA.00000000")).code == ErrorCode::unsupported);
    for (const char* none : {"", "r", "r1", "r.", "r0.A.00000000", "r01.A.00000000", "R1.A.00000000",
                             "r1x.A.00000000", "r99999999999.A.0", "javascript:alert(1)", "<script>", "{}"})
        CHECK(error_of(link::decode(none)).code == ErrorCode::unrecognised);
    CHECK(error_of(link::decode("r1." + std::string(limits::link_chars, 'A'))).code == ErrorCode::over_limit);
    CHECK(contains(complaint(link_of_body("")), "damaged"));
    CHECK(contains(complaint(link_of_body("\xff")), "damaged"));
    CHECK(contains(complaint(link_of_body("\x80")), "damaged"));
    CHECK(contains(complaint(link_of_body("\x03")), "damaged"));  // an algorithm that there is not
    CHECK(contains(complaint(link_of_body("\x01"
                                          "abc")),
                   "damaged"));                                          // a digest that ends too early
    CHECK(contains(complaint(link_of_body("\x40garbage")), "damaged"));  // no deflate
    const std::string card = std::string(1, '\x40') + deflated(link::write_payload_1(link::card_of({})));
    REQUIRE(link::decode(link_of_body(card)).has_value());
    CHECK(contains(complaint(link_of_body(card + "x")), "damaged"));
    CHECK(contains(complaint(link_of_body(card.substr(0, card.size() - 1))), "damaged"));
}

TEST_CASE("A link that expands without end is stopped") {
    const std::string bomb = link_of_payload(std::string(4'000'000, '\0'));
    REQUIRE(bomb.size() < limits::link_chars);
    CHECK(error_of(link::decode(bomb)).code == ErrorCode::over_limit);
    CHECK(error_of(link::decode(link_of_payload(std::string(limits::link_payload_bytes + 1, '\0')))).code ==
          ErrorCode::over_limit);
    CHECK(error_of(link::decode(link_of_payload(std::string(limits::link_payload_bytes, '\0')))).code ==
          ErrorCode::corrupt);
}

TEST_CASE("Every beginning of a payload, and what follows one, is refused") {
    for (uint32_t seed = 0; seed < 20; ++seed) {
        const link::Essence essence = RandomEssence(seed).make();
        const std::string payload = link::write_payload_1(essence);
        REQUIRE(link::decode(link_of_payload(payload, essence.card)).has_value());
        for (size_t length = 0; length < payload.size(); ++length)
            REQUIRE_FALSE(link::decode(link_of_payload(payload.substr(0, length), essence.card)).has_value());
        CHECK(contains(complaint(link_of_payload(payload + '\0', essence.card)), "goes on after its end"));
    }
}

TEST_CASE("Payloads of random bytes never do harm, and what is read of them is in its range") {
    std::mt19937 random(7);
    size_t read = 0;
    for (int round = 0; round < 20'000; ++round) {
        const uint32_t seed = static_cast<uint32_t>(round % 50);
        const link::Essence essence = RandomEssence(seed).make();
        std::string payload = link::write_payload_1(essence);
        for (int change = 0; change < 1 + round % 3; ++change)
            payload[random() % payload.size()] = static_cast<char>(random());
        const auto decoded = link::decode(link_of_payload(payload, essence.card));
        if (!decoded) continue;
        ++read;
        // What was read can be written, and is the same again.
        REQUIRE(link::write_payload_1(*decoded) == payload);
    }
    CHECK(read > 100);
}

TEST_CASE("Numbers out of their range are refused") {
    const auto change = [](auto alter) {
        link::Essence essence = RandomEssence(3).make();
        essence.card = false;
        essence.layer_count = 2;
        essence.layers.rows.clear();
        essence.findings.rows.clear();
        essence.largest_files.rows.clear();
        essence.created = 0;
        alter(essence);
        return complaint(link_of_payload(link::write_payload_1(essence), false));
    };
    using E = link::Essence;
    CHECK(contains(change([](E& e) { e.layer_count = limits::layers + 1; }), "too large"));
    CHECK(contains(change([](E& e) { e.dive_efficiency = 10'001; }), "too large"));
    CHECK(contains(change([](E& e) { e.category_score = 1'001; }), "too large"));
    CHECK(contains(change([](E& e) { e.created = INT64_MAX; }), "date"));
    CHECK(contains(change([](E& e) { e.layout = static_cast<image::Layout>(5); }), "names something"));
    CHECK(contains(change([](E& e) { e.layers.rows.resize(1), e.layers.rows[0].index = 2; }),
                   "names something"));
    CHECK(contains(change([](E& e) { e.largest_files.rows.resize(1), e.largest_files.rows[0].layer = 2; }),
                   "names"));
    CHECK(contains(change([](E& e) { e.findings.rows.resize(1), e.findings.rows[0].layer = 2; }),
                   "names something"));
    CHECK(contains(change([](E& e) { e.types.rows.resize(limits::link_rows + 1); }), "too many"));
    CHECK(
        contains(change([](E& e) { e.title = std::string(limits::link_text_bytes + 1, 'x'); }), "too long"));
    for (const char* text :
         {"\n", "\x1b[31m", "\x7f", "\xff", "\xc3", "\xed\xa0\x80", "\xe2\x80\xae", "\xc2\x85"})
        CHECK(contains(change([&](E& e) { e.title = text; }), "control characters"));
    // A word that has a number is that number: what is read is written as it was.
    const std::string rest =
        link::write_payload_1(link::Essence()).substr(1);  // behind the version, which is empty
    CHECK(contains(complaint(link_of_payload("\x14" + "base-files"s + rest, false)), "spells out a word"));
    CHECK(link::decode(link_of_payload("\x14" + "base-filez"s + rest, false)).has_value());
    // Huge counts before nothing at all.
    CHECK_FALSE(link::decode(link_of_payload(std::string("\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11)))
                    .has_value());
    CHECK_FALSE(link::decode(link_of_payload(std::string("\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10)))
                    .has_value());
}

TEST_CASE("What looks like HTML or a script is text that stays as it is") {
    link::Essence essence;
    const std::string title = "<img src=x onerror=alert(1)>__proto__";
    link::annotate(essence, title, {"<script>", "javascript:alert(1)"}, "");
    const link::Essence read = value_of(link::decode(value_of(link::encode(essence, 2'000)).text));
    CHECK(read.title == title);
    CHECK(read.authors == std::vector<std::string>{"<script>", "javascript:alert(1)"});
}
