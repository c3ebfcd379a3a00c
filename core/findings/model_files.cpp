// Files of models: what of them a program that serves the model does not read, and what of them runs code.
#include <tuple>

#include "core/sorting.h"

#include "core/findings/families.h"

namespace plimsoll::findings {
namespace {

/// How a library for models writes the same weights down, the one to keep first.
enum class Format : uint8_t { safetensors, torch, tensorflow, flax, rust, none };

Format format_of(std::string_view name) {
    if (name.ends_with(".safetensors") && name.starts_with("model")) return Format::safetensors;
    if (name.ends_with(".bin") && name.starts_with("pytorch_model")) return Format::torch;
    if (name.ends_with(".h5") && name.starts_with("tf_model")) return Format::tensorflow;
    if (name.ends_with(".msgpack") && name.starts_with("flax_model")) return Format::flax;
    return name == "rust_model.ot" ? Format::rust : Format::none;
}

/// The file behind a path: its own, or the one that a link in a model hub's cache (../../blobs/HASH) leads to.
uint32_t file_behind(const Context& context, uint32_t path) {
    const auto& files = context.input.files;
    using Kind = image::FileSystem::Kind;
    if (files.kind(path) == Kind::file) return files.inode(path);
    const uint32_t layer = files.layer(path), entry = files.entry(path);
    if (files.kind(path) != Kind::symlink || layer >= context.input.layers.size() ||
        !context.input.layers[layer] || entry >= context.input.layers[layer]->index.entries.size())
        return image::Paths::none;
    const auto& index = context.input.layers[layer]->index;
    const std::string_view target = index.link(index.entries[entry]);
    constexpr std::string_view way_up = "../../blobs/";
    if (!target.starts_with(way_up) || target.find('/', way_up.size()) != std::string_view::npos)
        return image::Paths::none;
    uint32_t folder = path;
    for (int up = 0; up < 3 && folder != image::Paths::root; ++up)
        folder = files.paths().nodes[folder].parent;
    const uint32_t blobs = files.child(folder, "blobs");
    if (blobs == image::Paths::none) return image::Paths::none;
    const uint32_t blob = files.child(blobs, target.substr(way_up.size()));
    return blob == image::Paths::none ? blob : files.inode(blob);
}

}  // namespace

void find_training_state(const Context& context) {
    auto claims = claims_for(context, ShownBy::path, [](uint32_t, const Item& item) {
        return item.visible && item.is(training) && item.is_applications();
    });
    context.accounting.report({"training-state"}, std::move(claims), [&](const Group& group) {
        return Words{"State of a training: optimizers, schedules, event logs",
                     "A program that only runs the model reads none of it: leave it out of " +
                         instruction_of(context, group.layer, "the instructions that ship it") +
                         " (.dockerignore, or `ignore_patterns` of the download)."};
    });
}

/// A folder that has model.safetensors and pytorch_model.bin has the same weights twice.
void find_repeated_formats(const Context& context) {
    struct Row {
        uint32_t folder;
        Format format;
        uint32_t inode, path;
    };
    const auto& files = context.input.files;
    std::vector<Row> rows;
    for (uint32_t path = 1; path < files.paths().size(); ++path) {
        const Format format = format_of(files.paths().name(path));
        if (format == Format::none) continue;
        const uint32_t inode = file_behind(context, path);
        if (inode == image::Paths::none || context.survey.item(inode).packaged) continue;
        rows.push_back({files.paths().nodes[path].parent, format, inode, path});
    }
    sort_stably(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return std::tie(a.folder, a.format, a.path) < std::tie(b.folder, b.format, b.path);
    });
    std::vector<Claim> claims;
    for (size_t row = 0, first = 0; row < rows.size(); ++row) {
        if (rows[row].folder != rows[first].folder) first = row;
        if (rows[row].format != rows[first].format)
            claims.push_back({rows[row].inode, rows[row].path, context.survey.inode(rows[row].inode).layer});
    }
    context.accounting.report({"repeated-formats"}, std::move(claims), [&](const Group& group) {
        return Words{
            "The same weights in more than one format",
            "Download one format only in " +
                instruction_of(context, group.layer, "each instruction that ships them") +
                ": `snapshot_download(..., allow_patterns=[\"*.safetensors\", \"*.json\", \"*.txt\"])`."};
    });
}

/// Those of packages are code like the rest of the package.
void find_pickles(const Context& context) {
    std::vector<Exhibit> exhibits;
    const auto& items = context.survey.items();
    for (uint32_t inode = 0; inode < items.size(); ++inode) {
        const Item& item = items[inode];
        const auto& shipped = context.survey.inode(inode);
        if (item.visible && item.is(pickles) && item.is_applications() && shipped.size >= pickle_bytes)
            exhibits.push_back({shipped.size, item.path, shipped.layer});
    }
    Finding finding;
    finding.id = "pickle-files";
    finding.severity = Severity::note;
    finding.title = "Pickle files, which run code when they are loaded";
    finding.advice =
        "Ship weights as safetensors or ONNX in the COPY or RUN that brings them, or load them with "
        "`torch.load(..., weights_only=True)`; load other pickles only from makers whose code you would run.";
    context.accounting.add(std::move(finding), std::move(exhibits));
}

}  // namespace plimsoll::findings
