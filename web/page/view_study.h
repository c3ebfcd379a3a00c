// Where the image stands among those that the study measured: each metric on a scale with the medians of its categories.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/report/report.h"

namespace plimsoll::web {

/// "62,660", "13.74 KiB": a count, or at most two digits behind the point.
std::string study_value(double value, const std::string& unit);

/// "1.46 GB" of 1,460.3, as "stored_bytes" has it.
std::string megabytes(double value);

/// The next number of two digits (and zeros) that is greater: the end of a scale.
double scale_end(double most);

/// What a scale says: the medians of all categories, the quartiles of the image's own where they are published, and its value.
std::string about_metric(const report::Report::Study& study, const report::Report::Study::Metric& metric);

/// The published quartiles of the image's category; none where the study has none.
struct Quartiles {
    double lower = 0, upper = 0;
};
std::optional<Quartiles> quartiles_of(const report::Report::Study& study,
                                      const report::Report::Study::Metric& metric);

class StudyView {
 public:
    explicit StudyView(const report::Report::Study& study) : study_(study) {}

    void draw();

 private:
    using Metric = report::Report::Study::Metric;
    void draw_metric(const Metric& metric);
    void draw_scale(const Metric& metric, float width);
    void draw_about();

    const report::Report::Study& study_;
};

}  // namespace plimsoll::web
