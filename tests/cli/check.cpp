#include "core/cli/check.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>

#include "core/findings/kinds.h"
#include "tests/support/command.h"
#include "tests/support/image_builder.h"
#include "tests/support/results.h"
#include "tests/support/temporary_file.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

/// 3 of its 10,008 bytes are hidden.
ImageParts parts() {
    ImageParts parts;
    parts.layers = {Tar().file("kept", std::string(10'000, 'x')).file("gone", "123").finish(),
                    Tar().file("new", "12345").whiteout("gone").finish()};
    parts.created_by = {"ADD base in /", "RUN make"};
    return parts;
}

Outcome check_image(std::vector<std::string> arguments, const std::string& archive) {
    arguments.insert(arguments.begin(), {"check", archive});
    return run(arguments);
}

}  // namespace

TEST_CASE("check says of each rule whether the image keeps it, and its status is that of all") {
    const TemporaryFile archive(docker_25(parts()));
    struct Case {
        std::vector<std::string> holds, breaks;
    };
    const std::string root = "root-user";
    for (const Case& each : {Case{{"--max-size", "10008"}, {"--max-size", "10007B"}},
                             Case{{"--max-stored", "1MB"}, {"--max-stored", "10"}},
                             Case{{"--max-hidden", "3"}, {"--max-hidden", "2"}},
                             Case{{"--max-files", "3"}, {"--max-files", "2"}},
                             Case{{"--max-layers", "2"}, {"--max-layers", "1"}},
                             Case{{"--min-efficiency", "0.9997"}, {"--min-efficiency", "0.9998"}},
                             Case{{"--deny", "secret-files"}, {"--deny", "secret-files,root-user"}},
                             Case{{"--deny", "note", "--allow", root}, {"--deny", "note"}}}) {
        CAPTURE(each.holds[0]);
        const Outcome holds = check_image(each.holds, archive.path());
        CHECK(holds.status == 0);
        CHECK(holds.error.empty());
        CHECK(holds.out.starts_with("ok       " + each.holds[0].substr(2)));
        const Outcome breaks = check_image(each.breaks, archive.path());
        CHECK(breaks.status == 1);
        CHECK(contains(breaks.out, "broken   " + each.holds[0].substr(2)));
    }
}

TEST_CASE("check holds an image against an earlier one, or its saved report") {
    const TemporaryFile before(docker_25(parts()));
    ImageParts grown = parts();
    grown.layers.push_back(Tar().file("more", std::string(101, 'y')).finish());
    const TemporaryFile after(oci(grown));
    const TemporaryFile saved(run({"analyze", "--format", "json", before.path()}).out);
    for (const std::string& baseline : {before.path(), saved.path()}) {
        CHECK(check_image({"--baseline", baseline}, before.path()).status == 0);
        // One in a hundred is 100.08 bytes.
        CHECK(check_image({"--baseline", baseline}, after.path()).status == 1);
        CHECK(check_image({"--baseline", baseline, "--max-growth", "101B"}, after.path()).status == 0);
        CHECK(check_image({"--baseline", baseline, "--max-growth", "2%"}, after.path()).status == 0);
        CHECK(check_image({"--baseline", baseline, "--max-growth", "100"}, after.path()).status == 1);
    }
    // An image's own report is checked as the image is.
    CHECK(check_image({"--max-size", "10008"}, saved.path()).status == 0);
    CHECK(check_image({"--max-size", "10007"}, saved.path()).status == 1);

    ImageParts with_secret = parts();
    with_secret.layers.push_back(Tar().file("root/.ssh/id_rsa", "x").finish());
    const TemporaryFile secret(oci(with_secret));
    CHECK(check_image({"--baseline", saved.path(), "--deny-new", "serious"}, secret.path()).status == 1);
    CHECK(check_image({"--baseline", saved.path(), "--deny-new", "serious"}, before.path()).status == 0);
    CHECK(check_image({"--baseline", "/nowhere"}, before.path()).status == 1);
}

TEST_CASE("Rules come from a file, and what the command says stands above them") {
    const TemporaryFile archive(docker_25(parts()));
    const TemporaryFile rules(R"({"max_size": "10 kB", "deny": ["secret-files"]})");
    CHECK(check_image({"--rules", rules.path()}, archive.path()).status == 1);
    CHECK(check_image({"--max-size", "11kB", "--rules", rules.path()}, archive.path()).status == 0);
    const Outcome both = check_image({"--rules", rules.path(), "--deny", "root-user"}, archive.path());
    CHECK(contains(both.out, "deny secret-files"));
    CHECK(contains(both.out, "deny root-user"));
    const TemporaryFile wrong(R"({"max_sise": 1})");
    const Outcome outcome = check_image({"--rules", wrong.path()}, archive.path());
    CHECK(outcome.status == 2);
    CHECK(contains(outcome.error, ": max_sise is no rule"));
    CHECK(check_image({"--rules", "/nowhere"}, archive.path()).status == 2);
    CHECK(check_image({"--rules", "/tmp"}, archive.path()).status == 2);
}

TEST_CASE("What check is not told is wrong usage, so that no pipeline passes by mistake") {
    const TemporaryFile archive(docker_25(parts()));
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{},
                                                      {"--allow", "root-user"},
                                                      {"--max-size"},
                                                      {"--max-size", "4G"},
                                                      {"--deny", "everything"},
                                                      {"--max-growth", "5%"},
                                                      {"--deny-new", "serious"},
                                                      {"--max-speed", "1"},
                                                      {"--max-size", "1GB", "--format", "csv"},
                                                      {"--max-size", "1GB", "another"}}) {
        const Outcome outcome = check_image(arguments, archive.path());
        CAPTURE(arguments, outcome.error);
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(contains(outcome.error, "usage: plimsoll check"));
    }
}

