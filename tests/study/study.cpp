#include "core/study/study.h"

#include "core/limits.h"
#include "tests/study/package.h"
#include "tests/support/command.h"
#include "tests/support/compression.h"
#include "tests/support/image_builder.h"
#include "tests/support/memory_folder.h"
#include "tests/support/tar_builder.h"
#include "tests/support/temporary_file.h"
#include "tests/support/zip_builder.h"

using namespace plimsoll;
using namespace plimsoll::test;
using nlohmann::ordered_json;
using study::Item;
using study::Mode;

namespace {

study::Dataset read(const std::map<std::string, std::string>& files) {
    study::Reader reader;
    reader.add_folder(MemoryFolder(files));
    return reader.finish();
}

study::Dataset read_one(const std::string& content, const std::string& name) {
    const auto source = bytes::view_memory(view(content));
    study::Reader reader;
    reader.add_file(*source, name);
    return reader.finish();
}

ordered_json main_values(const study::Dataset& data, Item item, Mode mode = Mode::as_published) {
    return ordered_json::parse(study::export_figure(study::compute(data, item), mode, study::Format::json));
}

}  // namespace

TEST_CASE("A data set says the same as a folder, a zip or a tar") {
    const auto files = package();
    const auto folder = read(files);
    const auto zip = read_one(as_zip(files), "EASE2022.zip");
    const auto tar = read_one(as_tar(files), "EASE2022.tar");
    const auto packed = read_one(compressed(as_tar(files), bytes::Compression::gzip), "EASE2022.tar.gz");
    for (const Item item : study::all_items) {
        CAPTURE(study::item_name(item));
        const ordered_json expected = main_values(folder, item);
        for (const auto* other : {&zip, &tar, &packed}) CHECK(main_values(*other, item) == expected);
    }
    CHECK(folder.projects.size() == 3);
    CHECK(folder.labelled.size() == 3);
    CHECK(folder.dockerfiles.size() == 2);
    REQUIRE(folder.problems.size() == 1);
    CHECK(folder.problems[0].where == top + "RQ1/manual-labeling.csv: row 4");
    size_t unknown = 0;
    for (const auto& left : folder.left_out) unknown += left.recognised ? 0 : left.files;
    CHECK(unknown == 1);
}

TEST_CASE("Table 1 has medians, of spellings of categories that differ") {
    const ordered_json table = main_values(read(package()), Item::table1);
    const auto& mlops = table["rows"]["MLOps/ AIOps"];
    CHECK(mlops["repos"] == 2);
    CHECK(mlops["commits"] == 150.5);
    CHECK(mlops["size"] == 2000.5);
    CHECK(mlops["dockerfiles"] == 2.5);
    CHECK(table["rows"]["Toolkit"]["repos"] == 1);
    CHECK(table["rows"]["Toolkit"]["releases"].is_null());
    CHECK(table["rows"]["Model"]["repos"] == 0);
}

TEST_CASE("Figure 3a counts repeated rows as published, and projects once when corrected") {
    const auto data = read(package());
    const ordered_json figure = main_values(data, Item::fig3a);
    CHECK(figure["boxes"]["Toolkit"]["RUN"]["as_is"]["n"] == 2);
    CHECK(figure["boxes"]["Toolkit"]["RUN"]["dedup"]["n"] == 1);
    CHECK(figure["boxes"]["MLOps/ AIOps"]["RUN"]["as_is"]["median"] == 35);
    const ordered_json corrected = main_values(data, Item::fig3a, Mode::corrected);
    CHECK(corrected["boxes"]["Toolkit"]["RUN"]["as_is"]["median"] == 40);
    CHECK(corrected["boxes"]["Toolkit"]["RUN"]["as_is"]["n"] == 1);
    const std::string findings = figure["findings"].dump();
    CHECK(contains(findings, "1 row of 4 are repeated: Toolkit's stand in the file 2 times"));
    CHECK(contains(findings, "9 of them come from b/tool (/mode-dockerfile.js)"));
}

TEST_CASE("Figure 3b is counted in Dockerfiles where its file is not there") {
    const auto data = read(package());
    const ordered_json published = main_values(data, Item::fig3b),
                       corrected = main_values(data, Item::fig3b, Mode::corrected);
    CHECK(published["boxes"]["Toolkit"]["Build/Execute"]["as_is"]["median"] == 100);
    CHECK_FALSE(corrected["boxes"].contains("Toolkit"));
    CHECK(published["boxes"]["MLOps/ AIOps"]["Dependencies"]["as_is"]["median"] == 33.33);
}

TEST_CASE("Figure 4a counts texts as published, and names when corrected") {
    const auto data = read(package());
    const ordered_json published = main_values(data, Item::fig4a),
                       corrected = main_values(data, Item::fig4a, Mode::corrected);
    CHECK(published["repos"]["ubuntu"]["MLOps/ AIOps"] == 1);
    CHECK(corrected["repos"]["ubuntu"]["MLOps/ AIOps"] == 0);
    CHECK(corrected["repos"]["{}/cuda"]["MLOps/ AIOps"] == 1);
    CHECK(corrected["repos"]["python"]["Toolkit"] == 1);
}

