#include "core/cli/cli.h"

#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>

#include "core/cli/analyze_formats.h"
#include "core/cli/check.h"
#include "core/cli/classify.h"
#include "core/cli/compare.h"
#include "core/cli/dockerfile.h"
#include "core/cli/link.h"
#include "core/cli/open.h"
#include "core/cli/scan_all.h"
#include "core/cli/study.h"
#include "core/report/kept_files.h"

namespace plimsoll::cli {
namespace {

constexpr const char* usage =
    R"(usage: plimsoll analyze ARCHIVE... [--format FORMAT] [--output FILE]
                        [--platform OS/ARCH[/VARIANT]] [--image IMAGE] [--verify]
                        [--jobs N]
       plimsoll compare A B [--format text|json|ndjson|markdown] [...]
       plimsoll check IMAGE [--max-size SIZE] [--deny FINDING] [...]
       plimsoll dockerfile PATH... [...]
       plimsoll classify PROJECT | PROJECTS [...]
       plimsoll link REPORT [...]
       plimsoll open LINK | REPORT [...]
       plimsoll study DATASET... [--table NAME | --figure NAME] [...]
       plimsoll --version | --help

Shows what a container image is laden with. ARCHIVE is the output of docker
save, podman save, buildah push or skopeo copy: an archive, compressed as a whole
(gzip, zstd, xz, bzip2) or not, or a folder (an OCI layout, skopeo's dir:).
ARCHIVE - is standard input.

compare shows what two images share, and what one has that the other has not. A
and B are such archives or folders, or reports saved with analyze --format json;
of a report the files are not known. --platform and --image hold for both.

check says whether an image keeps rules of yours, for a pipeline that stops where it does
not: see plimsoll check --help.

dockerfile reads Dockerfiles, and folders that have some; more about it with
plimsoll dockerfile --help.

link puts what a report says into a link, open shows what a link says, and whether
it is true of an image; see plimsoll link --help and plimsoll open --help.

study computes the tables and figures of a study of 406 projects anew, of its
replication package or of your own projects: see plimsoll study --help.

  --format text|json|ndjson
              text for people (default), json: one report, ndjson: one a line;
              tables, documents and charts: see plimsoll analyze --help
  --output    write there instead of to standard output
  --platform  which image of a multi-platform archive (default: this machine's,
              else linux/amd64, else the first)
  --image     which of several images: a reference, the beginning of a digest,
              or #2 for the second
  --verify    compute the layers' digests and compare them with the manifest;
              compute what the files hold, and find those that hold the same
  --jobs      how many layers to read at a time (default: one on each core)

Exit status: 0 all well, 1 some input could not be analysed in full, 2 wrong usage.
)";

/// More have nothing to do: each takes one layer at a time, and up to 128 MiB for its dictionary.
constexpr unsigned most_jobs = 256;

struct Options {
    std::vector<std::string> archives;
    Format format = Format::text;
    std::string output;
    image::OpenOptions open;
    bool verify = false;
    unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
    CheckOptions checks{};  ///< of the commands check, link and open
    LinkOptions link{};
    OpenOptions opening{};
    std::optional<ExportOptions> exported{};  ///< of analyze, where it is asked for one of those formats
};

/// A number of jobs; nothing where the text is none.
std::optional<unsigned> parse_jobs(const std::string& text) {
    unsigned jobs = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), jobs);
    if (error != std::errc() || end != text.data() + text.size() || jobs == 0) return std::nullopt;
    return std::min(jobs, most_jobs);
}

/// The platform of this machine, as images name it.
image::Platform own_platform() {
    utsname names{};
    if (uname(&names) != 0) return {"linux", "amd64", ""};
    const std::string machine = names.machine;
    if (machine == "x86_64") return {"linux", "amd64", ""};
    if (machine == "aarch64" || machine == "arm64") return {"linux", "arm64", ""};
    if (machine.starts_with("armv")) return {"linux", "arm", ""};
    return {"linux", machine, ""};
}

