#include "core/cli/study.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "core/charts/charts.h"
#include "core/cli/compare.h"
#include "core/cli/convert_svg.h"
#include "core/report/report.h"
#include "core/study/results.h"
#include "core/study/study.h"

namespace plimsoll::cli {

const char* const study_usage =
    R"(usage: plimsoll study DATASET... [--table NAME | --figure NAME] [--mode as-published|corrected]
                      [--format text|json|csv|markdown|latex|svg|png] [--output FILE]
                      [--theme light|dark] [--order as-printed|by-value] [--width N]

Computes the tables and figures of the study "Studying the Practices of Deploying
Machine Learning Projects on Docker" (EASE 2022) anew, beside what it printed.
DATASET is its replication package, as a folder, .zip or .tar.gz, or single files
of it; or projects of your own, one JSON object a line.

  --table     funnel, table1, table2
  --figure    fig2, fig3a, fig3b, fig4a, fig4b, fig5a, fig5b
              (without either: all of them, and what was found)
  --mode      as-published: as the authors counted (default)
              corrected: repeated rows, files that are no Dockerfiles, parts of
              names, and dropped units mended
  --format    text (default), json, csv, markdown or latex; svg or png: the chart of
              one table or figure (png needs the program rsvg-convert)
  --output    write there instead of to standard output
  --theme     of a chart: light (default) or dark
  --order     of a chart's names: as-printed (default) or by-value, the greatest first
  --width     of a chart: 320 to 4000, 720 if not given; a png has twice as many pixels
)";

