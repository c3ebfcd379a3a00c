#include "core/cli/dockerfile.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/cli/compare.h"
#include "core/cli/table.h"
#include "core/dockerfile/dockerfile.h"
#include "core/json_values.h"
#include "core/limits.h"
#include "core/report/dockerfile_json.h"

namespace plimsoll::cli {
namespace {

namespace fs = std::filesystem;
using dockerfile::Mode;
using Json = nlohmann::ordered_json;

struct Options {
    std::vector<std::string> paths;
    Mode mode = Mode::buildkit;
    bool json = false;
    bool instructions = false;
    std::string output;
};

/// One file, read in both ways: each kind of count has its own.
struct Reading {
    std::string path, text;
    dockerfile::Dockerfile buildkit, authors;
    Mode mode;

    const dockerfile::Dockerfile& shown() const { return mode == Mode::authors ? authors : buildkit; }
};

tl::expected<Options, std::string> parse_options(const std::vector<std::string>& arguments) {
    Options options;
    bool only_paths = false;
    for (size_t at = 1; at < arguments.size(); ++at) {
        const std::string& argument = arguments[at];
        if (only_paths || argument == "-" || !argument.starts_with("-")) {
            options.paths.push_back(argument);
        } else if (argument == "--") {
            only_paths = true;
        } else if (argument == "--instructions") {
            options.instructions = true;
        } else if (argument != "--mode" && argument != "--format" && argument != "--output") {
            return tl::unexpected("unknown option " + argument);
        } else if (++at == arguments.size()) {
            return tl::unexpected(argument + " needs a value");
        } else if (argument == "--output") {
            options.output = arguments[at];
        } else if (argument == "--mode") {
            if (arguments[at] != "buildkit" && arguments[at] != "authors")
                return tl::unexpected("unknown mode " + arguments[at]);
            options.mode = arguments[at] == "authors" ? Mode::authors : Mode::buildkit;
        } else {
            if (arguments[at] != "text" && arguments[at] != "json")
                return tl::unexpected("unknown format " + arguments[at]);
            options.json = arguments[at] == "json";
        }
    }
    if (options.paths.empty()) return tl::unexpected(std::string("no Dockerfile and no folder is named"));
    return options;
}

/// Whether the study would take a file of that name for a Dockerfile.
bool is_dockerfile_name(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    });
    return name.find("dockerfile") != std::string::npos;
}

/// The Dockerfiles below a folder, in the order of their paths. Links are not followed: they may lead in a circle.
bool find_below(const std::string& folder, std::vector<std::string>& paths, std::ostream& error) {
    const size_t first = paths.size();
    std::error_code trouble;
    bool complete = true;
    std::vector<fs::path> folders = {folder};
    while (!folders.empty()) {
        const fs::path current = std::move(folders.back());
        folders.pop_back();
        for (fs::directory_iterator at(current, trouble), end; !trouble && at != end; at.increment(trouble)) {
            std::error_code unknown;
            const fs::file_status status = at->symlink_status(unknown);
            if (fs::is_directory(status))
                folders.push_back(at->path());
            else if (fs::is_regular_file(status) && is_dockerfile_name(at->path().filename().string()))
                paths.push_back(at->path().string());
        }
        if (!trouble) continue;
        complain(error, current.string(), "", "cannot be read: " + trouble.message());
        complete = false;
        trouble.clear();
    }
    std::sort(paths.begin() + static_cast<std::ptrdiff_t>(first), paths.end());
    return complete;
}

Result<Reading> read(const std::string& path, Mode mode) {
    std::ifstream file(path == "-" ? "/dev/stdin" : path, std::ios::binary);
    std::error_code unknown;
    if (!file || fs::is_directory(path, unknown)) return failure(ErrorCode::unreadable, "", "cannot be read");
    Reading reading;
    reading.path = path;
    reading.mode = mode;
    // One byte more than is parsed, so that the parser can tell that it is too long.
    constexpr size_t most = limits::dockerfile_bytes + 1, step = 1u << 20;
    while (file && reading.text.size() < most) {
        const size_t before = reading.text.size();
        reading.text.resize(std::min(before + step, most));
        file.read(reading.text.data() + before, static_cast<std::streamsize>(reading.text.size() - before));
        reading.text.resize(before + static_cast<size_t>(file.gcount()));
    }
    if (file.bad()) return failure(ErrorCode::unreadable, "", "cannot be read");
    reading.buildkit = dockerfile::parse(reading.text);
    reading.authors = dockerfile::parse_as_authors(reading.text);
    return reading;
}

