#include "core/link/qr.h"

#include "core/limits.h"
#include "tests/support/results.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

/// Whether the seven by seven modules there are the mark that three corners have.
bool has_mark(const link::QrCode& code, int left, int top) {
    for (int y = 0; y < 7; ++y)
        for (int x = 0; x < 7; ++x) {
            const int ring = std::max(std::abs(x - 3), std::abs(y - 3));
            if (code.dark(left + x, top + y) != (ring != 2)) return false;
        }
    return true;
}

}  // namespace

// What codes say is read by another program, in check-links.
TEST_CASE("A code has the marks of one and the smallest version that holds its text") {
    // Bytes that version and correction hold, by table 7 of ISO/IEC 18004.
    struct Capacity {
        int version;
        size_t at_l;
    };
    for (const auto& [version, at_l] :
         {Capacity{1, 17}, {2, 32}, {5, 106}, {9, 230}, {10, 271}, {15, 520}, {20, 858}}) {
        CAPTURE(version);
        const link::QrCode code = value_of(link::qr_code(std::string(at_l, 'a')));
        CHECK(code.version == version);
        CHECK(code.correction == 'L');
        CHECK(code.side == 17 + 4 * version);
        CHECK(code.modules.size() == static_cast<size_t>(code.side * code.side));
        CHECK(has_mark(code, 0, 0));
        CHECK(has_mark(code, code.side - 7, 0));
        CHECK(has_mark(code, 0, code.side - 7));
        if (version < 20) CHECK(value_of(link::qr_code(std::string(at_l + 1, 'a'))).version == version + 1);
    }
    // Version 1 holds 17, 14, 11 and 7 bytes at L, M, Q and H.
    for (const auto& [bytes, correction] : {std::pair{14, 'M'}, {11, 'Q'}, {7, 'H'}, {0, 'H'}})
        CHECK(value_of(link::qr_code(std::string(static_cast<size_t>(bytes), 'a'))).correction == correction);
}

TEST_CASE("A text that no code of version 20 holds is refused") {
    for (size_t length : {859u, 5'000u, 1'000'000u})
        CHECK(error_of(link::qr_code(std::string(length, 'a'))).code == ErrorCode::over_limit);
}

TEST_CASE("A code as SVG has a margin of four modules and nothing but paths") {
    const link::QrCode code = value_of(link::qr_code("https://example.org/"));
    const std::string svg = link::to_svg(code, 10);
    const std::string side = std::to_string(code.side + 8);
    CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + side + "0\" height=\"" +
                          side + "0\""));
    CHECK(svg.find("viewBox=\"0 0 " + side + " " + side + "\"") != std::string::npos);
    CHECK(svg.find("M4 4h7v1h-7z") != std::string::npos);
    CHECK(svg.ends_with("</svg>\n"));
    CHECK(svg.find("<text") == std::string::npos);
}
