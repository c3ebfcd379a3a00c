// Results as bytes.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/bytes/packing.h"
#include "core/limits.h"
#include "core/study/results.h"

namespace plimsoll::study {

template <class Archive>
static void members(Archive& archive, Cell& value) {
    archive(value.published, value.recomputed, value.corrected, value.differs, value.difference);
}
template <class Archive>
static void members(Archive& archive, Column& value) {
    archive(value.key, value.heading, value.unit, value.decimals, value.compared);
    constexpr int most_decimals = 20;
    archive.require(value.decimals >= 0 && value.decimals <= most_decimals);
}
template <class Archive>
static void members(Archive& archive, Row& value) {
    archive(value.names, value.cells);
}

namespace {

/// How deep arrays and objects lie in each other: a value is copied and written recursively.
int depth_of(std::string_view json) {
    int depth = 0, deepest = 0;
    bool quoted = false;
    for (size_t at = 0; at < json.size(); ++at) {
        if (quoted && json[at] == '\\')
            ++at;
        else if (json[at] == '"')
            quoted = !quoted;
        else if (!quoted && (json[at] == '[' || json[at] == '{'))
            deepest = std::max(deepest, ++depth);
        else if (!quoted && (json[at] == ']' || json[at] == '}'))
            --depth;
    }
    return deepest;
}

}  // namespace

/// JSON goes as its text.
template <class Archive>
static void json_member(Archive& archive, nlohmann::ordered_json& json, bool object) {
    std::string text;
    if constexpr (Archive::packs)
        text = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    archive(text);
    if constexpr (!Archive::packs) {
        if (depth_of(text) <= limits::json_depth) json = nlohmann::ordered_json::parse(text, nullptr, false);
        archive.require(!json.is_discarded() && (!object || json.is_object() || json.is_null()));
    }
}

template <class Archive>
static void members(Archive& archive, Figure& value) {
    archive.upto(value.item, all_items.back());
    archive(value.title, value.formula, value.source, value.available, value.name_headings, value.columns,
            value.rows, value.findings, value.checks, value.not_recomputable);
    json_member(archive, value.as_published, true);
    json_member(archive, value.corrected, true);
    json_member(archive, value.published, false);
    for (const Row& row : value.rows)
        archive.require(row.names.size() == value.name_headings.size() &&
                        row.cells.size() == value.columns.size());
}
template <class Archive>
static void members(Archive& archive, DockerfileRow& value) {
    archive(value.file, value.instructions, value.images);
}
template <class Archive>
static void members(Archive& archive, ImageConfig& value) {
    archive(value.image, value.tag, value.architecture, value.os, value.config_bytes, value.environment,
            value.rootfs_pieces, value.rootfs_layers);
}
template <class Archive>
static void members(Archive& archive, ProjectRow& value) {
    archive(value.repo);
    archive.upto(value.category, Category::none);
    archive(value.size, value.commits, value.contributors, value.forks, value.stars, value.releases,
            value.purposes, value.base_images, value.dockerfiles, value.images, value.configs);
}
template <class Archive>
static void members(Archive& archive, LabelledRow& value) {
    archive(value.repo, value.written_category);
    archive.upto(value.category, Category::none);
    archive(value.tabled);
}
template <class Archive>
static void members(Archive& archive, UsedFile& value) {
    archive(value.path, value.what, value.rows);
}
template <class Archive>
static void members(Archive& archive, LeftOut& value) {
    archive(value.reason, value.files, value.examples, value.recognised);
}
template <class Archive>
static void members(Archive& archive, Results& value) {
    archive(value.name, value.figures, value.projects, value.labelled, value.table_projects, value.own_images,
            value.used, value.left_out, value.problems);
}

std::vector<uint8_t> pack(const Results& results) { return bytes::packed(results); }

Result<Results> unpack_results(bytes::Bytes bytes) { return bytes::unpacked<Results>(bytes); }

}  // namespace plimsoll::study