namespace {

/// A chart instead of a text.
enum class Picture : uint8_t { none, svg, png };

struct Options {
    std::vector<std::string> inputs;
    std::optional<study::Item> item;
    study::Mode mode = study::Mode::as_published;
    study::Format format = study::Format::text;
    Picture picture = Picture::none;
    charts::Options chart;
    charts::Theme theme = charts::Theme::light;
    std::string output;
};

std::optional<study::Format> format_named(std::string_view name) {
    if (name == "text") return study::Format::text;
    if (name == "json") return study::Format::json;
    if (name == "csv") return study::Format::csv;
    if (name == "markdown") return study::Format::markdown;
    if (name == "latex") return study::Format::latex;
    return std::nullopt;
}

/// Sets what an option says; else a sentence why it does not.
std::string set(Options& options, const std::string& argument, const std::string& value) {
    if (argument == "--output") {
        options.output = value;
    } else if (argument == "--format") {
        options.picture = value == "svg" ? Picture::svg : value == "png" ? Picture::png : Picture::none;
        const auto format = format_named(value);
        if (!format && options.picture == Picture::none) return "unknown format " + value;
        options.format = format.value_or(study::Format::text);
    } else if (argument == "--mode") {
        if (value != "as-published" && value != "corrected") return "unknown mode " + value;
        options.mode = value == "corrected" ? study::Mode::corrected : study::Mode::as_published;
    } else if (argument == "--theme") {
        if (value != "light" && value != "dark") return "unknown theme " + value;
        options.theme = value == "dark" ? charts::Theme::dark : charts::Theme::light;
    } else if (argument == "--order") {
        if (value != "as-printed" && value != "by-value") return "unknown order " + value;
        options.chart.order = value == "by-value" ? charts::Order::by_value : charts::Order::as_printed;
    } else if (argument == "--width") {
        int width = 0;
        const auto [end, wrong] = std::from_chars(value.data(), value.data() + value.size(), width);
        if (wrong != std::errc() || end != value.data() + value.size() || width < 320 || width > 4000)
            return "--width takes a number from 320 to 4000, not " + value;
        options.chart.width = width;
    } else {
        if (options.item) return "one table or figure at a time";
        options.item = study::item_named(value);
        if (!options.item) return "no table or figure: " + value;
    }
    return {};
}

constexpr std::string_view known_options[] = {"--table",  "--figure", "--mode",  "--format",
                                              "--output", "--theme",  "--order", "--width"};

tl::expected<Options, std::string> parse(const std::vector<std::string>& arguments) {
    Options options;
    bool only_inputs = false;
    std::string of_charts;
    for (size_t at = 0; at < arguments.size(); ++at) {
        const std::string& argument = arguments[at];
        if (only_inputs || argument == "-" || !argument.starts_with("-")) {
            options.inputs.push_back(argument);
            continue;
        }
        if (argument == "--") {
            only_inputs = true;
            continue;
        }
        if (std::find(std::begin(known_options), std::end(known_options), argument) ==
            std::end(known_options))
            return tl::unexpected("unknown option " + argument);
        if (++at == arguments.size()) return tl::unexpected(argument + " needs a value");
        if (std::string wrong = set(options, argument, arguments[at]); !wrong.empty())
            return tl::unexpected(std::move(wrong));
        if (argument == "--theme" || argument == "--order" || argument == "--width") of_charts = argument;
    }
    if (options.inputs.empty()) return tl::unexpected(std::string("no data set is named"));
    if (options.picture != Picture::none && !options.item)
        return tl::unexpected(
            std::string("svg and png are the chart of one table or figure: name it with --table or "
                        "--figure"));
    if (options.picture == Picture::none && !of_charts.empty())
        return tl::unexpected(of_charts + " is for charts: --format svg or png");
    options.chart.mode = options.mode;
    return options;
}

std::string name_of(std::string path) {
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path.substr(path.rfind('/') + 1);
}

/// Adds one input to the reader; false where it cannot be opened.
bool add(study::Reader& reader, const std::string& path, std::ostream& error) {
    std::error_code unknown;
    if (path == "-" && !std::filesystem::is_regular_file("/dev/stdin", unknown)) {
        reader.add_stream(*bytes::stream_descriptor(STDIN_FILENO), "standard input");
        return true;
    }
    if (std::filesystem::is_directory(path, unknown)) {
        const auto folder = bytes::open_folder(path);
        if (!folder) {
            complain(error, path, folder.error().where, folder.error().message);
            return false;
        }
        reader.add_folder(**folder);
        return true;
    }
    const auto source = bytes::open_file(path == "-" ? "/dev/stdin" : path);
    if (!source) {
        complain(error, path, source.error().where, source.error().message);
        return false;
    }
    reader.add_file(**source, name_of(path));
    return true;
}

/// Writes the chart; `status` is what came of reading the data set.
ExitStatus draw(const Options& options, const study::Figure& figure, ExitStatus status, std::ostream& out,
                std::ostream& error) {
    const std::string svg = charts::to_svg(charts::draw(figure, options.chart), options.theme);
    if (options.picture == Picture::svg) {
        out << svg;
        return status;
    }
    const auto png = png_of(svg);
    if (!png) {
        complain(error, "study", "", png.error());
        return input_trouble;
    }
    out << *png;
    return status;
}

ExitStatus compute(const Options& options, std::ostream& out, std::ostream& error) {
    ExitStatus status = all_well;
    study::Reader reader;
    for (const std::string& input : options.inputs)
        if (!add(reader, input, error)) status = input_trouble;
    const study::Dataset data = reader.finish();
    for (const Problem& problem : data.problems) {
        complain(error, options.inputs.size() == 1 ? options.inputs[0] : "study", problem.where,
                 problem.message);
        if (problem.severity == Problem::Severity::error) status = input_trouble;
    }
    for (const study::LeftOut& left : data.left_out)
        if (!left.recognised && !left.examples.empty())
            complain(error, left.examples[0],
                     left.files > 1 ? "and " + std::to_string(left.files - 1) + " more" : "", left.reason);
    if (data.used.empty()) {
        complain(error, options.inputs[0], "", "holds nothing that the study is made of");
        return input_trouble;
    }
    if (options.item) {
        const study::Figure figure = study::compute(data, *options.item);
        if (options.picture != Picture::none) return draw(options, figure, status, out, error);
        out << study::export_figure(figure, options.mode, options.format);
        return status;
    }
    out << study::export_summary(study::results_of(data, name_of(options.inputs[0])), options.mode,
                                 options.format);
    return status;
}

}  // namespace

ExitStatus run_study(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& error) {
    if (arguments.size() == 1 && (arguments[0] == "--help" || arguments[0] == "-h")) {
        out << study_usage;
        return all_well;
    }
    const auto options = parse(arguments);
    if (!options) {
        error << "plimsoll: " << report::printable(options.error()) << "\n" << study_usage;
        return wrong_usage;
    }
    if (options->output.empty() || options->output == "-") {
        const ExitStatus status = compute(*options, out, error);
        out.flush();
        return out ? status : input_trouble;
    }
    // What is there is kept where there is nothing to take its place.
    std::ostringstream result;
    const ExitStatus status = compute(*options, result, error);
    if (result.view().empty()) return status;
    std::ofstream file(options->output, std::ios::binary);
    file << result.view();
    file.close();
    if (file) return status;
    complain(error, options->output, "", "cannot be written");
    return input_trouble;
}

}  // namespace plimsoll::cli
