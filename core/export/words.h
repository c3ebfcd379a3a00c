// What the formats share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/export/export.h"

namespace plimsoll::exports {

/// At most so many bytes, cut between two characters, with an ellipsis at its end where it is longer. The text is UTF-8.
std::string cut(const std::string& text, size_t most);
/// The same at its beginning: the end of a path says more.
std::string cut_front(const std::string& text, size_t most);

/// A piece of a sentence: what stands between two backquotes is code, as in "end it with `rm -rf /tmp/x`".
struct Piece {
    std::string text;
    bool code = false;
};
/// The sentence's pieces; one that is not closed is not code.
std::vector<Piece> pieces_of(const std::string& sentence);

/// "3 findings", "1 finding".
std::string counted(uint64_t count, std::string_view one, std::string_view many);

/// The columns of a table that are shown there, by their places.
std::vector<size_t> columns_of(const Table& table, uint8_t shown);

/// The same table with the first rows only.
Table first_rows(Table table, size_t most);

/// Findings, the gravest first; else as they are.
Table gravest_first(Table findings);

/// The heaviest layers, in their order.
Table heaviest_layers(const report::Report& report, Table layers, size_t most);

}  // namespace plimsoll::exports
