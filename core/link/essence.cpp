#include "core/link/essence.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "core/findings/secret_names.h"
#include "core/limits.h"
#include "core/link/texts.h"
#include "core/report/digest.h"
#include "core/sorting.h"

namespace plimsoll::link {
namespace {

uint32_t in_parts(double share, uint32_t parts) {
    return static_cast<uint32_t>(std::lround(std::clamp(share, 0.0, 1.0) * parts));
}

/// In hundredths; nothing where 53 bits do not hold it.
std::optional<uint64_t> to_hundredths(double value) {
    constexpr double most = 9e15;
    const double scaled = std::round(value * 100);
    if (!(scaled >= 0 && scaled <= most)) return std::nullopt;
    return static_cast<uint64_t>(scaled);
}

/// What `make` makes of the first rows of a list.
template <class Row, class From, class Make>
Shown<Row> shown(const From& from, Make make) {
    Shown<Row> list;
    list.of = from.size();
    for (const auto& each : from) {
        if (list.rows.size() == limits::link_rows) break;
        list.rows.push_back(make(each));
    }
    return list;
}

bool is_secret(std::string_view name, std::string_view value) {
    return (findings::is_secret_setting(name) && findings::is_secret_value(value)) ||
           findings::has_password_in_url(value);
}

/// A setting that may be shared: one that findings would name as a secret may not.
bool may_share(std::string_view setting) {
    const size_t equals = setting.find('=');
    if (equals == std::string_view::npos) return !findings::has_password_in_url(setting);
    return !is_secret(setting.substr(0, equals), setting.substr(equals + 1));
}

/// A command may be shared where no word of it sets what goes by a secret's name, and none is an address with a password.
/// Words are told apart by blanks, quotes and what joins commands: coarser than a shell, so that nothing hides in quotes.
bool is_command_free_of_secrets(std::string_view command) {
    if (findings::has_password_in_url(command)) return false;
    constexpr std::string_view between = " \t\r\n\"'`;|&()<>,";
    for (size_t at = 0; at < command.size();) {
        const size_t end = std::min(command.find_first_of(between, at), command.size());
        std::string_view word = command.substr(at, end - at);
        at = end + 1;
        word.remove_prefix(std::min(word.find_first_not_of('-'), word.size()));
        const size_t equals = word.find_first_of("=:");
        const std::string_view name = word.substr(0, equals);
        // What follows the name may be quoted or a word of its own ("ENV API_TOKEN abc"), so the name alone is enough.
        if (findings::is_secret_setting(name)) return false;
    }
    return true;
}

Essence::Layer layer_row(const report::Report& report, uint32_t index, const Choice& choice) {
    const report::Report::Layer& from = report.layers[index];
    Essence::Layer row;
    row.index = index;
    row.compression = from.compression;
    row.complete = from.complete;
    row.blob_bytes = from.measures.blob_bytes;
    row.tar_bytes = from.complete ? from.measures.tar_bytes : 0;
    row.file_bytes = from.measures.file_bytes;
    row.files = from.measures.files;
    row.directories = from.measures.directories;
    row.hidden_bytes = from.hidden_bytes;
    row.directory_depth = from.measures.directory_depth;
    if (from.history && *from.history < report.history.size()) {
        const dockerfile::Instruction& made_by = report.history[*from.history].made_by;
        row.instruction = harmless(made_by.instruction);
        if (choice.commands && is_command_free_of_secrets(made_by.command))
            row.command = harmless(made_by.command);
    }
    return row;
}

/// Keeps the rows that weigh most, in their order.
void keep_heaviest(std::vector<Essence::Layer>& rows, size_t most) {
    if (rows.size() <= most) return;
    sort_stably(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return a.file_bytes + a.blob_bytes / 4 > b.file_bytes + b.blob_bytes / 4;
    });
    rows.resize(most);
    sort_stably(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.index < b.index; });
}

/// The date without its fraction of a second: with nine digits of it a double would round up.
std::string without_fraction(std::string date) {
    const size_t dot = date.find('.');
    if (dot == std::string::npos) return date;
    const size_t end = date.find_first_not_of("0123456789", dot + 1);
    date.erase(dot, end == std::string::npos ? end : end - dot);
    return date;
}

void add_identity(const report::Report& report, const Choice& choice, const report::Seal* seal,
                  Essence& essence) {
    essence.version = harmless(seal ? seal->version : report::version());
    essence.report_digest = known_digest(seal ? seal->computed : report::digest_of(report));
    essence.manifest_digest = known_digest(report.image.digest);
    essence.config_digest = known_digest(report.image.config_digest);
    if (choice.paths) essence.source_name = harmless(report.source.name);
    essence.source_bytes = report.source.bytes;
    essence.layout = report.source.layout;
    essence.compression = report.source.compression;
    if (choice.references) essence.references = shown<std::string>(report.image.references, harmless);
    const image::Platform& platform = report.image.config.platform;
    essence.platform = {harmless(platform.os), harmless(platform.architecture), harmless(platform.variant)};
    const auto created = report::parse_date(without_fraction(report.image.config.created));
    if (created && *created >= static_cast<double>(first_date) &&
        *created < static_cast<double>(last_date) + 1)
        essence.created = static_cast<int64_t>(*created);
}

