// How a caller hears of progress, and stops what runs.
#pragma once

#include <functional>

#include "core/bytes/bytes.h"

namespace plimsoll::image {

/// Hands a stream's bytes on, tells the caller how far the stored bytes are read, and hashes them where asked to.
class Watched final : public bytes::Stream {
 public:
    Watched(bytes::Stream& from, const std::function<bool(uint64_t)>& progress, bytes::Sha256* hash = nullptr)
        : from_(from), progress_(progress), hash_(hash) {}

    Result<bytes::Bytes> next() override {
        auto bytes = from_.next();
        if (progress_ && !progress_(from_.stored_position()))
            return failure(ErrorCode::cancelled, "", "was cancelled");
        if (bytes && hash_) hash_->add(*bytes);
        return bytes;
    }

    // What is hashed has to be read.
    uint64_t skip(uint64_t count) override { return hash_ ? 0 : from_.skip(count); }

    uint64_t position() const override { return from_.position(); }
    uint64_t stored_position() const override { return from_.stored_position(); }

 private:
    bytes::Stream& from_;
    const std::function<bool(uint64_t)>& progress_;
    bytes::Sha256* hash_;
};

}  // namespace plimsoll::image
