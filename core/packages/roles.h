// Which packages matter to machine learning.
#pragma once

#include <string_view>

#include "core/packages/packages.h"

namespace plimsoll::packages {

/// By the table in roles.cpp.
Role role_of(Ecosystem ecosystem, std::string_view name);

}  // namespace plimsoll::packages
