#include <catch2/catch_test_macros.hpp>

#include "core/dockerfile/dockerfile.h"

using namespace plimsoll;
using namespace plimsoll::dockerfile;

namespace {

/// What the instructions are, one a line: "RUN|a b".
std::string told(const Dockerfile& file) {
    std::string text;
    for (const Instruction& one : file.instructions)
        text.append(one.instruction).append("|").append(one.command).append("\n");
    return text;
}

std::string told(std::string_view text) { return told(parse(text)); }

std::string told(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text.append("<").append(word).append(">");
    return text;
}

std::string of(std::string_view text, Range range) {
    return std::string(text.substr(range.begin, range.end - range.begin));
}

size_t errors(const Dockerfile& file) {
    size_t count = 0;
    for (const Problem& problem : file.problems)
        count += problem.severity == Problem::Severity::error ? 1 : 0;
    return count;
}

Instruction one(std::string_view line) {
    std::string text = "FROM a\n";
    return parse(text.append(line)).instructions.at(1);
}

}  // namespace

TEST_CASE("Instructions in any case, with comments, blanks and empty lines", "[dockerfile]") {
    CHECK(told("from alpine\n\n# a comment\n   # another\n  Run  echo  a \n\tCMD b\t\n") ==
          "FROM|alpine\nRUN|echo  a\nCMD|b\n");
    CHECK(told("FROM a\r\nRUN b \\\r\n  c\r\n\r\nCMD d\r\n") == "FROM|a\nRUN|b   c\nCMD|d\n");
    CHECK(told("\xef\xbb\xbf# escape=`\nFROM a\nRUN b `\n c") == "FROM|a\nRUN|b  c\n");
    CHECK(told("").empty());
    CHECK(parse("").problems.size() == 1);
    CHECK(told("FROM a\nRUN echo # no comment\n") == "FROM|a\nRUN|echo # no comment\n");
    CHECK(told("FROM a\n\xc2\xa0RUN b\n") == "FROM|a\nRUN|b\n");
}

TEST_CASE("Lines that continue", "[dockerfile]") {
    CHECK(told("RUN a \\\n# comment\n\n   # comment\n  b \\ \t\n && c\nCMD d") == "RUN|a   b  && c\nCMD|d\n");
    CHECK(told("RUN a\\\nb\n") == "RUN|ab\n");
    CHECK(told("RU\\\nN a\n") == "RUN|a\n");
    CHECK(told("RUN a \\") == "RUN|a\n");
    CHECK(told("\\\n\\\nRUN a\n") == "RUN|a\n");
    CHECK(told("RUN a \\\\\nCMD b") == "RUN|a \\\\\nCMD|b\n");  // an escaped backslash
    CHECK(told("# escape=`\nRUN a \\\nCMD b `\nc") == "RUN|a \\\nCMD|b c\n");
    const Dockerfile file = parse("FROM a\nRUN b \\\n\n c\n");
    REQUIRE(file.problems.size() == 1);
    CHECK(file.problems[0].severity == Problem::Severity::warning);
    CHECK(file.problems[0].where == "line 2");
}

TEST_CASE("Parser directives", "[dockerfile]") {
    const auto names = [](std::string_view text) {
        std::string result;
        for (const Directive& one : parse(text).directives)
            result.append(one.name).append("=").append(one.value).append(";");
        return result;
    };
    CHECK(names("# syntax = docker/dockerfile:1 \n#ESCAPE=`\n# check=skip=all\nFROM a") ==
          "syntax=docker/dockerfile:1;escape=`;check=skip=all;");
    CHECK(names("# a comment\n# syntax=x\nFROM a").empty());
    CHECK(names("\n# syntax=x\nFROM a").empty());
    CHECK(names("# unknown=x\n# syntax=x\nFROM a").empty());
    CHECK(names("FROM a\n# escape=`\n").empty());
    CHECK(errors(parse("# syntax=x\n# syntax=y\nFROM a")) == 1);
    CHECK(errors(parse("# escape=x\nFROM a")) == 1);
}

