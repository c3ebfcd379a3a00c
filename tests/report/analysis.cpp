#include <cmath>
#include <random>

#include "core/limits.h"
#include "core/report/report.h"
#include "tests/support/compression.h"
#include "tests/support/image_builder.h"
#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;
using report::Report;

namespace {

/// Analyses an archive's blobs in the given order, or as they stand.
Report analyse(const std::string& archive, bool hash = false, std::vector<uint32_t> order = {}) {
    const auto source = bytes::view_memory(view(archive));
    auto image = value_of(image::open(*source, "image.tar", {}));
    if (order.empty())
        for (uint32_t blob = 0; blob < image.blobs.size(); ++blob) order.push_back(blob);
    report::Analysis analysis(image);
    image::ScanOptions options;
    options.hash = hash;
    for (const uint32_t blob : order)
        analysis.add_scan(blob, image::scan_layer(*source, image.blobs[blob], options));
    return analysis.report();
}

ImageParts three_layers() {
    ImageParts parts;
    parts.layers = {
        Tar().directory("d").file("d/a", "12345").file("d/b", "678").hardlink("d/c", "d/a").finish(),
        Tar().file("d/a", "90").whiteout("d/b").finish(),
        Tar().file("big", uint64_t{1000}).whiteout("d/c").finish()};
    parts.created_by = {"/bin/sh -c #(nop) ADD file:1 in /", "RUN /bin/sh -c rm d/b # buildkit"};
    return parts;
}

std::string problems_of(const Report& report) {
    std::string text;
    for (const Problem& problem : report.problems) text += problem.where + ": " + problem.message + "\n";
    return text;
}

}  // namespace

TEST_CASE("A report adds up its layers and tells what is hidden") {
    const Report report = analyse(docker_25(three_layers()));
    CHECK(report.complete());
    CHECK_FALSE(report.has_errors());
    REQUIRE(report.layers.size() == 3);
    CHECK(report.totals.files == 4);
    CHECK(report.totals.file_bytes == 5 + 3 + 2 + 1000);
    CHECK(report.totals.whiteouts == 2);
    CHECK(report.filesystem.files == 2);
    CHECK(report.filesystem.bytes == 1002);
    CHECK(report.waste.hidden_bytes == 8);
    CHECK(report.waste.efficiency == 1002.0 / 1010.0);
    CHECK(report.layers[0].hidden_bytes == 8);
    CHECK(report.layers[1].hidden_bytes == 0);
    CHECK(report.waste.repeated.paths == 3);
    CHECK(report.waste.repeated.bytes == 5 + 3);
}

TEST_CASE("Wasted paths come heaviest first, with the layers that name or hide them") {
    const Report report = analyse(docker_25(three_layers()));
    REQUIRE(report.waste.paths.size() == 2);
    CHECK(report.waste.paths[0].path == "/d/a");
    CHECK(report.waste.paths[0].bytes == 5);
    // The second layer replaces the path, but the data goes with its last hard link, in the third.
    CHECK(report.waste.paths[0].layers == std::vector<uint32_t>{0, 1, 2});
    CHECK(report.waste.paths[1].path == "/d/b");
    CHECK(report.waste.paths[1].layers == std::vector<uint32_t>{0, 1});
}

TEST_CASE("The largest files are those of the final file system, each inode once") {
    ImageParts parts;
    parts.layers = {Tar()
                        .file("a", uint64_t{500})
                        .hardlink("b", "a")
                        .file("gone", uint64_t{900})
                        .file("c", uint64_t{500})
                        .finish(),
                    Tar().whiteout("a").whiteout("gone").file("d", uint64_t{700}).finish()};
    const Report report = analyse(docker_25(parts));
    REQUIRE(report.largest_files.size() == 3);
    CHECK(report.largest_files[0].path == "/d");
    CHECK(report.largest_files[0].layer == 1);
    CHECK(report.largest_files[1].path == "/b");  // where a's data is still shown
    CHECK(report.largest_files[1].layer == 0);
    CHECK(report.largest_files[2].path == "/c");
}

