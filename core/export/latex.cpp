// LaTeX with booktabs.
#include <algorithm>

#include "core/export/words.h"
#include "core/latex_text.h"

namespace plimsoll::exports {
namespace {

/// Rows of one table that stand on a page; more of them are a longtable.
constexpr size_t page_rows = 40;

std::string theirs(const std::string& printable) {
    return std::string("\\texttt{") + latex_text(printable, LatexFor::t1, true) + "}";
}

/// A sentence, whose code stands between backquotes.
std::string prose(const std::string& printable) {
    std::string result;
    for (const Piece& piece : pieces_of(printable))
        result += piece.code ? theirs(piece.text) : latex_text(piece.text, LatexFor::t1);
    return result;
}

std::string latex_cell(const Column& column, const Value& value, size_t most) {
    const std::string text = readable(column, value);
    if (!is_theirs(value)) return prose(cut(text, most));
    return theirs(column.key == "path" ? cut_front(text, most) : cut(text, most));
}

/// How many letters wide that is.
size_t heading_width(const Column& column) {
    if (!column.number || column.heading.size() < 10) return column.heading.size();
    size_t longest = 0, run = 0;
    for (const char letter : column.heading) {
        run = letter == ' ' ? 0 : run + 1;
        longest = std::max(longest, run);
    }
    return longest;
}

/// Columns of numbers are as wide as they are; those of text share what is left by what they hold.
std::string column_types(const Table& table, const std::vector<size_t>& columns, std::vector<bool>& wraps) {
    std::vector<size_t> widths;
    size_t wide = 0, numbers = 0;
    for (const size_t at : columns) {
        size_t longest = heading_width(table.columns[at]);
        for (const auto& row : table.rows)
            longest = std::max(longest, std::min<size_t>(readable(table.columns[at], row[at]).size(), 120));
        const bool wrapping = !table.columns[at].number && longest > 14;
        wraps.push_back(wrapping);
        widths.push_back(std::max<size_t>(longest, 15));
        (wrapping ? wide : numbers) += wrapping ? widths.back() : longest + 1;
    }
    // A line of \small type in a page's usual width has some 70 letters of a typewriter, and a gap is a fortieth of it.
    const double left =
        std::max(0.2, 0.96 - static_cast<double>(numbers) / 72 - 0.025 * static_cast<double>(columns.size()));
    std::string types;
    for (size_t at = 0; at < columns.size(); ++at) {
        if (!wraps[at]) {
            types += table.columns[columns[at]].number ? "r" : "l";
            continue;
        }
        const auto hundredths =
            static_cast<int>(100 * left * static_cast<double>(widths[at]) / static_cast<double>(wide));
        types += std::string("p{0.") + std::string(hundredths < 10 ? "0" : "") +
                 std::to_string(std::max(hundredths, 5)) + "\\linewidth}";
    }
    return types;
}

/// A heading above numbers stands on several lines, so that the column is no wider than a word of it.
std::string heading_of(const Column& column) {
    if (!column.number || column.heading.size() < 10 || column.heading.find(' ') == std::string::npos)
        return latex_text(column.heading, LatexFor::t1);
    std::string text = "\\begin{tabular}[b]{@{}r@{}}";
    for (const char letter : column.heading)
        text += letter == ' ' ? std::string("\\\\") : latex_letter(letter, LatexFor::t1);
    return text + "\\end{tabular}";
}

std::string row_of(const std::vector<std::string>& cells, const std::vector<bool>& wraps) {
    std::string text;
    for (size_t at = 0; at < cells.size(); ++at)
        text.append(at ? " & " : "").append(wraps[at] ? "\\raggedright " : "").append(cells[at]);
    return text.append(" \\tabularnewline\n");
}

std::string caption_of(const report::Report& report, const std::string& title, const std::string& note) {
    std::string text =
        latex_text(title, LatexFor::t1) + " of " + theirs(cut(report::printable(title_of(report)), 120));
    const std::string& digest =
        report.image.digest.empty() ? report.image.config_digest : report.image.digest;
    if (!digest.empty()) text += std::string(" (") + theirs(cut(report::printable(digest), 80)) + ")";
    text += ".";
    if (!note.empty()) text += std::string(" ") + latex_text(note, LatexFor::t1);
    return text;
}

std::string tabular(const report::Report& report, const Table& table, const std::vector<size_t>& columns,
                    const std::string& title, const std::string& note, size_t most) {
    const bool is_long = table.rows.size() > page_rows;
    const std::string type = columns.size() > 8 ? "\\scriptsize\\setlength{\\tabcolsep}{3pt}\n"
                                                : "\\small\\setlength{\\tabcolsep}{4pt}\n";
    std::vector<bool> wraps;
    const std::string types = column_types(table, columns, wraps);
    std::vector<std::string> cells;
    for (const size_t at : columns) cells.push_back(heading_of(table.columns[at]));
    const std::string heading =
        "\\toprule\n" + row_of(cells, std::vector<bool>(columns.size(), false)) + "\\midrule\n";
    const std::string caption = std::string("\\caption{") + caption_of(report, title, note) + "}";
    std::string label;
    for (const char letter : table.name) label += letter == '_' ? '-' : letter;
    label = std::string("\\label{tab:plimsoll-") + label + "}";

    std::string text = is_long ? std::string("{") + type + "\\begin{longtable}{" + types + "}\n" + caption +
                                     label + "\\tabularnewline\n" + heading + "\\endhead\n"
                               : std::string("\\begin{table}\n\\centering") + type + caption + label +
                                     "\n\\begin{tabular}{" + types + "}\n" + heading;
    for (const auto& row : table.rows) {
        cells.clear();
        for (const size_t at : columns) cells.push_back(latex_cell(table.columns[at], row[at], most));
        text += row_of(cells, wraps);
    }
    text += "\\bottomrule\n";
    return text + (is_long ? "\\end{longtable}}\n" : "\\end{tabular}\n\\end{table}\n");
}

std::string head(bool is_long) {
    return std::string("% Needs \\usepackage[T1]{fontenc} and \\usepackage{") +
           (is_long ? "booktabs,longtable" : "booktabs") + "}. Made by Plimsoll " + report::version() + ".\n";
}

std::vector<size_t> columns_but(const Table& table, std::initializer_list<std::string_view> without) {
    std::vector<size_t> columns;
    for (const size_t at : columns_of(table, in_summary))
        if (std::find(without.begin(), without.end(), table.columns[at].key) == without.end())
            columns.push_back(at);
    return columns;
}

}  // namespace

std::string latex_of(const report::Report& report, const Table& table) {
    return head(table.rows.size() > page_rows) +
           tabular(report, table, columns_of(table, in_summary), table.title, table.note, 2'000);
}

std::string latex_summary(const report::Report& report) {
    const Tables tables = tables_of(report);
    std::string text = head(false);
    const auto add = [&](const Table& table, const Table& shown,
                         std::initializer_list<std::string_view> without) {
        if (table.rows.empty()) return;
        std::string note;
        if (shown.rows.size() < table.rows.size())
            note = std::string("The first ") + std::to_string(shown.rows.size()) + " of " +
                   report::format_count(table.rows.size()) + " rows, by weight.";
        text +=
            std::string("\n") + tabular(report, shown, columns_but(shown, without), table.title, note, 160);
    };
    constexpr size_t rows = 20;
    const Table &image = *find(tables, "image"), &layers = *find(tables, "layers"),
                &findings = *find(tables, "findings"), &packages = *find(tables, "packages");
    add(image, image, {});
    add(layers, heaviest_layers(report, layers, rows), {});
    add(findings, first_rows(gravest_first(findings), 10), {});
    add(packages, first_rows(packages, rows), {});
    return text;
}

}  // namespace plimsoll::exports
