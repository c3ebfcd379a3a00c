#include "core/study/fig4.h"

#include <cmath>

namespace plimsoll::study {

size_t base_projects(const Dataset& data) {
    std::set<std::string_view> repos;
    for (const BaseRow& row : data.bases) repos.insert(row.repo);
    return repos.size();
}

namespace {

std::optional<double> percent_in_file(const std::vector<BasePercent>& bars, const std::string& name,
                                      Category category) {
    for (const BasePercent& bar : bars)
        if (bar.name == name && bar.category == category) return bar.percent;
    return std::nullopt;
}

/// How far the recomputed bars are from the published ones.
void check_bars(Figure& figure, size_t column) {
    size_t bars = 0, equal = 0, near = 0;
    for (const Row& row : figure.rows) {
        const auto published = number_in(row.cells[column].published),
                   found = number_in(row.cells[column].recomputed);
        if (!published || !found) continue;
        ++bars;
        equal += *published == *found ? 1 : 0;
        near += std::abs(*published - *found) <= 2 ? 1 : 0;
    }
    if (bars > 0)
        figure.checks.push_back(std::to_string(equal) + " of " + std::to_string(bars) +
                                " bars come out exactly, " + std::to_string(near) + " within two projects.");
}

}  // namespace

double begin_bars(Figure& figure, const Dataset& data, const RepoCategories& categories) {
    figure.available = !data.bases.empty() || !data.dockerfiles.empty();
    for (OrderedJson* json : {&figure.as_published, &figure.corrected}) {
        (*json)["source"] = figure.source;
        (*json)["formula"] = figure.formula;
    }
    if (data.dockerfiles.empty())
        figure.not_recomputable.push_back(
            "The corrected counts need the Dockerfiles (raw-data/Dockerfiles/logs).");
    if (!data.bases.empty()) return static_cast<double>(base_projects(data));
    return data.dockerfiles.empty() ? base_image_projects
                                    : static_cast<double>(std::max<size_t>(categories.size(), 1));
}

void fill_bars(Figure& figure, const Dataset& data, const ProjectSets& as_published,
               const ProjectSets* corrected, double denominator, const std::vector<BasePercent>& bars,
               const std::string& mended) {
    figure.name_headings = {figure.item == Item::fig4a ? "Base image" : "Type", "Category"};
    figure.columns = {{"repos", "Projects", "", 0},
                      {"percent", "Share", "%", 2, false},
                      {"bar", "Bar in the package", "%", 2, false}};
    const OrderedJson& published = published_figure(figure.item)["percent_of_399_repos"];
    auto& json = figure.as_published;
    json["denominator_repos"] = figure.corrected["denominator_repos"] = denominator;
    for (const auto& [name, categories] : published.items()) {
        for (const auto& [key, percent] : categories.items()) {
            const Category category = category_of(key);
            const double repos = count_in(as_published, name, category);
            const double mended_repos = corrected ? count_in(*corrected, name, category) : 0;
            const auto share = [&](double count) { return rounded(100 * count / denominator, 2); };
            Cell count, percents, bar;
            count.published = std::round(percent.get<double>() * base_image_projects / 100);
            percents.published = bar.published = percent.get<double>();
            if (figure.available) {
                count.recomputed = repos;
                percents.recomputed = share(repos);
            }
            if (corrected) {
                count.corrected = mended_repos;
                percents.corrected = share(mended_repos);
            }
            bar.recomputed = value_of(percent_in_file(bars, name, category));
            bar.corrected = bar.recomputed;
            const std::string why =
                "The rule is inferred, as the authors' program is not published: it is off by " +
                several(static_cast<uint64_t>(std::abs(repos - *number_in(count.published))), "project") +
                ".";
            explain(count, 0, data, why, mended);
            explain(percents, 0.0051, data, why, mended);
            explain(bar, 0.0051, data, "The package's file has another value.", "");
            json["repos"][name][key] = repos;
            json["percent"][name][key] = share(repos);
            if (bar.recomputed.index() != 0)
                json["percent_of_399_repos"][name][key] = *number_in(bar.recomputed);
            if (corrected) {
                figure.corrected["repos"][name][key] = mended_repos;
                figure.corrected["percent"][name][key] = share(mended_repos);
            }
            std::string label = name;
            if (label == "Languange Runtime") label = "Language Runtime";
            figure.rows.push_back({{label, std::string(category_name(category))}, {count, percents, bar}});
        }
    }
    if (figure.available && is_whole(data)) check_bars(figure, 0);
    if (!bars.empty()) {
        size_t equal = 0;
        for (const Row& row : figure.rows)
            equal += row.cells[2].recomputed.index() != 0 && !row.cells[2].differs ? 1 : 0;
        figure.checks.push_back(std::to_string(equal) + " of " + std::to_string(figure.rows.size()) +
                                " bars are those of the package's file.");
    }
}

}  // namespace plimsoll::study