TEST_CASE("Lists stop at their limit, with the heaviest in them") {
    Tar files, whiteouts;
    for (uint64_t number = 1; number <= 300; ++number) {
        files.file("keep" + std::to_string(number), number);
        files.file("hide" + std::to_string(number), number);
        whiteouts.whiteout("hide" + std::to_string(number));
    }
    ImageParts parts;
    parts.layers = {files.finish(), whiteouts.finish()};
    const Report report = analyse(docker_25(parts));
    REQUIRE(report.largest_files.size() == limits::report_rows);
    CHECK(report.largest_files[0].path == "/keep300");
    REQUIRE(report.waste.paths.size() == limits::report_rows);
    CHECK(report.waste.paths[0].path == "/hide300");
}

TEST_CASE("Layers know the history step that made them, and steps their instruction") {
    const Report report = analyse(docker_25(three_layers()));
    CHECK(report.layers[1].history == 1u);
    CHECK(report.history[1].made_by.instruction == "RUN");
    CHECK(report.history[1].made_by.command == "rm d/b");
    CHECK(report.history[2].made_by.instruction.empty());
}

TEST_CASE("Scans may come in any order") {
    const std::string archive = oci(three_layers());
    const std::string expected = report::to_json(analyse(archive));
    for (const auto& order : {std::vector<uint32_t>{2, 1, 0}, {1, 2, 0}, {0, 2, 1}})
        CHECK(report::to_json(analyse(archive, false, order)) == expected);
}

TEST_CASE("A report of some scans shows what is known so far") {
    const std::string archive = docker_25(three_layers());
    const Report report = analyse(archive, false, {0, 2});
    CHECK_FALSE(report.complete());
    CHECK(report.filesystem.bytes == 8);
    CHECK(report.waste.hidden_bytes == 0);  // the third layer is not hidden, it only waits for the second
    CHECK(report.layers[1].measures.files == 0);
    CHECK(report.layers[2].measures.files == 1);
}

TEST_CASE("An analysis says how far it is") {
    const std::string archive = docker_25(three_layers());
    const auto source = bytes::view_memory(view(archive));
    report::Analysis analysis(value_of(image::open(*source, "image.tar", {})));
    const auto add = [&](uint32_t blob) {
        analysis.add_scan(blob, image::scan_layer(*source, analysis.image().blobs[blob], {}));
    };
    CHECK_FALSE(analysis.done());
    add(1);
    CHECK(analysis.merged_layers() == 0);
    CHECK(analysis.scan(1) != nullptr);
    CHECK(analysis.scan(0) == nullptr);
    add(0);
    CHECK(analysis.merged_layers() == 2);
    add(2);
    CHECK(analysis.done());
    add(2);
    analysis.add_scan(99, {});
    CHECK(analysis.merged_layers() == 3);
}

TEST_CASE("A layer that is there twice counts twice, though it is stored once") {
    ImageParts parts = three_layers();
    parts.layers = {parts.layers[0], parts.layers[0]};
    const Report report = analyse(docker_25(parts));
    CHECK(report.totals.file_bytes == 16);
    CHECK(report.waste.hidden_bytes == 8);
    CHECK(report.layers[0].hidden_bytes == 8);
    CHECK(report.layers[1].hidden_bytes == 0);
}

TEST_CASE("Without files nothing is wasted") {
    const Report report = analyse(docker_25(ImageParts{}));
    CHECK(report.waste.efficiency == 1);
    CHECK(report.complete());
}

TEST_CASE("verified is true, false or not known") {
    const ImageParts parts = three_layers();
    for (const std::string& archive : {oci(parts), docker_25(parts), docker_legacy(parts)}) {
        CHECK(analyse(archive).layers[0].verified == std::nullopt);
        CHECK(analyse(archive, true).layers[0].verified == true);
    }
}

TEST_CASE("A layer whose content was changed is not verified, and both digests are shown") {
    const ImageParts parts = three_layers();
    struct {
        std::string archive;
        const char* what;
    } cases[] = {{docker_25(parts), "digest"}, {docker_legacy(parts), "diff_id"}};
    for (auto& [archive, what] : cases) {
        CAPTURE(what);
        archive[archive.find("12345")] ^= 1;
        const Report report = analyse(archive, true);
        CHECK(report.layers[0].verified == false);
        CHECK(report.layers[1].verified == true);
        CHECK(report.has_errors());
        CHECK(contains(problems_of(report), std::string("layer 1: its ") + what + " is sha256:"));
        CHECK(contains(problems_of(report), sha256(parts.layers[0]) + " as promised"));
    }
}

