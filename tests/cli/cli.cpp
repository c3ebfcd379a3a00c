#include "core/cli/cli.h"

#include <unistd.h>
#include <nlohmann/json.hpp>

#include <sstream>
#include <thread>

#include "tests/support/command.h"
#include "tests/support/compression.h"
#include "tests/support/image_builder.h"
#include "tests/support/results.h"
#include "tests/support/temporary_file.h"

using namespace plimsoll;
using namespace plimsoll::test;
using Json = nlohmann::json;

namespace {

ImageParts two_layers(const image::Platform& platform = {"linux", "amd64", ""}) {
    ImageParts parts;
    parts.platform = platform;
    parts.layers = {Tar().file("a", "12345").file("b", "x").finish(),
                    Tar().whiteout("a").file("\x1b[31mred", "x").finish()};
    parts.created_by = {"/bin/sh -c #(nop) ADD file:1 in / ", "RUN /bin/sh -c rm a # buildkit"};
    return parts;
}

std::string damaged() {
    ImageParts parts = two_layers();
    TarHeader bad;
    bad.path = "bad";
    bad.checksum_error = 1;
    parts.layers[1] = Tar().file("c", "x").entry(bad).finish();
    return docker_25(parts);
}

std::string name_of(const TemporaryFile& file) { return file.path().substr(file.path().rfind('/') + 1); }

}  // namespace

TEST_CASE("An archive's report is printed as text") {
    const TemporaryFile archive(docker_25(two_layers()));
    const Outcome outcome = run({"analyze", archive.path()});
    CHECK(outcome.status == 0);
    CHECK(outcome.error.empty());
    for (const char* expected : {"example/app:1", "docker-archive-oci", "linux/amd64", "ADD file:1 in /",
                                 "RUN rm a", "Hidden by later layers", "Largest files"}) {
        CAPTURE(expected);
        CHECK(contains(outcome.out, expected));
    }
    CHECK(contains(outcome.out, name_of(archive)));
    CHECK_FALSE(contains(outcome.out, "\x1b"));
}

TEST_CASE("Text is cut between characters, not inside one") {
    ImageParts parts = two_layers();
    for (size_t blanks = 0; blanks < 4; ++blanks) {
        std::string ships;
        for (int number = 0; number < 40; ++number) ships += "\xf0\x9f\x9a\xa2";
        parts.created_by = {std::string(blanks, 'x') + ships};
        const TemporaryFile archive(docker_25(parts));
        const std::string out = run({"analyze", archive.path()}).out;
        CHECK(report::printable(out).find("\\x") == report::printable(out).find("\\x1b"));
    }
}

TEST_CASE("JSON is one report") {
    const TemporaryFile archive(docker_25(two_layers()));
    const Outcome outcome = run({"analyze", "--format", "json", archive.path()});
    CHECK(outcome.status == 0);
    const Json json = Json::parse(outcome.out, nullptr, false);
    REQUIRE(json.is_object());
    CHECK(json["source"]["name"] == name_of(archive));
    CHECK(json["waste"]["hidden_bytes"] == 5);
}

TEST_CASE("NDJSON is one line for each archive, in the order given") {
    const TemporaryFile one(docker_25(two_layers())), two(oci(two_layers()));
    const Outcome outcome = run({"analyze", one.path(), two.path(), "--format", "ndjson"});
    CHECK(outcome.status == 0);
    std::istringstream lines(outcome.out);
    std::string first, second, third;
    std::getline(lines, first);
    std::getline(lines, second);
    CHECK_FALSE(std::getline(lines, third));
    CHECK(Json::parse(first, nullptr, false)["source"]["name"] == name_of(one));
    CHECK(Json::parse(second, nullptr, false)["source"]["name"] == name_of(two));
}

TEST_CASE("Of several archives those that can be read are shown, and the status tells of the others") {
    const TemporaryFile good(docker_25(two_layers())), bad("not an image");
    const Outcome outcome = run({"analyze", bad.path(), good.path(), "/nowhere/at/all.tar"});
    CHECK(outcome.status == 1);
    CHECK(contains(outcome.out, name_of(good)));
    CHECK(contains(outcome.error,
                   "plimsoll: " + bad.path() + ": is not an image archive: it seems to be a text file"));
    CHECK(contains(outcome.error, "plimsoll: /nowhere/at/all.tar: No such file"));
}

