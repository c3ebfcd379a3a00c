// The one result type: what the page shows, the command prints, and every export holds. Its fields and their
// meanings are a contract; assets/report.schema.json is the full definition of the JSON.
//
//     report::Analysis analysis(*image);
//     for (uint32_t blob = 0; blob < image->blobs.size(); ++blob)
//         analysis.add_scan(blob, image::scan_layer(source, image->blobs[blob], {}));
//     std::string json = report::to_json(analysis.report());
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/dockerfile/dockerfile.h"
#include "core/findings/findings.h"
#include "core/image/image.h"
#include "core/packages/packages.h"
#include "core/study/study.h"
#include "core/taxonomy/taxonomy.h"

namespace plimsoll::report {

inline constexpr const char* schema = "plimsoll.report/1";

/// The type of the row that holds all types that have no row of their own: an image can have as many of the study's as
/// it has files. No type is called so, since a file's name has no slash.
inline constexpr std::string_view other_types = "other types/";

/// The version of this program, from the build.
std::string version();

/// Layers are numbered from 0 in all fields, in the order of `layers`, lowest first. What is unknown is
/// nullopt or an empty text, null in JSON.
struct Report {
    struct Source {
        std::string name;
        uint64_t bytes = 0;
        image::Layout layout = image::Layout::docker_archive;
        bytes::Compression compression = bytes::Compression::none;  ///< of the archive as a whole
        uint32_t shown = 0;  ///< which of Image::images the report is about
    };
    struct HistoryStep {
        image::HistoryStep step;
        dockerfile::Instruction made_by;
        /// From the date of the step before to its own, in thousandths; unknown where either has none, or they are more
        /// than a day apart or in the wrong order: then the step before is another build's.
        std::optional<double> seconds{};
    };
    /// Regular files of one type, as the layers ship them: each entry counts, so they sum up to
    /// Measures::files and Measures::file_bytes.
    struct TypeRow {
        std::string type;
        uint64_t files = 0, bytes = 0;
    };
    struct FileTypes {
        std::vector<TypeRow> corrected;  ///< by image::classify, heaviest first
        std::vector<TypeRow> study;  ///< by image::study_type, heaviest first; the last may be `other_types`
    };
    struct Layer {
        std::string digest, diff_id, media_type;
        std::optional<bytes::Compression> compression;
        std::optional<bool> verified;     ///< digest and diff_id computed, and both as promised
        std::optional<uint32_t> history;  ///< the step of image.history that made it
        bool complete = false;            ///< read to its end; else its figures are lower bounds
        image::Measures measures;
        uint64_t hidden_bytes = 0;  ///< of its files, what the final file system does not have
        FileTypes
            file_types;  ///< at most limits::report_rows of each, fewer where there are very many layers
    };
    struct WastedPath {
        std::string path;
        uint64_t bytes = 0;            ///< file bytes shipped at this path that no container sees
        std::vector<uint32_t> layers;  ///< those that name the path or hide it
    };
    struct Waste {
        uint64_t hidden_bytes = 0;  ///< file bytes that a layer ships and the final file system does not have
        double efficiency = 1;      ///< 1 - hidden_bytes / totals.file_bytes; 1 where there are no files
        image::FileSystem::Repeated repeated;
        image::DiveFigures dive;
        std::vector<WastedPath> paths;  ///< the heaviest ones: at most limits::report_rows
    };
    struct LargeFile {
        std::string path;
        uint64_t bytes = 0;
        uint32_t layer = 0;
        image::FileType type = image::FileType::unknown;
    };

    /// What the image is for and what it is built on, by its configuration, its history and its packages.
    struct Taxonomy {
        taxonomy::Category category;
        std::vector<taxonomy::Purpose> purposes;           ///< all 21; read from JSON, those found
        std::vector<dockerfile::BaseFinding> base_images;  ///< the likeliest first
        std::map<std::string, uint32_t> instructions;      ///< how many of each the history has
        dockerfile::KindCounts commands{};                 ///< of its RUNs, by what each command is
        dockerfile::KindCounts
            study_commands{};  ///< as the study's authors counted: words of all instructions
    };

    /// Where the image stands among those that the study measured.
    struct Study {
        struct Metric {
            std::string metric;  ///< "layers", "files", "type:Python": as study::Metric has it
            std::string heading, unit;
            double value = 0;  ///< of this image, in that unit
            std::array<std::optional<double>, study::category_count> medians{};  ///< by study::Category
            std::optional<double>
                percentile;        ///< of its category's images that have less, where that can be estimated
            std::string sentence;  ///< empty where the category cannot be told
        };
        study::Category category = study::Category::none;  ///< by taxonomy.category
        std::vector<Metric> metrics;
    };

