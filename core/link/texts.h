// Small things that the files of this room share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace plimsoll::link {

/// The text as one line that can be shown anywhere (report::printable), cut to limits::link_text_bytes between two
/// characters, with "..." at its end where it was longer.
std::string harmless(std::string_view text);

/// Whether harmless() leaves the text as it is.
bool is_harmless(std::string_view text);

/// The digest, where it is "sha256:" with 64 or "sha512:" with 128 lower-case hexadecimal digits; else nothing.
std::string known_digest(std::string_view text);

/// From the year 1 to the year 9999, in seconds since 1970: what four digits can say.
inline constexpr int64_t first_date = -62'135'596'800, last_date = 253'402'300'799;

/// The greatest number where the sum would pass it.
uint64_t saturating_sum(uint64_t a, uint64_t b);

}  // namespace plimsoll::link
