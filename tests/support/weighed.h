// From layers to the weights of their packages.
#pragma once

#include <algorithm>
#include <set>

#include "core/packages/packages.h"
#include "tests/support/layers.h"

namespace plimsoll::test {

/// Layers, merged and attributed. What has to hold for all attributions is required of each.
class Weighed {
 public:
    explicit Weighed(const std::vector<Tar>& layers) {
        image::ScanOptions options;
        options.keep = packages::is_database;
        for (const Tar& layer : layers) {
            scans.push_back(std::make_unique<image::LayerScan>(scan(layer.finish(), options)));
            REQUIRE(scans.back()->complete);
            REQUIRE(files.add_layer(scans.back()->index) == 0);
            pointers.push_back(scans.back().get());
        }
        attribution = packages::attribute(files, pointers);
        check_sums();
    }
    Weighed(std::initializer_list<Tar> layers) : Weighed(std::vector<Tar>(layers)) {}

    /// "alpha 1.0: 12 bytes, 2 files, layer 0", heaviest first; with " at LOCATION" and " (ROLE)" before the colon.
    std::vector<std::string> rows(packages::Ecosystem ecosystem) const {
        std::vector<std::string> rows;
        for (const auto& package : attribution.packages) {
            if (package.ecosystem != ecosystem) continue;
            std::string row = package.name;
            if (!package.version.empty()) row += " " + package.version;
            if (!package.location.empty()) row += " at " + package.location;
            if (package.role != packages::Role::none)
                row += " (" + std::string(packages::name_of(package.role)) + ")";
            rows.push_back(row + ": " + std::to_string(package.bytes) + " bytes, " +
                           std::to_string(package.files) + " files, layer " + std::to_string(package.layer));
        }
        return rows;
    }

    /// Whose file that is: "dpkg alpha"; empty where nobody's.
    std::string owner(std::string_view path) const {
        for (uint32_t number = 0; number < files.paths().size(); ++number) {
            if (files.paths().text(number) != "/" + std::string(path)) continue;
            if (attribution.owner[number] == image::Paths::none) return "";
            const auto& package = attribution.packages[attribution.owner[number]];
            return std::string(packages::name_of(package.ecosystem)) + " " + package.name;
        }
        return "";
    }

    std::vector<std::unique_ptr<image::LayerScan>> scans;
    std::vector<const image::LayerScan*> pointers;
    image::FileSystem files;
    packages::Attribution attribution;

 private:
    void check_sums() const {
        const auto totals = files.totals();
        uint64_t bytes = 0, paths = 0;
        for (const auto& package : attribution.packages) {
            bytes += package.bytes;
            paths += package.files;
        }
        REQUIRE(bytes == totals.bytes);
        REQUIRE(paths == totals.files);
        REQUIRE(attribution.owner.size() == files.paths().size());
        std::vector<uint64_t> owned(attribution.packages.size());
        std::vector<std::set<uint32_t>> inodes(attribution.packages.size());
        for (uint32_t path = 0; path < files.paths().size(); ++path) {
            const uint32_t owner = attribution.owner[path];
            REQUIRE((owner != image::Paths::none) == (files.kind(path) == image::FileSystem::Kind::file));
            if (owner == image::Paths::none) continue;
            ++owned.at(owner);
            inodes[owner].insert(files.inode(path));
        }
        for (size_t number = 0; number < owned.size(); ++number) {
            const auto& package = attribution.packages[number];
            REQUIRE(owned[number] == package.files);
            uint64_t most = 0;
            for (const uint32_t inode : inodes[number]) most += files.inodes()[inode].size;
            REQUIRE(package.bytes <= most);  // less where another package has one of the hard links
            REQUIRE(package.layer < files.layers());
        }
        REQUIRE(std::is_sorted(attribution.packages.begin(), attribution.packages.end(),
                               [](const auto& a, const auto& b) { return a.bytes > b.bytes; }));
    }
};

using Rows = std::vector<std::string>;

}  // namespace plimsoll::test
