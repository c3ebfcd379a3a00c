#include "core/image/file_types.h"

namespace plimsoll::image {

std::string_view name_of(FileType) { return "unknown"; }
std::string_view definition_of(FileType) { return ""; }
FileType classify(std::string_view, bytes::Bytes) { return FileType::unknown; }
std::string study_type(std::string_view name) { return std::string(name); }

}  // namespace plimsoll::image
