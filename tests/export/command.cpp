#include "tests/support/command.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>

#include "core/cli/analyze_formats.h"
#include "tests/support/image_builder.h"
#include "tests/support/reports.h"
#include "tests/support/temporary_file.h"

using namespace plimsoll;

namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("analyze writes a saved report in every format", "[export][cli]") {
    const test::TemporaryFile saved(report::to_json(test::full_report()));
    // What is wrong with the archive is wrong with the report as well: status 1.
    const auto run = [&](std::vector<std::string> options) {
        options.insert(options.begin(), {"analyze", saved.path()});
        return test::run(options);
    };
    CHECK(run({"--format", "csv"}).out.starts_with("index,instruction,command,"));
    CHECK(run({"--format", "csv", "--table", "packages"}).out.starts_with("ecosystem,name,version,"));
    CHECK(run({"--format", "markdown"}).out.starts_with("### `example/app:1`"));
    CHECK(run({"--format", "markdown", "--table", "waste"}).out.starts_with("### Hidden files"));
    CHECK(run({"--format", "latex"}).out.starts_with("% Needs"));
    CHECK(run({"--format", "html"}).out.starts_with("<!DOCTYPE html>"));
    CHECK(run({"--format", "svg", "--chart", "load", "--theme", "dark", "--width", "400"})
              .out.starts_with("<?xml"));
    CHECK(run({"--format", "csv"}).status == 1);
    CHECK(run({"--format", "csv"}).error.find("is cut short") != std::string::npos);
}

TEST_CASE("analyze refuses formats and options that do not go together", "[export][cli]") {
    const auto refused = [](std::vector<std::string> options, const char* why) {
        options.insert(options.begin(), {"analyze", "a.tar"});
        const test::Outcome outcome = test::run(options);
        CAPTURE(outcome.error);
        CHECK(outcome.status == 2);
        CHECK(outcome.error.find(why) != std::string::npos);
    };
    refused({"--format", "svg"}, "name it with --chart");
    refused({"--format", "csv", "--chart", "load"}, "--chart is for charts");
    refused({"--format", "html", "--table", "layers"}, "--table is for csv, markdown and latex");
    refused({"--table", "layers"}, "--table is for csv, markdown and latex");
    refused({"--format", "csv", "--format", "json", "--table", "layers"},
            "--table is for csv, markdown and latex");
    refused({"--theme", "dark"}, "--theme is for charts");
    refused({"--format", "csv", "--table", "nothing"}, "no table: nothing");
    refused({"--format", "svg", "--chart", "nothing"}, "no chart: nothing");
    refused({"--format", "svg", "--chart", "load", "--width", "1e3"}, "--width takes a number");
    refused({"--format", "csv", "--table"}, "--table needs a value");
    refused({"--format", "csv", "b.tar"}, "are of one image");
    refused({"--format", "yaml"}, "unknown format yaml");
}

TEST_CASE("analyze names files in a folder after the image and the table", "[export][cli]") {
    const test::TemporaryFile saved(report::to_json(test::full_report()));
    const std::filesystem::path folder = std::filesystem::path(saved.path() + ".folder");
    const std::string to = folder.string() + "/";
    test::run({"analyze", saved.path(), "--format", "csv", "--output", to});
    test::run(
        {"analyze", saved.path(), "--format", "latex", "--table", "waste", "--output", folder.string()});
    test::run({"analyze", saved.path(), "--format", "svg", "--chart", "study", "--output", to});
    CHECK(contents(folder / "plimsoll-app-1-layers.csv").starts_with("index,"));
    CHECK(contents(folder / "plimsoll-app-1-waste.tex").starts_with("% Needs"));
    CHECK(contents(folder / "plimsoll-app-1-study.svg").starts_with("<?xml"));
    std::filesystem::remove_all(folder);
}

TEST_CASE("analyze says of what date a document is", "[export][cli]") {
    const test::TemporaryFile saved(report::to_json(test::full_report()));
    setenv("SOURCE_DATE_EPOCH", "86400", 1);
    const test::Outcome outcome = test::run({"analyze", saved.path(), "--format", "html"});
    unsetenv("SOURCE_DATE_EPOCH");
    CHECK(outcome.out.find("Report by Plimsoll " + report::version() + " of 1970-01-02") !=
          std::string::npos);
}
