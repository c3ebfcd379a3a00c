#include "web/page/opened_project.h"

#include "web/page/view_project.h"
#include "web/page/view_taxonomy.h"

namespace plimsoll::web {

OpenedProject::OpenedProject(taxonomy::FoundProject found)
    : report(report::report_project(std::move(found))) {
    for (const auto& file : report.project.files) bytes += file.content.size();
}

OpenedProject::~OpenedProject() = default;

ProjectView& OpenedProject::files_view() {
    if (!files_view_) files_view_ = std::make_unique<ProjectView>(report);
    return *files_view_;
}

TaxonomyView& OpenedProject::taxonomy_view() {
    if (!taxonomy_view_) taxonomy_view_ = std::make_unique<TaxonomyView>(report.taxonomy);
    return *taxonomy_view_;
}

const std::string& OpenedProject::report_json() {
    if (json_.empty()) json_ = report::to_json(report);
    return json_;
}

}  // namespace plimsoll::web
