// GitHub's Markdown: one table, or the report as a comment on a pull request.
#include <algorithm>
#include <functional>

#include "core/export/words.h"
#include "core/markdown_text.h"

namespace plimsoll::exports {
namespace {

using Place = MarkdownPlace;

/// A sentence, whose code stands between backquotes.
std::string prose(const std::string& printable, Place place) {
    std::string text;
    for (const Piece& piece : pieces_of(printable)) {
        // Two code spans beside each other would be one.
        const std::string next =
            piece.code ? markdown_code(piece.text, place) : markdown_words(piece.text, place);
        if (text.ends_with('`') && next.starts_with('`')) text.push_back(' ');
        text.append(next);
    }
    return text;
}

constexpr size_t unlimited = SIZE_MAX;

bool is_path(const Column& column) { return column.key == "path"; }

std::string markdown_cell(const Column& column, const Value& value, size_t most) {
    std::string text = readable(column, value);
    if (!is_theirs(value)) return prose(cut(text, most), Place::cell);
    return markdown_code(is_path(column) ? cut_front(text, most) : cut(text, most), Place::cell);
}

std::string grid(const Table& table, const std::vector<size_t>& columns, size_t most) {
    std::string text = "|";
    for (const size_t at : columns)
        text.append(" ").append(prose(table.columns[at].heading, Place::cell)).append(" |");
    text.append("\n|");
    for (const size_t at : columns) text.append(table.columns[at].number ? " ---: |" : " --- |");
    text.append("\n");
    for (const auto& row : table.rows) {
        text.append("|");
        for (const size_t at : columns)
            text.append(" ").append(markdown_cell(table.columns[at], row[at], most)).append(" |");
        text.append("\n");
    }
    return text;
}

/// The columns of these keys, those that are there.
std::vector<size_t> columns_named(const Table& table, std::initializer_list<std::string_view> keys) {
    std::vector<size_t> columns;
    for (const std::string_view key : keys)
        for (size_t at = 0; at < table.columns.size(); ++at)
            if (table.columns[at].key == key) columns.push_back(at);
    return columns;
}

std::string folded(const std::string& title, const std::string& body) {
    return std::string("<details><summary>") + title + "</summary>\n\n" + body + "\n</details>\n\n";
}

/// "the 10 heaviest of 23 packages", or "12 packages".
std::string of_all(size_t shown, size_t all, const char* one, const char* many, const char* which) {
    if (shown >= all) return counted(all, one, many);
    return std::string("the ") + std::to_string(shown) + " " + which + " of " + counted(all, one, many);
}

std::string headline(const report::Report& report) {
    std::string text = std::string("### ") +
                       markdown_code(cut(report::printable(title_of(report)), 120), Place::line) + "\n\n";
    text.append("**").append(report::format_bytes(report.filesystem.bytes)).append("** in the container, ");
    text.append(report::format_bytes(report.totals.file_bytes)).append(" shipped in ");
    text.append(counted(report.layers.size(), "layer", "layers")).append(", ");
    text.append(report::format_bytes(report.totals.blob_bytes)).append(" stored.");
    uint64_t savings = 0;
    for (const auto& finding : report.findings) savings += finding.bytes;
    if (savings > 0)
        text.append(" Some **").append(report::format_bytes(savings)).append("** need not be shipped.");
    text.append("\n");
    if (!report.complete())
        text.append("\nThe archive could be read in part only: figures are of what could be read.\n");
    return text.append("\n");
}

std::string totals(const Table& image) {
    Table shown = image;
    shown.rows.clear();
    constexpr std::string_view keys[] = {"image.digest",      "image.config_digest", "image.platform",
                                         "image.created",     "filesystem.bytes",    "filesystem.files",
                                         "totals.file_bytes", "totals.blob_bytes",   "waste.hidden_bytes",
                                         "waste.efficiency"};
    for (const auto& row : image.rows)
        if (std::find(std::begin(keys), std::end(keys), exact(row[0])) != std::end(keys) &&
            !std::holds_alternative<std::monostate>(row[2]))
            shown.rows.push_back(row);
    return grid(shown, columns_named(shown, {"figure", "value"}), 80) + "\n";
}

std::string findings_list(const Table& findings, size_t rows, size_t most) {
    if (findings.rows.empty()) return "No findings.\n\n";
    const Table shown = first_rows(gravest_first(findings), rows);
    const auto at = columns_named(findings, {"severity", "title", "bytes", "layer", "advice"});
    std::string text = std::string("**Findings** (") +
                       of_all(shown.rows.size(), findings.rows.size(), "finding", "findings", "gravest") +
                       ")\n\n";
    for (const auto& row : shown.rows) {
        const auto said = [&](size_t which) { return readable(findings.columns[at[which]], row[at[which]]); };
        text.append("- ")
            .append(prose(said(0), Place::line))
            .append(": ")
            .append(prose(cut(said(1), most), Place::line));
        if (const Bytes* bytes = std::get_if<Bytes>(&row[at[2]]); bytes && bytes->bytes > 0)
            text.append(", ").append(said(2));
        if (std::holds_alternative<LayerNumber>(row[at[3]]))
            text.append(" (layer ").append(said(3)).append(")");
        text.append(". ").append(prose(cut(said(4), 2 * most), Place::line)).append("\n");
    }
    return text.append("\n");
}

/// The report with so many rows of each table, and texts so long.
std::string summary(const report::Report& report, const Tables& tables, size_t rows, size_t most) {
    std::string text = headline(report) + totals(*find(tables, "image"));
    if (const Table& problems = *find(tables, "problems"); !problems.rows.empty())
        text += folded(counted(problems.rows.size(), "problem", "problems") + " of the archive",
                       grid(first_rows(problems, 5), columns_of(problems, in_summary), most));
    text += findings_list(*find(tables, "findings"), rows, 2 * most);

    const Table& layers = *find(tables, "layers");
    const Table heavy = heaviest_layers(report, layers, rows);
    text += std::string("**Layers** (") +
            of_all(heavy.rows.size(), layers.rows.size(), "layer", "layers", "heaviest") + ")\n\n" +
            grid(heavy,
                 columns_named(
                     heavy, {"index", "blob_bytes", "file_bytes", "hidden_bytes", "instruction", "command"}),
                 most) +
            "\n";

    const auto add = [&](const char* name, const char* one, const char* many, const char* which,
                         std::initializer_list<std::string_view> keys) {
        const Table& table = *find(tables, name);
        if (table.rows.empty()) return;
        const Table shown = first_rows(table, rows);
        text += folded("<b>" + table.title + "</b> (" +
                           of_all(shown.rows.size(), table.rows.size(), one, many, which) + ")",
                       grid(shown, columns_named(shown, keys), most));
    };
    add("packages", "group of files", "groups of files", "heaviest",
        {"ecosystem", "name", "version", "bytes", "share"});
    add("file_types", "type", "types", "heaviest", {"type", "bytes", "share", "files"});
    add("waste", "path", "paths", "heaviest", {"path", "bytes", "layers"});
    add("taxonomy", "answer", "answers", "first", {"answer", "label", "subcategory", "score"});
    add("study", "measure", "measures", "first", {"measure", "value", "percentile"});
    return text + "<sub>Plimsoll " + report::version() + "</sub>\n";
}

}  // namespace

std::string markdown_of(const Table& table) {
    std::string text = std::string("### ") + table.title + "\n\n";
    if (!table.note.empty()) text.append(prose(table.note, Place::line)).append("\n\n");
    return text.append(grid(table, columns_of(table, in_summary), unlimited));
}

std::string markdown_summary(const report::Report& report) {
    const Tables tables = tables_of(report);
    std::string text;
    // The last of these is some 3,000 letters long at most, whatever the names are.
    for (const auto& [rows, most] :
         {std::pair<size_t, size_t>{10, 80}, {10, 60}, {8, 60}, {6, 50}, {5, 40}, {3, 30}, {1, 20}}) {
        text = summary(report, tables, rows, most);
        if (text.size() <= summary_letters) break;
    }
    return text;
}

}  // namespace plimsoll::exports
