#include "core/report/compare.h"

#include <algorithm>
#include <limits>
#include <map>

#include "core/report/compare_parts.h"
#include "core/report/matching.h"
#include "core/sorting.h"

namespace plimsoll::report {
namespace {

Comparison::Image image_of(const Side& side) {
    const Report& report = side.report;
    return {report.source.name,          report.source.bytes,        report.image.references,
            report.image.digest,         report.image.config_digest, report.image.config.platform.text(),
            report.image.config.created, side.analysis != nullptr,   report.complete()};
}

std::optional<bool> same_text(const std::string& a, const std::string& b) {
    return a.empty() || b.empty() ? std::nullopt : std::optional(a == b);
}

Comparison::Totals totals_of(const Report& a, const Report& b) {
    Comparison::Totals totals;
    totals.layers = {a.layers.size(), b.layers.size()};
    totals.blob_bytes = {a.totals.blob_bytes, b.totals.blob_bytes};
    totals.file_bytes = {a.totals.file_bytes, b.totals.file_bytes};
    totals.files = {a.totals.files, b.totals.files};
    totals.filesystem_bytes = {a.filesystem.bytes, b.filesystem.bytes};
    totals.filesystem_files = {a.filesystem.files, b.filesystem.files};
    totals.filesystem_directories = {a.filesystem.directories, b.filesystem.directories};
    totals.hidden_bytes = {a.waste.hidden_bytes, b.waste.hidden_bytes};
    totals.efficiency = {a.waste.efficiency, b.waste.efficiency};
    return totals;
}

std::vector<Comparison::TypeRow> compare_types(const Report& a, const Report& b) {
    std::map<std::string, Comparison::TypeRow> types;
    for (const auto& row : a.file_types.corrected) {
        types[row.type].files.a += row.files;
        types[row.type].bytes.a += row.bytes;
    }
    for (const auto& row : b.file_types.corrected) {
        types[row.type].files.b += row.files;
        types[row.type].bytes.b += row.bytes;
    }
    std::vector<Comparison::TypeRow> rows;
    for (auto& [type, row] : types) {
        row.type = type;
        rows.push_back(std::move(row));
    }
    const auto distance = [](const Comparison::TypeRow& row) {
        return row.bytes.a < row.bytes.b ? row.bytes.b - row.bytes.a : row.bytes.a - row.bytes.b;
    };
    sort_stably(rows.begin(), rows.end(),
                [&](const auto& left, const auto& right) { return distance(left) > distance(right); });
    return rows;
}

/// Findings of one kind belong together where they have the same title, else where they name the same evidence first,
/// else in their order.
Comparison::Findings compare_findings(const Report& a, const Report& b) {
    Matching matching(a.findings.size(), b.findings.size());
    const auto match_by = [&](auto key) {
        matching.match_by([&](uint32_t row) { return key(a.findings[row]); },
                          [&](uint32_t row) { return key(b.findings[row]); });
    };
    match_by([](const auto& finding) { return key_of({finding.id, finding.title}); });
    match_by([](const auto& finding) {
        return finding.evidence.empty() ? std::string() : key_of({finding.id, finding.evidence.front()});
    });
    match_by([](const auto& finding) { return key_of({finding.id}); });

    Comparison::Findings findings;
    for (uint32_t number = 0; number < a.findings.size(); ++number) {
        const findings::Finding& gone = a.findings[number];
        if (matching.of_a(number) == Matching::none)
            findings.gone.push_back({gone.id, gone.title, gone.severity, gone.bytes, std::nullopt});
    }
    for (uint32_t number = 0; number < b.findings.size(); ++number) {
        const findings::Finding& here = b.findings[number];
        Comparison::FindingRow row{here.id, here.title, here.severity, std::nullopt, here.bytes};
        const uint32_t before = matching.of_b(number);
        if (before != Matching::none) row.bytes_a = a.findings[before].bytes;
        (before == Matching::none ? findings.added : findings.kept).push_back(std::move(row));
    }
    return findings;
}

}  // namespace

int64_t difference(uint64_t a, uint64_t b) {
    constexpr auto most = static_cast<uint64_t>(std::numeric_limits<int64_t>::max());
    const auto distance = static_cast<int64_t>(std::min(a < b ? b - a : a - b, most));
    return a < b ? distance : -distance;
}

std::string_view name_of(FileDifference difference) {
    switch (difference) {
        case FileDifference::kind:
            return "kind";
        case FileDifference::content:
            return "content";
        case FileDifference::target:
            return "target";
        case FileDifference::mode:
            return "mode";
        case FileDifference::owner:
            break;
    }
    return "owner";
}

std::string_view name_of(image::FileSystem::Kind kind) {
    using Kind = image::FileSystem::Kind;
    switch (kind) {
        case Kind::file:
            return "file";
        case Kind::directory:
            return "directory";
        case Kind::symlink:
            return "symlink";
        case Kind::other:
            return "other";
        case Kind::broken:
            return "broken-hardlink";
        case Kind::absent:
            break;
    }
    return "absent";
}

bool Comparison::same() const {
    const auto nothing = [](const auto&... lists) { return (lists.empty() && ...); };
    const bool files_differ = files && files->added.paths + files->added.directories + files->removed.paths +
                                               files->removed.directories + files->changed.paths +
                                               files->changed.directories >
                                           0;
    const bool settings_differ = std::any_of(config.begin(), config.end(),
                                             [](const ConfigRow& row) { return row.setting != "created"; });
    return same_layers && !files_differ && !settings_differ &&
           totals.filesystem_bytes.a == totals.filesystem_bytes.b &&
           nothing(packages.added, packages.removed, packages.updated, packages.reweighed, packages.moved) &&
           nothing(findings.added, findings.gone);
}

Comparison compare(const Side& a, const Side& b) {
    Comparison comparison;
    comparison.image = {image_of(a), image_of(b)};
    comparison.same_manifest = same_text(a.report.image.digest, b.report.image.digest);
    comparison.same_config = same_text(a.report.image.config_digest, b.report.image.config_digest);
    comparison.layers = compare_layers(a.report, b.report);
    comparison.same_layers = comparison.layers.common == a.report.layers.size() &&
                             comparison.layers.common == b.report.layers.size();
    comparison.totals = totals_of(a.report, b.report);
    if (a.analysis && b.analysis && a.analysis->done() && b.analysis->done())
        comparison.files = compare_files(*a.analysis, *b.analysis, comparison.layers);
    comparison.packages = compare_packages(a.report, b.report);
    comparison.config = compare_config(a.report.image.config, b.report.image.config);
    comparison.file_types = compare_types(a.report, b.report);
    comparison.findings = compare_findings(a.report, b.report);
    return comparison;
}

}  // namespace plimsoll::report
