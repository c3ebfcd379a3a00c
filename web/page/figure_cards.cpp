#include "web/page/figure_cards.h"

#include <algorithm>
#include <cmath>

#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

void draw_card(const FigureCard& figure, ImVec2 size) {
    const Card card(figure.name, size, Card::Look::still);
    title(figure.name);
    {
        const UseFont font(fonts().figure);
        text(figure.value);
    }
    text(cut_end(figure.detail, ImGui::GetContentRegionAvail().x), colours().muted);
    if (figure.definition && ImGui::IsWindowHovered()) draw_note(figure.definition);
}

}  // namespace

void draw_figure_cards(std::span<const FigureCard> figures, float height) {
    const int count = static_cast<int>(figures.size());
    const float room = ImGui::GetContentRegionAvail().x;
    const int across = std::clamp(static_cast<int>((room + px(gap)) / px(168)), 1, count);
    const float width =
        std::floor((room - static_cast<float>(across - 1) * px(gap)) / static_cast<float>(across));
    for (int number = 0; number < count; ++number) {
        // One that is alone in the last row fills it.
        const bool alone = number + 1 == count && number > 0 && number % across == 0;
        if (number % across > 0)
            ImGui::SameLine(0, px(gap));
        else if (number > 0)
            vertical_gap();
        draw_card(figures[static_cast<size_t>(number)], {alone ? room : width, height});
    }
}

}  // namespace plimsoll::web