TEST_CASE("An image that can be read in part breaks a rule or leaves it unknown, and never keeps it") {
    ImageParts cut = parts();
    cut.layers[1].resize(700);
    cut.compression = bytes::Compression::none;
    const TemporaryFile archive(docker_25(cut));
    const Outcome unknown = check_image({"--max-size", "1GB"}, archive.path());
    CHECK(unknown.status == 1);
    CHECK(unknown.out.starts_with("unknown  max-size"));
    CHECK(contains(unknown.out, "not all layers could be read"));
    CHECK(check_image({"--max-size", "1kB"}, archive.path()).out.starts_with("broken"));
    CHECK(check_image({"--max-size", "1GB"}, "/nowhere").status == 1);
}

TEST_CASE("The outcome as Markdown and JSON") {
    ImageParts named = parts();
    named.reference = "example/`app`|<b>:1";
    const TemporaryFile archive(docker_25(named)), summary;
    const Outcome outcome = check_image(
        {"--max-size", "1GB", "--max-files", "1", "--format", "markdown", "--summary", summary.path()},
        archive.path());
    CHECK(contains(outcome.out, "### Plimsoll: 1 of 2 rules is broken"));
    CHECK(contains(outcome.out, "| max-files | **broken** | `3` | at most 1 |"));
    CHECK_FALSE(contains(outcome.out, "<b>"));
    CHECK(summary.content() == outcome.out);
    const auto json = nlohmann::json::parse(
        check_image({"--max-size", "1GB", "--max-files", "1", "--format", "json"}, archive.path()).out,
        nullptr, false);
    REQUIRE(json.is_object());
    CHECK(json["schema"] == "plimsoll.check/1");
    CHECK(json["holds"] == false);
    CHECK(json["rules"][1]["rule"] == "max-files");
    CHECK(json["rules"][1]["verdict"] == "broken");
}

TEST_CASE("check's help lists all kinds of findings") {
    const Outcome outcome = run({"check", "--help"});
    CHECK(outcome.status == 0);
    for (const findings::KindOfFinding& kind : findings::kinds())
        CHECK(contains(outcome.out, "\n  " + std::string(kind.id) + " "));
    CHECK(std::ranges::is_sorted(findings::kinds(), {}, &findings::KindOfFinding::id));
}
