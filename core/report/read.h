// Reads a saved report back: one that was made elsewhere, perhaps by someone else.
#pragma once

#include <string_view>

#include "core/report/report.h"

namespace plimsoll::report {

/// The report that to_json() or to_ndjson() wrote, such that writing it again gives the same bytes; its layers have no
/// blobs. The document is untrusted: sizes and counts are bounded by limits.h, each member that a report has must be
/// there and of its type, and layers that are referred to must be there. What else it says is taken as said. Members
/// that this version does not know are ignored. Errors: `unrecognised` (something else than a report), `unsupported`
/// (a report of another version of the format), `over_limit`, and `corrupt`, which names the member ("layers[2].files").
Result<Report> from_json(std::string_view text);

}  // namespace plimsoll::report
