#include "core/findings/survey.h"

#include <algorithm>

namespace plimsoll::findings {

using image::Paths;

Survey::Survey(const Input& input)
    : input_(input),
      places_(input.files.paths()),
      items_(input.files.inodes().size()),
      made_by_(input.image.layers.size()) {
    const auto& files = input.files;
    for (uint32_t number = 0; number < items_.size(); ++number) {
        items_[number].path = files.inodes()[number].path;
        items_[number].visible = files.inodes()[number].links > 0;
    }
    // The path that shipped a file stands for it, where it is still there, else the first of its links.
    std::vector<bool> seen(items_.size()), differ(items_.size());
    for (uint32_t path = 1; path < files.paths().size(); ++path) {
        const uint32_t number = files.inode(path);
        if (number == Paths::none || files.kind(path) != image::FileSystem::Kind::file) continue;
        Item& item = items_[number];
        if (seen[number]) differ[number] = differ[number] || places_.of(path) != item.place;
        if (!seen[number] || files.inodes()[number].path == path) item.path = path;
        seen[number] = true;
        item.place = places_.of(path);
    }
    for (uint32_t number = 0; number < items_.size(); ++number) {
        Item& item = items_[number];
        item.place = differ[number] ? Place::none : places_.of(item.path);
        item.folder = places_.folder(item.path);
        item.traits = places_.traits(item.path);
        item.name = traits_of(files.paths().name(item.path));
        if (!item.visible || item.path >= input.packages.owner.size()) continue;
        const uint32_t owner = input.packages.owner[item.path];
        if (owner >= input.packages.packages.size()) continue;
        item.owner = owner;
        item.packaged = input.packages.packages[owner].ecosystem != packages::Ecosystem::files;
    }
    const auto& steps = input.image.config.history;
    for (size_t step = 0; step < std::min(steps.size(), input.history.size()); ++step)
        if (steps[step].layer && *steps[step].layer < made_by_.size())
            made_by_[*steps[step].layer] = &input.history[step];
}

const image::LayerScan* Survey::scan(uint32_t layer) const {
    return layer < input_.layers.size() ? input_.layers[layer] : nullptr;
}

const image::LayerIndex::Entry* Survey::entry(uint32_t inode) const {
    const auto& shipped = this->inode(inode);
    const auto* scan = this->scan(shipped.layer);
    return scan && shipped.entry < scan->index.entries.size() ? &scan->index.entries[shipped.entry] : nullptr;
}

const image::ContentHash* Survey::content(uint32_t inode) const {
    const auto& shipped = this->inode(inode);
    const auto* scan = this->scan(shipped.layer);
    if (!scan || shipped.entry >= scan->contents.size()) return nullptr;
    const auto& hash = scan->contents[shipped.entry];
    return hash == image::ContentHash{} ? nullptr : &hash;
}

const dockerfile::Instruction* Survey::made_by(uint32_t layer) const {
    return layer < made_by_.size() ? made_by_[layer] : nullptr;
}

bool Survey::is_copied(uint32_t layer) const {
    const auto* made_by = this->made_by(layer);
    return made_by && (made_by->instruction == "COPY" || made_by->instruction == "ADD");
}

std::string layer_name(uint32_t layer) { return "layer " + std::to_string(uint64_t{layer} + 1); }

}  // namespace plimsoll::findings
