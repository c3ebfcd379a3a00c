// What the page's address names behind its "#": a link's report, a view of what is shown, and what is selected in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "web/page/selection.h"
#include "web/page/study_place.h"

namespace plimsoll::web {

struct PagePlace {
    std::string report{};                   ///< the text of a link, "r1...."; empty: none
    std::optional<Selection::View> view{};  ///< of an image, a project or a link; none: the first one
    std::optional<StudyPlace> study{};      ///< of a data set, instead of `view`
    std::optional<uint32_t> layer{};        ///< that is selected, counted from 0

    bool operator==(const PagePlace&) const = default;
};

/// "overview", "layers" ... "compare"; what only data sets have has no such word.
std::string_view view_word(Selection::View view);

/// "r=r1....&view=layers&layer=3", without what is not there; "" where nothing is.
std::string to_fragment(const PagePlace& place);

/// The place that a fragment names, which may have a "#" before it. Whatever it does not know is as if it were not there,
/// and of what is there twice the first counts; a fragment that is longer than any link names nothing.
PagePlace page_place(std::string_view fragment);

/// Whether a reader who goes from one to the other has gone somewhere, and may want to go back: to another report, view,
/// table or figure; not to another layer of the same view.
bool is_step(const PagePlace& from, const PagePlace& to);

}  // namespace plimsoll::web
