// How long texts of 10 MB take, ordinary and hostile ones. Hidden, as a machine that does something else is slower:
//
//     build/native/tests/plimsoll_tests "[speed]"
#include <catch2/catch_test_macros.hpp>

#include <cstdio>
#include <ctime>
#include <functional>

#include "core/dockerfile/dockerfile.h"

using namespace plimsoll::dockerfile;

namespace {

constexpr size_t bytes = 10'000'000;

std::string repeated(std::string_view head, std::string_view unit, std::string_view tail = "") {
    std::string text(head);
    while (text.size() + unit.size() + tail.size() <= bytes) text.append(unit);
    return text.append(tail);
}

/// As repeated(), with a number in place of each "#".
std::string counted(std::string_view head, std::string_view unit) {
    std::string text(head);
    for (size_t number = 0; text.size() < bytes; ++number)
        for (const char letter : unit) {
            if (letter == '#')
                text.append(std::to_string(number));
            else
                text.push_back(letter);
        }
    return text;
}

/// Seconds of the processor, the least of three: others use the machine too.
double seconds(const std::function<void()>& work) {
    double least = 1e9;
    for (int time = 0; time < 3; ++time) {
        const std::clock_t begin = std::clock();
        work();
        least = std::min(least, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    return least;
}

}  // namespace

TEST_CASE("10 MB are parsed in under a second", "[.][speed]") {
    const std::pair<const char*, std::string> texts[] = {
        {"one line", repeated("FROM a\nRUN ", "x")},
        {"one line of words", repeated("FROM a\nRUN ", "a b; ")},
        {"one COPY", repeated("FROM a\nCOPY ", "a ")},
        {"one ENV", repeated("FROM a\nENV ", "a=b ")},
        {"one JSON array", repeated("FROM a\nCMD [\"a\"", ",\"b\"", "]")},
        {"brackets", repeated("FROM a\nCMD ", "[", "]")},
        {"tiny instructions", repeated("FROM a\n", "RUN a\n")},
        {"unknown instructions", repeated("", "a\n")},
        {"an ordinary file", repeated("",
                                      "FROM python:3.9 AS x\nENV A=b\nRUN apt-get update && \\\n    apt-get "
                                      "install -y git\nCOPY --from=x a b\n")},
        {"continuations", repeated("FROM a\nRUN a ", "\\\n")},
        {"continuations of words", repeated("FROM a\nRUN a ", "b \\\n")},
        {"comments in an instruction", repeated("FROM a\nRUN a \\\n", "#\n", "b")},
        {"empty lines in an instruction", repeated("FROM a\nRUN a \\\n", "\n", "b")},
        {"a here-document", repeated("FROM a\nRUN <<EOF\n", "echo a\n", "EOF\n")},
        {"here-documents", counted("FROM a\n", "RUN <<E#\nE#\n")},
        {"here-documents that never end", counted("FROM a\n", "RUN <<E#\n")},
        {"many here-documents in one line", repeated("FROM a\nRUN ", "<<E ", "\nE\n")},
        {"stages", counted("", "FROM a AS s#\nCOPY --from=s# a b\n")},
        {"stages on stages", counted("FROM a AS s0\n", "FROM s0 AS s#\nENV a#=b\n")},
        {"variables", counted("", "ARG a#=b\n")},
        {"FROM with variables", repeated("ARG a=b\n", "FROM ${a}${a%b}\n")},
        {"quotes", repeated("FROM a\nRUN ", "\"'")},
        {"substitutions", repeated("FROM a\nRUN ", "$(")},
        {"backquotes", repeated("FROM a\nRUN ", "`\\`")},
        {"braces", repeated("FROM a\nRUN ", "${")},
        {"arithmetic", repeated("FROM a\nRUN ", "$((")},
        {"here-documents in a script", repeated("FROM a\nRUN a\\\n", "a<<b;")},
        {"sudo", repeated("FROM a\nRUN ", "sudo ")},
        {"bash -c", repeated("FROM a\nRUN ", "bash -c ")},
        {"cases", repeated("FROM a\nRUN ", "case a in ")},
        {"parentheses", repeated("FROM a\nRUN ", "(")},
    };
    std::printf("%-34s %8s %8s %8s\n", "seconds for 10 MB", "parse", "authors", "commands");
    for (const auto& [name, text] : texts) {
        CAPTURE(name);
        Dockerfile file;
        const double parsing = seconds([&] { file = parse(text); });
        const double authors = seconds([&] { parse_as_authors(text); });
        const double commands = seconds([&] { command_kinds(file.instructions, text); });
        std::printf("%-34s %8.3f %8.3f %8.3f\n", name, parsing, authors, commands);
        CHECK(parsing < 1);
        CHECK(authors < 1);
        CHECK(commands < 3);
    }
}
