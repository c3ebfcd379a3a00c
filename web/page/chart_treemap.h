// Draws a treemap: boxes with names in them, that are pointed at and clicked. Which boxes, and where, others say.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web/page/load_kind.h"
#include "web/page/treemap.h"

namespace plimsoll::web {

class TreemapChart {
 public:
    /// Texts are such that shown() made, or our own.
    struct Box {
        Rectangle area;            ///< in device pixels, from the chart's left top corner
        std::string name, detail;  ///< shown where there is room
        std::optional<Kind> kind;  ///< none: the box is of several
        bool hidden = false;       ///< hatched: no container sees it
    };
    /// Boxes that belong together, as their areas do; outer frames come before those inside them.
    struct Frame {
        Rectangle area;
        std::string name;
        bool outermost = true;
    };

    /// Whether what is laid out is this content at this size.
    bool shows(uint64_t content, ImVec2 size) const;

    /// Takes new boxes, and cuts their names to what fits. `content` is any number that names them.
    void lay_out(uint64_t content, ImVec2 size, std::vector<Box> boxes, std::vector<Frame> frames = {});

    /// Numbers of boxes.
    struct Touched {
        std::optional<size_t> hovered, clicked;
    };
    /// Fills the size that it was laid out for.
    Touched draw(const char* id, std::optional<size_t> selected);

 private:
    struct Label {
        ImVec2 at{};
        std::string text;
    };
    struct Texts {
        Label name, detail;
    };
    void fit_label(const Box& box, const std::vector<ImVec4>& taken, Texts& texts) const;
    std::optional<size_t> box_at(ImVec2 point) const;

    std::vector<Box> boxes_;
    std::vector<Texts> texts_;  ///< of each box
    std::vector<Frame> frames_;
    std::vector<Label> frame_labels_;
    uint64_t content_ = 0;
    ImVec2 size_{};
    float ratio_ = 0;
};

/// A square of a kind's colour, its name and how many bytes it has, for each kind that has some; as many in a line as
/// fit. `bytes` are by Kind.
void draw_kind_legend(const uint64_t (&bytes)[kinds]);

}  // namespace plimsoll::web
