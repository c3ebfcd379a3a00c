// Files by their types, counted as a report shows them.
#pragma once

#include <array>
#include <string>
#include <unordered_map>

#include "core/report/report.h"

namespace plimsoll::report {

/// The regular files of layers by their types, by both rules.
class TypeCount {
 public:
    TypeCount() = default;
    /// Those of one layer.
    explicit TypeCount(const image::LayerIndex& index);

    /// Adds those of a layer that an image has so many times.
    void add(const TypeCount& layer, uint64_t times);

    /// Heaviest first, equally heavy ones by name; at most `most` rows (two or more) of each rule, the last of which
    /// is `other_types` where there are more types than that. So rows sum up to all files and bytes.
    Report::FileTypes rows(size_t most) const;

 private:
    struct Sum {
        uint64_t files = 0, bytes = 0;
    };
    std::array<Sum, image::file_types> corrected_{};
    std::unordered_map<std::string, Sum> study_;
};

}  // namespace plimsoll::report
