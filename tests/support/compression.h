// Compresses fixtures. What a compressor writes may change with its version; tests must not depend on it.
#pragma once

#include <string>
#include <string_view>

#include "core/bytes/bytes.h"

namespace plimsoll::test {

/// How deflate looks for matches and writes codes.
enum class Deflate { fast, usual, best, huffman, runs, fixed };

std::string gzip(std::string_view text, Deflate how = Deflate::usual);

/// One frame, with its checksum.
std::string zstd(std::string_view text);

/// A frame that holds bytes for others and that readers pass over.
std::string zstd_skippable(std::string_view text);

/// By the program xz.
std::string xz(std::string_view text);

std::string bzip2(std::string_view text);

/// The text as it is for `none`.
std::string compressed(std::string_view text, bytes::Compression how);

/// Text that compresses by about a half, of any length, the same each time.
std::string sample_text(size_t bytes);

}  // namespace plimsoll::test
