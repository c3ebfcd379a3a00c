// The study "Studying the Practices of Deploying Machine Learning Projects on Docker" (Openja, Majidi, Khomh, Chembakottu, Li;
// EASE 2022, doi 10.1145/3530019.3530039): its data, its tables and figures computed anew, beside what it printed.
//
// Files go into a Reader in any order; what comes out is a Dataset of plain rows; tables and figures are computed of those.
// All of it is untrusted: what is damaged is a Problem that names the file and the row, and what could be read is there.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/bytes/bytes.h"
#include "core/study/dataset.h"

namespace plimsoll::study {

// ------------------------------------------------------------------------------------------------------------ reading

/// Told how many bytes of the source are read; answers whether to go on.
using Progress = std::function<bool(uint64_t bytes)>;

/// Takes the files of a data set. A file is known by its name and, a table, by its heading, so that a single one does as well.
class Reader {
 public:
    explicit Reader(Progress progress = {});
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// All files of a folder.
    void add_folder(const bytes::Folder& folder);

    /// A file: an archive (zip; tar, compressed as a whole or not), whose files are added, or one file of a data set.
    /// `name` is its name without a folder.
    void add_file(bytes::Source& source, const std::string& name);

    /// The same of what can only be read in order. A zip archive is held in memory, up to limits::workbook_bytes.
    void add_stream(bytes::Stream& stream, const std::string& name);

    /// What was read. The reader is empty afterwards.
    Dataset finish();

 private:
    struct State;
    std::unique_ptr<State> state_;
};

// -------------------------------------------------------------------------------------------------- tables and figures

enum class Item : uint8_t { funnel, table1, fig2, fig3a, fig3b, fig4a, fig4b, table2, fig5a, fig5b };
inline constexpr std::array all_items{Item::funnel, Item::table1, Item::fig2,   Item::fig3a, Item::fig3b,
                                      Item::fig4a,  Item::fig4b,  Item::table2, Item::fig5a, Item::fig5b};

/// "table1", "fig3a", "funnel".
std::string_view item_name(Item item);
std::optional<Item> item_named(std::string_view name);

/// As the authors counted, or with their slips mended.
enum class Mode : uint8_t { as_published, corrected };

/// Nothing, a number, or a text.
using Value = std::variant<std::monostate, double, std::string>;

struct Cell {
    Value published;   ///< what the paper prints or plots
    Value recomputed;  ///< as the authors counted, of this data set
    Value corrected;
    bool differs = false;  ///< `recomputed` is not what is published
    std::string
        difference{};  ///< a sentence that explains it; may be there where it does not differ, if there is something to know
};

struct Column {
    std::string key, heading, unit;
    int decimals = 0;      ///< that are shown
    bool compared = true;  ///< counts in Figure::compared(): what only says the same in another way does not
};

struct Row {
    std::vector<std::string> names;  ///< by Figure::name_headings
    std::vector<Cell> cells;         ///< by Figure::columns
};

/// A table, or the numbers of a figure.
struct Figure {
    Item item = Item::table1;
    std::string title, formula, source;
    bool available = false;  ///< the data set has what it takes to compute it as the authors did
    std::vector<std::string> name_headings;
    std::vector<Column> columns;
    std::vector<Row> rows;
    std::vector<std::string> findings;  ///< errors of what is published, each a sentence, found in the data
    std::vector<std::string> checks;    ///< what was compared with what, and how it came out
    std::vector<std::string> not_recomputable;  ///< what cannot be computed, and why

    /// Its main values as JSON, in the shape of the package's gold files (rows, boxes, repos, values, steps ...).
    nlohmann::ordered_json as_published, corrected, published;

    /// Cells that are published, and those of them that come out the same.
    size_t compared() const;
    size_t equal() const;
};

Figure compute(const Dataset& data, Item item);

/// All that is published, or null for what is not.
const nlohmann::ordered_json& published_figure(Item item);

// -------------------------------------------------------------------------------------------------------------- export

enum class Format : uint8_t { text, json, csv, markdown, latex };

/// A table or figure as text in one of the formats.
std::string export_figure(const Figure& figure, Mode mode, Format format);

struct Results;  // results.h

/// All of them, with what was read: text, Markdown and JSON; of the others one figure follows the other.
std::string export_summary(const Results& results, Mode mode, Format format);

/// The same as JSON only, "plimsoll.study/1".
std::string export_json(const Results& results, Mode mode);

// --------------------------------------------------------------------------------------------- where one image stands

/// What the study published of a metric.
struct Metric {
    std::string_view
        key;  ///< "layers", "files", "directory_depth", "environment", "config_bytes", "stored_bytes", "type:Python"
    std::string_view heading, unit;
    std::array<std::optional<double>, category_count> medians;       ///< by Category
    std::array<std::optional<double>, category_count> lower, upper;  ///< quartiles, where they are published
};

/// The unit of "stored_bytes".
inline constexpr double bytes_in_megabyte = 1e6;

/// All metrics, in the order in which they are shown.
const std::vector<Metric>& metrics();

/// Where a value stands: one sentence, "62,660 is the Application System median; yours has 171,204".
struct Place {
    Metric metric;
    double value = 0;
    /// Percent of the study's images that have less, estimated between the published quartiles of the category; none
    /// where there are no quartiles.
    std::optional<double> percentile;
    std::string sentence;
};

/// Of one metric; none where the study has none of that key.
std::optional<Place> place(std::string_view key, double value, Category category);

}  // namespace plimsoll::study
