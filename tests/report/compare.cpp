#include "core/report/compare.h"

#include <nlohmann/json.hpp>

#include "core/report/read.h"
#include "tests/support/image_builder.h"
#include "tests/support/reports.h"

using namespace plimsoll;
using namespace plimsoll::test;
using report::Comparison;
using report::Report;
using Json = nlohmann::ordered_json;

namespace {

packages::Package package(packages::Ecosystem ecosystem, std::string name, std::string version,
                          uint64_t bytes, std::string location = "", uint64_t files = 1) {
    packages::Package package;
    package.ecosystem = ecosystem;
    package.name = std::move(name);
    package.version = std::move(version);
    package.location = std::move(location);
    package.bytes = bytes;
    package.files = files;
    return package;
}

/// Two reports that differ in one list.
template <class Row>
Comparison compare_lists(std::vector<Row> Report::*list, std::vector<Row> a, std::vector<Row> b) {
    Report report_a, report_b;
    report_a.*list = std::move(a);
    report_b.*list = std::move(b);
    return report::compare({report_a}, {report_b});
}

Comparison::Packages compare_packages(std::vector<packages::Package> a, std::vector<packages::Package> b) {
    return compare_lists(&Report::packages, std::move(a), std::move(b)).packages;
}

/// "torch 2.0@/a>2.1@/b, numpy 1@>-": names, versions and places on both sides.
std::string names_of(const std::vector<Comparison::PackageRow>& rows) {
    const auto side = [](const std::optional<Comparison::Package>& package) {
        return package ? package->version + "@" + package->location : "-";
    };
    std::string text;
    for (const auto& row : rows)
        text += (text.empty() ? "" : ", ") + row.name + " " + side(row.a) + ">" + side(row.b);
    return text;
}

Comparison::Findings compare_findings(std::vector<findings::Finding> a, std::vector<findings::Finding> b) {
    return compare_lists(&Report::findings, std::move(a), std::move(b)).findings;
}

findings::Finding finding(std::string id, std::string title, uint64_t bytes, std::string evidence) {
    findings::Finding finding;
    finding.id = std::move(id);
    finding.title = std::move(title);
    finding.bytes = bytes;
    finding.evidence = {std::move(evidence)};
    finding.evidence_count = 1;
    return finding;
}

/// "env PATH: /bin > -"
std::string settings_of(const image::Config& a, const image::Config& b) {
    Report report_a, report_b;
    report_a.image.config = a;
    report_b.image.config = b;
    std::string text;
    for (const auto& row : report::compare({report_a}, {report_b}).config)
        text += row.setting + (row.name.empty() ? "" : " " + row.name) + ": " + row.a.value_or("-") + " > " +
                row.b.value_or("-") + "\n";
    return text;
}

}  // namespace

TEST_CASE("A difference is B's less A's, cut to what 64 bits hold") {
    CHECK(report::difference(3, 5) == 2);
    CHECK(report::difference(5, 3) == -2);
    CHECK(report::difference(0, UINT64_MAX) == INT64_MAX);
    CHECK(report::difference(UINT64_MAX, 0) == -INT64_MAX);
    CHECK(report::difference(UINT64_MAX, UINT64_MAX) == 0);
}

TEST_CASE("An image is the same as itself, from an archive and from its saved report") {
    ImageParts parts;
    parts.layers = {Tar().directory("d").file("d/a", "12345").finish(), Tar().whiteout("d/a").finish()};
    const auto analysis = analysed(docker_25(parts));
    const Report report = analysis->report();
    const auto both = report::compare({report, analysis.get()}, {report, analysis.get()});
    CHECK(both.same());
    CHECK(both.same_config == true);
    CHECK(both.same_layers);
    CHECK(both.files);
    const Report saved = value_of(report::from_json(report::to_json(report)));
    const auto half = report::compare({report, analysis.get()}, {saved});
    CHECK(half.same());
    CHECK(half.same_config == true);
    CHECK_FALSE(half.files);
    CHECK(half.image.a.files_known);
    CHECK_FALSE(half.image.b.files_known);
    CHECK(half.totals.filesystem_bytes.a == half.totals.filesystem_bytes.b);
    // Whatever a saved report says of an image, it says of itself.
    CHECK(report::compare({full_report()}, {full_report()}).layers.common ==
          1);  // the other's content is not known
}

TEST_CASE("Each thing that differs makes images differ, but for names and times") {
    const auto base = [] {
        ImageParts parts;
        parts.layers = {Tar().file("a", "12345").finish()};
        return analysed(docker_25(parts))->report();
    };
    const auto differs = [&](auto change) {
        Report other = base();
        change(other);
        return !report::compare({base()}, {other}).same();
    };
    CHECK_FALSE(differs([](Report& report) { report.source.name = "other.tar"; }));
    CHECK_FALSE(differs([](Report& report) { report.image.config.created = "later"; }));
    CHECK_FALSE(differs([](Report& report) { report.image.references = {"other"}; }));
    CHECK(differs([](Report& report) { report.layers[0].diff_id = "sha256:other"; }));
    CHECK(differs([](Report& report) { report.image.config.user = "root"; }));
    CHECK(differs([](Report& report) { report.filesystem.bytes += 1; }));
    CHECK(differs(
        [](Report& report) { report.packages.push_back(package(packages::Ecosystem::npm, "x", "1", 1)); }));
    CHECK(differs([](Report& report) { report.findings = {finding("x", "x", 0, "x")}; }));
}

