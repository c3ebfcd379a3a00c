#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "core/taxonomy/knowledge.h"
#include "tests/support/results.h"

using namespace plimsoll::taxonomy;
using Json = nlohmann::json;

namespace {

Knowledge small_knowledge() {
    const auto read = read_knowledge(R"({
      "joined": [], "roles": ["server"],
      "rules": [
        {"id": "serving", "category": {"MLOps/ AIOps": 2}, "text": ["serve", "model servers"]},
        {"id": "driving", "category": {"Application System": 2}, "text": ["car*"]},
        {"id": "Hosting: web server", "purpose": "Hosting", "match": ["pkg:nginx*", "port:80"]},
        {"id": "Data: store", "purpose": "Data Management", "subcategory": "Data Storage", "match": ["instr:volume"]}],
      "category": {"labels": ["Application System", "MLOps/ AIOps"], "bias": [0.5, 0], "least": 0.25,
        "rules": {"serving": [0, 2], "driving": [2, 0], "unknown": [9, 9]},
        "features": {"lang:go": [0, 0.3], "lang:bad": [1]}},
      "purposes": [
        {"label": "Hosting", "bias": -2, "threshold": 0.3, "share": 0.15, "rules": {"Hosting: web server": 2}},
        {"label": "Data Management", "bias": -1, "threshold": 0.3, "rules": {"Data: store": 1}},
        {"label": "Data Management", "subcategory": "Data Storage", "bias": -1, "threshold": 0.4,
         "rules": {"Data: store": 1.5}}]})");
    REQUIRE(read);
    return *read;
}

Project project(const std::string& description, const std::string& dockerfile = "") {
    Project made;
    made.repository = "a/b";
    made.description = description;
    if (!dockerfile.empty()) made.files.push_back({"docker/Dockerfile", dockerfile});
    return made;
}

const Purpose& purpose(const Taxonomy& taxonomy, const std::string& label) {
    return *std::find_if(taxonomy.purposes.begin(), taxonomy.purposes.end(),
                         [&](const Purpose& each) { return each.label == label; });
}

}  // namespace

TEST_CASE("A category comes with its runner-up and the words that speak for it") {
    const Taxonomy answer = classify(project("Serves models in Go. A model server"), small_knowledge());
    CHECK(answer.category.label == "MLOps/ AIOps");
    REQUIRE(answer.category.alternatives.size() == 1);
    CHECK(answer.category.alternatives[0].label == "Application System");
    CHECK(std::abs(answer.category.score + answer.category.alternatives[0].score - 1) < 1e-9);
    REQUIRE(answer.category.evidence.size() == 2);  // "serve", "model server"
    CHECK(answer.category.evidence[0].where == "description");
    CHECK(answer.category.evidence[0].why == "serving");
    CHECK(answer.category.evidence[0].weight > 0);
}

TEST_CASE("Without evidence the category cannot be told") {
    const Taxonomy answer = classify(project("What is it?"), small_knowledge());
    CHECK(answer.category.label.empty());
    CHECK(answer.category.alternatives.size() == 2);
    CHECK(Json::parse(to_ndjson(project("What is it?"), answer))["category"]["label"].is_null());
}

TEST_CASE("Purposes are those whose score reaches the threshold, with file and line") {
    const Taxonomy answer =
        classify(project("", "FROM a\nRUN apt-get install nginx-full\nEXPOSE 80\n"), small_knowledge());
    const Purpose& hosting = purpose(answer, "Hosting");
    CHECK(hosting.found);
    CHECK(hosting.share == 0.15);
    REQUIRE(hosting.evidence.size() == 2);
    CHECK(hosting.evidence[0].where == "docker/Dockerfile:2");
    CHECK(hosting.evidence[0].what == "apt-get install nginx-full");
    CHECK(hosting.evidence[1].where == "docker/Dockerfile:3");
    CHECK_FALSE(purpose(answer, "Data Management").found);
}

TEST_CASE("What stands at one place for one reason is evidence once, with all its weight") {
    // Two packages that one pattern of the rule knows, in one instruction.
    const Taxonomy answer =
        classify(project("", "FROM a\nRUN apt-get install nginx-full nginx-extras\n"), small_knowledge());
    const Purpose& hosting = purpose(answer, "Hosting");
    REQUIRE(hosting.evidence.size() == 1);
    CHECK(hosting.evidence[0].what == "apt-get install nginx-full nginx-extras");
    const Taxonomy once =
        classify(project("", "FROM a\nRUN apt-get install nginx-full\n"), small_knowledge());
    CHECK(std::abs(hosting.evidence[0].weight - purpose(once, "Hosting").evidence[0].weight) < 1e-9);
}

