// Answers as JSON, for the documents that hold them.
#pragma once

#include <nlohmann/json.hpp>

#include "core/taxonomy/taxonomy.h"

namespace plimsoll::taxonomy {

/// {"label", "score", "alternatives": [{"label", "score"}], "evidence": [{"where", "what", "why", "weight"}]}. Scores and
/// weights have three digits: more would feign a precision that the labels don't have, and differ from machine to machine.
nlohmann::ordered_json to_json(const Category& category);

/// {"label", "subcategory", "score", "threshold", "subcategories": [{"label", "score"}], "evidence"} of each that was found,
/// the most probable first.
nlohmann::ordered_json to_json(const std::vector<Purpose>& purposes);

}  // namespace plimsoll::taxonomy
