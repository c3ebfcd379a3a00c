// What the document in HTML looks like.
#pragma once

#include <string>

namespace plimsoll::exports {

/// The text of its style element: the same in every document.
std::string style();

/// The Content-Security-Policy that allows that style by its hash, and nothing else.
std::string policy();

}  // namespace plimsoll::exports
