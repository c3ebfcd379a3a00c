#include <nlohmann/json.hpp>

#include "core/json_values.h"
#include "core/report/digest.h"
#include "core/report/members_json.h"
#include "core/report/report.h"
#include "core/report/taxonomy_json.h"

namespace plimsoll::report {
namespace {

using Json = nlohmann::ordered_json;

Json source(const Report::Source& source) {
    return {{"name", source.name},
            {"bytes", source.bytes},
            {"layout", image::name_of(source.layout)},
            {"compression", bytes::name_of(source.compression)},
            {"shown", source.shown}};
}

Json history(const std::vector<Report::HistoryStep>& steps) {
    Json list = Json::array();
    for (const auto& [step, made_by, seconds] : steps)
        list.push_back({{"created", text_or_null(step.created)},
                        {"created_by", step.created_by},
                        {"empty_layer", step.empty_layer},
                        {"layer", or_null(step.layer)},
                        {"seconds", or_null(seconds)},
                        {"instruction", text_or_null(made_by.instruction)},
                        {"command", made_by.command}});
    return list;
}

Json image_facts(const Report& report) {
    const image::Image& image = report.image;
    const image::Config& config = image.config;
    Json platforms = Json::array();
    for (const auto& each : image.platforms) platforms.push_back(platform_json(each));
    return {{"references", image.references},
            {"digest", text_or_null(image.digest)},
            {"config_digest", text_or_null(image.config_digest)},
            {"config_bytes", image.config_digest.empty() ? Json() : Json(image.config_bytes)},
            {"media_type", text_or_null(image.media_type)},
            {"platform", platform_json(config.platform)},
            {"platforms", platforms},
            {"created", text_or_null(config.created)},
            {"env", config.env},
            {"entrypoint", config.entrypoint},
            {"cmd", config.cmd},
            {"user", text_or_null(config.user)},
            {"working_dir", text_or_null(config.working_dir)},
            {"exposed_ports", config.exposed_ports},
            {"volumes", config.volumes},
            {"labels", config.labels},
            {"history", history(report.history)}};
}

Json type_rows(const std::vector<Report::TypeRow>& rows) {
    Json list = Json::array();
    for (const auto& row : rows)
        list.push_back({{"type", row.type}, {"files", row.files}, {"bytes", row.bytes}});
    return list;
}

Json layers(const Report& report) {
    Json list = Json::array();
    for (const Report::Layer& layer : report.layers) {
        Json row = {{"index", list.size()},
                    {"digest", text_or_null(layer.digest)},
                    {"diff_id", text_or_null(layer.diff_id)},
                    {"media_type", text_or_null(layer.media_type)},
                    {"compression", layer.compression ? Json(bytes::name_of(*layer.compression)) : Json()},
                    {"verified", or_null(layer.verified)},
                    {"complete", layer.complete},
                    {"history", or_null(layer.history)}};
        row.update(measures_json(layer.measures, layer.complete));
        row["hidden_bytes"] = layer.hidden_bytes;
        row["urls"] = report.image.layers[list.size()].urls;
        row["file_types"] = type_rows(layer.file_types.corrected);
        row["study_file_types"] = type_rows(layer.file_types.study);
        list.push_back(std::move(row));
    }
    return list;
}

Json totals(const Report& report) {
    Json row = {{"layers", report.layers.size()}};
    row.update(measures_json(report.totals, report.complete()));
    return row;
}

Json waste(const Report::Waste& waste) {
    Json paths = Json::array();
    for (const auto& path : waste.paths)
        paths.push_back({{"path", path.path}, {"bytes", path.bytes}, {"layers", path.layers}});
    return {{"hidden_bytes", waste.hidden_bytes},
            {"efficiency", waste.efficiency},
            {"repeated", {{"paths", waste.repeated.paths}, {"bytes", waste.repeated.bytes}}},
            {"dive",
             {{"efficiency", waste.dive.efficiency},
              {"wasted_bytes", waste.dive.wasted_bytes},
              {"wasted_paths", waste.dive.wasted_paths}}},
            {"paths", paths}};
}

Json largest_files(const std::vector<Report::LargeFile>& files) {
    Json list = Json::array();
    for (const auto& file : files)
        list.push_back({{"path", file.path},
                        {"bytes", file.bytes},
                        {"layer", file.layer},
                        {"type", image::name_of(file.type)}});
    return list;
}

Json package_rows(const std::vector<packages::Package>& packages) {
    Json list = Json::array();
    for (const auto& package : packages)
        list.push_back({{"ecosystem", packages::name_of(package.ecosystem)},
                        {"name", package.name},
                        {"version", text_or_null(package.version)},
                        {"location", text_or_null(package.location)},
                        {"role", text_or_null(packages::name_of(package.role))},
                        {"bytes", package.bytes},
                        {"files", package.files},
                        {"layer", package.layer}});
    return list;
}

Json finding_rows(const std::vector<findings::Finding>& findings) {
    Json list = Json::array();
    for (const auto& finding : findings)
        list.push_back({{"id", finding.id},
                        {"severity", findings::name_of(finding.severity)},
                        {"title", finding.title},
                        {"bytes", finding.bytes},
                        {"layer", or_null(finding.layer)},
                        {"evidence", finding.evidence},
                        {"evidence_count", finding.evidence_count},
                        {"advice", finding.advice}});
    return list;
}

Json standing(const Report::Study& study) {
    Json metrics = Json::array();
    for (const Report::Study::Metric& metric : study.metrics) {
        Json medians = Json::object();
        for (size_t category = 0; category < metric.medians.size(); ++category)
            medians[std::string(study::category_name(static_cast<study::Category>(category)))] =
                or_null(metric.medians[category]);
        metrics.push_back({{"metric", metric.metric},
                           {"heading", metric.heading},
                           {"value", metric.value},
                           {"unit", metric.unit},
                           {"medians", medians},
                           {"percentile", or_null(metric.percentile)},
                           {"sentence", text_or_null(metric.sentence)}});
    }
    return {{"category", text_or_null(study::category_name(study.category))}, {"metrics", metrics}};
}

Json image_names(const std::vector<image::ImageName>& images) {
    Json list = Json::array();
    for (const auto& name : images)
        list.push_back({{"references", name.references},
                        {"digest", text_or_null(name.digest)},
                        {"platform", platform_json(name.platform)}});
    return list;
}

Json problems(const std::vector<Problem>& problems) {
    Json list = Json::array();
    for (const auto& problem : problems)
        list.push_back({{"severity", problem.severity == Problem::Severity::error ? "error" : "warning"},
                        {"where", problem.where},
                        {"message", problem.message}});
    return list;
}

Json document(const Report& report) {
    return {{"schema", schema},
            {"generator", {{"name", "plimsoll"}, {"version", version()}}},
            {"source", source(report.source)},
            {"images", image_names(report.image.images)},
            {"image", image_facts(report)},
            {"layers", layers(report)},
            {"totals", totals(report)},
            {"filesystem", filesystem_json(report.filesystem)},
            {"waste", waste(report.waste)},
            {"packages", package_rows(report.packages)},
            {"file_types", type_rows(report.file_types.corrected)},
            {"study_file_types", type_rows(report.file_types.study)},
            {"largest_files", largest_files(report.largest_files)},
            {"findings", finding_rows(report.findings)},
            {"taxonomy", taxonomy_json(report.taxonomy)},
            {"study", standing(report.study)},
            {"problems", problems(report.problems)}};
}

std::string dump(const Report& report, int indent) {
    Json json = document(report);
    json["digest"] = digest_of_document(json);
    return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string to_json(const Report& report) { return dump(report, 1); }

std::string to_ndjson(const Report& report) { return dump(report, -1); }

std::string digest_of(const Report& report) { return digest_of_document(document(report)); }

}  // namespace plimsoll::report
