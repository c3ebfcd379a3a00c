// What kind of project an image belongs to, and what Docker is used for: the study's 6 categories, 21 purposes and 12
// sub-categories, each answer with its score and with the evidence that it rests on.
// Source: Openja et al., "Studying the Practices of Deploying Machine Learning Projects on Docker", EASE 2022, table 1 and
// figure 2.
//
// What is known of words, commands and names is data (assets/taxonomy-rules.json, and assets/taxonomy.json with the weights
// that assets/make-taxonomy learned). Input is untrusted; nothing here fails wholly, and time is linear in the input.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace plimsoll::taxonomy {

// -------------------------------------------------------------------------------------------------------------- input

/// A Dockerfile or a compose file; which of them is told by its name. Others are not read.
struct ProjectFile {
    std::string path;  ///< in the project, with slashes
    std::string content;
};

/// What an image tells beside its project: all of it may be empty.
struct ImageFacts {
    std::vector<std::string> packages;     ///< names, without versions
    std::vector<std::string> entrypoint;   ///< with its arguments
    std::vector<std::string> command;      ///< CMD, with its arguments
    std::vector<std::string> ports;        ///< "8888/tcp"
    std::vector<std::string> environment;  ///< "NAME=value"
    std::vector<std::string>
        labels;  ///< values of labels that describe it (org.opencontainers.image.title, ...)
    std::vector<std::string> volumes;
    std::vector<std::string> history;  ///< created_by of each step
    std::vector<std::string> paths;    ///< of files that are worth a look
    std::string user;
};

struct Project {
    std::string repository;  ///< "owner/name", or any name
    std::string description;
    std::vector<std::string> topics;
    std::string language;  ///< that most of it is written in
    std::string readme;    ///< its text; looked at where there is no description
    std::vector<ProjectFile> files;
    ImageFacts image;
};

/// Reads a project from JSON: {"repository", "description", "topics": [], "language", "readme", "files": [{"path",
/// "content"}]}. All but the repository may be missing or null. Errors: no JSON, no object, no repository, a member of
/// another type, or over a limit.
Result<Project> read_project(std::string_view json);

// ----------------------------------------------------------------------------------------------------------- knowledge

/// Rules, and what their hits and other features weigh. Immutable; copies share it.
class Knowledge {
 public:
    struct Data;
    explicit Knowledge(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
    const Data& data() const { return *data_; }

 private:
    std::shared_ptr<const Data> data_;
};

/// Reads a document like assets/taxonomy.json, or one of rules alone like assets/taxonomy-rules.json: with that everything
/// is unknown, but features can be had.
Result<Knowledge> read_knowledge(std::string_view json);

/// That of assets/taxonomy.json, which is compiled in.
const Knowledge& built_in_knowledge();

// -------------------------------------------------------------------------------------------------------------- answers

/// Something that speaks for an answer.
struct Evidence {
    std::string
        where;         ///< "docker/Dockerfile:12", or a field: "description", "repository", "topics", "image"
    std::string what;  ///< the words found there
    std::string why;   ///< the rule ("serving"), or the feature itself
    double weight = 0;  ///< log-odds that it adds
};

/// A label and how probable it is, 0 to 1.
struct Scored {
    std::string label;
    double score = 0;
};

struct Category {
    std::string label;                 ///< empty: cannot tell
    double score = 0;                  ///< of the label, or of the best one where it cannot tell
    std::vector<Scored> alternatives;  ///< the others, the runner-up first
    std::vector<Evidence> evidence;    ///< the heaviest first
};

struct Purpose {
    std::string label;
    double score = 0;
    double threshold = 0;                ///< the score from which it is an answer
    bool found = false;                  ///< the score reaches it
    double share = 0;                    ///< of the projects that were labelled by hand, 0 to 1
    std::string subcategory;             ///< the most probable one that was found; may be empty
    std::vector<Purpose> subcategories;  ///< all that the label is divided into, in the figure's order
    std::vector<Evidence> evidence;      ///< the heaviest first
};

struct Taxonomy {
    Category category;
    std::vector<Purpose> purposes;  ///< all 21, in the order of the knowledge; those not found too
    std::vector<Problem> problems;  ///< where input was cut at a limit
};

Taxonomy classify(const Project& project, const Knowledge& knowledge);

/// Those that were found, the most probable first; equal ones as they stand.
std::vector<const Purpose*> found_purposes(const std::vector<Purpose>& purposes);

/// The answer as one line of JSON, without its newline: {"repository", "category": {"label", "score", "alternatives":
/// [{"label", "score"}], "evidence": [{"where", "what", "why", "weight"}]}, "purposes": [{"label", "subcategory", "score",
/// "subcategories": [{"label", "score"}], "evidence"}]}. A label that cannot be told is null. Purposes are those found, the
/// most probable first.
std::string to_ndjson(const Project& project, const Taxonomy& taxonomy);

/// What is seen of a project, as one line of JSON without its newline, for learning from it: {"repository", "features":
/// {"KIND:NAME": count}, "rules": {"ID": patterns of it that occur}, "sizes": {"dockerfiles", "composes", "instructions",
/// "comments"}}, each in alphabetical order.
std::string features_to_ndjson(const Project& project, const Knowledge& knowledge);

}  // namespace plimsoll::taxonomy
