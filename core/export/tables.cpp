// The report as tables: which columns there are, what they mean, and what stands in them.
#include <algorithm>
#include <map>

#include "core/export/export.h"

namespace plimsoll::exports {
namespace {

using report::Report;

constexpr std::string_view names[] = {"image",       "findings",         "layers",        "packages",
                                      "file_types",  "study_file_types", "largest_files", "waste",
                                      "base_images", "taxonomy",         "study",         "problems"};

/// Built in place: GCC 12 takes what a moved variant does not hold for read.
template <class T>
Value known(bool is, T value) {
    Value result;
    if (is) result.emplace<T>(std::move(value));
    return result;
}

Value text(std::string_view text) { return known(!text.empty(), Text{std::string(text)}); }

Value words(std::string_view words) { return known(!words.empty(), Words{std::string(words)}); }

Value share_of(uint64_t part, uint64_t whole) {
    return known(whole > 0, Share{whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0});
}

constexpr uint8_t full_and_data = in_full | in_data, full_and_summary = in_full | in_summary;

Column bytes_column(std::string key, std::string heading, std::string definition,
                    uint8_t shown = everywhere) {
    return {std::move(key), std::move(heading), "bytes", std::move(definition), shown, true};
}

Column count_column(std::string key, std::string heading, std::string definition,
                    uint8_t shown = everywhere) {
    return {std::move(key), std::move(heading), "", std::move(definition), shown, true};
}

Column layer_column(std::string key, std::string definition) {
    return {std::move(key), "Layer", "", std::move(definition) + " For programs layers are numbered from 0.",
            everywhere,     true};
}

Column share_column(std::string definition) {
    return {"share", "Share", "", std::move(definition), full_and_summary, true};
}

Column text_column(std::string key, std::string heading, std::string definition, uint8_t shown = everywhere) {
    return {std::move(key), std::move(heading), "", std::move(definition), shown};
}

// --------------------------------------------------------------------------------------------------------------- image

class ImageRows {
 public:
    explicit ImageRows(Table& table) : table_(table) {}
    void add(const char* key, const char* heading, Value value, const char* unit, const char* definition) {
        table_.rows.push_back({Words{key}, Words{heading}, std::move(value), words(unit), words(definition)});
    }

