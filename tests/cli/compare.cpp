#include "core/cli/compare.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/cli/table.h"
#include "tests/support/command.h"
#include "tests/support/image_builder.h"
#include "tests/support/results.h"
#include "tests/support/temporary_file.h"

using namespace plimsoll;
using namespace plimsoll::test;
using Json = nlohmann::json;

namespace {

std::string name_of(const TemporaryFile& file) { return file.path().substr(file.path().rfind('/') + 1); }

ImageParts first() {
    ImageParts parts;
    parts.layers = {Tar().file("kept", "12345").file("gone", "123").finish(),
                    Tar().file("size", "x").finish()};
    parts.created_by = {"ADD base in /", "RUN make"};
    return parts;
}

ImageParts second() {
    ImageParts parts = first();
    parts.layers[1] = Tar().file("size", "xyz").file("new", "1234567").whiteout("gone").finish();
    return parts;
}

/// The saved report of an archive.
std::string saved(const TemporaryFile& archive) {
    return run({"analyze", "--format", "json", archive.path()}).out;
}

}  // namespace

TEST_CASE("Two archives are compared as text") {
    const TemporaryFile a(docker_25(first())), b(oci(second()));
    const Outcome outcome = run({"compare", a.path(), b.path()});
    CHECK(outcome.status == 0);
    CHECK(outcome.error.empty());
    for (const std::string& expected :
         {name_of(a), name_of(b), std::string("same    1  1"), std::string("remade  2  2"),
          std::string("Files only in B"), std::string("/new"), std::string("Files only in A"),
          std::string("/gone"), std::string("/size (content)"), std::string("for their sizes; --verify")}) {
        CAPTURE(expected);
        if (expected.starts_with("for their"))
            CHECK_FALSE(contains(outcome.out, expected));  // the file that is the same is in a shared layer
        else
            CHECK(contains(outcome.out, expected));
    }
    std::istringstream lines(outcome.out);
    for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 100);
}

TEST_CASE("An image is told to be the same as itself") {
    const TemporaryFile a(docker_25(first())), b(docker_skopeo(first()));
    const Outcome outcome = run({"compare", a.path(), b.path()});
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, "A and B are the same image."));
    CHECK_FALSE(
        contains(run({"compare", a.path(), TemporaryFile(oci(second())).path()}).out, "are the same"));
}

TEST_CASE("JSON is one comparison, NDJSON is one line of it") {
    const TemporaryFile a(docker_25(first())), b(oci(second()));
    const Outcome outcome = run({"compare", "--format", "json", a.path(), b.path()});
    CHECK(outcome.status == 0);
    const Json json = Json::parse(outcome.out, nullptr, false);
    REQUIRE(json.is_object());
    CHECK(json["schema"] == "plimsoll.comparison/1");
    CHECK(json["files"]["added"]["bytes"] == 7);
    CHECK(json["files"]["removed"]["bytes"] == 3);
    CHECK(json["layers"]["common"] == 1);
    const Outcome line = run({"compare", "--format", "ndjson", a.path(), b.path()});
    CHECK(line.out.find('\n') == line.out.size() - 1);
    CHECK(Json::parse(line.out, nullptr, false) == json);
}

TEST_CASE("A saved report is compared like an archive, but for its files") {
    const TemporaryFile a(docker_25(first())), b(oci(second())), report(saved(a));
    const Outcome outcome = run({"compare", "--format", "json", report.path(), b.path()});
    CHECK(outcome.status == 0);
    CHECK(outcome.error.empty());
    const Json json = Json::parse(outcome.out, nullptr, false);
    const Json both =
        Json::parse(run({"compare", "--format", "json", a.path(), b.path()}).out, nullptr, false);
    CHECK(json["files"].is_null());
    CHECK(json["image"]["a"]["source"] == name_of(a));
    CHECK(json["image"]["a"]["files_known"] == false);
    for (const char* part : {"same", "layers", "totals", "packages", "config", "file_types", "findings"}) {
        CAPTURE(part);
        CHECK(json[part] == both[part]);
    }
    const Outcome text = run({"compare", a.path(), report.path()});
    CHECK(contains(text.out, "a saved report\n"));
    CHECK(contains(text.out, "read from  the image"));
    CHECK(contains(text.out, "only in B                -            -        -        -"));
    CHECK(contains(text.out, "Not known: a saved report does not list its files."));
}

