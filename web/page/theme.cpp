#include "web/page/theme.h"

#include <cmath>

namespace plimsoll::web {
namespace {

constexpr ImU32 rgb(uint32_t hex) { return IM_COL32(hex >> 16 & 255, hex >> 8 & 255, hex & 255, 255); }

constexpr Colours dark_colours = {
    .background = rgb(0x0e1217),
    .card = rgb(0x151b22),
    .raised = rgb(0x1d252f),
    .line = rgb(0x2b3541),
    .text = rgb(0xe7ecf2),
    .muted = rgb(0x9aa7b6),
    .faint = rgb(0x798593),
    .accent = rgb(0xff6f4d),
    .on_accent = rgb(0x1a0d09),
    .good = rgb(0x3ecf9a),
    .warning = rgb(0xf2b441),
    .bad = rgb(0xff6b6b),
    .run = rgb(0x56b4e9),
    .copy = rgb(0x009e73),
    .add = rgb(0xd37694),
    .other = rgb(0x8397b2),
    .data = {rgb(0x56b4e9), rgb(0xe69f00), rgb(0x8397b2), rgb(0xd55e00), rgb(0xd37694), rgb(0x009e73)}};

constexpr Colours light_colours = {
    .background = rgb(0xf5f6f8),
    .card = rgb(0xffffff),
    .raised = rgb(0xeef1f5),
    .line = rgb(0xd8dee6),
    .text = rgb(0x18202b),
    .muted = rgb(0x566273),
    .faint = rgb(0x66717f),
    .accent = rgb(0xc9431f),
    .on_accent = rgb(0xffffff),
    .good = rgb(0x0b7a55),
    .warning = rgb(0x9a6700),
    .bad = rgb(0xc62828),
    .run = rgb(0x1f77b4),
    .copy = rgb(0x217451),
    .add = rgb(0x9c3f81),
    .other = rgb(0x737679),
    .data = {rgb(0x1f77b4), rgb(0xb86e00), rgb(0x737679), rgb(0xb84a00), rgb(0x9c3f81), rgb(0x217451)}};

Colours current_colours = dark_colours;
Fonts current_fonts;

// What the font files cover (cmake/subset-fonts): anything else is shown as an escape.
constexpr ImWchar covered[] = {0x20,   0x7e,   0xa0,   0x17f,  0x370,  0x3ff,  0x400,  0x4ff,
                               0x2010, 0x2027, 0x2030, 0x205e, 0x2190, 0x21ff, 0x2200, 0x22ff,
                               0x2300, 0x23ff, 0x2500, 0x25ff, 0x2600, 0x27bf, 0};
constexpr ImWchar in_charts[] = {0x20,   0x7e,   0xa0,   0x17f,  0x2010, 0x2027, 0x2030,
                                 0x205e, 0x2190, 0x2193, 0x2200, 0x22ff, 0};
constexpr ImWchar figures_only[] = {0x20, 0x7e, 0x2013, 0x2014, 0};

// ImGui takes a font's size as the height of its line, type designers and browsers as that of its em: these
// are the fonts' own ratios of the one to the other (ascender less descender, by units per em).
constexpr float inter_line = 1.21f, jetbrains_line = 1.32f;

ImFont* add_font(std::span<const uint8_t> file, float size, const ImWchar* glyphs) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.PixelSnapH = true;
    // Device pixels already: oversampling would only blur.
    config.OversampleH = 1;
    config.OversampleV = 1;
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<uint8_t*>(file.data()),
                                                      static_cast<int>(file.size()),
                                                      std::round(size * pixel_ratio()), &config, glyphs);
}

void set(ImGuiCol slot, ImU32 colour) {
    ImGui::GetStyle().Colors[slot] = ImGui::ColorConvertU32ToFloat4(colour);
}

void set_up_spacing() {
    ImGuiStyle& style = ImGui::GetStyle();
    style = ImGuiStyle();
    style.WindowPadding = {px(8), px(8)};
    style.WindowBorderSize = 0;
    style.WindowRounding = 0;
    style.ChildRounding = px(8);
    style.ChildBorderSize = px(1);
    style.FramePadding = {px(12), px(6)};
    style.FrameRounding = px(6);
    style.FrameBorderSize = px(1);
    style.ItemSpacing = {px(8), px(4)};
    style.ItemInnerSpacing = {px(6), px(4)};
    style.CellPadding = {px(8), px(7)};
    style.PopupRounding = px(6);
    style.PopupBorderSize = px(1);
    style.ScrollbarSize = px(10);
    style.ScrollbarRounding = px(5);
    style.GrabMinSize = px(24);
    style.SeparatorTextBorderSize = px(1);
    style.MouseCursorScale = 1;
    style.HoverDelayShort = 0.15f;
}

