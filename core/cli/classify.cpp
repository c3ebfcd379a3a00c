#include "core/cli/classify.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "core/cli/compare.h"
#include "core/limits.h"
#include "core/taxonomy/project_files.h"

namespace plimsoll::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* usage =
    R"(usage: plimsoll classify PROJECT | PROJECTS [--features] [--knowledge FILE] [--output FILE]

Tells of a project what kind it is of and what it uses Docker for, with the evidence: the categories and
purposes of Openja et al., EASE 2022. PROJECT is its folder, its archive (.zip or .tar.gz as code hosts
make them), a Dockerfile or a compose file.

PROJECTS has one JSON object a line: {"repository", "description", "topics": [], "language", "readme",
"files": [{"path", "content"}]}, where files are Dockerfiles and compose files; all but the repository may
be missing. - is standard input. The answer is one JSON object a line.

  --features   print what is seen of each project instead of what it means
  --knowledge  use these rules and weights instead of the built-in ones (assets/taxonomy.json)
  --output     write there instead of to standard output
)";

struct Options {
    std::string projects, knowledge, output;
    bool features = false;
};

/// The options, or the sentence that says what is wrong with them.
tl::expected<Options, std::string> parse(const std::vector<std::string>& arguments) {
    Options options;
    bool only_files = false;
    for (size_t at = 1; at < arguments.size(); ++at) {
        const std::string& argument = arguments[at];
        if (!only_files && argument == "--") {
            only_files = true;
        } else if (!only_files && argument == "--features") {
            options.features = true;
        } else if (!only_files && (argument == "--knowledge" || argument == "--output")) {
            if (++at == arguments.size()) return tl::unexpected(argument + " needs a value");
            (argument == "--output" ? options.output : options.knowledge) = arguments[at];
        } else if (!only_files && argument != "-" && argument.starts_with("-")) {
            return tl::unexpected("unknown option " + argument);
        } else if (!options.projects.empty()) {
            return tl::unexpected(std::string("classify takes one project, or one list of them"));
        } else {
            options.projects = argument;
        }
    }
    if (options.projects.empty())
        return tl::unexpected(std::string("no project and no list of projects is named"));
    return options;
}

/// A whole file; nothing where it can't be read.
std::optional<std::string> read_whole(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (file.bad()) return std::nullopt;
    return text;
}

enum class Line { none, whole, too_long };

/// Reads up to the next newline; of a longer line than `most` the rest is skipped.
Line read_line(std::streambuf& from, std::string& line, size_t most) {
    line.clear();
    bool any = false, too_long = false;
    for (int letter = from.sbumpc(); letter != std::char_traits<char>::eof(); letter = from.sbumpc()) {
        any = true;
        if (letter == '\n') break;
        if (line.size() < most)
            line += static_cast<char>(letter);
        else
            too_long = true;
    }
    if (!any) return Line::none;
    return too_long ? Line::too_long : Line::whole;
}

ExitStatus answer_of(const taxonomy::Project& project, const std::string& named, const Options& options,
                     const taxonomy::Knowledge& knowledge, std::ostream& out, std::ostream& error) {
    if (options.features) {
        out << taxonomy::features_to_ndjson(project, knowledge) << "\n";
        return all_well;
    }
    const taxonomy::Taxonomy answer = taxonomy::classify(project, knowledge);
    for (const Problem& problem : answer.problems) complain(error, options.projects, named, problem.message);
    out << taxonomy::to_ndjson(project, answer) << "\n";
    return answer.problems.empty() ? all_well : input_trouble;
}

ExitStatus classify_all(std::istream& projects, const Options& options, const taxonomy::Knowledge& knowledge,
                        std::ostream& out, std::ostream& error) {
    ExitStatus status = all_well;
    std::string line;
    for (uint64_t number = 1;; ++number) {
        const Line kind = read_line(*projects.rdbuf(), line, limits::project_bytes);
        if (kind == Line::none) return status;
        const auto refuse = [&](const std::string& why) {
            complain(error, options.projects, "line " + std::to_string(number), why);
            status = input_trouble;
        };
        if (kind == Line::too_long) {
            refuse("is too long for a project");
            continue;
        }
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        const auto project = taxonomy::read_project(line);
        if (!project) {
            refuse(project.error().message);
            continue;
        }
        std::string named = "line ";
        named.append(std::to_string(number));
        if (answer_of(*project, named, options, knowledge, out, error) != all_well) status = input_trouble;
    }
}

