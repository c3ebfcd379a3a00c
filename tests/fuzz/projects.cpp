// Feeds projects that are classified: as a line of JSON, as the text of a Dockerfile, a compose file and a README, as the
// archive of a folder, as what a worker hands to the page, and as the knowledge to classify with.
#include "core/limits.h"
#include "core/report/project.h"
#include "core/taxonomy/taxonomy.h"
#include "tests/fuzz/feed.h"

using namespace plimsoll;
using namespace plimsoll::taxonomy;

namespace {

void check_answer(const Project& project, const Knowledge& knowledge) {
    const Taxonomy answer = classify(project, knowledge);
    // Weights that are given may be beyond all measure; the built-in ones are not.
    if (&knowledge == &built_in_knowledge())
        fuzz::require(answer.category.score >= 0 && answer.category.score <= 1, "a score is no probability");
    for (const Purpose& purpose : answer.purposes)
        fuzz::require(!purpose.found || !purpose.evidence.empty(), "a purpose was found without evidence");
    fuzz::require(to_ndjson(project, answer).find('\n') == std::string::npos, "an answer has two lines");
    features_to_ndjson(project, knowledge);
}

void check_found(const Result<FoundProject>& found) {
    if (!found) return;
    size_t bytes = 0;
    for (const ProjectFile& file : found->project.files) {
        const FileUse use = use_of(file.path);
        fuzz::require(use == FileUse::dockerfile || use == FileUse::compose, "a file is of no use");
        fuzz::require(!file.path.starts_with('/') && !file.path.starts_with("../"), "a path leads out");
        bytes += file.content.size();
    }
    fuzz::require(!found->project.files.empty() && found->project.files.size() <= limits::project_files &&
                      bytes <= limits::project_tree_bytes,
                  "a project is empty, or beyond its limits");
    const auto again = unpack_project(pack(*found));
    fuzz::require(again && again->project.files.size() == found->project.files.size(),
                  "a project is lost on its way to the page");
    report::to_json(report::report_project(*found));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    const auto source = bytes::view_memory(fuzz::bytes_of(text));
    check_found(find_project(*source, "name-main.tar.gz"));
    unpack_project(fuzz::bytes_of(text));
    repository_in_git_config(text);
    if (const auto project = read_project(text)) check_answer(*project, built_in_knowledge());
    Project project;
    project.repository = "owner/name";
    project.readme = std::string(text);
    project.image.history = {std::string(text)};
    project.files = {{"Dockerfile", std::string(text)}, {"compose.yaml", std::string(text)}};
    check_answer(project, built_in_knowledge());
    if (const auto knowledge = read_knowledge(text)) check_answer(project, *knowledge);
    return 0;
}
