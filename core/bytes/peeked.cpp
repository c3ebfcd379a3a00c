#include "core/bytes/bytes.h"

namespace plimsoll::bytes {

Result<Bytes> Peeked::peek(size_t bytes) {
    if (ahead_.size() >= bytes) return ahead_;
    auto block = from_.next();
    if (!block) return block;
    if (ahead_.empty() && block->size() >= bytes) return ahead_ = *block;
    // In pieces: what next() hands out is valid only until the next one.
    buffer_.assign(ahead_.begin(), ahead_.end());
    while (!block->empty()) {
        buffer_.insert(buffer_.end(), block->begin(), block->end());
        if (buffer_.size() >= bytes) break;
        block = from_.next();
        if (!block) return block;
    }
    return ahead_ = buffer_;
}

Result<Bytes> Peeked::next() {
    if (ahead_.empty()) return from_.next();
    return std::exchange(ahead_, {});
}

}  // namespace plimsoll::bytes
