#include "core/cli/study.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include "core/cli/compare.h"
#include "core/report/report.h"
#include "core/study/results.h"
#include "core/study/study.h"

namespace plimsoll::cli {

const char* const study_usage =
    R"(usage: plimsoll study DATASET... [--table NAME | --figure NAME] [--mode as-published|corrected]
                      [--format text|json|csv|markdown|latex] [--output FILE]

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
  --format    text (default), json, csv, markdown or latex
  --output    write there instead of to standard output
)";

namespace {

struct Options {
    std::vector<std::string> inputs;
    std::optional<study::Item> item;
    study::Mode mode = study::Mode::as_published;
    study::Format format = study::Format::text;
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

tl::expected<Options, std::string> parse(const std::vector<std::string>& arguments) {
    Options options;
    bool only_inputs = false;
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
        if (argument != "--table" && argument != "--figure" && argument != "--mode" &&
            argument != "--format" && argument != "--output")
            return tl::unexpected("unknown option " + argument);
        if (++at == arguments.size()) return tl::unexpected(argument + " needs a value");
        const std::string& value = arguments[at];
        if (argument == "--output") {
            options.output = value;
        } else if (argument == "--format") {
            const auto format = format_named(value);
            if (!format) return tl::unexpected("unknown format " + value);
            options.format = *format;
        } else if (argument == "--mode") {
            if (value != "as-published" && value != "corrected")
                return tl::unexpected("unknown mode " + value);
            options.mode = value == "corrected" ? study::Mode::corrected : study::Mode::as_published;
        } else {
            if (options.item) return tl::unexpected(std::string("one table or figure at a time"));
            options.item = study::item_named(value);
            if (!options.item) return tl::unexpected("no table or figure: " + value);
        }
    }
    if (options.inputs.empty()) return tl::unexpected(std::string("no data set is named"));
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
    std::ofstream file(options->output, std::ios::binary);
    const ExitStatus status = compute(*options, file, error);
    file.close();
    if (file) return status;
    complain(error, options->output, "", "cannot be written");
    return input_trouble;
}

}  // namespace plimsoll::cli
