#include "web/page/project_list.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/sorting.h"
#include "web/page/words.h"

namespace plimsoll::web {
namespace {

using study::ProjectRow;

/// Each name with the number of projects that have it, the most frequent first. A project counts once.
std::vector<ProjectList::Choice> counted_names(const std::vector<ProjectRow>& projects,
                                               std::vector<std::string> ProjectRow::*names) {
    std::map<std::string_view, uint32_t> counts;
    for (const ProjectRow& project : projects) {
        const std::set<std::string_view> distinct((project.*names).begin(), (project.*names).end());
        for (const std::string_view name : distinct) ++counts[name];
    }
    std::vector<ProjectList::Choice> choices;
    choices.reserve(counts.size());
    for (const auto& [name, count] : counts) choices.push_back({std::string(name), count});
    sort_stably(choices.begin(), choices.end(),
                [](const auto& a, const auto& b) { return a.projects > b.projects; });
    return choices;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// What a column of numbers is sorted by; none where it is not known.
std::optional<double> number_of(const ProjectRow& project, ProjectList::Sort column) {
    using Sort = ProjectList::Sort;
    switch (column) {
        case Sort::category:
            if (project.category == study::Category::none) return std::nullopt;
            return static_cast<double>(project.category);
        case Sort::stars:
            return project.stars;
        case Sort::commits:
            return project.commits;
        case Sort::contributors:
            return project.contributors;
        case Sort::size:
            return project.size;
        case Sort::dockerfiles:
            return static_cast<double>(project.dockerfiles.size());
        case Sort::base_images:
            return static_cast<double>(project.base_images.size());
        case Sort::purposes:
            return static_cast<double>(project.purposes.size());
        case Sort::name:
            break;
    }
    return std::nullopt;
}

/// Upper and lower case of ASCII letters alike.
bool name_less(std::string_view a, std::string_view b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](char left, char right) {
        return static_cast<unsigned char>(lower(left)) < static_cast<unsigned char>(lower(right));
    });
}

}  // namespace

ProjectList::ProjectList(const std::vector<ProjectRow>& projects) : projects_(projects) {
    purposes_ = counted_names(projects, &ProjectRow::purposes);
    base_images_ = counted_names(projects, &ProjectRow::base_images);
    for (size_t category = 0; category <= study::category_count; ++category)
        categories_.push_back({std::string(study::category_name(static_cast<study::Category>(category))), 0});
    for (const ProjectRow& project : projects)
        ++categories_[std::min(static_cast<size_t>(project.category), study::category_count)].projects;
    list();
}

bool ProjectList::filter(Filter filter) {
    if (filter == filter_) return false;
    filter_ = std::move(filter);
    words_ = lower(filter_.words);
    list();
    return true;
}

bool ProjectList::matches(uint32_t number) const {
    const ProjectRow& project = projects_[number];
    if (filter_.category && project.category != *filter_.category) return false;
    if (filter_.purpose && !has(project.purposes, purposes_[*filter_.purpose].name)) return false;
    if (filter_.base_image && !has(project.base_images, base_images_[*filter_.base_image].name)) return false;
    if (words_.empty() || contains(project.repo, words_)) return true;
    const auto any = [this](const std::vector<std::string>& names) {
        return std::any_of(names.begin(), names.end(),
                           [this](const std::string& name) { return contains(name, words_); });
    };
    return any(project.purposes) || any(project.base_images) || any(project.images);
}

void ProjectList::list() {
    rows_.clear();
    for (uint32_t number = 0; number < projects_.size(); ++number)
        if (matches(number)) rows_.push_back(number);
    arrange();
}

void ProjectList::sort(Sort by, bool descending) {
    if (by == sort_ && descending == descending_) return;
    sort_ = by;
    descending_ = descending;
    arrange();
}

void ProjectList::arrange() {
    sort_stably(rows_.begin(), rows_.end());
    if (sort_ == Sort::name) {
        sort_stably(rows_.begin(), rows_.end(), [this](uint32_t a, uint32_t b) {
            return descending_ ? name_less(projects_[b].repo, projects_[a].repo)
                               : name_less(projects_[a].repo, projects_[b].repo);
        });
        return;
    }
    const auto known = std::stable_partition(rows_.begin(), rows_.end(), [this](uint32_t number) {
        return number_of(projects_[number], sort_).has_value();
    });
    sort_stably(rows_.begin(), known, [this](uint32_t a, uint32_t b) {
        const double left = *number_of(projects_[a], sort_), right = *number_of(projects_[b], sort_);
        return descending_ ? left > right : left < right;
    });
}

std::optional<size_t> ProjectList::row_of(uint32_t project) const {
    const auto found = std::find(rows_.begin(), rows_.end(), project);
    if (found == rows_.end()) return std::nullopt;
    return static_cast<size_t>(found - rows_.begin());
}

}  // namespace plimsoll::web
