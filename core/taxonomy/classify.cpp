#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "core/limits.h"
#include "core/sorting.h"
#include "core/taxonomy/hits.h"

namespace plimsoll::taxonomy {
namespace {

std::string place(const Project& project, const Sight& at) {
    if (at.file == Sight::field) return at.name;
    const std::string& path = project.files[at.file].path;
    return at.line == 0 ? path : std::string(path).append(":").append(std::to_string(at.line));
}

/// Adds what a rule or a feature weighs; weight is shared out to the features that hit the rule.
void add_evidence(const Project& project, const Features& features, const std::vector<uint32_t>& seen,
                  double weight, const std::string& why, std::vector<Evidence>& evidence) {
    for (const uint32_t index : seen) {
        const Feature& feature = features.all()[index];
        evidence.push_back({place(project, feature.first),
                            feature.first.what.empty() ? feature.name.substr(feature.name.find(':') + 1)
                                                       : feature.first.what,
                            why, weight / static_cast<double>(seen.size())});
    }
}

/// The heaviest first, bounded; of equals the one that was seen first. What was seen at one place for one reason is one:
/// a rule may have several patterns that occur in the same words.
void keep_heaviest(std::vector<Evidence>& evidence) {
    std::map<std::tuple<std::string_view, std::string_view, std::string_view>, size_t> seen;
    std::vector<Evidence> each;
    each.reserve(evidence.size());  // so that what `seen` looks at stays where it is
    for (Evidence& item : evidence) {
        const auto found = seen.find({item.where, item.what, item.why});
        if (found != seen.end()) {
            each[found->second].weight += item.weight;
            continue;
        }
        each.push_back(std::move(item));
        seen.emplace(std::tuple(std::string_view(each.back().where), std::string_view(each.back().what),
                                std::string_view(each.back().why)),
                     each.size() - 1);
    }
    sort_stably(each.begin(), each.end(),
                [](const Evidence& a, const Evidence& b) { return a.weight > b.weight; });
    if (each.size() > limits::taxonomy_evidence) each.resize(limits::taxonomy_evidence);
    evidence = std::move(each);
}

/// What a label's weight is beside the mean of the others': that decides.
double over_others(const Weights& weights, size_t label) {
    double others = 0;
    for (size_t i = 0; i < weights.size(); ++i)
        if (i != label) others += weights[i];
    return weights[label] - others / static_cast<double>(weights.size() - 1);
}

Category judge_category(const Project& project, const Features& features, const Hits& hits,
                        const Knowledge::Data& known) {
    const CategoryModel& model = known.category;
    Category category;
    const size_t labels = model.labels.size();
    if (labels < 2) return category;
    std::vector<double> sum = model.bias;
    const auto add = [&](const Weights& weights, double value) {
        for (size_t i = 0; i < weights.size(); ++i) sum[i] += weights[i] * value;
    };
    for (size_t rule = 0; rule < hits.values.size(); ++rule)
        if (hits.values[rule] > 0) add(model.rules[rule], hits.values[rule]);
    for (const Feature& feature : features.all())
        if (const auto found = model.features.find(feature.name); found != model.features.end())
            add(found->second, 1);

    const double top = *std::max_element(sum.begin(), sum.end());
    double total = 0;
    for (const double value : sum) total += std::exp(value - top);
    std::vector<Scored> scored;
    for (size_t i = 0; i < labels; ++i) scored.push_back({model.labels[i], std::exp(sum[i] - top) / total});
    sort_stably(scored.begin(), scored.end(),
                [](const Scored& a, const Scored& b) { return a.score > b.score; });
    const auto best = static_cast<size_t>(
        std::find(model.labels.begin(), model.labels.end(), scored[0].label) - model.labels.begin());

    double spoken = 0;
    for (size_t rule = 0; rule < hits.values.size(); ++rule) {
        if (hits.values[rule] <= 0 || model.rules[rule].empty()) continue;
        const double weight = over_others(model.rules[rule], best) * hits.values[rule];
        spoken += std::abs(weight);
        if (weight > 0)
            add_evidence(project, features, hits.seen[rule], weight, known.rules[rule], category.evidence);
    }
    for (uint32_t i = 0; i < features.all().size(); ++i) {
        const std::string& name = features.all()[i].name;
        const auto found = model.features.find(name);
        if (found == model.features.end()) continue;
        const double weight = over_others(found->second, best);
        spoken += std::abs(weight);
        if (weight > 0) add_evidence(project, features, {i}, weight, name, category.evidence);
    }
    keep_heaviest(category.evidence);
    category.score = scored[0].score;
    if (spoken >= model.least) {
        category.label = scored[0].label;
        scored.erase(scored.begin());
    }
    category.alternatives = std::move(scored);
    return category;
}

Purpose judge_purpose(const Project& project, const Features& features, const Hits& hits,
                      const PurposeModel& model, const Knowledge::Data& known) {
    Purpose purpose;
    purpose.label = model.subcategory.empty() ? model.label : model.subcategory;
    purpose.threshold = model.threshold;
    purpose.share = model.share;
    double sum = model.bias;
    const auto add_size = [&](uint32_t count, double weight) {
        sum += std::log1p(static_cast<double>(count)) * weight;
    };
    add_size(features.sizes.dockerfiles, model.dockerfiles);
    add_size(features.sizes.composes, model.composes);
    add_size(features.sizes.instructions, model.instructions);
    add_size(features.sizes.comments, model.comments);
    for (size_t rule = 0; rule < hits.values.size(); ++rule) {
        const double weight = model.rules[rule] * hits.values[rule];
        sum += weight;
        if (weight > 0)
            add_evidence(project, features, hits.seen[rule], weight, known.rules[rule], purpose.evidence);
    }
    purpose.score = 1 / (1 + std::exp(-sum));
    // Without anything that speaks for it, it would be an answer because it is common: no answer to "why".
    purpose.found = purpose.score >= model.threshold && !purpose.evidence.empty();
    keep_heaviest(purpose.evidence);
    return purpose;
}

}  // namespace

Taxonomy classify(const Project& project, const Knowledge& knowledge) {
    const Knowledge::Data& known = knowledge.data();
    const Features features = extract(project, known.vocabulary);
    const Hits hits = find_hits(features, known);
    Taxonomy taxonomy;
    taxonomy.category = judge_category(project, features, hits, known);
    for (const PurposeModel& model : known.purposes) {
        Purpose purpose = judge_purpose(project, features, hits, model, known);
        if (model.subcategory.empty()) {
            taxonomy.purposes.push_back(std::move(purpose));
        } else if (!taxonomy.purposes.empty() && taxonomy.purposes.back().label == model.label) {
            Purpose& whole = taxonomy.purposes.back();
            purpose.found = purpose.found && whole.found;
            whole.subcategories.push_back(std::move(purpose));
        }
    }
    for (Purpose& whole : taxonomy.purposes) {
        const Purpose* best = nullptr;
        for (const Purpose& part : whole.subcategories)
            if (part.found && (best == nullptr || part.score > best->score)) best = &part;
        if (best != nullptr) whole.subcategory = best->label;
    }
    if (features.full())
        taxonomy.problems.push_back({Problem::Severity::warning, project.repository,
                                     "has more than " + std::to_string(limits::project_features) +
                                         " features; the first are looked at"});
    return taxonomy;
}

std::vector<const Purpose*> found_purposes(const std::vector<Purpose>& purposes) {
    std::vector<const Purpose*> found;
    for (const Purpose& purpose : purposes)
        if (purpose.found) found.push_back(&purpose);
    sort_stably(found.begin(), found.end(),
                [](const Purpose* a, const Purpose* b) { return a->score > b->score; });
    return found;
}

}  // namespace plimsoll::taxonomy