/// The name of what a path leads to, without its folders.
std::string name_of(const std::string& path) {
    std::error_code unknown;
    const fs::path whole = fs::weakly_canonical(path, unknown);
    return unknown ? fs::path(path).filename().string() : whole.filename().string();
}

/// The project that a path names, or an error. None: a list of projects, or standard input.
std::optional<Result<taxonomy::FoundProject>> project_at(const std::string& path) {
    std::error_code unknown;
    if (fs::is_directory(path, unknown)) {
        const auto folder = bytes::open_folder(path);
        if (!folder) return failure(folder.error());
        return taxonomy::find_project(**folder, name_of(path), taxonomy::Naming::project);
    }
    if (path == "-" || !fs::is_regular_file(path, unknown)) return std::nullopt;
    const auto source = bytes::open_file(path);
    if (!source) return std::nullopt;  // which is told where it is read
    uint8_t head[4];
    const auto got = (*source)->read(0, head);
    const bool is_archive =
        got && *got == sizeof head &&
        (bytes::is_zip(head) || bytes::detect_compression(bytes::Bytes(head)) != bytes::Compression::none);
    auto found = taxonomy::find_project(**source, name_of(path));
    // A list of projects is no tar archive, and has no Dockerfile's name.
    if (!found && !is_archive && !name_of(path).ends_with(".tar")) return std::nullopt;
    return found;
}

ExitStatus run_with(const Options& options, const taxonomy::Knowledge& knowledge, std::ostream& out,
                    std::ostream& error) {
    if (const auto found = project_at(options.projects)) {
        if (!*found) {
            complain(error, options.projects, found->error().where, found->error().message);
            return input_trouble;
        }
        for (const Problem& problem : (*found)->problems)
            complain(error, options.projects, problem.where, problem.message);
        const ExitStatus status = answer_of((*found)->project, "", options, knowledge, out, error);
        return (*found)->problems.empty() ? status : input_trouble;
    }
    std::ifstream file(options.projects == "-" ? "/dev/stdin" : options.projects, std::ios::binary);
    if (!file) {
        complain(error, options.projects, "", "cannot be read");
        return input_trouble;
    }
    return classify_all(file, options, knowledge, out, error);
}

}  // namespace

ExitStatus run_classify(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& error) {
    if (arguments.size() > 1 && (arguments[1] == "--help" || arguments[1] == "-h")) {
        out << usage;
        return all_well;
    }
    const auto options = parse(arguments);
    if (!options) {
        error << "plimsoll: " << report::printable(options.error()) << "\n" << usage;
        return wrong_usage;
    }
    std::optional<taxonomy::Knowledge> knowledge;
    if (!options->knowledge.empty()) {
        const auto text = read_whole(options->knowledge);
        if (!text) {
            complain(error, options->knowledge, "", "cannot be read");
            return input_trouble;
        }
        const auto read = taxonomy::read_knowledge(*text);
        if (!read) {
            complain(error, options->knowledge, read.error().where, read.error().message);
            return input_trouble;
        }
        knowledge = *read;
    }
    const taxonomy::Knowledge& used = knowledge ? *knowledge : taxonomy::built_in_knowledge();
    if (options->output.empty() || options->output == "-") {
        const ExitStatus status = run_with(*options, used, out, error);
        out.flush();
        return out ? status : input_trouble;
    }
    std::ofstream file(options->output, std::ios::binary);
    const ExitStatus status = run_with(*options, used, file, error);
    file.close();
    if (file) return status;
    complain(error, options->output, "", "cannot be written");
    return input_trouble;
}

}  // namespace plimsoll::cli
