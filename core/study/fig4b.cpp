// Figure 4b: the types of base images.
#include <algorithm>

#include "core/study/fig4.h"
#include "core/study/names.h"

namespace plimsoll::study {
namespace {

constexpr std::string_view misspelt = "Languange Runtime";

/// A type as the sheet writes it, as the figure does; empty where the figure has none.
std::string merged(const std::string& written) {
    const auto& names = published_figure(Item::fig4b)["type_merge"];
    std::string plain;
    for (const char letter : written) {
        const bool blank = letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
        if (!blank || (!plain.empty() && plain.back() != ' ')) plain.push_back(blank ? ' ' : letter);
    }
    const auto found = names.find(plain);
    return found == names.end() || !found->is_string() ? std::string() : found->get<std::string>();
}

/// The sheet's list; of an image that stands there several times the last row counts.
std::unordered_map<std::string, std::set<std::string>> types_by_base(const Dataset& data) {
    std::unordered_map<std::string, std::set<std::string>> types;
    for (const BaseTypeRow& row : data.base_types) {
        auto& of_base = types[row.base];
        of_base.clear();
        for (const std::string& type : row.types)
            if (auto name = merged(type); !name.empty()) of_base.insert(std::move(name));
    }
    return types;
}

/// Types by words in a FROM's text.
std::set<std::string> types_by_words(const std::string& from) {
    std::set<std::string> types;
    const std::string text = lower(from);
    for (const auto& [type, words] : published_figure(Item::fig4b)["keywords"].items())
        for (const auto& word : words)
            if (text.find(word.get_ref<const std::string&>()) != text.npos) types.insert(type);
    return types;
}

ProjectSets by_recognised_type(const Dataset& data, const RepoCategories& categories) {
    ProjectSets sets;
    for (const RawDockerfile& file : data.dockerfiles) {
        if (words_of(file).junk()) continue;
        for (const dockerfile::BaseType type : file.types) {
            std::string_view name = dockerfile::base_type_name(type);
            if (name == "Language Runtime") name = misspelt;
            put(sets, name, categories.of(file.repo), file.repo);
        }
    }
    return sets;
}

void find_types(const Dataset& data, Figure& figure) {
    size_t without = 0;
    std::set<std::string> bases, spellings;
    for (const BaseTypeRow& row : data.base_types) {
        bases.insert(row.base);
        without += row.types.empty() ? 1 : 0;
        spellings.insert(row.types.begin(), row.types.end());
    }
    if (data.base_types.empty()) return;
    figure.findings.push_back("The list of types has " + several(data.base_types.size(), "row") + " of " +
                              several(bases.size(), "image") + "; " + std::to_string(without) +
                              " have no type, and 13 types are written in " +
                              std::to_string(spellings.size()) + " ways.");
}

}  // namespace

Figure fig4b(const Dataset& data) {
    Figure figure;
    figure.item = Item::fig4b;
    figure.title = "Figure 4b: projects by type of base image";
    figure.formula =
        "Percent of the projects of the sheet baseimages; an image has the types that the sheet temp gives "
        "it, and those whose words "
        "its FROM contains. The rule is inferred, its words were fitted. Corrected: types by the image's "
        "name, variables put in, "
        "stages left out.";
    const RepoCategories categories(data);
    ProjectSets counted;
    const auto types = types_by_base(data);
    for (const BaseRow& row : data.bases) {
        auto all = types_by_words(row.from);
        if (const auto found = types.find(row.base); found != types.end())
            all.insert(found->second.begin(), found->second.end());
        for (const std::string& type : all) put(counted, type, row.category, row.repo);
    }
    if (data.bases.empty())
        for (const RawDockerfile& file : data.dockerfiles)
            for (const std::string& from : file.from)
                for (const std::string& type : types_by_words(from))
                    put(counted, type, categories.of(file.repo), file.repo);
    figure.source = data.bases.empty()
                        ? "the FROMs of the Dockerfiles"
                        : "the spreadsheet's sheets baseimages (" + several(data.bases.size(), "row") +
                              ") and temp (" + several(data.base_types.size(), "row") + ")";
    const double denominator = begin_bars(figure, data, categories);
    const ProjectSets named = by_recognised_type(data, categories);
    fill_bars(figure, data, counted, data.dockerfiles.empty() ? nullptr : &named, denominator,
              data.type_percents, "By the images' names, not by words in the text.");
    find_types(data, figure);
    return figure;
}

}  // namespace plimsoll::study
