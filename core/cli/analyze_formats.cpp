#include "core/cli/analyze_formats.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "core/cli/compare.h"
#include "core/cli/convert_svg.h"
#include "core/export/export.h"

namespace plimsoll::cli {

const char* const export_usage =
    R"(
  --format csv|markdown|latex|html|svg|png
              one image, of an archive or of a report saved with --format json:
              a table, a summary, a document, a chart (png needs rsvg-convert)
  --table     of csv (default: layers), markdown and latex (default: a summary):
              image, findings, layers, packages, file_types, study_file_types,
              largest_files, waste, base_images, taxonomy, study, problems
  --chart     of svg and png: load, layers, packages, types, waste, study
  --theme     of a chart: light (default) or dark
  --width     of a chart: 320 to 4000, 720 if not given
              --output FOLDER/ names the file after the image and the table
)";

namespace {

using Format = ExportOptions::Format;

constexpr std::pair<std::string_view, Format> formats[] = {
    {"csv", Format::csv},   {"markdown", Format::markdown}, {"latex", Format::latex},
    {"html", Format::html}, {"svg", Format::svg},           {"png", Format::png}};

bool is_picture(Format format) { return format == Format::svg || format == Format::png; }

std::string_view extension_of(Format format) {
    switch (format) {
        case Format::csv:
            return "csv";
        case Format::markdown:
            return "md";
        case Format::latex:
            return "tex";
        case Format::html:
            return "html";
        case Format::svg:
            return "svg";
        case Format::png:
            return "png";
    }
    return "";
}

template <class Names>
std::string joined(const Names& names) {
    std::string text;
    for (const std::string_view name : names) text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

/// Sets what an option says; else a sentence why it does not.
std::string set(ExportOptions& options, const std::string& argument, const std::string& value) {
    if (argument == "--table") {
        const auto names = exports::table_names();
        if (std::find(names.begin(), names.end(), value) == names.end())
            return "no table: " + value + " (" + joined(names) + " are)";
        options.table = value;
    } else if (argument == "--chart") {
        options.chart = charts::report_chart_named(value);
        std::vector<std::string_view> names;
        for (const auto chart : charts::all_report_charts) names.push_back(charts::name_of(chart));
        if (!options.chart) return "no chart: " + value + " (" + joined(names) + " are)";
    } else if (argument == "--theme") {
        if (value != "light" && value != "dark") return "unknown theme " + value;
        options.theme = value == "dark" ? charts::Theme::dark : charts::Theme::light;
    } else {
        int width = 0;
        const auto [end, wrong] = std::from_chars(value.data(), value.data() + value.size(), width);
        if (wrong != std::errc() || end != value.data() + value.size() || width < 320 || width > 4000)
            return "--width takes a number from 320 to 4000, not " + value;
        options.width = width;
    }
    return {};
}

/// What does not go together.
std::string contradiction(const ExportOptions& options, const std::string& of_charts) {
    const bool picture = is_picture(options.format);
    if (picture && !options.chart) return "svg and png are one chart: name it with --chart";
    if (!picture && !of_charts.empty()) return of_charts + " is for charts: --format svg or png";
    if ((picture || options.format == Format::html) && !options.table.empty())
        return "--table is for csv, markdown and latex";
    return {};
}

/// Today, or the day that a reproducible build asks for.
std::string today() {
    std::time_t now = std::time(nullptr);
    if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) {
        const std::string_view text = epoch;
        long long seconds = 0;
        const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), seconds);
        if (wrong == std::errc() && end == text.data() + text.size()) now = static_cast<std::time_t>(seconds);
    }
    std::tm parts{};
    char text[32];
    if (!gmtime_r(&now, &parts) || std::strftime(text, sizeof text, "%Y-%m-%d", &parts) == 0) return {};
    return text;
}

