// What became of each file that a later layer hides.
#pragma once

#include <vector>

#include "core/findings/survey.h"

namespace plimsoll::findings {

enum class Fate : uint8_t {
    visible,     ///< it is not hidden
    deleted,     ///< the layer that hides it leaves nothing in its place
    replaced,    ///< it leaves something else there
    attributes,  ///< it stores the file again, with the same content: for a mode, an owner, a time
    moved,       ///< it has the same file at another path
};

struct Fates {
    std::vector<Fate> fate;  ///< by inode
    /// By inode: of one that is moved or stored again for its attributes, the other; else Paths::none.
    std::vector<uint32_t> again;
    std::vector<bool> is_copy;  ///< by inode: whether it is some other's `again`
};

/// Where the contents of both files were hashed, the hashes decide. Where not, a file is stored again for its attributes
/// if the new one has the same size, and another mode or owner or an instruction that changes those (chmod, chown,
/// chgrp); it is moved if the layer has a file of the same name and size, of moved_bytes at least, elsewhere.
Fates fates_of(const Input& input, const Survey& survey);

}  // namespace plimsoll::findings