// ---------------------------------------------------------------------------------------------------------------- JSON

/// The values of FROM, what they build on in the authors' eyes.
Json authors_bases_json(const dockerfile::Dockerfile& file) {
    Json json = Json::array();
    for (const dockerfile::Instruction& one : file.instructions) {
        if (one.instruction != "FROM") continue;
        json.push_back({{"written", one.command},
                        {"labels", dockerfile::authors_base_labels(one.command)},
                        {"types", report::types_json(dockerfile::authors_base_types(one.command))}});
    }
    return json;
}

/// The lines of a text, to be asked many times.
class LineIndex {
 public:
    explicit LineIndex(std::string_view text) {
        for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
            ends_.push_back(static_cast<uint32_t>(at));
    }
    size_t of(uint32_t offset) const {
        return 1 + static_cast<size_t>(std::lower_bound(ends_.begin(), ends_.end(), offset) - ends_.begin());
    }

 private:
    std::vector<uint32_t> ends_;
};

Json commands_json(const dockerfile::Instruction& one, std::string_view text, const LineIndex& lines) {
    Json json = Json::array();
    for (const auto& command : dockerfile::shell_commands(one, text).commands) {
        Json words = Json::array();
        for (const auto& word : command.words) words.push_back(word.text);
        json.push_back({{"words", std::move(words)},
                        {"through", command.through},
                        {"kind", text_or_null(dockerfile::kind_name(command.kind))},
                        {"line", lines.of(command.source.begin)}});
    }
    return json;
}

Json instruction_json(const dockerfile::Instruction& one, const Reading& reading, const LineIndex& lines) {
    Json json = {{"instruction", one.instruction},
                 {"command", one.command},
                 {"lines", {one.lines.first, one.lines.last}},
                 {"bytes", {one.source.begin, one.source.end}}};
    if (reading.mode == Mode::authors) return json;
    json["stage"] = one.stage == dockerfile::Instruction::no_stage ? Json() : Json(one.stage);
    json["exec_form"] = one.json;
    if (Json commands = commands_json(one, reading.text, lines); !commands.empty())
        json["commands"] = std::move(commands);
    return json;
}

Json to_json(const Reading& reading) {
    Json json = report::dockerfile_json(reading.path, reading.text, reading.buildkit, reading.authors);
    if (reading.mode != Mode::authors) return json;
    const Json instructions =
        report::dockerfile_json(reading.path, reading.text, reading.authors, reading.authors);
    for (const char* name : {"directives", "instructions", "stages", "problems"})
        json[name] = instructions[name];
    json["base_images"] = authors_bases_json(reading.authors);
    return json;
}

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Instructions are written one by one: as a document those of a large file would take a hundred times its bytes.
void print_json(const Reading& reading, bool instructions, std::ostream& out) {
    std::string file = dumped(to_json(reading));
    if (!instructions) {
        out << file;
        return;
    }
    file.pop_back();
    out << file << ",\"list\":[";
    const LineIndex lines(reading.text);
    const char* separator = "";
    for (const dockerfile::Instruction& one : reading.shown().instructions) {
        out << separator << dumped(instruction_json(one, reading, lines));
        separator = ",";
    }
    out << "]}";
}

// ---------------------------------------------------------------------------------------------------------------- text

std::string names_of(const std::vector<dockerfile::BaseType>& types) {
    return types.empty() ? "-" : dockerfile::base_type_names(types);
}

Table instructions_of(const Reading& reading) {
    constexpr size_t width = 75;
    Table table{"",
                {{"line", Column::Kind::figure},
                 {"instruction", Column::Kind::text, 12},
                 {"", Column::Kind::text, width}},
                {}};
    for (const auto& one : reading.shown().instructions)
        table.rows.push_back({std::to_string(one.lines.first), one.instruction, one.command});
    return table;
}

