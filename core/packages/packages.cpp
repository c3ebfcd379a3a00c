#include "core/packages/packages.h"

namespace plimsoll::packages {

std::string_view name_of(Ecosystem) { return "files"; }
std::string_view name_of(Role) { return ""; }
bool is_database(std::string_view) { return false; }
Attribution attribute(const image::FileSystem&, const std::vector<const image::LayerScan*>&) { return {}; }

}  // namespace plimsoll::packages
