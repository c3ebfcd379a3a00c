// What is worth a finding, and how grave it is. Each number has its reason; none of them limits what is read.
#pragma once

#include <algorithm>
#include <cstdint>

namespace plimsoll::findings {

/// Fewer bytes than this are not reported: an absolute size, or a share of what the image ships where that is less, so
/// that a small image's waste shows as well.
struct Least {
    uint64_t bytes = 1;
    uint64_t share = 1;  ///< one part in so many

    uint64_t of(uint64_t shipped) const { return std::max<uint64_t>(1, std::min(bytes, shipped / share)); }
};

/// Of what nobody needs: a megabyte is a line in a Dockerfile, a thousandth of an image is noise.
inline constexpr Least worth_a_line{1'000'000, 1'000};

/// Of what somebody may want (documentation, tests, headers): giving that up has to pay.
inline constexpr Least worth_a_trade{10'000'000, 100};

/// Where it is there at all, it tells.
inline constexpr Least worth_telling{};

/// From a hundredth of the image on (and a megabyte: a hundredth of a small image is nothing) bytes are a warning ...
inline constexpr uint64_t warning_share = 100;
inline constexpr uint64_t warning_bytes = 1'000'000;

/// ... and serious from a tenth on (and 50 MB, a second of a fast line, for each machine that pulls it).
inline constexpr uint64_t serious_share = 10;
inline constexpr uint64_t serious_bytes = 50'000'000;

/// Two files of one name and size are the same file moved: below this, licences and empty templates are, too.
inline constexpr uint64_t moved_bytes = 4'096;

/// Copies of small files are not worth a link.
inline constexpr uint64_t duplicate_bytes = 16'384;

/// Private keys are smaller. Presentations, which also end in .key, are larger.
inline constexpr uint64_t key_bytes = 16'384;

/// The same for other files that hold secrets: password databases and key stores may hold a few certificates, too.
inline constexpr uint64_t secret_bytes = 1u << 20;

/// A core dump holds a program's memory. Smaller files of that name are something else.
inline constexpr uint64_t core_dump_bytes = 1'000'000;

/// Smaller archives are data of the program, which has its reasons, or tests.
inline constexpr uint64_t archive_bytes = 1'000'000;

/// Blobs of a model hub's cache have no extension: the large ones are weights, the others tokenizers and settings.
inline constexpr uint64_t hub_weights_bytes = 10'000'000;

/// Smaller pickles hold settings; they run code as well, but nobody trains models of this size.
inline constexpr uint64_t pickle_bytes = 64;

}  // namespace plimsoll::findings
