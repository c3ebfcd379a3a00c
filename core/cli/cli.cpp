#include "core/cli/cli.h"

#include <unistd.h>

#include <fstream>
#include <optional>

namespace plimsoll::cli {
namespace {

constexpr const char* usage =
    R"(usage: plimsoll analyze ARCHIVE... [--format text|json|ndjson] [--output FILE]
                        [--platform OS/ARCH[/VARIANT]] [--verify]
       plimsoll --version | --help

Shows what a container image archive is laden with: the output of docker save,
podman save or skopeo copy (docker-archive, oci-archive). ARCHIVE - is standard
input; it has to be a file, since archives are read in jumps.

  --format    text for people (default), json: one report, ndjson: one a line
  --output    write there instead of to standard output
  --platform  which image of a multi-platform archive (default linux/amd64)
  --verify    compute the layers' digests and compare them with the manifest

Exit status: 0 all well, 1 some input could not be analysed in full, 2 wrong usage.
)";

enum class Format { text, json, ndjson };

struct Options {
    std::vector<std::string> archives;
    Format format = Format::text;
    std::string output;
    image::OpenOptions open;
    bool verify = false;
};

/// The options, or the sentence that says what is wrong with them.
tl::expected<Options, std::string> parse(const std::vector<std::string>& arguments) {
    Options options;
    bool only_archives = false;
    for (size_t at = 1; at < arguments.size(); ++at) {
        const std::string& argument = arguments[at];
        if (only_archives || argument == "-" || !argument.starts_with("-")) {
            options.archives.push_back(argument);
            continue;
        }
        if (argument == "--") {
            only_archives = true;
            continue;
        }
        if (argument == "--verify") {
            options.verify = true;
            continue;
        }
        if (argument != "--format" && argument != "--output" && argument != "--platform")
            return tl::unexpected("unknown option " + argument);
        if (++at == arguments.size()) return tl::unexpected(argument + " needs a value");
        const std::string& value = arguments[at];
        if (argument == "--output") {
            options.output = value;
        } else if (argument == "--platform") {
            options.open.platform = image::parse_platform(value);
            if (!options.open.platform)
                return tl::unexpected("no platform: " + value + " (linux/arm64 is one)");
        } else if (value == "text" || value == "json" || value == "ndjson") {
            options.format = value == "text" ? Format::text : value == "json" ? Format::json : Format::ndjson;
        } else {
            return tl::unexpected("unknown format " + value);
        }
    }
    if (options.archives.empty()) return tl::unexpected(std::string("no archive is named"));
    if (options.format == Format::json && options.archives.size() > 1)
        return tl::unexpected(std::string("--format json holds one report; use ndjson for several archives"));
    return options;
}

/// How far one archive is read, on a terminal only.
class ProgressLine {
 public:
    ProgressLine(std::ostream& to, uint64_t total)
        : to_(to), total_(total), on_(isatty(STDERR_FILENO) == 1) {}
    ~ProgressLine() {
        if (shown_ >= 0) to_ << "\r\x1b[K" << std::flush;
    }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(uint64_t done) {
        const int percent =
            total_ > 0 ? static_cast<int>(100 * static_cast<double>(done) / static_cast<double>(total_))
                       : 100;
        if (!on_ || percent == shown_) return;
        shown_ = percent;
        to_ << "\r" << report::format_bytes(done) << " of " << report::format_bytes(total_) << ", " << percent
            << " %\x1b[K" << std::flush;
    }

 private:
    std::ostream& to_;
    uint64_t total_;
    bool on_;
    int shown_ = -1;
};

Result<report::Report> analyze(const std::string& path, const Options& options, std::ostream& error) {
    auto source = bytes::open_file(path == "-" ? "/dev/stdin" : path);
    if (!source) return failure(source.error());
    const size_t slash = path.rfind('/');
    auto image = image::open(**source, path.substr(slash == std::string::npos ? 0 : slash + 1), options.open);
    if (!image) return failure(image.error());

    uint64_t total = 0, done = 0;
    for (const auto& blob : image->blobs) total += blob.bytes;
    ProgressLine line(error, total);
    report::Analysis analysis(*image);
    for (uint32_t number = 0; number < image->blobs.size(); ++number) {
        image::ScanOptions scan;
        scan.hash = options.verify;
        scan.keep = packages::is_database;
        scan.progress = [&](uint64_t bytes) {
            line.show(done + bytes);
            return true;
        };
        analysis.add_scan(number, image::scan_layer(**source, image->blobs[number], scan));
        done += image->blobs[number].bytes;
    }
    return analysis.report();
}

void complain(std::ostream& error, const std::string& path, const std::string& where,
              const std::string& what) {
    error << "plimsoll: " << report::printable(path) << ": ";
    if (!where.empty()) error << report::printable(where) << ": ";
    error << report::printable(what) << "\n";
}

void print(const report::Report& report, Format format, std::ostream& out) {
    switch (format) {
        case Format::text:
            print_text(report, out);
            break;
        case Format::json:
            out << report::to_json(report);
            break;
        case Format::ndjson:
            out << report::to_ndjson(report);
            break;
    }
}

ExitStatus run_analyze(const Options& options, std::ostream& out, std::ostream& error) {
    ExitStatus status = all_well;
    for (const std::string& path : options.archives) {
        const auto report = analyze(path, options, error);
        if (!report) {
            complain(error, path, report.error().where, report.error().message);
            status = input_trouble;
            continue;
        }
        for (const Problem& problem : report->problems) complain(error, path, problem.where, problem.message);
        if (report->has_errors()) status = input_trouble;
        print(*report, options.format, out);
    }
    return status;
}

}  // namespace

ExitStatus run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& error) {
    const std::string command = arguments.empty() ? "" : arguments[0];
    if (command == "--help" || command == "-h" || command == "help") {
        out << usage;
        return all_well;
    }
    if (command == "--version") {
        out << "plimsoll " << report::version() << "\n";
        return all_well;
    }
    if (command != "analyze") {
        error << usage;
        return wrong_usage;
    }
    const auto options = parse(arguments);
    if (!options) {
        error << "plimsoll: " << report::printable(options.error()) << "\n" << usage;
        return wrong_usage;
    }
    if (options->output.empty() || options->output == "-") {
        const ExitStatus status = run_analyze(*options, out, error);
        out.flush();
        return out ? status : input_trouble;
    }
    std::ofstream file(options->output, std::ios::binary);
    const ExitStatus status = run_analyze(*options, file, error);
    file.close();
    if (file) return status;
    complain(error, options->output, "", "cannot be written");
    return input_trouble;
}

}  // namespace plimsoll::cli
