// The place in a data set's views, in the address of the page.
#pragma once

#include <optional>

#include "web/page/study_place.h"

namespace plimsoll::web {

/// Has the address name the place; cheap where it does already.
void show_in_address(const StudyPlace& place);

/// Takes the place out of the address again: what is shown is no data set.
void clear_address();

/// The place that the address names, or none. Anything else in it is ignored.
std::optional<StudyPlace> place_in_address();

/// Puts the page's address with that place on the clipboard.
void copy_link_to(const StudyPlace& place);

}  // namespace plimsoll::web