TEST_CASE("Digests that are not known are neither the same nor others") {
    Report a, b;
    CHECK_FALSE(report::compare({a}, {b}).same_manifest.has_value());
    a.image.digest = b.image.config_digest = "sha256:1";
    CHECK_FALSE(report::compare({a}, {b}).same_manifest.has_value());
    CHECK_FALSE(report::compare({a}, {b}).same_config.has_value());
    b.image.digest = "sha256:2";
    CHECK(report::compare({a}, {b}).same_manifest == false);
    a.image.config_digest = "sha256:1";
    CHECK(report::compare({a}, {b}).same_config == true);
}

TEST_CASE("Packages are sorted into added, removed, updated, reweighed, moved and the same") {
    using enum packages::Ecosystem;
    const auto packages =
        compare_packages({package(python, "torch", "2.0", 900), package(python, "numpy", "1", 50),
                          package(dpkg, "libc6", "2", 7), package(files, "/usr", "", 5),
                          package(conda, "mkl", "1", 3, "/opt/a"), package(dpkg, "numpy", "1", 1)},
                         {package(python, "torch", "2.1", 800), package(npm, "numpy", "1", 50),
                          package(dpkg, "libc6", "2", 7), package(files, "/usr", "", 5, "", 2),
                          package(conda, "mkl", "1", 3, "/opt/b"), package(dpkg, "numpy", "1", 1)});
    CHECK(names_of(packages.updated) == "torch 2.0@>2.1@");
    CHECK(packages.updated[0].a->bytes == 900);
    CHECK(packages.updated[0].b->bytes == 800);
    CHECK(names_of(packages.removed) == "numpy 1@>-");
    CHECK(packages.removed[0].ecosystem == python);
    CHECK(names_of(packages.added) == "numpy ->1@");
    CHECK(packages.added[0].ecosystem == npm);
    CHECK(names_of(packages.reweighed) == "/usr @>@");
    CHECK(names_of(packages.moved) == "mkl 1@/opt/a>1@/opt/b");
    CHECK(packages.same == 2);
}

TEST_CASE(
    "Of several packages of a name those in the same place belong together, then those of the same version") {
    using enum packages::Ecosystem;
    const auto packages =
        compare_packages({package(npm, "debug", "1", 9, "/a"), package(npm, "debug", "2", 9, "/b"),
                          package(npm, "debug", "3", 9, "/c"), package(npm, "debug", "4", 9, "/d")},
                         {package(npm, "debug", "3", 9, "/x"), package(npm, "debug", "1", 9, "/b"),
                          package(npm, "debug", "1", 9, "/a"), package(npm, "debug", "5", 9, "/y"),
                          package(npm, "debug", "6", 9, "/z")});
    CHECK(packages.same == 1);
    CHECK(names_of(packages.updated) == "debug 2@/b>1@/b, debug 4@/d>5@/y");
    CHECK(names_of(packages.moved) == "debug 3@/c>3@/x");
    CHECK(names_of(packages.added) == "debug ->6@/z");
    CHECK(names_of(packages.removed) == "");
}

TEST_CASE("Names of packages are not put together into others") {
    using enum packages::Ecosystem;
    const auto packages = compare_packages({package(npm, "a:1b", "", 1), package(npm, "x", "1", 1, "y")},
                                           {package(npm, "a", "b", 1), package(npm, "x1", "", 1, "y")});
    CHECK(packages.same == 0);
    CHECK(packages.added.size() == 2);
    CHECK(packages.removed.size() == 2);
}

TEST_CASE("Lists of packages have the greatest difference in bytes first") {
    using enum packages::Ecosystem;
    const auto packages = compare_packages(
        {package(npm, "a", "1", 100), package(npm, "b", "1", 100), package(npm, "c", "1", 100)},
        {package(npm, "a", "2", 101), package(npm, "b", "2", 50), package(npm, "c", "2", 200)});
    CHECK(names_of(packages.updated) == "c 1@>2@, b 1@>2@, a 1@>2@");
}

