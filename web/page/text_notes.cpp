#include "web/page/text_notes.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/image/file_types.h"
#include "web/page/tree.h"
#include "web/page/view_findings.h"
#include "web/page/view_packages.h"
#include "web/page/view_study.h"
#include "web/page/view_taxonomy.h"

namespace plimsoll::web {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t most_entries = 500;  // of one folder

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// What a name of a class holds; only of those that the report has.
Json definitions(const report::Report& report) {
    Json all = Json::object();
    for (size_t number = 0; number < image::file_types; ++number) {
        const auto type = static_cast<image::FileType>(number);
        const std::string name(image::name_of(type));
        const auto is_it = [&](const auto& row) { return row.type == name; };
        const auto& rows = report.file_types.corrected;
        if (std::any_of(rows.begin(), rows.end(), is_it)) all[name] = image::definition_of(type);
    }
    return all;
}

std::string_view what_it_is(const Tree::Node& node) {
    switch (node.mark) {
        case Tree::Mark::added:
            return "added";
        case Tree::Mark::changed:
            return "changed or stored again";
        case Tree::Mark::removed:
            return "removed";
        case Tree::Mark::none:
            break;
    }
    if (const std::string_view words = words_of(node.kind); !words.empty()) return words;
    return node.shared > 0 ? "hard link, counted at another of its paths" : "";
}

}  // namespace

Json notes_on_taxonomy(const report::Report::Taxonomy& taxonomy) {
    Json notes = {{"purposes", Json::array()}, {"kinds", Json::object()}};
    for (const taxonomy::Purpose& each : taxonomy.purposes)
        if (!each.found) notes["purposes"].push_back({each.label, each.score, each.threshold, each.share});
    const auto add = [&](const std::string& label) {
        if (std::string words = studied_words(label); !words.empty())
            notes["kinds"][label] = std::move(words);
    };
    add(taxonomy.category.label);
    for (const auto& each : taxonomy.category.alternatives) add(each.label);
    return notes;
}

Json notes_on_image(const Opened& opened) {
    const report::Report& report = opened.report;
    Json notes = notes_on_taxonomy(report.taxonomy);
    notes["load"] = Json::array();
    for (const packages::LoadPart& part : opened.load)
        notes["load"].push_back({packages::name_of(part.kind), part.bytes});
    notes["types"] = definitions(report);
    notes["quartiles"] = Json::object();
    for (const auto& metric : report.study.metrics)
        if (const auto quartiles = quartiles_of(report.study, metric))
            notes["quartiles"][metric.metric] = {quartiles->lower, quartiles->upper};
    notes["looked_for"] = findings_looked_for();
    return notes;
}

std::string folder_json(const Opened& opened, std::string_view path, std::optional<uint32_t> layer) {
    if (opened.saved || (layer && !opened.analysis.scan(*layer))) return {};
    const Tree tree =
        layer ? Tree::of_layer(opened.analysis, *layer) : Tree::of_file_system(opened.analysis.files());
    const auto folder = tree.find(path);
    if (!folder) return {};
    const auto children = tree.children(*folder);
    std::vector<uint32_t> order(children.begin(), children.end());
    const size_t most = std::min<size_t>(order.size(), most_entries);
    std::partial_sort(order.begin(), order.begin() + static_cast<ptrdiff_t>(most), order.end(),
                      [&](uint32_t a, uint32_t b) {
                          const Tree::Node &left = tree.nodes()[a], &right = tree.nodes()[b];
                          return left.bytes != right.bytes ? left.bytes > right.bytes
                                                           : tree.name(a) < tree.name(b);
                      });
    Json entries = Json::array();
    for (size_t number = 0; number < most; ++number) {
        const Tree::Node& node = tree.nodes()[order[number]];
        const auto* scan = opened.analysis.scan(node.layer);
        const bool has_entry = scan && node.entry != image::Paths::none;
        entries.push_back(
            {{"name", tree.name(order[number])},
             {"folder", node.children > 0 || node.kind == image::EntryKind::directory},
             {"bytes", node.bytes + node.shared},
             {"files", node.files},
             {"layer", node.layer},
             {"hidden", node.hidden},
             {"link", has_entry ? scan->index.link(scan->index.entries[node.entry]) : std::string_view()},
             {"what", what_it_is(node)}});
    }
    return dump({{"of", order.size()}, {"entries", std::move(entries)}});
}

std::string package_files_json(Opened& opened, uint32_t package) {
    if (package >= opened.report.packages.size()) return {};
    Json files = Json::array();
    for (const WeightRow& file : opened.packages_view().files_of(package))
        files.push_back({file.path, file.bytes});
    return dump(files);
}

}  // namespace plimsoll::web
