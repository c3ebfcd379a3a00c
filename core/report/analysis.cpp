#include <algorithm>
#include <set>
#include <unordered_map>

#include "core/limits.h"
#include "core/report/report.h"
#include "core/report/type_count.h"

namespace plimsoll::report {
namespace {

using image::FileSystem;
using image::Paths;

struct Weight {
    uint64_t bytes;
    uint32_t path;
};

/// Keeps the heaviest, heaviest first; equal ones by the text of their paths.
void keep_heaviest(std::vector<Weight>& weights, const Paths& paths) {
    const auto rows = static_cast<ptrdiff_t>(std::min(limits::report_rows, weights.size()));
    std::partial_sort(
        weights.begin(), weights.begin() + rows, weights.end(), [&](const Weight& a, const Weight& b) {
            return a.bytes != b.bytes ? a.bytes > b.bytes : paths.text(a.path) < paths.text(b.path);
        });
    weights.resize(static_cast<size_t>(rows));
}

/// The regular files that are there, each inode once: at the path that shipped it, or where that is gone at
/// the first hard link that still shows it.
std::vector<Report::LargeFile> largest_files(const FileSystem& files,
                                             const std::vector<const image::LayerScan*>& scans) {
    const auto& inodes = files.inodes();
    std::vector<uint32_t> shown_at(inodes.size(), Paths::none);
    for (uint32_t path = 0; path < files.paths().size(); ++path) {
        const uint32_t inode = files.inode(path);
        if (inode == Paths::none) continue;
        if (shown_at[inode] == Paths::none || inodes[inode].path == path) shown_at[inode] = path;
    }
    std::vector<Weight> weights;
    for (size_t inode = 0; inode < inodes.size(); ++inode)
        if (inodes[inode].links > 0) weights.push_back({inodes[inode].size, shown_at[inode]});
    keep_heaviest(weights, files.paths());
    std::vector<Report::LargeFile> largest;
    for (const Weight& weight : weights) {
        const auto& inode = inodes[files.inode(weight.path)];
        largest.push_back({files.paths().text(weight.path), weight.bytes, inode.layer,
                           scans[inode.layer]->index.entries[inode.entry].type});
    }
    return largest;
}

std::vector<Report::WastedPath> wasted_paths(const FileSystem& files) {
    std::unordered_map<uint32_t, uint64_t> hidden;
    for (const auto& inode : files.inodes())
        if (inode.links == 0 && inode.size > 0) hidden[inode.path] += inode.size;
    std::vector<Weight> weights;
    for (const auto& [path, bytes] : hidden) weights.push_back({bytes, path});
    keep_heaviest(weights, files.paths());

    std::unordered_map<uint32_t, std::set<uint32_t>> layers;
    for (const Weight& weight : weights) layers[weight.path];
    for (const auto& inode : files.inodes())
        if (const auto found = layers.find(inode.path); found != layers.end() && inode.links == 0)
            found->second.insert(inode.hidden_by);
    for (uint32_t layer = 0; layer < files.layers(); ++layer)
        for (const auto& effect : files.effects(layer))
            if (const auto found = layers.find(effect.path); found != layers.end())
                found->second.insert(layer);

    std::vector<Report::WastedPath> wasted;
    for (const Weight& weight : weights) {
        const auto& named = layers[weight.path];
        wasted.push_back({files.paths().text(weight.path), weight.bytes, {named.begin(), named.end()}});
    }
    return wasted;
}

std::optional<bool> verified(const image::Layer& layer, const image::LayerScan& scan) {
    if (scan.digest.empty()) return std::nullopt;
    return (layer.digest.empty() || layer.digest == scan.digest) &&
           (layer.diff_id.empty() || layer.diff_id == scan.diff_id);
}

void add_layer_problems(Report& report, uint32_t number, const image::Layer& layer,
                        const image::LayerScan& scan) {
    const std::string name = "layer " + std::to_string(number + 1);
    for (const Problem& problem : scan.problems)
        report.problems.push_back(
            {problem.severity, problem.where.empty() ? name : name + ", " + problem.where, problem.message});
    if (verified(layer, scan) == std::optional(false)) {
        const bool stored = !layer.digest.empty() && layer.digest != scan.digest;
        report.problems.push_back({Problem::Severity::error, name,
                                   "its " + std::string(stored ? "digest" : "diff_id") + " is " +
                                       (stored ? scan.digest : scan.diff_id) + ", not " +
                                       (stored ? layer.digest : layer.diff_id) + " as promised"});
    }
}

}  // namespace

std::string version() { return PLIMSOLL_VERSION; }

bool Report::complete() const {
    return std::all_of(layers.begin(), layers.end(), [](const Layer& layer) { return layer.complete; });
}

bool Report::has_errors() const {
    return std::any_of(problems.begin(), problems.end(),
                       [](const Problem& problem) { return problem.severity == Problem::Severity::error; });
}

struct Analysis::Types {
    TypeCount count;
    Report::FileTypes rows;
};

Analysis::Analysis(image::Image image)
    : image_(std::move(image)),
      scans_(image_.blobs.size()),
      left_to_merge_(scans_.size()),
      types_(scans_.size()) {
    for (const image::Layer& layer : image_.layers) ++left_to_merge_[layer.blob];
}

void Analysis::add_scan(uint32_t blob, image::LayerScan scan) {
    if (blob >= scans_.size() || scans_[blob]) return;
    scans_[blob] = std::make_unique<image::LayerScan>(std::move(scan));
    auto types = std::make_shared<Types>();
    types->count = TypeCount(scans_[blob]->index);
    types->rows = types->count.rows(std::clamp<size_t>(
        limits::layer_type_rows / std::max<size_t>(image_.layers.size(), 1), 2, limits::report_rows));
    types_[blob] = std::move(types);
    while (!done() && this->scan(merged_layers())) merge(merged_layers());
}

void Analysis::merge(uint32_t layer) {
    const uint32_t blob = image_.layers[layer].blob;
    image::LayerIndex& index = scans_[blob]->index;
    if (const uint64_t left_out = files_.add_layer(index); left_out > 0)
        problems_.push_back({Problem::Severity::error, "layer " + std::to_string(layer + 1),
                             format_count(left_out) + " entries are left out of the merged file system: "
                                                      "the image has more than Plimsoll keeps"});
    if (--left_to_merge_[blob] > 0) return;
    bool merged = false;
    for (uint32_t each = 0; each <= layer; ++each)
        merged |= image_.layers[each].blob == blob && files_.merged(each);
    // What is not merged is not looked at again. (A string that is assigned an empty one would keep its memory.)
    image::LayerIndex none;
    if (merged)
        std::swap(none.paths, index.paths);
    else
        std::swap(none, index);
    const auto& effects = files_.effects(layer);
    const auto& documents = scans_[blob]->documents;
    for (uint32_t number = 0; number < documents.size(); ++number) {
        if (documents[number].entry >= effects.size()) continue;
        documents_.push_back({effects[documents[number].entry].inode, blob, number});
        documents_bytes_ += documents[number].text.size();
    }
    if (documents_bytes_ > documents_allowed_) drop_hidden_documents();
}

/// Each layer that installs something ships its databases of packages anew, and of these only the last is ever read.
void Analysis::drop_hidden_documents() {
    std::erase_if(documents_, [&](const Document& document) {
        if (document.inode != Paths::none && files_.inodes()[document.inode].links > 0) return false;
        std::string none;
        std::swap(none, scans_[document.blob]->documents[document.number].text);
        documents_bytes_ -= none.size();
        return true;
    });
    documents_allowed_ = std::max(documents_allowed_, 2 * documents_bytes_);  // so that few times are enough
}

void Analysis::read_os_release() {
    // The first is a link to the second in most images.
    for (const std::string_view file : {"etc/os-release", "usr/lib/os-release"}) {
        uint32_t path = Paths::root;
        image::for_each_component(
            file,
            [&](std::string_view part) { path = path == Paths::none ? path : files_.child(path, part); },
            [] {});
        if (path == Paths::none || files_.inode(path) == Paths::none) continue;
        for (const Document& document : documents_)
            if (document.inode == files_.inode(path))
                os_release_ = scans_[document.blob]->documents[document.number].text;
        return;
    }
}

/// Once all layers are there, what their databases of packages say is read for the last time.
void Analysis::attribute(const std::vector<const image::LayerScan*>& merged) {
    if (weighed_) return;
    drop_hidden_documents();
    weights_ = packages::attribute(files_, merged);
    read_os_release();
    weighed_ = done();
    for (const auto& scan : scans_)
        if (weighed_ && scan) scan->documents = {};
}

const image::LayerScan* Analysis::scan(uint32_t layer) const {
    return layer < image_.layers.size() ? scans_[image_.layers[layer].blob].get() : nullptr;
}

std::optional<std::string> Analysis::path(uint32_t layer, uint32_t entry) const {
    const image::LayerIndex& index = scan(layer)->index;
    if (layer >= merged_layers()) return index.paths.text(index.entries[entry].path);
    if (!files_.merged(layer)) return std::nullopt;
    const uint32_t path = files_.effects(layer)[entry].path;
    return path == Paths::none ? std::nullopt : std::optional(files_.paths().text(path));
}

Report Analysis::report() {
    Report report;
    report.source = {image_.source_name, image_.source_bytes, image_.layout, image_.source_compression,
                     image_.shown};
    report.image = image_;
    for (const auto& step : image_.config.history)
        report.history.push_back({step, dockerfile::from_history(step.created_by), {}});
    time_steps(report.history);
    report.problems = image_.problems;
    report.problems.insert(report.problems.end(), problems_.begin(), problems_.end());

    std::vector<const image::LayerScan*> scans;
    std::vector<uint64_t> times(image_.blobs.size());
    for (uint32_t number = 0; number < image_.layers.size(); ++number) {
        const image::Layer& layer = image_.layers[number];
        Report::Layer row;
        row.digest = layer.digest;
        row.diff_id = layer.diff_id;
        row.media_type = layer.media_type;
        for (size_t step = 0; step < report.history.size(); ++step)
            if (report.history[step].step.layer == number) row.history = static_cast<uint32_t>(step);
        if (const auto* scan = this->scan(number)) {
            if (image_.blobs[layer.blob].present) row.compression = scan->compression;
            row.verified = verified(layer, *scan);
            row.complete = scan->complete;
            row.measures = scan->measures;
            report.totals += scan->measures;
            row.file_types = types_[layer.blob]->rows;
            ++times[layer.blob];
            if (number < merged_layers()) scans.push_back(files_.merged(number) ? scan : nullptr);
            add_layer_problems(report, number, layer, *scan);
        }
        report.layers.push_back(std::move(row));
    }
    for (const auto& inode : files_.inodes()) {
        if (inode.links > 0) continue;
        report.layers[inode.layer].hidden_bytes += inode.size;
        report.waste.hidden_bytes += inode.size;
    }
    report.filesystem = files_.totals();
    if (const uint64_t shipped = report.totals.file_bytes; shipped > 0)
        report.waste.efficiency =
            static_cast<double>(shipped - report.waste.hidden_bytes) / static_cast<double>(shipped);
    // First, since it frees what takes the most memory.
    attribute(scans);
    report.packages = weights_.packages;
    report.waste.repeated = files_.repeated();
    report.waste.dive = image::dive_figures(files_, scans);
    report.waste.paths = wasted_paths(files_);
    report.largest_files = largest_files(files_, scans);
    TypeCount types;
    for (size_t blob = 0; blob < times.size(); ++blob)
        if (times[blob] > 0) types.add(types_[blob]->count, times[blob]);
    report.file_types = types.rows(limits::report_rows);
    std::vector<dockerfile::Instruction> made_by;
    for (const auto& step : report.history) made_by.push_back(step.made_by);
    report.findings = findings::find({image_, made_by, files_, scans, weights_});
    report.problems.insert(report.problems.end(), weights_.problems.begin(), weights_.problems.end());
    report.taxonomy = taxonomy_of(report, os_release_);
    report.study = study_of(report);
    if (report.problems.size() > limits::problems) {
        const size_t more = report.problems.size() - limits::problems;
        report.problems.resize(limits::problems);
        report.problems.push_back(
            {Problem::Severity::error, "", "and " + format_count(more) + " more problems"});
    }
    return report;
}

}  // namespace plimsoll::report