TEST_CASE("Positions lead back to the text", "[dockerfile]") {
    const std::string text = "# c\nFROM a\n  RUN one \\\n    # c\n    two \\\n    three\nCMD x\n";
    const Dockerfile file = parse(text);
    REQUIRE(file.instructions.size() == 3);
    const Instruction& run = file.instructions[1];
    CHECK(run.lines.first == 3);
    CHECK(run.lines.last == 6);
    CHECK(of(text, run.source) == "RUN one \\\n    # c\n    two \\\n    three");
    const ShellScript script = shell_commands(run, text);
    REQUIRE(script.commands.size() == 1);
    REQUIRE(script.commands[0].words.size() == 3);
    CHECK(of(text, script.commands[0].words[1].source) == "two");
    CHECK(of(text, script.commands[0].words[2].source) == "three");
    CHECK(line_of(text, script.commands[0].words[2].source.begin) == 6);
    CHECK(file.instructions[2].lines.first == 7);
}

TEST_CASE("Shell and JSON forms", "[dockerfile]") {
    CHECK(one("CMD [\"a\", \"b c\", \"\\u00e9\\n\\\"\"]").json);
    CHECK(told(one("CMD [\"a\", \"b c\", \"\\u00e9\\n\\\"\"]").arguments) == "<a><b c><\xc3\xa9\n\">");
    CHECK(told(one("CMD [\"\\ud83d\\ude00\"]").arguments) == "<\xf0\x9f\x98\x80>");
    CHECK(one("CMD []").json);
    CHECK_FALSE(one("CMD ['a']").json);
    CHECK(one("CMD ['a']").command == "['a']");
    CHECK(parse("FROM a\nCMD ['a']").problems.size() == 1);
    CHECK_FALSE(one("CMD [\"a\",]").json);
    CHECK_FALSE(one("CMD [\"a\"] b").json);
    CHECK_FALSE(one("CMD [1]").json);
    CHECK(errors(parse("FROM a\nCMD [1]")) == 1);
    CHECK_FALSE(one("RUN [ -f x ] && y").json);
    CHECK(told(one("COPY [\"a b\", \"c\"]").arguments) == "<a b><c>");
    CHECK(told(one("VOLUME /a /b").arguments) == "</a></b>");
    CHECK(errors(parse("FROM a\nSHELL /bin/bash")) == 1);
    CHECK(told(one("SHELL [\"/bin/bash\",\"-c\"]").arguments) == "</bin/bash><-c>");
}

TEST_CASE("Flags", "[dockerfile]") {
    const Instruction copy = one("COPY --from=build --chown=\"a:b\" --link  x y");
    REQUIRE(copy.flags.size() == 3);
    CHECK(copy.flag("from")->value == "build");
    CHECK(copy.flag("chown")->value == "a:b");
    CHECK_FALSE(copy.flag("link")->has_value);
    CHECK(copy.flag("chmod") == nullptr);
    CHECK(copy.body() == "x y");
    CHECK(told(copy.arguments) == "<x><y>");
    CHECK(one("RUN --mount=type=cache,target=/x pip --y").body() == "pip --y");
    CHECK(one("RUN -- --x").body() == "--x");
    CHECK(errors(parse("FROM a\nRUN --from=x y")) == 1);
    CHECK(one("HEALTHCHECK --interval=5s CMD [\"a\"]").json);
    CHECK(told(one("HEALTHCHECK --interval=5s CMD [\"a\"]").arguments) == "<CMD><a>");
    CHECK(told(one("HEALTHCHECK NONE").arguments) == "<NONE>");
}

TEST_CASE("Settings", "[dockerfile]") {
    const auto settings = [](std::string_view line) {
        std::string text;
        for (const Setting& setting : one(line).settings)
            text.append("<")
                .append(setting.name)
                .append(setting.has_value ? "=" : "")
                .append(setting.value)
                .append(">");
        return text;
    };
    CHECK(settings("ENV A=b C=\"d e\" F=g\\ h") == "<A=b><C=\"d e\"><F=g\\ h>");
    CHECK(settings("ENV A b = c") == "<A=b = c>");
    CHECK(settings("LABEL a.b=\"c\" d=e") == "<a.b=\"c\"><d=e>");
    CHECK(settings("ARG A") == "<A>");
    CHECK(settings("ARG A=1 B") == "<A=1><B>");
    CHECK(errors(parse("FROM a\nENV A")) == 1);
    CHECK(errors(parse("FROM a\nENV A=1 B")) == 1);
}

