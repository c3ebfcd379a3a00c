#include "web/page/study_strip.h"

#include <algorithm>
#include <cmath>

#include "web/page/view_study.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using Study = report::Report::Study;

constexpr size_t most_lines = 6;
constexpr float line_height = 26, name_width = 92, value_width = 66;

/// As they stand beside a narrow scale.
std::string name_of(const Study::Metric& metric) {
    if (metric.metric == "directory_depth") return "Depth";
    if (metric.metric == "environment") return "Environment";
    if (metric.metric == "stored_bytes") return "Stored";
    if (metric.metric.starts_with("type:")) return metric.heading + " files";
    return metric.heading;
}

void draw_track(const Study& study, const Study::Metric& metric, ImVec2 at, float width) {
    double most = metric.value;
    for (const auto& median : metric.medians) most = std::max(most, median.value_or(0));
    const auto quartiles = quartiles_of(study, metric);
    if (quartiles) most = std::max(most, quartiles->upper);
    most = scale_end(most);
    const auto x = [&](double value) {
        return std::round(at.x + px(3) + static_cast<float>(value / most) * (width - px(6)));
    };
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled({at.x, at.y - px(2)}, {at.x + width, at.y + px(2)}, colours().raised, px(2));
    if (quartiles)
        draw->AddRectFilled({x(quartiles->lower), at.y - px(4)}, {x(quartiles->upper), at.y + px(4)},
                            faded(colours().faint, 0.45f), px(2));
    const auto tick = [&](double value, ImU32 colour, float thickness) {
        const float left = x(value) - std::floor(px(thickness) / 2);
        draw->AddRectFilled({left, at.y - px(6)}, {left + px(thickness), at.y + px(6)}, colour);
    };
    for (size_t category = 0; category < metric.medians.size(); ++category)
        if (metric.medians[category] && static_cast<study::Category>(category) != study.category)
            tick(*metric.medians[category], faded(colours().faint, 0.6f), 1);
    if (study.category != study::Category::none)
        if (const auto& median = metric.medians[static_cast<size_t>(study.category)])
            tick(*median, colours().text, 2);
    draw_mark({x(metric.value), at.y}, px(4), colours().accent);
}

}  // namespace

float study_strip_height(const Study& study) {
    return 28 + 26 +
           static_cast<float>(std::clamp<size_t>(study.metrics.size(), 1, most_lines)) * line_height;
}

void draw_study_strip(const Study& study, Selection& selection, ImVec2 size) {
    const Card card("strip", size, Card::Look::still);
    title(study.category == study::Category::none
              ? std::string("Among the studied images")
              : "Beside the medians of " + std::string(study::category_name(study.category)));
    if (study.metrics.empty()) {
        text_wrapped("Nothing was measured that the study has, too.", colours().muted);
        return;
    }
    const float width = ImGui::GetContentRegionAvail().x, height = px(line_height);
    const UseFont font(fonts().small);
    const float track = width - px(name_width) - px(value_width);
    for (size_t number = 0; number < std::min(most_lines, study.metrics.size()); ++number) {
        const Study::Metric& metric = study.metrics[number];
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::PushID(static_cast<int>(number));
        if (hidden_button("metric", {width, height})) selection.view = Selection::View::study;
        const bool hovered = ImGui::IsItemHovered();
        ImGui::PopID();
        if (hovered) {
            ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
            ImGui::GetWindowDrawList()->AddRectFilled({at.x - px(6), at.y},
                                                      {at.x + width + px(6), at.y + height},
                                                      faded(colours().raised, 0.6f), px(4));
        }
        std::string words = shown(metric.sentence);
        if (!words.empty()) words += "\n\n";
        note(words + about_metric(study, metric));
        const float middle = at.y + height / 2, line = std::round(middle - ImGui::GetTextLineHeight() / 2);
        ImGui::SetCursorScreenPos({at.x, line});
        text(cut_end(shown(name_of(metric)), px(name_width) - px(8)), colours().muted);
        if (track > px(30)) draw_track(study, metric, {at.x + px(name_width), middle}, track);
        const std::string value =
            metric.metric == "stored_bytes"
                ? megabytes(metric.value)
                : study_value(metric.value, metric.unit.starts_with("%") ? "%" : metric.unit);
        ImGui::SetCursorScreenPos({at.x + width - ImGui::CalcTextSize(value.c_str()).x, line});
        text(value, colours().text);
        ImGui::SetCursorScreenPos({at.x, at.y + height});
    }
    ImGui::Dummy({0, 0});
}

}  // namespace plimsoll::web
