// What of an essence is left out where it is too long for a link.
#pragma once

#include "core/link/essence.h"

namespace plimsoll::link {

/// Cuts lists to as many rows as could ever fit, so that fitting takes few steps.
void keep_within_limits(Essence& essence);

/// Leaves out some rows, the least important first; `too_long` is by how many characters the link is too long. False where
/// nothing is left that may go.
bool leave_something_out(Essence& essence, size_t too_long);

}  // namespace plimsoll::link
