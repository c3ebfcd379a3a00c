#include <nlohmann/json.hpp>

#include "core/json_values.h"
#include "core/link/essence.h"
#include "core/report/dockerfile_json.h"
#include "core/report/members_json.h"

namespace plimsoll::link {
namespace {

using Json = nlohmann::ordered_json;

template <class Row, class Each>
Json shown(const Shown<Row>& list, Each each) {
    Json rows = Json::array();
    for (const Row& row : list.rows) rows.push_back(each(row));
    return {{"of", list.of}, {"shown", std::move(rows)}};
}

Json as_it_is(const std::string& text) { return text; }

Json image(const Essence& essence) {
    return {{"digest", text_or_null(essence.manifest_digest)},
            {"config_digest", text_or_null(essence.config_digest)},
            {"references", shown(essence.references, as_it_is)},
            {"platform", report::platform_json(essence.platform)},
            {"created", essence.created ? Json(date_text(*essence.created)) : Json()}};
}

Json totals(const Essence& essence) {
    Json row = {{"layers", essence.layer_count}};
    row.update(report::measures_json(essence.totals, essence.complete));
    return row;
}

constexpr double ten_thousandths = 10'000, thousandths = 1'000, hundredths = 100;

Json waste(const Essence& essence) {
    return {{"hidden_bytes", essence.hidden_bytes},
            {"efficiency", efficiency(essence)},
            {"repeated", {{"paths", essence.repeated.paths}, {"bytes", essence.repeated.bytes}}},
            {"dive",
             {{"efficiency", essence.dive_efficiency / ten_thousandths},
              {"wasted_bytes", essence.dive_wasted_bytes},
              {"wasted_paths", essence.dive_wasted_paths}}}};
}

Json finding_counts(const Essence& essence) {
    Json counts = Json::object();
    for (size_t severity = 0; severity < essence.finding_counts.size(); ++severity) {
        const Essence::FindingCount& count = essence.finding_counts[severity];
        counts[std::string(findings::name_of(static_cast<findings::Severity>(severity)))] = {
            {"count", count.count}, {"bytes", count.bytes}};
    }
    return counts;
}

Json layer(const Essence::Layer& row) {
    return {{"index", row.index},
            {"compression", row.compression ? Json(bytes::name_of(*row.compression)) : Json()},
            {"complete", row.complete},
            {"blob_bytes", row.blob_bytes},
            {"tar_bytes", row.complete ? Json(row.tar_bytes) : Json()},
            {"file_bytes", row.file_bytes},
            {"files", row.files},
            {"directories", row.directories},
            {"hidden_bytes", row.hidden_bytes},
            {"directory_depth", row.directory_depth},
            {"instruction", text_or_null(row.instruction)},
            {"command", text_or_null(row.command)}};
}

Json taxonomy(const Essence& essence) {
    return {{"purposes", shown(essence.purposes,
                               [](const Essence::Purpose& row) -> Json {
                                   return {{"label", row.label},
                                           {"subcategory", text_or_null(row.subcategory)},
                                           {"score", row.score / thousandths}};
                               })},
            {"base_images", shown(essence.bases,
                                  [](const Essence::Base& row) -> Json {
                                      return {{"image", text_or_null(row.image)},
                                              {"types", row.types},
                                              {"declared", row.declared}};
                                  })},
            {"instructions", shown(essence.instructions,
                                   [](const Essence::Instruction& row) -> Json {
                                       return {{"name", row.name}, {"count", row.count}};
                                   })},
            {"commands", report::kinds_json(essence.commands)},
            {"study_commands", report::kinds_json(essence.study_commands)}};
}

Json finding(const Essence::Finding& row) {
    return {{"id", row.id},
            {"severity", findings::name_of(row.severity)},
            {"bytes", row.bytes},
            {"layer", or_null(row.layer)},
            {"evidence_count", row.evidence_count}};
}

Json ecosystems(const Essence& essence) {
    Json json = Json::object();
    for (size_t ecosystem = 0; ecosystem < essence.ecosystems.size(); ++ecosystem) {
        const Essence::Ecosystem& sum = essence.ecosystems[ecosystem];
        if (sum.packages > 0)
            json[std::string(packages::name_of(static_cast<packages::Ecosystem>(ecosystem)))] = {
                {"packages", sum.packages}, {"bytes", sum.bytes}};
    }
    return json;
}

Json package(const Essence::Package& row) {
    return {{"ecosystem", packages::name_of(row.ecosystem)},
            {"name", text_or_null(row.name)},
            {"version", text_or_null(row.version)},
            {"role", text_or_null(packages::name_of(row.role))},
            {"bytes", row.bytes},
            {"files", row.files}};
}

Json metric(const Essence::Metric& row) {
    return {{"metric", row.metric},
            {"value", static_cast<double>(row.value) / hundredths},
            {"percentile", row.percentile ? Json(*row.percentile / hundredths) : Json()}};
}

/// What a card does not have.
void add_full(const Essence& essence, Json& json) {
    json["layers"] = shown(essence.layers, layer);
    json["taxonomy"].update(taxonomy(essence));
    json["findings"] = shown(essence.findings, finding);
    json["ecosystems"] = ecosystems(essence);
    json["packages"] = shown(essence.packages, package);
    json["file_types"] = shown(essence.types, [](const Essence::Type& row) -> Json {
        return {{"type", row.type}, {"files", row.files}, {"bytes", row.bytes}};
    });
    json["largest_files"] = shown(essence.largest_files, [](const Essence::File& row) -> Json {
        return {
            {"path", text_or_null(row.path)}, {"bytes", row.bytes}, {"layer", row.layer}, {"type", row.type}};
    });
    json["study"] = {{"category", text_or_null(essence.study_category)},
                     {"metrics", shown(essence.metrics, metric)}};
    json["environment"] = shown(essence.environment, as_it_is);
    json["labels"] = shown(essence.labels, as_it_is);
}

}  // namespace

std::string to_json(const Essence& essence) {
    Json json = {
        {"schema", "plimsoll.essence/1"},
        {"card", essence.card},
        {"generator", {{"name", "plimsoll"}, {"version", text_or_null(essence.version)}}},
        {"report_digest", text_or_null(essence.report_digest)},
        {"title", text_or_null(essence.title)},
        {"authors", essence.authors},
        {"doi", text_or_null(essence.doi)},
        {"shared",
         {{"references", essence.shared.references},
          {"paths", essence.shared.paths},
          {"commands", essence.shared.commands},
          {"environment", essence.shared.environment},
          {"labels", essence.shared.labels}}},
        {"source",
         {{"name", text_or_null(essence.source_name)},
          {"bytes", essence.source_bytes},
          {"layout", image::name_of(essence.layout)},
          {"compression", bytes::name_of(essence.compression)}}},
        {"image", image(essence)},
        {"complete", essence.complete},
        {"totals", totals(essence)},
        {"filesystem", report::filesystem_json(essence.filesystem)},
        {"waste", waste(essence)},
        {"taxonomy",
         {{"category",
           {{"label", text_or_null(essence.category)}, {"score", essence.category_score / thousandths}}}}},
        {"finding_counts", finding_counts(essence)},
        {"package_count", essence.package_count},
        {"problem_counts", {{"errors", essence.errors}, {"warnings", essence.warnings}}}};
    if (!essence.card) add_full(essence, json);
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace plimsoll::link
