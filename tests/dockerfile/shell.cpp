#include <catch2/catch_test_macros.hpp>

#include "core/dockerfile/dockerfile.h"

using namespace plimsoll;
using namespace plimsoll::dockerfile;

namespace {

/// "apt-get update;make -j" with what runs a command before it: "[sudo]apt-get update".
std::string told(const ShellScript& script) {
    std::string text;
    for (const ShellCommand& command : script.commands) {
        if (!text.empty()) text.append(";");
        for (const std::string& through : command.through) text.append("[").append(through).append("]");
        for (size_t at = 0; at < command.words.size(); ++at)
            text.append(at > 0 ? " " : "").append(command.words[at].text);
    }
    return text;
}

std::string told(std::string_view text) { return told(split_shell(text)); }

std::string run(const std::string& line) {
    const std::string text = "FROM a\n" + line;
    return told(shell_commands(parse(text).instructions.at(1), text));
}

}  // namespace

TEST_CASE("Commands end at operators", "[shell]") {
    CHECK(told("a b && c | d || e; f & g\nh |& i") == "a b;c;d;e;f;g;h;i");
    CHECK(told("a 'b && c' \"d; e\" f\\;g") == "a b && c d; e f;g");
    CHECK(told(" ; && \n").empty());
    CHECK(told("a # b && c\nd") == "a;d");
    CHECK(told("a#b") == "a#b");
    CHECK(told("a \\\n b\\\nc") == "a bc");
    CHECK(told("A=1 B='x y' a; C=2; D=$(e) f") == "a;e;f");
    CHECK(told("a=(1 2) b") == "b");
}

TEST_CASE("Redirections are no arguments", "[shell]") {
    CHECK(told("a > b 2>&1 c >>d < e &> f <<< g h") == "a c h");
    CHECK(told("echo 2 >x") == "echo 2");
    CHECK(told("a<b>c") == "a");
}

TEST_CASE("Compound commands", "[shell]") {
    CHECK(told("if [ -f x ]; then a; elif b; then c; else d; fi && e") == "[ -f x ];a;b;c;d;e");
    CHECK(told("for x in a b $(c); do d $x; done") == "c;d $x");
    CHECK(told("for x in a b\ndo d; done | e") == "d;e");
    CHECK(told("for ((i=0;i<3;i++)); do a; done") == "a");
    CHECK(told("while ! a; do b; done; until c; do d; done") == "a;b;c;d");
    CHECK(told("case \"$x\" in a|b) c;; (d) e; f ;; *) g;; esac; h") == "c;e;f;g;h");
    CHECK(told("case x in esac; a") == "a");
    CHECK(told("{ a; b; } && (c; d)") == "a;b;c;d");
    CHECK(told("f() { a; }; function g { b; }; f") == "a;b;f");
    CHECK(told("[[ a && b < c ]] && d") == "[[ a b c ]];d");
    CHECK(told("((x = 1 > 2)) && a") == "a");
    CHECK(told("! a") == "a");
    CHECK(told("set -ex; a") == "set -ex;a");
}

TEST_CASE("Substitutions hold commands", "[shell]") {
    CHECK(told("a $(b | c $(d)) e") == "b;d;c $(d);a $(b | c $(d)) e");
    CHECK(told("a \"x $(b 'y)') z\"") == "b y);a x $(b 'y)') z");
    CHECK(told("a `b \\`c\\`` d") == "c;b `c`;a `b \\`c\\`` d");
    CHECK(told("a $((1 + (2 << 3))) b") == "a $((1 + (2 << 3))) b");
    CHECK(told("a ${x:-$(b)} \"${y:-it's}\" c") == "b;a ${x:-$(b)} ${y:-it's} c");
    CHECK(told("a <(b; c) d") == "b;c;a <(b; c) d");
    CHECK(told("$(case x in a) b;; esac)") == "b;$(case x in a) b;; esac)");
    CHECK(told("a $'x\\'y' b") == "a x\\'y b");
}

TEST_CASE("Commands that run others", "[shell]") {
    CHECK(told("sudo -E -u root A=b apt-get update") == "[sudo]apt-get update");
    CHECK(told("env -i A=b C=d make") == "[env]make");
    CHECK(told("bash -c 'a && b \"c d\"'") == "[bash -c]a;[bash -c]b c d");
    CHECK(told("/bin/bash -o pipefail -lc \"a | b\"") == "[bash -c]a;[bash -c]b");
    CHECK(told("sudo sh -ec \"sh -c 'a; b'\"") == "[sudo][sh -c][sh -c]a;[sudo][sh -c][sh -c]b");
    CHECK(told("bash script.sh -c x") == "bash script.sh -c x");
    CHECK(told("find . | xargs -n 1 -0 rm -rf") == "find .;[xargs]rm -rf");
    CHECK(told("time -p nice -n 5 exec make") == "[time][nice][exec]make");
    CHECK(told("timeout -s KILL 5m curl x") == "[timeout]curl x");
    CHECK(told("command -v git || apk add git") == "command -v git;apk add git");
    CHECK(told("su - user -c 'pip install x'") == "[su -c]pip install x");
    CHECK(told("eval 'a; b'") == "[eval]a;[eval]b");
    CHECK(told("sudo") == "sudo");
    CHECK(told("xargs -0") == "xargs -0");
}