TEST_CASE("Errors of the published numbers are found in a whole data set") {
    const std::pair<const char*, int> categories[] = {{"model", 13},       {"application", 170},
                                                      {"mlops", 92},       {"tool", 62},
                                                      {"DL framwork", 62}, {"tutorials/ documentation", 6}};
    std::string projects = "Repos,manual_topic,repo_size,latest_image\n",
                labelled = "repos,manual_topic,total_dockerfiles\n";
    for (const auto& [category, count] : categories)
        for (int at = 0; at < count; ++at) {
            const std::string name = std::string(category).substr(0, 2) + "/" + std::to_string(at);
            projects.append(name)
                .append(",")
                .append(category)
                .append(",")
                .append(at < count / 2 ? "43713" : "43714")
                .append(",[]\n");
            labelled.append(name).append(",").append(category).append(",1\n");
        }
    labelled += "extra/repo,mlops,1\n";
    const auto data = read({{"final-dataset.csv", projects}, {"manual-labeling.csv", labelled}});
    const auto table = study::compute(data, Item::table1);
    std::string findings;
    for (const auto& sentence : table.findings) findings += sentence + "\n";
    CAPTURE(findings);
    CHECK(
        contains(findings,
                 "406 projects is one more than the 405 rows of final-dataset.csv: its heading was counted"));
    CHECK(contains(findings,
                   "Toolkit: final-dataset.csv has 62 rows of this category, manual-labeling.csv 62; the "
                   "table prints 63"));
    CHECK(contains(findings,
                   "extra/repo (MLOps/ AIOps) is in manual-labeling.csv, but not in final-dataset.csv"));
    // Application System's 43,713.5 was cut off.
    CHECK(contains(table.rows[1].cells[2].difference, "cut off"));
    CHECK_FALSE(table.rows[1].cells[2].differs);
    CHECK(study::compute(data, Item::funnel).findings.size() == 1);
}

TEST_CASE("What cannot be computed says so") {
    const auto data = read({{"x/manual-labeling.csv", package()[top + "RQ1/manual-labeling.csv"]}});
    CHECK_FALSE(study::compute(data, Item::table2).available);
    CHECK_FALSE(study::compute(data, Item::table2).not_recomputable.empty());
    CHECK_FALSE(study::compute(data, Item::funnel).available);
    for (const Item item : study::all_items) {
        CAPTURE(study::item_name(item));
        for (const auto format : {study::Format::text, study::Format::json, study::Format::csv,
                                  study::Format::markdown, study::Format::latex})
            CHECK_FALSE(study::export_figure(study::compute(data, item), Mode::corrected, format).empty());
    }
}

TEST_CASE("A single table is known by its heading") {
    const auto data = read_one(package()[top + "RQ1/final-dataset.csv"], "download (1)");
    CHECK(data.projects.size() == 3);
    REQUIRE(data.used.size() == 1);
    CHECK(data.used[0].what == "Table 1's projects");
}

TEST_CASE("Of two files of a kind the better one is used") {
    auto files = package();
    const std::string rows =
        "repos,repo_version,filename,instructions,instructions_count\nz/z,latest,/Dockerfile,RUN,1\n";
    files[top + "raw-data/Dockerfiles/csv/results_instruction0.csv"] = rows;
    files[top + "ZZ/results_instruction2.csv"] = rows;
    const auto data = read(files);
    for (const auto& row : data.instruction_counts) CHECK(row.repo != "z/z");
    CHECK(data.instruction_counts.size() == 5);
}

TEST_CASE("Damaged data sets are told, and the rest is read") {
    auto files = package();
    files[top + "RQ3/instructions/results_instruction.csv"] += "\"cut";
    const auto cut = read(files);
    CHECK(cut.instruction_counts.size() == 5);
    CHECK(std::any_of(cut.problems.begin(), cut.problems.end(), [](const Problem& problem) {
        return contains(problem.where, "results_instruction.csv: row 7") &&
               contains(problem.message, "quoted");
    }));

    const std::string zip = as_zip(package());
    const auto half = read_one(zip.substr(0, zip.size() / 2), "half.zip");
    CHECK_FALSE(half.problems.empty());

    files = package();
    files[logs + "a/one/latest/big/Dockerfile"] = std::string(limits::study_dockerfile_bytes + 1, '\n');
    const auto big = read_one(as_zip(files), "bomb.zip");
    CHECK(big.dockerfiles.size() == 2);
    CHECK(std::any_of(big.problems.begin(), big.problems.end(), [](const Problem& problem) {
        return contains(problem.message, "is longer than 4 MiB");
    }));

    const auto nothing = read_one("no table", "x.csv");
    CHECK(nothing.used.empty());
    REQUIRE(nothing.left_out.size() == 1);
    CHECK_FALSE(nothing.left_out[0].recognised);
}

