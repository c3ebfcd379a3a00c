#include "web/page/address.h"

#include "web/page/bridge.h"

namespace plimsoll::web {
namespace {

std::optional<StudyPlace> named;  ///< what the address names, as far as it was set here

}  // namespace

void show_in_address(const StudyPlace& place) {
    if (named == place) return;
    named = place;
    set_fragment(fragment_of(place));
}

void clear_address() {
    if (named) set_fragment("");
    named.reset();
}

std::optional<StudyPlace> place_in_address() { return study_place_of_fragment(fragment()); }

void copy_link_to(const StudyPlace& place) { copy_link(fragment_of(place)); }

}  // namespace plimsoll::web
