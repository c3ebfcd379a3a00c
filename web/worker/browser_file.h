// Files that the reader gave to the page, read in slices.
#pragma once

#include <map>

#include "core/bytes/bytes.h"

namespace plimsoll::web {

class BrowserFile final : public bytes::Source {
 public:
    /// `number`: which of the files that the worker was given.
    BrowserFile(uint64_t size, ReadAhead read_ahead, uint32_t number = 0)
        : size_(size), read_ahead_(read_ahead), number_(number) {}

    uint64_t size() const override { return size_; }
    Result<size_t> read(uint64_t offset, std::span<uint8_t> into) override;
    ReadAhead read_ahead() const override { return read_ahead_; }

 private:
    uint64_t size_;
    ReadAhead read_ahead_;
    uint32_t number_;
};

class BrowserFolder final : public bytes::Folder {
 public:
    /// The files in the order of their numbers.
    BrowserFolder(std::vector<File> files, bytes::Source::ReadAhead read_ahead);

    const std::vector<File>& files() const override { return files_; }
    Result<std::unique_ptr<bytes::Source>> open(const std::string& path) const override;

 private:
    std::vector<File> files_;
    std::map<std::string, uint32_t, std::less<>> numbers_;
    bytes::Source::ReadAhead read_ahead_;
};

}  // namespace plimsoll::web
