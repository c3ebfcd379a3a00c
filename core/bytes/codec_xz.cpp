#include <lzma.h>

#include "core/bytes/codec.h"
#include "core/limits.h"

namespace plimsoll::bytes {
namespace {

class Xz final : public Codec {
 public:
    Xz() { ready_ = lzma_stream_decoder(&lzma_, limits::codec_memory, LZMA_CONCATENATED) == LZMA_OK; }
    ~Xz() override { lzma_end(&lzma_); }
    Xz(const Xz&) = delete;
    Xz& operator=(const Xz&) = delete;

    const char* name() const override { return "xz"; }

    Result<Step> step(Bytes in, std::span<uint8_t> out, bool last) override {
        if (!ready_) return failure(ErrorCode::over_limit, "", "no memory for it");
        lzma_.next_in = in.data();
        lzma_.avail_in = in.size();
        lzma_.next_out = out.data();
        lzma_.avail_out = out.size();
        const lzma_ret status = lzma_code(&lzma_, last ? LZMA_FINISH : LZMA_RUN);
        const Step step{in.size() - lzma_.avail_in, out.size() - lzma_.avail_out, status == LZMA_STREAM_END};
        if (step.produced > 0) return step;  // where it failed, it fails again when it is called again
        switch (status) {
            case LZMA_OK:
            case LZMA_STREAM_END:
            case LZMA_BUF_ERROR:
                return step;
            case LZMA_MEMLIMIT_ERROR:
                return failure(ErrorCode::over_limit, "", "its dictionary is larger than 128 MiB");
            case LZMA_FORMAT_ERROR:
                return failure(ErrorCode::corrupt, "", "no xz header");
            case LZMA_OPTIONS_ERROR:
                return failure(ErrorCode::corrupt, "", "unknown options");
            default:
                return failure(ErrorCode::corrupt, "", "data or checksum is wrong");
        }
    }

 private:
    lzma_stream lzma_ = LZMA_STREAM_INIT;
    bool ready_ = false;
};

}  // namespace

std::unique_ptr<Codec> xz_codec() { return std::make_unique<Xz>(); }

}  // namespace plimsoll::bytes