TEST_CASE("Here-documents in scripts", "[shell]") {
    CHECK(told("cat <<EOF > x && b\nnot this\nEOF\nc") == "cat;b;c");
    CHECK(told("sudo bash -ex <<'EOF'\na; b\nEOF\nc") == "[sudo][bash]a;[sudo][bash]b;c");
    CHECK(told("cat <<-A; sh <<B\n\tx\n\tA\ny\nB\n") == "cat;[sh]y");
    CHECK_FALSE(split_shell("cat <<EOF\na").problem.empty());
}

TEST_CASE("Commands of instructions", "[shell]") {
    CHECK(run("RUN --mount=type=cache,target=/x a && \\\n # c\n  b") == "a;b");
    CHECK(run("RUN [\"bash\", \"-c\", \"a && b\"]") == "[bash -c]a;[bash -c]b");
    CHECK(run("RUN [\"apt-get\", \"install\", \"x y\"]") == "apt-get install x y");
    CHECK(run("RUN <<EOF\na\nb c\nEOF\n") == "a;b c");
    CHECK(run("RUN <<EOF\n#!/usr/bin/env bash\na\nEOF\n") == "a");
    CHECK(run("RUN <<EOF\n#!/usr/bin/python3\nimport x\nEOF\n") == "/usr/bin/python3");
    CHECK(run("RUN bash <<EOF && d\na\nEOF\n") == "d;[bash]a");
    CHECK(run("RUN cat <<EOF >x && d\na\nEOF\n") == "cat;d");
    CHECK(run("CMD exec a") == "[exec]a");
    CHECK(run("ENV A=b").empty());
    CHECK(run("CMD []").empty());
}

TEST_CASE("Positions of commands lead back to the text", "[shell]") {
    const std::string text = "FROM a\nRUN a && \\\n  bash -c \"b \\\"c d\\\"; e\" <<X\nX\n";
    const ShellScript script = shell_commands(parse(text).instructions.at(1), text);
    REQUIRE(script.commands.size() == 3);
    const auto of = [&](Range range) { return text.substr(range.begin, range.end - range.begin); };
    CHECK(of(script.commands[0].source) == "a");
    CHECK(of(script.commands[1].source) == "b \\\"c d\\\"");
    CHECK(of(script.commands[1].words[1].source) == "\"c d\\\"");  // from its first letter
    CHECK(of(script.commands[2].source) == "e");
}

TEST_CASE("Scripts that are no scripts", "[shell]") {
    for (const char* text :
         {"'",  "\"",  "`",  "$(", "${",  "$((", "((", "<(", "a)", "case", "case x in", "for",  "[[",
          "<<", "<<A", "\\", "$",  "a=(", "$'",  "f(", "2>", "&>", "))",   ";;",        "esac", "a\\"}) {
        CAPTURE(text);
        split_shell(text);
        split_shell(std::string(text) + text);
    }
    std::string deep;
    for (int level = 0; level < 100'000; ++level) deep.append("$(");
    CHECK_FALSE(split_shell(deep).problem.empty());
    deep.clear();
    for (int level = 0; level < 100'000; ++level) deep.append("${a:-");
    CHECK_FALSE(split_shell(deep).problem.empty());
    CHECK(split_shell("a 'never closed; x").commands.size() == 1);
}

TEST_CASE("Kinds of commands", "[shell]") {
    CHECK(command_kind("apt-get") == Kind::dependencies);
    CHECK(command_kind("/usr/bin/python3.8") == Kind::build_execute);
    CHECK(command_kind("pip3.6") == Kind::dependencies);
    CHECK(command_kind("./build.sh") == Kind::build_execute);
    CHECK(command_kind(".") == Kind::environment);
    CHECK(command_kind("chmod") == Kind::permissions);
    CHECK(command_kind("tar") == Kind::filesystem);
    CHECK(command_kind("$X") == Kind::none);
    CHECK(command_kind("") == Kind::none);
    CHECK(authors_kind("/bin/bash") == Kind::build_execute);
    CHECK(authors_kind("/usr/bin/python3") == Kind::none);
    CHECK(kind_name(Kind::build_execute) == "Build/Execute");

    // "install" counts for the authors, and so does what stands outside of RUN.
    const std::string text =
        "FROM python\nRUN apt-get install -y git && bash -c 'chmod +x a'\nCMD python x\n";
    const KindCounts authors = authors_kinds(parse_as_authors(text).instructions);
    CHECK(authors[static_cast<size_t>(Kind::dependencies)] == 2);
    CHECK(authors[static_cast<size_t>(Kind::build_execute)] == 4);
    CHECK(authors[static_cast<size_t>(Kind::permissions)] == 0);
    const KindCounts commands = command_kinds(parse(text).instructions, text);
    CHECK(commands[static_cast<size_t>(Kind::dependencies)] == 1);
    CHECK(commands[static_cast<size_t>(Kind::build_execute)] == 0);
    CHECK(commands[static_cast<size_t>(Kind::permissions)] == 1);
}
