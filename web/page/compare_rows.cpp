#include "web/page/compare_rows.h"

#include <algorithm>
#include <array>

#include "core/sorting.h"

namespace plimsoll::web {
namespace {

using report::Comparison;
using report::format_bytes;
using report::format_count;
using Sign = CompareRow::Sign;

template <class T>
Sign sign_of(const std::optional<T>& a, const std::optional<T>& b) {
    return !a ? Sign::added : !b ? Sign::removed : Sign::changed;
}

std::string counted(uint64_t count, const char* one, const char* many) {
    return format_count(count) + " " + (count == 1 ? one : many);
}

std::vector<CompareRow> layer_rows(const Comparison& comparison) {
    std::vector<CompareRow> rows;
    for (const auto& row : comparison.layers.rows) {
        CompareRow made;
        made.sign = row.shared ? Sign::same : sign_of(row.a, row.b);
        const auto number = [](const auto& side) { return std::to_string(side->index + 1); };
        const auto& side = row.b ? row.b : row.a;
        made.name = side->made_by.empty() ? "unknown" : side->made_by;
        made.detail = row.a && row.b
                          ? (row.a->index == row.b->index ? "layer " + number(row.a)
                                                          : "layer " + number(row.a) + " / " + number(row.b))
                          : "layer " + number(side) + (row.a ? " of A" : " of B");
        if (row.a) made.bytes_a = row.a->file_bytes;
        if (row.b) made.bytes_b = row.b->file_bytes;
        rows.push_back(std::move(made));
    }
    return rows;
}

std::vector<CompareRow> file_rows(const Comparison& comparison) {
    std::vector<CompareRow> rows;
    if (!comparison.files) return rows;
    const auto add = [&](const Comparison::FileRow& row) {
        CompareRow made;
        made.sign = sign_of(row.a, row.b);
        made.name = row.path;
        made.is_path = true;
        const auto put = [](const auto& side, std::optional<uint64_t>& bytes, std::string& words) {
            if (!side) return;
            if (side->kind == image::FileSystem::Kind::file)
                bytes = side->bytes;
            else
                words = report::name_of(side->kind);
        };
        put(row.a, made.bytes_a, made.a);
        put(row.b, made.bytes_b, made.b);
        for (const auto difference : row.differences)
            made.detail += (made.detail.empty() ? "" : ", ") + std::string(report::name_of(difference));
        rows.push_back(std::move(made));
    };
    for (const auto* list :
         {&comparison.files->changed.rows, &comparison.files->added.rows, &comparison.files->removed.rows})
        std::for_each(list->begin(), list->end(), add);
    const auto weight = [](const CompareRow& row) {
        return std::max(row.bytes_a.value_or(0), row.bytes_b.value_or(0));
    };
    sort_stably(rows.begin(), rows.end(),
                [&](const CompareRow& a, const CompareRow& b) { return weight(a) > weight(b); });
    return rows;
}

std::vector<CompareRow> package_rows(const Comparison& comparison) {
    std::vector<CompareRow> rows;
    const auto add = [&](const Comparison::PackageRow& row, const char* what) {
        CompareRow made;
        made.sign = sign_of(row.a, row.b);
        made.name = row.name;
        made.detail = packages::name_of(row.ecosystem);
        if (row.a && row.b && row.a->version != row.b->version)
            made.detail += ", " + (row.a->version.empty() ? "?" : row.a->version) + " → " +
                           (row.b->version.empty() ? "?" : row.b->version);
        else if (const auto& side = row.b ? row.b : row.a; !side->version.empty())
            made.detail += ", " + side->version;
        if (*what) made.detail += std::string(", ") + what;
        if (row.a) made.bytes_a = row.a->bytes;
        if (row.b) made.bytes_b = row.b->bytes;
        rows.push_back(std::move(made));
    };
    for (const auto& row : comparison.packages.updated) add(row, "");
    for (const auto& row : comparison.packages.added) add(row, "");
    for (const auto& row : comparison.packages.removed) add(row, "");
    for (const auto& row : comparison.packages.reweighed) add(row, "");
    for (const auto& row : comparison.packages.moved) add(row, "in another place");
    const auto change = [](const CompareRow& row) {
        const uint64_t a = row.bytes_a.value_or(0), b = row.bytes_b.value_or(0);
        return a < b ? b - a : a - b;
    };
    sort_stably(rows.begin(), rows.end(),
                [&](const CompareRow& a, const CompareRow& b) { return change(a) > change(b); });
    return rows;
}

std::vector<CompareRow> setting_rows(const Comparison& comparison) {
    std::vector<CompareRow> rows;
    for (const auto& row : comparison.config) {
        CompareRow made;
        made.sign = sign_of(row.a, row.b);
        made.name = row.name.empty() ? row.setting : row.name;
        made.detail = row.name.empty() ? "" : row.setting;
        made.a = row.a.value_or("");
        made.b = row.b.value_or("");
        made.weighs = false;
        rows.push_back(std::move(made));
    }
    return rows;
}

std::vector<CompareRow> type_rows(const Comparison& comparison) {
    std::vector<CompareRow> rows;
    for (const auto& row : comparison.file_types) {
        if (row.bytes.a == row.bytes.b && row.files.a == row.files.b) continue;
        CompareRow made;
        made.sign = row.files.a == 0 ? Sign::added : row.files.b == 0 ? Sign::removed : Sign::changed;
        made.name = row.type;
        made.detail = format_count(row.files.a) + " → " + counted(row.files.b, "file", "files");
        made.bytes_a = row.bytes.a;
        made.bytes_b = row.bytes.b;
        rows.push_back(std::move(made));
    }
    return rows;
}

std::vector<CompareRow> finding_rows(const Comparison& comparison) {
    std::vector<CompareRow> rows;
    const auto add = [&](const Comparison::FindingRow& row, Sign sign) {
        CompareRow made;
        made.sign = sign;
        made.name = row.title;
        made.detail = findings::name_of(row.severity);
        made.bytes_a = row.bytes_a;
        made.bytes_b = row.bytes_b;
        rows.push_back(std::move(made));
    };
    for (const auto& row : comparison.findings.added) add(row, Sign::added);
    for (const auto& row : comparison.findings.gone) add(row, Sign::removed);
    for (const auto& row : comparison.findings.kept)
        add(row, row.bytes_a == row.bytes_b ? Sign::same : Sign::changed);
    return rows;
}

std::string files_summary(const Comparison& comparison) {
    if (!comparison.files)
        return "A saved report does not list its files: only two archives can be compared by them.";
    const auto& files = *comparison.files;
    std::string words = counted(files.added.paths, "path", "paths") + " (" + format_bytes(files.added.bytes) +
                        ") only in B, " + format_count(files.removed.paths) + " (" +
                        format_bytes(files.removed.bytes) + ") only in A, " +
                        format_count(files.changed.paths) + " changed, " + format_count(files.same.paths) +
                        " (" + format_bytes(files.same.bytes) + ") the same.";
    if (files.same.by_size > 0)
        words +=
            " " + counted(files.same.by_size, "file counts", "files count") +
            " as the same for the size alone: verify the image, then compare again, to compare contents.";
    const size_t listed = files.added.rows.size() + files.removed.rows.size() + files.changed.rows.size();
    if (files.added.paths + files.removed.paths + files.changed.paths > listed)
        words += " The heaviest are listed.";
    return words;
}

}  // namespace

std::string_view name_of(Section section) {
    constexpr std::array<std::string_view, sections> names = {"Layers",   "Files", "Packages",
                                                              "Settings", "Types", "Findings"};
    return names[static_cast<size_t>(section)];
}

std::vector<CompareRow> rows_of(const Comparison& comparison, Section section) {
    switch (section) {
        case Section::layers:
            return layer_rows(comparison);
        case Section::files:
            return file_rows(comparison);
        case Section::packages:
            return package_rows(comparison);
        case Section::settings:
            return setting_rows(comparison);
        case Section::types:
            return type_rows(comparison);
        case Section::findings:
            return finding_rows(comparison);
    }
    return {};
}

std::string summary_of(const Comparison& comparison, Section section) {
    switch (section) {
        case Section::layers: {
            const auto& layers = comparison.layers;
            const std::string shared = layers.shared.a.layers == 0
                                           ? "No layer is shared; "
                                           : counted(layers.shared.a.layers, "layer", "layers") +
                                                 " shared (" + format_bytes(layers.shared.a.file_bytes) +
                                                 " shipped), the first " + format_count(layers.common) +
                                                 " without a gap; ";
            return shared + format_count(layers.only.a.layers) + " only in A, " +
                   format_count(layers.only.b.layers) + " only in B. Bytes are what a layer ships.";
        }
        case Section::files:
            return files_summary(comparison);
        case Section::packages: {
            const auto& packages = comparison.packages;
            return format_count(packages.added.size()) + " added, " + format_count(packages.removed.size()) +
                   " removed, " + format_count(packages.updated.size()) + " of another version, " +
                   format_count(packages.reweighed.size()) + " of another weight, " +
                   format_count(packages.same) + " the same.";
        }
        case Section::settings:
            return comparison.config.empty() ? "" : "Settings of the configuration that differ.";
        case Section::types:
            return "Files of each type, as all layers ship them, where they differ.";
        case Section::findings: {
            const auto& findings = comparison.findings;
            return format_count(findings.added.size()) + " new in B, " + format_count(findings.gone.size()) +
                   " gone, " + format_count(findings.kept.size()) +
                   " in both. Bytes are what each would save.";
        }
    }
    return {};
}

std::string signed_bytes(uint64_t a, uint64_t b) {
    if (a == b) return "0";
    return (a < b ? "+" : "−") + format_bytes(a < b ? b - a : a - b);
}

}  // namespace plimsoll::web
