#include "core/taxonomy/hits.h"

#include <algorithm>
#include <cmath>

namespace plimsoll::taxonomy {

Hits find_hits(const Features& features, const Knowledge::Data& known) {
    Hits hits;
    const size_t rules = known.rules.size();
    hits.patterns.resize(rules);
    hits.values.resize(rules);
    hits.seen.resize(rules);
    std::vector<std::vector<uint32_t>> numbers(rules);  // of the patterns that occurred
    for (uint32_t index = 0; index < features.all().size(); ++index)
        known.patterns.match(features.all()[index].name, [&](RuleRef of) {
            auto& known_numbers = numbers[of.rule];
            if (std::find(known_numbers.begin(), known_numbers.end(), of.number) != known_numbers.end())
                return;
            known_numbers.push_back(of.number);
            auto& seen = hits.seen[of.rule];
            if (std::find(seen.begin(), seen.end(), index) == seen.end()) seen.push_back(index);
        });
    for (size_t rule = 0; rule < rules; ++rule) {
        hits.patterns[rule] = static_cast<uint32_t>(numbers[rule].size());
        hits.values[rule] = std::sqrt(static_cast<double>(std::min(hits.patterns[rule], known.most[rule])));
    }
    return hits;
}

}  // namespace plimsoll::taxonomy
