// Whether what a link says of an image is true of an analysis, field by field.
#pragma once

#include <string>
#include <vector>

#include "core/link/essence.h"

namespace plimsoll::link {

enum class Verdict : uint8_t {
    equal,
    differs,
    unknown,  ///< one of both does not say; or it may differ although the image is the same
};

/// "equal", "differs", "unknown".
std::string_view name_of(Verdict verdict);

struct Field {
    std::string group;  ///< "Image", "Totals", "Layers"
    std::string name;   ///< "Digest of the configuration", "Layer 3"
    std::string said;   ///< by the link, for a reader; empty: it does not say
    std::string found;  ///< in the analysis; empty: not there, or not known
    Verdict verdict = Verdict::unknown;
    std::string note;  ///< a sentence without its full stop where the verdict needs one; mostly empty
    bool operator==(const Field&) const = default;
};

struct Comparison {
    std::vector<Field> fields;  ///< in the order of the essence
    size_t equal = 0, differs = 0, unknown = 0;
    /// Nothing differs, and a digest of the image is among what is equal: the report is of this image.
    bool is_true = false;
};

/// What `said` says, against all that essence_of() makes of `found`. Rows that a link left out are not compared. A
/// report's digest of itself is equal or unknown: it also changes with the archive's file name, with --verify, and with the
/// program's version. `seal`: of a saved report. Where the versions differ, findings and taxonomy may differ for that; the field `Version` notes it.
Comparison hold_against(const Essence& said, const report::Report& found, const report::Seal* seal = nullptr);

/// {"fields": [{"group", "name", "said", "found", "verdict", "note"}], "equal", "differs", "unknown", "is_true"}, where what is
/// not known is null; indented, with a newline at its end.
std::string to_json(const Comparison& comparison);

}  // namespace plimsoll::link
