#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/command.h"
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
