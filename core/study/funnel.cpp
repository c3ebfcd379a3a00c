// How projects were selected (the paper's Section 3).
#include "core/study/figures.h"

namespace plimsoll::study {
namespace {

struct Step {
    const char* label;
    std::optional<double> count;
    std::string note;
};

std::optional<double> sheet(const Dataset& data, std::string_view name) {
    for (const SheetCount& count : data.sheets)
        if (count.sheet == name) return static_cast<double>(count.rows);
    return std::nullopt;
}

std::optional<double> rows_of(size_t rows) {
    return rows == 0 ? std::nullopt : std::optional<double>(static_cast<double>(rows));
}

bool at_least(const std::optional<double>& value, double least) { return value && *value >= least; }

}  // namespace

Figure funnel(const Dataset& data) {
    Figure figure;
    figure.item = Item::funnel;
    figure.title = "How projects were selected";
    figure.formula =
        "Rows of the sheet initial: at least 100 commits, then at least one release, then not archived.";
    figure.source = "RQ1/ML_Docker_repositories.xlsx";
    figure.available = !data.candidates.empty();
    figure.name_headings = {"Step"};
    figure.columns = {{"projects", "Projects", "", 0}};

    std::optional<double> commits, releases, kept;
    size_t popular = 0;
    if (figure.available) {
        commits = releases = kept = 0;
        for (const Candidate& row : data.candidates) {
            if (!at_least(row.commits, 100)) continue;
            ++*commits;
            if (!at_least(row.releases, 1)) continue;
            ++*releases;
            if (at_least(row.stars, 1) && at_least(row.forks, 1)) ++popular;
            if (row.archived.value_or(0) == 0) ++*kept;
        }
    }
    const Step steps[] = {{"all-search", sheet(data, "all-search"), {}},
                          {"initial (has Dockerfile)", rows_of(data.candidates.size()), {}},
                          {"commits>=100", commits, {}},
                          {"releases>=1", releases, {}},
                          {"not archived", kept, {}},
                          {"images (candidate Docker Hub image)", sheet(data, "images"), {}},
                          {"filtered", sheet(data, "filtered"), {}},
                          {"filtered2 = final-dataset", rows_of(data.projects.size()), {}},
                          {"labeling2 = manual-labeling", rows_of(data.labelled.size()), {}}};
    const OrderedJson& published = published_figure(Item::funnel);
    const auto printed = [&](const char* name) { return published_number(published, {"published", name}); };
    OrderedJson counts = OrderedJson::array();
    for (const Step& step : steps) {
        Cell cell;
        const std::string_view label = step.label;
        // The paper tells four of the steps.
        if (label == "all-search") cell.published = value_of(printed("search"));
        if (label.starts_with("initial")) cell.published = value_of(printed("dockerfile"));
        if (label == "not archived") cell.published = value_of(printed("criteria"));
        if (label.starts_with("filtered2")) cell.published = value_of(printed("final"));
        cell.recomputed = cell.corrected = value_of(step.count);
        const auto told = number_in(cell.published);
        std::string why = "The rows of the package give another number.";
        if (told && step.count && *told == *step.count + 1) {
            why = "It is the number of rows and their heading: the heading was counted.";
            figure.findings.push_back("The paper's " + shown(*told) + " is one more than the " +
                                      shown(*step.count) + " rows of " +
                                      (label == "all-search" ? "the sheet all-search" : "final-dataset.csv") +
                                      ": the heading was counted.");
        }
        explain(cell, 0, data, why, "");
        if (cell.differs && label != "filtered2 = final-dataset") cell.difference = why;
        figure.rows.push_back({{step.label}, {std::move(cell)}});
        counts.push_back({step.label, json_of(step.count)});
    }
    for (OrderedJson* json : {&figure.as_published, &figure.corrected}) {
        (*json)["source"] = figure.source;
        (*json)["steps"] = counts;
        (*json)["published"] = published["published"];
    }
    const std::pair<const char*, std::optional<double>> sheets[] = {
        {"100commits", commits}, {"1release", releases}, {"notarchived", kept}};
    for (const auto& [name, count] : sheets)
        if (const auto rows = sheet(data, name); rows && count)
            figure.checks.push_back("The sheet " + std::string(name) + " has " + shown(*rows) +
                                    " rows, the filter gives " + shown(*count) + ".");
    if (releases && kept && *kept < *releases)
        figure.findings.push_back("The paper does not tell that " +
                                  several(static_cast<uint64_t>(*releases - *kept), "archived project") +
                                  " were left out.");
    if (releases && static_cast<double>(popular) == *releases)
        figure.findings.push_back(
            "At least one star and one fork, which the paper asks for, leave out no project.");
    if (!figure.available)
        figure.not_recomputable.push_back("The steps need the spreadsheet's sheet initial.");
    return figure;
}

}  // namespace plimsoll::study
