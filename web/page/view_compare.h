// Two images side by side: A is the one that is open, B the one that it is compared with.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/report/compare.h"
#include "web/page/compare_rows.h"
#include "web/page/table_text.h"

namespace plimsoll::web {

class CompareView {
 public:
    explicit CompareView(report::Comparison comparison);

    void draw();

    const report::Comparison& comparison() const { return comparison_; }

 private:
    void draw_sides(float width);
    void draw_totals();
    void draw_section();
    void draw_row(size_t place);

    report::Comparison comparison_;
    size_t section_ = 0;
    std::array<std::vector<CompareRow>, sections> rows_;
    std::array<TableRows, sections> shown_;  ///< of them
    std::array<std::string, sections> summaries_, labels_;
};

/// What stands there as long as there is no second image.
void draw_nothing_to_compare();

}  // namespace plimsoll::web
