#include "tests/support/results.h"

using namespace plimsoll;
using namespace plimsoll::test;

TEST_CASE("SHA-256 gives the digests of FIPS 180-4's examples") {
    struct {
        std::string text;
        const char* expected;
    } const cases[] = {
        {"", "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "sha256:248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {std::string(1'000'000, 'a'),
         "sha256:cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    for (const auto& [text, expected] : cases) {
        bytes::Sha256 hash;
        hash.add(view(text));
        CHECK(hash.digest() == expected);
    }
}

TEST_CASE("SHA-256 does not depend on how its input is cut") {
    const std::string text(1000, 'x');
    bytes::Sha256 whole, pieces;
    whole.add(view(text));
    for (size_t at = 0; at < text.size(); at += 7) pieces.add(view(text.substr(at, 7)));
    CHECK(pieces.digest() == whole.digest());
}
