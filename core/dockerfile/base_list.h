// The list assets/base_images.csv, compiled in.
#pragma once

#include <string_view>
#include <vector>

#include "core/dockerfile/dockerfile.h"

namespace plimsoll::dockerfile {

struct ListedBase {
    std::string_view image, source;
    std::vector<BaseType> types;
};

/// An image in the rows that are ours, or null.
const ListedBase* find_listed(std::string_view image);

/// An image in the study's rows, or null; digits don't count, as the list has lost most.
const ListedBase* find_in_study(std::string_view image);

}  // namespace plimsoll::dockerfile
