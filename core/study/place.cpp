#include <algorithm>
#include <cmath>

#include "core/study/figures.h"

namespace plimsoll::study {
namespace {

struct TableMetric {
    std::string_view key, heading, unit;
    const char* column;  ///< of Table 2
};

constexpr TableMetric table_metrics[] = {
    {"layers", "Layers", "", "layers"},
    {"files", "Files", "", "files"},
    {"directory_depth", "Directory depth", "", "max_level"},
    {"environment", "Environment variables", "", "env"},
    {"config_bytes", "Configuration", "KiB", "conf_size"},
};

/// Types of files that Figure 5a has for enough categories to compare with.
constexpr std::string_view type_metrics[] = {"type:Python", "type:C/C++", "type:ELF/COFF", "type:PEP",
                                             "type:Data/ DB"};

Metric table_metric(const TableMetric& of) {
    Metric metric{of.key, of.heading, of.unit, {}, {}, {}};
    const auto& table = published_figure(Item::table2);
    for (const Category category : all_categories)
        metric.medians[static_cast<size_t>(category)] =
            published_number(table, {"rows", std::string(category_key(category)), of.column});
    return metric;
}

/// Compressed layers as a registry stores them: the package has the medians, the paper does not print them.
Metric stored_metric() {
    Metric metric{"stored_bytes", "Stored, compressed", "MB", {}, {}, {}};
    for (const Category category : all_categories)
        if (const auto bytes =
                published_number(published_part("stored"), {"rows", std::string(category_key(category))}))
            metric.medians[static_cast<size_t>(category)] = *bytes / bytes_in_megabyte;
    return metric;
}

Metric type_metric(std::string_view key) {
    const std::string_view type = key.substr(key.find(':') + 1);
    Metric metric{key, type, "% of files", {}, {}, {}};
    const auto& boxes = published_figure(Item::fig5a);
    for (const Category category : all_categories) {
        const auto at = static_cast<size_t>(category);
        const auto number = [&](const char* name) {
            return published_number(boxes,
                                    {"values", std::string(category_key(category)), std::string(type), name});
        };
        metric.medians[at] = number("median");
        metric.lower[at] = number("q1");
        metric.upper[at] = number("q3");
    }
    return metric;
}

/// Percent of images below a value, on straight lines through the published box: low 0, quartiles 25, 50, 75, high 100.
double percentile_of(double value, const OrderedJson& box) {
    const std::pair<double, double> points[] = {{box["lo"].get<double>(), 0},
                                                {box["q1"].get<double>(), 25},
                                                {box["median"].get<double>(), 50},
                                                {box["q3"].get<double>(), 75},
                                                {box["hi"].get<double>(), 100}};
    if (value <= points[0].first) return 0;
    for (size_t at = 1; at < std::size(points); ++at) {
        const auto& [x, y] = points[at];
        const auto& [x0, y0] = points[at - 1];
        if (value <= x) return x > x0 ? y0 + (y - y0) * (value - x0) / (x - x0) : y;
    }
    return 100;
}

}  // namespace

const std::vector<Metric>& metrics() {
    // What is published never changes.
    static const std::vector<Metric> all = [] {
        std::vector<Metric> made;
        for (const TableMetric& metric : table_metrics) made.push_back(table_metric(metric));
        made.push_back(stored_metric());
        for (const std::string_view key : type_metrics) made.push_back(type_metric(key));
        return made;
    }();
    return all;
}

std::optional<Place> place(std::string_view key, double value, Category category) {
    const auto& all = metrics();
    const auto metric =
        std::find_if(all.begin(), all.end(), [&](const Metric& one) { return one.key == key; });
    if (metric == all.end() || category == Category::none) return std::nullopt;
    Place result{*metric, value, std::nullopt, {}};
    const auto at = static_cast<size_t>(category);
    const auto& median = metric->medians[at];
    const int decimals = metric->unit.empty() ? (value == std::floor(value) ? 0 : 1) : 1;
    std::string unit;
    if (!metric->unit.empty()) unit.append(" ").append(metric->unit);
    if (median) {
        result.sentence = shown(*median, *median == std::floor(*median) ? 0 : 1);
        result.sentence.append(unit)
            .append(" is the ")
            .append(category_name(category))
            .append(" median; yours has ");
        result.sentence.append(shown(value, decimals)).append(".");
    } else {
        result.sentence = "The study has no median of this for ";
        result.sentence.append(category_name(category))
            .append("; yours has ")
            .append(shown(value, decimals))
            .append(unit)
            .append(".");
    }
    if (key.starts_with("type:")) {
        const auto& boxes = published_figure(Item::fig5a)["values"];
        const auto found = boxes.find(std::string(category_key(category)));
        const std::string type(key.substr(5));
        if (found != boxes.end() && found->contains(type))
            result.percentile = percentile_of(value, (*found)[type]);
    }
    return result;
}

}  // namespace plimsoll::study
