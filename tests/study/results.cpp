#include "core/study/results.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "tests/study/package.h"
#include "tests/support/command.h"
#include "tests/support/memory_folder.h"
#include "tests/support/temporary_file.h"

using namespace plimsoll;
using namespace plimsoll::test;
using nlohmann::ordered_json;

namespace {

study::Dataset read(const std::map<std::string, std::string>& files) {
    study::Reader reader;
    reader.add_folder(MemoryFolder(files));
    return reader.finish();
}

study::Results results() { return study::results_of(read(package()), "EASE2022-main"); }

const study::ProjectRow& project(const study::Results& results, const std::string& repo) {
    for (const auto& row : results.projects)
        if (row.repo == repo) return row;
    FAIL("there is no project " << repo);
    return results.projects.front();
}

std::string json_of(const study::Results& results, study::Mode mode = study::Mode::as_published) {
    return study::export_json(results, mode);
}

}  // namespace

TEST_CASE("A data set's projects come from all its tables and Dockerfiles") {
    auto files = package();
    files[top + "raw-data/DockerImage/layers/Manifest_Config_info.csv"] =
        "Image,RepoTag,config_mediaType,config_size,architecture,os,config_env_count,rootfs_layers_count\n"
        "a/two,latest,x,200,amd64,linux,3,sha256:aa/sha256:bb\n"
        "a/two,old,x,100,amd64,linux,3,sha256:aa\n"
        "a/three,1.0,x,300,arm64,linux,4,sha256:aa\n";
    files[logs + "c/unlisted/latest/Dockerfile"] = "FROM alpine\n";
    const auto all = study::results_of(read(files), "EASE2022-main");
    REQUIRE(all.projects.size() == 4);
    for (size_t at = 1; at < all.projects.size(); ++at)
        CHECK(all.projects[at - 1].repo < all.projects[at].repo);
    CHECK(all.table_projects == 3);
    CHECK(all.labelled.size() == 3);
    CHECK(all.figures.size() == study::all_items.size());

    const auto& two = project(all, "a/two");
    CHECK(two.category == study::Category::mlops);
    CHECK(two.size == 3001);
    CHECK(two.commits == 201);
    CHECK(two.contributors == 2);
    CHECK(two.releases == 4);
    CHECK(two.stars == 7);
    CHECK(two.forks == 8);
    CHECK(two.images == std::vector<std::string>{"a/two:latest", "a/three"});
    // An image with a tag has that one's configuration; one without has all.
    REQUIRE(two.configs.size() == 2);
    CHECK(two.configs[0].config_bytes == 200);
    CHECK(two.configs[1].config_bytes == 300);

    const auto& tool = project(all, "b/tool");
    CHECK_FALSE(tool.releases);
    REQUIRE(tool.dockerfiles.size() == 1);
    CHECK(tool.dockerfiles[0].file == "/Dockerfile");
    // FROM twice, ARG and CMD once: the most frequent first.
    CHECK(tool.dockerfiles[0].instructions ==
          std::vector<std::pair<std::string, uint32_t>>{{"FROM", 2}, {"ARG", 1}, {"CMD", 1}});
    CHECK(tool.base_images == std::vector<std::string>{"python"});
    CHECK(project(all, "a/one").purposes == std::vector<std::string>{"build"});
    CHECK(project(all, "a/one").base_images == std::vector<std::string>{"nvidia/cuda"});
    CHECK(project(all, "c/unlisted").category == study::Category::none);
}

TEST_CASE("Purposes are spelt as the paper's Figure 2 has them") {
    using Texts = std::vector<std::string>;
    CHECK(study::purposes_of("API, databases/ storage (mongodb, mysql), logging") ==
          Texts{"API", "databases/ storage (mongodb, mysql)", "logging"});
    CHECK(study::purposes_of(" environment variables,ci/cd, CI / CD,,model training, Hosting, ") ==
          Texts{"Environment Variables", "CI/CD", "Model Training", "Hosting"});
    CHECK(study::purposes_of("a (never closed, b") == Texts{"a (never closed, b"});
    CHECK(study::purposes_of("").empty());
}

