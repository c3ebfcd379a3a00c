#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/compression.h"
#include "tests/support/results.h"
#include "tests/support/tar_builder.h"
#include "tests/support/temporary_file.h"

using namespace plimsoll;
using namespace plimsoll::test;
using Json = nlohmann::json;

TEST_CASE("classify answers each project in its line, and goes on behind a bad one") {
    const TemporaryFile projects(
        "{\"repository\": \"a/one\", \"description\": \"A course\"}\n"
        "\n"
        "{\"repository\": \n"
        "{\"repository\": \"a/two\", \"files\": [{\"path\": \"Dockerfile\", \"content\": \"FROM a\\nEXPOSE "
        "80\\n\"}]}");
    const Outcome outcome = run({"classify", projects.path()});
    CHECK(outcome.status == 1);
    const size_t newline = outcome.out.find('\n');
    REQUIRE(newline != std::string::npos);
    CHECK(Json::parse(outcome.out.substr(0, newline))["category"]["label"] == "Documentation");
    const Json second = Json::parse(outcome.out.substr(newline + 1));
    CHECK(second["repository"] == "a/two");
    CHECK(second["purposes"][0]["evidence"][0]["where"] == "Dockerfile:2");
    CHECK(outcome.error.find(": line 3: is not valid JSON\n") != std::string::npos);
}

TEST_CASE("classify takes other knowledge, and prints features") {
    const TemporaryFile projects("{\"repository\": \"a/one\", \"description\": \"A course\"}\n");
    const TemporaryFile rules(
        "{\"rules\": [{\"id\": \"r\", \"text\": [\"courses\"]}], \"category\": {\"labels\": [\"X\", \"Y\"], "
        "\"bias\": [0, 0], \"rules\": {\"r\": [0, 1]}}}");
    const Outcome answer = run({"classify", "--knowledge", rules.path(), projects.path()});
    CHECK(answer.status == 0);
    CHECK(Json::parse(answer.out)["category"]["label"] == "Y");
    const Outcome features = run({"classify", projects.path(), "--features", "--knowledge", rules.path()});
    CHECK(Json::parse(features.out)["rules"]["r"] == 1);
    CHECK(Json::parse(features.out)["features"]["text:course"] == 1);
}

TEST_CASE("classify reads standard input") {
    const Outcome outcome = run_piped("{\"repository\": \"a/one\"}\n", {"classify", "-"});
    CHECK(outcome.status == 0);
    CHECK(Json::parse(outcome.out)["category"]["label"].is_null());
}

TEST_CASE("classify takes a project's archive, its folder, or a Dockerfile") {
    const std::string tar = Tar().file("cars-main/Dockerfile", "FROM a\nEXPOSE 80\n").finish();
    const TemporaryFile archive(gzip(tar)), broken(gzip(tar).substr(0, 30)), other(gzip("Ahoy"));
    const Outcome answer = run({"classify", archive.path()});
    CHECK(answer.status == 0);
    CHECK(answer.error.empty());
    const Json json = Json::parse(answer.out);
    CHECK(json["repository"] == "cars");
    CHECK(json["purposes"][0]["evidence"][0]["where"] == "Dockerfile:2");
    CHECK(run({"classify", broken.path()}).status == 1);
    CHECK(contains(run({"classify", other.path()}).error, "has no Dockerfile and no compose file in it"));

    const std::string folder = archive.path() + ".folder";
    std::filesystem::create_directory(folder);
    std::ofstream(folder + "/Dockerfile") << "FROM a\nEXPOSE 80\n";
    const Outcome of_folder = run({"classify", folder});
    const Outcome of_file = run({"classify", folder + "/Dockerfile"});
    const Outcome features = run({"classify", "--features", folder});
    std::filesystem::remove_all(folder);
    CHECK(Json::parse(of_folder.out)["purposes"] == json["purposes"]);
    CHECK(Json::parse(of_file.out)["purposes"][0]["label"] == json["purposes"][0]["label"]);
    CHECK(Json::parse(features.out)["sizes"]["dockerfiles"] == 1);
}

TEST_CASE("Wrong usage of classify is told") {
    CHECK(run({"classify"}).status == 2);
    CHECK(run({"classify", "a", "b"}).status == 2);
    CHECK(run({"classify", "--jobs", "a"}).status == 2);
    CHECK(run({"classify", "a", "--knowledge"}).status == 2);
    CHECK(run({"classify", "/nowhere/at/all"}).status == 1);
    const TemporaryFile projects("{\"repository\": \"a\"}\n"), none("{}");
    CHECK(run({"classify", projects.path(), "--knowledge", none.path()}).status == 1);
    CHECK(run({"classify", "--help"}).status == 0);
}
