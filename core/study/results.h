// All that is shown of a data set: its tables and figures, its projects, and what was read of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
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
    Category category = Category::none;
    std::optional<double> size, commits, contributors, forks, stars, releases;
    std::vector<std::string> purposes;  ///< its labels, as the paper's Figure 2 spells them where it has them
    std::vector<std::string> base_images;  ///< of all its Dockerfiles, without tags, each once
    std::vector<DockerfileRow> dockerfiles;
    std::vector<std::string> images;   ///< that it publishes, with their tags
    std::vector<ImageConfig> configs;  ///< of those images
};

struct Results {
    std::string name;  ///< of what was given
    std::vector<Figure> figures;
    std::vector<ProjectRow> projects;  ///< by their names
    std::vector<UsedFile> used;
    std::vector<LeftOut> left_out;
    std::vector<Problem> problems;
};

/// Computes all of all_items.
Results results_of(const Dataset& data, std::string name);

/// As bytes, to go from a worker to the page: both ends are of one build.
std::vector<uint8_t> pack(const Results& results);
/// Error: the bytes are not what pack() made.
Result<Results> unpack_results(bytes::Bytes bytes);

}  // namespace plimsoll::study
