#include "core/study/export.h"

#include <algorithm>
#include <cstdio>

#include "core/latex_text.h"
#include "core/study/results.h"

namespace plimsoll::study {
namespace {

using OrderedJson = nlohmann::ordered_json;

OrderedJson json_of_value(const Value& value) {
    if (const double* number = std::get_if<double>(&value)) return *number;
    if (const std::string* text = std::get_if<std::string>(&value)) return *text;
    return nullptr;
}

std::string_view mode_name(Mode mode) { return mode == Mode::as_published ? "as-published" : "corrected"; }

/// Columns of letters: a byte that continues a letter of UTF-8 is none.
size_t width_of(std::string_view text) {
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char letter) {
        return (static_cast<unsigned char>(letter) & 0xc0) != 0x80;
    }));
}

void pad(std::string& line, std::string_view text, size_t width, bool right) {
    const size_t blanks = width - std::min(width, width_of(text));
    if (right) line.append(blanks, ' ');
    line.append(text);
    if (!right) line.append(blanks, ' ');
}

/// Whether anything of a figure is computed of the data set. That may be so where it lacks what the authors' way takes: of one's
/// own Dockerfiles.
bool is_computed(const Figure& figure) {
    return std::any_of(figure.rows.begin(), figure.rows.end(), [](const Row& row) {
        return std::any_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) {
            return cell.recomputed.index() != 0 || cell.corrected.index() != 0;
        });
    });
}

/// Cells of a figure as texts, with the heading as the first row.
std::vector<std::vector<std::string>> grid_of(const Figure& figure, Mode mode) {
    std::vector<std::vector<std::string>> grid(1);
    for (const std::string& name : figure.name_headings) grid[0].push_back(name);
    for (const Column& column : figure.columns) grid[0].push_back(heading_of(column));
    // Of what is not computed at all, the published values are shown.
    const bool computed = is_computed(figure);
    for (const Row& row : figure.rows) {
        std::vector<std::string> cells;
        for (const std::string& name : row.names) cells.push_back(harmless(name));
        for (size_t at = 0; at < row.cells.size(); ++at) {
            const Value& value = computed ? in_mode(row.cells[at], mode) : row.cells[at].published;
            cells.push_back(harmless(plain(value, figure.columns[at].decimals)));
        }
        grid.push_back(std::move(cells));
    }
    return grid;
}

/// Which columns hold numbers only.
std::vector<bool> right_columns(const Figure& figure) {
    std::vector<bool> right(figure.name_headings.size(), false);
    for (size_t at = 0; at < figure.columns.size(); ++at)
        right.push_back(std::none_of(figure.rows.begin(), figure.rows.end(), [&](const Row& row) {
            return std::holds_alternative<std::string>(row.cells[at].published) ||
                   std::holds_alternative<std::string>(row.cells[at].recomputed);
        }));
    return right;
}

/// A cell that differs from what is published, or of which something is to be known.
struct Note {
    std::string where, published, recomputed, corrected, sentence;
};

std::vector<Note> notes_of(const Figure& figure, bool differing_only) {
    std::vector<Note> notes;
    for (const Row& row : figure.rows)
        for (size_t at = 0; at < row.cells.size(); ++at) {
            const Cell& cell = row.cells[at];
            if (differing_only ? !cell.differs : cell.difference.empty() && !cell.differs) continue;
            std::string where;
            for (const std::string& name : row.names)
                if (!name.empty()) where.append(where.empty() ? "" : ", ").append(name);
            where.append(": ").append(figure.columns[at].heading);
            const auto text = [&](const Value& value) { return plain(value, figure.columns[at].decimals); };
            notes.push_back({std::move(where), text(cell.published), text(cell.recomputed),
                             text(cell.corrected), cell.difference});
        }
    return notes;
}

