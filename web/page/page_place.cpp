#include "web/page/page_place.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/limits.h"

namespace plimsoll::web {
namespace {

using View = Selection::View;

constexpr std::array<std::pair<std::string_view, View>, 10> words = {{{"overview", View::overview},
                                                                      {"layers", View::layers},
                                                                      {"files", View::files},
                                                                      {"packages", View::packages},
                                                                      {"types", View::types},
                                                                      {"findings", View::findings},
                                                                      {"dockerfile", View::dockerfile},
                                                                      {"taxonomy", View::taxonomy},
                                                                      {"study", View::study},
                                                                      {"compare", View::compare}}};

std::optional<uint32_t> number_of(std::string_view text) {
    constexpr size_t most_digits = 9;
    if (text.empty() || text.size() > most_digits) return std::nullopt;
    uint32_t number = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + static_cast<uint32_t>(digit - '0');
    }
    return number;
}

void take_view(std::string_view value, PagePlace& place) {
    if (place.view || place.study) return;
    for (const auto& [word, view] : words)
        if (word == value) place.view = view;
    if (!place.view) place.study = study_place(value);
}

}  // namespace

std::string_view view_word(View view) {
    for (const auto& [word, each] : words)
        if (each == view) return word;
    return {};
}

std::string to_fragment(const PagePlace& place) {
    std::string text;
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) text.append(text.empty() ? "" : "&").append(name).append("=").append(value);
    };
    add("r", place.report);
    if (place.study)
        add("view", to_text(*place.study));
    else if (place.view)
        add("view", view_word(*place.view));
    if (place.layer) add("layer", std::to_string(*place.layer));
    return text;
}

PagePlace page_place(std::string_view fragment) {
    PagePlace place;
    if (fragment.starts_with('#')) fragment.remove_prefix(1);
    if (fragment.size() > 2 * limits::link_chars) return place;
    while (!fragment.empty()) {
        const size_t end = std::min(fragment.find('&'), fragment.size());
        const std::string_view member = fragment.substr(0, end);
        fragment.remove_prefix(std::min(end + 1, fragment.size()));
        const size_t equals = member.find('=');
        if (equals == member.npos) continue;
        const std::string_view name = member.substr(0, equals), value = member.substr(equals + 1);
        if (name == "r" && place.report.empty()) place.report = value;
        if (name == "view") take_view(value, place);
        if (name == "layer" && !place.layer) place.layer = number_of(value);
    }
    return place;
}

bool is_step(const PagePlace& from, const PagePlace& to) {
    if (from.report != to.report || from.view != to.view || from.study.has_value() != to.study.has_value())
        return true;
    return from.study && (from.study->projects != to.study->projects || from.study->item != to.study->item);
}

}  // namespace plimsoll::web
