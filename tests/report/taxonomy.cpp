// What a report says of an image's purpose, its base and its history.
#include <algorithm>

#include "core/report/kept_files.h"
#include "core/report/report.h"
#include "tests/support/image_builder.h"
#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;
using report::Report;

namespace {

Report analyse(const ImageParts& parts) {
    const std::string archive = docker_25(parts);
    const auto source = bytes::view_memory(view(archive));
    image::Image image = value_of(image::open(*source, "test.tar", {}));
    report::Analysis analysis(image);
    image::ScanOptions options;
    options.keep = report::is_kept;
    for (uint32_t blob = 0; blob < image.blobs.size(); ++blob)
        analysis.add_scan(blob, image::scan_layer(*source, image.blobs[blob], options));
    return analysis.report();
}

ImageParts notebook() {
    ImageParts parts;
    parts.layers = {Tar().file("usr/lib/os-release", "ID=ubuntu\nVERSION_ID=\"22.04\"\n").finish(),
                    Tar().file("usr/lib/os-release", "ID=debian\nVERSION_ID=\"12\"\n").finish()};
    parts.created_by = {"/bin/sh -c #(nop) ADD file:1 in /",
                        "RUN /bin/sh -c apt-get update && pip install jupyterlab # buildkit"};
    return parts;
}

Report::HistoryStep step_of(const std::string& created) {
    Report::HistoryStep step;
    step.step.created = created;
    return step;
}

/// What the second of two such dates says.
std::optional<double> seconds(const std::string& before, const std::string& after) {
    std::vector<Report::HistoryStep> history{step_of(before), step_of(after)};
    report::time_steps(history);
    CHECK_FALSE(history[0].seconds);
    return history[1].seconds;
}

}  // namespace

TEST_CASE("A report counts the history's instructions and its commands by what they are") {
    const auto& taxonomy = analyse(notebook()).taxonomy;
    CHECK(taxonomy.instructions == std::map<std::string, uint32_t>{{"ADD", 1}, {"RUN", 1}});
    CHECK(taxonomy.commands[static_cast<size_t>(dockerfile::Kind::dependencies)] == 2);
    CHECK(taxonomy.study_commands[static_cast<size_t>(dockerfile::Kind::dependencies)] == 2);
    CHECK(taxonomy.purposes.size() == 21);
}

TEST_CASE("The base is told by the system's own file as the uppermost layer ships it") {
    const auto& bases = analyse(notebook()).taxonomy.base_images;
    REQUIRE(!bases.empty());
    CHECK(bases.front().image == "debian:12");
}

TEST_CASE("What is installed speaks for a purpose, and the evidence says where it was seen") {
    const auto& purposes = analyse(notebook()).taxonomy.purposes;
    const auto found = std::find_if(purposes.begin(), purposes.end(), [](const auto& purpose) {
        return purpose.label == "Interactive Development";
    });
    REQUIRE(found != purposes.end());
    CHECK(found->found);
    CHECK(std::any_of(found->evidence.begin(), found->evidence.end(), [](const taxonomy::Evidence& each) {
        return each.where == "image" && each.what.find("jupyterlab") != std::string::npos;
    }));
}

TEST_CASE("A step took the time from the date of the step before to its own") {
    CHECK(seconds("2024-01-31T23:59:58.5Z", "2024-02-01T00:00:00.123456789Z") == 1.623);
    CHECK(seconds("2024-02-28T12:00:00Z", "2024-02-29T11:59:59Z") == 86'399.0);
    CHECK(seconds("2024-01-01T12:00:00Z", "2024-01-01T14:00:01+02:00") == 1.0);
    CHECK(seconds("2024-01-01T12:00:00Z", "2024-01-01T12:00:00Z") == 0.0);
}

TEST_CASE("No time is told where a date is missing or wrong, or another build's") {
    CHECK_FALSE(seconds("", "2024-01-01T12:00:00Z"));
    CHECK_FALSE(seconds("2024-01-01T12:00:00Z", "yesterday"));
    CHECK_FALSE(seconds("2024-01-01T12:00:00Z", "2024-01-03T12:00:00Z"));
    CHECK_FALSE(seconds("2024-01-01T12:00:01Z", "2024-01-01T12:00:00Z"));
    CHECK_FALSE(seconds("2023-02-29T12:00:00Z", "2023-03-01T12:00:00Z"));
    CHECK_FALSE(seconds("2024-01-01T12:00:00", "2024-01-01T12:00:01"));
    CHECK_FALSE(seconds("0000-00-00T00:00:00Z", "9999-99-99T99:99:99Z"));
}