/// A cell of comma-separated values. A text that a spreadsheet would take for a formula gets an apostrophe.
std::string csv_cell(std::string text, bool number) {
    if (!number && !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
        text.insert(text.begin(), '\'');
    if (text.find_first_of(",\"\r\n") == text.npos) return text;
    std::string quoted = "\"";
    for (const char letter : text) quoted.append(letter == '"' ? "\"\"" : std::string(1, letter));
    return quoted.append("\"");
}

std::string csv_value(const Value& value, int decimals) {
    return csv_cell(plain(value, decimals), std::holds_alternative<double>(value));
}

std::string markdown_cell(std::string_view text) {
    std::string cell;
    for (const char letter : text) {
        if (std::string_view("\\|*_`<>[]").find(letter) != std::string_view::npos) cell.push_back('\\');
        cell.push_back(letter == '\n' || letter == '\r' ? ' ' : letter);
    }
    return cell;
}

std::string latex_cell(std::string_view text) { return latex_text(text, LatexFor::plain); }

void append_list(std::string& text, const std::string& title, const std::vector<std::string>& sentences,
                 std::string_view bullet) {
    if (sentences.empty()) return;
    text.append("\n").append(title).append("\n");
    for (const std::string& sentence : sentences) text.append(bullet).append(harmless(sentence)).append("\n");
}

}  // namespace

std::string harmless(std::string_view text) {
    std::string result;
    for (const char letter : text)
        result.push_back(static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f ? ' ' : letter);
    return result;
}

std::string plain(const Value& value, int decimals) {
    if (const std::string* text = std::get_if<std::string>(&value)) return *text;
    const double* number = std::get_if<double>(&value);
    if (!number) return {};
    char buffer[400];
    std::snprintf(buffer, sizeof buffer, "%.*f", decimals, *number);
    std::string text = buffer;
    if (text.find('.') != text.npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.')) text.pop_back();
    }
    return text;
}

const Value& in_mode(const Cell& cell, Mode mode) {
    const bool corrected = mode == Mode::corrected && cell.corrected.index() != 0;
    return corrected ? cell.corrected : cell.recomputed;
}

std::string heading_of(const Column& column) {
    if (column.unit.empty()) return column.heading;
    return column.heading + " (" + column.unit + ")";
}

std::string csv_of(const Figure& figure) {
    std::string text;
    for (const std::string& name : figure.name_headings) text.append(csv_cell(name, false)).append(",");
    text.append("Measure,Unit,Published,Recomputed,Corrected,Differs,Difference\r\n");
    for (const Row& row : figure.rows)
        for (size_t at = 0; at < row.cells.size(); ++at) {
            const Cell& cell = row.cells[at];
            const Column& column = figure.columns[at];
            for (const std::string& name : row.names) text.append(csv_cell(name, false)).append(",");
            text.append(csv_cell(column.heading, false))
                .append(",")
                .append(csv_cell(column.unit, false))
                .append(",");
            for (const Value* value : {&cell.published, &cell.recomputed, &cell.corrected})
                text.append(csv_value(*value, column.decimals)).append(",");
            text.append(cell.differs ? "yes," : "no,")
                .append(csv_cell(cell.difference, false))
                .append("\r\n");
        }
    return text;
}

std::string markdown_of(const Figure& figure, Mode mode) {
    std::string text = "## ";
    text.append(markdown_cell(figure.title)).append("\n\n");
    if (!is_computed(figure) && figure.item != Item::fig2)
        text.append("The data set does not have what it is made of: values are the published ones only.\n\n");
    const auto grid = grid_of(figure, mode);
    const auto right = right_columns(figure);
    for (size_t at = 0; at < grid.size(); ++at) {
        for (const std::string& cell : grid[at]) text.append("| ").append(markdown_cell(cell)).append(" ");
        text.append("|\n");
        if (at > 0) continue;
        for (const bool number : right) text.append(number ? "| ---: " : "| --- ");
        text.append("|\n");
    }
    text.append("\nMode: ")
        .append(mode_name(mode))
        .append(". ")
        .append(markdown_cell(figure.formula))
        .append("\n");
    const auto notes = notes_of(figure, false);
    if (!notes.empty()) {
        text.append(
            "\n| Cell | Published | Recomputed | Corrected | Why |\n| --- | ---: | ---: | ---: | --- |\n");
        for (const Note& note : notes)
            for (const std::string* part :
                 {&note.where, &note.published, &note.recomputed, &note.corrected, &note.sentence})
                text.append("| ").append(markdown_cell(*part)).append(part == &note.sentence ? " |\n" : " ");
    }
    std::vector<std::string> lists[3] = {figure.findings, figure.checks, figure.not_recomputable};
    for (auto& list : lists)
        for (std::string& sentence : list) sentence = markdown_cell(sentence);
    append_list(text, "Found:\n", lists[0], "- ");
    append_list(text, "Checked:\n", lists[1], "- ");
    append_list(text, "Not to be computed:\n", lists[2], "- ");
    return text;
}

