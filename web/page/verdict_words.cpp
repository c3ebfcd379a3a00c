#include "web/page/verdict_words.h"

#include <algorithm>

#include "core/report/report.h"

namespace plimsoll::web {
namespace {

std::string fields(uint64_t count) {
    return report::format_count(count) + (count == 1 ? " field" : " fields");
}

/// Whether a digest of the image is told otherwise than it is found.
bool is_another_image(const link::Comparison& comparison) {
    return std::any_of(comparison.fields.begin(), comparison.fields.end(), [](const link::Field& field) {
        return field.group == "Image" && field.name.starts_with("Digest") &&
               field.verdict == link::Verdict::differs;
    });
}

}  // namespace

VerdictWords verdict_words(const link::Comparison& comparison, const std::string& what) {
    VerdictWords words;
    const uint64_t told = comparison.equal + comparison.differs;
    if (comparison.differs > 0) {
        words.tone = Tone::bad;
        words.sentence = report::format_count(comparison.differs) + " of " + fields(told) + " that " + what +
                         (comparison.differs == 1 ? " gives differs." : " gives differ.");
        if (is_another_image(comparison)) words.more = "The digests differ: this is another image.";
    } else if (comparison.is_true) {
        words.tone = Tone::good;
        words.sentence = (told == 1 ? std::string("The one field") : "All " + fields(told)) + " that " +
                         what + (told == 1 ? " gives is as found." : " gives are as found.");
    } else {
        words.sentence = "Nothing differs, but no digest tells that it is the same image.";
    }
    if (comparison.unknown > 0)
        words.more.append(words.more.empty() ? "" : " ")
            .append(fields(comparison.unknown))
            .append(" cannot be told.");
    return words;
}

}  // namespace plimsoll::web
