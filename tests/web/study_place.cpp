#include "web/page/study_place.h"

#include <catch2/catch_test_macros.hpp>

using namespace plimsoll;
using study::Item;
using study::Mode;
using web::fragment_of;
using web::study_place;
using web::study_place_of_fragment;
using web::StudyPlace;
using web::to_text;

TEST_CASE("A place in a data set is named, and found by its name") {
    CHECK(to_text({false, Item::fig3a, Mode::as_published}) == "study/fig3a");
    CHECK(to_text({false, Item::fig3a, Mode::corrected}) == "study/fig3a/corrected");
    CHECK(to_text({false, std::nullopt, Mode::as_published}) == "study/read");
    CHECK(to_text({true, Item::table1, Mode::as_published}) == "projects");
    CHECK(fragment_of({false, Item::funnel, Mode::corrected}) == "view=study/funnel/corrected");

    for (const Item item : study::all_items)
        for (const Mode mode : {Mode::as_published, Mode::corrected}) {
            const StudyPlace place{false, item, mode};
            CHECK(study_place(to_text(place)) == place);
            CHECK(study_place_of_fragment("#" + fragment_of(place)) == place);
        }
    const auto read = study_place("study/read");
    REQUIRE(read);
    CHECK_FALSE(read->item);
    const auto projects = study_place_of_fragment("view=projects");
    REQUIRE(projects);
    CHECK(projects->projects);
}

TEST_CASE("What is no place in a data set is ignored") {
    for (const char* text : {"",
                             "study",
                             "study/",
                             "study/fig9",
                             "study/fig3a/",
                             "study/fig3a/as-published",
                             "study/fig3a/corrected/",
                             "study/fig3a/corrected/corrected",
                             "study/read/corrected",
                             "projects/",
                             "projects/a",
                             "Study/fig3a",
                             "study/FIG3A",
                             "study/fig3a ",
                             "study/fig3a\n",
                             "<script>",
                             "study/..",
                             "study//fig3a",
                             "/corrected",
                             "study/corrected"})
        CHECK_FALSE(study_place(text));
    for (const char* fragment :
         {"", "#", "study/fig3a", "#study/fig3a", "##view=study/fig3a", "view=", "view=study",
          "view=study/fig3a&x=1", "VIEW=study/fig3a", "#view=view=study/fig3a", "view=study%2Ffig3a"})
        CHECK_FALSE(study_place_of_fragment(fragment));
    CHECK_FALSE(study_place(std::string("study/fig3a\0", 12)));
}
