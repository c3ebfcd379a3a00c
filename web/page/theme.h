// The page's visual language: colours, type, spacing. Views take all of these from here.
#pragma once

#include <imgui.h>

#include <array>
#include <string_view>

#include "web/page/load_kind.h"
#include "web/page/platform.h"

namespace plimsoll::web {

/// Colours by what they mean. `accent` marks the reader's own image, the selected tab and the one primary
/// action, nothing else.
struct Colours {
    ImU32 background, card, raised, line, text, muted, faint, accent, on_accent, good, warning, bad;
    ImU32 run, copy, add,
        other;  ///< what made a layer; told apart by colour-blind readers (after Okabe and Ito; measured in
                ///< tests/browser/accessibility.test.mjs)
    std::array<ImU32, kinds> data;  ///< by Kind: what the image is laden with
};

struct Fonts {
    ImFont* text = nullptr;    ///< 14, for all that is read
    ImFont* strong = nullptr;  ///< 14 semibold
    ImFont* small = nullptr;   ///< 12.5, table heads and labels
    ImFont* title = nullptr;   ///< 13 semibold, card titles
    ImFont* figure = nullptr;  ///< 26 semibold, the large figures
    ImFont* mono = nullptr;    ///< 12.5, paths, commands and digests
    ImFont* label = nullptr;   ///< 11, at the axes of charts
};

const Colours& colours();
const Fonts& fonts();

/// Fills ImGui's font atlas and sets ImGui's style for the present pixel ratio.
void set_up_theme(const FontFiles& files, bool dark);

/// Changes the colours only.
void set_dark(bool dark);

/// A length in CSS pixels as whole device pixels.
float px(float css_pixels);

/// The colour with its opacity multiplied.
ImU32 faded(ImU32 colour, float opacity);

/// The opaque colour that lies so far (0 to 1) from one colour to another.
ImU32 mixed(ImU32 colour, ImU32 with, float share);

/// The colour of a Dockerfile instruction: RUN, COPY, ADD, all others.
ImU32 instruction_colour(std::string_view instruction);

/// The colour of a kind, for lines and small marks; softer, for areas with text in them; and of that text, which stands
/// out by 4.5 to 1 or more.
ImU32 kind_colour(Kind kind);
ImU32 area_colour(Kind kind);
ImU32 ink_on_area(Kind kind);

/// Makes a font current as long as it lives.
class UseFont {
 public:
    explicit UseFont(ImFont* font) { ImGui::PushFont(font); }
    ~UseFont() { ImGui::PopFont(); }
    UseFont(const UseFont&) = delete;
    UseFont& operator=(const UseFont&) = delete;
};

}  // namespace plimsoll::web
