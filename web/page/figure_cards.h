// The figures that a reader wants first, large, each in a card of its own.
#pragma once

#include <span>
#include <string>

namespace plimsoll::web {

struct FigureCard {
    const char* name;
    std::string value, detail;
    const char* definition = nullptr;  ///< shown to who points at the card; null: nothing is
};

/// As many beside each other as there is room for, `height` pixels high.
void draw_figure_cards(std::span<const FigureCard> figures, float height);

}  // namespace plimsoll::web