void add_headline(const report::Report& report, Essence& essence) {
    essence.complete = report.complete();
    essence.layer_count = static_cast<uint32_t>(report.layers.size());
    essence.totals = report.totals;
    if (!essence.complete) essence.totals.tar_bytes = 0;
    essence.filesystem = report.filesystem;
    essence.hidden_bytes = report.waste.hidden_bytes;
    essence.repeated = report.waste.repeated;
    essence.dive_efficiency = in_parts(report.waste.dive.efficiency, 10'000);
    essence.dive_wasted_bytes = report.waste.dive.wasted_bytes;
    essence.dive_wasted_paths = report.waste.dive.wasted_paths;
    essence.category = harmless(report.taxonomy.category.label);
    essence.category_score = in_parts(report.taxonomy.category.score, 1'000);
    for (const findings::Finding& finding : report.findings) {
        Essence::FindingCount& count = essence.finding_counts[static_cast<size_t>(finding.severity)];
        ++count.count;
        count.bytes = saturating_sum(count.bytes, finding.bytes);
    }
    essence.package_count = report.packages.size();
    for (const Problem& problem : report.problems)
        ++(problem.severity == Problem::Severity::error ? essence.errors : essence.warnings);
}

void add_taxonomy(const report::Report& report, const Choice& choice, Essence& essence) {
    const auto found = taxonomy::found_purposes(report.taxonomy.purposes);
    essence.purposes = shown<Essence::Purpose>(found, [](const taxonomy::Purpose* purpose) {
        return Essence::Purpose{harmless(purpose->label), harmless(purpose->subcategory),
                                in_parts(purpose->score, 1'000)};
    });
    essence.bases =
        shown<Essence::Base>(report.taxonomy.base_images, [&](const dockerfile::BaseFinding& base) {
            Essence::Base row;
            if (choice.references) row.image = harmless(base.image);
            for (const dockerfile::BaseType type : base.types.types)
                row.types.emplace_back(dockerfile::base_type_name(type));
            row.declared = base.declared;
            return row;
        });
    std::vector<Essence::Instruction> instructions;
    for (const auto& [name, count] : report.taxonomy.instructions)
        instructions.push_back({harmless(name), count});
    sort_stably(instructions.begin(), instructions.end(),
                [](const auto& a, const auto& b) { return a.count > b.count; });
    essence.instructions =
        shown<Essence::Instruction>(instructions, [](const Essence::Instruction& row) { return row; });
    essence.commands = report.taxonomy.commands;
    essence.study_commands = report.taxonomy.study_commands;
    essence.commands[0] = essence.study_commands[0] = 0;
}

void add_findings(const report::Report& report, Essence& essence) {
    std::vector<const findings::Finding*> rows;
    for (const findings::Finding& finding : report.findings) rows.push_back(&finding);
    sort_stably(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
        return a->severity != b->severity ? a->severity > b->severity : a->bytes > b->bytes;
    });
    essence.findings = shown<Essence::Finding>(rows, [](const findings::Finding* finding) {
        return Essence::Finding{harmless(finding->id), finding->severity, finding->bytes,
                                finding->evidence_count, finding->layer};
    });
}

void add_contents(const report::Report& report, const Choice& choice, Essence& essence) {
    for (const packages::Package& package : report.packages) {
        Essence::Ecosystem& sum = essence.ecosystems[static_cast<size_t>(package.ecosystem)];
        ++sum.packages;
        sum.bytes = saturating_sum(sum.bytes, package.bytes);
    }
    essence.packages = shown<Essence::Package>(report.packages, [&](const packages::Package& package) {
        Essence::Package row{package.ecosystem,         package.role,  "",
                             harmless(package.version), package.bytes, package.files};
        // Names of npm packages have slashes (@scope/name), but only paths begin with one.
        if (choice.paths || !package.name.starts_with('/')) row.name = harmless(package.name);
        return row;
    });
    essence.types = shown<Essence::Type>(report.file_types.corrected, [](const auto& row) {
        return Essence::Type{harmless(row.type), row.files, row.bytes};
    });
    essence.largest_files = shown<Essence::File>(report.largest_files, [&](const auto& file) {
        return Essence::File{choice.paths ? harmless(file.path) : std::string(),
                             std::string(image::name_of(file.type)), file.bytes, file.layer};
    });
}

void add_study(const report::Report& report, Essence& essence) {
    essence.study_category = harmless(study::category_name(report.study.category));
    for (const report::Report::Study::Metric& metric : report.study.metrics) {
        if (essence.metrics.rows.size() == limits::link_rows) break;
        const auto value = to_hundredths(metric.value);
        if (!value) continue;  // no figure of an image
        Essence::Metric row{harmless(metric.metric), *value, std::nullopt};
        if (metric.percentile)
            if (const auto place = to_hundredths(*metric.percentile); place && *place <= 10'000)
                row.percentile = static_cast<uint32_t>(*place);
        essence.metrics.rows.push_back(std::move(row));
    }
    essence.metrics.of = report.study.metrics.size();
}

/// How many there are is a figure; what they say is shared only where it is ticked, and where it holds no secret.
Shown<std::string> settings(const std::vector<std::string>& all, bool ticked) {
    Shown<std::string> list;
    list.of = all.size();
    for (const std::string& setting : all)
        if (ticked && may_share(setting) && list.rows.size() < limits::link_rows)
            list.rows.push_back(harmless(setting));
    return list;
}

void add_settings(const report::Report& report, const Choice& choice, Essence& essence) {
    const image::Config& config = report.image.config;
    essence.environment = settings(config.env, choice.environment);
    std::vector<std::string> labels;
    for (const auto& [name, value] : config.labels)
        labels.push_back(std::string(name).append("=").append(value));
    essence.labels = settings(labels, choice.labels);
}

template <class Row>
void tell(std::vector<std::string>& sentences, const Shown<Row>& list, const char* what) {
    if (list.rows.size() < list.of)
        sentences.push_back(std::string("shows ") + report::format_count(list.rows.size()) + " of " +
                            report::format_count(list.of) + " " + what);
}

}  // namespace

bool Essence::operator==(const Essence& other) const {
    // The structs of other rooms have no comparison; what is written of them is what counts.
    return to_json(*this) == to_json(other);
}

Essence essence_of(const report::Report& report, const Choice& choice, const report::Seal* seal) {
    Essence essence;
    essence.shared = choice;
    add_identity(report, choice, seal, essence);
    add_headline(report, essence);
    for (uint32_t index = 0; index < essence.layer_count; ++index)
        essence.layers.rows.push_back(layer_row(report, index, choice));
    essence.layers.of = essence.layer_count;
    keep_heaviest(essence.layers.rows, limits::link_rows);
    add_taxonomy(report, choice, essence);
    add_findings(report, essence);
    add_contents(report, choice, essence);
    add_study(report, essence);
    add_settings(report, choice, essence);
    return essence;
}

Essence card_of(Essence essence) {
    essence.card = true;
    const Essence empty;
    essence.layers = empty.layers;
    essence.purposes = empty.purposes;
    essence.bases = empty.bases;
    essence.instructions = empty.instructions;
    essence.commands = essence.study_commands = empty.commands;
    essence.findings = empty.findings;
    essence.ecosystems = empty.ecosystems;
    essence.packages = empty.packages;
    essence.types = empty.types;
    essence.largest_files = empty.largest_files;
    essence.study_category.clear();
    essence.metrics = empty.metrics;
    essence.environment = essence.labels = empty.labels;
    return essence;
}

void annotate(Essence& essence, const std::string& title, const std::vector<std::string>& authors,
              const std::string& doi) {
    essence.title = harmless(title);
    essence.doi = harmless(doi);
    essence.authors.clear();
    for (const std::string& author : authors)
        if (essence.authors.size() < limits::link_authors) essence.authors.push_back(harmless(author));
}

std::string date_text(int64_t seconds) {
    using namespace std::chrono;
    const sys_seconds time{std::chrono::seconds(seconds)};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text;
}

double efficiency(const Essence& essence) {
    if (essence.totals.file_bytes == 0) return 1;
    return 1 - static_cast<double>(essence.hidden_bytes) / static_cast<double>(essence.totals.file_bytes);
}

std::vector<std::string> cuts(const Essence& essence) {
    std::vector<std::string> sentences;
    if (essence.shared.references) tell(sentences, essence.references, "names of the image");
    tell(sentences, essence.layers, "layers");
    tell(sentences, essence.purposes, "purposes");
    tell(sentences, essence.bases, "base images");
    tell(sentences, essence.instructions, "kinds of instruction");
    tell(sentences, essence.findings, "findings");
    tell(sentences, essence.packages, "packages");
    tell(sentences, essence.types, "file types");
    tell(sentences, essence.largest_files, "of the largest files");
    tell(sentences, essence.metrics, "figures of the study");
    if (essence.shared.environment)
        tell(sentences, essence.environment, "environment variables (those with secrets are never shared)");
    if (essence.shared.labels)
        tell(sentences, essence.labels, "labels (those with secrets are never shared)");
    return sentences;
}

std::vector<std::string> sharing(const Essence& essence) {
    const auto say = [](bool shared, const char* what) {
        return std::string(shared ? "shares " : "does not share ") + what;
    };
    return {say(essence.shared.references, "the names of the image and of its base images"),
            say(essence.shared.paths, "paths, and the archive's name"),
            say(essence.shared.commands, "the build's commands"),
            say(essence.shared.environment, "environment variables"), say(essence.shared.labels, "labels")};
}

}  // namespace plimsoll::link
