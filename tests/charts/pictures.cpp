#include <sys/stat.h>

#include "core/cli/convert_svg.h"
#include "tests/charts/figures.h"
#include "tests/support/command.h"
#include "tests/support/temporary_file.h"

using namespace plimsoll;
using namespace plimsoll::test;

TEST_CASE("An SVG has its title, its size and its texts as text", "[charts]") {
    charts::Scene scene;
    scene.width = 320;
    scene.height = 100.5;
    scene.title = "a < b & \"c\"";
    scene.description = "what it shows";
    scene.shapes = {charts::Bar{1.005, 2, 3.333, 4, charts::Ink::data1, 0.5}, charts::Line{0, 0, 10, 0.049},
                    charts::Dot{5, 5, 2},
                    charts::Label{10, 20, "<b>", charts::Size::normal, charts::Anchor::end, charts::Ink::text,
                                  -60, true}};
    scene.hints = {{0, 0, 10, 10, "one\ntwo"}};
    CHECK(
        to_svg(scene, charts::Theme::light) ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"320\" height=\"100.5\" "
        "viewBox=\"0 0 320 "
        "100.5\" role=\"img\" font-family=\"Inter, 'Helvetica Neue', Arial, sans-serif\">\n"
        "<title>a &lt; b &amp; &quot;c&quot;</title>\n<desc>what it shows</desc>\n"
        "<rect x=\"0\" y=\"0\" width=\"320\" height=\"100.5\" fill=\"#ffffff\"/>\n"
        "<rect x=\"1\" y=\"2\" width=\"3.33\" height=\"4\" fill=\"#1f77b4\" fill-opacity=\"0.5\"/>\n"
        "<line x1=\"0\" y1=\"0\" x2=\"10\" y2=\"0.05\" stroke=\"#d8dee6\" stroke-width=\"1\"/>\n"
        "<circle cx=\"5\" cy=\"5\" r=\"2\" fill=\"#566273\"/>\n"
        "<text x=\"10\" y=\"20\" font-size=\"12.5\" font-weight=\"600\" text-anchor=\"end\" fill=\"#18202b\" "
        "transform=\"rotate(-60 10 20)\">&lt;b&gt;</text>\n"
        "<rect x=\"0\" y=\"0\" width=\"10\" height=\"10\" fill=\"none\" "
        "pointer-events=\"all\"><title>one\ntwo</title></rect>\n</svg>\n");
    CHECK(to_svg(scene, charts::Theme::dark).find("fill=\"#151b22\"") != std::string::npos);
}

TEST_CASE("What is drawn by another program goes through it whole", "[charts]") {
    // More than any pipe holds, so that waiting for each other would show.
    const std::string much(5 << 20, 'x');
    const char* const cat[] = {"cat", nullptr};
    const auto same = cli::converted(much, cat);
    REQUIRE(same);
    CHECK(*same == much);
    // It may end before it has read anything.
    const char* const none[] = {"true", nullptr};
    CHECK(cli::converted(much, none) == std::string());
}

TEST_CASE("Another program that is missing or fails is told", "[charts]") {
    const char* const missing[] = {"plimsoll-no-such-program", nullptr};
    CHECK(cli::converted("x", missing).error() == "the program plimsoll-no-such-program is not installed");
    const char* const failing[] = {"sh", "-c", "echo first >&2; echo second >&2; exit 3", nullptr};
    CHECK(cli::converted("x", failing).error() == "sh failed: first");
    const char* const killed[] = {"sh", "-c", "kill -9 $$", nullptr};
    CHECK(cli::converted("x", killed).error() == "sh failed");
}

TEST_CASE("The command draws one table or figure", "[charts]") {
    const std::string table =
        "Category,Repos,Instructions,Percentage\nToolkit,b/tool,RUN,40\nModel,a/one,RUN,50\nModel,a/"
        "two,RUN,20\n";
    const TemporaryFile file(table);
    const auto good = run({"study", file.path(), "--figure", "fig3a", "--format", "svg", "--theme", "dark"});
    CHECK(good.status == 0);
    CHECK(good.out.starts_with("<?xml"));
    CHECK(good.out.find("RUN") != std::string::npos);
    CHECK(good.out.find("#151b22") != std::string::npos);
    CHECK(run({"study", file.path(), "--figure", "fig3a", "--format", "svg", "--width", "1000"})
              .out.find("width=\"1000\"") != std::string::npos);
    const std::pair<std::vector<std::string>, std::string> wrong[] = {
        {{"--format", "svg"}, "are the chart of one table or figure"},
        {{"--format", "png"}, "are the chart of one table or figure"},
        {{"--figure", "fig3a", "--theme", "dark"}, "--theme is for charts"},
        {{"--figure", "fig3a", "--format", "svg", "--theme", "grey"}, "unknown theme grey"},
        {{"--figure", "fig3a", "--format", "svg", "--width", "12"}, "320 to 4000"},
        {{"--figure", "fig3a", "--format", "svg", "--width", "400x"}, "320 to 4000"},
        {{"--figure", "fig3a", "--format", "svg", "--order", "up"}, "unknown order up"},
        {{"--figure", "fig3a", "--format", "gif"}, "unknown format gif"}};
    for (const auto& [options, sentence] : wrong) {
        std::vector<std::string> arguments{"study", file.path()};
        arguments.insert(arguments.end(), options.begin(), options.end());
        const auto outcome = run(arguments);
        INFO(sentence);
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(outcome.error.find(sentence) != std::string::npos);
    }
}

TEST_CASE("Without the program a picture needs, what to install is told and no file is made", "[charts]") {
    const TemporaryFile file("Category,Repos,Instructions,Percentage\nToolkit,b/tool,RUN,40\n");
    const std::string old = getenv("PATH"), picture = file.path() + ".png";
    setenv("PATH", "/nowhere", 1);
    const auto outcome =
        run({"study", file.path(), "--figure", "fig3a", "--format", "png", "--output", picture});
    setenv("PATH", old.c_str(), 1);
    CHECK(outcome.status != 0);
    CHECK(outcome.error.find("librsvg2-bin") != std::string::npos);
    struct stat unknown;
    CHECK(stat(picture.c_str(), &unknown) != 0);
}
