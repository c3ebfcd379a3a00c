// What findings read out of commands, paths and names.
#include "core/findings/names.h"

#include "core/findings/commands.h"
#include "core/findings/places.h"
#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;
using namespace plimsoll::findings;

TEST_CASE("A line is split into commands and words, outside quotes") {
    const auto commands =
        commands_of("set -e; A=1 /usr/bin/pip  install 'a && b' x|tee \"l;g\"\n && make -j&");
    REQUIRE(commands.size() == 4);
    CHECK(commands[0] == Command{"set", "-e"});
    CHECK(commands[1] == Command{"A=1", "/usr/bin/pip", "install", "'a && b'", "x"});
    CHECK(commands[2] == Command{"tee", "\"l;g\""});
    CHECK(commands[3] == Command{"make", "-j"});
    CHECK(program_of(commands[1]) == "pip");
    CHECK(commands_of("").empty());
    CHECK(commands_of(" ; && \n").empty());
    CHECK(commands_of("echo 'never closed; x").size() == 1);
}

TEST_CASE("What installs packages is told from what does not") {
    const auto installer = [](std::string_view line) { return installer_of(commands_of(line).at(0)); };
    CHECK(installer("sudo apt-get -y install x") == "apt-get install");
    CHECK(installer("python3.11 -m pip install x") == "pip install");
    CHECK(installer("/opt/venv/bin/pip install x") == "pip install");
    CHECK(installer("uv pip install x") == "uv pip install");
    CHECK(installer("npm ci") == "npm ci");
    CHECK(installer("apk add --no-cache x") == "apk add");
    CHECK(installer("make install").empty());
    CHECK(installer("pip freeze").empty());
    CHECK(installer("echo pip install").empty());
    CHECK(installer("A=1").empty());
}

TEST_CASE("The end of a path is compared folder by folder") {
    Stack stack{Tar().file("var/cache/apt/a", "x").file("srv/var/cache/apt/b", "x")};
    const auto& paths = stack.files.paths();
    CHECK(ends_with(paths, stack.path("var/cache/apt"), "/var/cache/apt"));
    CHECK(ends_with(paths, stack.path("var/cache/apt"), "cache/apt"));
    CHECK(ends_with(paths, stack.path("var"), "/var"));
    CHECK_FALSE(ends_with(paths, stack.path("srv/var/cache/apt"), "/var/cache/apt"));
    CHECK(ends_with(paths, stack.path("srv/var/cache/apt"), "var/cache/apt"));
    CHECK_FALSE(ends_with(paths, stack.path("var"), "cache/var"));
    CHECK_FALSE(ends_with(paths, image::Paths::root, "var"));
}

TEST_CASE("The outermost folder that has a reason to be there decides") {
    Stack stack{Tar()
                    .file("root/.cache/pip/.git/a", "x")
                    .file("root/.cache/x/.git/a", "x")
                    .file("include/tests/a", "x")};
    const Places places(stack.files.paths());
    CHECK(places.of(stack.path("root/.cache/pip/.git/a")) == Place::pip);
    CHECK(places.folder(stack.path("root/.cache/pip/.git/a")) == stack.path("root/.cache/pip"));
    CHECK(places.of(stack.path("root/.cache/x/.git/a")) == Place::version_control);
    CHECK(places.of(stack.path("include/tests/a")) == Place::headers);
    CHECK(places.of(stack.path("root/.cache/pip")) == Place::user_cache);
    CHECK(places.of(stack.path("root")) == Place::none);
}

TEST_CASE("A file's name says what it is") {
    CHECK(traits_of("model.safetensors") == weights);
    CHECK(traits_of("model.pt") == (weights | pickles));
    CHECK(traits_of("pytorch_model-00001-of-00002.bin") == (weights | pickles));
    CHECK(traits_of("firmware.bin") == 0);
    CHECK(traits_of("optimizer.pt") == (training | pickles));
    CHECK(traits_of("a.tar.gz") == archive);
    CHECK(traits_of("a.csv.gz") == 0);
    CHECK(traits_of("a.tar.xz") == archive);
    CHECK(traits_of("a.xz") == 0);
    CHECK(traits_of("libx.a") == static_library);
    CHECK(traits_of("x.a") == 0);
    CHECK(traits_of("core.12") == core_dump);
    CHECK(traits_of("core.py") == source);
    CHECK(traits_of(".py") == 0);
    CHECK(traits_of("py") == 0);
    CHECK(traits_of("") == 0);
    CHECK(traits_of("x.") == 0);
}