namespace {

/// A table's columns as LaTeX sets them.
struct LatexColumns {
    std::vector<size_t> widths;                   ///< letters of the widest cell, or word of the heading
    std::vector<std::vector<std::string>> heads;  ///< lines of each heading
    std::string format, size;
};

/// Headings are broken between words where their column's cells are narrower: numbers have few digits.
LatexColumns latex_columns(const std::vector<std::vector<std::string>>& grid,
                           const std::vector<bool>& right) {
    LatexColumns columns;
    size_t all = 0;
    for (size_t at = 0; at < right.size(); ++at) {
        size_t width = 1;
        for (size_t row = 1; row < grid.size(); ++row) width = std::max(width, width_of(grid[row][at]));
        // Its words; those of a unit, in brackets, stay together.
        std::vector<std::string_view> words;
        for (std::string_view rest = grid[0][at]; !rest.empty();) {
            const std::string_view word = rest.starts_with('(') ? rest : rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(word.size() + 1, rest.size()));
            words.push_back(word);
            width = std::max(width, width_of(word));
        }
        std::vector<std::string> lines(1);
        for (const std::string_view word : words) {
            if (!lines.back().empty() && width_of(lines.back()) + 1 + width_of(word) > width)
                lines.emplace_back();
            lines.back().append(lines.back().empty() ? "" : " ").append(word);
        }
        columns.widths.push_back(width);
        columns.heads.push_back(std::move(lines));
        all += width + 1;
    }
    // What an article's line of 345 points has room for, of the digits of \scriptsize and of \footnotesize.
    constexpr size_t most = 84, most_larger = 60, wide_text = 24;
    columns.size = all > most_larger ? "\\scriptsize" : "\\footnotesize";
    size_t fixed = 0, broken = 0;
    for (size_t at = 0; at < right.size(); ++at)
        (!right[at] && columns.widths[at] > wide_text ? broken : fixed) += columns.widths[at] + 1;
    if (broken == 0 && all > most) columns.size = "\\tiny";
    for (size_t at = 0; at < right.size(); ++at) {
        if (all <= most || right[at] || columns.widths[at] <= wide_text) {
            columns.format.append(right[at] ? "r" : "l");
            continue;
        }
        // Hundredths of the line that the others leave.
        const size_t room = fixed < most * 3 / 4 ? most - fixed : most / 4;
        const size_t share = std::max<size_t>(1, 100 * room * (columns.widths[at]) / broken / most);
        columns.format.append("p{0.").append(share < 10 ? "0" : "").append(std::to_string(share));
        columns.format.append("\\linewidth}");
    }
    return columns;
}

std::string latex_head(const LatexColumns& columns) {
    size_t lines = 0;
    for (const auto& head : columns.heads) lines = std::max(lines, head.size());
    std::string text = "\\toprule\n";
    for (size_t line = 0; line < lines; ++line) {
        for (size_t column = 0; column < columns.heads.size(); ++column) {
            const auto& head = columns.heads[column];
            // Short headings stand at the foot.
            const size_t above = lines - head.size();
            text.append(column ? " & " : "").append(line < above ? "" : latex_cell(head[line - above]));
        }
        text.append(" \\\\\n");
    }
    return text.append("\\midrule\n");
}

}  // namespace

std::string latex_of(const Figure& figure, Mode mode) {
    const auto grid = grid_of(figure, mode);
    const LatexColumns columns = latex_columns(grid, right_columns(figure));
    const std::string head = latex_head(columns);
    std::string text = "% Needs \\usepackage{booktabs,longtable}\n\\begingroup";
    text.append(columns.size).append("\\setlength{\\tabcolsep}{2pt}\\setlength{\\LTcapwidth}{\\linewidth}\n");
    text.append("\\begin{longtable}{@{}").append(columns.format).append("@{}}\n\\caption{");
    text.append(latex_cell(figure.title)).append(" (").append(mode_name(mode)).append(")}\\\\\n");
    text.append(head).append("\\endfirsthead\n").append(head).append("\\endhead\n\\bottomrule\n\\endfoot\n");
    for (size_t at = 1; at < grid.size(); ++at) {
        for (size_t column = 0; column < grid[at].size(); ++column)
            text.append(column ? " & " : "").append(latex_cell(grid[at][column]));
        text.append(" \\\\\n");
    }
    return text.append("\\end{longtable}\n\\endgroup\n");
}

