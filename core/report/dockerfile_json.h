// A Dockerfile as JSON, for the command and for the reports that have some.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "core/dockerfile/dockerfile.h"

namespace plimsoll::report {

/// {"Dependencies": count, ...}, without those that are of no kind.
nlohmann::ordered_json kinds_json(const dockerfile::KindCounts& counts);

/// The types' names.
nlohmann::ordered_json types_json(const std::vector<dockerfile::BaseType>& types);

/// {"path", "bytes", "directives": {}, "instructions": {name: count}, "kinds": {"as_the_authors_counted", "by_command"},
/// "stages": [{"name", "base", "base_stage", "platform", "line", "instructions", "uses"}], "base_images": [{"stage",
/// "written", "resolved", "reference", "types", "evidence"}], "problems": []}. `text` read in both ways; of stages, of what
/// one uses, and of base images at most `most` are listed.
nlohmann::ordered_json dockerfile_json(std::string_view path, std::string_view text,
                                       const dockerfile::Dockerfile& file,
                                       const dockerfile::Dockerfile& as_authors, size_t most = SIZE_MAX);

}  // namespace plimsoll::report
