#include <algorithm>

#include "core/sorting.h"

#include "core/report/report.h"

namespace plimsoll::report {
namespace {

using image::FileSystem;
using image::Paths;

/// Bytes at and below each path: each inode counts at the first path that shows it.
std::vector<uint64_t> weights_of(const FileSystem& files) {
    std::vector<uint64_t> weights(files.paths().size());
    std::vector<bool> counted(files.inodes().size());
    for (uint32_t path = 0; path < weights.size(); ++path) {
        const uint32_t inode = files.inode(path);
        if (inode == Paths::none || counted[inode]) continue;
        counted[inode] = true;
        weights[path] = files.inodes()[inode].size;
    }
    // A parent's number is smaller than its children's.
    for (uint32_t path = static_cast<uint32_t>(weights.size()); path-- > 1;)
        weights[files.paths().nodes[path].parent] += weights[path];
    return weights;
}

}  // namespace

std::vector<Part> heaviest_parts(const FileSystem& files, size_t most) {
    const auto weights = weights_of(files);
    const auto heavier = [&](uint32_t a, uint32_t b) {
        return weights[a] != weights[b] ? weights[a] > weights[b]
                                        : files.paths().text(a) < files.paths().text(b);
    };
    // The heaviest part is replaced by its own content as long as it is a third of all.
    std::vector<uint32_t> open{Paths::root};
    while (weights[open.front()] * 3 > weights[Paths::root]) {
        const auto children = files.children(open.front());
        if (children.empty()) break;
        open.erase(open.begin());
        open.insert(open.end(), children.begin(), children.end());
        sort_stably(open.begin(), open.end(), heavier);
    }
    std::vector<Part> parts;
    uint64_t rest = 0;
    for (const uint32_t path : open) {
        const bool tells = weights[path] * 100 >= weights[Paths::root] && weights[path] > 0;
        if (tells && parts.size() < most)
            parts.push_back({files.paths().text(path), weights[path]});
        else
            rest += weights[path];
    }
    if (rest > 0) parts.push_back({"", rest});
    return parts;
}

}  // namespace plimsoll::report
