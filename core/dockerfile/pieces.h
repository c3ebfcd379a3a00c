// Texts that were put together from parts of another one, and where each byte comes from.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/dockerfile/dockerfile.h"

namespace plimsoll::dockerfile {

/// Where that byte of a joined text stood; 0 where nothing is known.
inline uint32_t source_of(std::span<const Piece> pieces, size_t at) {
    const auto next = std::upper_bound(pieces.begin(), pieces.end(), at,
                                       [](size_t a, const Piece& piece) { return a < piece.at; });
    if (next == pieces.begin()) return 0;
    const Piece& piece = *(next - 1);
    return piece.source + static_cast<uint32_t>(at - piece.at);
}

/// Where a part of a joined text stood: from its first byte to its last.
inline Range source_of(std::span<const Piece> pieces, Range part) {
    if (pieces.empty()) return {};
    if (part.begin == part.end) return {source_of(pieces, part.begin), source_of(pieces, part.begin)};
    return {source_of(pieces, part.begin), source_of(pieces, part.end - 1) + 1};
}

/// A text that grows by parts of a source.
struct Joined {
    std::string text;
    std::vector<Piece> pieces;

    /// Appends `part`, which stands at `source`.
    void append(std::string_view part, size_t source) {
        if (part.empty()) return;
        const auto at = static_cast<uint32_t>(text.size());
        const auto from = static_cast<uint32_t>(source);
        if (pieces.empty() || pieces.back().source + (at - pieces.back().at) != from)
            pieces.push_back({at, from});
        text.append(part);
    }
};

/// The pieces of the part of a text that begins at `begin`.
inline std::vector<Piece> pieces_from(std::span<const Piece> pieces, size_t begin) {
    std::vector<Piece> part;
    if (pieces.empty()) return part;
    part.push_back({0, source_of(pieces, begin)});
    for (const Piece& piece : pieces)
        if (piece.at > begin) part.push_back({piece.at - static_cast<uint32_t>(begin), piece.source});
    return part;
}

}  // namespace plimsoll::dockerfile
