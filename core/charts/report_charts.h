// Charts of one image.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/charts/charts.h"
#include "core/report/report.h"

namespace plimsoll::charts {

enum class ReportChart : uint8_t {
    load,      ///< the final file system by kinds of packages, and what is hidden
    layers,    ///< each layer: shipped, hidden and stored bytes
    packages,  ///< the heaviest packages
    types,     ///< shipped files by class
    waste,     ///< the paths with the most hidden bytes
    study,     ///< the image among the study's medians
};
inline constexpr std::array all_report_charts = {ReportChart::load,     ReportChart::layers,
                                                 ReportChart::packages, ReportChart::types,
                                                 ReportChart::waste,    ReportChart::study};

/// "load", "layers", "packages", "types", "waste", "study".
std::string_view name_of(ReportChart chart);
std::optional<ReportChart> report_chart_named(std::string_view name);

/// The chart, with its title, unit and population. Of many rows the heaviest are shown, and the others in one. What the image
/// does not tell is said in words. Only the width, the heading and the measure of the options count.
Scene draw(const report::Report& report, ReportChart chart, const Options& options);

}  // namespace plimsoll::charts
