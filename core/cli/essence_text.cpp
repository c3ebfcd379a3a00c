// What a link holds, for a terminal.
#include <iomanip>

#include "core/cli/open.h"
#include "core/cli/table.h"

namespace plimsoll::cli {
namespace {

using link::Essence;
using report::format_bytes;
using report::format_count;
using Kind = Column::Kind;

void fact(std::ostream& out, const char* name, const std::string& value) {
    constexpr int width = 14;
    if (!value.empty()) out << std::left << std::setw(width) << name << report::printable(value) << "\n";
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text.append(text.empty() ? "" : ", ").append(word);
    return text;
}

void print_table(std::ostream& out, const Table& table) {
    if (table.rows.empty()) return;
    out << "\n";
    print_text(table, out);
}

/// "Layers (40 of 112)".
template <class Row>
std::string heading(const char* name, const link::Shown<Row>& list) {
    if (list.rows.size() == list.of) return name;
    return std::string(name) + " (" + format_count(list.rows.size()) + " of " + format_count(list.of) + ")";
}

void print_identity(const Essence& essence, std::ostream& out) {
    fact(out, "Title", essence.title);
    fact(out, "Authors", joined(essence.authors));
    fact(out, "DOI", essence.doi);
    fact(out, "Image", joined(essence.references.rows));
    fact(out, "Configuration", essence.config_digest);
    fact(out, "Manifest", essence.manifest_digest);
    fact(out, "Platform", essence.platform.text());
    fact(out, "Created", essence.created ? link::date_text(*essence.created) : "");
    std::string archive = essence.source_name;
    if (!archive.empty()) archive += ", ";
    archive.append(image::name_of(essence.layout)).append(", ").append(format_bytes(essence.source_bytes));
    if (essence.compression != bytes::Compression::none)
        archive.append(", ").append(bytes::name_of(essence.compression));
    fact(out, "Archive", archive);
    fact(out, "Report", essence.report_digest);
    fact(out, "Made by", std::string("Plimsoll ") + essence.version);
}

void print_headline(const Essence& essence, std::ostream& out) {
    out << "\n";
    fact(out, "Layers",
         format_count(essence.layer_count) + (essence.complete ? "" : ", not all read to their ends"));
    fact(out, "Stored", format_bytes(essence.totals.blob_bytes));
    fact(out, "Shipped",
         format_bytes(essence.totals.file_bytes) + " in " + format_count(essence.totals.files) + " files");
    fact(out, "In container",
         format_bytes(essence.filesystem.bytes) + " in " + format_count(essence.filesystem.files) +
             " files, " + format_count(essence.package_count) + " packages");
    fact(out, "Hidden",
         format_bytes(essence.hidden_bytes) + ", efficiency " + percent(link::efficiency(essence)) + " (" +
             percent(essence.dive_efficiency / 10'000.0) + " as dive counts)");
    if (!essence.category.empty())
        fact(out, "Category", essence.category + ", " + percent(essence.category_score / 1'000.0));
    std::string findings;
    for (size_t severity = essence.finding_counts.size(); severity-- > 0;) {
        const Essence::FindingCount& count = essence.finding_counts[severity];
        if (count.count == 0) continue;
        findings.append(findings.empty() ? "" : ", ").append(format_count(count.count)).append(" ");
        findings.append(findings::name_of(static_cast<findings::Severity>(severity)));
        if (count.bytes > 0) findings.append(" (").append(format_bytes(count.bytes)).append(")");
    }
    fact(out, "Findings", findings);
    if (essence.errors + essence.warnings > 0)
        fact(out, "Problems",
             format_count(essence.errors) + " errors, " + format_count(essence.warnings) + " warnings");
}

void print_layers(const Essence& essence, std::ostream& out) {
    Table table{heading("Layers", essence.layers),
                {{"#", Kind::figure},
                 {"files", Kind::figure},
                 {"shipped", Kind::figure},
                 {"stored", Kind::figure},
                 {"hidden", Kind::figure},
                 {"made by", Kind::text, 55}},
                {}};
    for (const Essence::Layer& row : essence.layers.rows)
        table.rows.push_back({format_count(uint64_t{row.index} + 1), format_count(row.files),
                              format_bytes(row.file_bytes), format_bytes(row.blob_bytes),
                              row.hidden_bytes > 0 ? format_bytes(row.hidden_bytes) : "-",
                              row.instruction + (row.command.empty() ? "" : " ") + row.command +
                                  (row.complete ? "" : " (incomplete)")});
    print_table(out, table);
}

void print_taxonomy(const Essence& essence, std::ostream& out) {
    Table purposes{heading("Purposes", essence.purposes), {{"purpose"}, {"probability", Kind::figure}}, {}};
    for (const Essence::Purpose& row : essence.purposes.rows)
        purposes.rows.push_back(
            {report::printable(row.label + (row.subcategory.empty() ? "" : ": ") + row.subcategory),
             percent(row.score / 1'000.0)});
    print_table(out, purposes);
    Table bases{heading("Base images", essence.bases),
                {{"image", Kind::text, 50}, {"what it is", Kind::text, 45}},
                {}};
    for (const Essence::Base& row : essence.bases.rows)
        bases.rows.push_back({row.image.empty() ? "(not shared)" : row.image, joined(row.types)});
    print_table(out, bases);
}

void print_contents(const Essence& essence, std::ostream& out) {
    Table findings{
        heading("Findings", essence.findings),
        {{"finding", Kind::text, 40}, {"severity"}, {"layer", Kind::figure}, {"bytes", Kind::figure}},
        {}};
    for (const Essence::Finding& row : essence.findings.rows)
        findings.rows.push_back({row.id, std::string(findings::name_of(row.severity)),
                                 row.layer ? format_count(uint64_t{*row.layer} + 1) : "-",
                                 row.bytes > 0 ? format_bytes(row.bytes) : "-"});
    print_table(out, findings);
    Table packages{heading("Packages", essence.packages),
                   {{"kind"}, {"name", Kind::text, 40}, {"version", Kind::text, 25}, {"bytes", Kind::figure}},
                   {}};
    for (const Essence::Package& row : essence.packages.rows)
        packages.rows.push_back({std::string(packages::name_of(row.ecosystem)),
                                 row.name.empty() ? "(not shared)" : row.name, row.version,
                                 format_bytes(row.bytes)});
    print_table(out, packages);
    Table types{heading("File types", essence.types),
                {{"type", Kind::text, 40}, {"files", Kind::figure}, {"bytes", Kind::figure}},
                {}};
    for (const Essence::Type& row : essence.types.rows)
        types.rows.push_back({row.type, format_count(row.files), format_bytes(row.bytes)});
    print_table(out, types);
    Table files{heading("Largest files", essence.largest_files),
                {{"file", Kind::path, 50},
                 {"type", Kind::text, 25},
                 {"layer", Kind::figure},
                 {"bytes", Kind::figure}},
                {}};
    for (const Essence::File& row : essence.largest_files.rows)
        files.rows.push_back({row.path.empty() ? "(not shared)" : row.path, row.type,
                              format_count(uint64_t{row.layer} + 1), format_bytes(row.bytes)});
    print_table(out, files);
}

void print_settings(const char* name, const link::Shown<std::string>& list, std::ostream& out) {
    Table table{heading(name, list), {{"value", Kind::text, 95}}, {}};
    for (const std::string& setting : list.rows) table.rows.push_back({setting});
    print_table(out, table);
}

void print_sentences(const std::vector<std::string>& sentences, std::ostream& out) {
    for (const std::string& sentence : sentences) out << "It " << sentence << ".\n";
}

}  // namespace

void print_text(const Essence& essence, std::ostream& out) {
    print_identity(essence, out);
    print_headline(essence, out);
    if (!essence.card) {
        print_layers(essence, out);
        print_taxonomy(essence, out);
        print_contents(essence, out);
        print_settings("Environment", essence.environment, out);
        print_settings("Labels", essence.labels, out);
    }
    out << "\nThese figures come from the link, and were not computed again: plimsoll open LINK --against "
           "IMAGE\n"
           "says whether they are true of an image.\n";
    print_sentences(link::sharing(essence), out);
    print_sentences(link::cuts(essence), out);
}

void print_text(const link::Comparison& comparison, std::ostream& out) {
    Table table{"",
                {{"what", Kind::text, 36},
                 {"the link says", Kind::text, 40},
                 {"the image has", Kind::text, 40},
                 {""}},
                {}};
    std::string notes;
    const auto shown = [](const std::string& text) { return text.empty() ? std::string("-") : text; };
    for (const link::Field& field : comparison.fields) {
        if (field.verdict == link::Verdict::equal) continue;
        table.rows.push_back({field.group + ": " + field.name, shown(field.said), shown(field.found),
                              std::string(name_of(field.verdict))});
        if (!field.note.empty())
            notes.append(report::printable(field.name)).append(": ").append(field.note).append(".\n");
    }
    print_table(out, table);
    out << notes << "\n"
        << format_count(comparison.equal) << " of " << format_count(comparison.fields.size())
        << " fields are equal, " << format_count(comparison.differs) << " differ, "
        << format_count(comparison.unknown) << " are unknown. "
        << (comparison.is_true        ? "The report is true of the image."
            : comparison.differs == 0 ? "Nothing differs, but no digest tells that it is of this image."
                                      : "The report is not true of the image.")
        << "\n";
}

}  // namespace plimsoll::cli