TEST_CASE("One of the two may come through a pipe, archive or report") {
    const TemporaryFile a(docker_25(first())), b(oci(second()));
    const Json both =
        Json::parse(run({"compare", "--format", "json", a.path(), b.path()}).out, nullptr, false);
    const Outcome archive = run_piped(b.content(), {"compare", "--format", "json", a.path(), "-"});
    CHECK(archive.status == 0);
    CHECK(Json::parse(archive.out, nullptr, false)["files"] == both["files"]);
    const Outcome report = run_piped(saved(a), {"compare", "--format", "json", "-", b.path()});
    CHECK(report.status == 0);
    CHECK(Json::parse(report.out, nullptr, false)["layers"] == both["layers"]);
    CHECK(run_piped("{", {"compare", "-", b.path()}).error == "plimsoll: -: is not valid JSON\n");
    CHECK(run_piped("", {"compare", "-", b.path()}).status == 1);
    const Input input(open(b.path().c_str(), O_RDONLY));
    CHECK(run({"compare", a.path(), "-"}).status == 0);
}

TEST_CASE("What cannot be read is told of both sides, and nothing is compared") {
    const TemporaryFile good(docker_25(first())), bad("not an image"),
        report("{\"schema\":\"plimsoll.report/9\"}");
    const Outcome outcome = run({"compare", bad.path(), report.path()});
    CHECK(outcome.status == 1);
    CHECK(outcome.out.empty());
    CHECK(contains(outcome.error, "plimsoll: " + bad.path() + ": is not an image archive"));
    CHECK(contains(outcome.error,
                   "plimsoll: " + report.path() + ": is a report in the format plimsoll.report/9"));
    CHECK(run({"compare", good.path(), "/nowhere/at/all"}).status == 1);
    std::string broken = saved(good);
    broken.replace(broken.find("\"files\": "), 9, "\"files\": -");
    const TemporaryFile wrong(broken);
    const Outcome told = run({"compare", good.path(), wrong.path()});
    CHECK(told.status == 1);
    CHECK(contains(told.error, "plimsoll: " + wrong.path() + ": layers[0].files: is not a whole number"));
}

TEST_CASE("A damaged image is compared as far as it could be read") {
    const std::string whole = docker_25(first());
    const TemporaryFile good(whole), cut(whole.substr(0, whole.find("xyz")));
    ImageParts parts = first();
    TarHeader bad;
    bad.path = "bad";
    bad.checksum_error = 1;
    parts.layers[1] = Tar().file("c", "x").entry(bad).finish();
    const TemporaryFile damaged(docker_25(parts));
    const Outcome outcome = run({"compare", good.path(), damaged.path()});
    CHECK(outcome.status == 1);
    CHECK(contains(outcome.error, "plimsoll: " + damaged.path() + ": layer 2, offset "));
    CHECK(contains(outcome.out, "Not all of B could be read"));
    // A saved report remembers it.
    const TemporaryFile report(saved(damaged));
    const Outcome again = run({"compare", report.path(), good.path()});
    CHECK(again.status == 1);
    CHECK(contains(again.error, "plimsoll: " + report.path() + ": layer 2, offset "));
    CHECK(contains(again.out, "Not all of A could be read"));
}

TEST_CASE("The option --verify compares what files hold") {
    ImageParts a = first(), b = first();
    a.layers[0] = Tar().file("kept", "12345").file("other", "abc").finish();
    b.layers[0] = Tar().file("kept", "12345").file("other", "abd").finish();
    const TemporaryFile one(docker_25(a)), two(docker_25(b));
    const Outcome quick = run({"compare", one.path(), two.path()});
    CHECK(
        contains(quick.out, "2 files count as the same for their sizes; --verify compares what they hold."));
    const Outcome verified = run({"compare", "--verify", one.path(), two.path()});
    CHECK(contains(verified.out, "/other (content)"));
    CHECK_FALSE(contains(verified.out, "for their sizes"));
}