    Source source;
    image::Image image;
    std::vector<HistoryStep> history;
    std::vector<Layer> layers;
    image::Measures totals;  ///< sums over the layers; depths are the greatest
    image::FileSystem::Totals filesystem;
    Waste waste;
    std::vector<LargeFile> largest_files;     ///< of the final file system, at most limits::report_rows
    std::vector<packages::Package> packages;  ///< every byte of the final file system is in exactly one
    FileTypes file_types;                     ///< of all layers
    std::vector<findings::Finding> findings;
    Taxonomy taxonomy;
    Study study;
    std::vector<Problem> problems;

    /// All of every layer was read.
    bool complete() const;
    /// Some problem is an error.
    bool has_errors() const;
};

/// Of a report that has all else. Like is compared with like: files are counted in all layers, as the study did, and their
/// types by the authors' rules.
Report::Study study_of(const Report& report);

/// Fills in HistoryStep::seconds.
void time_steps(std::vector<Report::HistoryStep>& history);

/// Seconds since 1970 of "2024-01-31T12:34:56.789Z" (RFC 3339); nothing where the text is no such date.
std::optional<double> parse_date(std::string_view text);

/// Of a report that has all else. `os_release`: the text of the file of that name; empty: there is none.
Report::Taxonomy taxonomy_of(const Report& report, std::string_view os_release);

/// Puts an image's scans together as they come, in any order: a layer is merged as soon as all below it are.
class Analysis {
 public:
    explicit Analysis(image::Image image);

    void add_scan(uint32_t blob, image::LayerScan scan);

    const image::Image& image() const { return image_; }
    const image::FileSystem& files() const { return files_; }
    /// The scan of a layer, or null where it has not come yet or there is no such layer. Once it is merged, it has no index.paths any more.
    const image::LayerScan* scan(uint32_t layer) const;
    /// The path of an entry of a layer's scan; nothing where limits.h allows no more names.
    std::optional<std::string> path(uint32_t layer, uint32_t entry) const;
    /// Layers merged so far, from the lowest up.
    uint32_t merged_layers() const { return files_.layers(); }
    bool done() const { return merged_layers() == image_.layers.size(); }

    /// What is known so far; all of it once done().
    Report report();

    /// By path of files(): which of the last report's packages it belongs to, as in packages::Attribution.
    const std::vector<uint32_t>& owners() const { return weights_.owner; }

 private:
    void merge(uint32_t layer);
    void drop_hidden_documents();
    void read_os_release();
    void attribute(const std::vector<const image::LayerScan*>& merged);

    image::Image image_;
    std::vector<std::unique_ptr<image::LayerScan>> scans_;  ///< by blob
    std::vector<uint32_t> left_to_merge_;                   ///< by blob: layers that are not merged yet
    struct Document {
        uint32_t inode, blob, number;  ///< in files_; in scans_; in LayerScan::documents
    };
    std::vector<Document> documents_;  ///< of merged layers, whose texts are kept
    uint64_t documents_bytes_ = 0, documents_allowed_ = 1u << 20;
    struct Types;
    std::vector<std::shared_ptr<const Types>>
        types_;  ///< by blob: counted once, however many layers share it
    image::FileSystem files_;
    packages::Attribution weights_;
    std::string os_release_;  ///< the text of that file
    bool weighed_ = false;    ///< all layers' files are attributed
    std::vector<Problem> problems_;
};

/// What the types of a report mean, for a reader.
struct TypeDefinition {
    std::string type, definition;
};
struct TypeDefinitions {
    std::vector<TypeDefinition> corrected;  ///< in the order of image::FileType
    /// In the order in which they are tried: special cases, of which the first that holds counts, and then classes, of
    /// which the last does. The key is what image::study_type() says it is.
    std::vector<TypeDefinition> study;
};
TypeDefinitions type_definitions();

/// The JSON document, indented, with its members in the contract's order and a newline at the end. Bytes of
/// a name that are not UTF-8 become U+FFFD. Its last member is `digest`, its own (see digest.h).
std::string to_json(const Report& report);

/// The same on one line, for NDJSON.
std::string to_ndjson(const Report& report);

/// "1.70 GB": three significant digits and a decimal unit; below 1,000 bytes the exact count.
std::string format_bytes(uint64_t bytes);

/// "62,660".
std::string format_count(uint64_t count);

/// The text as one line that can be shown anywhere: control characters, bidirectional marks and bytes that
/// are not UTF-8 become visible escapes (\n, \x1b, \u{202e}, \xe9), a backslash stays as it is.
std::string printable(std::string_view text);

}  // namespace plimsoll::report
