// Analyses of archives in memory, and a report that has something of everything.
#pragma once

#include "core/report/report.h"
#include "tests/support/results.h"

namespace plimsoll::test {

/// The analysis of an archive that opens, all its blobs scanned.
inline std::unique_ptr<report::Analysis> analysed(const std::string& archive, bool hash = false,
                                                  const std::string& name = "image.tar") {
    const auto source = bytes::view_memory(view(archive));
    auto analysis = std::make_unique<report::Analysis>(value_of(image::open(*source, name, {})));
    image::ScanOptions options;
    options.hash = hash;
    options.keep = packages::is_database;
    for (uint32_t blob = 0; blob < analysis->image().blobs.size(); ++blob)
        analysis->add_scan(blob, image::scan_layer(*source, analysis->image().blobs[blob], options));
    return analysis;
}

/// Two layers, the second of which is cut short, and rows in every list.
inline report::Report full_report() {
    report::Report report;
    report.source = {"model.tar", 123456, image::Layout::docker_archive_oci, bytes::Compression::zstd, 1};
    report.image.references = {"example/app:1", "example/app:latest"};
    report.image.digest = "sha256:d1";
    report.image.config_digest = "sha256:c1";
    report.image.config_bytes = 789;
    report.image.media_type = "application/vnd.oci.image.manifest.v1+json";
    report.image.platforms = {{"linux", "amd64", ""}, {"linux", "arm", "v7"}};
    report.image.images = {{{"example/app:0"}, "", {"linux", "arm", "v7"}},
                           {{"example/app:1"}, "sha256:d1", {"linux", "amd64", ""}}};
    report.image.layers = {{0, "sha256:b1", "sha256:t1", "application/x", {"https://example.org/layer"}},
                           {1, "", "", "", {}}};
    auto& config = report.image.config;
    config.created = "2024-01-01T00:00:00Z";
    config.user = "app";
    config.working_dir = "/srv";
    config.platform = {"linux", "amd64", ""};
    config.env = {"PATH=/usr/bin", "EMPTY="};
    config.entrypoint = {"python3", "-m", "app"};
    config.cmd = {"--port", "8080"};
    config.exposed_ports = {"8080/tcp"};
    config.volumes = {"/data"};
    config.labels = {{"maintainer", "someone"}, {"a.b/c", "\"quoted\" <b>"}};
    report.history = {
        {{"2024-01-01T00:00:00Z", "/bin/sh -c #(nop) ADD file:1 in /", false, 0}, {"ADD", "file:1 in /"}},
        {{"", "ENV EMPTY=", true, std::nullopt}, {"ENV", "EMPTY="}},
        {{"", "make", false, 1}, {"", "make"}}};
    report.layers.resize(2);
    auto& first = report.layers[0];
    first.digest = "sha256:b1";
    first.diff_id = "sha256:t1";
    first.media_type = "application/x";
    first.compression = bytes::Compression::gzip;
    first.verified = true;
    first.history = 0;
    first.complete = true;
    first.measures = {1000, 4096, 3000, 3, 2, 1, 1, 1, 1, 1, 2, 3};
    first.hidden_bytes = 100;
    first.file_types = {{{"unknown", 3, 3000}}, {{"py", 2, 2000}, {"", 1, 1000}}};
    report.layers[1].measures.files = 7;
    report.totals = first.measures;
    report.totals.tar_bytes = 0;  // the second layer's is not known
    report.filesystem = {9, 8, 7, 6, 5, 4, 3000, 4000, 2};
    report.waste.hidden_bytes = 100;
    report.waste.efficiency = 1.0 - 100.0 / 3000.0;
    report.waste.repeated = {1, 100};
    report.waste.dive = {0.9375, 200, 1};
    report.waste.paths = {{"/tmp/\xc3\xa9", 100, {0, 1}}};
    report.largest_files = {{"/usr/lib/libtorch.so", 2000, 0, image::FileType::unknown}};
    packages::Package package;
    package.role = packages::Role::ml_framework;
    package.ecosystem = packages::Ecosystem::python;
    package.name = "torch";
    package.version = "2.1.2";
    package.location = "/usr/lib/python3/dist-packages";
    package.bytes = 2000;
    package.files = 2;
    report.packages = {package, {}};
    report.packages[1].name = "/usr";
    report.file_types = {{{"unknown", 3, 3000}}, {{"py", 3, 3000}}};
    report.findings = {
        {"package-manager-cache",
         findings::Severity::warning,
         "Lists of packages are left",
         100,
         0,
         {"/var/lib/apt/lists"},
         31,
         "Remove them in the same RUN."},
        {"root", findings::Severity::note, "It runs as root", 0, std::nullopt, {"USER"}, 1, "Add a USER."}};
    report.history[1].seconds = 1.25;
    auto& answers = report.taxonomy;
    answers.category = {"Toolkit",
                        0.5,
                        {{"Model", 0.25}, {"DL Framework", 0.125}},
                        {{"labels", "a toolkit", "toolkit", 0.75}}};
    taxonomy::Purpose purpose;
    purpose.label = "Model Management";
    purpose.subcategory = "Model Training";
    purpose.score = 0.875;
    purpose.threshold = 0.25;
    purpose.found = true;
    purpose.evidence = {{"image", "torch", "Model Management: frameworks", -0.5}};
    purpose.subcategories.resize(1);
    purpose.subcategories[0].label = "Model Training";
    purpose.subcategories[0].score = 0.5;
    purpose.subcategories[0].found = true;
    answers.purposes = {purpose};
    answers.base_images = {
        {"debian:12", {{dockerfile::BaseType::operating_system}, ""}, "environment: A=b", true}};
    answers.instructions = {{"ADD", 1}, {"ENV", 1}};
    answers.commands = {0, 1, 2, 3, 4, 5};
    answers.study_commands = {0, 5, 4, 3, 2, 1};
    report.study.category = study::Category::toolkit;
    report.study.metrics = {{"layers", "Layers", "", 2, {}, 12.5, "17 is the Toolkit median; yours has 2."}};
    report.study.metrics[0].medians[static_cast<size_t>(study::Category::toolkit)] = 17;
    report.problems = {{Problem::Severity::error, "layer 2", "is cut short"},
                       {Problem::Severity::warning, "", "odd"}};
    return report;
}

}  // namespace plimsoll::test
