// What follows an instruction's keyword: flags, JSON arrays, words, settings, here-documents.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/dockerfile/dockerfile.h"

namespace plimsoll::dockerfile {

/// The flags at the beginning of a text; `end` is set to where they end.
std::vector<Flag> read_flags(std::string_view text, size_t& end);

/// A JSON array and nothing else, as exec forms are.
struct JsonArray {
    bool only_strings = true;  ///< BuildKit refuses an array that holds anything else
    std::vector<std::string> strings;
};

/// Nothing where the text is no JSON array.
std::optional<JsonArray> read_json_array(std::string_view text);

/// Words between blanks (quotes are nothing special), at most `most`.
std::vector<std::string> blank_separated(std::string_view text, size_t most);

/// Words between blanks outside quotes, quotes and escapes kept, at most `most`.
std::vector<std::string> quoted_words(std::string_view text, char escape, size_t most);

/// A word as a here-document's beginning ("<<EOF", "3<<-'END'"), or nothing.
std::optional<HereDocument> read_here_word(std::string_view word);

/// `name=value`, split at the first "=".
Setting read_setting(std::string_view word);

}  // namespace plimsoll::dockerfile
