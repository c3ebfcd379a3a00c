#include "core/study/results.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "core/limits.h"
#include "core/study/figures.h"

namespace plimsoll::study {
namespace {

/// Letters and digits only, small: how a label is compared with the paper's names.
std::string bare(std::string_view text) {
    std::string letters;
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (std::isalnum(code) || code >= 0x80) letters.push_back(static_cast<char>(std::tolower(code)));
    }
    return letters;
}

/// The purposes of Figure 2 and their subcategories, by their bare names.
std::unordered_map<std::string, std::string> paper_names() {
    std::unordered_map<std::string, std::string> names;
    const auto add = [&names](const OrderedJson& name) {
        if (name.is_string()) names.emplace(bare(name.get<std::string>()), name.get<std::string>());
    };
    for (const auto& category : published_figure(Item::fig2)["categories"]) {
        add(category["name"]);
        for (const auto& sub : category["subcategories"]) add(sub.is_object() ? sub["name"] : sub);
    }
    return names;
}

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char letter) { return std::isspace(static_cast<unsigned char>(letter)) != 0; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

std::vector<std::string> purposes_in(std::string_view labels,
                                     const std::unordered_map<std::string, std::string>& names) {
    std::vector<std::string> purposes;
    std::unordered_set<std::string> seen;
    size_t began = 0, brackets = 0;
    for (size_t at = 0; at <= labels.size(); ++at) {
        const char letter = at < labels.size() ? labels[at] : ',';
        if (letter == '(') ++brackets;
        if (letter == ')' && brackets > 0) --brackets;
        if (letter != ',' || (brackets > 0 && at < labels.size())) continue;
        const std::string_view label = trimmed(labels.substr(began, at - began));
        began = at + 1;
        if (label.empty()) continue;
        const auto name = names.find(bare(label));
        std::string purpose = name == names.end() ? std::string(label) : name->second;
        if (!seen.insert(purpose).second) continue;
        if (purposes.size() >= limits::study_purposes) break;
        purposes.push_back(std::move(purpose));
    }
    return purposes;
}

/// "carlasim/carla" of "carlasim/carla:latest".
std::string_view name_of_image(std::string_view image) {
    const size_t colon = image.rfind(':');
    const size_t slash = image.rfind('/');
    return colon == image.npos || (slash != image.npos && colon < slash) ? image : image.substr(0, colon);
}

DockerfileRow row_of(const RawDockerfile& file) {
    DockerfileRow row{file.file, file.instructions, file.images};
    std::stable_sort(row.instructions.begin(), row.instructions.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return row;
}

/// The projects of all tables and Dockerfiles, by their names.
class Projects {
 public:
    ProjectRow& of(const std::string& repo) {
        ProjectRow& row = rows_[repo];
        if (row.repo.empty()) row.repo = repo;
        return row;
    }
    std::vector<ProjectRow> take() {
        std::vector<ProjectRow> rows;
        rows.reserve(rows_.size());
        for (auto& [repo, row] : rows_) rows.push_back(std::move(row));
        return rows;
    }
    auto begin() { return rows_.begin(); }
    auto end() { return rows_.end(); }

 private:
    std::map<std::string, ProjectRow> rows_;
};

void add_base_images(ProjectRow& project) {
    std::unordered_set<std::string_view> seen;
    for (const DockerfileRow& file : project.dockerfiles)
        for (const std::string& image : file.images)
            if (seen.insert(image).second) project.base_images.push_back(image);
}

/// A configuration belongs to whichever project publishes an image of that name, with that tag where one has it.
void add_configs(Projects& projects, const std::vector<ImageConfig>& configs) {
    std::unordered_map<std::string_view, std::vector<const ImageConfig*>> by_image;
    for (const ImageConfig& config : configs) by_image[config.image].push_back(&config);
    for (auto& [repo, project] : projects) {
        std::unordered_set<const ImageConfig*> seen;
        for (const std::string& image : project.images) {
            const std::string_view name = name_of_image(image);
            const auto found = by_image.find(name);
            if (found == by_image.end()) continue;
            const std::string_view tag = std::string_view(image).substr(name.size());
            for (const ImageConfig* config : found->second)
                if ((tag.empty() || tag.substr(1) == config->tag) && seen.insert(config).second)
                    project.configs.push_back(*config);
        }
    }
}

}  // namespace

std::vector<std::string> purposes_of(std::string_view labels) { return purposes_in(labels, paper_names()); }

Results results_of(const Dataset& data, std::string name) {
    Results results;
    results.name = std::move(name);
    for (const Item item : all_items) results.figures.push_back(compute(data, item));
    results.used = data.used;
    results.left_out = data.left_out;
    results.problems = data.problems;
    results.table_projects = data.projects.size();
    results.own_images = data.own_images.size();

    Projects projects;
    std::unordered_set<std::string_view> tabled;
    for (const Project& project : data.projects) {
        tabled.insert(project.repo);
        ProjectRow& row = projects.of(project.repo);
        row.category = project.category;
        row.size = project.size;
        row.commits = project.commits;
        row.contributors = project.contributors;
        row.forks = project.forks;
        row.stars = project.stars;
        row.releases = project.releases;
        row.images = project.images;
    }
    const auto names = paper_names();
    for (const Labelled& labelled : data.labelled) {
        results.labelled.push_back(
            {labelled.repo, labelled.written_category, labelled.category, tabled.contains(labelled.repo)});
        ProjectRow& row = projects.of(labelled.repo);
        if (labelled.category != Category::none) row.category = labelled.category;
        for (std::string& purpose : purposes_in(labelled.labels, names))
            if (row.purposes.size() < limits::study_purposes &&
                std::find(row.purposes.begin(), row.purposes.end(), purpose) == row.purposes.end())
                row.purposes.push_back(std::move(purpose));
    }
    for (const RawDockerfile& file : data.dockerfiles) {
        projects.of(file.repo).dockerfiles.push_back(row_of(file));
    }
    for (auto& [repo, row] : projects) add_base_images(row);
    add_configs(projects, data.configs);
    add_configs(projects, data.more_configs);
    results.projects = projects.take();
    return results;
}

std::optional<Error> nothing_of_use(const Results& results) {
    if (!results.used.empty()) return std::nullopt;
    // What went wrong first says more than that nothing is there.
    for (const Problem& problem : results.problems) {
        if (problem.severity != Problem::Severity::error) continue;
        std::string where = problem.where;
        if (where.starts_with(results.name)) where.erase(0, results.name.size());
        if (where.starts_with(": ")) where.erase(0, 2);
        return Error{ErrorCode::corrupt, std::move(where), problem.message};
    }
    std::string message = "holds nothing that the study is made of";
    for (const LeftOut& left : results.left_out)
        if (!left.examples.empty()) {
            message.append(": ");
            if (left.examples[0] != results.name) message.append(left.examples[0]).append(": ");
            message.append(left.reason);
            if (left.files > 1)
                message.append(", and ")
                    .append(std::to_string(left.files - 1))
                    .append(left.files > 2 ? " more files" : " more file");
            break;
        }
    return Error{ErrorCode::unrecognised, "", std::move(message)};
}

}  // namespace plimsoll::study
