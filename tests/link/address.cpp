#include "core/link/address.h"

#include "core/limits.h"
#include "tests/support/results.h"

using namespace plimsoll;
using namespace plimsoll::test;

TEST_CASE("An address says what it points at") {
    const link::Fragment all{"r1.AAAA.00000000", "layers", "fig3a", 3};
    const std::string text = link::write_fragment(all);
    CHECK(text == "#r=r1.AAAA.00000000&view=layers&figure=fig3a&layer=3");
    CHECK(value_of(link::read_fragment(text)) == all);
    CHECK(value_of(link::read_fragment(" https://example.org/a?b=c" + text + "\n")) == all);
    CHECK(link::write_fragment({}).empty());
    CHECK(value_of(link::read_fragment("#view=files")) == link::Fragment{"", "files", "", std::nullopt});
    CHECK(value_of(link::read_fragment("r1.AAAA.00000000")) ==
          link::Fragment{"r1.AAAA.00000000", "", "", std::nullopt});
    CHECK(value_of(link::read_fragment("#r=r2.X&later=1&&=&view=files&view=layers")) ==
          link::Fragment{"r2.X", "files", "", std::nullopt});
}

TEST_CASE("What is no address of a report is refused") {
    for (const char* text :
         {"", " ", "#", "#r", "#r=", "https://example.org/", "report.json", "r.json", "#other=1"})
        CHECK(error_of(link::read_fragment(text)).code == ErrorCode::unrecognised);
    for (const char* text : {"#view=<b>", "#view=A", "#figure=../x", "#layer=-1", "#layer=", "#layer=1e3",
                             "#layer=99999999999", "#view=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
        CHECK(error_of(link::read_fragment(text)).code == ErrorCode::corrupt);
    CHECK(error_of(link::read_fragment("#r=" + std::string(3 * limits::link_chars, 'x'))).code ==
          ErrorCode::over_limit);
}

TEST_CASE("Links begin with an address that stands in any text as it is") {
    for (const char* base : {"https://example.org/", "http://localhost:8080/plimsoll/v1.2.0/index.html"})
        CHECK(value_of(link::check_base(base)) == base);
    for (const char* base :
         {"", "https://", "javascript:alert(1)", "file:///etc", "https://a b/", "https://a/#x",
          "https://a/\"", "https://a/<b>", "https://a/{x}", "https://a/\\x", "https://a/%41", "https://é/",
          "https://a/?q=1&b", "HTTPS://a/"})
        CHECK_FALSE(link::check_base(base).has_value());
}
