#include "core/charts/data.h"

#include <algorithm>
#include <cmath>
#include <list>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/charts/text.h"
#include "core/limits.h"
#include "core/sorting.h"

namespace plimsoll::charts {

std::optional<double> number_of(const study::Value& value) {
    const double* number = std::get_if<double>(&value);
    return number && std::isfinite(*number) ? std::optional<double>(*number) : std::nullopt;
}

std::optional<double> value_in(const study::Cell& cell, study::Mode mode) {
    return number_of(mode == study::Mode::corrected ? cell.corrected : cell.recomputed);
}

std::optional<double> published_beside(const study::Cell& cell, const study::Column& column,
                                       study::Mode mode) {
    const auto published = number_of(cell.published), shown = value_in(cell, mode);
    if (!published || !shown) return std::nullopt;
    const bool same = number(*published, column.decimals) == number(*shown, column.decimals);
    return same ? std::nullopt : published;
}

std::optional<size_t> column_named(const study::Figure& figure, std::string_view key) {
    for (size_t at = 0; at < figure.columns.size(); ++at)
        if (figure.columns[at].key == key) return at;
    return std::nullopt;
}

study::Category category_in(std::string_view name) { return study::category_of(name); }

Ink category_ink(std::string_view name) {
    switch (category_in(name)) {
        case study::Category::model:
            return Ink::data2;
        case study::Category::application_system:
            return Ink::data1;
        case study::Category::mlops:
            return Ink::data5;
        case study::Category::toolkit:
            return Ink::data6;
        case study::Category::dl_framework:
            return Ink::data8;
        case study::Category::documentation:
            return Ink::data7;
        case study::Category::none:
            break;
    }
    return Ink::accent;  // the reader's own
}

bool is_chosen(std::string_view category, const Options& options) {
    const auto& chosen = options.categories;
    return chosen.empty() || std::find(chosen.begin(), chosen.end(), category_in(category)) != chosen.end();
}

namespace {

/// Names in the order in which all categories have them: one that is new comes behind the one before it in its category, or
/// before all others. Of rows that are ordered by their names it is the order of the rows.
class Names {
 public:
    explicit Names(bool by_category) : by_category_(by_category) {}

    void add(std::string_view category, std::string_view name) {
        const bool first = category != category_;
        category_ = category;
        auto place = places_.find(name);
        if (place == places_.end()) {
            const auto before = !by_category_ ? names_.end() : first ? names_.begin() : std::next(last_);
            place = places_.emplace(name, names_.insert(before, name)).first;
        }
        last_ = place->second;
    }

    std::vector<std::string_view> all() const { return {names_.begin(), names_.end()}; }

 private:
    bool by_category_;
    std::list<std::string_view> names_;
    std::unordered_map<std::string_view, std::list<std::string_view>::iterator> places_;
    std::list<std::string_view>::iterator last_ = names_.end();
    std::string_view category_;
};

}  // namespace

Table table_of(const study::Figure& figure, const Options& options, size_t category_at, size_t name_at,
               size_t value, bool summed, bool repeated) {
    Table table;
    Names names(category_at < name_at);
    std::unordered_map<std::string_view, double> weights;
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const study::Row& row : figure.rows) {
        if (row.names.size() <= std::max(category_at, name_at) || row.cells.size() <= value) continue;
        const std::string_view category = row.names[category_at], name = row.names[name_at];
        if (!is_chosen(category, options)) continue;
        const auto number = value_in(row.cells[value], options.mode);
        if (!number) {
            ++table.not_computed;
            continue;
        }
        auto& categories = table.categories;
        if (std::find(categories.begin(), categories.end(), category) == categories.end()) {
            // Categories are few; a file that has others is not drawn a thousand times.
            if (categories.size() >= limits::chart_rows) continue;
            categories.push_back(category);
        }
        if (!repeated && !seen.emplace(category, name).second) continue;
        names.add(category, name);
        double& weight = weights.emplace(name, *number).first->second;
        weight = summed ? weight + *number : std::max(weight, *number);
        table.entries.push_back({category, name, &row, *number});
    }
    table.names = names.all();
    if (options.order == Order::by_value)
        sort_stably(table.names.begin(), table.names.end(),
                    [&](std::string_view a, std::string_view b) { return weights[a] > weights[b]; });
    if (table.names.size() > limits::chart_rows) {
        table.more_names = table.names.size() - limits::chart_rows;
        table.names.resize(limits::chart_rows);
        const std::unordered_set<std::string_view> shown(table.names.begin(), table.names.end());
        std::erase_if(table.entries, [&](const Entry& entry) { return !shown.contains(entry.name); });
    }
    return table;
}