tl::expected<std::string, std::string> written(const report::Report& report, const ExportOptions& options) {
    if (is_picture(options.format)) {
        charts::Options chart;
        chart.width = options.width;
        std::string svg = charts::to_svg(
            charts::draw(report, options.chart.value_or(charts::ReportChart::load), chart), options.theme);
        if (options.format == Format::svg) return svg;
        return png_of(svg);
    }
    if (options.format == Format::html) return exports::html_of(report, {today()});
    if (options.table.empty() && options.format == Format::markdown) return exports::markdown_summary(report);
    if (options.table.empty() && options.format == Format::latex) return exports::latex_summary(report);
    const exports::Tables tables = exports::tables_of(report);
    const exports::Table* table = exports::find(tables, options.table.empty() ? "layers" : options.table);
    if (!table) return tl::unexpected("no table: " + options.table);
    switch (options.format) {
        case Format::markdown:
            return exports::markdown_of(*table);
        case Format::latex:
            return exports::latex_of(report, *table);
        default:
            return exports::csv_of(*table);
    }
}

/// What the file is called in a folder: after what it has of the image.
std::string file_name(const report::Report& report, const ExportOptions& options) {
    std::string what = options.table;
    if (options.chart && is_picture(options.format)) what = charts::name_of(*options.chart);
    if (options.format == Format::csv && what.empty()) what = "layers";
    return exports::file_name(report, what, extension_of(options.format));
}

}  // namespace

tl::expected<std::optional<ExportOptions>, std::string> take_export_options(
    std::vector<std::string>& arguments) {
    ExportOptions options;
    bool asked = false;
    std::string other, of_charts;
    std::vector<std::string> left;
    for (size_t at = 0; at < arguments.size(); ++at) {
        const std::string& argument = arguments[at];
        if (argument == "--") {
            left.insert(left.end(), arguments.begin() + static_cast<std::ptrdiff_t>(at), arguments.end());
            break;
        }
        const bool drawn = argument == "--chart" || argument == "--theme" || argument == "--width";
        if (argument == "--format" && at + 1 < arguments.size()) {
            const auto format = std::find_if(std::begin(formats), std::end(formats), [&](const auto& each) {
                return each.first == arguments[at + 1];
            });
            if (format != std::end(formats)) {
                asked = true;
                options.format = format->second;
                ++at;
                continue;
            }
            asked = false;
        }
        if (!drawn && argument != "--table") {
            left.push_back(argument);
            // The value of another command's option may look like one of these.
            const bool valued = argument == "--format" || argument == "--output" ||
                                argument == "--platform" || argument == "--image" || argument == "--jobs";
            if (valued && at + 1 < arguments.size()) left.push_back(arguments[++at]);
            continue;
        }
        if (++at == arguments.size()) return tl::unexpected(argument + " needs a value");
        if (std::string wrong = set(options, argument, arguments[at]); !wrong.empty())
            return tl::unexpected(std::move(wrong));
        (drawn ? of_charts : other) = argument;
    }
    arguments = std::move(left);
    if (!asked) {
        if (!of_charts.empty()) return tl::unexpected(of_charts + " is for charts: --format svg or png");
        if (!other.empty()) return tl::unexpected(std::string("--table is for csv, markdown and latex"));
        return std::nullopt;
    }
    if (std::string wrong = contradiction(options, of_charts); !wrong.empty())
        return tl::unexpected(std::move(wrong));
    return options;
}

ExitStatus run_export(const std::string& path, const ExportOptions& options, const std::string& output,
                      const ReadArchive& read_archive, std::ostream& out, std::ostream& error) {
    const auto read = read_report(path, read_archive);
    if (!read) {
        complain(error, path, read.error().where, read.error().message);
        return input_trouble;
    }
    const report::Report& report = read->report;
    for (const Problem& problem : report.problems) complain(error, path, problem.where, problem.message);
    const auto text = written(report, options);
    if (!text) {
        complain(error, path, "", text.error());
        return input_trouble;
    }
    const ExitStatus status = report.has_errors() ? input_trouble : all_well;
    if (output.empty() || output == "-") {
        out << *text;
        out.flush();
        return out ? status : input_trouble;
    }
    std::error_code unknown;
    std::filesystem::path to = output;
    if (output.ends_with('/') || std::filesystem::is_directory(to, unknown)) {
        std::filesystem::create_directories(to, unknown);
        to /= file_name(report, options);
    }
    std::ofstream file(to, std::ios::binary);
    file << *text;
    file.close();
    if (file) return status;
    complain(error, to.string(), "", "cannot be written");
    return input_trouble;
}

}  // namespace plimsoll::cli
