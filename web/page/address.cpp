#include "web/page/address.h"

#include "web/page/bridge.h"

namespace plimsoll::web {
namespace {

std::optional<PagePlace> named;  ///< what the address names, as far as it was set or followed here
bool begins = true;              ///< no step from `named` will follow

}  // namespace

void show_in_address(const PagePlace& place) {
    if (named == place) return;
    // What the address names in other words ("view=overview"; what nobody knows) stays until the reader goes elsewhere.
    if (named || page_place(fragment()) != place)
        set_fragment(to_fragment(place), named && !begins && is_step(*named, place));
    named = place;
    begins = false;
}

void show_in_address(const StudyPlace& place) { show_in_address(PagePlace{.study = place}); }

void begin_address() { begins = true; }

PagePlace place_in_address(Whose whose) {
    const PagePlace place = page_place(fragment());
    return whose == Whose::readers && named == place ? PagePlace() : place;
}

void settle_address(const PagePlace& place) {
    named = place;
    begins = false;
}

void copy_link_to(const StudyPlace& place) { copy_link(fragment_of(place)); }

}  // namespace plimsoll::web
