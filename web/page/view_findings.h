// What of the image is not needed, or should give its maker pause: what each costs, where it is, and what to change.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "web/page/app.h"
#include "web/page/evidence.h"

namespace plimsoll::web {

/// What is looked for, in words.
std::string_view findings_looked_for();

class FindingsView {
 public:
    explicit FindingsView(const Opened& opened);

    void draw(Selection& selection);

 private:
    void draw_list(Selection& selection);
    void draw_finding(Selection& selection, size_t number);
    void draw_evidence(Selection& selection, size_t number);
    void draw_summary();
    static void draw_looked_for();

    const Opened& opened_;
    std::vector<std::vector<Place>> places_;  ///< of each finding's evidence
    std::vector<bool> open_;                  ///< shows all of its evidence
    std::vector<float> heights_;              ///< as last drawn; 0: not yet, at this width
    float heights_width_ = 0;
    uint64_t bytes_ = 0;  ///< of all findings
};

}  // namespace plimsoll::web
