// What is known: patterns of features, what they weigh, and how a text's words are put together.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/taxonomy/taxonomy.h"

namespace plimsoll::taxonomy {

/// How texts are read.
struct Vocabulary {
    std::vector<std::vector<std::string>> joined;  ///< words that are one: "point", "cloud"
    std::unordered_set<std::string> roles;         ///< what a project can be: "framework"
};

/// A pattern of a feature's name with * in it, and the rule that it belongs to.
struct Wildcard {
    std::string pattern;  ///< behind KIND:
    uint32_t rule = 0, number = 0;
};

struct RuleRef {
    uint32_t rule = 0, number = 0;  ///< which rule, and which of its patterns
};

/// All patterns of all rules, for asking which of them a feature matches.
class Patterns {
 public:
    void add(std::string_view pattern, RuleRef of);
    /// Calls visit(RuleRef) for each pattern that matches "KIND:NAME".
    template <class Visit>
    void match(const std::string& feature, Visit visit) const {
        if (const auto found = exact_.find(feature); found != exact_.end())
            for (const RuleRef& of : found->second) visit(of);
        const size_t colon = feature.find(':');
        if (colon == std::string::npos) return;
        const auto kind = wild_.find(feature.substr(0, colon));
        if (kind == wild_.end()) return;
        const std::string_view name = std::string_view(feature).substr(colon + 1);
        for (const Wildcard& wild : kind->second)
            if (fits(wild.pattern, name)) visit(RuleRef{wild.rule, wild.number});
    }
    /// Whether a name fits a pattern, in which * stands for any text, the empty one too. Time: their product at worst.
    static bool fits(std::string_view pattern, std::string_view name);

 private:
    std::unordered_map<std::string, std::vector<RuleRef>> exact_;
    std::unordered_map<std::string, std::vector<Wildcard>> wild_;
};

/// What speaks for each of several labels; one weight for each label.
using Weights = std::vector<double>;

struct CategoryModel {
    std::vector<std::string> labels;
    Weights bias;
    std::vector<Weights> rules;  ///< by rule; empty where it says nothing
    std::unordered_map<std::string, Weights> features;
    double least = 0;  ///< evidence below which it cannot be told, in log-odds
};

/// What speaks for one label.
struct PurposeModel {
    std::string label, subcategory;  ///< the latter is empty for the label itself
    double bias = 0, threshold = 1, share = 0;
    std::vector<double> rules;                                             ///< by rule
    double dockerfiles = 0, composes = 0, instructions = 0, comments = 0;  ///< for each log(1 + count)
};

struct Knowledge::Data {
    Vocabulary vocabulary;
    std::vector<std::string> rules;  ///< their ids
    std::vector<uint32_t> most;      ///< more patterns than so many of a rule count as so many
    Patterns patterns;
    CategoryModel category;
    std::vector<PurposeModel> purposes;  ///< a label before its sub-categories
};

}  // namespace plimsoll::taxonomy
