// What decompress.cpp asks of each compression library.
#pragma once

#include "core/bytes/bytes.h"

namespace plimsoll::bytes {

class Codec {
 public:
    struct Step {
        size_t consumed = 0, produced = 0;
        bool frame_ended =
            false;  ///< a gzip member, a zstd frame, a bzip2 stream or all of an xz file is complete
    };

    virtual ~Codec() = default;
    virtual const char* name() const = 0;

    /// Decompresses some of `in` into `out`. After a frame's end the next step starts a new frame. `last`:
    /// no input follows `in`. A step that consumes and produces nothing wants more input.
    virtual Result<Step> step(Bytes in, std::span<uint8_t> out, bool last) = 0;
};

std::unique_ptr<Codec> gzip_codec();
std::unique_ptr<Codec> zstd_codec();
std::unique_ptr<Codec> xz_codec();
std::unique_ptr<Codec> bzip2_codec();

}  // namespace plimsoll::bytes
