#include "web/page/sharing.h"

#include <catch2/catch_test_macros.hpp>

#include "core/charts/report_charts.h"
#include "core/export/export.h"
#include "core/limits.h"
#include "core/link/link.h"
#include "web/page/export_kinds.h"
#include "web/page/verdict_words.h"

using namespace plimsoll;
using link::Essence;
using web::authors_of;
using web::narrowed;
using web::share;
using web::ShareWish;

namespace {

const std::string digest = "sha256:" + std::string(64, 'a');

/// An essence with something in each place that a sharer may leave out.
Essence full_essence() {
    Essence essence;
    essence.shared = {true, true, true, true, true};
    essence.config_digest = digest;
    essence.source_name = "secret-archive.tar";
    essence.references = {{"registry/secret-name:1"}, 1};
    essence.layer_count = 1;
    essence.layers = {{{.index = 0,
                        .compression = bytes::Compression::gzip,
                        .complete = true,
                        .instruction = "RUN",
                        .command = "secret-command"}},
                      1};
    essence.bases = {{{"secret-base", {"os"}, true}}, 1};
    essence.packages = {{{packages::Ecosystem::files, packages::Role::none, "/secret/path", "", 10, 1},
                         {packages::Ecosystem::npm, packages::Role::none, "@scope/name", "1.0", 5, 1}},
                        2};
    essence.largest_files = {{{"/secret/file", "data", 10, 0}}, 1};
    essence.environment = {{"SECRET_PLACE=1"}, 1};
    essence.labels = {{"secret.label=1"}, 1};
    return essence;
}

}  // namespace

TEST_CASE("A link is shared again with less, and never with more than it had") {
    const Essence full = full_essence();
    CHECK(link::to_json(narrowed(full, {true, true, true, true, true})) == link::to_json(full));
    const Essence bare = narrowed(full, {false, false, false, false, false});
    const std::string json = link::to_json(bare);
    for (const char* secret : {"secret-archive", "secret-name", "secret-command", "secret-base",
                               "/secret/path", "/secret/file", "SECRET_PLACE", "secret.label"})
        CHECK(json.find(secret) == std::string::npos);
    CHECK(json.find("@scope/name") != std::string::npos);  // a name, and no path
    CHECK(bare.shared == link::Choice{false, false, false, false, false});
    CHECK(narrowed(bare, {true, true, true, true, true}).shared == bare.shared);
    CHECK(narrowed(full, {true, false, false, false, false}).shared ==
          link::Choice{true, false, false, false, false});
}

TEST_CASE("What is shared is what the link opens as, within its length") {
    const std::string base = "https://example.org/plimsoll/";
    ShareWish wish;
    wish.title = "What it weighs";
    wish.authors = "Doe, Jane; ; Richard Roe ";
    wish.doi = "https://doi.org/10.1000/182";
    const auto full = share(full_essence(), wish, base, {"", "layers", "", 0});
    REQUIRE(full);
    CHECK(full->address.starts_with(base + "#r=r1."));
    CHECK(full->address.ends_with("&view=layers&layer=0"));
    CHECK(full->address.size() <= limits::full_link_chars);
    const auto fragment = link::read_fragment(full->address);
    REQUIRE(fragment);
    const auto opened = link::decode(fragment->report);
    REQUIRE(opened);
    CHECK(*opened == full->essence);
    CHECK(opened->authors == std::vector<std::string>{"Doe, Jane", "Richard Roe"});
    CHECK(opened->doi == "10.1000/182");

    wish.card = true;
    const auto card = share(full_essence(), wish, "", {});
    REQUIRE(card);
    CHECK(card->address.starts_with("#r=r1."));
    CHECK(card->address.size() <= limits::card_link_chars);
    CHECK(card->essence.card);
    CHECK(card->essence.layers.rows.empty());

    wish.doi = "not one";
    CHECK_FALSE(share(full_essence(), wish, base, {}));
    // A base that leaves no room is an error, and no crash.
    wish.doi.clear();
    CHECK_FALSE(share(full_essence(), wish, "https://" + std::string(3'000, 'a'), {}));
}

TEST_CASE("The page names the tables and charts that there are") {
    const auto tables = exports::table_names();
    CHECK(std::equal(tables.begin(), tables.end(), web::export_tables.begin(), web::export_tables.end()));
    REQUIRE(charts::all_report_charts.size() == web::export_charts.size());
    for (size_t number = 0; number < web::export_charts.size(); ++number)
        CHECK(charts::name_of(charts::all_report_charts[number]) == web::export_charts[number]);
}

TEST_CASE("Files are called like the image, in letters that any disk has") {
    CHECK(web::file_stem("registry.io:5000/team/app:1.2") == "plimsoll-app-1.2");
    CHECK(web::file_stem("") == "plimsoll");
    CHECK(web::file_stem("../../etc/pass wd\"<>|") == "plimsoll-pass-wd");
    CHECK(web::file_stem("..") == "plimsoll");
    CHECK(web::file_stem(std::string(500, 'a')).size() == 69);
}

TEST_CASE("Authors stand between semicolons") {
    CHECK(authors_of("").empty());
    CHECK(authors_of(" ; ;;").empty());
    CHECK(authors_of("A;B ;\tC") == std::vector<std::string>{"A", "B", "C"});
    CHECK(web::authors_text({"Doe, Jane", "Roe"}) == "Doe, Jane; Roe");
}

TEST_CASE("A verdict is said in one sentence") {
    link::Comparison comparison;
    const auto add = [&](const char* group, const char* name, link::Verdict verdict) {
        comparison.fields.push_back({group, name, "a", "b", verdict, ""});
        ++(verdict == link::Verdict::equal     ? comparison.equal
           : verdict == link::Verdict::differs ? comparison.differs
                                               : comparison.unknown);
    };
    add("Totals", "Layers", link::Verdict::equal);
    CHECK(web::verdict_words(comparison, "the link").tone == web::Tone::warning);
    comparison.is_true = true;
    auto words = web::verdict_words(comparison, "the link");
    CHECK(words.tone == web::Tone::good);
    CHECK(words.sentence == "The one field that the link gives is as found.");
    CHECK(words.more.empty());
    add("Image", "Digest of the configuration", link::Verdict::equal);
    add("Report", "Version", link::Verdict::unknown);
    words = web::verdict_words(comparison, "the report a.json");
    CHECK(words.sentence == "All 2 fields that the report a.json gives are as found.");
    CHECK(words.more == "1 field cannot be told.");
    comparison.is_true = false;
    add("Image", "Digest of the manifest", link::Verdict::differs);
    add("Totals", "Files", link::Verdict::differs);
    words = web::verdict_words(comparison, "the link");
    CHECK(words.tone == web::Tone::bad);
    CHECK(words.sentence == "2 of 4 fields that the link gives differ.");
    CHECK(words.more == "The digests differ: this is another image. 1 field cannot be told.");
}
