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
