// The few texts that are wanted of a JSON document, without building what else it holds.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace plimsoll::packages {

/// Calls `visit` for each text that is a member of the document's object, and for each text of an array that is one, with
/// the member's name; stops where it answers false. Answers whether all that was read is JSON.
bool visit_texts(std::string_view json,
                 const std::function<bool(const std::string& member, std::string& text)>& visit);

}  // namespace plimsoll::packages
