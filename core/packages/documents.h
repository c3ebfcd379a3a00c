// The texts of the databases that a container sees: not those that a later layer overwrote or deleted.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/image/image.h"
#include "core/packages/databases.h"

namespace plimsoll::packages {

/// "/usr/lib"; nothing where it is longer than limits::package_text_bytes.
std::optional<std::string> short_text(const image::Paths& paths, uint32_t path);

class Documents {
 public:
    struct Document {
        uint32_t path = 0;
        uint32_t layer = 0;  ///< which ships it
        Database kind = Database::none;
        std::string_view text;  ///< the scan's
    };

    Documents(const image::FileSystem& files, const std::vector<const image::LayerScan*>& layers);

    /// By the numbers of their paths.
    const std::vector<Document>& all() const { return all_; }

    /// The one at that path, or null.
    const Document* at(uint32_t path) const;

    /// How many are left out because their path is longer than limits::package_text_bytes.
    uint64_t left_out() const { return left_out_; }

 private:
    std::vector<Document> all_;
    uint64_t left_out_ = 0;
};

}  // namespace plimsoll::packages
