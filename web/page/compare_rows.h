// A comparison of two images as the rows of tables: what the view and nothing else knows of it. Made once, not in every
// frame.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/report/compare.h"

namespace plimsoll::web {

struct CompareRow {
    enum class Sign : uint8_t { same, changed, added, removed } sign = Sign::same;
    std::string name;    ///< a path, a package, a setting: as it is, not yet printable
    std::string detail;  ///< what differs, in a few words
    std::string a, b;    ///< what stands in the columns A and B, where it is no number of bytes
    std::optional<uint64_t> bytes_a, bytes_b;  ///< or the number
    bool weighs = true;                        ///< the difference of the two numbers means something
    bool is_path = false;
};

enum class Section : uint8_t { layers, files, packages, settings, types, findings };
inline constexpr size_t sections = 6;

/// "Layers", "Files", "Packages", "Settings", "Types", "Findings".
std::string_view name_of(Section section);

/// What differs, the greatest first as the comparison has it; of layers, all.
std::vector<CompareRow> rows_of(const report::Comparison& comparison, Section section);

/// One or two sentences on what the rows are, and on what is the same.
std::string summary_of(const report::Comparison& comparison, Section section);

/// "+1.20 MB", "−3 B", "0".
std::string signed_bytes(uint64_t a, uint64_t b);

}  // namespace plimsoll::web
