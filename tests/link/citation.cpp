#include "core/link/citation.h"

#include <nlohmann/json.hpp>

#include "tests/support/results.h"

using namespace plimsoll;
using namespace plimsoll::test;
using Json = nlohmann::json;

namespace {

link::Essence essence() {
    link::Essence made;
    made.version = "0.1.0";
    made.config_digest = "sha256:" + std::string(64, 'a');
    made.report_digest = "sha256:" + std::string(64, 'b');
    made.layer_count = 3;
    made.totals.file_bytes = 5'310'000'000;
    link::annotate(made, "What 50% of $HOME & {this}_image #1 weighs",
                   {"Doe, Jane", "John van Doe", "{Institute of X and Y}", "CERN"},
                   "https://doi.org/10.1145/3530019.3530039");
    return made;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// Braces that are not escaped are in pairs, and none closes before it opens, as BibTeX wants it.
bool balanced(const std::string& text) {
    int open = 0;
    for (const char letter : text) {
        open += letter == '{' ? 1 : letter == '}' ? -1 : 0;
        if (open < 0) return false;
    }
    return open == 0;
}

const std::string address = "https://example.org/#r=r1.AA_-.00000000";

}  // namespace

TEST_CASE("A report is cited as BibTeX") {
    const std::string entry = link::cite({essence(), address, "2024-02-29"}, link::CitationStyle::bibtex);
    CHECK(entry.starts_with("@misc{plimsoll-aaaaaaaaaaaa,\n"));
    CHECK(contains(entry,
                   "author = {{Doe}, {Jane} and {Doe}, {John van} and {Institute of X and Y} and {CERN}}"));
    CHECK(contains(
        entry,
        "title = {{What 50\\% of \\$HOME \\& \\textbraceleft{}this\\textbraceright{}\\_image \\#1 weighs}}"));
    CHECK(contains(entry, "year = {2024},\n  month = {2}"));
    CHECK(contains(entry, "doi = {10.1145/3530019.3530039}"));
    CHECK(contains(entry, "url = {" + address + "}"));
    CHECK(contains(entry, std::string(64, 'a')));
    CHECK(contains(entry, std::string(64, 'b')));
    CHECK(contains(entry, "Plimsoll 0.1.0"));
    CHECK(balanced(entry));
}

TEST_CASE("Titles and authors that are made to break out of BibTeX stay text") {
    for (const char* text : {"}, note = {x", "{", "}", "\\", "\\input{/etc/passwd}", "\"", "@article{x,",
                             "^^5cinput", "~", "%", "a and b", "{}}", "}{"}) {
        CAPTURE(text);
        link::Essence made = essence();
        link::annotate(made, text, {text, std::string(text) + ", " + text, "{" + std::string(text) + "}"},
                       text);
        const std::string entry = link::cite({made, address, "2024-02-29"}, link::CitationStyle::bibtex);
        CHECK(balanced(entry));
        size_t fields = 0;
        for (size_t at = entry.find(" = {"); at != std::string::npos; at = entry.find(" = {", at + 1))
            ++fields;
        CHECK(fields == 7);  // all but the DOI, of which there is none; what is in a text has no bare brace
        CHECK(contains(link::latex(text), "{x") == false);
        for (size_t at = 0; at < link::latex(text).size(); ++at)
            if (link::latex(text)[at] == '%') CHECK(link::latex(text)[at - 1] == '\\');
    }
}

TEST_CASE("A report is cited as CSL-JSON") {
    const Json all = Json::parse(link::cite({essence(), address, "2024-02-29"}, link::CitationStyle::csl));
    REQUIRE(all.size() == 1);
    const Json& item = all[0];
    CHECK(item["type"] == "report");
    CHECK(item["title"] == "What 50% of $HOME & {this}_image #1 weighs");
    CHECK(item["author"] ==
          Json::parse(R"([{"family":"Doe","given":"Jane"},{"family":"Doe","given":"John van"},
                                            {"literal":"Institute of X and Y"},{"literal":"CERN"}])"));
    CHECK(item["issued"] == Json::parse(R"({"date-parts":[[2024,2,29]]})"));
    CHECK(item["DOI"] == "10.1145/3530019.3530039");
    CHECK(item["URL"] == address);
}

TEST_CASE("A report is cited in a sentence") {
    link::Essence made = essence();
    CHECK(link::cite({made, address, "2024-02-29"}, link::CitationStyle::text) ==
          "Jane Doe, John van Doe, Institute of X and Y, CERN: What 50% of $HOME & {this}_image #1 weighs. "
          "2024-02-29. Image sha256:" +
              std::string(64, 'a') + ". Report sha256:" + std::string(64, 'b') +
              ". 5.31 GB in 3 layers. Made with Plimsoll 0.1.0. doi:10.1145/3530019.3530039 " + address +
              "\n");
    link::annotate(made, "", {}, "");
    made.references.rows = {"example/app:1"};
    CHECK(link::cite({made, "", ""}, link::CitationStyle::text)
              .starts_with("Contents of the container image example/app:1. Image sha256:"));
}

TEST_CASE("A DOI is told from other texts") {
    for (const char* text :
         {"10.1000/182", " doi:10.1000/182", "https://doi.org/10.1000/182", "http://dx.doi.org/10.1000/182"})
        CHECK(link::doi_of(text) == "10.1000/182");
    for (const char* text :
         {"", "10.1000", "10.1000/", "https://example.org/10.1000/182", "10.1000/1 2", "10.1000/{x}", "x"})
        CHECK(link::doi_of(text).empty());
}
