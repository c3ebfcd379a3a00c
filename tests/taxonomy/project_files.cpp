#include "core/taxonomy/project_files.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "core/limits.h"
#include "core/report/project.h"
#include "tests/support/compression.h"
#include "tests/support/memory_folder.h"
#include "tests/support/sources.h"
#include "tests/support/tar_builder.h"
#include "tests/support/zip_builder.h"

using namespace plimsoll;
using namespace plimsoll::taxonomy;
using namespace plimsoll::test;

namespace {

MemoryFolder folder_of(std::map<std::string, std::string> files) { return MemoryFolder(std::move(files)); }

std::vector<std::string> paths_of(const FoundProject& found) {
    std::vector<std::string> paths;
    for (const ProjectFile& file : found.project.files) paths.push_back(file.path);
    return paths;
}

FoundProject found_in(const std::string& archive, const std::string& name = "v1.tar.gz") {
    PiecedSource source(archive);
    return value_of(find_project(source, name));
}

Error not_found_in(const std::string& archive, const std::string& name = "v1.tar") {
    PiecedSource source(archive);
    return error_of(find_project(source, name));
}

Tar code_host() {
    return Tar()
        .pax({{"comment", "0123456789abcdef0123456789abcdef01234567"}}, 'g')
        .directory("yolo-main/")
        .file("yolo-main/README.md", "# YOLO\n\nFinds cars.\n")
        .file("yolo-main/docker/Dockerfile", "FROM a\n")
        .file("yolo-main/compose.yaml", "services: {}\n")
        .file("yolo-main/docs/README.md", "Other.\n")
        .file("yolo-main/src/main.py", "print()\n");
}

}  // namespace

TEST_CASE("What a file of a project is for is told by its path") {
    for (const char* path : {"Dockerfile", "docker/Dockerfile.gpu", "gpu.DOCKERFILE", "Containerfile",
                             "my-dockerfile", "Dockerfile.j2"})
        CHECK(use_of(path) == FileUse::dockerfile);
    for (const char* path : {"docker-compose.yml", "a/b/compose.yaml", "docker-compose.gpu.yml"})
        CHECK(use_of(path) == FileUse::compose);
    CHECK(use_of("README.md") == FileUse::readme);
    CHECK(use_of(".git/config") == FileUse::git_config);
    for (const char* path :
         {"", "docs/README.md", "main.py", "dockerfile_parser.py", ".dockerignore", "Dockerfile.dockerignore",
          "dockerfile.tar.gz", ".github/workflows/dockerfile-lint.yml", "._Dockerfile", "compose.txt",
          "node_modules/x/Dockerfile", "a/site-packages/b/c/Dockerfile", ".git/Dockerfile", "a/.git/config"})
        CHECK(use_of(path) == FileUse::none);
}

TEST_CASE("Files given side by side are a project where all are of use and one is a Dockerfile") {
    using Names = std::vector<std::string>;
    CHECK(are_project_files(Names{"Dockerfile", "compose.yml", "README.md"}));
    CHECK(!are_project_files(Names{"README.md"}));
    CHECK(!are_project_files(Names{"Dockerfile", "image.tar"}));
    CHECK(!are_project_files(Names{}));
}

TEST_CASE("A folder is a project's by names, unless it says where an image's layers are") {
    CHECK(is_project(folder_of({{"a/Dockerfile", "FROM a"}, {"b.tar", "x"}})));
    CHECK(!is_project(folder_of({{"a/Dockerfile", "FROM a"}, {"index.json", "{}"}})));
    CHECK(!is_project(folder_of({{"a.txt", "FROM a"}})));
}

TEST_CASE("A folder's project has its files by path, its README and its repository") {
    const MemoryFolder folder =
        folder_of({{".git/config",
                    "[core]\n\tbare = false\n[remote \"other\"]\n\turl = https://a.org/b/c\n"
                    "[remote \"origin\"]\n\turl = https://me:secret@host.org/owner/name.git\n"},
                   {"README.md", "# Name\n"},
                   {"b/Dockerfile", "FROM b\n"},
                   {"Dockerfile", "FROM a\n"},
                   {"node_modules/c/Dockerfile", "FROM c\n"}});
    const auto found = value_of(find_project(folder, "name-1.2.0", Naming::project));
    CHECK(found.name == "name-1.2.0");
    CHECK(found.project.repository == "owner/name");
    CHECK(found.project.readme == "# Name\n");
    CHECK(paths_of(found) == std::vector<std::string>{"Dockerfile", "b/Dockerfile"});
    CHECK(found.problems.empty());
    const MemoryFolder loose = folder_of({{"Dockerfile", "FROM a\n"}});
    CHECK(value_of(find_project(loose, "2 files", Naming::files)).project.repository.empty());
    CHECK(value_of(find_project(loose, "name-1.2.0", Naming::project)).project.repository == "name");
    CHECK(error_of(find_project(folder_of({{"README.md", "x"}}), "a", Naming::project)).code ==
          ErrorCode::unrecognised);
}

