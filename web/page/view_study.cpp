#include "web/page/view_study.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

constexpr float wide_view = 900;  // below it, the explanation stands below the metrics
constexpr float side_width = 300;

/// "62,660", "13.74": a count, or at most two digits behind the point.
std::string number(double value) {
    const double rounded = std::round(value * 100) / 100;
    std::string text = report::format_count(static_cast<uint64_t>(std::max(0.0, rounded)));
    if (const double rest = rounded - std::floor(rounded); rest > 0.004) {
        std::array<char, 16> digits{};
        std::snprintf(digits.data(), digits.size(), "%.2f", rest);
        std::string decimals(digits.data() + 1);
        while (decimals.ends_with('0')) decimals.pop_back();
        text += decimals;
    }
    return text;
}

}  // namespace

std::string study_value(double value, const std::string& unit) {
    return unit.empty() ? number(value) : number(value) + " " + unit;
}

std::string megabytes(double value) {
    return report::format_bytes(static_cast<uint64_t>(value * study::bytes_in_megabyte));
}

double scale_end(double most) {
    if (most <= 0) return 1;
    const double step = std::pow(10, std::floor(std::log10(most)) - 1);
    return std::ceil(most * 1.03 / step) * step;
}

std::optional<Quartiles> quartiles_of(const report::Report::Study& study,
                                      const report::Report::Study::Metric& metric) {
    const auto category = static_cast<size_t>(study.category);
    if (study.category == study::Category::none) return std::nullopt;
    for (const study::Metric& each : study::metrics())
        if (each.key == metric.metric && each.lower[category] && each.upper[category])
            return Quartiles{*each.lower[category], *each.upper[category]};
    return std::nullopt;
}

std::string about_metric(const report::Report::Study& study, const report::Report::Study::Metric& metric) {
    std::string words = metric.heading + ", medians of the study:";
    for (size_t category = 0; category < metric.medians.size(); ++category)
        if (const auto& median = metric.medians[category])
            words += "\n" + std::string(study::category_name(static_cast<study::Category>(category))) + ": " +
                     study_value(*median, metric.unit);
    if (const auto quartiles = quartiles_of(study, metric))
        words += "\nHalf of the " + std::string(study::category_name(study.category)) +
                 " images: " + study_value(quartiles->lower, "") + " to " +
                 study_value(quartiles->upper, metric.unit);
    return words + "\nThis image: " + study_value(metric.value, metric.unit);
}

void StudyView::draw_scale(const Metric& metric, float width) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = px(34), line = at.y + px(12), half = px(7);
    double most = metric.value;
    for (const auto& median : metric.medians) most = std::max(most, median.value_or(0));
    most = scale_end(most);
    const auto x = [&](double value) {
        return at.x + px(4) + static_cast<float>(value / most) * (width - px(8));
    };
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled({at.x, line - px(2)}, {at.x + width, line + px(2)}, colours().raised, px(2));
    if (const auto quartiles = quartiles_of(study_, metric))
        draw->AddRectFilled({x(std::min(quartiles->lower, most)), line - px(4)},
                            {x(std::min(quartiles->upper, most)), line + px(4)},
                            faded(colours().faint, 0.45f), px(2));
    for (size_t category = 0; category < metric.medians.size(); ++category) {
        const auto& median = metric.medians[category];
        if (!median) continue;
        const auto each = static_cast<study::Category>(category);
        const bool own = each == study_.category;
        draw->AddLine({x(*median), line - half}, {x(*median), line + half},
                      own ? colours().text : colours().faint, px(own ? 3 : 2));
    }
    const float mark = x(metric.value);
    draw->AddLine({mark, line - px(10)}, {mark, line + px(10)}, colours().accent, px(3));
    draw_mark({mark, line}, px(4.5f), colours().accent);
    {
        const UseFont font(fonts().small);
        draw->AddText(ImGui::GetFont(), ImGui::GetFontSize(), {at.x, line + px(9)}, colours().faint, "0");
        const std::string right = study_value(most, metric.unit);
        draw->AddText(ImGui::GetFont(), ImGui::GetFontSize(),
                      {at.x + width - ImGui::CalcTextSize(right.c_str()).x, line + px(9)}, colours().faint,
                      right.c_str());
    }
    ImGui::Dummy({width, height});
    note(about_metric(study_, metric));
}

