// What of a report goes into a link, and the link: what the panel Share and window.plimsoll.link() have in common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/link/address.h"
#include "core/link/essence.h"

namespace plimsoll::web {

/// What a reader asks for.
struct ShareWish {
    link::Choice choice;
    std::string title, authors, doi;  ///< authors: see authors_of()
    bool card = false;                ///< a link of at most limits::card_link_chars
    bool view = false;                ///< it names the view that is shown now, too
    bool operator==(const ShareWish&) const = default;
};

/// Of "Doe, Jane; Richard Roe" both, without blanks around them.
std::vector<std::string> authors_of(std::string_view words);
std::string authors_text(const std::vector<std::string>& authors);

/// "plimsoll-app-1.2" of "registry/app:1.2": letters, digits, dots, dashes and underscores only.
std::string file_stem(std::string_view image_name);

/// What of an essence that came by a link may be shared once more: what is not chosen goes, what was not in it stays out.
link::Essence narrowed(link::Essence essence, const link::Choice& choice);

struct SharedLink {
    std::string address;    ///< `base`, and what stands behind "#"
    link::Essence essence;  ///< what is in it
};

/// The essence of a report, or of a link, as a link of the wished kind; `place` says what else it names. Without a `base` it
/// begins with "#". Errors: those of link::encode, and `unrecognised` for a DOI that is none.
Result<SharedLink> share(link::Essence essence, const ShareWish& wish, const std::string& base,
                         link::Fragment place);

}  // namespace plimsoll::web
