// The report for other programs and for paper: tables as CSV, Markdown, LaTeX, a document in HTML.
//
//     const exports::Tables tables = exports::tables_of(report);
//     std::string csv = exports::csv_of(*exports::find(tables, "layers"));
//     std::string page = exports::html_of(report, {"2024-01-01"});
//
// What a report says in words may be anybody's: an image's names, paths and commands, and in a saved report all else too.
// No format takes any of it for markup, a formula, a command, a link or a mention.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/charts/report_charts.h"
#include "core/report/report.h"

namespace plimsoll::exports {

// -------------------------------------------------------------------------------------------------------------- tables

struct Bytes {
    uint64_t bytes = 0;
};
struct Count {
    uint64_t count = 0;
};
/// A layer, from 0. For people layers are numbered from 1, as the page and the command do.
struct LayerNumber {
    uint32_t layer = 0;
};
/// From 0 to 1; for people a percentage.
struct Share {
    double share = 0;
};
struct Number {
    double value = 0;
    int decimals = 0;  ///< at most so many for people
};
/// Sentences and names of ours.
struct Words {
    std::string words;
};
/// Somebody else's: names, paths, commands, digests.
struct Text {
    std::string text;
};
struct Texts {
    std::vector<std::string> texts;
};
struct LayerNumbers {
    std::vector<uint32_t> layers;
};
/// std::monostate: unknown, or there is none. Empty in CSV, a dash elsewhere, never a zero.
using Value = std::variant<std::monostate, Bytes, Count, LayerNumber, Share, Number, bool, Words, Text, Texts,
                           LayerNumbers>;

/// Where a column is shown.
enum Shown : uint8_t {
    in_data = 1,     ///< CSV: all that the report has
    in_full = 2,     ///< HTML
    in_summary = 4,  ///< Markdown and LaTeX: what there is room for
    everywhere = 7
};

struct Column {
    std::string key;      ///< of CSV: the member of the report's JSON, "file_bytes"
    std::string heading;  ///< for people
    std::string unit;     ///< of the value in CSV, "bytes"; empty: a count, or no number
    std::string definition;
    uint8_t shown = everywhere;
    bool number = false;        ///< its cells stand on the right
    bool zero_is_none = false;  ///< for people a 0 means that it is about something else
};

/// Rows have one value for each column.
struct Table {
    std::string name;   ///< "layers"
    std::string title;  ///< "Layers"
    std::string note;   ///< a sentence about all of it, with its population; may be empty
    std::vector<Column> columns;
    std::vector<std::vector<Value>> rows;
};
using Tables = std::vector<Table>;

/// All tables, in the order in which a reader wants them: image, findings, layers, packages, file_types, study_file_types,
/// largest_files, waste, base_images, taxonomy, study, problems. Keys are those of the report's JSON, and so are the numbers.
Tables tables_of(const report::Report& report);

/// The names of those tables.
std::vector<std::string_view> table_names();

/// The table of that name, or null.
const Table* find(const Tables& tables, std::string_view name);

/// Exactly, for a program: whole numbers without separators, true and false, lists one item a line; somebody else's text as
/// report::printable() has it.
std::string exact(const Value& value);

/// For people: "1.70 GB", "62,660", "97.5 %", "yes"; a dash (U+2013) for what is unknown. One line; not escaped for any format.
std::string readable(const Value& value);

/// Whether the words are somebody else's.
bool is_theirs(const Value& value);

/// What a column's cell says to people.
std::string readable(const Column& column, const Value& value);

// ------------------------------------------------------------------------------------------------------------- formats

/// RFC 4180: lines end in CRLF, the first has the keys, cells with a comma, a quote or a line's end are quoted. UTF-8. A text
/// that a spreadsheet would take for a formula (= + - @ at its start) gets an apostrophe before it; numbers stay numbers.
std::string csv_of(const Table& table);

/// All rows of one table, as GitHub's Markdown.
std::string markdown_of(const Table& table);

/// Letters that a summary has at most: a comment of GitHub has up to 65,536, and should not fill the screen.
inline constexpr size_t summary_letters = 8'000;

/// The report as a comment on a pull request: at most `summary_letters` bytes.
std::string markdown_summary(const report::Report& report);

/// All rows of one table; of more than a page a longtable. What it needs of a document stands in its first line.
std::string latex_of(const report::Report& report, const Table& table);

/// The image, its layers, findings and packages, the heaviest of each, as floating tables.
std::string latex_summary(const report::Report& report);

struct HtmlOptions {
    std::string date;  ///< of the document, as it is to be shown; empty: left out
};

/// Rows of one table that a document has at most: CSV has all.
inline constexpr size_t html_rows = 1'000;

/// One document that needs nothing else: no script, nothing to load, its style allowed by its hash alone. Charts are drawings
/// in it. Light or dark as the reader's system is, and light on paper.
std::string html_of(const report::Report& report, const HtmlOptions& options);

// --------------------------------------------------------------------------------------------------------------- names

/// The image's name for a heading: its first reference, else the archive's name. Not escaped.
std::string title_of(const report::Report& report);

/// "plimsoll-app-1.2-layers.csv": of letters, digits, dots, dashes and underscores only. `what`: a table or chart; may be
/// empty. `extension`: without the dot.
std::string file_name(const report::Report& report, std::string_view what, std::string_view extension);

}  // namespace plimsoll::exports
