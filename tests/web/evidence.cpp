#include "web/page/evidence.h"

#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;
using web::Place;

namespace {

std::unique_ptr<report::Analysis> analysis_of(const std::vector<Tar>& tars) {
    image::Image image;
    for (uint32_t number = 0; number < tars.size(); ++number) {
        image.blobs.push_back({"layer", "", 0, 0, true});
        image.layers.push_back({number, "", "", "", {}});
    }
    auto analysis = std::make_unique<report::Analysis>(std::move(image));
    for (uint32_t number = 0; number < tars.size(); ++number) analysis->add_scan(number, scan(tars[number]));
    return analysis;
}

Place place_of(const std::string& evidence, std::optional<uint32_t> layer = std::nullopt) {
    const auto analysis = analysis_of({
        Tar().file("etc/hosts", "x").file("tmp/wheel", uint64_t{90}).directory("tmp/cache"),
        Tar().file("tmp/wheel", uint64_t{80}),
        Tar().whiteout("tmp/wheel").whiteout("tmp/cache"),
    });
    findings::Finding finding;
    finding.evidence = {evidence};
    finding.layer = layer;
    return web::places_of_evidence(*analysis, {finding}).at(0).at(0);
}

}  // namespace

TEST_CASE("Evidence that the container has is found in the final file system") {
    for (const char* path : {"/etc/hosts", "etc/hosts", "/etc", "/etc/"}) {
        CHECK(place_of(path).known);
        CHECK_FALSE(place_of(path).layer.has_value());
    }
}

TEST_CASE("Evidence that a later layer hides is found in the last layer that shipped it") {
    CHECK(place_of("/tmp/wheel").known);
    CHECK(place_of("/tmp/wheel").layer == 1u);
}

TEST_CASE("A folder that is gone is looked for in the finding's layer, where it has one") {
    CHECK(place_of("/tmp/cache", 0).layer == 0u);
    CHECK_FALSE(place_of("/tmp/cache").known);
}

TEST_CASE("Evidence that is a setting is nowhere") {
    for (const char* text : {"USER root", "", "/", "/hosts", "hosts"}) CHECK_FALSE(place_of(text).known);
}
