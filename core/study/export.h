// What the ways to write a figure share.
#pragma once

#include <string>

#include "core/study/study.h"

namespace plimsoll::study {

/// A value with so many decimals, without those that are zeros; empty where there is none.
std::string plain(const Value& value, int decimals);

/// The value of a cell in a mode: in the corrected mode the recomputed one where nothing is to be corrected.
const Value& in_mode(const Cell& cell, Mode mode);

/// "Size (KB)".
std::string heading_of(const Column& column);

std::string csv_of(const Figure& figure);
std::string markdown_of(const Figure& figure, Mode mode);
std::string latex_of(const Figure& figure, Mode mode);
std::string text_of(const Figure& figure, Mode mode);
nlohmann::ordered_json json_of(const Figure& figure, Mode mode);

/// A text of somebody else's in a terminal: without control characters.
std::string harmless(std::string_view text);

}  // namespace plimsoll::study