TEST_CASE("Here-documents", "[dockerfile]") {
    const std::string text =
        "FROM a\nRUN <<EOF\napt-get update\nRUN no\nEOF\nCOPY <<\"A\" <<-B /x/\none $X\nA\n\ttwo\n\tB\nCMD "
        "c\n";
    const Dockerfile file = parse(text);
    CHECK(told(file) == "FROM|a\nRUN|<<EOF\nCOPY|<<\"A\" <<-B /x/\nCMD|c\n");
    const Instruction& run = file.instructions[1];
    REQUIRE(run.here_documents.size() == 1);
    CHECK(run.here_documents[0].expand);
    CHECK(of(text, run.here_documents[0].content) == "apt-get update\nRUN no\n");
    CHECK(run.lines.first == 2);
    CHECK(run.lines.last == 5);
    CHECK(run.here_documents[0].lines.first == 3);
    CHECK(run.here_documents[0].lines.last == 4);
    const Instruction& copy = file.instructions[2];
    REQUIRE(copy.here_documents.size() == 2);
    CHECK(copy.here_documents[0].name == "A");
    CHECK_FALSE(copy.here_documents[0].expand);
    CHECK(copy.here_documents[1].strip_tabs);
    CHECK(of(text, copy.here_documents[1].content) == "\ttwo\n");
    CHECK(of(text, copy.source).ends_with("\tB"));

    CHECK(told("RUN cat <<< x\nCMD a\n") == "RUN|cat <<< x\nCMD|a\n");
    CHECK(told("RUN echo $((1<<2))\nCMD a\n") == "RUN|echo $((1<<2))\nCMD|a\n");
    CHECK(told("RUN [\"<<A\"]\nCMD a\nA\n") == "RUN|[\"<<A\"]\nCMD|a\nA|\n");
    CHECK(told("ONBUILD RUN <<E\nCMD a\nE\nCMD b\n") == "ONBUILD|RUN <<E\nCMD|b\n");
    CHECK(told("RUN <<A\r\nx\r\nA\r\nCMD b\r\n") == "RUN|<<A\nCMD|b\n");
    // What never ends is told, and the lines below are read.
    const Dockerfile open = parse("FROM a\nRUN cat <<EOF\nCMD a\nRUN <<B\nx\nB\nRUN <<EOF\n");
    CHECK(told(open) == "FROM|a\nRUN|cat <<EOF\nCMD|a\nRUN|<<B\nRUN|<<EOF\n");
    CHECK(errors(open) == 2);
}

TEST_CASE("ONBUILD has an instruction within", "[dockerfile]") {
    const Instruction onbuild = one("ONBUILD copy --from=x a b");
    REQUIRE(onbuild.trigger.size() == 1);
    CHECK(onbuild.trigger[0].instruction == "COPY");
    CHECK(onbuild.trigger[0].flag("from")->value == "x");
    CHECK(told(onbuild.trigger[0].arguments) == "<a><b>");
    CHECK(errors(parse("FROM a\nONBUILD ONBUILD RUN x")) == 1);
    CHECK(errors(parse("FROM a\nONBUILD FROM x")) == 1);
    CHECK(errors(parse("FROM a\nONBUILD")) == 1);
    CHECK(shell_commands(one("ONBUILD RUN pip install x"), "").commands.at(0).kind == Kind::dependencies);
}

