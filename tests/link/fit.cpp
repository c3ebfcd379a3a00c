#include "core/link/fit.h"

#include "core/limits.h"
#include "core/link/link.h"
#include "tests/link/essences.h"
#include "tests/support/reports.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

/// A report with very much of everything, nothing of which compresses well.
report::Report heavy_report(uint32_t layers) {
    std::mt19937_64 random(1);
    const auto name = [&](size_t length) {
        std::string text;
        while (text.size() < length) text += "abcdefghijklmnopqrstuvwxyz0123456789"[random() % 36];
        return text;
    };
    report::Report report = full_report();
    report.image.digest = "sha256:" + std::string(64, 'd');
    report.image.config_digest = "sha256:" + std::string(64, 'c');
    const report::Report::Layer layer = report.layers[0];
    report.layers.assign(layers, layer);
    report.image.layers.resize(layers);
    for (auto& each : report.layers) each.measures.file_bytes = each.measures.blob_bytes = random() >> 24;
    for (uint32_t number = 0; number < 3'000; ++number) {
        packages::Package package;
        package.ecosystem = packages::Ecosystem::dpkg;
        package.name = name(12);
        package.version = name(10);
        package.bytes = random() >> 30;
        report.packages.push_back(package);
        report.file_types.corrected.push_back({name(8), random() >> 50, random() >> 30});
        report.largest_files.push_back({"/" + name(60), random() >> 30, 0, image::FileType::unknown});
        report.findings.push_back({name(10), findings::Severity::note, "t", random() >> 30, 0u, {}, 3, "a"});
        report.image.config.env.push_back("V" + name(5) + "=" + name(60));
        report.image.config.labels[name(10)] = name(60);
    }
    report.image.references = {name(100), name(100), name(100)};
    return report;
}

}  // namespace

TEST_CASE("Whatever the image is, its link fits, and says how much it leaves out") {
    for (const uint32_t layers : {1u, 19u, 127u, 5'000u}) {
        CAPTURE(layers);
        const report::Report report = heavy_report(layers);
        for (const link::Choice& choice : {link::Choice{}, link::Choice{true, true, true, true, true}}) {
            const link::Essence essence = link::essence_of(report, choice);
            const link::Link made = value_of(link::encode(essence, limits::full_link_chars));
            CHECK(made.text.size() <= limits::full_link_chars);
            // Room that is there is used.
            CHECK(made.text.size() > limits::full_link_chars - 200);
            const link::Essence read = value_of(link::decode(made.text));
            CHECK(read == made.essence);
            CHECK(read.layers.of == layers);
            CHECK(read.layers.rows.size() >= std::min(layers, 12u));
            CHECK(read.packages.of == 3'002);
            CHECK(read.packages.rows.size() >= 5);
            CHECK(read.packages.rows.size() < 3'002);
            CHECK(read.types.rows.size() >= 3);
            CHECK(read.findings.rows.size() >= 6);
            CHECK(link::to_json(link::card_of(read)) == link::to_json(link::card_of([&] {
                      auto e = essence;
                      e.references = read.references;
                      return e;
                  }())));
            CHECK_FALSE(link::cuts(read).empty());
        }
        const link::Essence card = link::card_of(link::essence_of(report, {}));
        CHECK(value_of(link::encode(card, limits::card_link_chars)).text.size() <= limits::card_link_chars);
    }
}

TEST_CASE("Any room gives a link that fits it or a sentence") {
    link::Essence essence = link::essence_of(heavy_report(127), {true, true, true, true, true});
    link::annotate(essence, "A title", {"Author, An"}, "10.1000/182");
    size_t shortest = 0;
    for (size_t room = 0; room < 2'400; room += 37) {
        CAPTURE(room);
        const auto made = link::encode(essence, room);
        if (!made) {
            CHECK(made.error().code == ErrorCode::over_limit);
            CHECK(shortest == 0);  // once it fits it fits into more
            continue;
        }
        if (shortest == 0) shortest = made->text.size();
        CHECK(made->text.size() <= room);
        const link::Essence read = value_of(link::decode(made->text));
        CHECK(read.title == "A title");
        CHECK(read.authors == essence.authors);
        CHECK(read.config_digest == essence.config_digest);
        CHECK(read.totals.blob_bytes == essence.totals.blob_bytes);
    }
    CHECK(shortest > 0);
    CHECK(shortest < 500);
}

TEST_CASE("The heaviest rows stay, in their order") {
    const report::Report report = heavy_report(300);
    const link::Essence read = value_of(link::encode(link::essence_of(report, {}), 1'000)).essence;
    const auto& rows = read.layers.rows;
    REQUIRE(rows.size() > 2);
    REQUIRE(rows.size() < 300);
    uint64_t lightest = UINT64_MAX;
    for (size_t row = 0; row < rows.size(); ++row) {
        if (row > 0) CHECK(rows[row - 1].index < rows[row].index);
        lightest = std::min(lightest, rows[row].file_bytes);
    }
    size_t heavier = 0;
    for (const auto& layer : report.layers) heavier += layer.measures.file_bytes >= lightest;
    CHECK(heavier == rows.size());
    for (size_t row = 0; row < read.packages.rows.size(); ++row)
        CHECK(read.packages.rows[row].bytes == report.packages[row].bytes);
}

TEST_CASE("A link is the same however often it is made") {
    const link::Essence essence = link::essence_of(heavy_report(50), {true, true, true, true, true});
    const link::Link once = value_of(link::encode(essence, 1'500));
    CHECK(value_of(link::encode(essence, 1'500)).text == once.text);
    CHECK(value_of(link::encode(once.essence, 1'500)).text == once.text);
}
