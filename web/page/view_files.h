// The files: of what a container sees, or of what one layer adds, changes and removes. The tree and the map of it
// share what is selected.
#pragma once

#include <optional>
#include <string>

#include "web/page/app.h"
#include "web/page/files_map.h"
#include "web/page/tree.h"

namespace plimsoll::web {

class FilesView {
 public:
    explicit FilesView(const Opened& opened) : opened_(opened) {}

    void draw(Selection& selection);

 private:
    void show_scope(Selection& selection);
    void show_wanted_file(Selection& selection);
    void draw_scope(Selection& selection, float width);
    void draw_filter(float width);
    void draw_list(Selection& selection);
    void draw_map();
    void read_keys();
    void follow_selection();

    const Opened& opened_;
    std::optional<uint32_t> layer_;
    std::optional<Tree> tree_;
    std::optional<FilesMap> map_;
    std::string filter_;
    uint32_t matches_ = 0;
    size_t pane_ = 0;  ///< of a narrow window: 0 the list, 1 the map
    bool scroll_to_selected_ = false;
    std::string missing_;  ///< a path that was asked for, and is not there
};

/// Instead, of a saved report: it lists the heaviest only.
void draw_listed_files(const report::Report& report);

}  // namespace plimsoll::web
