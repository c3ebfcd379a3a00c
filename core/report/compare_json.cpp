#include <nlohmann/json.hpp>

#include "core/json_values.h"
#include "core/report/compare.h"

namespace plimsoll::report {
namespace {

using Json = nlohmann::ordered_json;

Json figure(const Both<uint64_t>& both) {
    return {{"a", both.a}, {"b", both.b}, {"difference", difference(both.a, both.b)}};
}

template <class Rows, class Write>
Json list(const Rows& rows, Write write) {
    Json list = Json::array();
    for (const auto& row : rows) list.push_back(write(row));
    return list;
}

/// A row's two sides, each of them null where it has none.
template <class Row, class Write>
Json sides(const Row& row, Write write) {
    return {{"a", or_null(row.a, write)}, {"b", or_null(row.b, write)}};
}

Json image(const Comparison::Image& image) {
    return {{"source", image.source},
            {"source_bytes", image.source_bytes},
            {"references", image.references},
            {"digest", text_or_null(image.digest)},
            {"config_digest", text_or_null(image.config_digest)},
            {"platform", text_or_null(image.platform)},
            {"created", text_or_null(image.created)},
            {"files_known", image.files_known},
            {"complete", image.complete}};
}

Json layer(const Comparison::Layer& layer) {
    return {{"index", layer.index},
            {"digest", text_or_null(layer.digest)},
            {"diff_id", text_or_null(layer.diff_id)},
            {"made_by", text_or_null(layer.made_by)},
            {"blob_bytes", layer.blob_bytes},
            {"file_bytes", layer.file_bytes},
            {"files", layer.files},
            {"hidden_bytes", layer.hidden_bytes}};
}

Json layer_sums(const Both<Comparison::LayerSum>& both) {
    const auto write = [](const Comparison::LayerSum& sum) -> Json {
        return {{"layers", sum.layers}, {"blob_bytes", sum.blob_bytes}, {"file_bytes", sum.file_bytes}};
    };
    return {{"a", write(both.a)}, {"b", write(both.b)}};
}

Json layers(const Comparison::Layers& layers) {
    return {{"common", layers.common},
            {"shared", layer_sums(layers.shared)},
            {"only", layer_sums(layers.only)},
            {"rows", list(layers.rows, [](const Comparison::LayerRow& row) {
                 Json json = {{"shared", row.shared}};
                 json.update(sides(row, layer));
                 return json;
             })}};
}

Json totals(const Comparison::Totals& totals) {
    const auto& efficiency = totals.efficiency;
    return {{"layers", figure(totals.layers)},
            {"blob_bytes", figure(totals.blob_bytes)},
            {"file_bytes", figure(totals.file_bytes)},
            {"files", figure(totals.files)},
            {"filesystem_bytes", figure(totals.filesystem_bytes)},
            {"filesystem_files", figure(totals.filesystem_files)},
            {"filesystem_directories", figure(totals.filesystem_directories)},
            {"hidden_bytes", figure(totals.hidden_bytes)},
            {"efficiency",
             {{"a", efficiency.a}, {"b", efficiency.b}, {"difference", efficiency.b - efficiency.a}}}};
}

Json file(const Comparison::File& file) {
    return {{"kind", name_of(file.kind)},          {"bytes", file.bytes},        {"layer", file.layer},
            {"target", text_or_null(file.target)}, {"mode", or_null(file.mode)}, {"user", or_null(file.user)},
            {"group", or_null(file.group)}};
}

Json file_row(const Comparison::FileRow& row) {
    Json json = {{"path", row.path}};
    json.update(sides(row, file));
    json["differences"] =
        list(row.differences, [](FileDifference difference) { return Json(name_of(difference)); });
    return json;
}

Json files_only(const Comparison::FilesOnly& only) {
    return {{"paths", only.paths},
            {"directories", only.directories},
            {"bytes", only.bytes},
            {"rows", list(only.rows, file_row)}};
}

Json files(const Comparison::Files& files) {
    const auto& changed = files.changed;
    Json differences = Json::object();
    for (size_t kind = 0; kind < file_differences; ++kind)
        differences[std::string(name_of(static_cast<FileDifference>(kind)))] = changed.differences[kind];
    return {{"hashed", files.hashed},
            {"added", files_only(files.added)},
            {"removed", files_only(files.removed)},
            {"changed",
             {{"paths", changed.paths},
              {"directories", changed.directories},
              {"bytes", figure(changed.bytes)},
              {"differences", differences},
              {"rows", list(changed.rows, file_row)}}},
            {"same",
             {{"paths", files.same.paths},
              {"directories", files.same.directories},
              {"bytes", files.same.bytes},
              {"by_size", files.same.by_size}}}};
}

Json package_rows(const std::vector<Comparison::PackageRow>& rows) {
    return list(rows, [](const Comparison::PackageRow& row) {
        Json json = {{"ecosystem", packages::name_of(row.ecosystem)},
                     {"name", row.name},
                     {"role", text_or_null(packages::name_of(row.role))}};
        json.update(sides(row, [](const Comparison::Package& package) -> Json {
            return {{"version", text_or_null(package.version)},
                    {"location", text_or_null(package.location)},
                    {"bytes", package.bytes},
                    {"files", package.files}};
        }));
        return json;
    });
}

Json packages_of(const Comparison::Packages& packages) {
    return {{"same", packages.same},
            {"added", package_rows(packages.added)},
            {"removed", package_rows(packages.removed)},
            {"updated", package_rows(packages.updated)},
            {"reweighed", package_rows(packages.reweighed)},
            {"moved", package_rows(packages.moved)}};
}

Json config_row(const Comparison::ConfigRow& row) {
    return {{"setting", row.setting},
            {"name", text_or_null(row.name)},
            {"a", or_null(row.a)},
            {"b", or_null(row.b)}};
}

Json type_row(const Comparison::TypeRow& row) {
    return {{"type", row.type}, {"files", figure(row.files)}, {"bytes", figure(row.bytes)}};
}

Json finding_row(const Comparison::FindingRow& row) {
    return {{"id", row.id},
            {"title", row.title},
            {"severity", findings::name_of(row.severity)},
            {"bytes", {{"a", or_null(row.bytes_a)}, {"b", or_null(row.bytes_b)}}}};
}

std::string dump(const Comparison& comparison, int indent) {
    const Json json = {{"schema", comparison_schema},
                       {"generator", {{"name", "plimsoll"}, {"version", version()}}},
                       {"image", {{"a", image(comparison.image.a)}, {"b", image(comparison.image.b)}}},
                       {"same",
                        {{"manifest", or_null(comparison.same_manifest)},
                         {"config", or_null(comparison.same_config)},
                         {"layers", comparison.same_layers}}},
                       {"layers", layers(comparison.layers)},
                       {"totals", totals(comparison.totals)},
                       {"files", or_null(comparison.files, files)},
                       {"packages", packages_of(comparison.packages)},
                       {"config", list(comparison.config, config_row)},
                       {"file_types", list(comparison.file_types, type_row)},
                       {"findings",
                        {{"added", list(comparison.findings.added, finding_row)},
                         {"gone", list(comparison.findings.gone, finding_row)},
                         {"kept", list(comparison.findings.kept, finding_row)}}}};
    return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string to_json(const Comparison& comparison) { return dump(comparison, 1); }

std::string to_ndjson(const Comparison& comparison) { return dump(comparison, -1); }

}  // namespace plimsoll::report
