#include "core/cli/check.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "core/cli/read_report.h"
#include "core/cli/table.h"
#include "core/findings/kinds.h"
#include "core/limits.h"

namespace plimsoll::cli {

const char* const check_usage =
    R"(usage: plimsoll check IMAGE [--rules FILE] [--max-size SIZE] [--max-stored SIZE] [--max-hidden SIZE]
                       [--max-files N] [--max-layers N] [--min-efficiency SHARE]
                       [--deny FINDING|SEVERITY]... [--allow FINDING]...
                       [--baseline IMAGE [--max-growth SIZE|PERCENT] [--deny-new SEVERITY]]
                       [--format text|markdown|json] [--summary FILE] [--output FILE]
                       [--platform OS/ARCH[/VARIANT]] [--image IMAGE] [--verify] [--jobs N]

Says of each rule whether the image keeps it, for a pipeline that stops where one is broken.
IMAGE is an archive or folder as for plimsoll analyze, or a saved report.

  --rules           rules in a JSON file: {"max_size": "4GB", "deny": ["secret-files"]};
                    options of the command come instead of what the file has, or add to its lists
  --max-size        bytes of files that all layers ship, about what docker images shows
  --max-stored      bytes of the layers as they are stored and pulled
  --max-hidden      bytes of files that no container sees
  --max-files       files that all layers ship
  --max-layers      layers
  --min-efficiency  1 minus the share of bytes that no container sees: 0.95
  --deny            findings that must not be there: kinds of them (below), or note, warning or serious
                    for all that are as grave or graver
  --allow           kinds of findings that a severity does not deny
  --baseline        an earlier image or its saved report
  --max-growth      how much larger than it the image may be: 5% or 100MB (default: 1%)
  --deny-new        no finding so grave or graver of a kind that the earlier image has not
  --summary         writes the outcome there as Markdown as well

A SIZE counts by 1,000 in kB, MB, GB and by 1,024 in KiB, MiB, GiB; a number alone is bytes.

Exit status: 0 all rules hold; 1 a rule is broken, or not enough of the image could be read to tell;
2 wrong usage.
)";

