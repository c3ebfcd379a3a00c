// Where an image stands among those that the study measured.
#include <algorithm>
#include <cmath>

#include "core/report/report.h"

namespace plimsoll::report {
namespace {

/// In the metric's unit; nothing where the image does not tell.
std::optional<double> value_of(const Report& report, std::string_view metric) {
    if (metric == "layers") return static_cast<double>(report.layers.size());
    if (metric == "files") return static_cast<double>(report.totals.files);
    if (metric == "directory_depth") return static_cast<double>(report.totals.directory_depth);
    if (metric == "environment") return static_cast<double>(report.image.config.env.size());
    if (metric == "config_bytes") {
        if (report.image.config_digest.empty()) return std::nullopt;
        return static_cast<double>(report.image.config_bytes) / 1024;
    }
    if (metric == "stored_bytes") {
        // Like with like: the study's layers are compressed, as a registry has them.
        const bool compressed =
            std::all_of(report.layers.begin(), report.layers.end(), [](const Report::Layer& layer) {
                return layer.compression && *layer.compression != bytes::Compression::none;
            });
        if (!compressed || report.layers.empty()) return std::nullopt;
        return static_cast<double>(report.totals.blob_bytes) / study::bytes_in_megabyte;
    }
    constexpr std::string_view type = "type:";
    if (!metric.starts_with(type) || report.totals.files == 0) return std::nullopt;
    metric.remove_prefix(type.size());
    const auto& rows = report.file_types.study;
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const auto& each) { return each.type == metric; });
    return row == rows.end()
               ? 0
               : 100 * static_cast<double>(row->files) / static_cast<double>(report.totals.files);
}

/// So that it is the same whatever machine computes it.
double rounded(double value) { return std::round(value * 100) / 100; }

}  // namespace

Report::Study study_of(const Report& report) {
    Report::Study result;
    result.category = study::category_of(report.taxonomy.category.label);
    for (const study::Metric& metric : study::metrics()) {
        const auto value = value_of(report, metric.key);
        if (!value) continue;
        Report::Study::Metric row{std::string(metric.key),
                                  std::string(metric.heading),
                                  std::string(metric.unit),
                                  rounded(*value),
                                  metric.medians,
                                  std::nullopt,
                                  {}};
        if (const auto place = study::place(metric.key, row.value, result.category)) {
            if (place->percentile) row.percentile = rounded(*place->percentile);
            row.sentence = place->sentence;
        }
        result.metrics.push_back(std::move(row));
    }
    return result;
}

}  // namespace plimsoll::report
