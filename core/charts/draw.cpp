// Which kind of chart each table and figure is, with its words.
#include <algorithm>
#include <map>

#include "core/charts/parts.h"
#include "core/limits.h"
#include "core/sorting.h"

namespace plimsoll::charts {
namespace {

using study::Item;
using study::Mode;

/// What the scene says besides its shapes.
struct Words {
    std::string unit;   ///< behind the title
    std::string reads;  ///< how it is to be read
};

Words words_of(Item item, Mode mode) {
    switch (item) {
        case Item::funnel:
            return {"number of projects",
                    "Each bar is what a step left; in brackets, its part of the step before."};
        case Item::table1:
        case Item::table2:
            return {"each column in its own unit", "One chart for each column, one bar for each category."};
        case Item::fig2:
            return {"", "A tree of purposes and their parts; what each is stands below its name."};
        case Item::fig3a:
            return {"% of a project's instructions",
                    "Box: quartiles; whiskers: the outermost values within 1.5 interquartile ranges."};
        case Item::fig3b:
            return {"% of a project's commands",
                    "Box: quartiles; whiskers: the outermost values within 1.5 interquartile ranges."};
        case Item::fig4a:
        case Item::fig4b:
            return {"% of all projects", "The parts of a bar are categories; behind it stands their sum."};
        case Item::fig5a:
            return {"mean % in a category",
                    "The stronger the colour, the more; where there is none, the type is not "
                    "among the category's commonest."};
        case Item::fig5b:
            return mode == Mode::corrected ? Words{"mean size in MB (2^20 bytes)",
                                                   "All bars are in MB; sparse files are left out."}
                                           : Words{"mean size, its unit dropped",
                                                   "Bars are as long as the paper draws them, whatever their "
                                                   "unit; behind each stands "
                                                   "its value with the unit."};
    }
    return {};
}

/// A row's number of a column as a bar.
BarRow bar_of(const study::Figure& figure, const study::Row& row, size_t column, Mode mode, std::string name,
              Ink ink, const std::vector<size_t>& told) {
    const study::Cell& cell = row.cells[column];
    const double value = value_in(cell, mode).value_or(0);
    return {std::move(name),
            {{value, ink, hint_of(figure, row, told)}},
            number(value, figure.columns[column].decimals),
            published_beside(cell, figure.columns[column], mode)};
}

bool has_dots(const std::vector<BarChart>& charts) {
    return std::any_of(charts.begin(), charts.end(), [](const BarChart& chart) {
        return std::any_of(chart.rows.begin(), chart.rows.end(),
                           [](const BarRow& row) { return row.published.has_value(); });
    });
}

const LegendEntry published_dot{"published, where it is another number", Mark::dot, Ink::text};

std::vector<LegendEntry> category_legend(const std::vector<std::string_view>& categories) {
    std::vector<LegendEntry> legend;
    for (const std::string_view name : categories)
        legend.push_back({clean(name, name_bytes), Mark::bar, category_ink(name)});
    return legend;
}

/// What is left to say below a chart.
struct Rest {
    size_t more_names = 0;
    std::string of_what;  ///< "types"
    std::vector<std::string> not_computed;
    size_t not_computed_rows = 0;
    bool empty = true;
};

void funnel(Sheet& sheet, const study::Figure& figure, const Options& options, Rest& rest) {
    BarChart chart;
    double before = 0;
    for (const study::Row& row : figure.rows) {
        if (row.names.empty() || row.cells.empty()) continue;
        std::string name = clean(row.names[0], name_bytes);
        const auto value = value_in(row.cells[0], options.mode);
        if (!value) {
            const auto published = number_of(row.cells[0].published);
            if (published) name.append(" (published: ").append(number(*published, 0)).append(")");
            if (rest.not_computed.size() < 10) rest.not_computed.push_back(std::move(name));
            continue;
        }
        if (chart.rows.size() == limits::chart_rows) {
            ++rest.more_names;
            continue;
        }
        BarRow bar = bar_of(figure, row, 0, options.mode, std::move(name), Ink::data1, {0});
        if (before > 0 && *value <= before)
            bar.value.append(" (").append(number(100 * *value / before, 0)).append(" %)");
        before = *value;
        chart.rows.push_back(std::move(bar));
    }
    rest.of_what = "steps";
    rest.empty = chart.rows.empty();
    if (rest.empty) return;
    const std::vector<BarChart> charts{std::move(chart)};
    if (has_dots(charts)) sheet.legend({published_dot});
    draw_bars(sheet, charts, {});
}

void table(Sheet& sheet, const study::Figure& figure, const Options& options, Rest& rest) {
    std::vector<BarChart> charts;
    std::vector<std::string_view> categories;
    for (const study::Row& row : figure.rows) {
        if (row.names.empty() || row.cells.size() < figure.columns.size()) continue;
        if (!is_chosen(row.names[0], options)) continue;
        if (categories.size() == limits::chart_rows)
            ++rest.more_names;
        else
            categories.push_back(row.names[0]);
    }
    for (size_t column = 0; column < figure.columns.size() && charts.size() < limits::chart_rows; ++column) {
        const study::Column& heading = figure.columns[column];
        BarChart chart;
        chart.title = clean(heading.heading, name_bytes);
        if (!heading.unit.empty())
            chart.title.append(" (").append(clean(heading.unit, name_bytes)).append(")");
        bool numbers = false, texts = false;
        for (const study::Row& row : figure.rows) {
            if (chart.rows.size() == categories.size()) break;
            if (row.names.empty() || row.cells.size() < figure.columns.size()) continue;
            if (!is_chosen(row.names[0], options)) continue;
            const study::Cell& cell = row.cells[column];
            texts = texts || cell.recomputed.index() == 2 || cell.published.index() == 2;
            std::string name = clean(row.names[0], name_bytes);
            if (value_in(cell, options.mode)) {
                numbers = true;
                chart.rows.push_back(bar_of(figure, row, column, options.mode, std::move(name),
                                            category_ink(row.names[0]), {column}));
            } else {
                chart.rows.push_back({std::move(name), {}, "\xe2\x80\x93", std::nullopt});  // unknown: a dash
            }
        }
        if (numbers && !texts)
            charts.push_back(std::move(chart));
        else if (!texts)
            rest.not_computed.push_back(std::move(chart.title));
    }
    rest.of_what = "categories";
    rest.empty = charts.empty();
    if (rest.empty) return;
    std::vector<LegendEntry> legend;
    if (!sheet.narrow()) legend = category_legend(categories);
    if (has_dots(charts)) legend.push_back(published_dot);
    sheet.legend(legend);
    draw_bars(sheet, charts, {150, false, false});
}

void stacked(Sheet& sheet, const study::Figure& figure, const Options& options, Rest& rest) {
    const auto percent = column_named(figure, "percent");
    if (!percent) return;
    const Table table = table_of(figure, options, 1, 0, *percent, true);
    rest.more_names = table.more_names;
    rest.not_computed_rows = table.not_computed;
    rest.of_what = figure.item == Item::fig4a ? "base images" : "types";
    rest.empty = table.entries.empty();
    if (rest.empty) return;
    std::vector<size_t> told = {*percent};
    if (const auto count = column_named(figure, "repos")) told.insert(told.begin(), *count);
    if (const auto bar = column_named(figure, "bar")) told.push_back(*bar);
    // Parts lie in the same order in every bar, that of the study's tables.
    std::vector<std::string_view> categories = table.categories;
    sort_stably(categories.begin(), categories.end(),
                [](std::string_view a, std::string_view b) { return category_in(a) < category_in(b); });
    std::map<std::string_view, std::map<std::string_view, const Entry*>> entries;
    for (const Entry& entry : table.entries) entries[entry.name][entry.category] = &entry;
    BarChart chart;
    chart.unit = " %";
    for (const std::string_view name : table.names) {
        BarRow bar;
        bar.name = clean(name, name_bytes);
        double sum = 0, published = 0;
        bool other = false;
        for (const std::string_view category : categories) {
            const auto found = entries[name].find(category);
            if (found == entries[name].end()) continue;
            const study::Row& row = *found->second->row;
            bar.segments.push_back(
                {found->second->value, category_ink(category), hint_of(figure, row, told)});
            sum += found->second->value;
            const study::Cell& cell = row.cells[*percent];
            published += number_of(cell.published).value_or(0);
            other = other || published_beside(cell, figure.columns[*percent], options.mode);
        }
        bar.value = number(sum, 1, true).append(" %");
        if (other) bar.published = published;
        chart.rows.push_back(std::move(bar));
    }
    const std::vector<BarChart> charts{std::move(chart)};
    auto legend = category_legend(categories);
    if (has_dots(charts)) legend.push_back({"published sum, where it is another", Mark::dot, Ink::text});
    sheet.legend(legend);
    draw_bars(sheet, charts, {});
}

void sizes(Sheet& sheet, const study::Figure& figure, const Options& options, Rest& rest) {
    const auto size = column_named(figure, "size"), unit = column_named(figure, "true_unit");
    if (!size || !unit) return;
    const Table table = table_of(figure, options, 0, 1, *size, false, true);
    rest.more_names = table.more_names;
    rest.not_computed_rows = table.not_computed;
    rest.of_what = "types";
    rest.empty = table.entries.empty();
    if (rest.empty) return;
    std::vector<size_t> told = {*size, *unit};
    if (const auto share = column_named(figure, "mean_perc_size")) told.push_back(*share);
    std::vector<BarChart> charts;
    // Each category has types of its own: the limit is on each, not on all of them together.
    for (const std::string_view category : table.categories) {
        BarChart chart;
        chart.title = clean(category, name_bytes);
        std::vector<const Entry*> entries;
        for (const Entry& entry : table.entries)
            if (entry.category == category) entries.push_back(&entry);
        if (options.order == Order::by_value)
            sort_stably(entries.begin(), entries.end(),
                        [](const Entry* a, const Entry* b) { return a->value > b->value; });
        if (entries.size() > limits::chart_rows) {
            rest.more_names += entries.size() - limits::chart_rows;
            entries.resize(limits::chart_rows);
        }
        for (const Entry* entry : entries) {
            BarRow bar = bar_of(figure, *entry->row, *size, options.mode, clean(entry->name, name_bytes),
                                category_ink(category), told);
            // What is published has lost its unit: it is no length on an axis in MB.
            if (options.mode == Mode::corrected) bar.published.reset();
            const study::Cell& cell = entry->row->cells[*unit];
            const auto& in_mode = options.mode == Mode::corrected ? cell.corrected : cell.recomputed;
            if (const auto* text = std::get_if<std::string>(&in_mode))
                bar.value.append(" ").append(clean(*text, 16));
            chart.rows.push_back(std::move(bar));
        }
        charts.push_back(std::move(chart));
    }
    std::vector<LegendEntry> legend = category_legend(table.categories);
    if (has_dots(charts))
        legend.push_back({"published, its unit dropped, where it is another number", Mark::dot, Ink::text});
    sheet.legend(legend);
    draw_bars(sheet, charts, {300, true, true});
}

void boxes(Sheet& sheet, const study::Figure& figure, const Options& options, Rest& rest) {
    const auto median = column_named(figure, "median");
    if (!median) return;
    const Table table = table_of(figure, options, 0, 1, *median, false);
    rest.more_names = table.more_names;
    rest.not_computed_rows = table.not_computed;
    rest.of_what = figure.item == Item::fig3a ? "instructions" : "kinds";
    rest.empty = table.entries.empty();
    if (!rest.empty) draw_boxes(sheet, figure, options, table);
}

void heat_map(Sheet& sheet, const study::Figure& figure, const Options& options, Rest& rest) {
    const auto files = column_named(figure, "mean_perc_number"),
               bytes = column_named(figure, "mean_perc_storage");
    if (!files || !bytes) return;
    const Table table = table_of(figure, options, 0, 1, *files, false);
    rest.more_names = table.more_names;
    rest.not_computed_rows = table.not_computed;
    rest.of_what = "types";
    rest.empty = table.entries.empty();
    if (!rest.empty) draw_heat_map(sheet, figure, options, table, {*files, *bytes});
}

/// The first of what is drawn, in words.
std::string told(const std::vector<Hint>& hints) {
    constexpr size_t most_bytes = 2000;
    std::string text;
    size_t at = 0;
    for (; at < hints.size() && text.size() < most_bytes; ++at) {
        const std::string& hint = hints[at].text;
        const size_t name = std::min(hint.find('\n'), hint.size());
        text.append(" ").append(hint, 0, name);
        if (name < hint.size())
            text.append(": ").append(hint, name + 1, hint.find('\n', name + 1) - name - 1);
        text.append(".");
    }
    if (at < hints.size())
        text.append(" And ").append(number(static_cast<double>(hints.size() - at), 0)).append(" more.");
    return text;
}

bool is_computed(const study::Figure& figure, Mode mode) {
    return std::any_of(figure.rows.begin(), figure.rows.end(), [&](const study::Row& row) {
        return std::any_of(row.cells.begin(), row.cells.end(),
                           [&](const study::Cell& cell) { return value_in(cell, mode).has_value(); });
    });
}

/// Why there is nothing to see.
std::vector<std::string> reasons(const study::Figure& figure, const Options& options) {
    std::vector<std::string> sentences;
    const bool corrected = options.mode == Mode::corrected;
    if (is_computed(figure, options.mode))
        sentences.push_back("The chosen categories have no number here.");
    else if (is_computed(figure, corrected ? Mode::as_published : Mode::corrected))
        sentences.push_back(
            corrected ? "No corrected number can be computed of this data set, only those as published."
                      : "Of this data set only corrected numbers can be computed.");
    else
        sentences.push_back("The data set does not have what this is made of, so there is nothing to draw.");
    for (const std::string& sentence : figure.not_recomputable)
        if (sentences.size() < 6) sentences.push_back(clean(sentence, 1000));
    return sentences;
}

void add_notes(Sheet& sheet, const study::Figure& figure, const Rest& rest) {
    if (rest.more_names > 0)
        sheet.note("Not shown: " + number(static_cast<double>(rest.more_names), 0) + " more " + rest.of_what +
                   ".");
    if (!rest.not_computed.empty()) {
        std::string text = "Not computed: ";
        for (size_t at = 0; at < rest.not_computed.size(); ++at)
            text.append(at ? ", " : "").append(rest.not_computed[at]);
        sheet.note(text.append("."));
    }
    if (rest.not_computed_rows > 0)
        sheet.note("Left out, as it cannot be computed in this mode: " +
                   number(static_cast<double>(rest.not_computed_rows), 0) +
                   (rest.not_computed_rows == 1 ? " row." : " rows."));
    if (!figure.source.empty()) sheet.note("Data: " + clean(figure.source, 1000));
}

}  // namespace

Scene draw(const study::Figure& figure, const Options& asked) {
    Options options = asked;
    if (!options.measure) options.measure = text_width;
    Sheet sheet(options);
    const Words words = words_of(figure.item, options.mode);
    const std::string mode = options.mode == Mode::corrected ? "corrected" : "as published";
    const std::string title = clean(figure.title, name_bytes);
    std::string unit = words.unit;
    if (const std::string population = population_of(figure, options.mode); !population.empty())
        unit.append(unit.empty() ? "" : "; ").append(population);
    if (figure.item != Item::fig2) unit.append("; ").append(mode);
    sheet.heading(title, unit, words.reads);

    Rest rest;
    switch (figure.item) {
        case Item::funnel:
            funnel(sheet, figure, options, rest);
            break;
        case Item::table1:
        case Item::table2:
            table(sheet, figure, options, rest);
            break;
        case Item::fig2:
            rest.empty = figure.rows.empty();
            if (!rest.empty) draw_purposes(sheet, figure, options);
            break;
        case Item::fig3a:
        case Item::fig3b:
            boxes(sheet, figure, options, rest);
            break;
        case Item::fig4a:
        case Item::fig4b:
            stacked(sheet, figure, options, rest);
            break;
        case Item::fig5a:
            heat_map(sheet, figure, options, rest);
            break;
        case Item::fig5b:
            sizes(sheet, figure, options, rest);
            break;
    }
    std::string description = words.reads;
    if (rest.empty) {
        for (const std::string& sentence : reasons(figure, options)) {
            sheet.note(sentence);
            description.append(" ").append(sentence);
        }
    } else {
        add_notes(sheet, figure, rest);
        if (!figure.formula.empty()) description.append(" ").append(clean(figure.formula, 1000));
        description.append(told(sheet.hints()));
    }
    sheet.describe(title + " (" + unit + ")", std::move(description));
    return sheet.finish();
}

}  // namespace plimsoll::charts
