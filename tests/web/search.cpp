#include "web/page/search.h"

#include <algorithm>

#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;
using web::HitGroup;
using web::search;
using Kind = web::HitGroup::Kind;

namespace {

const HitGroup* group(const std::vector<HitGroup>& groups, Kind kind) {
    const auto found =
        std::find_if(groups.begin(), groups.end(), [&](const HitGroup& each) { return each.kind == kind; });
    return found == groups.end() ? nullptr : &*found;
}

std::vector<std::string> texts(const std::vector<HitGroup>& groups, Kind kind) {
    std::vector<std::string> found;
    if (const HitGroup* of_kind = group(groups, kind))
        for (const web::Hit& hit : of_kind->hits) found.push_back(hit.text);
    return found;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("Files are found by words of their paths, those named so first, then the heaviest") {
    const Stack stack{Tar()
                          .file("opt/torch/lib/libtorch.so", uint64_t{900})
                          .file("opt/torch/lib/other.so", uint64_t{5000})
                          .file("opt/Torch.py", uint64_t{10})
                          .file("etc/passwd", uint64_t{20})};
    const report::Report report;
    const auto files = [&](std::string_view words, size_t most = 10) {
        return search(report, &stack.files, words, most);
    };
    // The folder holds the word: what is in it is listed where its own name does.
    CHECK(texts(files("torch"), Kind::files) ==
          Texts{"/opt/torch/lib/libtorch.so", "/opt/Torch.py", "/opt/torch"});
    // All words have to be there, in any order.
    CHECK(texts(files("so torch"), Kind::files) ==
          Texts{"/opt/torch/lib/libtorch.so", "/opt/torch/lib/other.so"});
    CHECK(texts(files("TORCH/LIB"), Kind::files) == Texts{"/opt/torch/lib"});
    CHECK(texts(files("/opt/torch/lib/o"), Kind::files) == Texts{"/opt/torch/lib/other.so"});
    CHECK(files("torch nothing").empty());
    CHECK(files("").empty());
    CHECK(files("  \t").empty());
    const auto few = files("o", 2);
    REQUIRE(group(few, Kind::files));
    CHECK(group(few, Kind::files)->hits.size() == 2);
    CHECK(group(few, Kind::files)->matches > 2);
    CHECK(group(few, Kind::files)->hits[0].detail == "5.00 kB, layer 1");
}

TEST_CASE("What a later layer removes is not found") {
    const Stack stack{Tar().file("a/model.bin", uint64_t{5}), Tar().file("a/.wh.model.bin", "")};
    CHECK(search(report::Report(), &stack.files, "model", 10).empty());
}

TEST_CASE("Findings, instructions, packages, types and purposes are found, each in its group") {
    report::Report report;
    report.findings.resize(2);
    report.findings[0].title = "Downloaded packages are kept";
    report.findings[0].evidence = {"/var/cache/apt/archives/curl.deb"};
    report.findings[0].bytes = 2000;
    report.findings[0].layer = 1;
    report.findings[1].title = "Another thing";
    report.history.resize(3);
    report.history[2].made_by.instruction = "RUN";
    report.history[2].made_by.command = "apt-get install curl";
    report.layers.resize(2);
    report.layers[1].history = 2;
    report.layers[1].measures.file_bytes = 3000;
    report.packages.resize(2);
    report.packages[1].name = "curl";
    report.packages[1].version = "7.88";
    report.packages[1].bytes = 500;
    report.packages[1].ecosystem = packages::Ecosystem::dpkg;
    report.file_types.corrected = {{"curl script", 1, 30}};
    report.taxonomy.purposes.resize(2);
    report.taxonomy.purposes[0].label = "Curling";
    report.taxonomy.purposes[1].label = "Curling too";
    report.taxonomy.purposes[1].found = true;
    report.largest_files = {{"/usr/bin/curl", 700, 0, {}}};

    const auto found = search(report, nullptr, "curl", 5);
    REQUIRE(found.size() == 6);
    CHECK(found[0].kind == Kind::findings);
    CHECK(found[0].hits[0].number == 0);
    CHECK(found[0].hits[0].detail == "saves 2.00 kB, layer 2");
    CHECK(found[1].kind == Kind::instructions);
    CHECK(found[1].hits[0].number == 2);
    CHECK(found[1].hits[0].text == "RUN apt-get install curl");
    CHECK(found[1].hits[0].detail == "3.00 kB, layer 2");
    CHECK(found[2].hits[0].text == "curl 7.88");
    CHECK(found[2].hits[0].number == 1);
    CHECK(texts(found, Kind::files) == Texts{"/usr/bin/curl"});
    CHECK(texts(found, Kind::types) == Texts{"curl script"});
    CHECK(texts(found, Kind::purposes) == Texts{"Curling too"});
    CHECK(found.back().hits[0].number == 1);
    CHECK(search(report, nullptr, "curl dpkg", 5).size() == 1);
}

TEST_CASE("What a link holds is found, as far as it was shared") {
    link::Essence essence;
    essence.findings.rows.resize(1);
    essence.findings.rows[0].id = "apt-cache";
    essence.findings.rows[0].bytes = 2000;
    essence.layers.rows.resize(2);
    essence.layers.rows[1].index = 4;
    essence.layers.rows[1].instruction = "RUN";
    essence.layers.rows[1].command = "apt-get install curl";
    essence.packages.rows.resize(1);
    essence.packages.rows[0].name = "apt";
    essence.largest_files.rows = {{"/var/lib/apt/lists/x", "Text", 900, 4}, {"", "Text", 900, 4}};
    essence.types.rows = {{"Apt list", 1, 900}};
    const auto found = search(essence, "apt", 5);
    REQUIRE(found.size() == 5);
    CHECK(found[0].kind == Kind::findings);
    CHECK(found[0].hits[0].detail == "saves 2.00 kB");
    CHECK(found[1].hits[0].text == "RUN apt-get install curl");
    CHECK(found[1].hits[0].number == 1);
    CHECK(found[1].hits[0].detail == "0 B, layer 5");
    CHECK(texts(found, Kind::files) == Texts{"/var/lib/apt/lists/x"});
    CHECK(texts(found, Kind::types) == Texts{"Apt list"});
    CHECK(search(essence, "model", 5).empty());
}

TEST_CASE("Lines of a project's files are found with their numbers") {
    report::ProjectReport project;
    project.project.files = {{"a/Dockerfile", "FROM python:3\n\nRUN pip install torch"},
                             {"Dockerfile", "FROM torch\n"}};
    const auto found = search(project, "TORCH", 1);
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == Kind::lines);
    CHECK(found[0].matches == 2);
    REQUIRE(found[0].hits.size() == 1);
    CHECK(found[0].hits[0].number == 2);
    CHECK(found[0].hits[0].file == "a/Dockerfile");
    CHECK(found[0].hits[0].detail == "a/Dockerfile, line 3");
}

TEST_CASE("Projects of a data set are found by name, purpose, base image and image") {
    study::Results results;
    results.projects.resize(3);
    results.projects[0].repo = "one/api";
    results.projects[1].repo = "two/x";
    results.projects[1].base_images = {"nvidia/cuda"};
    results.projects[2].repo = "three/y";
    results.projects[2].purposes = {"Model Management"};
    results.figures.resize(1);
    results.figures[0].title = "Figure 4a: models and base images";
    CHECK(texts(search(results, "cuda", 5), Kind::projects) == Texts{"two/x"});
    const auto found = search(results, "model", 5);
    CHECK(texts(found, Kind::projects) == Texts{"three/y"});
    CHECK(texts(found, Kind::figures) == Texts{"Figure 4a: models and base images"});
}
