// All that is shown of a data set: its tables and figures, its projects, and what was read of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/study/study.h"

namespace plimsoll::study {

/// A Dockerfile of a project, in numbers.
struct DockerfileRow {
    std::string file;
    std::vector<std::pair<std::string, uint32_t>>
        instructions;                 ///< as BuildKit reads it, the most frequent first
    std::vector<std::string> images;  ///< that it builds on
};

/// A project of a data set, and all that its tables say of it.
struct ProjectRow {
    std::string repo;
    Category category = Category::none;  ///< of manual-labeling.csv, else of final-dataset.csv
    std::optional<double> size, commits, contributors, forks, stars, releases;
    std::vector<std::string> purposes;  ///< its labels, as the paper's Figure 2 spells them where it has them
    std::vector<std::string> base_images;  ///< of all its Dockerfiles, without tags, each once
    std::vector<DockerfileRow> dockerfiles;
    std::vector<std::string> images;   ///< that it publishes, with their tags
    std::vector<ImageConfig> configs;  ///< of those images
};

/// A row of manual-labeling.csv, or a project of one's own, as it was written.
struct LabelledRow {
    std::string repo, written_category;
    Category category = Category::none;
    bool tabled = false;  ///< it is a project of Table 1's as well
};

struct Results {
    std::string name;  ///< of what was given
    std::vector<Figure> figures;
    std::vector<ProjectRow> projects;   ///< by their names, each once: all that any table or Dockerfile names
    std::vector<LabelledRow> labelled;  ///< in their order, repeated ones too
    uint64_t table_projects = 0;        ///< rows of final-dataset.csv, or projects of one's own
    uint64_t own_images = 0;            ///< reports of images of one's own
    std::vector<UsedFile> used;
    std::vector<LeftOut> left_out;
    std::vector<Problem> problems;
};

/// Computes all of all_items.
Results results_of(const Dataset& data, std::string name);

/// Where nothing of what was given is of use: what a sentence says of it, and of which file. None where something is.
std::optional<Error> nothing_of_use(const Results& results);

/// The labels of a cell of the column What ("API, databases/ storage (mongodb, mysql), logging"): between its commas, but for
/// those in brackets; each once, and where Figure 2 has it, as the paper spells it ("environment variables" is its
/// "Environment Variables").
std::vector<std::string> purposes_of(std::string_view labels);

/// As bytes, to go from a worker to the page: both ends are of one build. The figures' JSON goes along, of which export_summary()
/// makes the report.
std::vector<uint8_t> pack(const Results& results);
/// Error: the bytes are not what pack() made. What comes out can be shown whatever the bytes say: rows have as many cells as
/// their figure has columns, and enumerators are known ones.
Result<Results> unpack_results(bytes::Bytes bytes);

}  // namespace plimsoll::study
