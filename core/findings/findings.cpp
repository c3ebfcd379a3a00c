#include "core/findings/findings.h"

namespace plimsoll::findings {

std::string_view name_of(Severity) { return "note"; }
std::vector<Finding> find(const Input&) { return {}; }

}  // namespace plimsoll::findings
