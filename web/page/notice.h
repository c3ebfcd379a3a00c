// What was done and has no other sign: something was copied, or saved.
#pragma once

#include <string>

namespace plimsoll::web {

/// Tells it to screen readers, and for some seconds at the foot of the page.
void tell(const std::string& words);

/// What was told in the last seconds; empty where nothing was. A frame is drawn when it is over.
const std::string& told();

}  // namespace plimsoll::web
