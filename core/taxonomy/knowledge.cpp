#include "core/taxonomy/knowledge.h"

#include "core/image/json.h"
#include "core/taxonomy/words.h"

namespace plimsoll::taxonomy {
namespace {

using image::Json;
using image::member;
using image::text_member;
using image::texts_member;

constexpr const char* here = "taxonomy";

double number_member(const Json& object, const char* name, double otherwise = 0) {
    const Json& value = member(object, name);
    return value.is_number() ? value.get<double>() : otherwise;
}

/// Words in the singular, as features have them; a word that ends in * stays.
std::string normal_phrase(std::string_view phrase) {
    std::string normal;
    for (size_t begin = 0; begin <= phrase.size();) {
        const size_t end = std::min(phrase.find(' ', begin), phrase.size());
        if (!normal.empty()) normal += ' ';
        std::string word(phrase.substr(begin, end - begin));
        normal += word.ends_with('*') ? word : singular(std::move(word));
        begin = end + 1;
    }
    return normal;
}

/// Numbers of an array of that size; none where it is something else.
Weights weights_of(const Json& array, size_t size) {
    Weights weights;
    if (!array.is_array() || array.size() != size) return weights;
    for (const Json& value : array) weights.push_back(value.is_number() ? value.get<double>() : 0);
    return weights;
}

void read_rules(const Json& rules, Knowledge::Data& data) {
    for (const Json& rule : rules) {
        const auto index = static_cast<uint32_t>(data.rules.size());
        data.rules.push_back(text_member(rule, "id"));
        // Words repeat themselves more than commands do.
        data.most.push_back(member(rule, "category").is_object() ? 3 : 4);
        uint32_t number = 0;
        for (const std::string& phrase : texts_member(rule, "text"))
            data.patterns.add(std::string("text:").append(normal_phrase(phrase)), {index, number++});
        for (const std::string& pattern : texts_member(rule, "match")) {
            const bool singular_kind = pattern.starts_with("name:") || pattern.starts_with("comment:");
            const size_t colon = pattern.find(':');
            data.patterns.add(singular_kind
                                  ? pattern.substr(0, colon + 1)
                                        .append(normal_phrase(std::string_view(pattern).substr(colon + 1)))
                                  : pattern,
                              {index, number++});
        }
    }
}

void read_category(const Json& json, const std::unordered_map<std::string, uint32_t>& rule_of,
                   Knowledge::Data& data) {
    CategoryModel& model = data.category;
    model.labels = texts_member(json, "labels");
    const size_t labels = model.labels.size();
    model.bias = weights_of(member(json, "bias"), labels);
    model.bias.resize(labels);
    model.least = number_member(json, "least");
    model.rules.resize(data.rules.size());
    for (const auto& [id, weights] : member(json, "rules").items())
        if (const auto rule = rule_of.find(id); rule != rule_of.end())
            model.rules[rule->second] = weights_of(weights, labels);
    for (const auto& [name, weights] : member(json, "features").items())
        if (Weights read = weights_of(weights, labels); !read.empty())
            model.features.emplace(name, std::move(read));
}

PurposeModel read_purpose(const Json& json, const std::unordered_map<std::string, uint32_t>& rule_of,
                          size_t rules) {
    PurposeModel model;
    model.label = text_member(json, "label");
    model.subcategory = text_member(json, "subcategory");
    model.bias = number_member(json, "bias");
    model.threshold = number_member(json, "threshold", 1);
    model.share = number_member(json, "share");
    model.rules.resize(rules);
    for (const auto& [id, weight] : member(json, "rules").items())
        if (const auto rule = rule_of.find(id); rule != rule_of.end() && weight.is_number())
            model.rules[rule->second] = weight.get<double>();
    const Json& sizes = member(json, "sizes");
    model.dockerfiles = number_member(sizes, "dockerfiles");
    model.composes = number_member(sizes, "composes");
    model.instructions = number_member(sizes, "instructions");
    model.comments = number_member(sizes, "comments");
    return model;
}

}  // namespace

void Patterns::add(std::string_view pattern, RuleRef of) {
    const size_t colon = pattern.find(':');
    if (colon == std::string_view::npos) return;
    if (pattern.find('*') == std::string_view::npos)
        exact_[std::string(pattern)].push_back(of);
    else
        wild_[std::string(pattern.substr(0, colon))].push_back(
            {std::string(pattern.substr(colon + 1)), of.rule, of.number});
}

bool Patterns::fits(std::string_view pattern, std::string_view name) {
    size_t p = 0, n = 0, star = std::string_view::npos, resume = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = n;
        } else if (p < pattern.size() && pattern[p] == name[n]) {
            ++p;
            ++n;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

Result<Knowledge> read_knowledge(std::string_view text) {
    const auto json = image::parse_json(text, here);
    if (!json) return failure(json.error());
    const Json& rules = member(*json, "rules");
    if (!rules.is_array()) return failure(ErrorCode::unrecognised, here, "has no rules");
    auto data = std::make_shared<Knowledge::Data>();
    for (const std::string& words : texts_member(*json, "joined")) {
        std::vector<std::string> joined = split_words(words);
        // "state of the art": single letters are no words.
        for (std::string& word : joined) word = singular(std::move(word));
        if (joined.size() > 1) data->vocabulary.joined.push_back(std::move(joined));
    }
    for (const std::string& role : texts_member(*json, "roles")) data->vocabulary.roles.insert(role);
    read_rules(rules, *data);
    std::unordered_map<std::string, uint32_t> rule_of;
    for (uint32_t rule = 0; rule < data->rules.size(); ++rule) rule_of.emplace(data->rules[rule], rule);
    read_category(member(*json, "category"), rule_of, *data);
    if (const Json& purposes = member(*json, "purposes"); purposes.is_array())
        for (const Json& purpose : purposes)
            data->purposes.push_back(read_purpose(purpose, rule_of, data->rules.size()));
    return Knowledge(std::move(data));
}

}  // namespace plimsoll::taxonomy
