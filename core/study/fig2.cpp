// Figure 2: what Docker is used for.
#include "core/study/figures.h"

namespace plimsoll::study {

Figure fig2(const Dataset& data) {
    Figure figure;
    figure.item = Item::fig2;
    figure.title = "Figure 2: purposes of Dockerfiles";
    figure.formula = "A taxonomy: 21 purposes, two of which have subcategories. There are no numbers in it.";
    figure.source = "RQ2/Purpose.png of the package";
    figure.name_headings = {"Purpose", "Subcategory"};
    figure.columns = {{"gloss", "What it is", "", 0}, {"defined", "Defined in the paper", "", 0}};
    figure.as_published = figure.corrected = published_figure(Item::fig2);
    std::set<std::string> names;
    for (const auto& category : published_figure(Item::fig2)["categories"]) {
        const std::string name = category["name"].get<std::string>();
        names.insert(name);
        Cell gloss, defined;
        gloss.published = category["gloss"].get<std::string>();
        defined.published = std::string(
            category["defined_in_paper_text"].get<bool>() ? "yes" : "no: the gloss is not the paper's");
        figure.rows.push_back({{name, ""}, {gloss, defined}});
        for (const auto& sub : category["subcategories"])
            figure.rows.push_back(
                {{name, sub.is_string() ? sub.get<std::string>() : sub["name"].get<std::string>()},
                 {Cell{}, Cell{}}});
    }
    size_t labelled = 0;
    for (const Labelled& row : data.labelled) labelled += row.labels.empty() ? 0 : 1;
    if (labelled > 0)
        figure.checks.push_back(several(labelled, "project") + " of " + std::to_string(data.labelled.size()) +
                                " have labels in the column What of manual-labeling.csv.");
    OrderedJson maps = OrderedJson::array();
    for (const MindMap& map : data.mind_maps) {
        size_t same = 0;
        for (const std::string& topic : map.topics) same += names.contains(topic) ? 1 : 0;
        figure.findings.push_back(map.file + " is a draft: " + several(map.topics.size(), "topic") +
                                  " below \"" + map.root + "\", of which " + std::to_string(same) +
                                  " are among the figure's " + std::to_string(names.size()) + ".");
        maps.push_back({{"file", map.file}, {"root", map.root}, {"topics", map.topics}});
    }
    figure.as_published["mind_maps"] = figure.corrected["mind_maps"] = maps;
    figure.not_recomputable.push_back(
        "How often each purpose occurs cannot be computed: the package does not say which project was given "
        "which of the 21.");
    figure.available = true;
    return figure;
}

}  // namespace plimsoll::study
