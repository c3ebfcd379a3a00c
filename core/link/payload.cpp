#include "core/link/payload.h"

#include "core/limits.h"
#include "core/link/wire.h"

namespace plimsoll::link {
namespace {

// The numbers of these values are in links that people have printed: new ones may follow, none may move.
static_assert(static_cast<int>(image::Layout::docker_archive) == 0 &&
              static_cast<int>(image::Layout::skopeo_dir) == 4);
static_assert(static_cast<int>(bytes::Compression::none) == 0 &&
              static_cast<int>(bytes::Compression::bzip2) == 4);
static_assert(static_cast<int>(findings::Severity::note) == 0 &&
              static_cast<int>(findings::Severity::serious) == 2);
static_assert(static_cast<int>(packages::Ecosystem::dpkg) == 0 &&
              static_cast<int>(packages::Ecosystem::files) == 7);
static_assert(static_cast<int>(packages::Role::none) == 0 &&
              static_cast<int>(packages::Role::model_weights) == 3);
static_assert(dockerfile::kind_count == 6 && static_cast<int>(dockerfile::Kind::permissions) == 5);

// Each of these is written once for both ways: `Way` is Writer, and what it is given is const; or Reader, which fills it.
// The order is part of version 1 and never changes: what is new is in a new version.

template <class Way, class Choice>
void choice(Way& way, Choice& shared) {
    way.flag(shared.references);
    way.flag(shared.paths);
    way.flag(shared.commands);
    way.flag(shared.environment);
    way.flag(shared.labels);
}

template <class Way, class Essence>
void identity(Way& way, Essence& essence) {
    const auto text = [&](auto& each) { way.text(each); };
    way.text(essence.version);
    choice(way, essence.shared);
    way.text(essence.title);
    way.text(essence.doi);
    way.rows(essence.authors, text);
    way.text(essence.source_name);
    way.number(essence.source_bytes);
    way.choice(essence.layout, image::Layout::skopeo_dir);
    way.choice(essence.compression, bytes::Compression::bzip2);
    way.shown(essence.references, text);
    way.text(essence.platform.os);
    way.text(essence.platform.architecture);
    way.text(essence.platform.variant);
    way.optional(essence.created, [&](auto& seconds) { way.date(seconds); });
}

template <class Way, class Essence>
void totals(Way& way, Essence& essence) {
    auto& sum = essence.totals;
    way.flag(essence.complete);
    way.up_to(essence.layer_count, limits::layers);
    way.number(sum.file_bytes);
    // A tar is its files and some headers, and what is not compressed is stored as it is.
    if (essence.complete) way.near(sum.tar_bytes, sum.file_bytes);
    way.near(sum.blob_bytes, essence.complete ? sum.tar_bytes : sum.file_bytes);
    way.number(sum.files);
    way.number(sum.directories);
    way.number(sum.symlinks);
    way.number(sum.hardlinks);
    way.number(sum.others);
    way.number(sum.whiteouts);
    way.number(sum.opaques);
    way.number(sum.directory_depth);
    way.number(sum.path_depth);
    auto& files = essence.filesystem;
    way.near(files.files, sum.files);
    way.near(files.directories, sum.directories);
    way.near(files.symlinks, sum.symlinks);
    way.near(files.others, sum.others);
    way.number(files.broken_hardlinks);
    way.near(files.inodes, files.files);
    way.near(files.bytes, sum.file_bytes);
    way.near(files.path_bytes, files.bytes);
    way.number(files.directory_depth);
}

template <class Way, class Essence>
void headline(Way& way, Essence& essence) {
    way.number(essence.hidden_bytes);
    way.number(essence.repeated.paths);
    way.number(essence.repeated.bytes);
    way.up_to(essence.dive_efficiency, 10'000);
    way.number(essence.dive_wasted_bytes);
    way.number(essence.dive_wasted_paths);
    way.text(essence.category);
    way.up_to(essence.category_score, 1'000);
    for (auto& count : essence.finding_counts) {
        way.number(count.count);
        way.number(count.bytes);
    }
    way.number(essence.package_count);
    way.number(essence.errors);
    way.number(essence.warnings);
}

template <class Way, class Essence>
void layers(Way& way, Essence& essence) {
    uint64_t next = 0;  // indexes rise, mostly by one
    way.shown(essence.layers, [&](auto& layer) {
        way.index(layer.index, next, essence.layer_count);
        way.optional(layer.compression, [&](auto& each) { way.choice(each, bytes::Compression::bzip2); });
        way.flag(layer.complete);
        way.number(layer.file_bytes);
        if (layer.complete) way.near(layer.tar_bytes, layer.file_bytes);
        way.near(layer.blob_bytes, layer.complete ? layer.tar_bytes : layer.file_bytes);
        way.number(layer.files);
        way.number(layer.directories);
        way.number(layer.hidden_bytes);
        way.number(layer.directory_depth);
        way.text(layer.instruction);
        if (essence.shared.commands) way.text(layer.command);
    });
}

template <class Way, class Essence>
void taxonomy(Way& way, Essence& essence) {
    way.shown(essence.purposes, [&](auto& purpose) {
        way.text(purpose.label);
        way.text(purpose.subcategory);
        way.up_to(purpose.score, 1'000);
    });
    way.shown(essence.bases, [&](auto& base) {
        way.text(base.image);
        way.rows(base.types, [&](auto& type) { way.text(type); });
        way.flag(base.declared);
    });
    way.shown(essence.instructions, [&](auto& row) {
        way.text(row.name);
        way.number(row.count);
    });
    for (size_t kind = 1; kind < essence.commands.size(); ++kind) {
        way.number(essence.commands[kind]);
        way.number(essence.study_commands[kind]);
    }
}

template <class Way, class Essence>
void contents(Way& way, Essence& essence) {
    way.shown(essence.findings, [&](auto& finding) {
        way.text(finding.id);
        way.choice(finding.severity, findings::Severity::serious);
        way.number(finding.bytes);
        way.number(finding.evidence_count);
        way.optional(finding.layer, [&](auto& layer) { way.below(layer, essence.layer_count); });
    });
    for (auto& sum : essence.ecosystems) {
        way.number(sum.packages);
        if (sum.packages > 0) way.number(sum.bytes);
    }
    way.shown(essence.packages, [&](auto& package) {
        way.choice(package.ecosystem, packages::Ecosystem::files);
        way.choice(package.role, packages::Role::model_weights);
        way.text(package.name);
        way.text(package.version);
        way.number(package.bytes);
        way.number(package.files);
    });
    way.shown(essence.types, [&](auto& row) {
        way.text(row.type);
        way.number(row.files);
        way.number(row.bytes);
    });
    way.shown(essence.largest_files, [&](auto& file) {
        if (essence.shared.paths) way.text(file.path);
        way.text(file.type);
        way.number(file.bytes);
        way.below(file.layer, essence.layer_count);
    });
}

template <class Way, class Essence>
void standing(Way& way, Essence& essence) {
    const auto text = [&](auto& each) { way.text(each); };
    way.text(essence.study_category);
    way.shown(essence.metrics, [&](auto& metric) {
        way.text(metric.metric);
        way.number(metric.value);
        way.optional(metric.percentile, [&](auto& place) { way.up_to(place, 10'000); });
    });
    way.shown(essence.environment, text);
    way.shown(essence.labels, text);
}

template <class Way, class Essence>
void all(Way& way, Essence& essence) {
    identity(way, essence);
    totals(way, essence);
    headline(way, essence);
    if (essence.card) return;
    layers(way, essence);
    taxonomy(way, essence);
    contents(way, essence);
    standing(way, essence);
}

}  // namespace

std::string write_payload_1(const Essence& essence) {
    Writer writer;
    all(writer, essence);
    return writer.take();
}

Result<void> read_payload_1(bytes::Bytes bytes, Essence& essence) {
    Reader reader(bytes);
    all(reader, essence);
    return reader.finish();
}

}  // namespace plimsoll::link
