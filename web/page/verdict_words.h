// Whether a report is true of an image, in words.
#pragma once

#include <cstdint>
#include <string>

#include "core/link/compare.h"

namespace plimsoll::web {

enum class Tone : uint8_t { good, warning, bad };

struct VerdictWords {
    Tone tone = Tone::warning;
    std::string sentence;  ///< "All 61 fields that the link gives are as found."
    std::string more;      ///< what a reader has to know beside it; may be empty
};

/// `what` is what said so: "the link", "the report sample.json".
VerdictWords verdict_words(const link::Comparison& comparison, const std::string& what);

}  // namespace plimsoll::web