namespace {

using check::Judgement;
using check::Outcome;
using check::Verdict;

constexpr size_t most_rules_bytes = 1u << 20;

tl::expected<check::Rules, std::string> read_rules(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text(most_rules_bytes + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad() || (!file && file.gcount() == 0)) return tl::unexpected(path + " cannot be read");
    text.resize(static_cast<size_t>(file.gcount()));
    if (text.size() > most_rules_bytes) return tl::unexpected(path + " is longer than any rules are");
    auto rules = check::rules_from_json(text, path);
    if (!rules) return tl::unexpected(rules.error().where + " " + rules.error().message);
    return *rules;
}

/// Whether an option was understood, or why not.
using Taken = tl::expected<void, std::string>;

template <class T>
Taken put(std::optional<T>& rule, tl::expected<T, std::string> parsed) {
    if (!parsed) return tl::unexpected(std::move(parsed.error()));
    rule = *parsed;
    return {};
}

/// One option with its value; nothing where check has no such option.
std::optional<Taken> take(const std::string& option, const std::string& value, CheckOptions& options) {
    check::Rules& rules = options.rules;
    if (option == "--max-size") return put(rules.max_size, check::parse_size(value));
    if (option == "--max-stored") return put(rules.max_stored, check::parse_size(value));
    if (option == "--max-hidden") return put(rules.max_hidden, check::parse_size(value));
    if (option == "--max-files") return put(rules.max_files, check::parse_count(value));
    if (option == "--max-layers") return put(rules.max_layers, check::parse_count(value));
    if (option == "--min-efficiency") return put(rules.min_efficiency, check::parse_share(value));
    if (option == "--max-growth") return put(rules.max_growth, check::parse_growth(value));
    if (option == "--deny-new") return put(rules.deny_new, check::parse_severity(value));
    if (option == "--deny") return check::add_kinds(rules.deny, value, true);
    if (option == "--allow") return check::add_kinds(rules.allow, value, false);
    if (option == "--baseline")
        options.baseline = value;
    else if (option == "--summary")
        options.summary = value;
    else
        return std::nullopt;
    return Taken();
}

bool is_option(const std::string& argument) {
    CheckOptions unused;
    return argument == "--rules" || take(argument, "", unused);
}

/// What both outputs say first.
std::string headline(const Outcome& outcome) {
    const size_t broken = outcome.count(Verdict::broken), unknown = outcome.count(Verdict::unknown);
    if (outcome.holds())
        return outcome.judgements.size() == 1
                   ? "The rule holds"
                   : "All " + std::to_string(outcome.judgements.size()) + " rules hold";
    std::string text;
    if (broken > 0)
        text = std::to_string(broken) + " of " + std::to_string(outcome.judgements.size()) +
               (outcome.judgements.size() == 1 ? " rule is broken"
                : broken == 1                  ? " rules is broken"
                                               : " rules are broken");
    if (unknown > 0)
        text.append(text.empty() ? "" : ", ").append(std::to_string(unknown)).append(" cannot be told");
    return text;
}

std::string image_of(const report::Report& report) {
    return report.image.references.empty() ? report.source.name : report.image.references.front();
}

void print_text(const Outcome& outcome, std::ostream& out) {
    size_t width = 0;
    for (const Judgement& each : outcome.judgements) width = std::max(width, each.rule.size());
    for (const Judgement& each : outcome.judgements) {
        std::string line(check::name_of(each.verdict));
        line.resize(9, ' ');
        line += each.rule;
        line.resize(9 + width + 2, ' ');
        line.append(each.found);
        if (!each.allowed.empty()) line.append(", ").append(each.allowed);
        out << report::printable(line) << "\n";
    }
}

void print_markdown(const report::Report& report, const Outcome& outcome, std::ostream& out) {
    using Kind = Column::Kind;
    Table table{"Plimsoll: " + headline(outcome),
                {{"Rule", Kind::label}, {"", Kind::label}, {"Found", Kind::text}, {"Allowed", Kind::label}},
                {}};
    for (const Judgement& each : outcome.judgements)
        table.rows.push_back(
            {each.rule,
             each.verdict == Verdict::holds ? "ok" : "**" + std::string(check::name_of(each.verdict)) + "**",
             each.found, each.allowed.empty() ? "none" : each.allowed});
    cli::print_markdown(table, out);
    Table image{
        "",
        {{"Image", Kind::text},
         {"Shipped", Kind::figure},
         {"Stored", Kind::figure},
         {"Hidden", Kind::figure},
         {"Files", Kind::figure},
         {"Layers", Kind::figure}},
        {{image_of(report), report::format_bytes(report.totals.file_bytes),
          report::format_bytes(report.totals.blob_bytes), report::format_bytes(report.waste.hidden_bytes),
          report::format_count(report.totals.files), report::format_count(report.layers.size())}}};
    out << "\n";
    cli::print_markdown(image, out);
}

std::string as_json(const report::Report& report, const Outcome& outcome) {
    nlohmann::ordered_json json = {{"schema", "plimsoll.check/1"},
                                   {"generator", {{"name", "plimsoll"}, {"version", report::version()}}},
                                   {"image", image_of(report)},
                                   {"digest", report.image.digest},
                                   {"holds", outcome.holds()}};
    auto& rules = json["rules"] = nlohmann::ordered_json::array();
    for (const Judgement& each : outcome.judgements)
        rules.push_back({{"rule", each.rule},
                         {"verdict", check::name_of(each.verdict)},
                         {"found", each.found},
                         {"allowed", each.allowed}});
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

/// A report, with its problems told; none where there is none.
std::optional<report::Report> read(const std::string& path, const ReadArchive& read_archive,
                                   std::ostream& error) {
    auto read = read_report(path, read_archive);
    if (!read) {
        complain(error, path, read.error().where, read.error().message);
        return std::nullopt;
    }
    for (const Problem& problem : read->report.problems)
        complain(error, path, problem.where, problem.message);
    return std::move(read->report);
}

}  // namespace

void print_check_usage(std::ostream& out) {
    out << check_usage << "\nKinds of findings:\n";
    for (const findings::KindOfFinding& kind : findings::kinds()) {
        std::string id(kind.id);
        id.resize(26, ' ');
        out << "  " << id << kind.meaning << "\n";
    }
}

tl::expected<CheckOptions, std::string> take_check_options(std::vector<std::string>& arguments) {
    CheckOptions options;
    std::vector<std::string> others;
    // Rules of a file come first, wherever it is named: what the command says stands above them.
    for (size_t at = 1; at + 1 < arguments.size() && arguments[at] != "--"; ++at) {
        if (arguments[at] != "--rules") continue;
        auto rules = read_rules(arguments[at + 1]);
        if (!rules) return tl::unexpected(std::move(rules.error()));
        options.rules = std::move(*rules);
        break;
    }
    size_t rules_files = 0;
    for (size_t at = 0; at < arguments.size(); ++at) {
        const std::string& argument = arguments[at];
        if (argument == "--") {
            others.insert(others.end(), arguments.begin() + static_cast<std::ptrdiff_t>(at), arguments.end());
            break;
        }
        if (!is_option(argument)) {
            others.push_back(argument);
            continue;
        }
        if (++at == arguments.size()) return tl::unexpected(argument + " needs a value");
        if (argument == "--rules") {
            if (++rules_files > 1) return tl::unexpected(std::string("rules come from one file"));
            continue;
        }
        if (const auto taken = take(argument, arguments[at], options); taken && !*taken)
            return tl::unexpected(argument + ": " + taken->error());
    }
    check::Rules& rules = options.rules;
    if (options.baseline.empty() && rules.needs_baseline())
        return tl::unexpected(std::string("max-growth and deny-new need a --baseline"));
    if (!options.baseline.empty() && !rules.needs_baseline()) rules.max_growth = check::usual_growth;
    if (!rules.any()) return tl::unexpected(std::string("no rule is given, so that nothing is checked"));
    arguments = std::move(others);
    return options;
}

ExitStatus run_check(const std::string& path, const CheckOptions& options, const ReadArchive& read_archive,
                     Format format, std::ostream& out, std::ostream& error) {
    const auto report = read(path, read_archive, error);
    std::optional<report::Report> baseline;
    if (!options.baseline.empty()) baseline = read(options.baseline, read_archive, error);
    if (!report || (!options.baseline.empty() && !baseline)) return input_trouble;
    const Outcome outcome = check::judge(*report, options.rules, baseline ? &*baseline : nullptr);
    switch (format) {
        case Format::markdown:
            print_markdown(*report, outcome, out);
            break;
        case Format::json:
        case Format::ndjson:
            out << as_json(*report, outcome);
            break;
        case Format::text:
            print_text(outcome, out);
            break;
    }
    if (!options.summary.empty()) {
        std::ofstream file(options.summary, std::ios::binary);
        print_markdown(*report, outcome, file);
        file.close();
        if (!file) {
            complain(error, options.summary, "", "cannot be written");
            return input_trouble;
        }
    }
    return outcome.holds() ? all_well : input_trouble;
}

}  // namespace plimsoll::cli
