#include <catch2/catch_test_macros.hpp>

#include "core/dockerfile/dockerfile.h"

using plimsoll::dockerfile::from_history;

TEST_CASE("A history line gives back the instruction that made it") {
    struct {
        const char *created_by, *instruction, *command;
    } const cases[] = {
        // The legacy builder, kaniko, buildah.
        {"/bin/sh -c #(nop) ADD file:1f2e in / ", "ADD", "file:1f2e in /"},
        {"/bin/sh -c #(nop)  CMD [\"bash\"]", "CMD", "[\"bash\"]"},
        {"/bin/sh -c #(nop) COPY dir:ab12 in /app ", "COPY", "dir:ab12 in /app"},
        {"/bin/sh -c #(nop)  ENV PATH=/usr/bin", "ENV", "PATH=/usr/bin"},
        {"/bin/sh -c apt-get update && apt-get install -y curl", "RUN",
         "apt-get update && apt-get install -y curl"},
        {"|2 A=a B=b /bin/sh -c make install", "RUN", "make install"},
        {"|1 VERSION=1.2 /bin/bash -c pip install x==$VERSION", "RUN", "pip install x==$VERSION"},
        {"/bin/bash -c source activate", "RUN", "source activate"},
        {"cmd /S /C dir", "RUN", "dir"},
        // BuildKit.
        {"RUN /bin/sh -c pip install torch # buildkit", "RUN", "pip install torch"},
        {"RUN |1 CUDA=12 /bin/sh -c apt-get install cuda-$CUDA # buildkit", "RUN",
         "apt-get install cuda-$CUDA"},
        {"COPY . /app # buildkit", "COPY", ". /app"},
        {"ADD https://example.org/x.tar.gz / # buildkit", "ADD", "https://example.org/x.tar.gz /"},
        {"WORKDIR /app", "WORKDIR", "/app"},
        {"ENV PATH=/opt/conda/bin:/usr/bin", "ENV", "PATH=/opt/conda/bin:/usr/bin"},
        {"CMD [\"python3\" \"app.py\"]", "CMD", "[\"python3\" \"app.py\"]"},
        {"EXPOSE map[8080/tcp:{}]", "EXPOSE", "map[8080/tcp:{}]"},
        {"ENTRYPOINT [\"/bin/app\"]", "ENTRYPOINT", "[\"/bin/app\"]"},
        {"RUN /bin/bash -o pipefail -c echo x | cat # buildkit", "RUN",
         "/bin/bash -o pipefail -c echo x | cat"},
        // Neither.
        {"", "", ""},
        {"   ", "", ""},
        {"bazel build ...", "", "bazel build ..."},
        {"debuerreotype 0.15", "", "debuerreotype 0.15"},
        {"apko", "", "apko"},
        {"RUNNING wild", "", "RUNNING wild"},
        {"run lower case", "", "run lower case"},
        {"RUN", "RUN", ""},
        {"# buildkit", "", ""},
        {"|", "", "|"},
        {"|999 no shell at all", "", "|999 no shell at all"},
        {"/bin/sh -c #(nop)", "", ""},
    };
    for (const auto& [created_by, instruction, command] : cases) {
        CAPTURE(created_by);
        const auto found = from_history(created_by);
        CHECK(found.instruction == instruction);
        CHECK(found.command == command);
    }
}

TEST_CASE("A command of several lines keeps them") {
    const auto found = from_history("RUN /bin/sh -c set -e;     \tmake\n  make install # buildkit");
    CHECK(found.instruction == "RUN");
    CHECK(found.command == "set -e;     \tmake\n  make install");
}

TEST_CASE("A command that only speaks of #(nop) is a command") {
    const auto found = from_history("/bin/sh -c grep '#(nop)' history.txt");
    CHECK(found.instruction == "RUN");
    CHECK(found.command == "grep '#(nop)' history.txt");
}