TEST_CASE("A damaged layer is an error line, and the rest is shown") {
    const TemporaryFile archive(damaged());
    const Outcome outcome = run({"analyze", archive.path()});
    CHECK(outcome.status == 1);
    CHECK(outcome.error.starts_with("plimsoll: " + archive.path() + ": layer 2, offset "));
    CHECK(std::count(outcome.error.begin(), outcome.error.end(), '\n') == 1);
    CHECK(contains(outcome.out, "(incomplete)"));
}

TEST_CASE("A warning is told and does not spoil the status") {
    ImageParts parts = two_layers();
    parts.config = R"({"os":"linux","architecture":"amd64"})";
    const TemporaryFile archive(docker_25(parts));
    const Outcome outcome = run({"analyze", archive.path()});
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.error, ": configuration: has 0 diff_ids for 2 layers\n"));
}

TEST_CASE("Error lines show hostile names escaped") {
    const Outcome outcome = run({"analyze", "no\x1b[31m\nfile"});
    CHECK(outcome.status == 1);
    CHECK(contains(outcome.error, "plimsoll: no\\x1b[31m\\nfile: "));
    const Outcome option = run({"analyze", "--\x1b[31m", "x"});
    CHECK(option.status == 2);
    CHECK_FALSE(contains(option.error, "\x1b"));
}

TEST_CASE("The option --output writes there and prints nothing") {
    const TemporaryFile archive(docker_25(two_layers())), output;
    const Outcome outcome = run({"analyze", archive.path(), "--format", "json", "--output", output.path()});
    CHECK(outcome.status == 0);
    CHECK(outcome.out.empty());
    CHECK(output.content() == run({"analyze", archive.path(), "--format", "json"}).out);
    CHECK(run({"analyze", archive.path(), "--output", "-"}).out == run({"analyze", archive.path()}).out);
}

TEST_CASE("Output that cannot be written is trouble") {
    const TemporaryFile archive(docker_25(two_layers()));
    const Outcome outcome = run({"analyze", archive.path(), "--output", "/nowhere/at/all"});
    CHECK(outcome.status == 1);
    CHECK(contains(outcome.error, "plimsoll: /nowhere/at/all: cannot be written"));
    CHECK(run({"analyze", archive.path(), "--output", "/dev/full"}).status == 1);
}

TEST_CASE("The option --platform chooses an image of several") {
    OciLayout layout;
    const image::Platform arm{"linux", "arm", "v7"};
    const TemporaryFile archive(
        layout.finish({layout.add_image(two_layers()),
                       layout.add_image(two_layers(arm), {{"platform", platform_of(arm)}})}));
    const auto platform = [&](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"analyze", archive.path(), "--format", "json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return Json::parse(run(arguments).out, nullptr, false)["image"]["platform"]["architecture"];
    };
    CHECK(platform({}) == "amd64");
    CHECK(platform({"--platform", "linux/arm"}) == "arm");
    CHECK(platform({"--platform", "linux/arm/v7"}) == "arm");
    const Outcome none = run({"analyze", archive.path(), "--platform", "linux/s390x"});
    CHECK(none.status == 1);
    CHECK(contains(none.error, "has no image for the platform linux/s390x"));
}

TEST_CASE("The option --verify tells a layer whose content was changed") {
    std::string bytes = docker_25(two_layers());
    const TemporaryFile good(bytes);
    bytes[bytes.find("12345")] ^= 1;
    const TemporaryFile bad(bytes);
    const auto verified = [](const Outcome& outcome) {
        return Json::parse(outcome.out, nullptr, false)["layers"][0]["verified"];
    };
    const Outcome whole = run({"analyze", "--verify", "--format", "json", good.path()});
    CHECK(whole.status == 0);
    CHECK(verified(whole) == true);
    const Outcome changed = run({"analyze", "--verify", "--format", "json", bad.path()});
    CHECK(changed.status == 1);
    CHECK(verified(changed) == false);
    CHECK(contains(changed.error, ": layer 1: its digest is sha256:"));
    CHECK(verified(run({"analyze", "--format", "json", bad.path()})).is_null());
}

TEST_CASE("Behind -- everything is an archive") {
    const Outcome outcome = run({"analyze", "--", "--verify"});
    CHECK(outcome.status == 1);
    CHECK(contains(outcome.error, "plimsoll: --verify: No such file"));
}

