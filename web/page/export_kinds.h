// The formats that a report can be had in, as the page and the module `exports` call them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace plimsoll::web {

enum class ExportKind : uint8_t { csv, markdown, latex, html, chart };

/// Names of all tables (exports::table_names) and charts (charts::name_of), which the page tells before the module has loaded.
inline constexpr std::array<std::string_view, 12> export_tables = {
    "image",         "findings", "layers",      "packages", "file_types", "study_file_types",
    "largest_files", "waste",    "base_images", "taxonomy", "study",      "problems"};
inline constexpr std::array<std::string_view, 6> export_charts = {"load",  "layers", "packages",
                                                                  "types", "waste",  "study"};

}  // namespace plimsoll::web
