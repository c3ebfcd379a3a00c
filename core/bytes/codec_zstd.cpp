#include <zstd.h>
#include <zstd_errors.h>

#include <bit>

#include "core/bytes/codec.h"
#include "core/limits.h"

namespace plimsoll::bytes {
namespace {

class Zstd final : public Codec {
 public:
    Zstd() : context_(ZSTD_createDCtx()) {
        constexpr int window = std::bit_width(limits::codec_memory) - 1;
        if (context_) ZSTD_DCtx_setParameter(context_, ZSTD_d_windowLogMax, window);
    }
    ~Zstd() override { ZSTD_freeDCtx(context_); }
    Zstd(const Zstd&) = delete;
    Zstd& operator=(const Zstd&) = delete;

    const char* name() const override { return "zstd"; }

    Result<Step> step(Bytes in, std::span<uint8_t> out, bool) override {
        if (!context_) return failure(ErrorCode::over_limit, "", "no memory for it");
        ZSTD_inBuffer from{in.data(), in.size(), 0};
        ZSTD_outBuffer to{out.data(), out.size(), 0};
        const size_t status = ZSTD_decompressStream(context_, &to, &from);
        if (!ZSTD_isError(status)) return Step{from.pos, to.pos, status == 0};
        const bool large = ZSTD_getErrorCode(status) == ZSTD_error_frameParameter_windowTooLarge;
        return failure(large ? ErrorCode::over_limit : ErrorCode::corrupt, "", ZSTD_getErrorName(status));
    }

 private:
    ZSTD_DCtx* context_;
};

}  // namespace

std::unique_ptr<Codec> zstd_codec() { return std::make_unique<Zstd>(); }

}  // namespace plimsoll::bytes
