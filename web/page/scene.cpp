#include "web/page/scene.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

#include "web/page/bridge.h"
#include "web/page/theme.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

ImFont* font_of(charts::Size size, bool strong) {
    switch (size) {
        case charts::Size::small:
            return strong ? fonts().title : fonts().label;
        case charts::Size::normal:
            return strong ? fonts().title : fonts().small;
        case charts::Size::title:
            return strong ? fonts().strong : fonts().text;
    }
    return fonts().text;
}

/// A place of the scene in device pixels.
struct Placed {
    ImVec2 origin;
    float ratio;

    float x(double units) const { return origin.x + static_cast<float>(units) * ratio; }
    float y(double units) const { return origin.y + static_cast<float>(units) * ratio; }
};

/// Edges of rectangles lie on pixels, so that they are sharp; what is there at all is a pixel wide.
void draw_bar(ImDrawList* draw, const Placed& at, const charts::Bar& bar) {
    const float left = std::round(at.x(bar.x)), top = std::round(at.y(bar.y));
    float right = std::round(at.x(bar.x + bar.width)), bottom = std::round(at.y(bar.y + bar.height));
    if (bar.width > 0) right = std::max(right, left + 1);
    if (bar.height > 0) bottom = std::max(bottom, top + 1);
    draw->AddRectFilled({left, top}, {right, bottom},
                        faded(ink_colour(bar.ink), static_cast<float>(bar.opacity)));
}

void draw_line(ImDrawList* draw, const Placed& at, const charts::Line& line) {
    const ImU32 colour = ink_colour(line.ink);
    const float thickness = std::max(1.0f, std::round(static_cast<float>(line.thickness) * at.ratio));
    const bool upright = line.x1 == line.x2, level = line.y1 == line.y2;
    if (!upright && !level) {
        draw->AddLine({at.x(line.x1), at.y(line.y1)}, {at.x(line.x2), at.y(line.y2)}, colour,
                      static_cast<float>(line.thickness) * at.ratio);
        return;
    }
    // As a rectangle on whole pixels.
    const float half = thickness / 2;
    const double left = std::min(line.x1, line.x2), right = std::max(line.x1, line.x2);
    const double top = std::min(line.y1, line.y2), bottom = std::max(line.y1, line.y2);
    if (upright) {
        const float edge = std::round(at.x(left) - half);
        draw->AddRectFilled({edge, std::round(at.y(top))}, {edge + thickness, std::round(at.y(bottom))},
                            colour);
    } else {
        const float edge = std::round(at.y(top) - half);
        draw->AddRectFilled({std::round(at.x(left)), edge}, {std::round(at.x(right)), edge + thickness},
                            colour);
    }
}

void draw_label(ImDrawList* draw, const Placed& at, const charts::Label& label) {
    ImFont* font = font_of(label.size, label.strong);
    const char *begin = label.text.data(), *end = begin + label.text.size();
    const float width = font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, begin, end).x;
    const float before = label.anchor == charts::Anchor::start    ? 0
                         : label.anchor == charts::Anchor::middle ? width / 2
                                                                  : width;
    const ImU32 colour = ink_colour(label.ink);
    const ImVec2 anchor{at.x(label.x), at.y(label.y)};
    if (label.degrees == 0) {
        draw->AddText(font, font->FontSize,
                      {std::round(anchor.x - before), std::round(anchor.y - font->Ascent)}, colour, begin,
                      end);
        return;
    }
    // Glyphs outside of the visible part are not drawn, and which ones are is known only when they are turned: the text is
    // set in the corner of that part, and its vertices are put in their place.
    const ImVec2 corner = draw->GetClipRectMin();
    const int first = draw->VtxBuffer.Size;
    draw->AddText(font, font->FontSize, corner, colour, begin, end);
    const double angle = label.degrees * std::numbers::pi / 180;
    const auto cosine = static_cast<float>(std::cos(angle)), sine = static_cast<float>(std::sin(angle));
    // ImGui sets text on whole pixels.
    const ImVec2 baseline{std::floor(corner.x) + before, std::floor(corner.y) + font->Ascent};
    for (int number = first; number < draw->VtxBuffer.Size; ++number) {
        ImVec2& place = draw->VtxBuffer[number].pos;
        const float x = place.x - baseline.x, y = place.y - baseline.y;
        place = {anchor.x + x * cosine - y * sine, anchor.y + x * sine + y * cosine};
    }
}

