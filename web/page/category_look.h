// How the study's categories of projects look: each keeps its colour on the whole page.
#pragma once

#include <imgui.h>

#include "core/study/study.h"

namespace plimsoll::web {

ImU32 category_colour(study::Category category);

/// A dot in the category's colour and its name, cut to the width that is left of the cell.
void category_cell(study::Category category);

/// A choice() with the category's dot. Answers whether it was pressed.
bool category_choice(study::Category category, bool selected);

/// How wide they are.
float width_of_category_choice(study::Category category);
float width_of_choice(const char* label);

}  // namespace plimsoll::web
