// A report's essence: what a link carries of it. Plain data, every text of it harmless, every list cut to what fits.
//
//     Essence essence = essence_of(report, {.paths = true});
//     Result<std::string> text = encode(essence, full_link_chars - base.size());      // link.h
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/report/digest.h"
#include "core/report/report.h"

namespace plimsoll::link {

/// What the sharer ticks. What is off never enters an essence, and so no link.
struct Choice {
    bool references = true;  ///< the image's names, and those of its base images
    bool paths =
        false;  ///< of the largest files, of folders that weigh as a package does; the archive's name
    bool commands = false;     ///< the build's commands
    bool environment = false;  ///< environment variables
    bool labels = false;       ///< the image's labels
    bool operator==(const Choice&) const = default;
};

/// Some rows of a list, and how many rows it has. They may be fewer because they would not fit, or because the sharer did
/// not share them.
template <class Row>
struct Shown {
    std::vector<Row> rows;
    uint64_t of = 0;
    bool operator==(const Shown&) const = default;
};

/// What of a report fits into a link. Sizes are bytes. Texts are one line of UTF-8 without control characters, at most
/// limits::link_text_bytes long; a longer one ends in "...". Empty texts and nullopt: unknown, or not shared.
struct Essence {
    // ------------------------------------------------------------------------------------------- what the card has too

    bool card = false;    ///< a card: what follows the headline figures is not in it
    Choice shared;        ///< what the sharer ticked
    std::string version;  ///< of the program that made the report
    /// "sha256:..." or "sha512:..."; empty: there is none, or it is no such digest.
    std::string report_digest;    ///< the report's of itself: see core/report/digest.h
    std::string manifest_digest;  ///< image.digest
    std::string config_digest;    ///< image.config_digest, which is the image's ID

    std::string title, doi;            ///< that a person gave the report
    std::vector<std::string> authors;  ///< "Given Family" or "Family, Given", as that person wrote them

    std::string source_name;  ///< of the archive; only with Choice::paths
    uint64_t source_bytes = 0;
    image::Layout layout = image::Layout::docker_archive;
    bytes::Compression compression = bytes::Compression::none;  ///< of the archive as a whole
    Shown<std::string> references;                              ///< only with Choice::references
    image::Platform platform;
    std::optional<int64_t> created;  ///< seconds since 1970, rounded down

    bool complete =
        false;  ///< all layers were read to their ends; else figures are lower bounds, and totals.tar_bytes is 0
    uint32_t layer_count = 0;
    image::Measures totals;
    image::FileSystem::Totals filesystem;
    uint64_t hidden_bytes = 0;  ///< efficiency is 1 - hidden_bytes / totals.file_bytes
    image::FileSystem::Repeated repeated;
    uint32_t dive_efficiency = 10'000;  ///< in ten-thousandths, rounded
    uint64_t dive_wasted_bytes = 0, dive_wasted_paths = 0;
    std::string category;         ///< of the taxonomy; empty: cannot be told
    uint32_t category_score = 0;  ///< in thousandths, as the report's JSON rounds it
    struct FindingCount {
        uint64_t count = 0, bytes = 0;
        bool operator==(const FindingCount&) const = default;
    };
    std::array<FindingCount, 3> finding_counts{};  ///< by findings::Severity
    uint64_t package_count = 0;                    ///< rows of the report's `packages`
    uint64_t errors = 0, warnings = 0;             ///< the report's problems

    // --------------------------------------------------------------------------------------- what only a full link has

    struct Layer {
        uint32_t index = 0;
        std::optional<bytes::Compression> compression;  ///< nullopt: the layer is missing
        bool complete = false;
        uint64_t blob_bytes = 0, tar_bytes = 0, file_bytes = 0;  ///< tar_bytes is 0 where it is not complete
        uint64_t files = 0, directories = 0, hidden_bytes = 0;
        uint32_t directory_depth = 0;
        std::string instruction;  ///< "RUN"
        std::string command;      ///< what follows it; only with Choice::commands, never with a secret
        bool operator==(const Layer&) const = default;
    };
    Shown<Layer>
        layers;  ///< lowest first; where they are cut the lightest are missing, whose sums `totals` gives

