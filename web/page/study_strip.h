// Where the image stands among the studied ones, in a line for each metric.
#pragma once

#include <imgui.h>

#include "core/report/report.h"
#include "web/page/selection.h"

namespace plimsoll::web {

/// As high as the card is with all of its lines, in CSS pixels.
float study_strip_height(const report::Report::Study& study);

/// A card; a click on a line shows the view Study. A size of 0 takes what is left.
void draw_study_strip(const report::Report::Study& study, Selection& selection, ImVec2 size);

}  // namespace plimsoll::web