TEST_CASE("Settings that differ are told one by one") {
    image::Config a, b;
    CHECK(settings_of(a, b) == "");
    a.env = {"PATH=/bin", "SAME=1", "GONE=x", "TWICE=1", "TWICE=2", "BARE"};
    b.env = {"PATH=/usr/bin", "SAME=1", "NEW==", "TWICE=2", "BARE"};
    a.entrypoint = {"sh", "-c", "echo \"a b\""};
    b.cmd = {"caf\xe9"};
    a.user = "app";
    b.working_dir = "/srv";
    a.exposed_ports = {"80/tcp", "443/tcp"};
    b.exposed_ports = {"443/tcp"};
    b.volumes = {"/data"};
    a.labels = {{"same", "1"}, {"version", "1"}, {"empty", ""}};
    b.labels = {{"same", "1"}, {"version", "2"}};
    a.platform = {"linux", "amd64", ""};
    b.platform = {"linux", "arm", "v7"};
    b.created = "2024-01-01T00:00:00Z";
    CHECK(settings_of(a, b) ==
          "platform: linux/amd64 > linux/arm/v7\n"
          "created: - > 2024-01-01T00:00:00Z\n"
          "env GONE: x > -\n"
          "env NEW: - > =\n"
          "env PATH: /bin > /usr/bin\n"
          "entrypoint: [\"sh\",\"-c\",\"echo \\\"a b\\\"\"] > -\n"
          "cmd: - > [\"caf\xef\xbf\xbd\"]\n"
          "user: app > -\n"
          "working_dir: - > /srv\n"
          "exposed_ports 80/tcp: 80/tcp > -\n"
          "volumes /data: - > /data\n"
          "labels empty:  > -\n"
          "labels version: 1 > 2\n");
    CHECK(settings_of(a, a) == "");
}

TEST_CASE("File types of both sides are put together, those that differ most first") {
    Report a, b;
    a.file_types.corrected = {{"python", 10, 1000}, {"model", 1, 500}, {"text", 2, 20}};
    b.file_types.corrected = {{"library", 1, 700}, {"python", 11, 1001}, {"text", 2, 20}};
    std::string text;
    for (const auto& row : report::compare({a}, {b}).file_types)
        text += row.type + " " + std::to_string(row.files.a) + ">" + std::to_string(row.files.b) + " " +
                std::to_string(row.bytes.a) + ">" + std::to_string(row.bytes.b) + "\n";
    CHECK(text == "library 0>1 0>700\nmodel 1>0 500>0\npython 10>11 1000>1001\ntext 2>2 20>20\n");
}

TEST_CASE("Findings come, go or stay") {
    const auto findings = compare_findings(
        {finding("cache", "pip's cache, 5 kB", 5000, "/root/.cache"),
         finding("cache", "apt's lists", 10, "/var/lib/apt"), finding("root", "Runs as root", 0, "USER")},
        {finding("cache", "apt's lists", 12, "/var/lib/apt"),
         finding("cache", "pip's cache, 9 kB", 9000, "/root/.cache"),
         finding("cache", "npm's cache", 1, "/root/.npm"), finding("git", "A .git folder", 3, "/app/.git")});
    REQUIRE(findings.gone.size() == 1);
    CHECK(findings.gone[0].id == "root");
    CHECK(findings.gone[0].bytes_a == 0u);
    CHECK_FALSE(findings.gone[0].bytes_b);
    REQUIRE(findings.added.size() == 2);
    CHECK(findings.added[0].title == "npm's cache");
    CHECK_FALSE(findings.added[0].bytes_a);
    CHECK(findings.added[1].title == "A .git folder");
    REQUIRE(findings.kept.size() == 2);
    CHECK(findings.kept[0].bytes_a == 10u);
    CHECK(findings.kept[0].bytes_b == 12u);
    CHECK(findings.kept[1].title == "pip's cache, 9 kB");
    CHECK(findings.kept[1].bytes_a == 5000u);
}

TEST_CASE("A comparison's JSON is null where nothing is known, and the same each time") {
    const Report a = full_report(), b;
    const std::string text = report::to_json(report::compare({a}, {b}));
    CHECK(text == report::to_json(report::compare({a}, {b})));
    const Json json = Json::parse(text, nullptr, false);
    REQUIRE(json.is_object());
    CHECK(json["schema"] == "plimsoll.comparison/1");
    CHECK(json["files"].is_null());
    CHECK(json["same"]["config"].is_null());
    CHECK(json["image"]["b"]["digest"].is_null());
    CHECK(json["layers"]["rows"][0]["b"].is_null());
    CHECK(json["totals"]["filesystem_bytes"]["difference"] == -3000);
    CHECK(json["packages"]["removed"][0]["b"].is_null());
    const std::string line = report::to_ndjson(report::compare({a}, {b}));
    CHECK(line.find('\n') == line.size() - 1);
    CHECK(Json::parse(line, nullptr, false) == json);
}

TEST_CASE("Reports with the largest numbers are compared without trouble") {
    Report a = full_report(), b;
    a.totals.blob_bytes = a.filesystem.bytes = a.packages[0].bytes = UINT64_MAX;
    for (auto& layer : a.layers) layer.measures.blob_bytes = layer.measures.file_bytes = UINT64_MAX;
    const Json json = Json::parse(report::to_json(report::compare({a}, {b})), nullptr, false);
    CHECK(json["totals"]["blob_bytes"]["a"] == UINT64_MAX);
    CHECK(json["totals"]["blob_bytes"]["difference"] == -INT64_MAX);
    CHECK(report::to_json(report::compare({b}, {a})).find("9223372036854775807") != std::string::npos);
}
