#include <catch2/catch_test_macros.hpp>

#include "core/dockerfile/dockerfile.h"
#include "core/limits.h"

using namespace plimsoll;
using namespace plimsoll::dockerfile;

TEST_CASE("Variables and their modifiers", "[dockerfile]") {
    const Variables variables = {
        {"a", "one"}, {"empty", ""}, {"path", "/usr/local/lib"}, {"v", "foo.tar.tar"}, {"u", "\xc3\xa9xyz"}};
    struct {
        const char *text, *expected;
    } const cases[] = {
        {"x$a-${a}y", "xone-oney"},
        {"$missing|${missing}", "|"},
        {"${missing:-b}${missing-c}", "bc"},
        {"${empty:-b}|${empty-c}", "b|"},
        {"${a:+b}${a+c}|${empty:+b}|${empty+c}|${missing+c}", "bc||c|"},
        {"${missing:-$a}${missing:-${missing:-d}}", "oned"},
        {"${a:?x}${a?x}", "oneone"},
        {"${path#/usr}", "/local/lib"},
        {"${path#*/}|${path##*/}", "usr/local/lib|lib"},
        {"${v%.tar}|${v%.*}|${v%%.*}", "foo.tar|foo.tar|foo"},
        {"${a%x}", "one"},
        {"${path/l/L}|${path//l/L}", "/usr/Local/lib|/usr/LocaL/Lib"},
        {"${path//\\//_}", "_usr_local_lib"},
        {"${v/.*/}", "foo"},
        {"${u#?}", "xyz"},
        {"\\$a \\\\ '$a' \"$a b\" \"\\$a\"", "$a \\ $a one b $a"},
        {"$", "$"},
        {"$/", "$/"},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        const Substituted found = substitute(text, variables);
        CHECK(found.text == expected);
        CHECK(found.problem.empty());
    }
    CHECK(substitute("`$a", variables, '`').text == "$a");
    CHECK(substitute("C:\\x", variables, '`').text == "C:\\x");
    CHECK(substitute("$m ${n} $m", variables).missing == std::vector<std::string>{"m", "n"});
    for (const char* wrong : {"${a", "${}", "${a:", "${a:-b", "${missing?}", "${missing:?no}", "${empty:?}",
                              "'x", "\"x", "${a@x}", "${a/b}"}) {
        CAPTURE(wrong);
        CHECK_FALSE(substitute(wrong, variables).problem.empty());
    }
}

TEST_CASE("ARG and ENV have their scope", "[dockerfile]") {
    const Dockerfile file = parse(R"(ARG V=1
ARG W=${V}2
FROM a AS one
ARG V
ENV P=p$V Q=$P
ENV P=x Q=$P
FROM one
ARG P=arg
ARG W
ARG N
LABEL end=1
)");
    Scope scope(file);
    const auto at = [&](size_t count) {
        Scope fresh(file);
        for (size_t which = 0; which < count; ++which) fresh.enter(file.instructions[which]);
        return fresh;
    };
    CHECK(at(2).expand("$V $W", true).text == "1 12");
    CHECK(at(3).expand("$V$W").text.empty());
    CHECK(at(4).expand("$V").text == "1");
    CHECK(at(5).expand("$P $Q").text == "p1 ");
    CHECK(at(6).expand("$P $Q").text == "x p1");
    CHECK(at(7).expand("$P $V").text == "x ");         // ENV is inherited, ARG is not
    CHECK(at(11).expand("$P $W $N").text == "x 12 ");  // ENV has the last word
    Scope given(file, {{"V", "9"}, {"N", "n"}});
    for (const Instruction& instruction : file.instructions) given.enter(instruction);
    CHECK(given.expand("$W $N").text == "92 n");
}

TEST_CASE("Variables can't grow without end", "[dockerfile]") {
    std::string text = "ARG a0=0123456789\n";
    for (int line = 1; line < 100; ++line) {
        const std::string before = "${a" + std::to_string(line - 1) + "}";
        text.append("ARG a")
            .append(std::to_string(line))
            .append("=")
            .append(before)
            .append(before)
            .append("\n");
    }
    text.append("FROM $a99\n");
    const Dockerfile file = parse(text);
    CHECK(file.stages.at(0).resolved_base.size() <= limits::dockerfile_value_bytes);
    std::string deep;
    for (int level = 0; level < 100'000; ++level) deep.append("${a:-");
    CHECK_FALSE(substitute(deep, {}).problem.empty());
    const Variables variables = {{"a", std::string(60'000, 'a')}};
    std::string pattern = "${a//";
    for (int times = 0; times < 20'000; ++times) pattern.append("*a");
    CHECK_FALSE(substitute(pattern.append("b/c}"), variables).problem.empty());
}
