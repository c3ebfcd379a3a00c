// The kinds of packages under the page's names. Each kind has one colour on the whole page (theme.h).
#pragma once

#include "core/packages/load_kind.h"

namespace plimsoll::web {

using Kind = packages::LoadKind;
using packages::name_of;
inline constexpr size_t kinds = packages::load_kinds;
inline Kind kind_of(const packages::Package& package) { return packages::load_kind_of(package); }

}  // namespace plimsoll::web
