#include "core/packages/claims.h"

#include <algorithm>
#include <tuple>

#include "core/limits.h"
#include "core/packages/roles.h"
#include "core/sorting.h"

namespace plimsoll::packages {

using image::FileSystem;
using image::Paths;

namespace {

bool is_short(const std::string& text) { return text.size() <= limits::package_text_bytes; }

}  // namespace

Claims::Claims(const FileSystem& files)
    : files_(files),
      owner_(files.paths().size(), Paths::none),
      inode_owner_(files.inodes().size(), Paths::none) {
    packages_.push_back({.name = "/"});
}

uint32_t Claims::add(Package package) {
    if (packages_.size() >= limits::packages || !is_short(package.name) || !is_short(package.version)) {
        refuse();
        return Paths::none;
    }
    packages_.push_back(std::move(package));
    return static_cast<uint32_t>(packages_.size() - 1);
}

void Claims::rename(uint32_t package, std::string name, std::string version) {
    if (!is_short(name) || !is_short(version)) return;
    packages_[package].name = std::move(name);
    packages_[package].version = std::move(version);
}

bool Claims::is_free(uint32_t path) const {
    return files_.kind(path) == FileSystem::Kind::file && owner_[path] == Paths::none;
}

void Claims::claim(uint32_t path, uint32_t package) {
    if (path == Paths::none || !is_free(path)) return;
    owner_[path] = package;
    uint32_t& owner = inode_owner_[files_.inode(path)];
    if (owner == Paths::none) owner = package;
}

void Claims::claim_below(const std::vector<uint32_t>& roots) {
    std::vector<uint32_t> nearest(roots);
    for (uint32_t path = 1; path < nearest.size();
         ++path) {  // a parent's number is smaller than its children's
        if (nearest[path] == Paths::none) nearest[path] = nearest[files_.paths().nodes[path].parent];
        if (nearest[path] != Paths::none) claim(path, nearest[path]);
    }
}

void Claims::sum_up() {
    struct Shipped {
        uint32_t layer = Paths::none, lowest = Paths::none;
        uint64_t here = 0, most = 0;  ///< bytes of `layer`, and of the layer that ships most so far
    };
    std::vector<Shipped> shipped(packages_.size());
    for (uint32_t path = 0; path < owner_.size(); ++path) {
        if (owner_[path] == Paths::none) continue;
        ++packages_[owner_[path]].files;
        uint32_t& lowest = shipped[owner_[path]].lowest;
        lowest = std::min<uint32_t>(lowest, files_.inodes()[files_.inode(path)].layer);
    }
    for (size_t package = 0; package < packages_.size(); ++package)
        if (shipped[package].lowest != Paths::none) packages_[package].layer = shipped[package].lowest;
    // Inodes stand in the order of the layers that ship them.
    for (size_t number = 0; number < inode_owner_.size(); ++number) {
        if (inode_owner_[number] == Paths::none) continue;
        const auto& inode = files_.inodes()[number];
        Package& package = packages_[inode_owner_[number]];
        Shipped& sums = shipped[inode_owner_[number]];
        package.bytes += inode.size;
        sums.here = sums.layer == inode.layer ? sums.here + inode.size : inode.size;
        sums.layer = inode.layer;
        if (sums.here <= sums.most) continue;
        sums.most = sums.here;
        package.layer = inode.layer;
    }
}

Attribution Claims::finish() {
    sum_up();
    std::vector<uint32_t> order;
    for (uint32_t number = 0; number < packages_.size(); ++number) {
        Package& package = packages_[number];
        if (package.ecosystem != Ecosystem::files) package.role = role_of(package.ecosystem, package.name);
        const bool installed = package.ecosystem == Ecosystem::dpkg || package.ecosystem == Ecosystem::apk;
        if (package.files > 0 || installed) order.push_back(number);
    }
    sort_stably(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
        const auto key = [](const Package& package) {
            return std::tie(package.ecosystem, package.name, package.version, package.location);
        };
        const Package &left = packages_[a], &right = packages_[b];
        return left.bytes != right.bytes ? left.bytes > right.bytes : key(left) < key(right);
    });
    Attribution result;
    std::vector<uint32_t> place(packages_.size(), Paths::none);
    for (const uint32_t number : order) {
        place[number] = static_cast<uint32_t>(result.packages.size());
        result.packages.push_back(std::move(packages_[number]));
    }
    for (uint32_t& owner : owner_)
        if (owner != Paths::none) owner = place[owner];
    result.owner = std::move(owner_);
    return result;
}

}  // namespace plimsoll::packages
