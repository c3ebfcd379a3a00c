// Feeds projects that are classified: as a line of JSON, as the text of a Dockerfile, a compose file and a README, and as
// the knowledge to classify with.
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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
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
