#include <algorithm>
#include <cstdio>

#include "core/cli/compare.h"
#include "core/cli/table.h"

namespace plimsoll::cli {
namespace {

using report::Both;
using report::Comparison;
using report::format_bytes;
using report::format_count;
using Kind = Column::Kind;

constexpr size_t shown_rows = 10;

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

/// "+1.20 MB", "-3 B", "0 B".
template <class Write>
std::string signed_difference(uint64_t a, uint64_t b, Write write) {
    return std::string(a < b ? "+" : a > b ? "-" : "").append(write(a < b ? b - a : a - b));
}

std::string signed_bytes(uint64_t a, uint64_t b) { return signed_difference(a, b, format_bytes); }

std::string bytes_or_dash(const std::optional<uint64_t>& bytes) { return bytes ? format_bytes(*bytes) : "-"; }

/// What is left out of a list that shows its first rows.
std::string rest(uint64_t all, uint64_t shown) {
    return all > shown ? std::string("... and ").append(format_count(all - shown)).append(" more") : "";
}

Table images(const Both<Comparison::Image>& images) {
    Table table{"", {{"", Kind::label, 10}, {"A", Kind::text, 42}, {"B", Kind::text, 42}}, {}};
    const auto add = [&](const char* name, const auto& value_of) {
        table.rows.push_back({name, or_dash(value_of(images.a)), or_dash(value_of(images.b))});
    };
    add("from", [](const auto& image) { return image.source + ", " + format_bytes(image.source_bytes); });
    if (!images.a.files_known || !images.b.files_known)
        add("read from", [](const auto& image) -> std::string {
            return image.files_known ? "the image" : "a saved report";
        });
    add("image", [](const auto& image) { return joined(image.references); });
    add("ID", [](const auto& image) { return image.config_digest; });
    add("platform", [](const auto& image) { return image.platform; });
    add("created", [](const auto& image) { return image.created; });
    if (!images.a.complete || !images.b.complete)
        table.note = "Not all of " +
                     std::string(images.a.complete   ? "B"
                                 : images.b.complete ? "A"
                                                     : "A and B") +
                     " could be read: what is missing there counts as removed, or not at all.";
    return table;
}

Table totals(const Comparison::Totals& totals) {
    Table table{"Totals",
                {{"", Kind::label}, {"A", Kind::figure}, {"B", Kind::figure}, {"difference", Kind::figure}},
                {}};
    const auto add = [&](const char* name, const Both<uint64_t>& both, auto write) {
        table.rows.push_back({name, write(both.a), write(both.b), signed_difference(both.a, both.b, write)});
    };
    add("layers", totals.layers, format_count);
    add("stored", totals.blob_bytes, format_bytes);
    add("shipped", totals.file_bytes, format_bytes);
    add("files shipped", totals.files, format_count);
    add("in container", totals.filesystem_bytes, format_bytes);
    add("files in container", totals.filesystem_files, format_count);
    add("directories in container", totals.filesystem_directories, format_count);
    add("hidden", totals.hidden_bytes, format_bytes);
    table.rows.push_back({"efficiency", percent(totals.efficiency.a), percent(totals.efficiency.b), ""});
    return table;
}

Table layers(const Comparison::Layers& layers) {
    Table table{"Layers",
                {{"", Kind::label},
                 {"A", Kind::figure},
                 {"B", Kind::figure},
                 {"shipped A", Kind::figure},
                 {"shipped B", Kind::figure},
                 {"made by", Kind::text}},
                {}};
    for (const auto& row : layers.rows) {
        const auto number = [](const auto& side) { return side ? std::to_string(side->index + 1) : "-"; };
        const auto shipped = [](const auto& side) { return side ? format_bytes(side->file_bytes) : "-"; };
        const char* what = row.shared ? "same" : row.a && row.b ? "remade" : row.a ? "only A" : "only B";
        table.rows.push_back({what, number(row.a), number(row.b), shipped(row.a), shipped(row.b),
                              row.b ? row.b->made_by : row.a->made_by});
    }
    table.note = format_count(layers.shared.a.layers) + " shared (" +
                 format_bytes(layers.shared.a.file_bytes) + " shipped), the first " +
                 format_count(layers.common) + " in a row; only in A " + format_count(layers.only.a.layers) +
                 " (" + format_bytes(layers.only.a.file_bytes) + "), only in B " +
                 format_count(layers.only.b.layers) + " (" + format_bytes(layers.only.b.file_bytes) + ").";
    return table;
}

Table file_sums(const std::optional<Comparison::Files>& files) {
    Table table{"Files in the container",
                {{"", Kind::label},
                 {"files and links", Kind::figure},
                 {"directories", Kind::figure},
                 {"bytes A", Kind::figure},
                 {"bytes B", Kind::figure}},
                {}};
    if (!files) {
        for (const char* name : {"only in B", "only in A", "changed", "same"})
            table.rows.push_back({name, "-", "-", "-", "-"});
        table.note = "Not known: a saved report does not list its files.";
        return table;
    }
    const auto add = [&](const char* name, const auto& sum, const std::string& a, const std::string& b) {
        table.rows.push_back({name, format_count(sum.paths), format_count(sum.directories), a, b});
    };
    const auto& changed = files->changed;
    add("only in B", files->added, "-", format_bytes(files->added.bytes));
    add("only in A", files->removed, format_bytes(files->removed.bytes), "-");
    add("changed", changed, format_bytes(changed.bytes.a), format_bytes(changed.bytes.b));
    add("same", files->same, format_bytes(files->same.bytes), format_bytes(files->same.bytes));
    for (size_t kind = 0; kind < report::file_differences; ++kind) {
        if (changed.differences[kind] == 0) continue;
        table.note += (table.note.empty() ? "Changed in: " : ", ") +
                      std::string(report::name_of(static_cast<report::FileDifference>(kind))) + " " +
                      format_count(changed.differences[kind]);
    }
    if (!table.note.empty()) table.note += ".";
    if (files->same.by_size > 0)
        table.note += (table.note.empty() ? "" : "\n") + format_count(files->same.by_size) +
                      " files count as the same for their sizes; --verify compares what they hold.";
    return table;
}

/// A table of rows with a weight on both sides.
Table weights(std::string title, const char* heading, Kind kind) {
    return {std::move(title),
            {{"A", Kind::figure}, {"B", Kind::figure}, {"difference", Kind::figure}, {heading, kind}},
            {}};
}

void add_weight(Table& table, const std::optional<uint64_t>& a, const std::optional<uint64_t>& b,
                std::string name) {
    table.rows.push_back(
        {bytes_or_dash(a), bytes_or_dash(b), signed_bytes(a.value_or(0), b.value_or(0)), std::move(name)});
}

/// "mode 644 -> 755", "owner 0:0 -> 1000:1000", "file -> symlink", else just what differs.
std::string described(report::FileDifference difference, const Comparison::File& a,
                      const Comparison::File& b) {
    const auto arrow = [&](const auto& write) { return write(a) + " -> " + write(b); };
    switch (difference) {
        case report::FileDifference::kind:
            return arrow([](const auto& file) { return std::string(report::name_of(file.kind)); });
        case report::FileDifference::mode:
            return "mode " + arrow([](const auto& file) {
                       char text[16];
                       std::snprintf(text, sizeof text, "%o", file.mode.value_or(0));
                       return std::string(text);
                   });
        case report::FileDifference::owner:
            return "owner " + arrow([](const auto& file) {
                       return std::to_string(file.user.value_or(0)) + ":" +
                              std::to_string(file.group.value_or(0));
                   });
        default:
            return std::string(report::name_of(difference));
    }
}

Table file_rows(const char* title, const std::vector<Comparison::FileRow>& rows, uint64_t all) {
    Table table = weights(title, "path", Kind::path);
    for (size_t number = 0; number < std::min(shown_rows, rows.size()); ++number) {
        const auto& row = rows[number];
        std::string what;
        for (const auto difference : row.differences)
            what += (what.empty() ? " (" : ", ") + described(difference, *row.a, *row.b);
        const auto bytes = [](const auto& side) { return side ? std::optional(side->bytes) : std::nullopt; };
        add_weight(table, bytes(row.a), bytes(row.b), row.path + what + (what.empty() ? "" : ")"));
    }
    table.note = rest(all, table.rows.size());
    return table;
}

Table package_rows(const char* title, const std::vector<Comparison::PackageRow>& rows) {
    Table table = weights(title, "package", Kind::text);
    for (size_t number = 0; number < std::min(shown_rows, rows.size()); ++number) {
        const auto& row = rows[number];
        const auto pick = [&](auto member) {
            const std::string a = row.a ? (*row.a).*member : "", b = row.b ? (*row.b).*member : "";
            return !row.a || !row.b || a == b ? (row.b ? b : a) : or_dash(a) + " -> " + or_dash(b);
        };
        const std::string version = pick(&Comparison::Package::version);
        std::string name = row.name + (version.empty() ? "" : " " + version) + " (" +
                           std::string(packages::name_of(row.ecosystem)) + ")";
        if (row.a && row.b && row.a->location != row.b->location)
            name += " " + pick(&Comparison::Package::location);
        const auto bytes = [](const auto& side) { return side ? std::optional(side->bytes) : std::nullopt; };
        add_weight(table, bytes(row.a), bytes(row.b), std::move(name));
    }
    table.note = rest(rows.size(), table.rows.size());
    return table;
}

Table config(const std::vector<Comparison::ConfigRow>& rows) {
    Table table{"Settings", {{"", Kind::text, 30}, {"A", Kind::text, 33}, {"B", Kind::text, 33}}, {}};
    for (const auto& row : rows)
        table.rows.push_back({row.setting + (row.name.empty() ? "" : " " + row.name), row.a.value_or("-"),
                              row.b.value_or("-")});
    return table;
}

Table types(const std::vector<Comparison::TypeRow>& rows) {
    Table table = weights("File types, as shipped", "type", Kind::text);
    size_t differ = 0;
    for (const auto& row : rows) {
        if (row.bytes.a == row.bytes.b && row.files.a == row.files.b) continue;
        if (++differ <= shown_rows)
            add_weight(
                table, row.bytes.a, row.bytes.b,
                row.type + ", " + format_count(row.files.a) + " -> " + format_count(row.files.b) + " files");
    }
    table.note = rest(differ, table.rows.size());
    return table;
}

Table findings(const Comparison::Findings& findings) {
    Table table = weights("Findings that came or went", "finding", Kind::text);
    for (const auto* rows : {&findings.added, &findings.gone})
        for (const auto& row : *rows) add_weight(table, row.bytes_a, row.bytes_b, row.title);
    return table;
}

std::string verdict(const Comparison& comparison) {
    if (comparison.same_config == std::optional(true) && comparison.same())
        return "A and B are the same image.";
    if (comparison.same()) return "A and B have the same content and the same settings.";
    if (comparison.same_layers) return "A and B have the same layers.";
    return "";
}

/// All tables that have something to say, in their order.
std::vector<Table> tables_of(const Comparison& comparison) {
    std::vector<Table> tables{images(comparison.image), totals(comparison.totals), layers(comparison.layers),
                              file_sums(comparison.files)};
    const auto add = [&](Table table) {
        if (!table.rows.empty()) tables.push_back(std::move(table));
    };
    if (comparison.files) {
        const auto& files = *comparison.files;
        add(file_rows("Files only in B", files.added.rows, files.added.paths));
        add(file_rows("Files only in A", files.removed.rows, files.removed.paths));
        add(file_rows("Files that changed", files.changed.rows, files.changed.paths));
    }
    const auto& packages = comparison.packages;
    add(package_rows("Packages of another version", packages.updated));
    add(package_rows("Packages only in B", packages.added));
    add(package_rows("Packages only in A", packages.removed));
    add(package_rows("Packages of another weight", packages.reweighed));
    add(package_rows("Packages in another place", packages.moved));
    add(config(comparison.config));
    add(types(comparison.file_types));
    add(findings(comparison.findings));
    return tables;
}

}  // namespace

void print_text(const Comparison& comparison, std::ostream& out) {
    for (const Table& table : tables_of(comparison)) {
        print_text(table, out);
        out << "\n";
    }
    const std::string said = verdict(comparison);
    if (!said.empty()) out << said << "\n\n";
}

void print_markdown(const Comparison& comparison, std::ostream& out) {
    out << "## A and B compared\n";
    for (const Table& table : tables_of(comparison)) print_markdown(table, out);
    const std::string said = verdict(comparison);
    if (!said.empty()) out << "\n" << said << "\n";
}

}  // namespace plimsoll::cli
