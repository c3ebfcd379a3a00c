// Texts of a scene: what may stand in one, and how it is made to fit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/charts/charts.h"

namespace plimsoll::charts {

/// A text that a reader and XML can take: valid UTF-8, and U+FFFD instead of what is none, of control characters and of those
/// that turn the direction of writing. Lines stay lines where `lines`, else they become blanks. A text of more than
/// `most_bytes` ends in an ellipsis.
std::string clean(std::string_view text, size_t most_bytes, bool lines = false);

/// Bytes of a name that are looked at: nothing that wide is shown.
inline constexpr size_t name_bytes = 400;

/// Height of a line of text, and how far a text reaches above its baseline.
double line_height(Size size);
double ascent(Size size);
/// Units per em.
double em(Size size);

/// The text, or its beginning with an ellipsis where it is wider than `width`.
std::string cut(std::string text, double width, Size size, bool strong, const Measure& measure);

/// Lines of words that are no wider than `width`; the last of `most_lines` is cut.
std::vector<std::string> wrap(std::string_view text, double width, Size size, bool strong,
                              const Measure& measure, size_t most_lines);

/// "1,234.5": at most so many decimals (up to 2), without those that are zeros, whatever the locale is.
std::string number(double value, int decimals);

}  // namespace plimsoll::charts
