// Sources and streams for tests: some lie, some break, and they remember what was read of them.
#pragma once

#include <algorithm>
#include <cstring>
#include <vector>

#include "tests/support/results.h"

namespace plimsoll::test {

/// A source put together of texts and of runs of zeros, which take no memory however long they are.
class PiecedSource final : public bytes::Source {
 public:
    PiecedSource() = default;
    explicit PiecedSource(std::string text) { add(std::move(text)); }

    PiecedSource& add(std::string text) {
        pieces_.push_back({size_, std::move(text)});
        size_ += pieces_.back().text.size();
        return *this;
    }
    PiecedSource& add_zeros(uint64_t count) {
        size_ += count;
        return *this;
    }

    uint64_t size() const override { return size_ + claimed_beyond; }

    Result<size_t> read(uint64_t offset, std::span<uint8_t> into) override {
        const uint64_t end = offset + into.size();
        if (end > fails_at) return failure(ErrorCode::unreadable, "", "the disk is on fire");
        reads.push_back(into.size());
        if (offset >= size_) return size_t{0};
        const size_t count = std::min<uint64_t>(into.size(), size_ - offset);
        bytes_read += count;
        std::memset(into.data(), 0, count);
        for (const Piece& piece : pieces_) {
            const uint64_t from = std::max(offset, piece.offset);
            const uint64_t to = std::min(offset + count, piece.offset + piece.text.size());
            if (from < to)
                std::memcpy(into.data() + (from - offset), piece.text.data() + (from - piece.offset),
                            to - from);
        }
        return count;
    }

    ReadAhead read_ahead() const override { return ahead; }

    ReadAhead ahead{4u << 10, 64u << 10};
    uint64_t claimed_beyond = 0;     ///< bytes that size() promises and read() does not have
    uint64_t fails_at = UINT64_MAX;  ///< a read that reaches beyond this offset fails
    uint64_t bytes_read = 0;
    std::vector<size_t> reads;  ///< how many bytes each read asked for

 private:
    struct Piece {
        uint64_t offset;
        std::string text;
    };
    std::vector<Piece> pieces_;
    uint64_t size_ = 0;
};

/// A text in pieces of a given size, and perhaps an error at its end.
class PiecesStream final : public bytes::Stream {
 public:
    explicit PiecesStream(std::string text, size_t piece = SIZE_MAX)
        : text_(std::move(text)), piece_(piece) {}

    Result<bytes::Bytes> next() override {
        // A piece ends with the next one: who looks at it after that finds other bytes there.
        std::fill(given_.begin(), given_.end(), '!');
        given_ = text_.substr(position_, piece_);
        if (given_.empty() && error) return failure(*error);
        position_ += given_.size();
        return view(given_);
    }
    uint64_t position() const override { return position_; }

    std::optional<Error> error;

 private:
    std::string text_, given_;
    size_t piece_, position_ = 0;
};

}  // namespace plimsoll::test
