#include <algorithm>
#include <cmath>
#include <map>

#include "core/json_values.h"
#include "core/taxonomy/hits.h"
#include "core/taxonomy/json.h"

namespace plimsoll::taxonomy {
namespace {

using Ordered = nlohmann::ordered_json;

double rounded(double value) { return std::round(value * 1000) / 1000; }

Ordered evidence(const std::vector<Evidence>& list) {
    Ordered json = Ordered::array();
    for (const Evidence& item : list)
        json.push_back({{"where", item.where},
                        {"what", item.what},
                        {"why", item.why},
                        {"weight", rounded(item.weight)}});
    return json;
}

Ordered purpose(const Purpose& found) {
    Ordered parts = Ordered::array();
    for (const Purpose& part : found.subcategories)
        if (part.found) parts.push_back({{"label", part.label}, {"score", rounded(part.score)}});
    return {{"label", found.label},          {"subcategory", text_or_null(found.subcategory)},
            {"score", rounded(found.score)}, {"threshold", rounded(found.threshold)},
            {"subcategories", parts},        {"evidence", evidence(found.evidence)}};
}

/// One line; letters that are no UTF-8 are replaced.
std::string line_of(const Ordered& json) {
    return json.dump(-1, ' ', false, Ordered::error_handler_t::replace);
}

}  // namespace

Ordered to_json(const Category& category) {
    Ordered alternatives = Ordered::array();
    for (const Scored& other : category.alternatives)
        alternatives.push_back({{"label", other.label}, {"score", rounded(other.score)}});
    return {{"label", text_or_null(category.label)},
            {"score", rounded(category.score)},
            {"alternatives", alternatives},
            {"evidence", evidence(category.evidence)}};
}

Ordered to_json(const std::vector<Purpose>& purposes) {
    Ordered list = Ordered::array();
    for (const Purpose* each : found_purposes(purposes)) list.push_back(purpose(*each));
    return list;
}

std::string to_ndjson(const Project& project, const Taxonomy& taxonomy) {
    return line_of({{"repository", project.repository},
                    {"category", to_json(taxonomy.category)},
                    {"purposes", to_json(taxonomy.purposes)}});
}

std::string features_to_ndjson(const Project& project, const Knowledge& knowledge) {
    const Features features = extract(project, knowledge.data().vocabulary);
    const Hits hits = find_hits(features, knowledge.data());
    std::map<std::string, uint32_t> counts, rules;
    for (const Feature& feature : features.all()) counts[feature.name] = feature.count;
    for (size_t rule = 0; rule < hits.patterns.size(); ++rule)
        if (hits.patterns[rule] > 0) rules[knowledge.data().rules[rule]] = hits.patterns[rule];
    return line_of({{"repository", project.repository},
                    {"features", counts},
                    {"rules", rules},
                    {"sizes",
                     {{"dockerfiles", features.sizes.dockerfiles},
                      {"composes", features.sizes.composes},
                      {"instructions", features.sizes.instructions},
                      {"comments", features.sizes.comments}}}});
}

}  // namespace plimsoll::taxonomy
