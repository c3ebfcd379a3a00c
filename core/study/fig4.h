// What Figures 4a and 4b share: projects counted by category.
#pragma once

#include <set>

#include "core/study/figures.h"

namespace plimsoll::study {

/// Which projects of each category have something, by its name.
using ProjectSets = std::map<std::string, std::array<std::set<std::string>, category_count>>;

inline double count_in(const ProjectSets& sets, const std::string& name, Category category) {
    const auto found = sets.find(name);
    return found == sets.end() ? 0 : static_cast<double>(found->second[static_cast<size_t>(category)].size());
}

inline void put(ProjectSets& sets, std::string_view name, Category category, const std::string& repo) {
    if (category != Category::none) sets[std::string(name)][static_cast<size_t>(category)].insert(repo);
}

/// Of a figure whose source and formula are there: what else it says before its bars. Answers of how many projects its percents are.
double begin_bars(Figure& figure, const Dataset& data, const RepoCategories& categories);

/// Fills rows and JSON of a figure of bars: `names` in their order; `as_published` and `corrected` count projects, `corrected` may be
/// null where it cannot be counted.
void fill_bars(Figure& figure, const Dataset& data, const ProjectSets& as_published,
               const ProjectSets* corrected, double denominator, const std::vector<BasePercent>& bars,
               const std::string& mended);

/// Projects of the sheet `baseimages`.
size_t base_projects(const Dataset& data);

}  // namespace plimsoll::study
