// What a link says of an image: a page of cards, drawn from the link's essence alone.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>

#include "core/link/essence.h"
#include "web/page/selection.h"
#include "web/page/table_text.h"

namespace plimsoll::web {

class LinkView {
 public:
    /// `essence` must live as long as the view.
    explicit LinkView(const link::Essence& essence);

    /// Fills the window that is current.
    void draw();

    /// Scrolls to the part that a view's name stands for, when it is drawn next; and marks a layer in it. What the link has
    /// nothing of is the whole of it, from its top.
    void go_to(Selection::View part, std::optional<uint32_t> layer);

    /// Whether there is such a part.
    bool has(Selection::View part) const;

    /// The part that a reader sees.
    Selection::View part() const { return part_; }
    /// The layer that is marked.
    std::optional<uint32_t> layer() const { return layer_; }

 private:
    void draw_banner();
    void draw_identity(float height);
    void draw_left_out(float height);
    void draw_figures();
    void draw_load(float height);
    void draw_layers();
    void draw_layer_strip();
    void draw_files();
    void draw_packages();
    void draw_types();
    void draw_findings();
    void draw_taxonomy();
    void draw_study();
    void draw_settings();
    /// Two cards side by side, or below each other where there is no room.
    template <class Left, class Right>
    void draw_pair(Selection::View left_part, Left left, Selection::View right_part, Right right);
    /// A part begins at the cursor.
    void begin(Selection::View part);
    void follow_scrolling();

    const link::Essence& essence_;
    std::map<std::string, TableRows> tables_;  ///< what is looked for in each, by its ID
    std::optional<uint32_t> layer_;            ///< marked
    Selection::View part_ = Selection::View::overview;
    std::optional<Selection::View> wanted_;  ///< to scroll to
    int settling_ = 0;                       ///< frames that cards that grow have left to get their heights
    int still_ = 0;                          ///< frames for which nothing has moved
    float settled_scroll_ = 0;               ///< where scrolling to part_ has led
    std::array<float, 16> tops_{};           ///< by Selection::View; below 0: no such part
};

}  // namespace plimsoll::web