/// The options, or the sentence that says what is wrong with them.
tl::expected<Options, std::string> parse(const std::vector<std::string>& arguments, Options options) {
    options.open.own = own_platform();
    const bool compares = arguments[0] == "compare", checks = arguments[0] == "check";
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
        if (argument != "--format" && argument != "--output" && argument != "--platform" &&
            argument != "--image" && argument != "--jobs")
            return tl::unexpected("unknown option " + argument);
        if (++at == arguments.size()) return tl::unexpected(argument + " needs a value");
        const std::string& value = arguments[at];
        if (argument == "--output") {
            options.output = value;
        } else if (argument == "--image") {
            options.open.image = value;
        } else if (argument == "--jobs") {
            const auto jobs = parse_jobs(value);
            if (!jobs) return tl::unexpected("no number of jobs: " + value);
            options.jobs = *jobs;
        } else if (argument == "--platform") {
            options.open.platform = image::parse_platform(value);
            if (!options.open.platform)
                return tl::unexpected("no platform: " + value + " (linux/arm64 is one)");
        } else if (value == "text" || value == "json" || value == "ndjson") {
            options.format = value == "text" ? Format::text : value == "json" ? Format::json : Format::ndjson;
        } else if (value == "markdown" && (compares || checks)) {
            options.format = Format::markdown;
        } else {
            return tl::unexpected("unknown format " + value);
        }
    }
    if (options.archives.empty()) return tl::unexpected(std::string("no archive is named"));
    if (checks && options.archives.size() != 1) return tl::unexpected(std::string("check takes one image"));
    if (compares) {
        if (options.archives.size() != 2) return tl::unexpected(std::string("compare takes two images"));
        if (options.archives[0] == "-" && options.archives[1] == "-")
            return tl::unexpected(std::string("standard input is one image, not two"));
        return options;
    }
    const bool takes_one = arguments[0] == "link" || arguments[0] == "open";
    if (takes_one && options.archives.size() > 1) return tl::unexpected(arguments[0] + " takes one report");
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

/// Where an analysis shows how far it is, and what it asks of every scan.
class Run {
 public:
    Run(const Options& options, std::ostream& error, uint64_t total) : line_(error, total) {
        scan.hash = options.verify;
        scan.keep = report::is_kept;
        scan.progress = [this](uint64_t bytes) {
            line_.show(bytes);
            return true;
        };
        // Only hashing takes long enough beside decompressing to be worth a thread.
        if (options.verify && options.jobs > 1) scan.ahead = read_ahead;
    }
    image::ScanOptions scan;

 private:
    ProgressLine line_;
};

uint64_t stored_bytes(const image::Image& image) {
    uint64_t total = 0;
    for (const auto& blob : image.blobs) total += blob.bytes;
    return total;
}

/// Scans the blobs of an image; `scan` does one of them, in any thread.
std::unique_ptr<report::Analysis> scan_image(const image::Image& image, const Options& options,
                                             std::ostream& error, decltype(ScanAll::scan) scan) {
    const Run run(options, error, stored_bytes(image));
    auto analysis = std::make_unique<report::Analysis>(image);
    scan_all(image, {options.jobs, run.scan, std::move(scan), [&](uint32_t blob, image::LayerScan found) {
                         analysis->add_scan(blob, std::move(found));
                     }});
    return analysis;
}

Result<std::unique_ptr<report::Analysis>> analyze_folder(const std::string& path, const std::string& name,
                                                         const Options& options, std::ostream& error) {
    const auto folder = bytes::open_folder(path);
    if (!folder) return failure(folder.error());
    const auto image = image::open(**folder, name, options.open);
    if (!image) return failure(image.error());
    return scan_image(*image, options, error, [&](const image::Blob& blob, const auto& scan) {
        auto source = blob.present ? (*folder)->open(blob.file) : bytes::view_memory({});
        if (source) return image::scan_layer(**source, blob, scan);
        image::LayerScan lost;
        lost.problems.push_back(as_problem(source.error()));
        return lost;
    });
}

Result<std::unique_ptr<report::Analysis>> analyze_stream(bytes::Stream& stream, const std::string& name,
                                                         uint64_t bytes, const Options& options,
                                                         std::ostream& error) {
    Run run(options, error, bytes);
    auto streamed = image::open_stream(stream, name, bytes, options.open, run.scan);
    if (!streamed) return failure(streamed.error());
    auto analysis = std::make_unique<report::Analysis>(std::move(streamed->image));
    for (uint32_t blob = 0; blob < streamed->scans.size(); ++blob)
        analysis->add_scan(blob, std::move(streamed->scans[blob]));
    return analysis;
}

Result<std::unique_ptr<report::Analysis>> analyze(const std::string& path, const Options& options,
                                                  std::ostream& error, bytes::Stream* piped = nullptr) {
    std::string name = path.ends_with('/') ? path.substr(0, path.find_last_not_of('/') + 1) : path;
    name.erase(0, name.rfind('/') + 1);
    if (piped) return analyze_stream(*piped, name, 0, options, error);
    std::error_code unknown;
    if (std::filesystem::is_directory(path, unknown)) return analyze_folder(path, name, options, error);
    // A pipe can't be read in jumps, and neither can what is compressed from end to end.
    if (path == "-" && !std::filesystem::is_regular_file("/dev/stdin", unknown))
        return analyze_stream(*bytes::stream_descriptor(STDIN_FILENO), name, 0, options, error);
    const auto source = bytes::open_file(path == "-" ? "/dev/stdin" : path);
    if (!source) return failure(source.error());
    const auto compression = bytes::detect_compression(**source);
    if (!compression) return failure(compression.error());
    if (*compression != bytes::Compression::none) {
        const auto stream = bytes::stream_range(**source, 0, (*source)->size());
        return analyze_stream(*stream, name, (*source)->size(), options, error);
    }
    const auto image = image::open(**source, name, options.open);
    if (!image) return failure(image.error());
    return scan_image(*image, options, error, [&](const image::Blob& blob, const auto& scan) {
        return image::scan_layer(**source, blob, scan);
    });
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
        case Format::markdown:
            break;  // parse() keeps it for other commands
    }
}

