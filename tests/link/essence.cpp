#include "core/link/essence.h"

#include "core/limits.h"
#include "core/link/link.h"
#include "core/link/texts.h"
#include "tests/support/layers.h"
#include "tests/support/reports.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

constexpr link::Choice everything{true, true, true, true, true};
constexpr link::Choice nothing{false, false, false, false, false};

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// A report with something private in each place that may hold such.
report::Report private_report() {
    report::Report report = full_report();
    report.source.name = "private-archive.tar";
    report.image.references = {"private-registry/app:1"};
    report.largest_files[0].path = "/private-file";
    report.packages[1].name = "/private-folder";
    report.history[0].made_by.command = "private-command in /";
    report.image.config.env = {"NAME=private-environment"};
    report.image.config.labels = {{"name", "private-label"}};
    report.taxonomy.base_images[0].image = "private-base:1";
    report.taxonomy.base_images[0].evidence = "private-evidence";
    report.findings[0].evidence = {"/private-evidence"};
    report.waste.paths[0].path = "/private-waste";
    report.problems[0].where = "private-problem";
    return report;
}

}  // namespace

TEST_CASE("What the sharer does not tick is in no essence") {
    const report::Report report = private_report();
    CHECK_FALSE(contains(link::to_json(link::essence_of(report, nothing)), "private"));
    const std::string by_default = link::to_json(link::essence_of(report, {}));
    CHECK(contains(by_default, "private-registry"));
    CHECK(contains(by_default, "private-base"));
    for (const char* name :
         {"archive", "file", "folder", "command", "environment", "label", "evidence", "waste", "problem"})
        CHECK_FALSE(contains(by_default, std::string("private-") + name));
}

TEST_CASE("Each tick shares what it names and nothing else") {
    struct Tick {
        link::Choice choice;
        std::vector<std::string> shares;
    };
    const Tick ticks[] = {{{true, false, false, false, false}, {"registry", "base"}},
                          {{false, true, false, false, false}, {"archive", "file", "folder"}},
                          {{false, false, true, false, false}, {"command"}},
                          {{false, false, false, true, false}, {"environment"}},
                          {{false, false, false, false, true}, {"label"}}};
    const report::Report report = private_report();
    for (const Tick& tick : ticks) {
        const std::string json = link::to_json(link::essence_of(report, tick.choice));
        size_t shared = 0;
        for (size_t at = json.find("private-"); at != std::string::npos; at = json.find("private-", at + 1))
            ++shared;
        CHECK(shared == tick.shares.size());
        for (const std::string& what : tick.shares) CHECK(contains(json, "private-" + what));
    }
}

TEST_CASE("Secrets are never shared, even where their kind is ticked") {
    report::Report report = full_report();
    report.image.config.env = {"OPENAI_API_KEY=sk-abcdefghijklmnop", "PATH=/usr/bin",
                               "DB=https://me:hunter22@example.org/"};
    report.image.config.labels = {{"db.password", "swordfish1"}, {"maintainer", "someone"}};
    report.history[0].made_by = {"RUN", "curl -H x https://me:hunter22@example.org/"};
    const std::string json = link::to_json(link::essence_of(report, everything));
    for (const char* secret : {"sk-abc", "hunter22", "swordfish"}) CHECK_FALSE(contains(json, secret));
    CHECK(contains(json, "PATH=/usr/bin"));
    CHECK(contains(json, "maintainer=someone"));
    const std::string commands[] = {"export API_TOKEN=abcdef123456 && make", "ENV", "--password hunter22 x",
                                    "sh -c 'AWS_SECRET_ACCESS_KEY=\"abcdef123456\" aws s3 ls'"};
    for (const std::string& command : commands) {
        CAPTURE(command);
        report.history[0].made_by.command = command == "ENV" ? "SECRET_KEY abcdef123456" : command;
        const link::Essence essence = link::essence_of(report, everything);
        CHECK(essence.layers.rows[0].command.empty());
    }
    report.history[0].made_by.command = "pip install torch";
    CHECK(link::essence_of(report, everything).layers.rows[0].command == "pip install torch");
}

TEST_CASE("Texts of an essence are one harmless line of bounded length") {
    CHECK(link::harmless("a\nb\x1b[31m\xff<b>") == "a\\nb\\x1b[31m\\xff<b>");
    CHECK(link::harmless("\xe2\x80\xae") == "\\u{202e}");
    for (const std::string& part : {std::string("x"), std::string("é"), std::string("漢"), std::string("🐋"),
                                    std::string("\x01"), std::string("\xc3")})
        for (size_t count : {1, 99, 100, 101, 133, 134, 199, 200, 201, 399, 400, 401, 5000}) {
            std::string text;
            for (size_t number = 0; number < count; ++number) text += part;
            const std::string harmless = link::harmless(text);
            CHECK(harmless.size() <= limits::link_text_bytes);
            CHECK(link::is_harmless(harmless));
            CHECK(link::harmless(harmless) == harmless);
        }
}

TEST_CASE("Digests that are none are left out, and hostile numbers do no harm") {
    CHECK(link::known_digest("sha256:d1").empty());
    CHECK(link::known_digest("sha256:" + std::string(64, 'A')).empty());
    CHECK(link::known_digest("sha256:" + std::string(64, 'a')) == "sha256:" + std::string(64, 'a'));
    CHECK(link::known_digest("sha512:" + std::string(64, 'a')).empty());
    CHECK_FALSE(link::known_digest("sha512:" + std::string(128, '0')).empty());

    report::Report report = full_report();
    report.totals.blob_bytes = report.totals.file_bytes = UINT64_MAX;
    for (auto& package : report.packages) package.bytes = UINT64_MAX;
    for (auto& finding : report.findings) finding.bytes = UINT64_MAX;
    report.waste.dive.efficiency = 1;
    report.study.metrics[0].value = -1e300;
    report.study.metrics.push_back(report.study.metrics[0]);
    report.study.metrics[1].value = 1e300;
    const link::Essence essence = link::essence_of(report, everything);
    CHECK(essence.metrics.rows.empty());
    CHECK(essence.metrics.of == 2);
    const link::Link link = value_of(link::encode(essence, 100'000));
    CHECK(value_of(link::decode(link.text)) == essence);
}

TEST_CASE("Dates are cut to seconds and told in UTC") {
    report::Report report = full_report();
    const auto created = [&](const char* text) {
        report.image.config.created = text;
        const auto seconds = link::essence_of(report, {}).created;
        return seconds ? link::date_text(*seconds) : "";
    };
    CHECK(created("2024-02-29T23:59:59.999999999Z") == "2024-02-29T23:59:59Z");
    CHECK(created("2024-03-01T01:00:00+02:00") == "2024-02-29T23:00:00Z");
    CHECK(created("1969-12-31T23:59:59.5Z") == "1969-12-31T23:59:59Z");
    CHECK(created("0001-01-01T00:00:00Z") == "0001-01-01T00:00:00Z");
    CHECK(created("yesterday").empty());
    for (const char* far :
         {"0000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"}) {
        report.image.config.created = far;
        CHECK(link::decode(value_of(link::encode(link::essence_of(report, {}), 100'000)).text).has_value());
    }
}
