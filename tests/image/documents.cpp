// Reading JSON documents, and what an image's configuration says.
#include "core/image/config.h"
#include "core/image/json.h"
#include "core/image/store.h"
#include "tests/support/results.h"

using namespace plimsoll;
using namespace plimsoll::test;
using image::parse_json;

namespace {

struct Read {
    image::Config config;
    std::vector<Problem> problems;
};

Read read(const std::string& json, size_t layers) {
    Read read;
    read.config = image::read_config(value_of(parse_json(json, "config")), layers, read.problems);
    return read;
}

}  // namespace

TEST_CASE("A document that is not JSON is an error that names it") {
    for (const char* text : {"", "{", "{]", "nul", "{\"a\":1}}", "{'a':1}", "NaN", "{\"a\":1,}", "\xff"}) {
        CAPTURE(text);
        const Error error = error_of(parse_json(text, "manifest.json"));
        CHECK(error.code == ErrorCode::corrupt);
        CHECK(error.where == "manifest.json");
    }
}

TEST_CASE("Nesting is counted before anything is built, and not inside strings") {
    const auto nested = [](size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    CHECK(parse_json(nested(64), "x").has_value());
    CHECK(error_of(parse_json(nested(65), "x")).code == ErrorCode::over_limit);
    CHECK(error_of(parse_json(std::string(1'000'000, '['), "x")).code == ErrorCode::over_limit);
    CHECK(parse_json("\"" + std::string(1000, '[') + "\"", "x").has_value());
    CHECK(parse_json(R"(["\"[[[[", ")" + std::string(100, '{') + "\"]", "x").has_value());
}

TEST_CASE("A document over 20 MiB is refused") {
    CHECK(error_of(parse_json(std::string((20u << 20) + 1, ' '), "x")).code == ErrorCode::over_limit);
}

TEST_CASE("Members of another type, or none, are empty") {
    const auto json =
        value_of(parse_json(R"({"text":"a","number":7,"list":["a",7,"b"],"object":{"x":1,"y":2}})", "x"));
    CHECK(image::text_member(json, "text") == "a");
    CHECK(image::text_member(json, "number").empty());
    CHECK(image::text_member(json, "missing").empty());
    CHECK(image::texts_member(json, "list") == std::vector<std::string>{"a", "b"});
    CHECK(image::texts_member(json, "text").empty());
    CHECK(image::names_member(json, "object") == std::vector<std::string>{"x", "y"});
    CHECK(image::names_member(json, "list").empty());
    CHECK(image::member(image::Json(7), "x").is_null());
}

TEST_CASE("A configuration says how a container is started and how the image came about") {
    const auto [config, problems] = read(R"({
        "created": "2024-05-01T12:00:00Z", "os": "linux", "architecture": "arm64", "variant": "v8",
        "config": {"User": "1000:1000", "WorkingDir": "/app", "Env": ["A=1", "B="], "Entrypoint": ["/bin/app"], "Cmd": ["--help"],
                   "ExposedPorts": {"8080/tcp": {}, "53/udp": {}}, "Volumes": {"/data": {}}, "Labels": {"b": "2", "a": "1", "c": 3}},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:a", "sha256:b"]},
        "history": [{"created_by": "FROM", "created": "2024-01-01T00:00:00Z"}, {"created_by": "ENV A=1", "empty_layer": true}, {"created_by": "RUN x"}]})",
                                         2);
    CHECK(problems.empty());
    CHECK(config.created == "2024-05-01T12:00:00Z");
    CHECK(config.platform == image::Platform{"linux", "arm64", "v8"});
    CHECK(config.user == "1000:1000");
    CHECK(config.working_dir == "/app");
    CHECK(config.env == std::vector<std::string>{"A=1", "B="});
    CHECK(config.entrypoint == std::vector<std::string>{"/bin/app"});
    CHECK(config.cmd == std::vector<std::string>{"--help"});
    CHECK(config.exposed_ports == std::vector<std::string>{"53/udp", "8080/tcp"});
    CHECK(config.volumes == std::vector<std::string>{"/data"});
    CHECK(config.labels.at("a") == "1");
    CHECK(config.diff_ids.size() == 2);
    REQUIRE(config.history.size() == 3);
    CHECK(config.history[0].layer == 0u);
    CHECK_FALSE(config.history[1].layer.has_value());
    CHECK(config.history[2].layer == 1u);
}

TEST_CASE("An image without history is no problem, and one that lacks steps is") {
    CHECK(read(R"({"rootfs":{"diff_ids":["sha256:a"]}})", 1).problems.empty());
    const auto few =
        read(R"({"rootfs":{"diff_ids":["sha256:a","sha256:b"]},"history":[{"created_by":"x"}]})", 2);
    REQUIRE(few.problems.size() == 1);
    CHECK(few.problems[0].severity == Problem::Severity::warning);
    CHECK(few.config.history[0].layer == 0u);
    const auto many =
        read(R"({"rootfs":{"diff_ids":["sha256:a"]},"history":[{"created_by":"x"},{"created_by":"y"}]})", 1);
    CHECK(many.problems.size() == 1);
    CHECK_FALSE(many.config.history[1].layer.has_value());
}

TEST_CASE("A digest is an algorithm and as many hexadecimal digits as that has") {
    const std::string digest = "sha256:" + std::string(64, 'a');
    const auto parsed = image::parse_digest(digest);
    REQUIRE(parsed);
    CHECK(parsed->algorithm == "sha256");
    CHECK(parsed->hex == std::string(64, 'a'));
    CHECK(image::parse_digest("sha512:" + std::string(128, '0')));
    CHECK_FALSE(image::parse_digest("sha256:" + std::string(63, 'a') + "/"));
    CHECK_FALSE(image::parse_digest(""));
}
