// Table 1: the projects of each category, and the medians of what is counted of them.
#include <algorithm>
#include <cmath>

#include "core/study/figures.h"

namespace plimsoll::study {
namespace {

struct Measure {
    const char* key;
    std::optional<double> Project::*member;
};

constexpr Measure measures[] = {
    {"size", &Project::size},   {"commits", &Project::commits}, {"contributors", &Project::contributors},
    {"forks", &Project::forks}, {"stars", &Project::stars},     {"releases", &Project::releases},
};

/// What a category's row is made of.
struct Counted {
    size_t projects = 0, labelled = 0;
    std::map<std::string, std::vector<double>> values;
    std::vector<double> dockerfiles, genuine, listed;
};

Counted count(const Dataset& data, Category category, const std::map<std::string, double>& genuine_files) {
    Counted counted;
    for (const Project& project : data.projects) {
        if (project.category != category) continue;
        ++counted.projects;
        for (const Measure& measure : measures)
            if (const auto& value = project.*measure.member) counted.values[measure.key].push_back(*value);
        if (project.docker_files_count) counted.listed.push_back(*project.docker_files_count);
    }
    for (const Labelled& labelled : data.labelled) {
        if (labelled.category != category) continue;
        ++counted.labelled;
        if (labelled.dockerfiles) counted.dockerfiles.push_back(*labelled.dockerfiles);
        if (genuine_files.empty()) continue;
        const auto found = genuine_files.find(labelled.repo);
        counted.genuine.push_back(found == genuine_files.end() ? 0 : found->second);
    }
    return counted;
}

/// Explains how a half was rounded, where there is one.
void explain_half(Cell& cell) {
    const auto recomputed = number_in(cell.recomputed), published = number_in(cell.published);
    if (!recomputed || !published || cell.differs || *recomputed == *published) return;
    cell.difference = "The median is " + shown(*recomputed, 1) + "; its half was " +
                      (*published < *recomputed ? "cut off." : "rounded up.");
}

void find_rounding(const Figure& table, Figure& figure) {
    size_t cut = 0, up = 0;
    std::string names;
    for (const Row& row : table.rows)
        for (size_t at = 0; at < row.cells.size(); ++at) {
            const std::string& sentence = row.cells[at].difference;
            if (sentence.ends_with("rounded up.")) ++up;
            if (!sentence.ends_with("cut off.")) continue;
            names.append(cut++ ? ", " : "")
                .append(row.names[0])
                .append(" ")
                .append(table.columns[at].heading);
        }
    if (cut > 0 && up > 0)
        figure.findings.push_back("Halves were cut off in " + several(cut, "cell") + " (" + names +
                                  ") and rounded up in " + several(up, "other") + ".");
}

/// What the column that the paper calls lines of code is.
void find_size(const Figure& table, Figure& figure) {
    size_t same = 0, compared = 0;
    for (const Row& row : table.rows)
        for (size_t at = 0; at < row.cells.size(); ++at) {
            if (table.columns[at].key != "size" || row.cells[at].recomputed.index() == 0) continue;
            ++compared;
            same += row.cells[at].differs ? 0 : 1;
        }
    if (same > 0)
        figure.findings.push_back(
            "Size is not lines of code: " + std::to_string(same) + " of " + std::to_string(compared) +
            " values are the medians of the column repo_size, and GitHub tells the kilobytes of a repository "
            "as its size.");
}

/// Which columns of the package give the published numbers of Dockerfiles.
void find_dockerfile_source(const std::array<Counted, category_count>& counted, const Dataset& data,
                            Figure& figure) {
    if (!is_whole(data) || data.labelled.empty()) return;
    size_t of_labels = 0, of_list = 0;
    for (const Category category : all_categories) {
        const auto& row = counted[static_cast<size_t>(category)];
        const auto published = published_number(
            published_figure(Item::table1), {"rows", std::string(category_name(category)), "dockerfiles"});
        const auto same = [&](const std::vector<double>& values) {
            return published && !values.empty() && std::abs(median(values) - *published) <= 0.5;
        };
        of_labels += same(row.dockerfiles) ? 1 : 0;
        of_list += same(row.listed) ? 1 : 0;
    }
    figure.checks.push_back(
        "Dockerfiles: total_dockerfiles of manual-labeling.csv gives " + std::to_string(of_labels) +
        " of 6 medians, docker_files_count of final-dataset.csv " + std::to_string(of_list) + ".");
}

std::map<std::string, double> genuine_files_of(const Dataset& data) {
    std::map<std::string, double> files;
    for (const FileWords& file : words_of_dockerfiles(data)) {
        double& count = files[file.repo];
        if (!file.junk() && file.genuine > 0) ++count;
    }
    return files;
}

void find_totals(const Dataset& data, Figure& figure) {
    const auto total = published_number(published_figure(Item::table1), {"total"});
    if (!is_whole(data) || data.projects.empty() || !total) return;
    const auto rows = static_cast<double>(data.projects.size());
    if (*total == rows + 1)
        figure.findings.push_back("The total of " + shown(*total) + " projects is one more than the " +
                                  shown(rows) + " rows of final-dataset.csv: its heading was counted.");
    std::set<std::string> known;
    for (const Project& project : data.projects) known.insert(project.repo);
    for (const Labelled& labelled : data.labelled)
        if (!known.contains(labelled.repo))
            figure.findings.push_back(labelled.repo + " (" + std::string(category_name(labelled.category)) +
                                      ") is in manual-labeling.csv, but not in final-dataset.csv.");
}

}  // namespace

Figure table1(const Dataset& data) {
    Figure figure;
    figure.item = Item::table1;
    figure.title = "Table 1: projects by category, medians";
    figure.formula =
        "Median by category; repositories and size to releases of RQ1/final-dataset.csv, Dockerfiles of "
        "total_dockerfiles in "
        "RQ1/manual-labeling.csv. Corrected: Dockerfiles without files that are mostly something else.";
    figure.available = !data.projects.empty();
    figure.source = "RQ1/final-dataset.csv (" + several(data.projects.size(), "project") +
                    "), RQ1/manual-labeling.csv (" + several(data.labelled.size(), "project") + ")";
    figure.name_headings = {"Category"};
    figure.columns = {{"repos", "Repos", "", 0},
                      {"percent", "Share", "%", 0, false},
                      {"size", "Size", "KB", 1},
                      {"commits", "Commits", "", 1},
                      {"contributors", "Contrib", "", 1},
                      {"forks", "Forks", "", 1},
                      {"stars", "Stars", "", 1},
                      {"releases", "Releases", "", 1},
                      {"dockerfiles", "Dockerfiles", "", 1}};
    const OrderedJson& published = published_figure(Item::table1);
    const auto genuine = genuine_files_of(data);
    std::array<Counted, category_count> counted;
    for (OrderedJson* json : {&figure.as_published, &figure.corrected}) {
        (*json)["source"] = figure.source;
        (*json)["category_map"] = published["category_map"];
        (*json)["total"] = data.projects.size();
        (*json)["rows"] = OrderedJson::object();
    }
    for (const Category category : all_categories) {
        Counted& row = counted[static_cast<size_t>(category)];
        row = count(data, category, genuine);
        const std::string name(category_name(category));
        const double percent = data.projects.empty() ? 0
                                                     : 100.0 * static_cast<double>(row.projects) /
                                                           static_cast<double>(data.projects.size());
        Row cells{{name}, {}};
        OrderedJson as_published, corrected;
        for (const Column& column : figure.columns) {
            Cell cell;
            cell.published = value_of(published_number(published, {"rows", name, column.key}));
            std::optional<double> value, mended;
            if (column.key == "repos") {
                value = mended = static_cast<double>(row.projects);
            } else if (column.key == "percent") {
                value = mended = rounded(percent, 0);
            } else if (column.key == "dockerfiles") {
                value = median_of(row.dockerfiles);
                mended = row.genuine.empty() ? value : median_of(row.genuine);
            } else {
                value = mended = median_of(row.values[column.key]);
            }
            cell.recomputed = value_of(value);
            cell.corrected = value_of(mended);
            std::string why = "The rows of the package give another value.";
            if (column.key == "repos" && value)
                why = "final-dataset.csv has " + several(row.projects, "row") +
                      " of this category, manual-labeling.csv " + std::to_string(row.labelled) +
                      "; the table prints " + shown(number_in(cell.published).value_or(0)) + ".";
            explain(cell,
                    column.key == "repos"     ? 0
                    : column.key == "percent" ? 0.5
                                              : 0.5,
                    data, why, "Without files that have Dockerfile in the name and are something else.");
            explain_half(cell);
            if (column.key == "repos") {
                as_published[column.key] = corrected[column.key] = row.projects;
            } else if (column.key != "percent") {
                as_published[column.key] = json_of(value);
                corrected[column.key] = json_of(mended);
            }
            cells.cells.push_back(std::move(cell));
        }
        for (OrderedJson* json : {&as_published, &corrected}) {
            (*json)["docker_files_count_final_dataset"] = json_of(median_of(row.listed));
            (*json)["repos_manual_labeling"] = row.labelled;
            (*json)["percent"] = rounded(percent, 0);
        }
        figure.as_published["rows"][name] = std::move(as_published);
        figure.corrected["rows"][name] = std::move(corrected);
        figure.rows.push_back(std::move(cells));
    }
    for (const Row& row : figure.rows)
        if (row.cells[0].differs && is_whole(data))
            figure.findings.push_back(row.names[0] + ": " + row.cells[0].difference);
    find_totals(data, figure);
    find_rounding(Figure(figure), figure);
    find_dockerfile_source(counted, data, figure);
    find_size(Figure(figure), figure);
    return figure;
}

}  // namespace plimsoll::study