TEST_CASE("A purpose is divided into sub-categories") {
    const Project given = project("", "FROM a\nVOLUME /x\n");
    const Taxonomy answer = classify(given, small_knowledge());
    const Purpose& data = purpose(answer, "Data Management");
    CHECK(data.found);
    CHECK(data.subcategory == "Data Storage");
    const Json json = Json::parse(to_ndjson(given, answer));
    REQUIRE(json["purposes"].size() == 1);
    CHECK(json["purposes"][0]["subcategory"] == "Data Storage");
    CHECK(json["purposes"][0]["subcategories"][0]["label"] == "Data Storage");
}

TEST_CASE("The built-in knowledge has the study's labels and tells plain cases") {
    const Knowledge& known = built_in_knowledge();
    CHECK(known.data().category.labels.size() == 6);
    std::vector<std::string> labels, parts;
    for (const PurposeModel& model : known.data().purposes)
        (model.subcategory.empty() ? labels : parts).push_back(model.label);
    CHECK(labels.size() == 21);
    CHECK(parts.size() == 12);
    struct {
        const char *repository, *description, *category;
    } const cases[] = {
        {"acme/lectures", "Lectures and exercises of a course on deep learning", "Documentation"},
        {"acme/serve", "Model serving on Kubernetes in production", "MLOps/ AIOps"},
        {"acme/teeth", "Web app for segmentation of teeth in dental X-ray images", "Application System"},
        {"acme/resnet", "Official implementation of the paper on ResNet, with pretrained weights", "Model"},
        {"acme/tuner", "AutoML toolkit for hyperparameter tuning", "Toolkit"},
        {"acme/net", "Deep learning framework with automatic differentiation for training neural networks",
         "DL Framework"},
    };
    for (const auto& each : cases) {
        INFO(each.description);
        Project given = project(each.description);
        given.repository = each.repository;
        CHECK(classify(given, known).category.label == each.category);
    }
    const Taxonomy notebook = classify(
        project("", "FROM jupyter/base-notebook\nRUN pip install jupyterlab\nEXPOSE 8888\nCMD jupyter lab\n"),
        known);
    CHECK(purpose(notebook, "Interactive Development").found);
    CHECK(purpose(notebook, "Network Management").found);
    CHECK_FALSE(purpose(notebook, "Security").found);
}

TEST_CASE("Knowledge that is none is refused, and of odd members the rest is read") {
    CHECK_FALSE(read_knowledge("{"));
    CHECK_FALSE(read_knowledge("{}"));
    CHECK_FALSE(read_knowledge("[1]"));
    CHECK(read_knowledge(R"({"rules": []})"));
    const auto odd = read_knowledge(
        R"({"rules": [1, {"id": 2, "text": "x", "match": ["nocolon", 5]}], "joined": [[]], "category": 3, "purposes": [7, null]})");
    REQUIRE(odd);
    CHECK(classify(project("x", "FROM a\n"), *odd).category.label.empty());
}

TEST_CASE("A project is read from JSON, and what is none is refused with the reason") {
    const auto read = read_project(
        R"({"repository": "a/b", "description": null, "topics": ["x"], "files": [{"path": "Dockerfile", "content": "FROM a"}]})");
    REQUIRE(read);
    CHECK(read->topics == std::vector<std::string>{"x"});
    CHECK(read->files.size() == 1);
    CHECK(read_project(R"({"repository": "a/b"})"));
    for (const char* bad : {"", "[]", "{}", R"({"repository": 1})", R"({"repository": "a", "topics": "x"})",
                            R"({"repository": "a", "topics": [1]})", R"({"repository": "a", "files": {}})",
                            R"({"repository": "a", "files": [{"content": "x"}]})",
                            R"({"repository": "a", "description": []})"}) {
        INFO(bad);
        CHECK_FALSE(read_project(bad));
    }
}

TEST_CASE("Letters that are no UTF-8 don't spoil the answer") {
    const Project given = project("serve \xff\xfe", "FROM a\nRUN serve \xff\n");
    CHECK(Json::accept(to_ndjson(given, classify(given, small_knowledge()))));
    CHECK(Json::accept(features_to_ndjson(given, small_knowledge())));
}
