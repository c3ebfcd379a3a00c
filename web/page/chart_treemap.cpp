#include "web/page/chart_treemap.h"

#include <algorithm>
#include <cmath>

#include "core/report/report.h"
#include "web/page/theme.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

/// A rectangle's corners on whole pixels. Neighbours share an edge, and so do their pixels: no gap, no overlap.
struct Corners {
    ImVec2 from, to;

    explicit Corners(const Rectangle& area)
        : from{std::round(static_cast<float>(area.left)), std::round(static_cast<float>(area.top))},
          to{std::round(static_cast<float>(area.right())), std::round(static_cast<float>(area.bottom()))} {}

    /// Without the gap to its neighbours, where it is large enough for one.
    Corners inside() const {
        Corners made = *this;
        const float gap = px(1);
        if (to.x - from.x > 3 * gap) made.to.x -= gap;
        if (to.y - from.y > 3 * gap) made.to.y -= gap;
        return made;
    }

    Corners moved(ImVec2 by) const {
        Corners made = *this;
        made.from.x += by.x, made.to.x += by.x;
        made.from.y += by.y, made.to.y += by.y;
        return made;
    }

    bool holds(ImVec2 point) const {
        return point.x >= from.x && point.x < to.x && point.y >= from.y && point.y < to.y;
    }
};

float width_of(const std::string& text) { return ImGui::CalcTextSize(text.c_str()).x; }

constexpr float label_padding = 5;  // of a frame's name, CSS pixels

/// A name that is cut to fewer letters tells nothing.
bool tells(const std::string& cut, const std::string& whole) {
    constexpr size_t least_letters = 6;
    constexpr size_t ellipsis_bytes = 3;
    return cut == whole || cut.size() >= least_letters + ellipsis_bytes;
}

bool overlap(ImVec4 a, ImVec4 b) { return a.x < b.z && b.x < a.z && a.y < b.w && b.y < a.w; }

}  // namespace

bool TreemapChart::shows(uint64_t content, ImVec2 size) const {
    return content_ == content && size_.x == size.x && size_.y == size.y && ratio_ == pixel_ratio();
}

void TreemapChart::lay_out(uint64_t content, ImVec2 size, std::vector<Box> boxes, std::vector<Frame> frames) {
    content_ = content;
    size_ = size;
    ratio_ = pixel_ratio();
    boxes_ = std::move(boxes);
    frames_ = std::move(frames);

    std::vector<ImVec4> taken;  // by the frames' names, each below that of the frame around it
    frame_labels_.assign(frames_.size(), {});
    const UseFont font(fonts().title);
    const ImVec2 size_of_gap = {px(4), px(4)};
    for (size_t number = 0; number < frames_.size(); ++number) {
        const Corners corners(frames_[number].area);
        ImVec2 at{corners.from.x + size_of_gap.x, corners.from.y + size_of_gap.y};
        const float height = ImGui::GetTextLineHeight() + px(2);
        for (const ImVec4& each : taken)
            if (overlap(each, {at.x, at.y, corners.to.x, at.y + height}))
                at.y = std::max(at.y, each.w + px(2));
        const std::string cut =
            cut_end(frames_[number].name, corners.to.x - size_of_gap.x - at.x - 2 * px(label_padding));
        if (!tells(cut, frames_[number].name) || at.y + height > corners.to.y - size_of_gap.y) continue;
        frame_labels_[number] = {at, cut};
        taken.push_back({at.x, at.y, at.x + width_of(cut) + 2 * px(label_padding), at.y + height});
    }
    texts_.assign(boxes_.size(), {});
    for (size_t number = 0; number < boxes_.size(); ++number)
        fit_label(boxes_[number], taken, texts_[number]);
}

void TreemapChart::fit_label(const Box& box, const std::vector<ImVec4>& taken, Texts& texts) const {
    const Corners corners(box.area);
    const float left = corners.from.x + px(8), right = corners.to.x - px(7), bottom = corners.to.y - px(4);
    float top = corners.from.y + px(6);
    const auto line_height = [](ImFont* font) {
        const UseFont use(font);
        return ImGui::GetTextLineHeight();
    };
    const float name_height = line_height(fonts().title), detail_height = line_height(fonts().small);
    // Frames' names lie over the boxes: the boxes' own stand below them.
    for (const ImVec4& each : taken)
        if (overlap(each, {left, top, right, top + name_height + detail_height}))
            top = std::max(top, each.w + px(2));
    if (top + name_height > bottom || right <= left) return;
    {
        const UseFont font(fonts().title);
        std::string cut = cut_end(box.name, right - left);
        if (!tells(cut, box.name)) return;
        texts.name = {{left, top}, std::move(cut)};
    }
    const UseFont font(fonts().small);
    if (top + name_height + detail_height > bottom || width_of(box.detail) > right - left) return;
    texts.detail = {{left, top + name_height}, box.detail};
}

