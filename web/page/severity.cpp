#include "web/page/severity.h"

#include <string>

#include "web/page/theme.h"
#include "web/page/widgets.h"

namespace plimsoll::web {

using findings::Severity;

ImU32 severity_colour(Severity severity) {
    switch (severity) {
        case Severity::serious:
            return colours().bad;
        case Severity::warning:
            return colours().warning;
        case Severity::note:
            break;
    }
    return colours().muted;
}

void draw_severity_mark(ImVec2 centre, Severity severity) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const ImU32 colour = severity_colour(severity);
    const float reach = px(6);
    switch (severity) {
        case Severity::serious:
            draw->AddQuadFilled({centre.x - reach, centre.y}, {centre.x, centre.y - reach},
                                {centre.x + reach, centre.y}, {centre.x, centre.y + reach}, colour);
            draw->AddRectFilled({centre.x - px(1), centre.y - px(3)}, {centre.x + px(1), centre.y + px(3)},
                                colours().card);
            break;
        case Severity::warning:
            draw->AddTriangleFilled({centre.x - reach, centre.y + reach * 0.8f}, {centre.x, centre.y - reach},
                                    {centre.x + reach, centre.y + reach * 0.8f}, colour);
            break;
        case Severity::note:
            draw->AddCircle(centre, px(4), colour, 0, px(2));
            break;
    }
}

std::string counted_severity(uint64_t count, Severity severity) {
    switch (severity) {
        case Severity::serious:
            return counted(count, "serious", "serious");
        case Severity::warning:
            return counted(count, "warning", "warnings");
        case Severity::note:
            break;
    }
    return counted(count, "note", "notes");
}

}  // namespace plimsoll::web
