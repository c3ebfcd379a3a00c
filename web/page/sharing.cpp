#include "web/page/sharing.h"

#include <algorithm>

#include "core/limits.h"
#include "core/link/citation.h"
#include "core/link/link.h"

namespace plimsoll::web {

std::vector<std::string> authors_of(std::string_view words) {
    std::vector<std::string> authors;
    while (!words.empty()) {
        const size_t end = std::min(words.find(';'), words.size());
        std::string_view author = words.substr(0, end);
        words.remove_prefix(std::min(end + 1, words.size()));
        const size_t first = author.find_first_not_of(" \t");
        if (first == author.npos) continue;
        author = author.substr(first, author.find_last_not_of(" \t") - first + 1);
        authors.emplace_back(author);
    }
    return authors;
}

std::string authors_text(const std::vector<std::string>& authors) {
    std::string words;
    for (const std::string& author : authors) words.append(words.empty() ? "" : "; ").append(author);
    return words;
}

std::string file_stem(std::string_view image_name) {
    constexpr size_t most = 60;
    image_name.remove_prefix(std::min(image_name.rfind('/') + 1, image_name.size()));
    std::string stem = "plimsoll";
    for (const char letter : image_name.substr(0, most)) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                           (letter >= '0' && letter <= '9') || letter == '.' || letter == '_';
        if (stem == "plimsoll") stem += '-';
        if (plain)
            stem += letter;
        else if (!stem.ends_with('-'))
            stem += '-';
    }
    while (stem.ends_with('-') || stem.ends_with('.')) stem.pop_back();
    return stem;
}

link::Essence narrowed(link::Essence essence, const link::Choice& choice) {
    link::Choice& shared = essence.shared;
    shared = {shared.references && choice.references, shared.paths && choice.paths,
              shared.commands && choice.commands, shared.environment && choice.environment,
              shared.labels && choice.labels};
    if (!shared.references) {
        essence.references = {};
        for (link::Essence::Base& base : essence.bases.rows) base.image.clear();
    }
    if (!shared.paths) {
        essence.source_name.clear();
        for (link::Essence::Package& package : essence.packages.rows)
            if (package.name.starts_with('/')) package.name.clear();
        for (link::Essence::File& file : essence.largest_files.rows) file.path.clear();
    }
    if (!shared.commands)
        for (link::Essence::Layer& layer : essence.layers.rows) layer.command.clear();
    if (!shared.environment) essence.environment.rows.clear();
    if (!shared.labels) essence.labels.rows.clear();
    return essence;
}

Result<SharedLink> share(link::Essence essence, const ShareWish& wish, const std::string& base,
                         link::Fragment place) {
    const std::string doi = link::doi_of(wish.doi);
    if (doi.empty() && !wish.doi.empty())
        return failure(ErrorCode::unrecognised, "", "this is no DOI: 10.1000/182 is one");
    link::annotate(essence, wish.title, authors_of(wish.authors), doi);
    if (wish.card) essence = link::card_of(std::move(essence));
    place.report.assign(1, 'r');  // so that what surrounds it is counted
    const size_t around = base.size() + link::write_fragment(place).size() - 1;
    const size_t most = essence.card ? limits::card_link_chars : limits::full_link_chars;
    auto made = link::encode(essence, most - std::min(most, around));
    if (!made) return failure(made.error());
    place.report = std::move(made->text);
    return SharedLink{base + link::write_fragment(place), std::move(made->essence)};
}

}  // namespace plimsoll::web
