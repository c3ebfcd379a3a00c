// One project, with what the views keep of it.
#pragma once

#include <memory>
#include <string>

#include "core/report/project.h"

namespace plimsoll::web {

class ProjectView;
class TaxonomyView;

struct OpenedProject {
    explicit OpenedProject(taxonomy::FoundProject found);
    ~OpenedProject();

    /// Each is made when it is first asked for, and keeps what it has laid out.
    ProjectView& files_view();
    TaxonomyView& taxonomy_view();

    /// Made when it is first asked for.
    const std::string& report_json();

    report::ProjectReport report;
    uint64_t bytes = 0;  ///< of its Dockerfiles and compose files

 private:
    std::string json_;
    std::unique_ptr<ProjectView> files_view_;
    std::unique_ptr<TaxonomyView> taxonomy_view_;
};

}  // namespace plimsoll::web