TEST_CASE("Results go as bytes, and come out as they were") {
    const auto before = results();
    const auto packed = study::pack(before);
    const auto after = study::unpack_results(packed);
    REQUIRE(after);
    CHECK(after->name == before.name);
    CHECK(json_of(*after) == json_of(before));
    CHECK(json_of(*after, study::Mode::corrected) == json_of(before, study::Mode::corrected));
    for (size_t at = 0; at < before.figures.size(); ++at) {
        CHECK(after->figures[at].published == before.figures[at].published);
        for (const auto format :
             {study::Format::text, study::Format::csv, study::Format::markdown, study::Format::latex})
            CHECK(study::export_figure(after->figures[at], study::Mode::corrected, format) ==
                  study::export_figure(before.figures[at], study::Mode::corrected, format));
    }
    REQUIRE(after->projects.size() == before.projects.size());
    for (size_t at = 0; at < before.projects.size(); ++at) {
        REQUIRE(after->projects[at].dockerfiles.size() == before.projects[at].dockerfiles.size());
        for (size_t file = 0; file < before.projects[at].dockerfiles.size(); ++file)
            CHECK(after->projects[at].dockerfiles[file].instructions ==
                  before.projects[at].dockerfiles[file].instructions);
    }
    const bool same = study::pack(*after) == packed;
    CHECK(same);
}

TEST_CASE("Bytes that are cut or altered are an error, or results that can be shown") {
    const auto packed = study::pack(results());
    for (size_t size = 0; size < packed.size(); size += 1 + size / 50)
        CHECK_FALSE(study::unpack_results(bytes::Bytes(packed).first(size)));
    auto longer = packed;
    longer.push_back(0);
    CHECK_FALSE(study::unpack_results(longer));

    std::mt19937 random(20220613);
    size_t refused = 0;
    for (int round = 0; round < 100; ++round) {
        auto altered = packed;
        for (int at = 0; at < 3; ++at) altered[random() % altered.size()] = static_cast<uint8_t>(random());
        const auto results = study::unpack_results(altered);
        if (!results) {
            ++refused;
            continue;
        }
        CHECK_FALSE(json_of(*results).empty());
        CHECK_FALSE(study::export_summary(*results, study::Mode::corrected, study::Format::markdown).empty());
        for (const auto& row : results->projects) CHECK(row.category <= study::Category::none);
    }
    CHECK(refused > 0);

    // A count of what does not follow takes no memory.
    std::vector<uint8_t> promise(24, 0);
    promise[8] = 16;
    CHECK_FALSE(study::unpack_results(promise));
}

TEST_CASE("The command's report is made of the same results") {
    const TemporaryFile file(as_zip(package()));
    const Outcome outcome = run({"study", file.path(), "--format", "json"});
    auto printed = ordered_json::parse(outcome.out);
    auto own = ordered_json::parse(json_of(study::results_of(read(package()), "")));
    CHECK(printed == own);
    CHECK(printed["project_rows"].size() == 3);
    CHECK(printed["project_rows"][0]["repo"] == "a/one");
    CHECK(printed["project_categories"].size() == 3);
    CHECK(printed["table1"]["measures"].size() ==
          printed["table1"]["cells"].size() / printed["table1"]["rows"].size());
}

TEST_CASE("What is of no use says why") {
    CHECK_FALSE(study::nothing_of_use(results()));
    const auto why = [](std::map<std::string, std::string> files, const std::string& name) {
        const auto error = study::nothing_of_use(study::results_of(read(files), name));
        REQUIRE(error);
        return error->where + "|" + error->message;
    };
    CHECK(why({{"a.csv", "x,y\n1,2\n"}}, "a.csv") ==
          "|holds nothing that the study is made of: its columns are not those of a table of the study");
    CHECK(
        why({{"a.csv", "x,y\n1,2\n"}, {"b.csv", "x\n"}}, "some") ==
        "|holds nothing that the study is made of: a.csv: its columns are not those of a table of the study, "
        "and 1 more file");
    CHECK(why({{"a.csv", "\"x"}}, "a.csv").ends_with("the file ends inside a quoted cell"));
    CHECK(why({}, "empty") == "|holds nothing that the study is made of");
}
