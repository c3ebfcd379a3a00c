#include "core/study/literal.h"

#include "tests/support/results.h"

using namespace plimsoll;
using namespace plimsoll::test;
using study::parse_literal;
using Kind = study::Literal::Kind;

TEST_CASE("Python's literals are read") {
    const auto list = value_of(parse_literal("['a/b:1.0', \"it's\", 'x\\'y']"));
    CHECK(list.texts() == std::vector<std::string>{"a/b:1.0", "it's", "x'y"});
    CHECK(value_of(parse_literal("{'b', 'a',}")).texts() == std::vector<std::string>{"b", "a"});
    CHECK(value_of(parse_literal("set()")).kind == Kind::list);
    CHECK(value_of(parse_literal("{}")).kind == Kind::dict);
    CHECK(value_of(parse_literal(" nan ")).kind == Kind::none);
    CHECK(value_of(parse_literal("None")).kind == Kind::none);
    CHECK(value_of(parse_literal("-1.5e3")).number == -1500);
    CHECK(value_of(parse_literal("True")).number == 1);
    CHECK(value_of(parse_literal("(1, 2)")).items.size() == 2);
    const auto dict =
        value_of(parse_literal("{'/Dockerfile': {'Dependencies': 3, 'Filesystem': 2}, '/b': []}"));
    REQUIRE(dict.keys.size() == 2);
    CHECK(dict.keys[0].text == "/Dockerfile");
    CHECK(dict.items[0].items[1].number == 2);
    CHECK(dict.items[1].kind == Kind::list);
}

TEST_CASE("What is no literal is told, with the place") {
    for (const char* text : {"[tfmesos/tfmesos:latest']", "['a'", "{'a': 1", "{'a' 1}", "['a' 'b']", "",
                             "'open", "[1] x", "a b"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_literal(text).has_value());
    }
    CHECK(error_of(parse_literal("[tfmesos")).where == "byte 1");
    CHECK(contains(error_of(parse_literal(std::string(100'000, '['))).message, "nested"));
}
