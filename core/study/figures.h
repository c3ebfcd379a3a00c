// The tables and figures, one file each, and what they share.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include "core/study/quantiles.h"
#include "core/study/study.h"

namespace plimsoll::study {

using OrderedJson = nlohmann::ordered_json;

Figure funnel(const Dataset& data);
Figure table1(const Dataset& data);
Figure fig2(const Dataset& data);
Figure fig3a(const Dataset& data);
Figure fig3b(const Dataset& data);
Figure fig4a(const Dataset& data);
Figure fig4b(const Dataset& data);
Figure table2(const Dataset& data);
Figure fig5a(const Dataset& data);
Figure fig5b(const Dataset& data);

inline constexpr std::array all_categories{Category::model,        Category::application_system,
                                           Category::mlops,        Category::toolkit,
                                           Category::dl_framework, Category::documentation};

/// Projects of which the paper's tables are made, the rows of final-dataset.csv, and of which Figure 4's percents are.
inline constexpr size_t study_projects = 405;
inline constexpr double base_image_projects = 399;

/// The number as printf's %.*f rounds it.
double rounded(double value, int decimals);

/// A number or nothing, for a cell and for JSON.
Value value_of(const std::optional<double>& number);
OrderedJson json_of(const std::optional<double>& number);
/// The number of a cell; none where it is none.
std::optional<double> number_in(const Value& value);
/// A member of assets/study/published.json: "table1", or "stored", which is in the package and not in the paper.
const OrderedJson& published_part(std::string_view name);
/// The published number at a path of members; none where there is none.
std::optional<double> published_number(const OrderedJson& json, std::initializer_list<std::string> path);

/// "1,234", "43,713.5".
std::string shown(double value, int decimals = 0);
/// "1 project", "2 projects".
std::string several(uint64_t count, std::string_view what);

/// The categories that have a row: the study's six, and none where images of one's own have no category.
std::vector<Category> shown_categories(const Dataset& data);
/// Of a row: "DL Framework", "Your images"; the same as a name in JSON: "DL Framwork".
std::string row_name(Category category);
std::string row_key(Category category);

/// Whether the data set has all of the paper's projects.
bool is_whole(const Dataset& data);
/// "the data set has 286 projects, the paper's tables are of 405"; empty where it is whole.
std::string selection_note(const Dataset& data);

/// Fills what a cell says of itself. `tolerance`: how far a value may be off and still be the same. `why`: why it differs where the
/// data set is whole; `mended`: what was mended where the corrected value is another.
void explain(Cell& cell, double tolerance, const Dataset& data, const std::string& why,
             const std::string& mended);

/// The categories of projects, by their names.
class RepoCategories {
 public:
    explicit RepoCategories(const Dataset& data);
    Category of(const std::string& repo) const;
    size_t size() const { return categories_.size(); }

 private:
    std::unordered_map<std::string, Category> categories_;
};

/// Whether a first word is one of Dockerfile's 18 instructions.
bool is_instruction(std::string_view word);

/// The first words of one file.
struct FileWords {
    std::string repo, file;
    uint64_t all = 0, genuine = 0;
    std::map<std::string, uint64_t> counts;
    /// A program or a page that only has the name: fewer than half of its first words are instructions, and it is not named as
    /// Docker wants it, "Dockerfile", "Dockerfile.gpu" or "gpu.Dockerfile".
    bool junk() const;
};

/// Of results_instruction.csv where that was read, else of the Dockerfiles; sorted by project and file.
std::vector<FileWords> words_of_files(const Dataset& data);
/// Of the Dockerfiles only.
std::vector<FileWords> words_of_dockerfiles(const Dataset& data);
/// The same of one.
FileWords words_of(const RawDockerfile& file);

/// The boxes of Figures 3a and 3b.
struct ShareBoxes {
    std::vector<Share> as_published;  ///< as they stand in the package, repeated rows too
    std::vector<Share> corrected;
};
/// Fills rows, columns and JSON of a figure of boxes, one for each category and name.
void fill_boxes(Figure& figure, const ShareBoxes& shares, const Dataset& data, const std::string& mended);

/// Columns of a box plot, and its values.
std::vector<Column> box_columns(const std::string& unit);
OrderedJson json_of(const Box& box);

}  // namespace plimsoll::study
