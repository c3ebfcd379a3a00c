// Addresses that hold a report, a view of it, or both: "https://.../#r=r1....&view=layers&layer=3".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace plimsoll::link {

/// What the part of an address behind "#" says. It never leaves the reader's machine.
struct Fragment {
    std::string report;             ///< the text of a link ("r1...."); empty: none
    std::string view;               ///< "layers": letters, digits and '-', at most 40; empty: none
    std::string figure;             ///< "fig3a", of the study; the same
    std::optional<uint32_t> layer;  ///< that is selected, counted from 0
    bool operator==(const Fragment&) const = default;
};

/// "#r=...&view=...", without what is not there; "" where nothing is.
std::string write_fragment(const Fragment& fragment);

/// Of an address, of its part from "#" on, or of the text of a link alone; blanks around it don't matter. Members that
/// this version does not know are ignored, so that a link goes on working; one that is there twice counts as first. Errors:
/// `unrecognised` (nothing that it knows is in it), `corrupt` (a view that can be none), `over_limit`.
Result<Fragment> read_fragment(std::string_view address);

/// The address of a page without its fragment, as one for links to begin with. Errors: `unrecognised` where it is no
/// address with http or https that can stand in text, LaTeX and HTML as it is.
Result<std::string> check_base(std::string_view base);

}  // namespace plimsoll::link
