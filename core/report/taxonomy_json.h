// What something is for, as JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "core/report/report.h"

namespace plimsoll::report {

/// {"category", "purposes", "base_images": [{"image", "types", "declared", "evidence"}], "instructions", "commands",
/// "study_commands"}: the member `taxonomy` of a report.
nlohmann::ordered_json taxonomy_json(const Report::Taxonomy& taxonomy);

}  // namespace plimsoll::report
