// Things side by side that begin a new line where they don't fit.
#pragma once

#include <imgui.h>

namespace plimsoll::web {

class Flow {
 public:
    explicit Flow(float gap) : gap_(gap), right_(ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x) {}

    /// Before each of them: as wide as it will be.
    void next(float width) {
        if (!first_) {
            ImGui::SameLine(0, gap_ + apart_);
            if (ImGui::GetCursorPosX() + width > right_) ImGui::NewLine();
        }
        first_ = false;
        apart_ = 0;
    }

    /// The next one stands further apart.
    void apart(float more) { apart_ = more; }

 private:
    float gap_, right_, apart_ = 0;
    bool first_ = true;
};

}  // namespace plimsoll::web