void StudyView::draw_metric(const Metric& metric) {
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 corner = ImGui::GetCursorPos();
    {
        const UseFont font(fonts().strong);
        text(shown(metric.heading));
        const std::string value = study_value(metric.value, metric.unit);
        ImGui::SetCursorPos({corner.x + width - ImGui::CalcTextSize(value.c_str()).x, corner.y});
        text(value, colours().accent);
    }
    draw_scale(metric, width);
    std::string words = shown(metric.sentence);
    if (metric.percentile) words += " " + number(std::round(*metric.percentile)) + " % of them have less.";
    if (!words.empty()) text_wrapped(words, colours().muted);
    ImGui::Dummy({0, px(8)});
}

void StudyView::draw_about() {
    title("How to read it");
    ImGui::Dummy({0, px(2)});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = ImGui::GetTextLineHeight();
    draw_mark({at.x + px(6), at.y + line / 2}, px(4.5f), colours().accent);
    ImGui::SetCursorScreenPos({at.x + px(20), at.y});
    text("this image", colours().text);
    const auto entry = [&](const char* words, ImU32 colour, float thickness) {
        const ImVec2 from = ImGui::GetCursorScreenPos();
        ImGui::GetWindowDrawList()->AddLine({from.x + px(6), from.y}, {from.x + px(6), from.y + line}, colour,
                                            thickness);
        ImGui::SetCursorScreenPos({from.x + px(20), from.y});
        text(words, colours().text);
    };
    if (study_.category != study::Category::none) entry("the median of its own kind", colours().text, px(3));
    entry("medians of the other kinds", colours().faint, px(2));
    if (study_.category != study::Category::none) {
        const ImVec2 from = ImGui::GetCursorScreenPos();
        ImGui::GetWindowDrawList()->AddRectFilled({from.x, from.y + line / 2 - px(4)},
                                                  {from.x + px(12), from.y + line / 2 + px(4)},
                                                  faded(colours().faint, 0.45f), px(2));
        ImGui::SetCursorScreenPos({from.x + px(20), from.y});
        text("half of its own kind, where published", colours().text);
    }
    ImGui::Dummy({0, px(6)});
    title("The study");
    text_wrapped(
        "Openja, Majidi, Khomh, Chembakottu, Li: Studying the Practices of Deploying Machine Learning "
        "Projects on Docker, "
        "EASE 2022. Its Table 2 and Figure 5a, as published. Files are counted in all layers, and typed by "
        "their names "
        "alone, as the authors did; the configuration is in KiB, where the paper says MB. What is stored is "
        "of the "
        "replication package, the paper prints none of it: the compressed layers of all images of a project "
        "together. An archive whose layers are not compressed is not compared.",
        colours().muted);
}

void StudyView::draw() {
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const bool wide = room.x >= px(wide_view);
    {
        const Card card("metrics", wide ? ImVec2(room.x - px(side_width) - px(gap), 0)
                                        : ImVec2(0, std::max(px(360), room.y - px(220))));
        title(study_.category == study::Category::none
                  ? std::string(
                        "Where the image stands among the study's images; which kind it is cannot be told")
                  : "Where the image stands among the study's images, as one of the kind " +
                        std::string(study::category_name(study_.category)));
        ImGui::Dummy({0, px(4)});
        for (const Metric& metric : study_.metrics) {
            ImGui::PushID(&metric);
            draw_metric(metric);
            ImGui::PopID();
        }
        if (study_.metrics.empty()) text_wrapped("Nothing of it was measured.", colours().muted);
    }
    if (wide)
        ImGui::SameLine(0, px(gap));
    else
        vertical_gap();
    const Card card("about", {0, 0});
    draw_about();
}

}  // namespace plimsoll::web