ExitStatus run_analyze(const Options& options, std::ostream& out, std::ostream& error) {
    ExitStatus status = all_well;
    for (const std::string& path : options.archives) {
        const auto analysis = analyze(path, options, error);
        if (!analysis) {
            complain(error, path, analysis.error().where, analysis.error().message);
            status = input_trouble;
            continue;
        }
        const report::Report report = (*analysis)->report();
        for (const Problem& problem : report.problems) complain(error, path, problem.where, problem.message);
        if (report.has_errors()) status = input_trouble;
        print(report, options.format, out);
    }
    return status;
}

ExitStatus run_command(const std::string& command, const Options& options, std::ostream& out,
                       std::ostream& error) {
    if (command == "analyze") return run_analyze(options, out, error);
    const auto read = [&](const std::string& path, bytes::Stream* piped) {
        return analyze(path, options, error, piped);
    };
    if (command == "check")
        return run_check(options.archives[0], options.checks, read, options.format, out, error);
    if (command == "link") return run_link(options.archives[0], options.link, read, out, error);
    if (command == "open")
        return run_open(options.archives[0], options.opening, read, options.format, out, error);
    return run_compare(options.archives[0], options.archives[1], read, options.format, out, error);
}

/// The options of the commands that have some of their own, and then those of all.
tl::expected<Options, std::string> parse_all(std::vector<std::string> arguments) {
    const std::string command = arguments[0];
    std::string wrong;
    // Takes a command's own options out of the arguments.
    const auto own = [&](std::string_view of, auto take, auto& to) {
        if (command != of || !wrong.empty()) return;
        auto taken = take(arguments);
        if (taken)
            to = std::move(*taken);
        else
            wrong = std::move(taken.error());
    };
    Options taken;
    own("analyze", take_export_options, taken.exported);
    own("check", take_check_options, taken.checks);
    own("link", take_link_options, taken.link);
    own("open", take_open_options, taken.opening);
    if (!wrong.empty()) return tl::unexpected(std::move(wrong));
    auto options = parse(arguments, std::move(taken));
    if (options && options->exported && options->archives.size() != 1)
        return tl::unexpected(std::string("csv, markdown, latex, html and charts are of one image"));
    return options;
}

/// What to say where a command was used in a wrong way.
const char* usage_of(const std::string& command) {
    return command == "check"  ? check_usage
           : command == "link" ? link_usage
           : command == "open" ? open_usage
                               : usage;
}

}  // namespace

void complain(std::ostream& error, const std::string& path, const std::string& where,
              const std::string& what) {
    error << "plimsoll: " << report::printable(path) << ": ";
    if (!where.empty()) error << report::printable(where) << ": ";
    error << report::printable(what) << "\n";
}

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
    if (command == "classify") return run_classify(arguments, out, error);
    const bool asks_for_help = arguments.size() == 2 && (arguments[1] == "--help" || arguments[1] == "-h");
    if (command == "dockerfile") {
        if (!asks_for_help) return run_dockerfile(arguments, out, error);
        out << dockerfile_usage;
        return all_well;
    }
    if (asks_for_help && (command == "analyze" || command == "compare")) {
        out << usage;
        if (command == "analyze") out << export_usage;
        return all_well;
    }
    if (command == "study") return run_study({arguments.begin() + 1, arguments.end()}, out, error);
    const bool has_usage = command == "check" || command == "link" || command == "open";
    if (has_usage && asks_for_help) {
        if (command == "check")
            print_check_usage(out);
        else
            out << usage_of(command);
        return all_well;
    }
    if (command != "analyze" && command != "compare" && !has_usage) {
        error << usage;
        return wrong_usage;
    }
    const auto options = parse_all(arguments);
    if (!options) {
        error << "plimsoll: " << report::printable(options.error()) << "\n" << usage_of(command);
        return wrong_usage;
    }
    // What is exported may go into a folder, under a name of its own.
    if (options->exported) {
        const auto read = [&](const std::string& path, bytes::Stream* piped) {
            return analyze(path, *options, error, piped);
        };
        return run_export(options->archives[0], *options->exported, options->output, read, out, error);
    }
    if (options->output.empty() || options->output == "-") {
        const ExitStatus status = run_command(command, *options, out, error);
        out.flush();
        return out ? status : input_trouble;
    }
    std::ofstream file(options->output, std::ios::binary);
    const ExitStatus status = run_command(command, *options, file, error);
    file.close();
    if (file) return status;
    complain(error, options->output, "", "cannot be written");
    return input_trouble;
}

}  // namespace plimsoll::cli