namespace {

using plimsoll::dockerfile::Instruction;

/// "COPY --from=x <a><b> {A=b} JSON"
std::string told(const Instruction& one) {
    std::string text = one.instruction;
    for (const auto& flag : one.flags) text.append(" --").append(flag.name).append("=").append(flag.value);
    text.append(" ");
    for (const auto& word : one.arguments) text.append("<").append(word).append(">");
    for (const auto& setting : one.settings)
        text.append("{").append(setting.name).append("=").append(setting.value).append("}");
    return text.append(one.json ? " JSON" : "");
}

}  // namespace

TEST_CASE("A history line's arguments are read as a Dockerfile's", "[dockerfile]") {
    struct {
        const char *created_by, *expected;
    } const cases[] = {
        {"/bin/sh -c #(nop) ADD file:1f2e in / ", "ADD <file:1f2e></>"},
        {"/bin/sh -c #(nop) COPY multi:ab in /app/ ", "COPY <multi:ab></app/>"},
        {"COPY --chown=a:b /x /y # buildkit", "COPY --chown=a:b </x></y>"},
        {"/bin/sh -c #(nop)  CMD [\"bash\" \"-c\" \"a \\\"b\\\"\"]", "CMD <bash><-c><a \"b\"> JSON"},
        {"CMD [\"python3\", \"app.py\"]", "CMD <python3><app.py> JSON"},
        {"ENTRYPOINT [\"/bin/app\"]", "ENTRYPOINT </bin/app> JSON"},
        {"/bin/sh -c #(nop)  SHELL [/bin/bash -o pipefail -c]", "SHELL </bin/bash><-o><pipefail><-c> JSON"},
        {"VOLUME [/data /x]", "VOLUME </data></x>"},
        {"EXPOSE map[443/tcp:{} 80/tcp:{}]", "EXPOSE <443/tcp><80/tcp>"},
        {"/bin/sh -c #(nop)  EXPOSE 8080", "EXPOSE <8080>"},
        {"EXPOSE [80/tcp]", "EXPOSE <80/tcp>"},
        {"ENV A=b c D=e", "ENV {A=b c}{D=e}"},
        {"ENV OPTS=-Da=b -Dc=d", "ENV {OPTS=-Da=b -Dc=d}"},
        {"LABEL maintainer=A B <a@b.c> org.x/y=1", "LABEL {maintainer=A B <a@b.c>}{org.x/y=1}"},
        {"ARG A", "ARG {A=}"},
        {"WORKDIR /a b", "WORKDIR </a b>"},
        {"/bin/sh -c #(nop)  ONBUILD RUN make", "ONBUILD "},
        {"HEALTHCHECK &{[\"CMD-SHELL\" \"curl x\"] \"30s\" \"5s\" \"0s\" \"0s\" '\\x03'}",
         "HEALTHCHECK --interval=30s --timeout=5s <CMD><curl x>"},
        {"HEALTHCHECK &{[\"CMD\" \"a\" \"b\"] \"0s\" \"0s\" \"0s\" '\\x00'}", "HEALTHCHECK <CMD><a><b> JSON"},
        {"HEALTHCHECK &{[\"NONE\"] \"0s\"}", "HEALTHCHECK <NONE>"},
        {"USER app", "USER <app>"},
        {"RUN pip install x", "RUN "},
    };
    for (const auto& [created_by, expected] : cases) {
        CAPTURE(created_by);
        const Instruction found = from_history(created_by);
        CHECK(told(found) == expected);
        CHECK(found.known);
    }
    const Instruction onbuild = from_history("ONBUILD RUN make");
    REQUIRE(onbuild.trigger.size() == 1);
    CHECK(onbuild.trigger[0].command == "make");
}

