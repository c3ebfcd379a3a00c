// Files that the reader gave to the page.
#pragma once

#include <map>

#include "core/bytes/bytes.h"

namespace plimsoll::web {

/// What a file is read for; reader.js has the ways in which it is done, by these numbers, and their figures.
enum class Reading : uint8_t {
    here_and_there = 0,  ///< headers with layers between them
    in_order = 1,        ///< a layer from its start to its end
    small = 2,           ///< a layer that has others of its size beside it
};

class BrowserFile final : public bytes::Source {
 public:
    /// `number`: which of the files that the worker was given.
    BrowserFile(uint64_t size, Reading reading, uint32_t number = 0)
        : size_(size), reading_(reading), number_(number) {}

    uint64_t size() const override { return size_; }
    Result<size_t> read(uint64_t offset, std::span<uint8_t> into) override;
    ReadAhead read_ahead() const override;

 private:
    uint64_t size_;
    Reading reading_;
    uint32_t number_;
};

class BrowserFolder final : public bytes::Folder {
 public:
    /// The files in the order of their numbers.
    explicit BrowserFolder(std::vector<File> files);

    const std::vector<File>& files() const override { return files_; }
    Result<std::unique_ptr<bytes::Source>> open(const std::string& path) const override;

 private:
    std::vector<File> files_;
    std::map<std::string, uint32_t, std::less<>> numbers_;
};

/// What the browser said of the file that it could not read last.
Error read_error();

/// inbox from `first` on: the files' sizes as 64-bit floats, and their paths, each ended by a zero.
std::vector<bytes::Folder::File> take_folder(int first);

}  // namespace plimsoll::web