 private:
    Table& table_;
};

void add_names(ImageRows& rows, const Report& report) {
    const image::Image& image = report.image;
    rows.add("image.references", "Image", Texts{image.references}, "",
             "Names that the archive gives the image.");
    rows.add("image.digest", "Digest", text(image.digest), "",
             "Of the manifest; a plain docker archive has none.");
    rows.add("image.config_digest", "Image ID", text(image.config_digest), "",
             "SHA-256 of the configuration, computed.");
    rows.add("image.platform", "Platform", text(image.config.platform.text()), "", "What it runs on.");
    rows.add("image.created", "Made", text(image.config.created), "", "As the configuration says.");
    rows.add("source.name", "Archive", text(report.source.name), "", "File name, without folders.");
    rows.add("source.bytes", "Size of the archive", Bytes{report.source.bytes}, "bytes",
             "Of a folder, all its files.");
    rows.add("source.layout", "Layout", words(image::name_of(report.source.layout)), "",
             "How the archive is laid out.");
    rows.add("image.entrypoint", "Entry point", Texts{image.config.entrypoint}, "", "Its words.");
    rows.add("image.cmd", "Command", Texts{image.config.cmd}, "", "Its words.");
    rows.add("image.user", "User", text(image.config.user), "", "That a container runs as; else it is root.");
}

void add_sizes(ImageRows& rows, const Report& report) {
    const image::Measures& totals = report.totals;
    rows.add("totals.layers", "Layers", Count{report.layers.size()}, "", "How many.");
    rows.add("totals.blob_bytes", "Stored", Bytes{totals.blob_bytes}, "bytes",
             "The layers as they lie in the archive.");
    rows.add("totals.tar_bytes", "Uncompressed", known(report.complete(), Bytes{totals.tar_bytes}), "bytes",
             "The layers' tar streams; unknown where one was not read to its end.");
    rows.add("totals.file_bytes", "Shipped", Bytes{totals.file_bytes}, "bytes",
             "The sizes of all regular files of all layers.");
    rows.add("totals.files", "Files shipped", Count{totals.files}, "", "Regular files of all layers.");
    rows.add("filesystem.bytes", "In the container", Bytes{report.filesystem.bytes}, "bytes",
             "What is left once all layers lie on top of each other.");
    rows.add("filesystem.files", "Files in the container", Count{report.filesystem.files}, "",
             "Paths that are regular files.");
    rows.add("filesystem.directories", "Directories in the container", Count{report.filesystem.directories},
             "", "Without the root.");
    rows.add("filesystem.directory_depth", "Depth", Count{report.filesystem.directory_depth}, "",
             "Path components of the deepest directory.");
    rows.add("waste.hidden_bytes", "Hidden", Bytes{report.waste.hidden_bytes}, "bytes",
             "Shipped by one layer; deleted, overwritten or stored again by a later one.");
    rows.add("waste.efficiency", "Efficiency", Share{report.waste.efficiency}, "", "1 - hidden / shipped.");
    rows.add("waste.dive.efficiency", "Efficiency, as dive counts", Share{report.waste.dive.efficiency}, "",
             "Sum over paths of the smallest size found in a layer, divided by the sum of all sizes found.");
    rows.add("image.config_bytes", "Configuration",
             known(!report.image.config_digest.empty(), Bytes{report.image.config_bytes}), "bytes",
             "Its size.");
}

Table image_table(const Report& report) {
    Table table{
        "image", "The image", "What its manifest and configuration say, and what was measured.", {}, {}};
    table.columns = {
        text_column("key", "Key", "The member of the report's JSON.", in_data),
        text_column("figure", "Figure", "Its name.", full_and_summary),
        {"value", "Value", "", "Its value.", everywhere, false},
        text_column("unit", "Unit", "Of the value.", in_data),
        text_column("definition", "Meaning", "What it is.", full_and_data),
    };
    ImageRows rows(table);
    add_names(rows, report);
    add_sizes(rows, report);
    return table;
}

// -------------------------------------------------------------------------------------------------------------- layers

const Report::HistoryStep* made_by(const Report& report, const Report::Layer& layer) {
    return layer.history && *layer.history < report.history.size() ? &report.history[*layer.history]
                                                                   : nullptr;
}

Table layers_table(const Report& report) {
    Table table{"layers", "Layers", "All layers of the image, the lowest first.", {}, {}};
    if (!report.complete())
        table.note += " Of those that could not be read to their end the figures are what could be read.";
    table.columns = {
        layer_column("index", "The lowest is the first."),
        text_column("instruction", "Instruction", "Of the Dockerfile, as far as the history tells."),
        text_column("command", "Command", "What follows the instruction."),
        bytes_column("blob_bytes", "Stored", "As it lies in the archive."),
        bytes_column("tar_bytes", "Uncompressed", "Its tar stream.", full_and_data),
        bytes_column("file_bytes", "Shipped", "The sizes of its regular files."),
        bytes_column("hidden_bytes", "Hidden", "Of what it ships, what the final file system does not have."),
        count_column("files", "Files", "Entries that are regular files."),
        count_column("directories", "Directories", "Entries that are directories.", full_and_data),
        count_column("symlinks", "Symbolic links", "Entries that are such.", in_data),
        count_column("hardlinks", "Hard links", "Entries that are such.", in_data),
        count_column("others", "Others", "Entries of any other kind.", in_data),
        count_column("whiteouts", "Whiteouts", "Markers of what is deleted.", in_data),
        count_column("opaques", "Opaque markers", "Markers of directories that are emptied.", in_data),
        count_column("directory_depth", "Depth", "Path components of the deepest directory.", in_data),
        count_column("path_depth", "Depth of paths", "Path components of the deepest entry.", in_data),
        text_column("created", "Made", "When, as the history says.", in_data),
        {"seconds", "Took", "seconds", "From the step before to its own.", in_data, true},
        text_column("compression", "Compression", "How it is stored, told by its bytes.", full_and_data),
        text_column("digest", "Digest", "Of the blob, as the manifest says.", full_and_data),
        text_column("diff_id", "Diff ID", "Of the uncompressed tar, as the configuration says.", in_data),
        text_column("media_type", "Media type", "As the manifest says.", in_data),
        text_column("verified", "Verified", "Its digests were computed, and are right.", in_data),
        text_column("complete", "Complete", "It was read to its end.", full_and_data),
    };
    const std::string none;
    for (size_t index = 0; index < report.layers.size(); ++index) {
        const Report::Layer& layer = report.layers[index];
        const image::Measures& sums = layer.measures;
        const Report::HistoryStep* step = made_by(report, layer);
        table.rows.push_back({
            LayerNumber{static_cast<uint32_t>(index)},
            text(step ? step->made_by.instruction : none),
            text(step ? step->made_by.command : none),
            Bytes{sums.blob_bytes},
            known(layer.complete, Bytes{sums.tar_bytes}),
            Bytes{sums.file_bytes},
            Bytes{layer.hidden_bytes},
            Count{sums.files},
            Count{sums.directories},
            Count{sums.symlinks},
            Count{sums.hardlinks},
            Count{sums.others},
            Count{sums.whiteouts},
            Count{sums.opaques},
            Count{sums.directory_depth},
            Count{sums.path_depth},
            text(step ? step->step.created : none),
            known(step && step->seconds, Number{step ? step->seconds.value_or(0) : 0, 1}),
            words(layer.compression ? bytes::name_of(*layer.compression) : ""),
            text(layer.digest),
            text(layer.diff_id),
            text(layer.media_type),
            known(layer.verified.has_value(), layer.verified.value_or(false)),
            layer.complete,
        });
    }
    return table;
}

// ------------------------------------------------------------------------------------------------------ what is in there

Table packages_table(const Report& report) {
    Table table{
        "packages",
        "Packages",
        "What put the files of the container there. Every file is in exactly one group, the heaviest first.",
        {},
        {}};
    table.columns = {
        text_column("ecosystem", "Kind", "Whose package it is; files: no package claims it."),
        text_column("name", "Name",
                    "As its database has it; of other files a directory or what they are a part of."),
        text_column("version", "Version", "As its database has it."),
        text_column("location", "Place", "The directory that it is installed in.", full_and_data),
        text_column("role", "Role", "What it is for, where that is known by its name.", full_and_data),
        bytes_column("bytes", "Size", "Of its distinct files."),
        share_column("Of all bytes of the container."),
        count_column("files", "Files", "Paths that are regular files."),
        layer_column("layer", "That ships most of its bytes."),
    };
    for (const packages::Package& package : report.packages)
        table.rows.push_back({words(packages::name_of(package.ecosystem)), text(package.name),
                              text(package.version), text(package.location),
                              words(packages::name_of(package.role)), Bytes{package.bytes},
                              share_of(package.bytes, report.filesystem.bytes), Count{package.files},
                              LayerNumber{package.layer}});
    return table;
}

Table types_table(const Report& report, bool study) {
    Table table;
    table.name = study ? "study_file_types" : "file_types";
    table.title = study ? "File types, as the study counted" : "File types";
    table.note = study ? "All regular files that the layers ship, by the study's types, which go by names."
                       : "All regular files that the layers ship, by content, name and place.";
    table.columns = {
        text_column("type", "Type", "Each file is in exactly one."),
        bytes_column("bytes", "Size", "Of those files."),
        share_column("Of all bytes that are shipped."),
        count_column("files", "Files", "Entries that are regular files."),
        text_column("definition", "Meaning", "What the type holds.", full_and_data),
    };
    std::map<std::string, std::string> definitions;
    const auto all = report::type_definitions();
    for (const auto& each : study ? all.study : all.corrected)
        definitions.emplace(each.type, each.definition);
    for (const Report::TypeRow& row : study ? report.file_types.study : report.file_types.corrected) {
        const auto found = definitions.find(row.type);
        // The study's types may be files' extensions; an empty one is a file without.
        const bool other = row.type == report::other_types;
        const bool ours = other || found != definitions.end();
        table.rows.push_back({ours ? words(row.type) : text(row.type), Bytes{row.bytes},
                              share_of(row.bytes, report.totals.file_bytes), Count{row.files},
                              other ? words("All types that have no row of their own.")
                                    : words(found != definitions.end() ? found->second : "")});
    }
    return table;
}

Table largest_table(const Report& report) {
    Table table{"largest_files", "Largest files", "The largest that a container sees, at most 100.", {}, {}};
    table.columns = {
        text_column("path", "Path", "From the root."),
        bytes_column("bytes", "Size", "Of the file."),
        layer_column("layer", "That ships it."),
        text_column("type", "Type", "As among the file types."),
    };
    for (const Report::LargeFile& file : report.largest_files)
        table.rows.push_back(
            {text(file.path), Bytes{file.bytes}, LayerNumber{file.layer}, words(image::name_of(file.type))});
    return table;
}

Table waste_table(const Report& report) {
    Table table{
        "waste", "Hidden files", "Paths with the most bytes that no container sees, at most 100.", {}, {}};
    table.columns = {
        text_column("path", "Path", "From the root."),
        bytes_column("bytes", "Hidden", "Shipped at this path, and not in the final file system."),
        text_column("layers", "Layers",
                    "Those that name the path or hide it. For programs layers are numbered from 0."),
    };
    for (const Report::WastedPath& path : report.waste.paths)
        table.rows.push_back({text(path.path), Bytes{path.bytes}, LayerNumbers{path.layers}});
    return table;
}

Table findings_table(const Report& report) {
    Table table{
        "findings",
        "Findings",
        "What of the image is not needed, or should give its maker pause. No shipped file counts in two.",
        {},
        {}};
    Column bytes = bytes_column("bytes", "Saves",
                                "What the image would not have to ship; a dash: it is not about size.");
    bytes.zero_is_none = true;
    table.columns = {
        text_column("id", "Kind", "Stable, for programs.", full_and_data),
        text_column("severity", "Severity", "How grave it is: note, warning or serious."),
        text_column("title", "Finding", "In one line."),
        std::move(bytes),
        layer_column("layer", "The one to change."),
        text_column("advice", "Advice", "What to change in the Dockerfile."),
        count_column("evidence_count", "Places", "All that show it.", full_and_data),
        text_column("evidence", "Evidence", "Paths, packages or settings that show it, at most 20.",
                    full_and_data),
    };
    for (const findings::Finding& finding : report.findings)
        table.rows.push_back({words(finding.id), words(findings::name_of(finding.severity)),
                              words(finding.title), Bytes{finding.bytes},
                              known(finding.layer.has_value(), LayerNumber{finding.layer.value_or(0)}),
                              words(finding.advice), Count{finding.evidence_count}, Texts{finding.evidence}});
    return table;
}

// ------------------------------------------------------------------------------------------------------------ the study

Table bases_table(const Report& report) {
    Table table{"base_images", "Built on", "What the image is probably built on.", {}, {}};
    table.columns = {
        text_column("image", "Image", "Its name, and its tag where that is known."),
        text_column("types", "Type", "Of the study's 13, the likeliest first."),
        text_column("declared", "Declared", "A label says so; else it is a clue."),
        text_column("evidence", "Evidence", "What says so."),
    };
    for (const dockerfile::BaseFinding& base : report.taxonomy.base_images)
        table.rows.push_back({text(base.image), words(dockerfile::base_type_names(base.types.types)),
                              base.declared, text(base.evidence)});
    return table;
}

Texts evidence_of(const std::vector<taxonomy::Evidence>& all) {
    Texts result;
    for (const taxonomy::Evidence& each : all) {
        std::string line = each.where;
        if (!each.what.empty()) line.append(line.empty() ? "" : ": ").append(each.what);
        if (!each.why.empty()) line.append(" (").append(each.why).append(")");
        result.texts.push_back(std::move(line));
    }
    return result;
}

Table taxonomy_table(const Report& report) {
    Table table{"taxonomy",
                "What it is for",
                "In the study's words: the kind of project, and what Docker is used for.",
                {},
                {}};
    table.columns = {
        text_column("answer", "Answer", "category, alternative or purpose."),
        text_column("label", "Label", "Of the study's six categories, or of its 21 purposes."),
        text_column("subcategory", "Part", "The most probable part of a purpose."),
        {"score", "Score", "", "How probable it is.", everywhere, true},
        text_column("evidence", "Evidence", "What speaks for it, the heaviest first.", full_and_data),
    };
    const taxonomy::Category& category = report.taxonomy.category;
    table.rows.push_back({Words{"category"}, words(category.label), Value(), Share{category.score},
                          evidence_of(category.evidence)});
    for (const taxonomy::Scored& other : category.alternatives)
        table.rows.push_back(
            {Words{"alternative"}, words(other.label), Value(), Share{other.score}, Texts{}});
    for (const taxonomy::Purpose* purpose : taxonomy::found_purposes(report.taxonomy.purposes))
        table.rows.push_back({Words{"purpose"}, words(purpose->label), words(purpose->subcategory),
                              Share{purpose->score}, evidence_of(purpose->evidence)});
    return table;
}

Table study_table(const Report& report) {
    Table table{"study", "Among the study's images", "", {}, {}};
    table.note =
        "This image beside the medians of the images that the study measured (Openja et al., EASE 2022), by "
        "category.";
    table.columns = {
        text_column("metric", "Key", "For programs.", in_data),
        text_column("heading", "Heading", "What is compared.", in_data),
        text_column("unit", "Unit", "Of the values; empty: a count.", in_data),
        text_column("measure", "Measure", "What is compared, and its unit where it is no count.",
                    full_and_summary),
        {"value", "This image", "", "Its value.", everywhere, true},
        {"percentile", "Has more than", "%",
         "Of its category's images, estimated between the published quartiles.", everywhere, true},
    };
    for (size_t at = 0; at < study::category_count; ++at) {
        const std::string name(study::category_name(static_cast<study::Category>(at)));
        table.columns.push_back(
            {"medians." + name, name, "", "The median of that category.", everywhere, true});
    }
    table.columns.push_back(text_column("sentence", "In words", "The comparison.", in_data));
    for (const Report::Study::Metric& metric : report.study.metrics) {
        std::vector<Value> row = {
            words(metric.metric),
            words(metric.heading),
            words(metric.unit),
            words(metric.unit.empty() ? metric.heading : metric.heading + " (" + metric.unit + ")"),
            Number{metric.value, 2},
            known(metric.percentile.has_value(), Number{metric.percentile.value_or(0), 0})};
        for (const auto& median : metric.medians)
            row.push_back(known(median.has_value(), Number{median.value_or(0), 2}));
        row.push_back(words(metric.sentence));
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table problems_table(const Report& report) {
    Table table{"problems", "Problems", "What the reader has to know about the archive.", {}, {}};
    table.columns = {
        text_column("severity", "Severity",
                    "error: something is missing from the report; warning: it is odd."),
        text_column("where", "Where", "The place inside the archive; empty: all of it."),
        text_column("message", "Problem", "In words."),
    };
    for (const Problem& problem : report.problems)
        table.rows.push_back({Words{problem.severity == Problem::Severity::error ? "error" : "warning"},
                              text(problem.where), words(problem.message)});
    return table;
}

}  // namespace

Tables tables_of(const Report& report) {
    return {image_table(report),    findings_table(report),     layers_table(report),
            packages_table(report), types_table(report, false), types_table(report, true),
            largest_table(report),  waste_table(report),        bases_table(report),
            taxonomy_table(report), study_table(report),        problems_table(report)};
}

std::vector<std::string_view> table_names() { return {std::begin(names), std::end(names)}; }

const Table* find(const Tables& tables, std::string_view name) {
    const auto found =
        std::find_if(tables.begin(), tables.end(), [&](const Table& table) { return table.name == name; });
    return found == tables.end() ? nullptr : &*found;
}

}  // namespace plimsoll::exports
