// Who owns which file, while the ecosystems claim them one after the other.
#pragma once

#include <vector>

#include "core/packages/packages.h"

namespace plimsoll::packages {

/// The first claim of a path keeps it, and the first claim of any of a file's hard links gets its bytes.
class Claims {
 public:
    explicit Claims(const image::FileSystem& files);

    /// The group of the files in the root itself: always there, for what no other group can take.
    static constexpr uint32_t root_group = 0;

    /// A package that can claim files: its number. Its role, bytes and files are computed later; its layer counts only if
    /// it ships nothing. Paths::none where limits.h allows no more, or no such name.
    uint32_t add(Package package);

    /// Names a package that was added before its database said how it is called. Too long ones change nothing.
    void rename(uint32_t package, std::string name, std::string version);

    /// Whether the path is a regular file that nobody has claimed.
    bool is_free(uint32_t path) const;

    /// Claims the path where it is free.
    void claim(uint32_t path, uint32_t package);

    /// Claims all that is free below directories: `roots` has a package, or Paths::none, by path. Of several above a file
    /// the nearest gets it.
    void claim_below(const std::vector<uint32_t>& roots);

    /// Counts a package or group that is left out because of a limit. add() does so itself.
    void refuse() { ++refused_; }
    uint64_t refused() const { return refused_; }

    /// The sums, without problems.
    Attribution finish();

 private:
    void sum_up();

    const image::FileSystem& files_;
    std::vector<Package> packages_;
    std::vector<uint32_t> owner_;        ///< by path
    std::vector<uint32_t> inode_owner_;  ///< by inode
    uint64_t refused_ = 0;
};

}  // namespace plimsoll::packages
