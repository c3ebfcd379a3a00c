// What the fuzzing programs share: bytes become an analysis, and what has to hold for every analysis is checked. Where it
// does not hold the program aborts, and libFuzzer keeps the input.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/report/report.h"

namespace plimsoll::fuzz {

inline std::string_view text_of(const uint8_t* data, size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}
inline bytes::Bytes bytes_of(std::string_view text) {
    return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

/// What every scan is asked for: all that is read of a layer.
image::ScanOptions scan_options();

/// Opens and scans an archive in jumps, as the command does with a file; null where it is none.
std::unique_ptr<report::Analysis> analyse(std::string_view archive);

/// The same from end to end, as with a pipe.
std::unique_ptr<report::Analysis> analyse_in_order(std::string_view archive);

/// An image of such layers, lowest first, plain or compressed.
std::unique_ptr<report::Analysis> analyse_layers(const std::vector<std::string_view>& layers);

/// Aborts, saying why, unless `right`.
void require(bool right, const char* what);

/// Writes the analysis' report as JSON and as text, and reads it back. Packages have to sum up to the file system, and what
/// was hidden and what is left to what was shipped.
void check(report::Analysis& analysis);

/// Of a report that was analysed or read back: written, read and written again it has to be the same, and as text it has to
/// hold no control characters.
void check(const report::Report& report);

/// A mutation of libFuzzer's after which the headers of a tar mostly have right checksums: without that hardly any change
/// gets beyond them. Compressed inputs stay as they are mutated.
size_t mutate_tar(uint8_t* data, size_t size, size_t most, unsigned seed);

}  // namespace plimsoll::fuzz
