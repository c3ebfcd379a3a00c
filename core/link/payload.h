// What is in a link's payload, version 1.
#pragma once

#include <string>

#include "core/bytes/bytes.h"
#include "core/link/essence.h"

namespace plimsoll::link {

/// All of the essence but its digests, and whether it is a card.
std::string write_payload_1(const Essence& essence);

/// Puts into the essence, which has its digests, and whether it is a card, what write_payload_1() wrote. Errors: `corrupt`.
/// What is read is checked as what a stranger wrote: every number is in its range, and texts are harmless.
Result<void> read_payload_1(bytes::Bytes bytes, Essence& essence);

}  // namespace plimsoll::link