void print(const Reading& reading, bool instructions, std::ostream& out) {
    constexpr size_t width = 50;
    const dockerfile::Dockerfile& file = reading.shown();
    out << report::printable(reading.path) << "\n";
    Table counts{"", {{"instruction", Column::Kind::text, width}, {"times", Column::Kind::figure}}, {}};
    for (const auto& [name, count] : dockerfile::instruction_counts(file.instructions))
        counts.rows.push_back({name, report::format_count(count)});
    const auto print_table = [&](const Table& table) {
        if (table.rows.empty()) return;
        out << "\n";
        print_text(table, out);
    };
    print_table(counts);
    Table kinds{"",
                {{"kind"},
                 {"commands", Column::Kind::figure},
                 {"words, as the authors counted", Column::Kind::figure}},
                {}};
    const auto by_command = dockerfile::command_kinds(reading.buildkit.instructions, reading.text);
    const auto by_authors = dockerfile::authors_kinds(reading.authors.instructions);
    for (size_t kind = 1; kind < dockerfile::kind_count; ++kind)
        if (by_command[kind] + by_authors[kind] > 0)
            kinds.rows.push_back({std::string(dockerfile::kind_name(static_cast<dockerfile::Kind>(kind))),
                                  report::format_count(by_command[kind]),
                                  report::format_count(by_authors[kind])});
    print_table(kinds);
    Table bases{"", {{"builds on", Column::Kind::text, width}, {"type", Column::Kind::text, width}}, {}};
    if (reading.mode == Mode::authors) {
        for (const auto& one : file.instructions)
            if (one.instruction == "FROM")
                bases.rows.push_back({one.command, names_of(dockerfile::authors_base_types(one.command))});
    } else {
        for (const auto& image : dockerfile::base_images(file))
            bases.rows.push_back(
                {image.resolved.empty() ? image.written : image.resolved, names_of(image.types.types)});
    }
    print_table(bases);
    if (instructions) print_table(instructions_of(reading));
    out << "\n";
}

ExitStatus run(const Options& options, std::ostream& out, std::ostream& error) {
    ExitStatus status = all_well;
    std::vector<std::string> paths;
    for (const std::string& path : options.paths) {
        std::error_code unknown;
        if (path == "-" || !fs::is_directory(path, unknown))
            paths.push_back(path);
        else if (!find_below(path, paths, error))
            status = input_trouble;
    }
    // Files are printed one by one, so that a folder of any size takes the memory of its largest file.
    if (options.json)
        out << "{\"mode\": \"" << (options.mode == Mode::authors ? "authors" : "buildkit")
            << "\", \"files\": [";
    const char* separator = "\n";
    for (const std::string& path : paths) {
        const auto reading = read(path, options.mode);
        if (!reading) {
            complain(error, path, reading.error().where, reading.error().message);
            status = input_trouble;
            continue;
        }
        for (const Problem& problem : reading->shown().problems) {
            complain(error, path, problem.where, problem.message);
            if (problem.severity == Problem::Severity::error) status = input_trouble;
        }
        if (!options.json) {
            print(*reading, options.instructions, out);
            continue;
        }
        out << separator;
        print_json(*reading, options.instructions, out);
        separator = ",\n";
    }
    if (options.json) out << "\n]}\n";
    return status;
}

}  // namespace

const char* const dockerfile_usage =
    R"(usage: plimsoll dockerfile PATH... [--mode buildkit|authors] [--format text|json]
                           [--instructions] [--output FILE]

Shows which instructions Dockerfiles have, what their commands do, and what they
build on. PATH is a Dockerfile, "-" for standard input, or a folder in which all
files are read whose name has "dockerfile" in it.

  --mode          how to read them: as BuildKit does (default), or as the authors
                  of the study did
  --format        text for people (default), or json
  --instructions  list each instruction too; in json with its commands
  --output        write there instead of to standard output
)";

ExitStatus run_dockerfile(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& error) {
    const auto options = parse_options(arguments);
    if (!options) {
        error << "plimsoll: " << report::printable(options.error()) << "\n" << dockerfile_usage;
        return wrong_usage;
    }
    if (options->output.empty() || options->output == "-") {
        const ExitStatus status = run(*options, out, error);
        out.flush();
        return out ? status : input_trouble;
    }
    std::ofstream file(options->output, std::ios::binary);
    const ExitStatus status = run(*options, file, error);
    file.close();
    if (file) return status;
    complain(error, options->output, "", "cannot be written");
    return input_trouble;
}

}  // namespace plimsoll::cli
