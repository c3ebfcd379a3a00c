#include <nlohmann/json.hpp>

#include "core/link/link.h"
#include "tests/support/command.h"
#include "tests/support/image_builder.h"
#include "tests/support/results.h"
#include "tests/support/temporary_file.h"

using namespace plimsoll;
using namespace plimsoll::test;
using Json = nlohmann::json;

namespace {

ImageParts parts(const char* content = "12345") {
    ImageParts image;
    image.layers = {Tar().file("opt/private", content).finish()};
    image.created_by = {"RUN make"};
    return image;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string line(std::string text) {
    text.erase(text.find_last_not_of('\n') + 1);
    return text;
}

}  // namespace

TEST_CASE("An archive's link is opened again") {
    const TemporaryFile archive(docker_25(parts()));
    const Outcome made = run({"link", archive.path(), "--base", "https://example.org/"});
    CHECK(made.status == 0);
    CHECK(made.error.empty());
    CHECK(made.out.starts_with("https://example.org/#r=r1."));
    const Outcome opened = run({"open", line(made.out)});
    CHECK(opened.status == 0);
    CHECK(contains(opened.out, "These figures come from the link"));
    CHECK(contains(opened.out, "It does not share paths"));
    CHECK_FALSE(contains(opened.out, "private"));
    CHECK(run_piped(made.out, {"open", "-"}) == opened);
    const TemporaryFile file(made.out);
    CHECK(run({"open", file.path()}) == opened);
    const Json json = Json::parse(run({"open", line(made.out), "--format", "json"}).out);
    CHECK(json["schema"] == "plimsoll.essence/1");
    CHECK(json["totals"]["files"] == 1);

    const std::string saved = run({"analyze", "--format", "json", archive.path()}).out;
    const TemporaryFile report(saved);
    CHECK(run({"link", report.path(), "--base", "https://example.org/"}) == made);
    CHECK(run_piped(saved, {"link", "-", "--base", "https://example.org/"}) == made);
    const Outcome shown = run({"open", report.path()});
    CHECK(shown.status == 0);
    CHECK(contains(shown.out, "Its digest is right: sha256:"));
}

TEST_CASE("What is shared can be chosen and seen first") {
    const TemporaryFile archive(docker_25(parts()));
    const Outcome shown =
        run({"link", archive.path(), "--show", "--include", "paths,commands", "--title", "A <title>",
             "--author", "Doe, Jane", "--author", "CERN", "--doi", "doi:10.1000/182"});
    CHECK(shown.status == 0);
    for (const char* part :
         {"/opt/private", "RUN make", "A <title>", "Doe, Jane, CERN", "10.1000/182", "It shares paths"})
        CHECK(contains(shown.out, part));
    const Outcome made = run({"link", archive.path(), "--include", "paths,commands", "--title", "A <title>",
                              "--author", "Doe, Jane", "--author", "CERN", "--doi", "doi:10.1000/182"});
    CHECK(made.out.starts_with("#r=r1."));
    CHECK(run({"open", line(made.out)}).out == shown.out);
    const Outcome card =
        run({"link", archive.path(), "--card", "--without-names", "--view", "layers", "--layer", "1"});
    CHECK(contains(card.out, "&view=layers&layer=0"));
    CHECK(card.out.size() < made.out.size());
    const Outcome opened = run({"open", line(card.out)});
    CHECK(contains(opened.out, "Points at     the view layers\nPoints at     layer 1\n"));
    CHECK(contains(opened.out, "It does not share the names of the image"));
}

TEST_CASE("A link is held against an image") {
    const TemporaryFile archive(docker_25(parts())), other(docker_25(parts("123456")));
    const std::string address = line(run({"link", archive.path()}).out);
    const Outcome same = run({"open", address, "--against", archive.path()});
    CHECK(same.status == 0);
    CHECK(contains(same.out, "The report is true of the image."));
    const Outcome differs = run({"open", address, "--against", other.path()});
    CHECK(differs.status == 1);
    CHECK(contains(differs.out, "The report is not true of the image."));
    CHECK(contains(differs.out, "Image: Digest of the configuration"));
    const Json json = Json::parse(run({"open", address, "--against", other.path(), "--format", "json"}).out);
    CHECK(json["is_true"] == false);
    CHECK(json["differs"].get<int>() > 3);
    CHECK(run({"open", address, "--against", "/nowhere"}).status == 1);
}

TEST_CASE("A report that was changed after it was made is told") {
    const TemporaryFile archive(docker_25(parts()));
    std::string saved = run({"analyze", "--format", "json", archive.path()}).out;
    saved.replace(saved.find("\"path_depth\": 2"), 15, "\"path_depth\": 3");
    const TemporaryFile report(saved);
    const Outcome opened = run({"open", report.path()});
    CHECK(opened.status == 1);
    CHECK(contains(opened.out, "Its digest is wrong"));
    const Outcome made = run({"link", report.path()});
    CHECK(made.status == 0);
    CHECK(contains(made.error, "was changed after it was made"));
}

TEST_CASE("A QR code and citations are written") {
    const TemporaryFile archive(docker_25(parts())), svg("");
    CHECK(run({"link", archive.path(), "--qr", svg.path(), "--base", "https://example.org/"}).status == 0);
    const TemporaryFile there(docker_25(parts()));
    CHECK(run({"link", archive.path(), "--qr", "/nowhere/x.svg"}).status == 1);
    const Outcome cited = run({"link", archive.path(), "--cite", "bibtex", "--date", "2024-02-29"});
    CHECK(cited.out.starts_with("@misc{plimsoll-"));
    CHECK(contains(cited.out, "year = {2024}"));
    CHECK(Json::parse(run({"link", archive.path(), "--cite", "csl"}).out).size() == 1);
    CHECK(contains(run({"link", archive.path(), "--cite", "text"}).out, "Made with Plimsoll"));
}

TEST_CASE("Wrong links and wrong usage of links get a sentence") {
    const TemporaryFile archive(docker_25(parts()));
    const std::string address = line(run({"link", archive.path()}).out);
    for (const std::string& wrong :
         {address.substr(0, address.size() - 3), address + "x", std::string("#r=r9.A.0"),
          std::string("https://example.org/"), std::string("#view=x")}) {
        const Outcome outcome = run({"open", wrong});
        CHECK(outcome.status == 1);
        CHECK(outcome.out.empty());
        CHECK(outcome.error.starts_with("plimsoll: the link: "));
    }
    using Arguments = std::vector<std::string>;
    for (const Arguments& arguments : {Arguments{"link"},
                                       {"open"},
                                       {"link", "a", "b"},
                                       {"open", "a", "b"},
                                       {"link", "a", "--include", "secrets"},
                                       {"link", "a", "--base", "javascript:x"},
                                       {"link", "a", "--cite", "mla"},
                                       {"link", "a", "--date", "2024-13-01"},
                                       {"link", "a", "--doi", "x"},
                                       {"link", "a", "--title"},
                                       {"link", "a", "--layer", "0"},
                                       {"link", "a", "--view", "<b>"},
                                       {"open", "a", "--against"},
                                       {"open", "a", "--format", "markdown"}}) {
        const Outcome outcome = run(arguments);
        CHECK(outcome.status == 2);
        CHECK(contains(outcome.error, "usage: plimsoll " + arguments[0]));
    }
    CHECK(run({"link", "--help"}).out.starts_with("usage: plimsoll link"));
    CHECK(run({"open", "--help"}).out.starts_with("usage: plimsoll open"));
    CHECK(run({"link", "/nowhere"}).status == 1);
}