TEST_CASE("Stages and what they are made of", "[dockerfile]") {
    const Dockerfile file = parse(R"(ARG V=3.9
ARG IMAGE=python:${V}-slim
FROM --platform=$BUILDPLATFORM golang:1.20 AS Build
RUN make
FROM $IMAGE as base
FROM build
COPY --from=BUILD /a /b
COPY --from=1 /a /b
COPY --from=nginx:latest /a /b
RUN --mount=type=bind,from=base,target=/x y
FROM scratch
FROM $NOTHING
FROM ${NOTHING:-debian}
)");
    REQUIRE(file.stages.size() == 6);
    CHECK(file.stages[0].name == "build");
    CHECK(file.stages[0].base == "golang:1.20");
    CHECK(file.stages[0].platform == "$BUILDPLATFORM");
    CHECK_FALSE(file.stages[0].base_stage);
    CHECK(file.stages[0].first == 2);
    CHECK(file.stages[0].last == 4);
    CHECK(file.stages[1].resolved_base == "python:3.9-slim");
    CHECK(file.stages[2].base_stage == 0u);
    REQUIRE(file.stages[2].uses.size() == 4);
    CHECK(file.stages[2].uses[0].stage == 0u);
    CHECK(file.stages[2].uses[1].stage == 1u);
    CHECK_FALSE(file.stages[2].uses[2].stage);
    CHECK(file.stages[2].uses[2].from == "nginx:latest");
    CHECK(file.stages[2].uses[3].stage == 1u);
    CHECK(file.stages[2].uses[3].mount);
    CHECK(file.stages[3].is_scratch());
    CHECK(file.stages[4].unresolved);
    CHECK_FALSE(file.stages[5].unresolved);
    CHECK(file.stages[5].resolved_base == "debian");
    CHECK(file.instructions[0].stage == Instruction::no_stage);
    CHECK(file.instructions[3].stage == 0);
    CHECK(errors(file) == 0);
    CHECK(errors(parse("FROM a\nCOPY --from=0 a b")) == 1);  // its own stage
    CHECK(errors(parse("FROM a b c d")) == 1);
    CHECK(errors(parse("FROM a AS 1x")) == 1);
    CHECK(errors(parse("RUN a\nRUN b\nFROM a")) == 1);
}

TEST_CASE("What is not understood is told, and the rest is read", "[dockerfile]") {
    const Dockerfile file = parse("FROM a\nINSTALL b\nRUN c\nEXPOSE\n");
    CHECK(told(file) == "FROM|a\nINSTALL|b\nRUN|c\nEXPOSE|\n");
    REQUIRE(file.problems.size() == 2);
    CHECK(file.problems[0].where == "line 2");
    CHECK(file.problems[0].message == "unknown instruction \"INSTALL\"");
    CHECK_FALSE(file.instructions[1].known);
    CHECK(instruction_counts(file.instructions).at("RUN") == 1);
    std::string junk;
    for (int line = 0; line < 1000; ++line) junk.append("junk\n");
    CHECK(parse(junk).problems.size() == 201);
}

TEST_CASE("The authors' reading", "[dockerfile]") {
    const auto read = [](std::string_view text) { return told(parse_as_authors(text)); };
    CHECK(read("from a\n run b \\\n # c\n  c\n") == "FROM|a\nRUN|b   c\n");
    CHECK(read("RUN a \\\n\nb c\n") == "RUN|a \nB|c\n");  // a blank line ends it
    CHECK(read("RUN a\nRUN b \\\n") == "RUN|a\n");        // a backslash at the end loses it
    CHECK(read("RUN a \\  \n b\n") == "RUN|a  b\n");
    CHECK(read("one\ntwo") == "ONE|\n");  // a lone word needs its newline
    CHECK(read("RUN \\\n   a\n") == "RUN|a\n");
    CHECK(read("# escape=`\nRUN a `\nb c\n") == "RUN|a `\nB|c\n");
    CHECK(read("\xc3\xa9t\xc3\xa9 a\n") == "\xc3\x89T\xc3\x89|a\n");
    CHECK(read("RUN <<EOF\nx y\nEOF\n") == "RUN|<<EOF\nX|y\nEOF|\n");
    CHECK(parse("x y\n", Mode::authors).problems.empty());
}
