// From a tar in memory to a layer's scan, and to a file system that can be asked by path.
#pragma once

#include "core/image/image.h"
#include "tests/support/results.h"
#include "tests/support/sources.h"
#include "tests/support/tar_builder.h"

namespace plimsoll::test {

inline image::LayerScan scan(std::string_view blob, const image::ScanOptions& options = {}) {
    const auto source = bytes::view_memory(view(blob));
    return image::scan_layer(*source, {"layer.tar", "", 0, blob.size(), true}, options);
}

inline image::LayerScan scan(const Tar& tar) { return scan(tar.finish()); }

/// A file system of such layers.
class Stack {
 public:
    explicit Stack(const std::vector<Tar>& layers) {
        for (const Tar& layer : layers) add(layer);
    }
    Stack(std::initializer_list<Tar> layers) : Stack(std::vector<Tar>(layers)) {}

    void add(const Tar& layer) {
        scans.push_back(scan(layer));
        REQUIRE(scans.back().complete);
        REQUIRE(files.add_layer(scans.back().index) == 0);
    }

    /// The number of a path as it is written in tests: "a/b", or "" for the root.
    uint32_t path(std::string_view text) const {
        for (uint32_t number = 0; number < files.paths().size(); ++number)
            if (files.paths().text(number) == "/" + std::string(text)) return number;
        return image::Paths::none;
    }

    /// "file 12", "directory", "symlink", "other", "broken" or "absent".
    std::string at(std::string_view text) const {
        constexpr const char* names[] = {"absent", "file", "directory", "symlink", "other", "broken"};
        const uint32_t number = path(text);
        if (number == image::Paths::none) return "absent";
        const std::string kind = names[static_cast<size_t>(files.kind(number))];
        return kind == "file" ? kind + " " + std::to_string(files.size(number)) : kind;
    }

    /// The effect of an entry: "added", "changed", "kept" or "removed", with " hides N" where it hides bytes.
    std::string effect(uint32_t layer, size_t entry) const {
        constexpr const char* names[] = {"added", "changed", "kept", "removed"};
        const auto& effect = files.effects(layer).at(entry);
        const std::string kind = names[static_cast<size_t>(effect.kind)];
        const uint64_t hides = files.hides(layer, static_cast<uint32_t>(entry));
        return hides > 0 ? kind + " hides " + std::to_string(hides) : kind;
    }

    /// Bytes of a layer's files that the final file system does not have.
    uint64_t hidden_bytes(uint32_t layer) const {
        uint64_t sum = 0;
        for (const auto& inode : files.inodes())
            if (inode.layer == layer && inode.links == 0) sum += inode.size;
        return sum;
    }

    std::vector<image::LayerScan> scans;
    image::FileSystem files;
};

}  // namespace plimsoll::test