TEST_CASE("Git's configuration names the repository, and never a password") {
    const auto repository = [](const std::string& url) {
        return repository_in_git_config("[remote \"origin\"]\n\turl = " + url + "\n");
    };
    CHECK(repository("git@github.com:owner/name.git") == "owner/name");
    CHECK(repository("https://token@github.com/owner/name/") == "owner/name");
    CHECK(repository("ssh://git@host:22/owner/name") == "owner/name");
    CHECK(repository("https://user:secret@host").find("secret") == std::string::npos);
    CHECK(repository("/").empty());
    CHECK(repository("").empty());
    CHECK(repository_in_git_config("[remote \"origin\"\nurl=a/b").empty());
}

TEST_CASE("The archive of a code host is the project in its one folder") {
    const std::string tar = code_host().finish();
    for (const std::string& archive : {tar, gzip(tar), zstd(tar)}) {
        const auto found = found_in(archive);
        CHECK(found.name == "v1.tar.gz");
        CHECK(found.project.repository == "yolo");
        CHECK(found.project.readme == "# YOLO\n\nFinds cars.\n");
        CHECK(paths_of(found) == std::vector<std::string>{"compose.yaml", "docker/Dockerfile"});
        CHECK(found.problems.empty());
    }
    const auto zipped = found_in(Zip()
                                     .file("yolo-1.0/Dockerfile", "FROM a\n")
                                     .file("yolo-1.0/a.txt", "x", true)
                                     .file("yolo-1.0/b/Dockerfile", "FROM b\n", true)
                                     .finish(),
                                 "any.zip");
    CHECK(zipped.project.repository == "yolo");
    CHECK(paths_of(zipped) == std::vector<std::string>{"Dockerfile", "b/Dockerfile"});
    CHECK(zipped.project.files[1].content == "FROM b\n");
}

TEST_CASE("An archive without one folder is called after its file") {
    const auto found = found_in(
        Tar().file("./Dockerfile", "FROM a\n").file("./b/../c/Dockerfile", "FROM c\n").finish(), "my.tar");
    CHECK(found.project.repository == "my");
    CHECK(paths_of(found) == std::vector<std::string>{"Dockerfile", "c/Dockerfile"});
    const auto foreign = not_found_in(Tar().file("node_modules/a/Dockerfile", "FROM a\n").finish());
    CHECK(foreign.code == ErrorCode::unrecognised);
}

TEST_CASE("A later entry of an archive replaces the one before") {
    const auto found =
        found_in(Tar().file("a/Dockerfile", "FROM old\n").file("a/Dockerfile", "FROM new\n").finish());
    REQUIRE(found.project.files.size() == 1);
    CHECK(found.project.files[0].content == "FROM new\n");
}

TEST_CASE("A single file is a project by its name") {
    const auto found = found_in("FROM a\n", "Dockerfile.gpu");
    CHECK(found.project.repository.empty());
    CHECK(paths_of(found) == std::vector<std::string>{"Dockerfile.gpu"});
    CHECK(not_found_in("FROM a\n", "a.txt").code == ErrorCode::unrecognised);
    CHECK(not_found_in("", "a").code == ErrorCode::unrecognised);
    CHECK(not_found_in(Tar().file("a/b.txt", "FROM a\n").finish()).code == ErrorCode::unrecognised);
    CHECK(not_found_in("PK\x03\x04 nothing").code == ErrorCode::unrecognised);
}

