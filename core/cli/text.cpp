#include <algorithm>
#include <cmath>
#include <iomanip>

#include "core/cli/cli.h"
#include "core/cli/table.h"

namespace plimsoll::cli {
namespace {

using report::format_bytes;
using report::format_count;

constexpr size_t shown_rows = 10;
constexpr size_t command_width = 60;

void fact(std::ostream& out, const char* name, const std::string& value) {
    if (!value.empty()) out << std::left << std::setw(14) << name << report::printable(value) << "\n";
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

void print_layers(const report::Report& report, std::ostream& out) {
    out << "\n"
        << std::right << std::setw(4) << "#" << std::setw(10) << "files" << std::setw(10) << "shipped"
        << std::setw(10) << "stored" << std::setw(10) << "hidden"
        << "  made by\n";
    for (size_t number = 0; number < report.layers.size(); ++number) {
        const auto& layer = report.layers[number];
        std::string made_by;
        if (layer.history) {
            const dockerfile::Instruction& origin = report.history[*layer.history].made_by;
            const std::string &instruction = origin.instruction, &command = origin.command;
            made_by = instruction.empty() ? command : instruction + " " + command;
        }
        out << std::right << std::setw(4) << number + 1 << std::setw(10) << format_count(layer.measures.files)
            << std::setw(10) << format_bytes(layer.measures.file_bytes) << std::setw(10)
            << format_bytes(layer.measures.blob_bytes) << std::setw(10)
            << (layer.hidden_bytes ? format_bytes(layer.hidden_bytes) : "-") << "  "
            << cut(report::printable(made_by), command_width) << (layer.complete ? "" : "  (incomplete)")
            << "\n";
    }
}

/// The gravest first: a secret weighs nothing.
void print_findings(const std::vector<findings::Finding>& findings, std::ostream& out) {
    if (findings.empty()) return;
    out << "\nFindings\n";
    std::vector<const findings::Finding*> rows;
    for (const auto& finding : findings) rows.push_back(&finding);
    std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
        constexpr auto serious = findings::Severity::serious;
        return (a->severity == serious) > (b->severity == serious);
    });
    const size_t shown = std::min(shown_rows, rows.size());
    for (size_t row = 0; row < shown; ++row) {
        const findings::Finding& finding = *rows[row];
        out << std::right << std::setw(10) << (finding.bytes ? format_bytes(finding.bytes) : "-") << "  "
            << std::left << std::setw(9) << findings::name_of(finding.severity)
            << report::printable(finding.title);
        if (finding.layer) out << "  (layer " << *finding.layer + 1 << ")";
        out << "\n" << std::string(21, ' ') << report::printable(finding.advice) << "\n";
    }
    if (shown < rows.size())
        out << std::string(12, ' ') << "and " << format_count(rows.size() - shown)
            << " more (--format json has all, with their evidence)\n";
}

std::string share(double score) { return std::to_string(static_cast<int>(std::lround(score * 100))) + " %"; }

void print_taxonomy(const report::Report::Taxonomy& answers, std::ostream& out) {
    out << "\nWhat it is for, by the study's taxonomy\n";
    const auto& category = answers.category;
    std::string kind =
        category.label.empty() ? "cannot tell" : category.label + " (" + share(category.score) + ")";
    if (!category.alternatives.empty())
        kind += ", else " + category.alternatives.front().label + " (" +
                share(category.alternatives.front().score) + ")";
    fact(out, "category", kind);
    std::vector<std::string> purposes;
    for (const auto* purpose : taxonomy::found_purposes(answers.purposes))
        purposes.push_back(purpose->label +
                           (purpose->subcategory.empty() ? "" : ": " + purpose->subcategory) + " (" +
                           share(purpose->score) + ")");
    fact(out, "purposes", purposes.empty() ? "cannot tell" : joined(purposes));
    std::vector<std::string> bases;
    for (const auto& base : answers.base_images) bases.push_back(base.image);
    fact(out, "built on", bases.empty() ? "cannot tell" : joined(bases));
}

}  // namespace

void print_text(const report::Report& report, std::ostream& out) {
    const auto& image = report.image;
    fact(out, "archive",
         report.source.name + ", " + format_bytes(report.source.bytes) + ", " +
             std::string(image::name_of(report.source.layout)));
    fact(out, "image", joined(image.references));
    fact(out, "digest", image.digest);
    fact(out, "platform", image.config.platform.text());
    fact(out, "created", image.config.created);
    fact(out, "layers", format_count(report.layers.size()));
    fact(out, "stored", format_bytes(report.totals.blob_bytes));
    fact(out, "shipped",
         format_bytes(report.totals.file_bytes) + " in " + format_count(report.totals.files) + " files");
    fact(out, "in container",
         format_bytes(report.filesystem.bytes) + " in " + format_count(report.filesystem.files) + " files, " +
             format_count(report.filesystem.directories) + " directories, depth " +
             std::to_string(report.filesystem.directory_depth));
    fact(out, "hidden",
         format_bytes(report.waste.hidden_bytes) + " by later layers (efficiency " +
             percent(report.waste.efficiency) + "; as dive counts: " + percent(report.waste.dive.efficiency) +
             ")");
    print_layers(report, out);
    print_findings(report.findings, out);
    print_taxonomy(report.taxonomy, out);
    if (!report.largest_files.empty()) out << "\nLargest files\n";
    for (size_t row = 0; row < std::min(shown_rows, report.largest_files.size()); ++row) {
        const auto& file = report.largest_files[row];
        out << std::right << std::setw(10) << format_bytes(file.bytes) << "  " << report::printable(file.path)
            << "  (layer " << file.layer + 1 << ")\n";
    }
    if (!report.waste.paths.empty()) out << "\nHidden by later layers\n";
    for (size_t row = 0; row < std::min(shown_rows, report.waste.paths.size()); ++row) {
        const auto& path = report.waste.paths[row];
        out << std::right << std::setw(10) << format_bytes(path.bytes) << "  " << report::printable(path.path)
            << "  (layers";
        for (const uint32_t layer : path.layers) out << " " << layer + 1;
        out << ")\n";
    }
    out << "\n";
}

}  // namespace plimsoll::cli
