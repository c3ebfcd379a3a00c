#include "web/page/page_place.h"

#include <catch2/catch_test_macros.hpp>

#include "core/limits.h"

using namespace plimsoll;
using web::is_step;
using web::page_place;
using web::PagePlace;
using web::to_fragment;
using View = web::Selection::View;

TEST_CASE("What is shown is named in the address, and found by it") {
    CHECK(to_fragment({}).empty());
    CHECK(to_fragment({.view = View::layers, .layer = 3}) == "view=layers&layer=3");
    CHECK(to_fragment({.report = "r1.AA.00000000", .view = View::files}) == "r=r1.AA.00000000&view=files");
    CHECK(to_fragment({.study = web::StudyPlace{.item = study::Item::fig3a}}) == "view=study/fig3a");
    for (const View view : {View::overview, View::layers, View::files, View::packages, View::types,
                            View::findings, View::dockerfile, View::taxonomy, View::study, View::compare})
        for (const std::optional<uint32_t> layer : {std::optional<uint32_t>(), std::optional<uint32_t>(0)}) {
            const PagePlace place{"r1.x", view, std::nullopt, layer};
            CHECK(page_place("#" + to_fragment(place)) == place);
        }
    const PagePlace projects = page_place("view=projects");
    REQUIRE(projects.study);
    CHECK(projects.study->projects);
    CHECK_FALSE(projects.view);
    // The image's view, and the data set's place of the same word, are told apart.
    CHECK(page_place("view=study").view == View::study);
    CHECK(page_place("view=study/read").study.has_value());
}

TEST_CASE("What an address says that nobody knows is as if it were not there") {
    CHECK(page_place("#view=layers&theme=dark&layer=2&&x&=&view") ==
          PagePlace{.view = View::layers, .layer = 2});
    for (const char* fragment :
         {"", "#", "&", "view", "view=", "view=<script>", "VIEW=layers", "view=Layers", "view=layers%20",
          "layer=", "layer=-1", "layer=1e3", "layer=99999999999", "##view=layers"})
        CHECK(page_place(fragment) == PagePlace{});
    // Of two the first.
    CHECK(page_place("view=files&view=layers&layer=1&layer=2&r=a&r=b") ==
          PagePlace{.report = "a", .view = View::files, .layer = 1});
    const std::string long_one(2 * limits::link_chars, 'a');
    CHECK(page_place("r=" + long_one) == PagePlace{});
    CHECK_FALSE(page_place("r=" + long_one.substr(2)).report.empty());
}

TEST_CASE("Back leads from view to view, not from layer to layer") {
    const PagePlace overview, layers{.view = View::layers}, third{.view = View::layers, .layer = 2};
    CHECK(is_step(overview, layers));
    CHECK_FALSE(is_step(layers, third));
    CHECK(is_step(third, overview));
    CHECK(is_step(overview, {.report = "r1.x"}));
    const auto place = [](study::Item item, study::Mode mode) {
        return PagePlace{.study = web::StudyPlace{.item = item, .mode = mode}};
    };
    using enum study::Mode;
    CHECK(is_step(place(study::Item::fig3a, corrected), place(study::Item::fig4a, corrected)));
    CHECK_FALSE(is_step(place(study::Item::fig3a, as_published), place(study::Item::fig3a, corrected)));
    CHECK(is_step(place(study::Item::fig3a, corrected), {.study = web::StudyPlace{.projects = true}}));
}
