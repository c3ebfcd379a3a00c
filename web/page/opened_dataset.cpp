#include "web/page/opened_dataset.h"

#include "core/report/report.h"
#include "web/page/view_dataset.h"
#include "web/page/view_projects.h"
#include "web/page/widgets.h"

namespace plimsoll::web {

OpenedDataset::OpenedDataset(study::Results found) : results(std::move(found)) {}

OpenedDataset::~OpenedDataset() = default;

DatasetView& OpenedDataset::study_view() {
    if (!study_view_) study_view_ = std::make_unique<DatasetView>(results);
    return *study_view_;
}

ProjectsView& OpenedDataset::projects_view() {
    if (!projects_view_) projects_view_ = std::make_unique<ProjectsView>(results);
    return *projects_view_;
}

const std::string& OpenedDataset::report_json() {
    if (json_.empty()) json_ = study::export_json(results, study::Mode::as_published);
    return json_;
}

std::string OpenedDataset::what_was_read() const {
    uint64_t dockerfiles = 0, rows = 0;
    for (const study::UsedFile& file : results.used) (file.path.empty() ? dockerfiles : rows) += file.rows;
    if (dockerfiles > 0) return counted(dockerfiles, "Dockerfile", "Dockerfiles");
    if (results.own_images > 0 && results.projects.empty())
        return counted(results.own_images, "image", "images");
    return counted(rows, "row", "rows");
}

std::string OpenedDataset::projects_text() const {
    const size_t projects = results.projects.size();
    return projects == 0 ? "" : counted(projects, "project", "projects");
}

}  // namespace plimsoll::web