TEST_CASE("Projects of one's own give the same figures") {
    const std::string lines =
        R"({"repository":"me/a","category":"mlops","files":[{"path":"Dockerfile","content":"FROM ubuntu\nRUN make\nRUN ls\n"}]})"
        "\n\n"
        R"({"repository":"me/b","category":"MLOps/ AIOps","stars":7,"files":[{"path":"Dockerfile","content":"FROM ubuntu\nCOPY . .\nRUN make\n"}]})"
        "\n[1]\nbroken\n";
    const auto data = read_one(lines, "projects.ndjson");
    CHECK(data.projects.size() == 2);
    CHECK(data.problems.size() == 2);
    const ordered_json runs = main_values(data, Item::fig3a);
    CHECK(runs["boxes"]["MLOps/ AIOps"]["RUN"]["as_is"]["n"] == 2);
    CHECK(runs["boxes"]["MLOps/ AIOps"]["RUN"]["as_is"]["mean"] == 50);
    CHECK(main_values(data, Item::fig4a)["repos"]["ubuntu"]["MLOps/ AIOps"] == 2);
    CHECK(main_values(data, Item::table1)["rows"]["MLOps/ AIOps"]["stars"] == 7);
}

TEST_CASE("Reports of one's own images give Table 2 and Figure 5") {
    ImageParts parts;
    parts.layers = {Tar().file("a/b/c.py", "print(1)").file("lib.so", "12345678").finish()};
    const TemporaryFile archive(docker_25(parts));
    const Outcome report = run({"analyze", archive.path(), "--format", "ndjson"});
    const auto data = read_one(report.out + report.out, "reports.ndjson");
    REQUIRE(data.own_images.size() == 2);
    const ordered_json table = main_values(data, Item::table2);
    CHECK(table["rows"]["Your images"]["repos"] == 2);
    CHECK(table["rows"]["Your images"]["layers"] == 1);
    CHECK(table["rows"]["Your images"]["files"] == 2);
    CHECK(table["rows"]["Your images"]["max_level"] == 2);
    const ordered_json types = main_values(data, Item::fig5a);
    CHECK(types["values"]["Your images"]["Python"]["median"] == 50);
    CHECK(types["values"]["Your images"]["Python"]["n"] == 2);
}

TEST_CASE("Exports do no harm") {
    study::Figure figure;
    figure.title = "50 % of {x} & y_z";
    figure.name_headings = {"Name"};
    figure.columns = {{"a", "A", "%", 2}};
    for (const char* name : {"=cmd()", "a|b", "line\nbreak", "\x1b[31m", "a,\"b\""})
        figure.rows.push_back({{name}, {{1.5, -2.0, {}, true, "-because"}}});
    const std::string csv = study::export_figure(figure, Mode::as_published, study::Format::csv);
    CHECK(contains(csv, "'=cmd(),A,%,1.5,-2,,yes,'-because\r\n"));
    CHECK(contains(csv, "\"a,\"\"b\"\"\","));
    const std::string markdown = study::export_figure(figure, Mode::as_published, study::Format::markdown);
    CHECK(contains(markdown, "a\\|b"));
    const std::string latex = study::export_figure(figure, Mode::as_published, study::Format::latex);
    CHECK(contains(latex, "50 \\% of \\{x\\} \\& y\\_z"));
    CHECK(contains(latex, "\\toprule"));
    CHECK_FALSE(contains(study::export_figure(figure, Mode::as_published, study::Format::text), "\x1b"));
}

TEST_CASE("An image's place is told") {
    const auto place = study::place("files", 171'204, study::Category::application_system);
    REQUIRE(place);
    CHECK(place->sentence == "62,660 is the Application System median; yours has 171,204.");
    CHECK_FALSE(place->percentile);
    const auto python = study::place("type:Python", 17.024, study::Category::application_system);
    REQUIRE(python);
    REQUIRE(python->percentile);
    CHECK(*python->percentile == 50);
    const auto stored = study::place("stored_bytes", 620.5, study::Category::application_system);
    REQUIRE(stored);
    CHECK(stored->sentence == "1,458.7 MB is the Application System median; yours has 620.5.");
    CHECK_FALSE(study::place("unknown", 1, study::Category::model));
    CHECK(study::metrics().size() >= 5);
}

TEST_CASE("The command prints a table") {
    const TemporaryFile zip(as_zip(package()));
    const Outcome table = run({"study", zip.path(), "--table", "table1", "--format", "latex"});
    CHECK(table.status == 0);
    CHECK(contains(table.out, "MLOps/ AIOps & 2 & "));
    const Outcome summary = run({"study", zip.path()});
    CHECK(contains(summary.out, "Found in what is published"));
    CHECK(contains(summary.error, "unheard-of.bin"));
    CHECK(run({"study"}).status == 2);
    CHECK(run({"study", zip.path(), "--figure", "fig9"}).status == 2);
    CHECK(run({"study", zip.path(), "--mode", "x"}).status == 2);
    CHECK(run({"study", "/nowhere/at/all"}).status == 1);
    CHECK(contains(run({"study", "--help"}).out, "--figure"));
    const Outcome json = run({"study", zip.path(), "--format", "json"});
    CHECK(ordered_json::parse(json.out)["errors_found"].is_array());
}