std::optional<size_t> TreemapChart::box_at(ImVec2 point) const {
    for (size_t number = 0; number < boxes_.size(); ++number)
        if (Corners(boxes_[number].area).holds(point)) return number;
    return std::nullopt;
}

TreemapChart::Touched TreemapChart::draw(const char* id, std::optional<size_t> selected) {
    const Colours& c = colours();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    Touched touched;
    const bool clicked = hidden_button(id, size_);
    if (ImGui::IsItemHovered()) {
        const ImVec2 mouse = ImGui::GetMousePos();
        touched.hovered = box_at({mouse.x - at.x, mouse.y - at.y});
        if (touched.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        if (clicked) touched.clicked = touched.hovered;
    }

    ImDrawList* draw = ImGui::GetWindowDrawList();
    const auto write = [&](const Label& label, ImFont* font, ImU32 ink) {
        if (!label.text.empty())
            draw->AddText(font, font->FontSize, {at.x + label.at.x, at.y + label.at.y}, ink,
                          label.text.c_str());
    };
    for (size_t number = 0; number < boxes_.size(); ++number) {
        const Box& box = boxes_[number];
        const Corners corners = Corners(box.area).inside().moved(at);
        ImU32 fill = box.kind ? area_colour(*box.kind) : c.raised;
        if (number == touched.hovered) fill = mixed(fill, c.text, 0.16f);
        draw->AddRectFilled(corners.from, corners.to, fill, px(2));
        if (!box.kind) draw->AddRect(corners.from, corners.to, c.line, px(2), 0, px(1));
        if (box.hidden) draw_hatching(corners.from, corners.to, faded(c.card, 0.6f));
        const ImU32 ink = box.kind ? ink_on_area(*box.kind) : c.text;
        write(texts_[number].name, fonts().title, ink);
        write(texts_[number].detail, fonts().small, ink);
    }
    for (size_t number = 0; number < frames_.size(); ++number) {
        const Corners corners = Corners(frames_[number].area).moved(at);
        draw->AddRect(corners.from, corners.to, c.card, 0, 0, px(frames_[number].outermost ? 4 : 2));
    }
    for (const Label& label : frame_labels_) {
        if (label.text.empty()) continue;
        const UseFont font(fonts().title);
        const ImVec2 from{at.x + label.at.x, at.y + label.at.y};
        const float width = width_of(label.text) + 2 * px(label_padding);
        draw->AddRectFilled(from, {from.x + width, from.y + ImGui::GetTextLineHeight() + px(2)}, c.card,
                            px(3));
        draw->AddText({from.x + px(label_padding), from.y + px(1)}, c.text, label.text.c_str());
    }
    if (selected && *selected < boxes_.size()) {
        const Corners corners = Corners(boxes_[*selected].area).inside().moved(at);
        draw->AddRect({corners.from.x + px(1), corners.from.y + px(1)},
                      {corners.to.x - px(1), corners.to.y - px(1)}, c.card, px(2), 0, px(5));
        draw->AddRect(corners.from, corners.to, c.text, px(2), 0, px(2));
    }
    return touched;
}

void draw_kind_legend(const uint64_t (&bytes)[kinds]) {
    const UseFont font(fonts().small);
    const float end = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
    bool first = true;
    for (size_t number = 0; number < kinds; ++number) {
        if (bytes[number] == 0) continue;
        const auto kind = static_cast<Kind>(number);
        const std::string name(name_of(kind)), weight = report::format_bytes(bytes[number]);
        const float width = px(16) + width_of(name) + px(6) + width_of(weight);
        if (!first) {
            ImGui::SameLine(0, px(16));
            if (ImGui::GetCursorScreenPos().x + width > end) ImGui::NewLine();
        }
        first = false;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float middle = std::round(at.y + ImGui::GetTextLineHeight() / 2), half = px(5);
        ImGui::GetWindowDrawList()->AddRectFilled({at.x, middle - half}, {at.x + 2 * half, middle + half},
                                                  area_colour(kind), px(2));
        ImGui::SetCursorScreenPos({at.x + px(16), at.y});
        text(name, colours().text);
        ImGui::SameLine(0, px(6));
        text(weight, colours().muted);
        note(report::format_count(bytes[number]) + " bytes");
    }
}

}  // namespace plimsoll::web
