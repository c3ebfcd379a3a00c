// Python's literals, as its repr() writes them: texts, numbers, None, True, False, nan, lists, tuples, sets and dicts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace plimsoll::study {

struct Literal {
    enum class Kind : uint8_t { none, number, text, list, dict };
    Kind kind = Kind::none;  ///< None and nan are none; sets and tuples are lists, True and False numbers
    double number = 0;
    std::string text;
    std::vector<Literal> items;  ///< of a list; of a dict, its values
    std::vector<Literal> keys;   ///< of a dict, in the order of its values

    /// Those items that are texts.
    std::vector<std::string> texts() const;
};

/// Reads a cell. Errors (where: "byte 12"): it is no literal, or nested more than limits::literal_depth deep.
Result<Literal> parse_literal(std::string_view text);

}  // namespace plimsoll::study