    struct Purpose {
        std::string label, subcategory;
        uint32_t score = 0;  ///< in thousandths, as the report's JSON rounds it
        bool operator==(const Purpose&) const = default;
    };
    Shown<Purpose> purposes;  ///< those found, the most probable first
    struct Base {
        std::string image;               ///< only with Choice::references
        std::vector<std::string> types;  ///< dockerfile::base_type_name, the likeliest first
        bool declared = false;           ///< by a label that is there to tell it
        bool operator==(const Base&) const = default;
    };
    Shown<Base> bases;
    struct Instruction {
        std::string name;
        uint64_t count = 0;
        bool operator==(const Instruction&) const = default;
    };
    Shown<Instruction> instructions;                      ///< of the history; the most frequent first
    dockerfile::KindCounts commands{}, study_commands{};  ///< as in Report::Taxonomy; [0] is 0

    struct Finding {
        std::string id;
        findings::Severity severity = findings::Severity::note;
        uint64_t bytes = 0, evidence_count = 0;
        std::optional<uint32_t> layer;
        bool operator==(const Finding&) const = default;
    };
    Shown<Finding> findings;  ///< the gravest first, of those the heaviest

    /// Packages of one ecosystem, together.
    struct Ecosystem {
        uint64_t packages = 0, bytes = 0;
        bool operator==(const Ecosystem&) const = default;
    };
    std::array<Ecosystem, 8> ecosystems{};  ///< by packages::Ecosystem
    struct Package {
        packages::Ecosystem ecosystem = packages::Ecosystem::files;
        packages::Role role = packages::Role::none;
        std::string name;  ///< a path only with Choice::paths
        std::string version;
        uint64_t bytes = 0, files = 0;
        bool operator==(const Package&) const = default;
    };
    Shown<Package> packages;  ///< heaviest first

    struct Type {
        std::string type;
        uint64_t files = 0, bytes = 0;
        bool operator==(const Type&) const = default;
    };
    Shown<Type> types;  ///< file_types (by content and name, not the study's), heaviest first

    struct File {
        std::string path;  ///< only with Choice::paths
        std::string type;
        uint64_t bytes = 0;
        uint32_t layer = 0;
        bool operator==(const File&) const = default;
    };
    Shown<File> largest_files;  ///< heaviest first

    std::string study_category;  ///< that the image is compared with
    struct Metric {
        std::string metric;                  ///< "layers", "type:Python"
        uint64_t value = 0;                  ///< in hundredths of the metric's unit
        std::optional<uint32_t> percentile;  ///< in hundredths
        bool operator==(const Metric&) const = default;
    };
    Shown<Metric> metrics;

    /// "NAME=VALUE", only with Choice::environment; without those that hold a secret.
    Shown<std::string> environment;
    /// The same of labels, with Choice::labels.
    Shown<std::string> labels;

    bool operator==(const Essence& other) const;
};

/// The essence of a report that is live or was read back, all its rows (up to limits::link_rows of each list). Version and
/// digest are of the report as this program writes it; of a saved one give its seal, for another program may have made it:
/// then they are as that says, the digest being that of the document as it is.
Essence essence_of(const report::Report& report, const Choice& choice, const report::Seal* seal = nullptr);

/// The same without what only a full link has.
Essence card_of(Essence essence);

/// What a person says of a report: cut and made harmless like all texts.
void annotate(Essence& essence, const std::string& title, const std::vector<std::string>& authors,
              const std::string& doi);

/// "2024-01-31T12:34:56Z".
std::string date_text(int64_t seconds);

/// 1 - hidden_bytes / totals.file_bytes; 1 where there are no files.
double efficiency(const Essence& essence);

/// What of the essence is missing for want of room, as sentences without their full stops: "shows 40 of 112 layers". What
/// the sharer did not share is not told.
std::vector<std::string> cuts(const Essence& essence);

/// What the essence does and does not share of what is the sharer's to decide, as sentences without their full stops.
std::vector<std::string> sharing(const Essence& essence);

/// JSON of schema "plimsoll.essence/1" (assets/essence.schema.json), indented, with a newline at its end.
std::string to_json(const Essence& essence);

}  // namespace plimsoll::link
