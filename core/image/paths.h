// Paths as numbers: each distinct path is a node that knows its parent and its own name, so that a long
// common beginning is stored once and comparing two paths is comparing two integers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::image {

/// What the names of entries that hide others begin with.
inline constexpr std::string_view whiteout_prefix = ".wh.";

/// A table of paths. Number 0 is the root; a parent always has a smaller number than its children.
struct Paths {
    static constexpr uint32_t root = 0;
    static constexpr uint32_t none = UINT32_MAX;

    struct Node {
        uint32_t parent = none;
        uint32_t name_offset = 0, name_bytes = 0;
    };
    std::vector<Node> nodes{Node{}};
    std::string names;

    uint32_t size() const { return static_cast<uint32_t>(nodes.size()); }
    std::string_view name(uint32_t path) const {
        return std::string_view(names).substr(nodes[path].name_offset, nodes[path].name_bytes);
    }

    /// "/usr/bin/python3"; the root is "/".
    std::string text(uint32_t path) const;

    /// Components of the path; the root has 0.
    uint32_t depth(uint32_t path) const;
};

/// Finds and adds paths of a table.
class PathIndex {
 public:
    explicit PathIndex(Paths& paths);

    /// The child of `parent` by that name, or Paths::none.
    uint32_t find(uint32_t parent, std::string_view name) const;

    /// The same, added where it is not there yet. Paths::none once a limit on names is reached.
    uint32_t add(uint32_t parent, std::string_view name);

 private:
    size_t slot_of(uint32_t parent, std::string_view name, uint32_t hash) const;
    void grow();

    Paths& paths_;
    std::vector<uint32_t> hashes_;  ///< of each path
    std::vector<uint32_t> slots_;   ///< open addressing; Paths::none is free
};

/// Calls `visit(component)` for each component of a path as it stands in an archive, taken as below the
/// root: empty ones and "." do not count, and ".." cannot leave the root. A "..", which takes back the
/// component before it, calls `back()`.
template <class Visit, class Back>
void for_each_component(std::string_view path, Visit visit, Back back) {
    while (!path.empty()) {
        const size_t slash = path.find('/');
        const std::string_view part = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
        if (part == "..")
            back();
        else if (!part.empty() && part != ".")
            visit(part);
    }
}

}  // namespace plimsoll::image
