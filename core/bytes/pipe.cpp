#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "core/bytes/bytes.h"

namespace plimsoll::bytes {
namespace {

constexpr size_t pipe_bytes =
    256u << 10;  // a pipe holds 64 KiB, and what runs ahead of us may have more of them

class DescriptorStream final : public Stream {
 public:
    explicit DescriptorStream(int descriptor) : descriptor_(descriptor), buffer_(pipe_bytes) {}

    Result<Bytes> next() override {
        while (true) {
            const ssize_t got = ::read(descriptor_, buffer_.data(), buffer_.size());
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return failure(ErrorCode::unreadable, "", std::strerror(errno));
            position_ += static_cast<uint64_t>(got);
            return Bytes{buffer_.data(), static_cast<size_t>(got)};
        }
    }

    uint64_t position() const override { return position_; }

 private:
    int descriptor_;
    std::vector<uint8_t> buffer_;
    uint64_t position_ = 0;
};

}  // namespace

std::unique_ptr<Stream> stream_descriptor(int descriptor) {
    return std::make_unique<DescriptorStream>(descriptor);
}

}  // namespace plimsoll::bytes