TEST_CASE("Wrong usage is told with the usage, and nothing is done") {
    const TemporaryFile archive(docker_25(two_layers()));
    const std::vector<std::string> cases[] = {
        {},
        {"frobnicate"},
        {"analyze"},
        {"analyze", "--"},
        {"analyze", "--frobnicate", archive.path()},
        {"analyze", archive.path(), "--format"},
        {"analyze", archive.path(), "--format", "yaml"},
        {"analyze", archive.path(), "--output"},
        {"analyze", archive.path(), "--platform"},
        {"analyze", archive.path(), "--platform", "arm64"},
        {"analyze", archive.path(), "--jobs"},
        {"analyze", archive.path(), "--jobs", "0"},
        {"analyze", archive.path(), "--jobs", "-1"},
        {"analyze", archive.path(), "--jobs", "2x"},
        {"analyze", archive.path(), archive.path(), "--format", "json"},
    };
    for (const auto& arguments : cases) {
        CAPTURE(arguments);
        const Outcome outcome = run(arguments);
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(contains(outcome.error, "usage: plimsoll"));
    }
}

TEST_CASE("Help and version are answers, not errors") {
    for (const char* command : {"analyze", "compare"}) {
        CHECK(run({command, "--help"}).status == 0);
        CHECK(run({command, "-h"}).out.starts_with("usage: plimsoll"));
    }
    for (const char* argument : {"--help", "-h", "help"}) {
        const Outcome outcome = run({argument});
        CHECK(outcome.status == 0);
        CHECK(contains(outcome.out, "usage: plimsoll analyze"));
        CHECK(outcome.error.empty());
    }
    CHECK(run({"--version"}).out == "plimsoll " + report::version() + "\n");
}

TEST_CASE("Standard input is an archive, a file or a pipe, packed or not") {
    const std::string archive = docker_25(two_layers());
    const TemporaryFile file(archive);
    const auto from_file = [&] {
        const int descriptor = open(file.path().c_str(), O_RDONLY);
        REQUIRE(descriptor >= 0);
        const Input input(descriptor);
        return run({"analyze", "-"});
    };
    const auto piped = [](const std::string& content) { return run_piped(content, {"analyze", "-"}); };
    for (const Outcome& outcome : {from_file(), piped(archive), piped(gzip(archive))}) {
        CHECK(outcome.status == 0);
        CHECK(outcome.error.empty());
        CHECK(contains(outcome.out, "example/app:1"));
    }
    const Outcome bad = piped("");
    CHECK(bad.status == 1);
    CHECK(contains(bad.error, "plimsoll: -: is not an image archive: it seems to be an empty file"));
}

TEST_CASE("One of several images is chosen by its name, its digest or its number") {
    OciLayout layout;
    ImageParts other = two_layers();
    other.layers.pop_back();
    const auto named = [](const char* name) {
        return Members{{"annotations", object({{"io.containerd.image.name", json_string(name)}})}};
    };
    const std::string first = layout.add_image(two_layers(), named("a:1")),
                      second = layout.add_image(other, named("b:1"));
    const TemporaryFile archive(layout.finish({first, second}));
    const std::string id = hex(sha256(config_of(other)));
    for (const std::string& name :
         {std::string("b:1"), std::string("#2"), "sha256:" + id, id.substr(0, 12)}) {
        CAPTURE(name);
        const Outcome outcome = run({"analyze", archive.path(), "--image", name});
        CHECK(outcome.status == 0);
        CHECK(outcome.error.empty());
        CHECK(contains(outcome.out, "b:1"));
    }
    const Outcome missing = run({"analyze", archive.path(), "--image", "c:1"});
    CHECK(missing.status == 1);
    CHECK(contains(missing.error, "has no image c:1"));
}

TEST_CASE("The report is the same however many layers are read at a time") {
    ImageParts parts;
    for (int number = 0; number < 12; ++number)
        parts.layers.push_back(Tar().file("a" + std::to_string(number), sample_text(5000 * number)).finish());
    const TemporaryFile archive(oci(parts));
    for (const std::string verify : {"", "--verify"}) {
        std::vector<std::string> arguments{"analyze", archive.path(), "--format", "json", "--jobs", "1"};
        if (!verify.empty()) arguments.push_back(verify);
        const Outcome one = run(arguments);
        CHECK(one.status == 0);
        for (const char* jobs : {"2", "3", "64"}) {
            arguments[5] = jobs;
            CHECK(run(arguments).out == one.out);
        }
    }
    for (const char* jobs : {"0", "-1", "two", "3x", ""})
        CHECK(run({"analyze", archive.path(), "--jobs", jobs}).status == 2);
}