TEST_CASE("What ends too early, or is too long, is told, and the rest is there") {
    const std::string tar = code_host().finish();
    const size_t cut = tar.find("main.py") - 200;
    const auto truncated = found_in(tar.substr(0, cut));
    CHECK(paths_of(truncated) == std::vector<std::string>{"compose.yaml", "docker/Dockerfile"});
    CHECK(truncated.problems.size() == 1);

    const auto huge = found_in(Tar()
                                   .file("a/Dockerfile", limits::project_file_bytes + 1)
                                   .file("a/b/Dockerfile", "FROM a\n")
                                   .finish());
    CHECK(paths_of(huge) == std::vector<std::string>{"b/Dockerfile"});
    REQUIRE(huge.problems.size() == 1);
    CHECK(contains(huge.problems[0].message, "is left out"));

    Tar many;
    for (size_t number = 0; number < 6; ++number)
        many.file("a/" + std::to_string(number) + "/Dockerfile", limits::project_file_bytes);
    const auto bounded = found_in(many.finish());
    CHECK(bounded.project.files.size() == limits::project_tree_bytes / limits::project_file_bytes);
    CHECK(bounded.problems.size() == 2);

    const auto deep = found_in(Tar()
                                   .file("a/Dockerfile", "FROM a\n")
                                   .gnu_long('L', std::string(5'000, 'd') + "/Dockerfile")
                                   .file("short", "FROM b\n")
                                   .finish());
    CHECK(deep.project.files.size() == 1);
}

TEST_CASE("A found project comes back from its bytes, and damaged bytes are an error") {
    auto found = found_in(code_host().finish());
    found.problems.push_back({Problem::Severity::warning, "a", "b"});
    const auto packed = pack(found);
    const auto again = value_of(unpack_project(packed));
    CHECK(again.name == found.name);
    CHECK(again.project.repository == "yolo");
    CHECK(again.project.readme == found.project.readme);
    CHECK(paths_of(again) == paths_of(found));
    CHECK(again.project.files[1].content == "FROM a\n");
    REQUIRE(again.problems.size() == 1);
    CHECK(again.problems[0].severity == Problem::Severity::warning);
    for (size_t size = 0; size < packed.size(); ++size)
        CHECK(!unpack_project(bytes::Bytes(packed.data(), size)));
}

TEST_CASE("The report on a project counts its files, alone and together") {
    FoundProject found;
    found.name = "given";
    found.project.repository = "a/b";
    found.project.files = {{"Dockerfile", "FROM python:3 AS x\nRUN pip install a && mkdir b\nFROM x\nRUNN\n"},
                           {"b/Dockerfile", "FROM python:3\nEXPOSE 80\n"},
                           {"compose.yml", "services: {}\n"}};
    const auto report = report::report_project(std::move(found));
    CHECK(report.title() == "a/b");
    REQUIRE(report.files.size() == 3);
    CHECK(report.files[0].instructions.at("FROM") == 2);
    CHECK(report.files[0].base_images.size() == 1);
    CHECK(report.files[0].problems.size() == 1);
    CHECK(report.files[2].use == FileUse::compose);
    CHECK(report.taxonomy.instructions.at("FROM") == 3);
    REQUIRE(report.taxonomy.base_images.size() == 1);
    CHECK(report.taxonomy.base_images[0].evidence == "Dockerfile:1: FROM python:3");
    const auto json = nlohmann::json::parse(report::to_json(report));
    CHECK(json["schema"] == "plimsoll.project/1");
    CHECK(json["repository"] == "a/b");
    CHECK(json["files"][0]["stages"][1]["base_stage"] == 0);
    CHECK(json["files"][0]["kinds"]["by_command"]["Dependencies"] == 1);
    CHECK(json["files"][1]["base_images"][0]["reference"]["name"] == "python");
    CHECK(json["files"][2]["use"] == "compose");
    CHECK(json["taxonomy"]["purposes"].is_array());
}

TEST_CASE("The report on a hostile project lists no more than its limits") {
    FoundProject found;
    found.name = "Dockerfile";
    std::string many;
    for (size_t number = 0; number < 3 * limits::project_stages; ++number)
        many.append("FROM i").append(std::to_string(number)).append("\n");
    found.project.files = {{"Dockerfile", many}, {"b.dockerfile", "FROM \xff<b>\n"}};
    const auto report = report::report_project(std::move(found));
    CHECK(report.files[0].base_images.size() == limits::project_stages);
    CHECK(report.taxonomy.base_images.size() == limits::project_bases);
    const auto json = nlohmann::json::parse(report::to_json(report));
    CHECK(json["files"][0]["stages"].size() == limits::project_stages);
    CHECK(json["files"][0]["instructions"]["FROM"] == 3 * limits::project_stages);
    CHECK(json["repository"].is_null());
}
