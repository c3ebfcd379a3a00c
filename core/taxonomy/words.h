// Words of names, descriptions and comments, as rules and learned weights know them: ASCII, small, in the singular.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::taxonomy {

/// Runs of ASCII letters and digits (and + and # behind them), in small letters; single letters only c and r.
std::vector<std::string> split_words(std::string_view text);

/// The same of a name, which is split where its case changes too: "MLFlowServer" is ml, flow, server.
std::vector<std::string> split_name(std::string_view name);

/// The singular of an English word, roughly: libraries -> library, tools -> tool.
std::string singular(std::string word);

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// ASCII letters made small.
std::string lower(std::string_view text);

/// At most so many bytes, cut between UTF-8 letters, "..." at the end where it was cut; blanks are one space.
std::string shortened(std::string_view text, size_t most);

}  // namespace plimsoll::taxonomy
