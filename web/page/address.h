// What is shown, in the address of the page; and the browser's Back and Forward between the views that a reader has seen.
#pragma once

#include "web/page/page_place.h"

namespace plimsoll::web {

/// Has the address name the place; cheap where it does already. A step from the last one (is_step) is one that Back takes
/// back.
void show_in_address(const PagePlace& place);
void show_in_address(const StudyPlace& place);

/// What is shown is another thing from now on: the place that is shown next is no step from the last one.
void begin_address();

/// The place that the address names; of the `readers` only where it was not put there for what is shown.
enum class Whose : uint8_t { readers, anybodys };
PagePlace place_in_address(Whose whose);

/// The place is shown because the address named it, in whatever words: these stay until the reader goes elsewhere.
void settle_address(const PagePlace& place);

/// Puts the page's address with that place on the clipboard.
void copy_link_to(const StudyPlace& place);

}  // namespace plimsoll::web
