// Where the image stands among those that the study measured: each metric on a scale with the medians of its categories.
#pragma once

#include <string>
#include <vector>

#include "core/report/report.h"

namespace plimsoll::web {

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
