// The report on a project: its Dockerfiles and compose files, and what it uses Docker for. To an image's report it is what
// a recipe is to a meal.
#pragma once

#include <string>
#include <vector>

#include "core/report/report.h"
#include "core/taxonomy/project_files.h"

namespace plimsoll::report {

inline constexpr const char* project_schema = "plimsoll.project/1";

struct ProjectReport {
    struct File {
        taxonomy::FileUse use =
            taxonomy::FileUse::dockerfile;  ///< that, or a compose file, of which the rest is empty
        std::map<std::string, uint32_t> instructions{};    ///< how many of each, as BuildKit reads it
        dockerfile::KindCounts commands{};                 ///< of its RUNs, by what each command is
        dockerfile::KindCounts study_commands{};           ///< as the study's authors counted
        std::vector<dockerfile::BaseImage> base_images{};  ///< at most limits::project_stages
        std::vector<Problem> problems{};
    };
    std::string name;           ///< of what was given
    taxonomy::Project project;  ///< with the files' texts
    std::vector<File> files;    ///< of project.files, in their order
    /// Of all files together; a base image's evidence is where it stands. At most limits::project_bases of those.
    Report::Taxonomy taxonomy;
    std::vector<Problem> problems;

    /// "owner/name", or what was given.
    const std::string& title() const { return project.repository.empty() ? name : project.repository; }
};

/// Reads and classifies what was found.
ProjectReport report_project(taxonomy::FoundProject found);

/// {"schema", "generator", "name", "repository", "files": [{"path", "use", and of a Dockerfile what dockerfile_json() has}],
/// "taxonomy", "problems"}, indented. Bytes that are not UTF-8 become U+FFFD.
std::string to_json(const ProjectReport& report);

}  // namespace plimsoll::report
