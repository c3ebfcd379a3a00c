// A place in a data set's views, and how an address names it: "study/fig3a/corrected", "study/read", "projects".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/study/study.h"

namespace plimsoll::web {

struct StudyPlace {
    bool projects = false;                                  ///< the list of projects, instead of what follows
    std::optional<study::Item> item = study::Item::table1;  ///< none: what was read
    study::Mode mode = study::Mode::as_published;

    bool operator==(const StudyPlace&) const = default;
};

/// "study/fig3a", "study/fig3a/corrected", "study/read", "projects".
std::string to_text(const StudyPlace& place);

/// The place of such a text; none where it is anything but the words that to_text() writes.
std::optional<StudyPlace> study_place(std::string_view text);

/// The part of an address behind its "#": "view=study/fig3a". That of an address may have a "#" before it.
std::string fragment_of(const StudyPlace& place);
std::optional<StudyPlace> study_place_of_fragment(std::string_view fragment);

}  // namespace plimsoll::web