void set_up_colours() {
    const Colours& c = current_colours;
    constexpr ImU32 clear = 0;
    for (int slot = 0; slot < ImGuiCol_COUNT; ++slot) set(slot, c.raised);  // none of ImGui's own stays
    set(ImGuiCol_Text, c.text);
    set(ImGuiCol_TextDisabled, c.muted);
    set(ImGuiCol_WindowBg, c.background);
    set(ImGuiCol_ChildBg, clear);
    set(ImGuiCol_PopupBg, c.raised);
    set(ImGuiCol_Border, c.line);
    set(ImGuiCol_BorderShadow, clear);
    set(ImGuiCol_FrameBg, c.background);
    set(ImGuiCol_FrameBgHovered, c.background);
    set(ImGuiCol_FrameBgActive, c.background);
    set(ImGuiCol_ScrollbarBg, clear);
    set(ImGuiCol_ScrollbarGrab, c.line);
    set(ImGuiCol_ScrollbarGrabHovered, c.faint);
    set(ImGuiCol_ScrollbarGrabActive, c.faint);
    set(ImGuiCol_Button, c.raised);
    set(ImGuiCol_ButtonHovered, c.line);
    set(ImGuiCol_ButtonActive, c.line);
    set(ImGuiCol_Header, c.raised);
    set(ImGuiCol_HeaderHovered, faded(c.raised, 0.7f));
    set(ImGuiCol_HeaderActive, c.raised);
    set(ImGuiCol_Separator, c.line);
    set(ImGuiCol_SeparatorHovered, c.faint);
    set(ImGuiCol_SeparatorActive, c.muted);
    set(ImGuiCol_TableHeaderBg, c.card);
    set(ImGuiCol_TableBorderStrong, c.line);
    set(ImGuiCol_TableBorderLight, faded(c.line, 0.55f));
    set(ImGuiCol_TableRowBg, clear);
    set(ImGuiCol_TableRowBgAlt, clear);
    set(ImGuiCol_TextSelectedBg, faded(c.run, 0.4f));
    set(ImGuiCol_NavHighlight, c.run);
    set(ImGuiCol_CheckMark, c.text);
    set(ImGuiCol_ModalWindowDimBg, faded(c.background, 0.75f));
}

}  // namespace

const Colours& colours() { return current_colours; }
const Fonts& fonts() { return current_fonts; }

void set_up_theme(const FontFiles& files, bool dark) {
    set_up_spacing();
    set_dark(dark);
    current_fonts.text = add_font(files.regular, 14 * inter_line, covered);
    current_fonts.strong = add_font(files.semibold, 14 * inter_line, covered);
    current_fonts.small = add_font(files.regular, 12.5f * inter_line, covered);
    current_fonts.title = add_font(files.semibold, 13 * inter_line, covered);
    current_fonts.figure = add_font(files.semibold, 26 * inter_line, figures_only);
    current_fonts.mono = add_font(files.mono, 12.5f * jetbrains_line, covered);
    current_fonts.label = add_font(files.regular, 11 * inter_line, in_charts);
}

void set_dark(bool dark) {
    current_colours = dark ? dark_colours : light_colours;
    set_up_colours();
}

float px(float css_pixels) { return std::round(css_pixels * pixel_ratio()); }

ImU32 faded(ImU32 colour, float opacity) {
    const auto alpha = static_cast<float>(colour >> IM_COL32_A_SHIFT & 255) * opacity;
    return (colour & ~IM_COL32_A_MASK) | static_cast<ImU32>(alpha + 0.5f) << IM_COL32_A_SHIFT;
}

ImU32 mixed(ImU32 colour, ImU32 with, float share) {
    const auto channel = [&](int shift) {
        const auto from = static_cast<float>(colour >> shift & 255),
                   to = static_cast<float>(with >> shift & 255);
        return static_cast<ImU32>(from + (to - from) * share + 0.5f) << shift;
    };
    return channel(IM_COL32_R_SHIFT) | channel(IM_COL32_G_SHIFT) | channel(IM_COL32_B_SHIFT) |
           IM_COL32_A_MASK;
}

ImU32 instruction_colour(std::string_view instruction) {
    if (instruction == "RUN") return current_colours.run;
    if (instruction == "COPY") return current_colours.copy;
    if (instruction == "ADD") return current_colours.add;
    return current_colours.other;
}

ImU32 kind_colour(Kind kind) { return current_colours.data[static_cast<size_t>(kind)]; }

ImU32 area_colour(Kind kind) { return mixed(current_colours.card, kind_colour(kind), 0.82f); }

ImU32 ink_on_area(Kind kind) {
    constexpr ImU32 dark = rgb(0x0b0f14), light = rgb(0xffffff);
    // These two are too dark in the dark theme for dark text: 3.8 and 4.2 to 1.
    const bool deep = kind == Kind::build_tools || kind == Kind::other;
    return deep && current_colours.card == dark_colours.card ? light : dark;
}

}  // namespace plimsoll::web