TEST_CASE("What hostile images say is text, in a terminal and in Markdown") {
    ImageParts a = first(), b = first();
    a.layers[1] = Tar().file("\x1b[31mred", "x").file("a|b", "x").file("`code`", "x").finish();
    b.layers[1] = Tar().file("<script>alert(1)</script>", "x").file("line\nbreak", "x").finish();
    b.created_by = {"ADD base in /", "RUN echo '| <img src=x> | [link](http://example.org) @someone'"};
    const TemporaryFile one(docker_25(a)), two(docker_25(b));
    const Outcome text = run({"compare", one.path(), two.path()});
    CHECK_FALSE(contains(text.out, "\x1b"));
    CHECK(contains(text.out, "/\\x1b[31mred"));
    CHECK(contains(text.out, "/line\\nbreak"));
    const Outcome markdown = run({"compare", "--format", "markdown", one.path(), two.path()});
    CHECK(markdown.status == 0);
    CHECK(contains(markdown.out, "| `/<script>alert(1)</script>` |"));
    CHECK(contains(markdown.out, "<code>\\/a\\|b</code>"));
    CHECK(contains(markdown.out, "<code>\\/\\`code\\`</code>"));
    CHECK_FALSE(contains(markdown.out, "[link]("));
    // Each line of a table has as many cells as its head.
    std::istringstream lines(markdown.out);
    size_t cells = 0;
    for (std::string line; std::getline(lines, line);) {
        size_t bars = 0;
        for (size_t at = 0; at < line.size(); ++at)
            bars += line[at] == '|' && (at == 0 || line[at - 1] != '\\');
        if (bars == 0) {
            cells = 0;
            continue;
        }
        if (cells == 0) cells = bars;
        CHECK(bars == cells);
    }
}

TEST_CASE("Long names are cut so that lines stay short: paths at their beginning, all else at its end") {
    cli::Table table{
        "Title",
        {{"", cli::Column::Kind::label}, {"n", cli::Column::Kind::figure}, {"path", cli::Column::Kind::path}},
        {{"a", "1", "/" + std::string(200, 'd') + "/file"}, {"bb", "22", "/short"}}};
    std::ostringstream out;
    cli::print_text(table, out);
    CHECK(out.str() == "Title\n     n  path\na    1  ..." + std::string(84, 'd') + "/file\nbb  22  /short\n");
    table.columns[2].kind = cli::Column::Kind::text;
    table.columns[2].most = 10;
    std::ostringstream narrow;
    cli::print_text(table, narrow);
    CHECK(narrow.str() == "Title\n     n  path\na    1  /dddddd...\nbb  22  /short\n");
    table.rows[0][2] = std::string(9, 'x') + "\xc3\xa9\xc3\xa9";
    std::ostringstream accents;
    cli::print_text(table, accents);
    CHECK(contains(accents.str(), "xxxxxxx...\n"));
}

TEST_CASE("Comparing takes exactly two images") {
    const TemporaryFile archive(docker_25(first()));
    const std::vector<std::string> cases[] = {
        {"compare"},
        {"compare", archive.path()},
        {"compare", archive.path(), archive.path(), archive.path()},
        {"compare", "-", "-"},
        {"compare", archive.path(), archive.path(), "--format", "csv"},
        {"compare", archive.path(), archive.path(), "--frobnicate"},
        {"analyze", archive.path(), "--format", "svg"},
    };
    for (const auto& arguments : cases) {
        CAPTURE(arguments);
        const Outcome outcome = run(arguments);
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(contains(outcome.error, "usage: plimsoll"));
    }
    const TemporaryFile output;
    CHECK(run({"compare", archive.path(), archive.path(), "--output", output.path()}).out.empty());
    CHECK(contains(output.content(), "A and B are the same image."));
}
