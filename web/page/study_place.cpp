#include "web/page/study_place.h"

namespace plimsoll::web {
namespace {

constexpr std::string_view study_word = "study/", projects_word = "projects", read_word = "read",
                           corrected_word = "/corrected", fragment_word = "view=";

bool take(std::string_view& text, std::string_view beginning) {
    if (!text.starts_with(beginning)) return false;
    text.remove_prefix(beginning.size());
    return true;
}

}  // namespace

std::string to_text(const StudyPlace& place) {
    if (place.projects) return std::string(projects_word);
    std::string text(study_word);
    if (!place.item) return text.append(read_word);
    text.append(study::item_name(*place.item));
    if (place.mode == study::Mode::corrected) text.append(corrected_word);
    return text;
}

std::optional<StudyPlace> study_place(std::string_view text) {
    using study::Mode;
    if (text == projects_word) return StudyPlace{.projects = true};
    if (!take(text, study_word)) return std::nullopt;
    if (text == read_word) return StudyPlace{.item = std::nullopt};
    const bool corrected = text.ends_with(corrected_word);
    if (corrected) text.remove_suffix(corrected_word.size());
    const auto item = study::item_named(text);
    if (!item) return std::nullopt;
    return StudyPlace{.item = *item, .mode = corrected ? Mode::corrected : Mode::as_published};
}

std::string fragment_of(const StudyPlace& place) { return std::string(fragment_word).append(to_text(place)); }

std::optional<StudyPlace> study_place_of_fragment(std::string_view fragment) {
    take(fragment, "#");
    if (!take(fragment, fragment_word)) return std::nullopt;
    return study_place(fragment);
}

}  // namespace plimsoll::web
