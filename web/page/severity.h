// How severe a finding is, as a mark and a word: a reader needs no colours to tell.
#pragma once

#include <imgui.h>

#include <string>

#include "core/findings/findings.h"

namespace plimsoll::web {

/// A red diamond with a bar, an orange triangle, a grey circle.
void draw_severity_mark(ImVec2 centre, findings::Severity severity);

ImU32 severity_colour(findings::Severity severity);

/// "1 serious", "2 warnings", "3 notes".
std::string counted_severity(uint64_t count, findings::Severity severity);

}  // namespace plimsoll::web
