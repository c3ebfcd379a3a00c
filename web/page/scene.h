// A chart on the canvas: the shapes of charts::Scene with the page's fonts and colours.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <optional>

#include "core/charts/charts.h"

namespace plimsoll::web {

/// The colour that an ink has in the present theme.
ImU32 ink_colour(charts::Ink ink);

/// The widths of texts in the page's fonts, in CSS pixels, for charts::Options.
double measured_width(std::string_view text, charts::Size size, bool strong);

class SceneView {
 public:
    SceneView() = default;

    /// Another scene to show. Its texts become what the page's fonts can show.
    void show(charts::Scene scene);

    const charts::Scene& scene() const { return scene_; }

    /// Draws the scene at the cursor, at its own size in CSS pixels, and what the place under the mouse says of itself.
    void draw(const char* id);

 private:
    void draw_hint(ImVec2 origin) const;

    charts::Scene scene_;
};

}  // namespace plimsoll::web
