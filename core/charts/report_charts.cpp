#include "core/charts/report_charts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "core/charts/axis.h"
#include "core/charts/parts.h"
#include "core/limits.h"
#include "core/packages/load_kind.h"
#include "core/sorting.h"
#include "core/utf8.h"

namespace plimsoll::charts {
namespace {

using report::format_bytes;
using report::format_count;
using report::Report;

constexpr size_t bars = 15, layer_bars = 30;

constexpr std::string_view chart_names[] = {"load", "layers", "packages", "types", "waste", "study"};

/// Somebody else's words, as everywhere: what deceives is visible.
std::string shown(std::string_view text) {
    return clean(report::printable(text.substr(0, name_bytes)), name_bytes);
}

std::string image_name(const Report& report) {
    if (!report.image.references.empty()) return shown(report.image.references.front());
    return report.source.name.empty() ? std::string("the image") : shown(report.source.name);
}

std::string percent(uint64_t part, uint64_t whole) {
    if (whole == 0) return "\xe2\x80\x93";
    // What is there is not shown as nothing.
    if (part > 0 && static_cast<double>(part) < 0.0005 * static_cast<double>(whole)) return "< 0.1 %";
    return number(100 * static_cast<double>(part) / static_cast<double>(whole), 1, true) + " %";
}

std::string exactly(uint64_t bytes) {
    return bytes < 1000 ? format_bytes(bytes) : format_bytes(bytes) + " (" + format_count(bytes) + " B)";
}

/// The unit in which the numbers at an axis up to `greatest` bytes are short.
struct Unit {
    double bytes = 1;
    const char* name = " B";
};
Unit unit_for(uint64_t greatest) {
    constexpr std::array<Unit, 6> units = {
        {{1e15, " PB"}, {1e12, " TB"}, {1e9, " GB"}, {1e6, " MB"}, {1e3, " kB"}, {1, " B"}}};
    for (const Unit& unit : units)
        if (static_cast<double>(greatest) >= unit.bytes) return unit;
    return {};
}

/// What is said where there is nothing to draw.
void nothing(Sheet& sheet, const std::string& why) {
    sheet.note(why);
    sheet.y += 4;
}

// ---------------------------------------------------------------------------------------------------------------- load

struct Part {
    std::string name;
    uint64_t bytes = 0;
    Ink ink = Ink::data1;
    double opacity = 1;
    std::string of;  ///< the share's whole
};

void draw_load(Sheet& sheet, const Report& report) {
    std::vector<Part> parts;
    uint64_t seen = 0;
    for (const packages::LoadPart& part : packages::load_of(report.packages)) {
        parts.push_back({std::string(packages::name_of(part.kind)), part.bytes,
                         static_cast<Ink>(static_cast<size_t>(Ink::data1) + static_cast<size_t>(part.kind)),
                         1, "of the container"});
        seen += part.bytes;
    }
    const uint64_t hidden = report.waste.hidden_bytes, all = seen + hidden;
    if (all == 0) return nothing(sheet, "The image ships no bytes in files.");
    if (hidden > 0)
        parts.push_back({"Hidden by later layers", hidden, Ink::muted, 0.5, "of what is shipped"});

    constexpr double high = 40;
    double x = sheet.left();
    const double scale = sheet.width() / static_cast<double>(all);
    for (const Part& part : parts) {
        const double wide = static_cast<double>(part.bytes) * scale;
        sheet.add(Bar{x, sheet.y, wide, high, part.ink, part.opacity});
        if (x > sheet.left()) sheet.add(Line{x, sheet.y, x, sheet.y + high, Ink::background, 1});
        sheet.hint(x, sheet.y, wide, high, part.name + "\n" + exactly(part.bytes));
        x += wide;
    }
    sheet.y += high + 10;

    constexpr double pitch = 20, swatch = 10;
    for (const Part& part : parts) {
        const double middle = sheet.y + pitch / 2;
        sheet.add(Bar{sheet.left(), middle - swatch / 2, swatch, swatch, part.ink, part.opacity});
        sheet.label(Label{sheet.left() + swatch + 8, middle + 4, part.name, Size::small, Anchor::start,
                          Ink::text, 0, false},
                    150);
        sheet.add(Label{sheet.left() + 240, middle + 4, format_bytes(part.bytes), Size::small, Anchor::end,
                        Ink::text, 0, false});
        const bool outside = part.of != "of the container";
        const std::string share = percent(part.bytes, outside ? report.totals.file_bytes : seen) + " " +
                                  (sheet.narrow() ? std::string() : part.of);
        sheet.label(
            Label{sheet.left() + 252, middle + 4, share, Size::small, Anchor::start, Ink::muted, 0, false},
            sheet.right() - sheet.left() - 252);
        sheet.y += pitch;
    }
}

// ---------------------------------------------------------------------------------------------------------------- bars

struct Weighed {
    std::string name;
    uint64_t bytes = 0, hidden = 0;  ///< hidden: of those bytes
    std::optional<uint64_t> stored;
    Ink ink = Ink::data1;
    std::string hint;
};

/// What the rows that are not shown weigh.
void note_rest(Sheet& sheet, const std::string& of_what, uint64_t bytes, uint64_t whole) {
    std::string text = of_what + " together: " + format_bytes(bytes);
    if (whole > 0) text += std::string(", ") + percent(bytes, whole);
    sheet.note(text + ".");
}

/// Bars beside short names.
void draw_weights(Sheet& sheet, const std::vector<Weighed>& rows, uint64_t whole) {
    uint64_t greatest = 0;
    for (const Weighed& row : rows) greatest = std::max(greatest, row.bytes);
    const Unit unit = unit_for(greatest);
    BarChart chart;
    chart.unit = unit.name;
    for (const Weighed& row : rows) {
        BarRow bar{
            row.name, {{static_cast<double>(row.bytes) / unit.bytes, row.ink, row.hint}}, "", std::nullopt};
        bar.value = format_bytes(row.bytes);
        if (whole > 0 && !sheet.narrow()) bar.value += std::string(", ") + percent(row.bytes, whole);
        chart.rows.push_back(std::move(bar));
    }
    draw_bars(sheet, {std::move(chart)}, {});
}

/// Bars below long names, which stand beside their weights: all on one scale, from 0. A thin line below tells what is stored.
/// Of a path its end is shown.
void draw_lines(Sheet& sheet, const std::vector<Weighed>& rows, uint64_t whole, bool paths) {
    uint64_t greatest = 1;
    double values = 0;
    std::vector<std::string> weights;
    for (const Weighed& row : rows) {
        greatest = std::max({greatest, row.bytes, row.stored.value_or(0)});
        weights.push_back(format_bytes(row.bytes));
        if (whole > 0) weights.back() += std::string(", ") + percent(row.bytes, whole);
        values = std::max(values, sheet.measure(weights.back(), Size::small));
    }
    const double scale = sheet.width() / static_cast<double>(greatest), room = sheet.width() - values - 12;
    constexpr double thick = 8;
    for (size_t at = 0; at < rows.size(); ++at) {
        const Weighed& row = rows[at];
        const double top = sheet.y, baseline = top + ascent(Size::small);
        std::string name = row.name;
        if (paths) {
            size_t from = 0;
            while (from < name.size() &&
                   sheet.measure((from ? "\xe2\x80\xa6" : "") + name.substr(from), Size::small) > room)
                do ++from;
                while (from < name.size() && continues_character(name[from]));
            if (from > 0) name = std::string("\xe2\x80\xa6").append(name, from);
        }
        sheet.label(
            Label{sheet.left(), baseline, std::move(name), Size::small, Anchor::start, Ink::muted, 0, false},
            room);
        sheet.add(Label{sheet.right(), baseline, weights[at], Size::small, Anchor::end, Ink::text, 0, false});
        const double bar = top + line_height(Size::small) + 2;
        const uint64_t hidden = std::min(row.hidden, row.bytes);
        const double seen = static_cast<double>(row.bytes - hidden) * scale;
        sheet.add(Bar{sheet.left(), bar, sheet.width(), thick, Ink::raised, 1});
        sheet.add(Bar{sheet.left(), bar, seen, thick, row.ink, 1});
        if (hidden > 0)
            sheet.add(
                Bar{sheet.left() + seen, bar, static_cast<double>(hidden) * scale, thick, Ink::muted, 0.5});
        double bottom = bar + thick;
        if (row.stored) {
            sheet.add(
                Bar{sheet.left(), bottom + 2, static_cast<double>(*row.stored) * scale, 2, Ink::text, 1});
            bottom += 4;
        }
        sheet.hint(sheet.left(), top, sheet.width(), bottom - top, row.hint);
        sheet.y = bottom + 8;
    }
}

std::string origin(const Report& report, const Report::Layer& layer) {
    if (!layer.history || *layer.history >= report.history.size()) return {};
    const dockerfile::Instruction& made_by = report.history[*layer.history].made_by;
    if (made_by.instruction.empty()) return shown(made_by.command);
    return shown(made_by.instruction) + " " + shown(made_by.command);
}

void draw_layers(Sheet& sheet, const Report& report) {
    if (report.layers.empty()) return nothing(sheet, "The image has no layers.");
    std::vector<size_t> order(report.layers.size());
    for (size_t at = 0; at < order.size(); ++at) order[at] = at;
    sort_stably(order.begin(), order.end(), [&](size_t a, size_t b) {
        return report.layers[a].measures.file_bytes > report.layers[b].measures.file_bytes;
    });
    uint64_t rest = 0;
    for (size_t at = std::min(order.size(), layer_bars); at < order.size(); ++at)
        rest += report.layers[order[at]].measures.file_bytes;
    const size_t others = order.size() - std::min(order.size(), layer_bars);
    order.resize(order.size() - others);
    sort_stably(order.begin(), order.end());
    std::vector<Weighed> rows;
    for (const size_t at : order) {
        const Report::Layer& layer = report.layers[at];
        const std::string made_by = origin(report, layer), place = std::to_string(at + 1);
        rows.push_back({made_by.empty() ? std::string("Layer ") + place : place + "  " + made_by,
                        layer.measures.file_bytes, layer.hidden_bytes, layer.measures.blob_bytes, Ink::data1,
                        "Layer " + place +
                            (made_by.empty() ? "" : std::string(": ") + made_by.substr(0, 200)) +
                            "\nshipped " + exactly(layer.measures.file_bytes) + ", of these hidden " +
                            exactly(layer.hidden_bytes) + "\nstored " + exactly(layer.measures.blob_bytes)});
    }
    sheet.legend({{"shipped, and in the container", Mark::bar, Ink::data1},
                  {"shipped, and hidden by a later layer", Mark::bar, Ink::muted, 0.5},
                  {"stored in the archive", Mark::line, Ink::text}});
    draw_lines(sheet, rows, 0, false);
    if (others > 0)
        note_rest(sheet, format_count(others) + " lighter layers", rest, report.totals.file_bytes);
}

void draw_packages(Sheet& sheet, const Report& report) {
    if (report.packages.empty()) return nothing(sheet, "There is nothing in the container.");
    std::vector<LegendEntry> legend;
    std::array<bool, packages::load_kinds> used{};
    std::vector<Weighed> rows;
    for (size_t at = 0; at < report.packages.size() && at < bars; ++at) {
        const packages::Package& package = report.packages[at];
        const auto kind = packages::load_kind_of(package);
        used[static_cast<size_t>(kind)] = true;
        std::string name = shown(package.name), hint = name;
        if (!package.version.empty()) hint += std::string(" ") + shown(package.version);
        hint += std::string("\n") + std::string(packages::name_of(package.ecosystem)) + ", " +
                exactly(package.bytes) + " in " + format_count(package.files) +
                (package.files == 1 ? " file" : " files");
        rows.push_back({std::move(name), package.bytes, 0, std::nullopt,
                        static_cast<Ink>(static_cast<size_t>(Ink::data1) + static_cast<size_t>(kind)),
                        std::move(hint)});
    }
    for (size_t kind = 0; kind < used.size(); ++kind)
        if (used[kind])
            legend.push_back({std::string(packages::name_of(static_cast<packages::LoadKind>(kind))),
                              Mark::bar, static_cast<Ink>(static_cast<size_t>(Ink::data1) + kind)});
    sheet.legend(legend);
    draw_weights(sheet, rows, report.filesystem.bytes);
    if (report.packages.size() <= bars) return;
    uint64_t rest = 0;
    for (size_t at = bars; at < report.packages.size(); ++at) rest += report.packages[at].bytes;
    note_rest(sheet, format_count(report.packages.size() - bars) + " lighter ones", rest,
              report.filesystem.bytes);
}

void draw_types(Sheet& sheet, const Report& report) {
    const auto& types = report.file_types.corrected;
    if (types.empty()) return nothing(sheet, "The layers ship no files.");
    std::vector<Weighed> rows;
    uint64_t rest = 0, files = 0;
    for (size_t at = 0; at < types.size(); ++at) {
        const Report::TypeRow& type = types[at];
        if (at >= bars || type.type == report::other_types) {
            rest += type.bytes;
            files += type.files;
            continue;
        }
        std::string name = shown(type.type);
        std::string hint = name + "\n" + exactly(type.bytes) + " in " + format_count(type.files) +
                           (type.files == 1 ? " file" : " files");
        rows.push_back({std::move(name), type.bytes, 0, std::nullopt, Ink::data1, std::move(hint)});
    }
    draw_weights(sheet, rows, report.totals.file_bytes);
    if (files > 0)
        note_rest(sheet, format_count(files) + " files of other types", rest, report.totals.file_bytes);
}

void draw_waste(Sheet& sheet, const Report& report) {
    const auto& paths = report.waste.paths;
    if (paths.empty())
        return nothing(sheet,
                       "No layer hides a file of a layer below it: every byte that is shipped is seen.");
    std::vector<Weighed> rows;
    uint64_t left = report.waste.hidden_bytes;
    for (size_t at = 0; at < paths.size() && at < bars; ++at) {
        const Report::WastedPath& path = paths[at];
        left -= std::min(left, path.bytes);
        std::string name = shown(path.path), hint = name + "\n" + exactly(path.bytes) + " hidden; layers";
        for (size_t each = 0; each < path.layers.size() && each < 20; ++each)
            hint += (each ? ", " : " ") + std::to_string(uint64_t{path.layers[each]} + 1);
        rows.push_back({std::move(name), path.bytes, path.bytes, std::nullopt, Ink::muted, std::move(hint)});
    }
    draw_lines(sheet, rows, report.waste.hidden_bytes, true);
    if (left > 0) note_rest(sheet, "All other paths", left, report.waste.hidden_bytes);
}

// --------------------------------------------------------------------------------------------------------------- study

constexpr double study_pitch = 34;

void draw_metric(Sheet& sheet, const Report::Study::Metric& metric, study::Category own, double names,
                 double values) {
    const std::string unit = shown(metric.unit), heading = shown(metric.heading);
    double greatest = std::isfinite(metric.value) ? metric.value : 0;
    for (const auto& median : metric.medians) greatest = std::max(greatest, median.value_or(0));
    const Axis axis = axis_for(greatest, 4);
    const double x = sheet.left() + names, wide = sheet.width() - names - values, middle = sheet.y + 11;
    sheet.label(Label{x - 10, middle + 4, heading, Size::small, Anchor::end, Ink::text, 0, false},
                names - 10);
    sheet.add(Line{x, middle, x + wide, middle, Ink::line, 1});
    for (const double tick : {0.0, axis.top}) {
        const double at = x + axis.at(tick, wide);
        sheet.add(Line{at, middle - 4, at, middle + 4, Ink::line, 1});
        std::string text = number(tick, axis.decimals());
        sheet.add(Label{at, middle + 7 + ascent(Size::small), std::move(text), Size::small,
                        tick > 0 ? Anchor::end : Anchor::start, Ink::faint, 0, false});
    }
    std::string hint = heading + (unit.empty() ? "" : std::string(" (") + unit + ")") +
                       "\nthis image: " + number(metric.value, 2);
    for (size_t at = 0; at < metric.medians.size(); ++at) {
        if (!metric.medians[at]) continue;
        const auto category = static_cast<study::Category>(at);
        hint += std::string("\n") + std::string(study::category_name(category)) + ": " +
                number(*metric.medians[at], 2);
        if (category != own) sheet.add(Dot{x + axis.at(*metric.medians[at], wide), middle, 3, Ink::faint});
    }
    if (own != study::Category::none)
        if (const auto median = metric.medians[static_cast<size_t>(own)])
            sheet.add(Dot{x + axis.at(*median, wide), middle, 4, Ink::data1});
    const double at = x + axis.at(std::isfinite(metric.value) ? metric.value : 0, wide);
    sheet.add(Line{at, middle - 8, at, middle + 8, Ink::accent, 3});
    std::string value = number(metric.value, 2);
    if (unit.starts_with("%"))
        value += " %";
    else if (!unit.empty())
        value += std::string(" ") + unit;
    sheet.label(Label{x + wide + 10, middle + 4, value, Size::small, Anchor::start, Ink::text, 0, true},
                values - 10);
    sheet.hint(sheet.left(), sheet.y, sheet.width(), study_pitch, std::move(hint));
    sheet.y += study_pitch;
}

void draw_study(Sheet& sheet, const Report& report) {
    const auto& metrics = report.study.metrics;
    if (metrics.empty()) return nothing(sheet, "Nothing of the image can be compared.");
    const study::Category own = report.study.category;
    std::vector<LegendEntry> legend = {{"this image", Mark::line, Ink::accent}};
    if (own != study::Category::none)
        legend.push_back(
            {"median of its category, " + std::string(study::category_name(own)), Mark::dot, Ink::data1});
    legend.push_back(
        {own == study::Category::none ? "median of a category" : "medians of the other categories", Mark::dot,
         Ink::faint});
    sheet.legend(legend);
    // A report has ten; one that was made to harm may have millions.
    const std::span<const Report::Study::Metric> drawn(metrics.data(),
                                                       std::min(metrics.size(), limits::chart_rows));
    double names = 0, values = 0;
    for (const auto& metric : drawn) {
        names = std::max(names, sheet.measure(shown(metric.heading), Size::small) + 12);
        values = std::max(values, sheet.measure(number(metric.value, 2) + " KiB", Size::small, true) + 12);
    }
    names = std::min(names, sheet.width() * 0.35);
    values = std::min(values, sheet.width() * 0.25);
    for (const auto& metric : drawn) draw_metric(sheet, metric, own, names, values);
    if (drawn.size() < metrics.size())
        sheet.note(format_count(metrics.size() - drawn.size()) + " more measures are not shown.");
}

// --------------------------------------------------------------------------------------------------------------- words

struct Heading {
    std::string title, reads;
};

Heading heading_of(const Report& report, ReportChart chart) {
    const std::string files = format_count(report.filesystem.files) + " files";
    switch (chart) {
        case ReportChart::load:
            return {
                "The load, in bytes",
                "All " + format_bytes(report.filesystem.bytes) + " in " + files +
                    " of the container by what they belong to, and what is shipped beside them but hidden."};
        case ReportChart::layers:
            return {"Layers, in bytes", report.layers.size() == 1
                                            ? std::string("The image's only layer.")
                                            : std::string("All ") + format_count(report.layers.size()) +
                                                  " layers, the lowest first, with what made them."};
        case ReportChart::packages:
            return {"The heaviest packages, in bytes",
                    "Of " + format_count(report.packages.size()) +
                        " packages and other groups of files in the container; percent of its " +
                        format_bytes(report.filesystem.bytes) + "."};
        case ReportChart::types:
            return {"File types, in bytes",
                    "All " + format_count(report.totals.files) +
                        " files that the layers ship, by content, name and place; percent of their " +
                        format_bytes(report.totals.file_bytes) + "."};
        case ReportChart::waste:
            return {
                "Hidden files, in bytes",
                "Shipped by one layer and not in the container: " + format_bytes(report.waste.hidden_bytes) +
                    " of " + format_bytes(report.totals.file_bytes) + ", an efficiency of " +
                    number(100 * report.waste.efficiency, 1) + " %."};
        case ReportChart::study:
            return {"Among the study's images",
                    "The image beside the published medians of the images of six categories of projects "
                    "(EASE 2022); each "
                    "measure has its own axis."};
    }
    return {};
}

}  // namespace

std::string_view name_of(ReportChart chart) { return chart_names[static_cast<size_t>(chart)]; }

std::optional<ReportChart> report_chart_named(std::string_view name) {
    for (const ReportChart chart : all_report_charts)
        if (name_of(chart) == name) return chart;
    return std::nullopt;
}

Scene draw(const Report& report, ReportChart chart, const Options& options) {
    Sheet sheet(options);
    Heading words = heading_of(report, chart);
    if (!report.complete()) words.reads += " The archive could be read in part only.";
    const std::string title = words.title + ": " + image_name(report);
    sheet.heading(title, words.reads, "");
    switch (chart) {
        case ReportChart::load:
            draw_load(sheet, report);
            break;
        case ReportChart::layers:
            draw_layers(sheet, report);
            break;
        case ReportChart::packages:
            draw_packages(sheet, report);
            break;
        case ReportChart::types:
            draw_types(sheet, report);
            break;
        case ReportChart::waste:
            draw_waste(sheet, report);
            break;
        case ReportChart::study:
            draw_study(sheet, report);
            break;
    }
    sheet.describe(title, words.reads);
    return sheet.finish();
}

}  // namespace plimsoll::charts