std::string hint_of(const study::Figure& figure, const study::Row& row, const std::vector<size_t>& columns) {
    constexpr size_t most_name_bytes = 120, most_sentence_bytes = 300;
    std::string text;
    for (const std::string& name : row.names)
        if (!name.empty()) text.append(text.empty() ? "" : ", ").append(clean(name, most_name_bytes));
    std::vector<std::string> sentences;
    for (const size_t at : columns) {
        if (at >= row.cells.size() || at >= figure.columns.size()) continue;
        const study::Cell& cell = row.cells[at];
        const study::Column& column = figure.columns[at];
        const auto shown = [&](const study::Value& value) -> std::string {
            if (const auto* written = std::get_if<std::string>(&value))
                return clean(*written, most_name_bytes);
            const auto found = number_of(value);
            if (!found) return "\xe2\x80\x93";
            return number(*found, column.decimals) + (column.unit == "%" ? " %" : "");
        };
        text.append("\n").append(clean(column.heading, most_name_bytes));
        if (!column.unit.empty() && column.unit != "%") text.append(" (").append(column.unit).append(")");
        text.append(": published ").append(shown(cell.published));
        text.append(", recomputed ").append(shown(cell.recomputed));
        text.append(", corrected ").append(shown(cell.corrected));
        std::string sentence = clean(cell.difference, most_sentence_bytes);
        if (!sentence.empty() && std::find(sentences.begin(), sentences.end(), sentence) == sentences.end())
            sentences.push_back(std::move(sentence));
    }
    for (const std::string& sentence : sentences) text.append("\n").append(sentence);
    return text;
}

namespace {

std::optional<double> member(const nlohmann::ordered_json& json, const char* name) {
    if (!json.is_object()) return std::nullopt;
    const auto found = json.find(name);
    if (found == json.end() || !found->is_number()) return std::nullopt;
    return found->get<double>();
}

std::string counted(double count, std::string_view one, std::string_view many) {
    return number(count, 0).append(" ").append(count == 1 ? one : many);
}

}  // namespace

std::string population_of(const study::Figure& figure, study::Mode mode) {
    const auto& json = mode == study::Mode::corrected ? figure.corrected : figure.as_published;
    switch (figure.item) {
        case study::Item::table1:
            if (const auto total = member(json, "total")) return counted(*total, "project", "projects");
            return {};
        case study::Item::fig4a:
        case study::Item::fig4b:
            if (const auto all = member(json, "denominator_repos"))
                return counted(*all, "project", "projects");
            return {};
        case study::Item::table2: {
            double all = 0;
            if (json.is_object() && json.contains("rows") && json["rows"].is_object())
                for (const auto& [name, row] : json["rows"].items()) all += member(row, "repos").value_or(0);
            return all > 0 ? "images of " + counted(all, "project", "projects") : std::string();
        }
        case study::Item::fig3a:
        case study::Item::fig3b:
        case study::Item::fig5a: {
            double most = 0;
            if (const auto n = column_named(figure, "n"))
                for (const study::Row& row : figure.rows)
                    if (row.cells.size() > *n)
                        most = std::max(most, value_in(row.cells[*n], mode).value_or(0));
            return most > 0 ? "up to " + counted(most, "value", "values") + " in a category" : std::string();
        }
        case study::Item::fig2: {
            const auto parts = std::count_if(
                figure.rows.begin(), figure.rows.end(),
                [](const study::Row& row) { return row.names.size() > 1 && !row.names[1].empty(); });
            const auto all = static_cast<double>(figure.rows.size()), of_them = static_cast<double>(parts);
            return counted(all - of_them, "purpose", "purposes") + ", " + counted(of_them, "part", "parts");
        }
        case study::Item::funnel:
        case study::Item::fig5b:
            break;
    }
    return {};
}

}  // namespace plimsoll::charts
