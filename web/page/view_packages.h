// The weight by package: a treemap of all bytes in the container, and the table of what put them there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/page/app.h"
#include "web/page/chart_treemap.h"
#include "web/page/package_list.h"

namespace plimsoll::web {

class PackagesView {
 public:
    explicit PackagesView(const Opened& opened);

    void draw(Selection& selection);

    /// The heaviest of a package's files; none where they are not known one by one.
    const std::vector<WeightRow>& files_of(uint32_t package);

 private:
    void draw_map(Selection& selection, ImVec2 size);
    void lay_out(ImVec2 size);
    void draw_filter();
    void draw_table(Selection& selection);
    void draw_row(Selection& selection, size_t place);
    void draw_row_menu(Selection& selection);
    void draw_detail(Selection& selection);
    void select(Selection& selection, uint32_t package);

    const Opened& opened_;
    PackageList list_;
    std::string words_;
    size_t ecosystem_ = 0;  ///< 0: all; else one of list_.ecosystems(), from 1
    std::vector<std::string> ecosystem_labels_;
    TreemapChart chart_;
    std::vector<uint32_t> charted_;  ///< the package of each box; one more box may hold the rest
    std::string charted_rest_;       ///< what that one says of itself
    bool scroll_to_selected_ = false;
    std::optional<uint32_t> files_of_;
    std::vector<WeightRow> files_;
};

}  // namespace plimsoll::web