TEST_CASE("A history line's build arguments and shell are told apart from the command", "[dockerfile]") {
    const Instruction run = from_history("RUN |2 A=a b C=d /bin/sh -c make # buildkit");
    REQUIRE(run.build_arguments.size() == 2);
    CHECK(run.build_arguments[0].value == "a b");
    CHECK(run.build_arguments[1].name == "C");
    CHECK(from_history("|1 A=b=c d=e /bin/sh -c make").build_arguments.at(0).value == "b=c d=e");
    CHECK(from_history("RUN /bin/bash -o pipefail -c a | b # buildkit").body() == "a | b");
    CHECK(from_history("RUN bash script.sh # buildkit").body() == "bash script.sh");
    const auto script =
        plimsoll::dockerfile::shell_commands(from_history("/bin/sh -c apt-get update && pip install x"), "");
    REQUIRE(script.commands.size() == 2);
    CHECK(script.commands[1].name() == "pip");
    for (const char* odd :
         {"|", "|1", "|1 /bin/sh -c ", "|99999999999999999999 /bin/sh -c a", "HEALTHCHECK &{[",
          "HEALTHCHECK &{[\"", "CMD [\"", "CMD [", "EXPOSE map[", "VOLUME [", "ENV", "ENV =", "ONBUILD",
          "ONBUILD ONBUILD", "RUN /bin/bash -o", "RUN /bin/bash -c", "COPY --"}) {
        CAPTURE(odd);
        from_history(odd);
    }
}

TEST_CASE("A history is written as a Dockerfile that says the same", "[dockerfile]") {
    const char* const steps[] = {
        "/bin/sh -c #(nop) ADD file:1f2e in / ",
        "/bin/sh -c #(nop)  CMD [\"bash\"]",
        "ENV A=b c D=$e",
        "RUN |1 V=1 /bin/sh -c set -ex;     apt-get update \t&& apt-get install -y --no-install-recommends "
        "curl      wget     && rm -rf /var/lib/apt/lists/* # buildkit",
        "RUN /bin/sh -c set -e\nmake\nmake install # buildkit",
        "EXPOSE map[80/tcp:{}]",
        "HEALTHCHECK &{[\"CMD-SHELL\" \"curl x\"] \"30s\" \"5s\" \"0s\" \"0s\" '\\x03'}",
        "debuerreotype 0.15",
        "VOLUME [/data]",
        "ONBUILD RUN pip install -r x",
        "WORKDIR /app",
        "ENTRYPOINT [\"/bin/app\" \"-x\"]",
    };
    std::vector<Instruction> history;
    for (const char* step : steps) history.push_back(from_history(step));
    const auto written = plimsoll::dockerfile::write_dockerfile(history);
    CHECK(written.text == R"(# Written from the history of an image.
FROM scratch
ADD file:1f2e /
CMD ["bash"]
ENV A="b c" D="\$e"
#  with V=1
RUN set -ex; apt-get update \
    && apt-get install -y --no-install-recommends curl wget \
    && rm -rf /var/lib/apt/lists/*
RUN <<EOF
set -e
make
make install
EOF
EXPOSE 80/tcp
HEALTHCHECK --interval=30s --timeout=5s CMD curl x
#  debuerreotype 0.15
VOLUME ["/data"]
ONBUILD RUN pip install -r x
WORKDIR /app
ENTRYPOINT ["/bin/app", "-x"]
)");
    REQUIRE(written.lines.size() == history.size());
    CHECK(written.lines[0].first == 3);
    CHECK(written.lines[3].first == 6);
    CHECK(written.lines[3].last == 9);
    CHECK(written.lines[4].last == 14);
    const auto back = plimsoll::dockerfile::parse(written.text);
    CHECK(back.problems.empty());
    std::vector<std::string> names;
    for (const Instruction& one : back.instructions) names.push_back(one.instruction);
    std::vector<std::string> expected = {"FROM"};
    for (const Instruction& one : history)
        if (!one.instruction.empty()) expected.push_back(one.instruction);
    CHECK(names == expected);
}
