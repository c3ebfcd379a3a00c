// The projects of a data set: a list to search, filter and sort, and all that the data set says of one of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/study/results.h"
#include "web/page/project_list.h"

namespace plimsoll::web {

class ProjectsView {
 public:
    /// `results` must live as long as the view.
    explicit ProjectsView(const study::Results& results);

    /// Fills the window that is current, and has the page's address name it.
    void draw();

    /// Opens one of the projects, whether the list has it now or not.
    void show(uint32_t project);

 private:
    void read_keys();
    void open(uint32_t project);
    void draw_filters();
    void draw_table();
    void draw_row(size_t place);
    void draw_row_menu();
    void draw_pane(bool narrow);
    void draw_numbers(const study::ProjectRow& project);
    void draw_dockerfiles(const study::ProjectRow& project);
    void draw_images(const study::ProjectRow& project);
    bool choose(const char* id, const char* all, const std::vector<ProjectList::Choice>& choices,
                std::optional<size_t>& chosen, float width);

    const study::Results& results_;
    ProjectList list_;
    ProjectList::Filter filter_;
    uint32_t most_instructions_ = 1;    ///< in a Dockerfile of the project that is open
    std::optional<uint32_t> selected_;  ///< a project
    bool open_ = false;                 ///< its pane is there
    bool scroll_to_selected_ = false, scroll_pane_to_top_ = false;
};

}  // namespace plimsoll::web
