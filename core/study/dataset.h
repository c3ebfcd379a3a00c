// What a data set of the study holds, as plain rows: what its files say, before anything is computed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/dockerfile/dockerfile.h"
#include "core/result.h"

namespace plimsoll::study {

/// The study's categories of projects, in the order of its tables.
enum class Category : uint8_t {
    model,
    application_system,
    mlops,
    toolkit,
    dl_framework,
    documentation,
    none
};
inline constexpr size_t category_count = 6;

/// "DL Framework", "MLOps/ AIOps", "Documentation"; "" for none.
std::string_view category_name(Category category);

/// As the data of Table 2 and of the figures spell it: "DL Framwork".
std::string_view category_key(Category category);

/// Any of the spellings that the package has: "application/autopilot", "DL framwork", "Documentations".
Category category_of(std::string_view written);

/// A row of RQ1/final-dataset.csv. Numbers that are missing or `nan` are none.
struct Project {
    std::string repo, written_category;
    Category category = Category::none;
    std::optional<double> size, commits, contributors, forks, stars, releases, docker_files_count;
    std::vector<std::string> images;  ///< of `latest_image`, with their tags
};

/// A row of RQ1/manual-labeling.csv.
struct Labelled {
    std::string repo, written_category;
    Category category = Category::none;
    std::optional<double> dockerfiles;  ///< `total_dockerfiles`
    std::string labels;                 ///< `What`, as written
};

/// A row of Docker_images_instructions.csv or Docker_instructions_category.csv: what share an instruction or a kind of
/// commands has in a project.
struct Share {
    Category category = Category::none;
    std::string repo, name;
    double percent = 0;
};

/// A row of results_instruction.csv: how often a first word stands in a file.
struct InstructionCount {
    std::string repo, file, name;
    uint64_t count = 0;
};

/// A row of base_images_counts.csv or base_images_categories.csv: percent of 399 projects.
struct BasePercent {
    Category category = Category::none;
    std::string name;
    double percent = 0;
};

/// A row of the spreadsheet's sheet `initial`.
struct Candidate {
    std::optional<double> commits, releases, stars, forks, archived;
};

/// How many projects a sheet of the spreadsheet lists.
struct SheetCount {
    std::string sheet;
    uint64_t rows = 0;
};

/// A row of the spreadsheet's sheet `baseimages`.
struct BaseRow {
    std::string repo;
    Category category = Category::none;
    std::string from, base;
};

/// A row of the spreadsheet's sheet `temp`: an image, and the types that the authors gave it, as written.
struct BaseTypeRow {
    std::string base;
    std::vector<std::string> types;
};

/// A row of Manifest_Config_info*.csv.
struct ImageConfig {
    std::string image, tag, architecture, os;
    uint64_t config_bytes = 0, environment = 0;
    uint64_t rootfs_pieces = 0;  ///< of the joined text of digests between slashes, empty ones too
    uint64_t rootfs_layers = 0;  ///< digests
};

/// A row of Manifest_details*.csv.
struct ImageLayer {
    std::string image, digest;
    uint64_t bytes = 0;
};

/// A row of Docker_images_statistics_.csv.
struct PublishedImages {
    Category category = Category::none;
    double config_size = 0, environment = 0, layers = 0, layers_size = 0, rootfs = 0, files = 0,
           max_level = 0;
};

/// A row of layers_files_*.csv: the files of a type in a project's images.
struct FileType {
    Category category = Category::none;
    std::string repo, type;
    double bytes = 0, number = 0, percent_bytes = 0, percent_number = 0;
};

/// A row of Top10_files_by_num.csv (percent, storage), _by_num_1.csv (percent only) or _by_size.csv (percent, size).
struct TopType {
    Category category = Category::none;
    std::string type;
    double percent = 0, second = 0;
};

/// A Dockerfile of raw-data/Dockerfiles/logs, or of one's own projects.
struct RawDockerfile {
    std::string repo, file;
    std::vector<std::pair<std::string, uint32_t>> words;         ///< first words, as the authors read them
    std::vector<std::pair<std::string, uint32_t>> instructions;  ///< Dockerfile's own, as BuildKit reads it
    dockerfile::KindCounts authors_kinds{};                      ///< words of all instructions
    dockerfile::KindCounts run_kinds{};                          ///< words of RUN only
    dockerfile::KindCounts commands{};                           ///< commands of RUN, by their names
    std::vector<std::string> from;    ///< texts of its FROMs, as the authors read them
    std::vector<std::string> images;  ///< that it builds on: variables put in, stages and tags left out
    std::vector<dockerfile::BaseType> types;  ///< of those images, by their names
};

/// A mind map of RQ2.
struct MindMap {
    std::string file, root;
    std::vector<std::string> topics;
};

/// An image of one's own: what a report says of it.
struct OwnImage {
    std::string name;
    Category category = Category::none;
    double config_bytes = 0, environment = 0, layers = 0, files = 0, depth = 0;
    std::string architecture, os;
    std::vector<FileType> types;
};

/// Files that were not used for the same reason.
struct LeftOut {
    std::string reason;
    uint64_t files = 0;
    std::vector<std::string> examples;  ///< at most limits::study_examples
    bool recognised = true;             ///< it is known what they are
};

/// A file that was used.
struct UsedFile {
    std::string path, what;
    uint64_t rows = 0;
};

struct Dataset {
    std::vector<Project> projects;
    std::vector<Labelled> labelled;
    std::vector<Share> instruction_shares, kind_shares;
    std::vector<InstructionCount> instruction_counts;
    std::vector<BasePercent> base_percents, type_percents;
    std::vector<Candidate> candidates;
    std::vector<SheetCount> sheets;
    std::vector<BaseRow> bases;
    std::vector<BaseTypeRow> base_types;
    std::vector<ImageConfig> configs;
    std::vector<ImageConfig> more_configs;  ///< of folders of images, where there is a table as well
    std::vector<ImageLayer> layers;
    std::vector<PublishedImages> statistics;
    std::vector<FileType> file_types;
    std::vector<TopType> top_numbers, top_number_rows, top_sizes;
    std::vector<RawDockerfile> dockerfiles;
    std::vector<MindMap> mind_maps;
    std::vector<OwnImage> own_images;

    std::vector<UsedFile> used;
    std::vector<LeftOut> left_out;
    std::vector<Problem> problems;

    /// The category of a project by its name: of manual-labeling.csv, else of final-dataset.csv.
    Category category_of_repo(std::string_view repo) const;
};

}  // namespace plimsoll::study
