// Reading JSON documents that strangers wrote: bounded, and never trusting a type.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/limits.h"
#include "core/result.h"

namespace plimsoll::image {

using Json = nlohmann::json;

/// The document, or an error naming `where`: not JSON, longer than `most_bytes`, nested too deep, too many values.
Result<Json> parse_json(std::string_view text, const std::string& where,
                        uint64_t most_bytes = limits::json_bytes);

/// The member of that name, or null where `object` is no object or has none.
const Json& member(const Json& object, const char* name);

/// The member as text; empty where it is none.
std::string text_member(const Json& object, const char* name);

/// Those items of the member that are text; none where it is no array.
std::vector<std::string> texts_member(const Json& object, const char* name);

/// The names of the member's own members; none where it is no object.
std::vector<std::string> names_member(const Json& object, const char* name);

}  // namespace plimsoll::image
