// A file that the reader gave to the page, read in slices.
#pragma once

#include "core/bytes/bytes.h"

namespace plimsoll::web {

class BrowserFile final : public bytes::Source {
   public:
    explicit BrowserFile(uint64_t size) : size_(size) {}

    uint64_t size() const override { return size_; }
    Result<size_t> read(uint64_t offset, std::span<uint8_t> into) override;
    ReadAhead read_ahead() const override;

   private:
    uint64_t size_;
};

}  // namespace plimsoll::web
