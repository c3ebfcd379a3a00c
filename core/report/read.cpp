#include "core/report/read.h"

#include <algorithm>

#include "core/limits.h"
#include "core/report/place.h"

namespace plimsoll::report {
namespace {

/// Null, or what `read` makes of the place.
template <class Read>
auto optional(const Place& place, Read read) -> std::optional<decltype(read(place))> {
    if (place.is_null()) return std::nullopt;
    return read(place);
}

image::Platform platform(const Place& place) {
    return {place["os"].text_or_null(), place["architecture"].text_or_null(),
            place["variant"].text_or_null()};
}

/// The bytes of the uncompressed tar are known where all was read, and only there.
image::Measures measures(const Place& place, bool complete) {
    image::Measures sum;
    sum.blob_bytes = place["blob_bytes"].count();
    const Place tar_bytes = place["tar_bytes"];
    if (complete)
        sum.tar_bytes = tar_bytes.count();
    else if (!tar_bytes.is_null())
        tar_bytes.fail("is a number although not all layers were read to their end");
    sum.file_bytes = place["file_bytes"].count();
    sum.files = place["files"].count();
    sum.directories = place["directories"].count();
    sum.symlinks = place["symlinks"].count();
    sum.hardlinks = place["hardlinks"].count();
    sum.others = place["others"].count();
    sum.whiteouts = place["whiteouts"].count();
    sum.opaques = place["opaques"].count();
    sum.directory_depth = place["directory_depth"].depth();
    sum.path_depth = place["path_depth"].depth();
    return sum;
}

std::vector<Report::TypeRow> type_rows(const Place& place) {
    return place.list([](const Place& row) {
        return Report::TypeRow{row["type"].text(), row["files"].count(), row["bytes"].count()};
    });
}

void read_layers(const Place& place, Report& report) {
    report.layers = place.list(
        [&](const Place& row) {
            Report::Layer layer;
            if (row["index"].count() != report.image.layers.size())
                row["index"].fail("is not the layer's number");
            layer.digest = row["digest"].text_or_null();
            layer.diff_id = row["diff_id"].text_or_null();
            layer.media_type = row["media_type"].text_or_null();
            layer.compression = optional(
                row["compression"], [](const Place& name) { return name.one_of(bytes::Compression::bzip2); });
            layer.verified = optional(row["verified"], [](const Place& flag) { return flag.flag(); });
            layer.complete = row["complete"].flag();
            layer.history = optional(row["history"],
                                     [&](const Place& step) { return step.below(report.history.size()); });
            layer.measures = measures(row, layer.complete);
            layer.hidden_bytes = row["hidden_bytes"].count();
            layer.file_types = {type_rows(row["file_types"]), type_rows(row["study_file_types"])};
            report.image.layers.push_back(
                {0, layer.digest, layer.diff_id, layer.media_type, row["urls"].texts()});
            report.image.config.diff_ids.push_back(layer.diff_id);
            return layer;
        },
        limits::layers);
}

void read_image(const Place& place, size_t layers, Report& report) {
    image::Image& image = report.image;
    image::Config& config = image.config;
    image.references = place["references"].texts();
    image.digest = place["digest"].text_or_null();
    image.config_digest = place["config_digest"].text_or_null();
    const Place config_bytes = place["config_bytes"];
    if (!config_bytes.is_null()) image.config_bytes = config_bytes.count();
    if (config_bytes.is_null() != image.config_digest.empty())
        config_bytes.fail("and config_digest are not known together");
    image.media_type = place["media_type"].text_or_null();
    config.platform = platform(place["platform"]);
    image.platforms = place["platforms"].list(platform, limits::manifests);
    config.created = place["created"].text_or_null();
    config.env = place["env"].texts();
    config.entrypoint = place["entrypoint"].texts();
    config.cmd = place["cmd"].texts();
    config.user = place["user"].text_or_null();
    config.working_dir = place["working_dir"].text_or_null();
    config.exposed_ports = place["exposed_ports"].texts();
    config.volumes = place["volumes"].texts();
    config.labels = place["labels"].named_texts();
    report.history = place["history"].list([&](const Place& row) {
        Report::HistoryStep step;
        step.step = {row["created"].text_or_null(), row["created_by"].text(), row["empty_layer"].flag(),
                     optional(row["layer"], [&](const Place& layer) { return layer.below(layers); })};
        step.made_by = {row["instruction"].text_or_null(), row["command"].text()};
        step.seconds = optional(row["seconds"], [](const Place& seconds) {
            const double number = seconds.number();
            if (number < 0) seconds.fail("is negative");
            return number;
        });
        config.history.push_back(step.step);
        return step;
    });
}

Report::Source source(const Place& place, size_t images) {
    return {
        place["name"].text(), place["bytes"].count(), place["layout"].one_of(image::Layout::skopeo_dir),
        place["compression"].one_of(bytes::Compression::bzip2),
        place["shown"].below(std::max<size_t>(images, 1))};  // an archive without a manifest names no image
}

image::FileSystem::Totals filesystem(const Place& place) {
    image::FileSystem::Totals totals;
    totals.files = place["files"].count();
    totals.directories = place["directories"].count();
    totals.symlinks = place["symlinks"].count();
    totals.others = place["others"].count();
    totals.broken_hardlinks = place["broken_hardlinks"].count();
    totals.inodes = place["inodes"].count();
    totals.bytes = place["bytes"].count();
    totals.path_bytes = place["path_bytes"].count();
    totals.directory_depth = place["directory_depth"].depth();
    return totals;
}

Report::Waste waste(const Place& place, size_t layers) {
    Report::Waste waste;
    waste.hidden_bytes = place["hidden_bytes"].count();
    waste.efficiency = place["efficiency"].share();
    const Place repeated = place["repeated"], dive = place["dive"];
    waste.repeated = {repeated["paths"].count(), repeated["bytes"].count()};
    waste.dive = {dive["efficiency"].share(), dive["wasted_bytes"].count(), dive["wasted_paths"].count()};
    waste.paths = place["paths"].list(
        [&](const Place& row) {
            return Report::WastedPath{
                row["path"].text(), row["bytes"].count(),
                row["layers"].list([&](const Place& layer) { return layer.below(layers); }, layers)};
        },
        limits::report_rows);
    return waste;
}

Report::LargeFile large_file(const Place& row, size_t layers) {
    return {row["path"].text(), row["bytes"].count(), row["layer"].below(layers),
            row["type"].one_of(static_cast<image::FileType>(image::file_types - 1))};
}

packages::Package package(const Place& row, size_t layers) {
    packages::Package package;
    package.ecosystem = row["ecosystem"].one_of(packages::Ecosystem::files);
    package.name = row["name"].text();
    package.version = row["version"].text_or_null();
    package.location = row["location"].text_or_null();
    if (const Place role = row["role"]; !role.is_null())
        package.role = role.one_of(packages::Role::model_weights);
    package.bytes = row["bytes"].count();
    package.files = row["files"].count();
    package.layer = row["layer"].below(layers);
    return package;
}

findings::Finding finding(const Place& row, size_t layers) {
    findings::Finding finding;
    finding.id = row["id"].text();
    finding.severity = row["severity"].one_of(findings::Severity::serious);
    finding.title = row["title"].text();
    finding.bytes = row["bytes"].count();
    finding.layer = optional(row["layer"], [&](const Place& layer) { return layer.below(layers); });
    finding.evidence = row["evidence"].texts(limits::finding_evidence);
    finding.evidence_count = row["evidence_count"].count();
    finding.advice = row["advice"].text();
    return finding;
}

/// No answer has more labels: the study has 21.
constexpr size_t most_labels = 100;

std::vector<taxonomy::Evidence> evidence(const Place& list) {
    return list.list(
        [](const Place& row) {
            return taxonomy::Evidence{row["where"].text(), row["what"].text(), row["why"].text(),
                                      row["weight"].number()};
        },
        limits::taxonomy_evidence);
}

taxonomy::Scored scored(const Place& row) { return {row["label"].text(), row["score"].share()}; }

taxonomy::Purpose purpose(const Place& row) {
    taxonomy::Purpose purpose;
    purpose.label = row["label"].text();
    purpose.subcategory = row["subcategory"].text_or_null();
    purpose.score = row["score"].share();
    purpose.threshold = row["threshold"].share();
    purpose.found = true;
    for (const taxonomy::Scored& part : row["subcategories"].list(scored, most_labels)) {
        purpose.subcategories.emplace_back();
        purpose.subcategories.back().label = part.label;
        purpose.subcategories.back().score = part.score;
        purpose.subcategories.back().found = true;
    }
    purpose.evidence = evidence(row["evidence"]);
    return purpose;
}

dockerfile::BaseType base_type(const Place& place) {
    const std::string name = place.text();
    for (size_t type = 0; type < dockerfile::base_type_count; ++type)
        if (dockerfile::base_type_name(static_cast<dockerfile::BaseType>(type)) == name)
            return static_cast<dockerfile::BaseType>(type);
    place.fail("is none that this program knows");
    return {};
}

dockerfile::BaseFinding base_image(const Place& row) {
    dockerfile::BaseFinding base;
    base.image = row["image"].text();
    base.types.types = row["types"].list(base_type, dockerfile::base_type_count);
    base.declared = row["declared"].flag();
    base.evidence = row["evidence"].text();
    return base;
}

dockerfile::KindCounts command_kinds(const Place& place) {
    dockerfile::KindCounts counts{};
    for (size_t kind = 1; kind < dockerfile::kind_count; ++kind)
        counts[kind] = place[dockerfile::kind_name(static_cast<dockerfile::Kind>(kind)).data()].depth();
    return counts;
}

Report::Taxonomy taxonomy(const Place& place) {
    Report::Taxonomy result;
    const Place category = place["category"];
    result.category.label = category["label"].text_or_null();
    result.category.score = category["score"].share();
    result.category.alternatives = category["alternatives"].list(scored, most_labels);
    result.category.evidence = evidence(category["evidence"]);
    result.purposes = place["purposes"].list(purpose, most_labels);
    result.base_images = place["base_images"].list(base_image);
    result.instructions = place["instructions"].named_counts();
    result.commands = command_kinds(place["commands"]);
    result.study_commands = command_kinds(place["study_commands"]);
    return result;
}

Report::Study standing(const Place& place) {
    Report::Study study;
    study.category = study::category_of(place["category"].text_or_null());
    study.metrics = place["metrics"].list(
        [](const Place& row) {
            Report::Study::Metric metric;
            metric.metric = row["metric"].text();
            metric.heading = row["heading"].text();
            metric.unit = row["unit"].text();
            metric.value = row["value"].number();
            const Place medians = row["medians"];
            for (size_t category = 0; category < metric.medians.size(); ++category)
                metric.medians[category] =
                    optional(medians[study::category_name(static_cast<study::Category>(category)).data()],
                             [](const Place& median) { return median.number(); });
            metric.percentile =
                optional(row["percentile"], [](const Place& share) { return share.number(); });
            metric.sentence = row["sentence"].text_or_null();
            return metric;
        },
        most_labels);
    return study;
}

Problem problem(const Place& row) {
    const std::string severity = row["severity"].text();
    if (severity != "error" && severity != "warning") row["severity"].fail("is neither error nor warning");
    return {severity == "error" ? Problem::Severity::error : Problem::Severity::warning, row["where"].text(),
            row["message"].text()};
}

Report read(const Place& place) {
    Report report;
    report.image.images = place["images"].list(
        [](const Place& row) {
            return image::ImageName{row["references"].texts(), row["digest"].text_or_null(),
                                    platform(row["platform"])};
        },
        limits::manifests);
    report.source = source(place["source"], report.image.images.size());
    report.image.source_name = report.source.name;
    report.image.source_bytes = report.source.bytes;
    report.image.source_compression = report.source.compression;
    report.image.layout = report.source.layout;
    report.image.shown = report.source.shown;
    const size_t layers = place["totals"]["layers"].below(limits::layers + 1);
    read_image(place["image"], layers, report);
    read_layers(place["layers"], report);
    if (report.layers.size() != layers) place["totals"]["layers"].fail("is not the number of layers");
    report.totals = measures(place["totals"], report.complete());
    report.filesystem = filesystem(place["filesystem"]);
    report.waste = waste(place["waste"], layers);
    report.packages = place["packages"].list([&](const Place& row) { return package(row, layers); });
    report.file_types = {type_rows(place["file_types"]), type_rows(place["study_file_types"])};
    report.largest_files = place["largest_files"].list(
        [&](const Place& row) { return large_file(row, layers); }, limits::report_rows);
    report.findings = place["findings"].list([&](const Place& row) { return finding(row, layers); });
    report.taxonomy = taxonomy(place["taxonomy"]);
    report.study = standing(place["study"]);
    // One more says how many there are that are not listed.
    report.problems = place["problems"].list(problem, limits::problems + 1);
    return report;
}

/// Whether the document says that it is a report, of the version that is read here.
Result<void> check_schema(const image::Json& json) {
    const std::string said = image::text_member(json, "schema");
    if (said == schema) return {};
    if (!said.starts_with("plimsoll.") || said.size() > 40)
        return failure(ErrorCode::unrecognised, "", "is not a Plimsoll report");
    if (!said.starts_with("plimsoll.report/"))
        return failure(ErrorCode::unrecognised, "", "is no report: it says that it is " + said);
    return failure(ErrorCode::unsupported, "",
                   "is a report in the format " + said + ", and this program reads " + schema);
}

}  // namespace

Result<Report> from_json(std::string_view text) {
    const auto json = image::parse_json(text, "", limits::report_bytes);
    if (!json) return failure(json.error());
    if (const auto checked = check_schema(*json); !checked) return failure(checked.error());
    Failure wrong;
    Report report = read(Place(*json, wrong));
    if (wrong.error) return failure(*wrong.error);
    return report;
}

}  // namespace plimsoll::report
