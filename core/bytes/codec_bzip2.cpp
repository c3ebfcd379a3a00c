#include <bzlib.h>

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "core/bytes/codec.h"

/// The library calls it where it finds a fault of its own, and relies on its not coming back.
extern "C" void bz_internal_error(int) { std::abort(); }

namespace plimsoll::bytes {
namespace {

/// Takes 3.7 MB of memory at most, whatever the stream asks for: its largest block has 900,000 bytes.
class Bzip2 final : public Codec {
 public:
    Bzip2() = default;
    ~Bzip2() override { end(); }
    Bzip2(const Bzip2&) = delete;
    Bzip2& operator=(const Bzip2&) = delete;

    const char* name() const override { return "bzip2"; }

    Result<Step> step(Bytes in, std::span<uint8_t> out, bool) override {
        if (error_) return failure(*error_);
        if (!ready_) ready_ = BZ2_bzDecompressInit(&bzip2_, 0, 0) == BZ_OK;
        if (!ready_) return failure(ErrorCode::over_limit, "", "no memory for it");
        constexpr size_t most = std::numeric_limits<unsigned>::max();
        const size_t in_size = std::min(in.size(), most), out_size = std::min(out.size(), most);
        bzip2_.next_in = reinterpret_cast<char*>(const_cast<uint8_t*>(in.data()));
        bzip2_.avail_in = static_cast<unsigned>(in_size);
        bzip2_.next_out = reinterpret_cast<char*>(out.data());
        bzip2_.avail_out = static_cast<unsigned>(out_size);
        const int status = BZ2_bzDecompress(&bzip2_);
        const Step step{in_size - bzip2_.avail_in, out_size - bzip2_.avail_out, status == BZ_STREAM_END};
        if (step.frame_ended) end();
        if (status == BZ_OK || status == BZ_STREAM_END) return step;
        // It must not be called again after an error, but what it gave before that is good.
        error_ = error_of(status);
        if (step.produced > 0) return step;
        return failure(*error_);
    }

 private:
    static Error error_of(int status) {
        if (status == BZ_MEM_ERROR) return {ErrorCode::over_limit, "", "no memory for it"};
        if (status == BZ_DATA_ERROR_MAGIC) return {ErrorCode::corrupt, "", "no bzip2 header"};
        return {ErrorCode::corrupt, "", "data or checksum is wrong"};
    }

    void end() {
        if (ready_) BZ2_bzDecompressEnd(&bzip2_);
        ready_ = false;
    }

    bz_stream bzip2_{};
    bool ready_ = false;
    std::optional<Error> error_;
};

}  // namespace

std::unique_ptr<Codec> bzip2_codec() { return std::make_unique<Bzip2>(); }

}  // namespace plimsoll::bytes
