// A file that the reader gave to the page, read in slices.
#pragma once

#include "core/bytes/bytes.h"

namespace plimsoll::web {

class BrowserFile final : public bytes::Source {
 public:
    BrowserFile(uint64_t size, ReadAhead read_ahead) : size_(size), read_ahead_(read_ahead) {}

    uint64_t size() const override { return size_; }
    Result<size_t> read(uint64_t offset, std::span<uint8_t> into) override;
    ReadAhead read_ahead() const override { return read_ahead_; }

 private:
    uint64_t size_;
    ReadAhead read_ahead_;
};

}  // namespace plimsoll::web
