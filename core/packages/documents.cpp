#include "core/packages/documents.h"

#include <algorithm>

#include "core/limits.h"

namespace plimsoll::packages {

using image::FileSystem;
using image::LayerScan;
using image::Paths;

std::optional<std::string> short_text(const Paths& paths, uint32_t path) {
    size_t bytes = 0;
    for (uint32_t up = path; up != Paths::root; up = paths.nodes[up].parent) {
        bytes += 1 + paths.nodes[up].name_bytes;
        if (bytes > limits::package_text_bytes) return std::nullopt;
    }
    return paths.text(path);
}

Documents::Documents(const FileSystem& files, const std::vector<const LayerScan*>& layers) {
    struct Kept {
        uint32_t layer = 0;
        const LayerScan::Document* document = nullptr;
    };
    std::vector<Kept> by_inode(files.inodes().size());
    for (uint32_t layer = 0; layer < layers.size() && layer < files.layers(); ++layer) {
        if (!layers[layer]) continue;
        const auto& effects = files.effects(layer);
        for (const auto& document : layers[layer]->documents)
            if (document.entry < effects.size() && effects[document.entry].inode != Paths::none)
                by_inode[effects[document.entry].inode] = {layer, &document};
    }
    // By what each path shows now, so that hard links of a database are as good as where it was shipped.
    for (uint32_t path = 0; path < files.paths().size(); ++path) {
        const uint32_t inode = files.inode(path);
        if (inode == Paths::none || !by_inode[inode].document) continue;
        const auto text = short_text(files.paths(), path);
        if (!text) {
            ++left_out_;
            continue;
        }
        const Database kind = database_of(std::string_view(*text).substr(1));
        if (kind != Database::none)
            all_.push_back({path, by_inode[inode].layer, kind, by_inode[inode].document->text});
    }
}

const Documents::Document* Documents::at(uint32_t path) const {
    const auto found =
        std::lower_bound(all_.begin(), all_.end(), path,
                         [](const Document& document, uint32_t number) { return document.path < number; });
    return found != all_.end() && found->path == path ? &*found : nullptr;
}

}  // namespace plimsoll::packages
