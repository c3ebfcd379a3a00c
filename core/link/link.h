// A report's essence as a text that fits into a footnote, and back.
//
// Version 1 is "r1.BODY.CHECK". BODY is base64url without padding (RFC 4648, section 5) of
//   - a byte: bits 0-1, 2-3 and 4-5 say what digest of the report, the manifest and the configuration follows (0 none,
//     1 SHA-256, 2 SHA-512), bit 6 that this is a card, bit 7 is 0;
//   - those digests;
//   - the rest (payload.cpp) by raw deflate (RFC 1951), with assets/link-dictionary-1.txt as its preset dictionary.
// CHECK is the CRC-32 (that of gzip) of "r1." and BODY, eight lower-case hexadecimal digits: so a link ends in a letter or a
// digit, which programs that find addresses in text never cut off.
//
// Whoever changes what is written makes a version 2; this one is read for ever, and tests/link/links has one of each.
#pragma once

#include <string>
#include <string_view>

#include "core/link/essence.h"

namespace plimsoll::link {

/// The essence as it was fitted, and its text.
struct Link {
    std::string text;  ///< "r1...."; letters, digits, '-', '_' and '.'
    Essence essence;   ///< what decode() makes of the text
};

/// The essence in at most `most_chars` characters. Of a full one rows are left out, the least important first, until it
/// fits, some of each list before all of any: files, types and packages before layers and findings, what the sharer ticked
/// last. Headline figures, title,
/// authors and digests stay. Errors: `over_limit` where even these do not fit.
Result<Link> encode(const Essence& essence, size_t most_chars);

/// The essence that a text holds. It is untrusted: limits.h bounds everything, and what is read is text and numbers in
/// their ranges, never more. Errors: `unrecognised` (no link), `truncated`, `corrupt` (altered, or made to harm),
/// `unsupported` (a newer version), `over_limit`.
Result<Essence> decode(std::string_view text);

}  // namespace plimsoll::link
