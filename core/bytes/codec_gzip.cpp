#include <zlib.h>

#include <algorithm>
#include <limits>

#include "core/bytes/codec.h"

namespace plimsoll::bytes {
namespace {

class Gzip final : public Codec {
 public:
    // 16: a gzip header and trailer, whose CRC and length zlib then verifies.
    Gzip() { ready_ = inflateInit2(&zlib_, 16 + MAX_WBITS) == Z_OK; }
    ~Gzip() override {
        if (ready_) inflateEnd(&zlib_);
    }
    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;

    const char* name() const override { return "gzip"; }

    Result<Step> step(Bytes in, std::span<uint8_t> out, bool) override {
        if (!ready_) return failure(ErrorCode::over_limit, "", "no memory for it");
        constexpr size_t most = std::numeric_limits<uInt>::max();
        const size_t in_size = std::min(in.size(), most), out_size = std::min(out.size(), most);
        zlib_.next_in = const_cast<Bytef*>(in.data());
        zlib_.avail_in = static_cast<uInt>(in_size);
        zlib_.next_out = out.data();
        zlib_.avail_out = static_cast<uInt>(out_size);
        const int status = inflate(&zlib_, Z_NO_FLUSH);
        const Step step{in_size - zlib_.avail_in, out_size - zlib_.avail_out, status == Z_STREAM_END};
        if (step.frame_ended) inflateReset(&zlib_);
        if (status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR) return step;
        if (step.produced > 0) return step;  // zlib fails again when it is called again
        return failure(ErrorCode::corrupt, "", zlib_.msg ? zlib_.msg : "zlib refuses it");
    }

 private:
    z_stream zlib_{};
    bool ready_ = false;
};

}  // namespace

std::unique_ptr<Codec> gzip_codec() { return std::make_unique<Gzip>(); }

}  // namespace plimsoll::bytes
