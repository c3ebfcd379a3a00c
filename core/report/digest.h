// A report's digest of itself: who has it can tell whether a report is the one that somebody spoke of.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/report/report.h"

namespace plimsoll::report {

/// "sha256:..." of the document without its member `digest`, as UTF-8 JSON on one line: no blanks, members sorted by
/// their names' bytes, letters beyond ASCII as they are, numbers as short as reads back the same. In Python:
/// hashlib.sha256(json.dumps(report, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).
/// So neither indentation nor the order of members matters.
std::string digest_of_document(const nlohmann::ordered_json& document);

/// What to_json() says of the report.
std::string digest_of(const Report& report);

/// What a saved report says of itself.
struct Seal {
    std::string version;   ///< of the program that made it; empty where it does not say
    std::string said;      ///< its `digest`; empty: it has none
    std::string computed;  ///< of what is there now
    bool intact() const { return said == computed; }
};

/// Of a document that from_json() reads. Errors: those of from_json(), for what is no JSON object or over a limit.
Result<Seal> seal_of(std::string_view text);

}  // namespace plimsoll::report
