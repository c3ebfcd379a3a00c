#include "core/link/compare.h"

#include <algorithm>

#include "core/link/link.h"
#include "tests/support/image_builder.h"
#include "tests/support/reports.h"
#include "tests/support/tar_builder.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

constexpr link::Choice everything{true, true, true, true, true};

ImageParts parts() {
    ImageParts image;
    image.layers = {Tar().file("kept", "12345").file("gone", "123").finish(),
                    Tar().whiteout("gone").finish()};
    image.created_by = {"ADD base in /", "RUN make"};
    return image;
}

report::Report report_of(const std::string& archive) { return analysed(archive)->report(); }

const link::Field* field(const link::Comparison& comparison, std::string_view group, std::string_view name) {
    const auto found =
        std::find_if(comparison.fields.begin(), comparison.fields.end(),
                     [&](const auto& each) { return each.group == group && each.name == name; });
    return found == comparison.fields.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("A report is true of the image that it was made of") {
    const report::Report report = report_of(docker_25(parts()));
    for (const link::Choice& choice : {link::Choice{}, everything})
        for (const bool card : {false, true}) {
            link::Essence essence = link::essence_of(report, choice);
            if (card) essence = link::card_of(essence);
            const link::Essence said = value_of(link::decode(value_of(link::encode(essence, 2'000)).text));
            const link::Comparison comparison = link::hold_against(said, report);
            CHECK(comparison.is_true);
            CHECK(comparison.differs == 0);
            CHECK(comparison.equal + comparison.unknown == comparison.fields.size());
            CHECK(field(comparison, "Report", "Digest of the report")->verdict == link::Verdict::equal);
        }
}

TEST_CASE("An image that was changed is told by the fields that changed") {
    const report::Report before = report_of(docker_25(parts()));
    ImageParts changed = parts();
    changed.layers[1] = Tar().whiteout("gone").file("new", "1234567").finish();
    const report::Report after = report_of(docker_25(changed));
    const link::Comparison comparison = link::hold_against(link::essence_of(before, everything), after);
    CHECK_FALSE(comparison.is_true);
    const auto verdict = [&](const char* group, const char* name) {
        return field(comparison, group, name)->verdict;
    };
    CHECK(verdict("Image", "Digest of the configuration") == link::Verdict::differs);
    CHECK(verdict("Layers", "Layer 1") == link::Verdict::equal);
    CHECK(verdict("Layers", "Layer 2") == link::Verdict::differs);
    CHECK(verdict("Totals", "Files") == link::Verdict::differs);
    CHECK(field(comparison, "Totals", "Files")->said == "2");
    CHECK(field(comparison, "Totals", "Files")->found == "3");
    CHECK(verdict("Totals", "Layers") == link::Verdict::equal);
    CHECK(verdict("Waste", "Hidden") == link::Verdict::equal);
    CHECK(verdict("Report", "Digest of the report") == link::Verdict::unknown);
}

TEST_CASE("The same image under another name and in another layout is the same") {
    ImageParts renamed = parts();
    const report::Report before = report_of(docker_25(parts()));
    report::Report after = before;
    after.source.name = "other.tar";
    after.image.references = {"example/other:2"};
    const link::Comparison comparison = link::hold_against(link::essence_of(before, {}), after);
    CHECK(comparison.differs == 0);
    CHECK(comparison.is_true);
    CHECK(comparison.unknown > 0);
}

TEST_CASE("A link without digests is never called true") {
    report::Report report = report_of(docker_25(parts()));
    report.image.digest.clear();
    report.image.config_digest.clear();
    const link::Comparison comparison = link::hold_against(link::essence_of(report, {}), report);
    CHECK(comparison.differs == 0);
    CHECK_FALSE(comparison.is_true);
}

TEST_CASE("A false figure of any kind is found") {
    const report::Report report = full_report();
    const auto differs = [&](auto alter) {
        link::Essence essence = link::essence_of(report, everything);
        alter(essence);
        return link::hold_against(essence, report).differs;
    };
    using E = link::Essence;
    CHECK(differs([](E&) {}) == 0);
    CHECK(differs([](E& e) { ++e.layer_count; }) == 1);
    CHECK(differs([](E& e) { ++e.totals.blob_bytes; }) == 1);
    CHECK(differs([](E& e) { ++e.totals.opaques; }) == 1);
    CHECK(differs([](E& e) { ++e.filesystem.bytes; }) == 1);
    CHECK(differs([](E& e) { ++e.hidden_bytes; }) == 1);
    CHECK(differs([](E& e) { --e.dive_efficiency; }) == 1);
    CHECK(differs([](E& e) { ++e.finding_counts[0].count; }) == 1);
    CHECK(differs([](E& e) { ++e.package_count; }) == 1);
    CHECK(differs([](E& e) { e.category = "Model"; }) == 1);
    CHECK(differs([](E& e) { ++e.layers.rows[1].files; }) == 1);
    CHECK(differs([](E& e) { e.layers.rows[0].command = "other"; }) == 1);
    CHECK(differs([](E& e) { e.purposes.rows[0].score = 1; }) == 1);
    CHECK(differs([](E& e) { e.bases.rows[0].image = "debian:11"; }) == 1);
    CHECK(differs([](E& e) { ++e.instructions.rows[0].count; }) == 1);
    CHECK(differs([](E& e) { ++e.findings.rows[0].bytes; }) == 1);
    CHECK(differs([](E& e) { ++e.packages.rows[0].bytes; }) == 1);
    CHECK(differs([](E& e) { e.packages.rows[0].name = "jax"; }) == 1);
    CHECK(differs([](E& e) { ++e.types.rows[0].files; }) == 1);
    CHECK(differs([](E& e) { e.largest_files.rows[0].path = "/other"; }) == 1);
    CHECK(differs([](E& e) { ++e.metrics.rows[0].value; }) == 1);
    CHECK(differs([](E& e) { e.environment.rows[0] = "PATH=/"; }) == 1);
    CHECK(differs([](E& e) { e.labels.rows[0] = "a=b"; }) == 1);
}