/// Each line of a text on its own as shown() makes it.
std::string shown_lines(std::string_view text) {
    std::string lines;
    while (true) {
        const size_t end = std::min(text.find('\n'), text.size());
        lines += shown(text.substr(0, end));
        if (end == text.size()) return lines;
        lines += '\n';
        text.remove_prefix(end + 1);
    }
}

}  // namespace

ImU32 ink_colour(charts::Ink ink) {
    const Colours& c = colours();
    using charts::Ink;
    switch (ink) {
        case Ink::background:
            return c.card;  // charts stand on cards
        case Ink::text:
            return c.text;
        case Ink::muted:
            return c.muted;
        case Ink::faint:
            return c.faint;
        case Ink::line:
            return c.line;
        case Ink::raised:
            return c.raised;
        case Ink::accent:
            return c.accent;
        case Ink::good:
            return c.good;
        case Ink::warning:
            return c.warning;
        case Ink::bad:
            return c.bad;
        default:
            break;
    }
    const uint32_t hex = charts::colour(ink, prefers_dark() ? charts::Theme::dark : charts::Theme::light);
    return IM_COL32(hex >> 16 & 255, hex >> 8 & 255, hex & 255, 255);
}

double measured_width(std::string_view text, charts::Size size, bool strong) {
    const ImFont* font = font_of(size, strong);
    const float width =
        font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
    return static_cast<double>(width / pixel_ratio());
}

void SceneView::show(charts::Scene scene) {
    scene_ = std::move(scene);
    for (charts::Shape& shape : scene_.shapes)
        if (auto* label = std::get_if<charts::Label>(&shape)) {
            const UseFont font(font_of(label->size, label->strong));
            label->text = shown(label->text);
        }
    const UseFont font(fonts().small);
    for (charts::Hint& hint : scene_.hints) hint.text = shown_lines(hint.text);
}

void SceneView::draw(const char* id) {
    const Placed at{ImGui::GetCursorScreenPos(), pixel_ratio()};
    const ImVec2 size{std::ceil(static_cast<float>(scene_.width) * at.ratio),
                      std::ceil(static_cast<float>(scene_.height) * at.ratio)};
    if (size.x < 1 || size.y < 1) return;
    ImDrawList* draw = ImGui::GetWindowDrawList();
    for (const charts::Shape& shape : scene_.shapes) {
        if (const auto* bar = std::get_if<charts::Bar>(&shape))
            draw_bar(draw, at, *bar);
        else if (const auto* line = std::get_if<charts::Line>(&shape))
            draw_line(draw, at, *line);
        else if (const auto* dot = std::get_if<charts::Dot>(&shape))
            draw->AddCircleFilled({at.x(dot->x), at.y(dot->y)}, static_cast<float>(dot->radius) * at.ratio,
                                  ink_colour(dot->ink));
        else if (const auto* label = std::get_if<charts::Label>(&shape))
            draw_label(draw, at, *label);
    }
    ImGui::PushID(id);
    ImGui::Dummy(size);
    if (ImGui::IsItemHovered()) draw_hint(at.origin);
    ImGui::PopID();
}

void SceneView::draw_hint(ImVec2 origin) const {
    const Placed at{origin, pixel_ratio()};
    const ImVec2 mouse = ImGui::GetMousePos();
    const double x = static_cast<double>((mouse.x - origin.x) / at.ratio),
                 y = static_cast<double>((mouse.y - origin.y) / at.ratio);
    // What was added last lies on top.
    const auto hint = std::find_if(scene_.hints.rbegin(), scene_.hints.rend(), [&](const auto& each) {
        return x >= each.x && x < each.x + each.width && y >= each.y && y < each.y + each.height;
    });
    if (hint == scene_.hints.rend()) return;
    ImGui::GetWindowDrawList()->AddRect(
        {std::round(at.x(hint->x)) - px(1), std::round(at.y(hint->y)) - px(1)},
        {std::round(at.x(hint->x + hint->width)) + px(1), std::round(at.y(hint->y + hint->height)) + px(1)},
        faded(colours().muted, 0.7f), px(2), 0, px(1));
    draw_note(hint->text);
}

}  // namespace plimsoll::web
