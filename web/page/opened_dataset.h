// One data set, with what the views keep of it.
#pragma once

#include <memory>
#include <string>

#include "core/study/results.h"

namespace plimsoll::web {

class DatasetView;
class ProjectsView;

struct OpenedDataset {
    explicit OpenedDataset(study::Results found);
    ~OpenedDataset();

    /// Each is made when it is first asked for, and keeps what it has laid out.
    DatasetView& study_view();
    ProjectsView& projects_view();

    /// Made when it is first asked for: what `plimsoll study DATASET --format json` prints.
    const std::string& report_json();

    /// "2,493 Dockerfiles", or how many rows of tables, or images of one's own, where there are none.
    std::string what_was_read() const;
    /// "286 projects", those of Table 1 where that is there; empty where it names none.
    std::string projects_text() const;

    study::Results results;
    double seconds = 0;  ///< that reading took

 private:
    std::string json_;
    std::unique_ptr<DatasetView> study_view_;
    std::unique_ptr<ProjectsView> projects_view_;
};

}  // namespace plimsoll::web
