// A QR code (ISO/IEC 18004) of an address.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace plimsoll::link {

struct QrCode {
    int version = 1;            ///< 1 to limits::qr_version; a side has 17 + 4 * version modules
    int side = 0;               ///< modules, without the margin
    char correction = 'L';      ///< L, M, Q, H: 7, 15, 25, 30 % of it may be unreadable
    std::vector<bool> modules;  ///< row by row from the top; true: dark
    bool dark(int x, int y) const { return modules[static_cast<size_t>(y * side + x)]; }
};

/// Modules of blank margin that a reader needs on each side.
inline constexpr int qr_margin = 4;

/// The smallest code that holds the text, and of the corrections that it has room for the strongest. Errors: `over_limit`
/// where version limits::qr_version cannot hold the text.
Result<QrCode> qr_code(std::string_view text);

/// An SVG image, black on white, with its margin, `module_size` units to a module. It has one path and no text.
std::string to_svg(const QrCode& code, int module_size = 4);

}  // namespace plimsoll::link
