#include <catch2/catch_test_macros.hpp>

#include "core/check/check.h"

using namespace plimsoll;
using namespace plimsoll::check;
using findings::Severity;

namespace {

report::Report judged() {
    report::Report report;
    report.layers.resize(3);
    for (auto& layer : report.layers) layer.complete = true;
    report.totals.file_bytes = 1'000'000;
    report.totals.blob_bytes = 400'000;
    report.totals.files = 120;
    report.waste.hidden_bytes = 50'000;
    report.waste.efficiency = 0.95;
    report.findings.push_back(
        {"root-user", Severity::warning, "The program runs as root", 0, {}, {"USER"}, 1, ""});
    report.findings.push_back({"apt-cache", Severity::note, "Package lists", 900, 2, {"/var"}, 1, ""});
    return report;
}

Judgement only(const report::Report& report, const Rules& rules, const report::Report* baseline = nullptr) {
    Outcome outcome = judge(report, rules, baseline);
    REQUIRE(outcome.judgements.size() == 1);
    return outcome.judgements[0];
}

/// A rule holds with the first limit and is broken with the second; where not all could be read it is unknown, or as broken as
/// before where more can only make it worse.
template <class Set>
void both_ways(Set set, Verdict broken_in_part = Verdict::broken, Verdict holds_in_part = Verdict::unknown) {
    Rules holds, breaks;
    set(holds, true);
    set(breaks, false);
    report::Report report = judged();
    CHECK(only(report, holds).verdict == Verdict::holds);
    CHECK(only(report, breaks).verdict == Verdict::broken);
    report.layers[1].complete = false;
    CHECK(only(report, holds).verdict == holds_in_part);
    CHECK(only(report, breaks).verdict == broken_in_part);
}

}  // namespace

TEST_CASE("A limit is kept by what is as large, and broken by what is one larger") {
    both_ways([](Rules& rules, bool holds) { rules.max_size = holds ? 1'000'000 : 999'999; });
    both_ways([](Rules& rules, bool holds) { rules.max_stored = holds ? 400'000 : 399'999; });
    both_ways([](Rules& rules, bool holds) { rules.max_hidden = holds ? 50'000 : 49'999; });
    both_ways([](Rules& rules, bool holds) { rules.max_files = holds ? 120 : 119; });
    both_ways([](Rules& rules, bool holds) { rules.max_layers = holds ? 3 : 2; }, Verdict::broken,
              Verdict::holds);
    both_ways([](Rules& rules, bool holds) { rules.min_efficiency = holds ? 0.95 : 0.9501; },
              Verdict::unknown);
}

TEST_CASE("Findings are denied by kind and by severity") {
    both_ways([](Rules& rules, bool holds) { rules.deny = {holds ? "secret-files" : "apt-cache"}; });
    both_ways([](Rules& rules, bool holds) { rules.deny = {holds ? "serious" : "warning"}; });
    Rules rules;
    rules.deny = {"warning"};
    rules.allow = {"root-user"};
    CHECK(only(judged(), rules).verdict == Verdict::holds);
    rules.deny = {"note"};
    const Judgement judgement = only(judged(), rules);
    CHECK(judgement.verdict == Verdict::broken);
    CHECK(judgement.found == "apt-cache: Package lists (layer 2)");
    // Who denies a kind by name and allows it means the first.
    rules.deny = {"root-user"};
    CHECK(only(judged(), rules).verdict == Verdict::broken);
}

TEST_CASE("Of many findings the first are named") {
    report::Report report = judged();
    for (int number = 0; number < 5; ++number) report.findings.push_back(report.findings[1]);
    Rules rules;
    rules.deny = {"apt-cache"};
    CHECK(only(report, rules).found.ends_with("; and 3 more"));
}

TEST_CASE("An image may grow as much as is said, and shrink") {
    const report::Report before = judged();
    report::Report after = judged();
    Rules rules;
    rules.max_growth = Growth{10, std::nullopt};
    after.totals.file_bytes = 1'100'000;
    CHECK(only(after, rules, &before).verdict == Verdict::holds);
    after.totals.file_bytes = 1'100'001;
    CHECK(only(after, rules, &before).verdict == Verdict::broken);
    rules.max_growth = Growth{0, 100'001};
    CHECK(only(after, rules, &before).verdict == Verdict::holds);
    rules.max_growth = Growth{0, 100'000};
    CHECK(only(after, rules, &before).verdict == Verdict::broken);
    after.totals.file_bytes = 10;
    CHECK(only(after, rules, &before).verdict == Verdict::holds);
    CHECK(only(after, rules, &before).found == "-1.00 MB (1.00 MB before)");
    rules.max_growth = Growth{0, std::nullopt};
    CHECK(only(before, rules, &before).verdict == Verdict::holds);
    CHECK(only(before, rules, nullptr).verdict == Verdict::unknown);
    report::Report part = before;
    part.layers[0].complete = false;
    CHECK(only(after, rules, &part).verdict == Verdict::unknown);
    CHECK(only(part, rules, &before).verdict == Verdict::unknown);
}

TEST_CASE("Kinds of findings that the baseline has are not new") {
    report::Report before = judged(), after = judged();
    Rules rules;
    rules.deny_new = Severity::warning;
    CHECK(only(after, rules, &before).verdict == Verdict::holds);
    after.findings.push_back({"logs", Severity::note, "Logs", 1, {}, {"/l"}, 1, ""});
    CHECK(only(after, rules, &before).verdict == Verdict::holds);
    after.findings.push_back({"secret-files", Severity::serious, "Secrets", 1, {}, {"/k"}, 1, ""});
    CHECK(only(after, rules, &before).verdict == Verdict::broken);
    CHECK(only(after, rules, &before).found == "secret-files: Secrets");
    rules.allow = {"secret-files"};
    CHECK(only(after, rules, &before).verdict == Verdict::holds);
    CHECK(only(after, rules, nullptr).verdict == Verdict::unknown);
}

TEST_CASE("A figure that is too great by little does not read as if it were allowed") {
    Rules rules;
    report::Report report = judged();
    report.totals.file_bytes = 1'000'001;
    rules.max_size = 1'000'000;
    CHECK(only(report, rules).found == "1,000,001 bytes");
    CHECK(only(report, rules).allowed == "at most 1,000,000 bytes");
}

TEST_CASE("All rules are judged, in one order, and all have to hold") {
    Rules rules;
    rules.deny = {"serious", "logs"};
    rules.max_layers = 3;
    rules.max_size = 1;
    const Outcome outcome = judge(judged(), rules, nullptr);
    std::vector<std::string> names;
    for (const Judgement& each : outcome.judgements) names.push_back(each.rule);
    CHECK(names == std::vector<std::string>{"max-size", "max-layers", "deny serious", "deny logs"});
    CHECK_FALSE(outcome.holds());
    CHECK(outcome.count(Verdict::broken) == 1);
    CHECK(outcome.count(Verdict::holds) == 3);
}