TEST_CASE("Right bytes with a wrong diff_id are not verified") {
    ImageParts parts = three_layers(), other = parts;
    std::swap(other.layers[0], other.layers[1]);
    parts.config = config_of(other);
    const Report report = analyse(oci(parts), true);
    CHECK(report.layers[0].verified == false);
    CHECK(report.layers[2].verified == true);
    CHECK(contains(problems_of(report), "layer 1: its diff_id is"));
}

TEST_CASE("A damaged layer spoils itself and not the report") {
    ImageParts parts = three_layers();
    TarHeader bad;
    bad.path = "bad";
    bad.checksum_error = 1;
    parts.layers[1] = Tar().file("d/a", "90").entry(bad).finish();
    const Report report = analyse(docker_25(parts));
    CHECK_FALSE(report.complete());
    CHECK(report.has_errors());
    CHECK_FALSE(report.layers[1].complete);
    CHECK(report.layers[2].complete);
    CHECK(report.filesystem.bytes == 3 + 2 + 1000);
    CHECK(contains(problems_of(report), "layer 2, offset "));
}

TEST_CASE("A layer that is missing is incomplete, and its compression is not known") {
    ImageParts parts = three_layers();
    std::string archive = docker_legacy(parts);
    archive = archive.substr(0, archive.find("manifest.json"));
    const std::string manifest = R"([{"Config":"none.json","Layers":["missing.tar"]}])";
    const Report report = analyse(archive + Tar().file("manifest.json", manifest).finish());
    REQUIRE(report.layers.size() == 1);
    CHECK_FALSE(report.complete());
    CHECK(report.layers[0].compression == std::nullopt);
    CHECK(report.has_errors());
}

TEST_CASE("Problems stop at their limit, and how many more there are is said") {
    std::vector<std::string> names;
    for (int number = 0; number < 300; ++number) names.push_back("missing" + std::to_string(number));
    const std::string manifest =
        list({object({{"Config", json_string("none.json")}, {"Layers", json_strings(names)}})});
    const Report report = analyse(Tar().file("manifest.json", manifest).finish());
    CHECK(report.problems.size() == limits::problems + 1);
    CHECK(contains(problems_of(report), "more problems"));
}

TEST_CASE("In every stack of layers what is hidden is what is shipped and not there") {
    for (unsigned seed = 0; seed < 100; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        const auto name = [&] {
            return std::string(1, "abcd"[random() % 4]) +
                   (random() % 2 ? "" : "/" + std::string(1, "xyz"[random() % 3]));
        };
        ImageParts parts;
        for (size_t layers = 1 + random() % 6; layers > 0; --layers) {
            Tar tar;
            for (size_t entries = random() % 60; entries > 0; --entries) {
                switch (random() % 6) {
                    case 0:
                        tar.directory(name());
                        break;
                    case 1:
                        tar.whiteout(name());
                        break;
                    case 2:
                        tar.opaque(name());
                        break;
                    case 3:
                        tar.hardlink(name(), name());
                        break;
                    default:
                        tar.file(name(), uint64_t{random() % 100});
                        break;
                }
            }
            parts.layers.push_back(tar.finish());
        }
        const Report report = analyse(docker_25(parts));
        image::Measures sum;
        uint64_t hidden = 0;
        for (const auto& layer : report.layers) {
            sum += layer.measures;
            hidden += layer.hidden_bytes;
        }
        CHECK(sum.file_bytes == report.totals.file_bytes);
        CHECK(sum.tar_bytes == report.totals.tar_bytes);
        CHECK(sum.files == report.totals.files);
        CHECK(sum.whiteouts == report.totals.whiteouts);
        CHECK(hidden == report.waste.hidden_bytes);
        CHECK(report.totals.file_bytes - report.filesystem.bytes == report.waste.hidden_bytes);
    }
}

TEST_CASE("What is stored is compared with the study where it is compressed, as the study's was") {
    ImageParts parts = three_layers();
    const auto stored = [&](bytes::Compression compression) {
        parts.compression = compression;
        const Report report = analyse(oci(parts));
        std::vector<double> found;
        for (const auto& metric : report.study.metrics)
            if (metric.metric == "stored_bytes") found.push_back(metric.value);
        if (!found.empty())
            CHECK(found[0] == std::round(static_cast<double>(report.totals.blob_bytes) / 1e4) / 100);
        return found.size();
    };
    CHECK(stored(bytes::Compression::gzip) == 1);
    CHECK(stored(bytes::Compression::none) == 0);
}
