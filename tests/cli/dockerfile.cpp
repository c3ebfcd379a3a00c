#include "core/cli/dockerfile.h"

#include <stdlib.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

#include "tests/support/command.h"
#include "tests/support/results.h"
#include "tests/support/temporary_file.h"

using namespace plimsoll;
using namespace plimsoll::test;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A folder with files, gone after the test.
class Project {
 public:
    Project() {
        char path[] = "/tmp/plimsoll-project-XXXXXX";
        REQUIRE(mkdtemp(path) != nullptr);
        path_ = path;
    }
    ~Project() {
        std::error_code unknown;
        fs::remove_all(path_, unknown);
    }
    Project(const Project&) = delete;
    Project& operator=(const Project&) = delete;

    Project& file(const std::string& name, const std::string& text) {
        fs::create_directories(fs::path(path_ + "/" + name).parent_path());
        std::ofstream(path_ + "/" + name, std::ios::binary) << text;
        return *this;
    }
    const std::string& path() const { return path_; }

 private:
    std::string path_;
};

}  // namespace

TEST_CASE("A folder's Dockerfiles are told as JSON, in the order of their paths") {
    Project project;
    project
        .file("b/Dockerfile",
              "FROM python:3.9 AS x\nRUN pip install a && bash -c 'rm b'\nFROM scratch\nCOPY --from=x a b\n")
        .file("a/gpu.Dockerfile", "from nvidia/cuda:11\n")
        .file("Dockerfile.dev", "FROM $X\nNONSENSE\n")
        .file("a/readme.md", "FROM nothing\n");
    const Outcome outcome = run({"dockerfile", project.path(), "--format", "json", "--instructions"});
    CHECK(outcome.status == 1);
    CHECK(outcome.error ==
          "plimsoll: " + project.path() + "/Dockerfile.dev: line 2: unknown instruction \"NONSENSE\"\n");
    const Json json = Json::parse(outcome.out);
    CHECK(json["mode"] == "buildkit");
    REQUIRE(json["files"].size() == 3);
    CHECK(json["files"][0]["path"] == project.path() + "/Dockerfile.dev");
    CHECK(json["files"][0]["problems"][0]["where"] == "line 2");
    CHECK(json["files"][0]["base_images"][0]["types"] == Json({"Variable"}));
    CHECK(json["files"][1]["path"] == project.path() + "/a/gpu.Dockerfile");
    CHECK(json["files"][1]["instructions"] == Json({{"FROM", 1}}));
    const Json& file = json["files"][2];
    CHECK(file["instructions"] == Json({{"COPY", 1}, {"FROM", 2}, {"RUN", 1}}));
    CHECK(file["kinds"]["by_command"]["Filesystem"] == 1);
    CHECK(file["kinds"]["as_the_authors_counted"]["Build/Execute"] == 2);
    CHECK(file["stages"][1]["uses"][0]["stage"] == 0);
    CHECK(file["base_images"][0]["reference"]["name"] == "python");
    REQUIRE(file["list"].size() == 4);
    CHECK(file["list"][1]["commands"][1]["words"] == Json({"rm", "b"}));
    CHECK(file["list"][1]["commands"][1]["through"] == Json({"bash -c"}));
    CHECK(file["list"][1]["commands"][1]["line"] == 2);
    CHECK(file["list"][2]["lines"] == Json({3, 3}));
}

TEST_CASE("The authors' mode and text are there too") {
    const TemporaryFile file("FROM nvidia/cuda:1-ubuntu\nRUN a \\\n\nfoo bar\n");
    const Outcome outcome = run({"dockerfile", file.path(), "--mode", "authors", "--format", "json"});
    CHECK(outcome.status == 0);
    const Json json = Json::parse(outcome.out)["files"][0];
    CHECK(json["instructions"] == Json({{"FOO", 1}, {"FROM", 1}, {"RUN", 1}}));
    CHECK(json["base_images"][0]["labels"] == Json({"ubuntu", "{}/cuda"}));
    CHECK(json["base_images"][0]["types"] == Json({"Operating System", "Platform Runtime"}));
    const Outcome text =
        run_piped("FROM python\nRUN pip install \x1b[31m\n", {"dockerfile", "-", "--instructions"});
    CHECK(text.status == 0);
    CHECK(contains(text.out, "Language Runtime"));
    CHECK(contains(text.out, "Dependencies"));
    CHECK(text.out.find('\x1b') == std::string::npos);
}

TEST_CASE("Dockerfiles that can't be read are named, and the others are read") {
    const TemporaryFile file("FROM a\n");
    const Outcome outcome = run({"dockerfile", "/nowhere/Dockerfile", file.path(), "--format", "json"});
    CHECK(outcome.status == 1);
    CHECK(outcome.error == "plimsoll: /nowhere/Dockerfile: cannot be read\n");
    CHECK(Json::parse(outcome.out)["files"].size() == 1);
    const TemporaryFile written;
    CHECK(run({"dockerfile", file.path(), "--output", written.path()}).status == 0);
    CHECK(contains(written.content(), "FROM"));
    CHECK(run({"dockerfile", file.path(), "--output", "/nowhere/x"}).status == 1);
    const std::vector<std::string> wrong[] = {{"dockerfile"},
                                              {"dockerfile", "a", "--mode"},
                                              {"dockerfile", "a", "--mode", "x"},
                                              {"dockerfile", "a", "--format", "ndjson"},
                                              {"dockerfile", "a", "--verify"}};
    for (const auto& arguments : wrong) {
        CAPTURE(arguments);
        const Outcome told = run(arguments);
        CHECK(told.status == 2);
        CHECK(told.out.empty());
        CHECK(contains(told.error, "usage: plimsoll dockerfile"));
    }
    CHECK(contains(run({"dockerfile", "--help"}).out, "usage: plimsoll dockerfile"));
}
