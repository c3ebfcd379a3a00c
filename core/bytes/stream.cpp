#include <algorithm>
#include <vector>

#include "core/bytes/bytes.h"

namespace plimsoll::bytes {
namespace {

/// Reads ahead in a window that grows while reading goes straight on, and starts small again after a jump:
/// behind a large body there is often another one.
class RangeStream final : public Stream {
 public:
    RangeStream(Source& source, uint64_t offset, uint64_t size)
        : source_(source), start_(offset), size_(size), window_(source.read_ahead().first) {}

    Result<Bytes> next() override {
        const auto wanted = static_cast<size_t>(std::min<uint64_t>(window_, size_ - position_));
        if (wanted == 0) return Bytes{};
        if (buffer_.size() < wanted) buffer_.resize(wanted);
        auto got = source_.read(start_ + position_, {buffer_.data(), wanted});
        if (!got) return failure(got.error());
        position_ += *got;
        if (*got < wanted) size_ = position_;  // the source is shorter than it said: it ends here
        window_ = std::min(window_ * 2, source_.read_ahead().most);
        return Bytes{buffer_.data(), *got};
    }

    uint64_t skip(uint64_t count) override {
        const uint64_t jump = std::min(count, size_ - position_);
        position_ += jump;
        window_ = source_.read_ahead().first;
        return jump;
    }

    uint64_t position() const override { return position_; }

 private:
    Source& source_;
    uint64_t start_, size_, position_ = 0;
    size_t window_;
    std::vector<uint8_t> buffer_;
};

}  // namespace

std::unique_ptr<Stream> stream_range(Source& source, uint64_t offset, uint64_t size) {
    const uint64_t end = source.size();
    offset = std::min(offset, end);
    return std::make_unique<RangeStream>(source, offset, std::min(size, end - offset));
}

}  // namespace plimsoll::bytes