std::string text_of(const Figure& figure, Mode mode) {
    std::string text = figure.title + " (" + std::string(mode_name(mode)) + ")\n\n";
    if (!is_computed(figure) && figure.item != Item::fig2)
        text.append("The data set does not have what it is made of: values are the published ones only.\n\n");
    const auto grid = grid_of(figure, mode);
    const auto right = right_columns(figure);
    std::vector<size_t> widths(right.size());
    for (const auto& row : grid)
        for (size_t at = 0; at < row.size(); ++at) widths[at] = std::max(widths[at], width_of(row[at]));
    for (const auto& row : grid) {
        std::string line;
        for (size_t at = 0; at < row.size(); ++at) {
            if (at > 0) line.append("  ");
            pad(line, row[at], widths[at], right[at]);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text.append(line).append("\n");
    }
    const auto notes = notes_of(figure, true);
    if (figure.compared() > 0)
        text.append("\n")
            .append(std::to_string(figure.equal()))
            .append(" of ")
            .append(std::to_string(figure.compared()))
            .append(" published values come out the same.\n");
    constexpr size_t most_notes = 20;
    for (size_t at = 0; at < notes.size() && at < most_notes; ++at)
        text.append("- ")
            .append(harmless(notes[at].where))
            .append(": published ")
            .append(harmless(notes[at].published))
            .append(", recomputed ")
            .append(harmless(notes[at].recomputed))
            .append(". ")
            .append(harmless(notes[at].sentence))
            .append("\n");
    if (notes.size() > most_notes)
        text.append("- and ")
            .append(std::to_string(notes.size() - most_notes))
            .append(" more (--format csv has all)\n");
    append_list(text, "Found", figure.findings, "- ");
    append_list(text, "Checked", figure.checks, "- ");
    append_list(text, "Not to be computed", figure.not_recomputable, "- ");
    return text;
}

OrderedJson json_of(const Figure& figure, Mode mode) {
    OrderedJson json = mode == Mode::as_published ? figure.as_published : figure.corrected;
    json["name"] = std::string(item_name(figure.item));
    json["title"] = figure.title;
    json["mode"] = std::string(mode_name(mode));
    json["formula"] = figure.formula;
    json["available"] = figure.available;
    json["compared"] = figure.compared();
    json["equal"] = figure.equal();
    json["name_headings"] = figure.name_headings;
    json["measures"] = OrderedJson::array();
    for (const Column& column : figure.columns)
        json["measures"].push_back({{"measure", column.key},
                                    {"heading", column.heading},
                                    {"unit", column.unit},
                                    {"decimals", column.decimals}});
    OrderedJson cells = OrderedJson::array();
    for (const Row& row : figure.rows)
        for (size_t at = 0; at < row.cells.size(); ++at) {
            const Cell& cell = row.cells[at];
            OrderedJson entry;
            entry["names"] = row.names;
            entry["measure"] = figure.columns[at].key;
            entry["unit"] = figure.columns[at].unit;
            entry["published"] = json_of_value(cell.published);
            entry["recomputed"] = json_of_value(cell.recomputed);
            entry["corrected"] = json_of_value(cell.corrected);
            entry["differs"] = cell.differs;
            if (!cell.difference.empty()) entry["difference"] = cell.difference;
            cells.push_back(std::move(entry));
        }
    json["cells"] = std::move(cells);
    json["findings"] = figure.findings;
    json["checks"] = figure.checks;
    json["not_recomputable"] = figure.not_recomputable;
    return json;
}

namespace {

/// Names of files may hold bytes that are no UTF-8.
std::string dumped(const OrderedJson& json) {
    return json.dump(1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace

std::string export_figure(const Figure& figure, Mode mode, Format format) {
    switch (format) {
        case Format::text:
            return text_of(figure, mode);
        case Format::json:
            return dumped(json_of(figure, mode));
        case Format::csv:
            return csv_of(figure);
        case Format::markdown:
            return markdown_of(figure, mode);
        case Format::latex:
            return latex_of(figure, mode);
    }
    return {};
}

namespace {

std::string summary_text(const Results& results, Mode mode, bool markdown) {
    const std::vector<Figure>& figures = results.figures;
    std::string text = markdown ? "# The study, recomputed\n" : "The study, recomputed\n";
    const std::string bullet = "- ";
    std::vector<std::string> read;
    size_t tables = 0;
    for (const UsedFile& file : results.used) {
        if (file.path.empty()) read.push_back(std::to_string(file.rows) + " " + file.what);
        ++tables;
    }
    read.push_back(std::to_string(tables) + " sources used, " + std::to_string(results.table_projects) +
                   " projects");
    for (const LeftOut& left : results.left_out) {
        std::string line = std::to_string(left.files) +
                           (left.recognised ? " left out: " : " not recognised: ") + left.reason + " (";
        for (size_t at = 0; at < left.examples.size() && at < 2; ++at)
            line.append(at ? ", " : "").append(left.examples[at]);
        read.push_back(line.append(left.files > 2 ? ", ...)" : ")"));
    }
    append_list(text, "Read", read, bullet);
    std::vector<std::string> same;
    for (const Figure& figure : figures)
        same.push_back(std::string(item_name(figure.item)) + ": " +
                       (figure.available
                            ? std::to_string(figure.equal()) + " of " + std::to_string(figure.compared()) +
                                  " published values come out the same"
                            : "the data set does not have what it is made of"));
    append_list(text, "Compared", same, bullet);
    std::vector<std::string> found;
    for (const Figure& figure : figures)
        for (const std::string& sentence : figure.findings)
            found.push_back(std::string(item_name(figure.item)) + ": " + sentence);
    append_list(text, "Found in what is published", found, bullet);
    for (const Figure& figure : figures)
        text.append("\n").append(markdown ? markdown_of(figure, mode) : text_of(figure, mode));
    return text;
}

/// A project's row: what its tables say, and what its Dockerfiles are.
OrderedJson json_of(const ProjectRow& project) {
    const auto number = [](const std::optional<double>& value) {
        return value ? OrderedJson(*value) : OrderedJson(nullptr);
    };
    OrderedJson json;
    json["repo"] = project.repo;
    json["category"] = std::string(category_name(project.category));
    json["size"] = number(project.size);
    json["commits"] = number(project.commits);
    json["contributors"] = number(project.contributors);
    json["forks"] = number(project.forks);
    json["stars"] = number(project.stars);
    json["releases"] = number(project.releases);
    json["purposes"] = project.purposes;
    json["dockerfiles"] = project.dockerfiles.size();
    json["base_images"] = project.base_images;
    json["images"] = project.images;
    return json;
}

}  // namespace

std::string export_json(const Results& results, Mode mode) {
    OrderedJson json;
    json["schema"] = "plimsoll.study/1";
    json["mode"] = std::string(mode_name(mode));
    json["projects"] = results.table_projects;
    json["files"] = OrderedJson::array();
    for (const UsedFile& file : results.used)
        json["files"].push_back({{"path", file.path}, {"what", file.what}, {"rows", file.rows}});
    json["left_out"] = OrderedJson::array();
    for (const LeftOut& left : results.left_out)
        json["left_out"].push_back({{"reason", left.reason},
                                    {"files", left.files},
                                    {"recognised", left.recognised},
                                    {"examples", left.examples}});
    json["problems"] = OrderedJson::array();
    for (const Problem& problem : results.problems)
        json["problems"].push_back(
            {{"severity", problem.severity == Problem::Severity::error ? "error" : "warning"},
             {"where", problem.where},
             {"message", problem.message}});
    json["errors_found"] = OrderedJson::array();
    for (const Figure& figure : results.figures)
        for (const std::string& sentence : figure.findings)
            json["errors_found"].push_back(
                {{"item", std::string(item_name(figure.item))}, {"finding", sentence}});
    for (const Figure& figure : results.figures)
        json[std::string(item_name(figure.item))] = json_of(figure, mode);
    json["project_categories"] = OrderedJson::array();
    for (const LabelledRow& row : results.labelled)
        json["project_categories"].push_back({{"repo", row.repo},
                                              {"category", std::string(category_name(row.category))},
                                              {"raw_manual_topic", row.written_category},
                                              {"in_final_dataset", row.tabled}});
    json["project_rows"] = OrderedJson::array();
    for (const ProjectRow& project : results.projects) json["project_rows"].push_back(json_of(project));
    return dumped(json);
}

std::string export_summary(const Results& results, Mode mode, Format format) {
    if (format == Format::text || format == Format::markdown)
        return summary_text(results, mode, format == Format::markdown);
    if (format == Format::json) return export_json(results, mode);
    std::string text;
    for (const Figure& figure : results.figures)
        text.append(text.empty() ? "" : "\n").append(export_figure(figure, mode, format));
    return text;
}

}  // namespace plimsoll::study
