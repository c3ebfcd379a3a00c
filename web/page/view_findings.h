// What of the image is not needed, or should give its maker pause: what each costs, where it is, and what to change.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "web/page/app.h"
#include "web/page/evidence.h"
#include "web/page/table_menu.h"

namespace plimsoll::web {

inline constexpr TextColumn finding_columns[] = {{"Finding"},
                                                 {"Severity"},
                                                 {"Saves (bytes)", TextColumn::Kind::number},
                                                 {"Layer", TextColumn::Kind::number},
                                                 {"Advice"},
                                                 {"Places", TextColumn::Kind::number},
                                                 {"Evidence", TextColumn::Kind::code}};
std::string finding_text(const findings::Finding& finding, size_t column);
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
    void draw_card_menu(Selection& selection);
    void draw_summary();
    static void draw_looked_for();

    const Opened& opened_;
    std::vector<std::vector<Place>> places_;  ///< of each finding's evidence
    std::vector<bool> open_;                  ///< shows all of its evidence
    std::vector<float> heights_;              ///< as last drawn; 0: not yet, at this width
    float heights_width_ = 0;
    TableRows rows_;  ///< those that are shown
    ImGuiID card_menu_ = 0;
};

/// Calls `draw` with the findings as a table.
template <class Draw>
auto with_findings_text(const report::Report& report, Draw draw) {
    const auto cell = [&](size_t row, size_t column) { return finding_text(report.findings[row], column); };
    return draw(TableText(finding_columns, report.findings.size(), cell));
}

}  // namespace plimsoll::web
