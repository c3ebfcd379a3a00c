// Texts and bytes that JavaScript hands to an exported function. They lie in the module's `inbox` (inbox.js) while the
// function runs; numbers go as arguments, sizes and offsets among them as doubles, which are exact up to 2^53.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace plimsoll::web {

std::vector<uint8_t> take_bytes(int index);
std::string take_text(int index);

}  // namespace plimsoll::web
