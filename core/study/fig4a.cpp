// Figure 4a: the commonest base images.
#include <algorithm>

#include "core/study/fig4.h"
#include "core/study/names.h"

namespace plimsoll::study {
namespace {

/// The name that an image has to have: "{}/cuda" is cuda of anybody.
std::string_view plain(std::string_view label) { return label.starts_with("{}/") ? label.substr(3) : label; }

/// Whether an image, without its tag, is what a label says: "debian" is nobody's but Docker's own.
bool is_named(std::string_view image, std::string_view label) {
    const size_t slash = image.rfind('/');
    const bool owned = slash != image.npos;
    return owned == label.starts_with("{}/") && (owned ? image.substr(slash + 1) : image) == plain(label);
}

/// By the images' names, in the Dockerfiles.
ProjectSets by_image_name(const Dataset& data, const RepoCategories& categories) {
    ProjectSets sets;
    const auto& labels = published_figure(Item::fig4a)["percent_of_399_repos"];
    for (const RawDockerfile& file : data.dockerfiles) {
        if (words_of(file).junk()) continue;
        for (const std::string& image : file.images)
            for (const auto& [label, bars] : labels.items())
                if (is_named(lower(image), label)) put(sets, label, categories.of(file.repo), file.repo);
    }
    return sets;
}

/// What counting by parts of the text adds, with an example.
void find_substrings(const Dataset& data, const ProjectSets& counted, const ProjectSets& named,
                     Figure& figure) {
    for (const auto& [label, sets] : counted) {
        size_t as_text = 0, as_name = 0;
        const auto of_name = named.find(label);
        for (size_t at = 0; at < category_count; ++at) {
            as_text += sets[at].size();
            if (of_name != named.end()) as_name += of_name->second[at].size();
        }
        if (as_text <= as_name) continue;
        // The commonest of what counts without being it.
        std::map<std::string, size_t> others;
        for (const BaseRow& row : data.bases) {
            const auto labels = dockerfile::authors_base_labels(row.from);
            const auto reference = dockerfile::parse_reference(row.from.substr(0, row.from.find(' ')));
            const bool other = reference && !reference->variable && lower(reference->name) != plain(label);
            if (!other || std::find(labels.begin(), labels.end(), label) == labels.end()) continue;
            ++others[row.from];
        }
        const auto example = std::max_element(
            others.begin(), others.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        std::string sentence(label);
        sentence.append(": ")
            .append(several(as_text, "project"))
            .append(" have the text somewhere in a FROM, ");
        sentence.append(std::to_string(as_name)).append(" have an image of that name");
        if (example != others.end()) sentence.append(" (").append(example->first).append(" counts as well)");
        figure.findings.push_back(sentence.append("."));
    }
}

}  // namespace

Figure fig4a(const Dataset& data) {
    Figure figure;
    figure.item = Item::fig4a;
    figure.title = "Figure 4a: projects by base image";
    figure.formula =
        "Percent of the projects of the sheet baseimages; a project counts if a FROM's text, in lower case, "
        "contains the label "
        "(cuda: also nvidia and gpu; python: also -py). The rule is inferred. Corrected: the image's name is "
        "the label, with an owner where the label has {}; variables put in, stages left out.";
    const RepoCategories categories(data);
    ProjectSets counted;
    if (!data.bases.empty()) {
        for (const BaseRow& row : data.bases)
            for (const std::string_view label : dockerfile::authors_base_labels(row.from))
                put(counted, label, row.category, row.repo);
    } else {
        for (const RawDockerfile& file : data.dockerfiles)
            for (const std::string& from : file.from)
                for (const std::string_view label : dockerfile::authors_base_labels(from))
                    put(counted, label, categories.of(file.repo), file.repo);
    }
    figure.source = data.bases.empty()
                        ? "the FROMs of the Dockerfiles"
                        : "the spreadsheet's sheet baseimages (" + several(data.bases.size(), "row") + ", " +
                              several(base_projects(data), "project") + ")";
    const double denominator = begin_bars(figure, data, categories);
    const ProjectSets named = by_image_name(data, categories);
    fill_bars(figure, data, counted, data.dockerfiles.empty() ? nullptr : &named, denominator,
              data.base_percents, "By the images' names, not by parts of the text.");
    if (!data.dockerfiles.empty()) {
        OrderedJson strict = OrderedJson::object();
        for (const auto& [label, bars] : published_figure(Item::fig4a)["percent_of_399_repos"].items()) {
            strict[label] = OrderedJson::object();
            for (const Category category : all_categories)
                if (const double count = count_in(named, label, category); count > 0)
                    strict[label][std::string(category_key(category))] = count;
        }
        figure.as_published["strict_name_recount_from_raw_dockerfiles"] = {
            {"note", "projects with an image of that name, of " + std::to_string(categories.size())},
            {"repos", strict}};
        find_substrings(data, counted, named, figure);
    }
    return figure;
}

}  // namespace plimsoll::study
