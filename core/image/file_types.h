// What kind of file a file is: by the study's rules, as its authors counted, and by rules that mend theirs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/bytes/bytes.h"

namespace plimsoll::image {

/// The corrected classes. A file is in exactly one: the first rule that holds, magic numbers before names.
enum class FileType : uint8_t { unknown };

/// How many classes there are.
inline constexpr size_t file_types = 1;

/// The class's name and its definition, each for a reader.
std::string_view name_of(FileType type);
std::string_view definition_of(FileType type);

/// How many of a file's first bytes classify() wants to see.
inline constexpr size_t file_head_bytes = 512;

/// The class of a file by its path and its first bytes: all of a small file, at least file_head_bytes of others where
/// they could be read.
FileType classify(std::string_view path, bytes::Bytes head);

/// The type that the study's authors would count a file as (analysis of RQ4, file_types_categories.py): by its name
/// alone, the last rule that holds; a file that no rule knows is a type of its own, its extension.
std::string study_type(std::string_view name);

}  // namespace plimsoll::image
