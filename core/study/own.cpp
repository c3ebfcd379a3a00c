#include "core/study/own.h"

#include "core/study/raw_dockerfile.h"

namespace plimsoll::study {
namespace {

double number(const image::Json& object, const char* name) {
    const auto& value = image::member(object, name);
    return value.is_number() ? value.get<double>() : 0;
}

bool add_project(const image::Json& json, Dataset& data) {
    const std::string repo = image::text_member(json, "repository");
    const auto& files = image::member(json, "files");
    if (repo.empty() || !files.is_array()) return false;
    Labelled labelled;
    labelled.repo = repo;
    labelled.written_category = image::text_member(json, "category");
    labelled.category = category_of(labelled.written_category);
    Project project;
    project.repo = repo;
    project.written_category = labelled.written_category;
    project.category = labelled.category;
    const std::pair<const char*, std::optional<double> Project::*> numbers[] = {
        {"size", &Project::size},   {"commits", &Project::commits}, {"contributors", &Project::contributors},
        {"forks", &Project::forks}, {"stars", &Project::stars},     {"releases", &Project::releases}};
    for (const auto& [name, member] : numbers)
        if (const auto& value = image::member(json, name); value.is_number())
            project.*member = value.get<double>();
    double count = 0;
    for (const auto& file : files) {
        const auto& content = image::member(file, "content");
        if (!content.is_string()) continue;
        ++count;
        data.dockerfiles.push_back(
            read_dockerfile(repo, image::text_member(file, "path"), content.get_ref<const std::string&>()));
    }
    labelled.dockerfiles = count;
    data.labelled.push_back(std::move(labelled));
    data.projects.push_back(std::move(project));
    return true;
}

}  // namespace

bool add_own(const image::Json& json, Dataset& data) {
    if (!json.is_object()) return false;
    (void)number;
    return add_project(json, data);
}

}  // namespace plimsoll::study
