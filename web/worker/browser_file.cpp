#include "web/worker/browser_file.h"

#include <algorithm>
#include <cstring>

#include "web/inbox.h"
#include "web/worker/host.h"

namespace plimsoll::web {

Result<size_t> BrowserFile::read(uint64_t offset, std::span<uint8_t> into) {
    if (offset >= size_ || into.empty()) return size_t{0};
    const uint64_t bytes = std::min<uint64_t>(into.size(), size_ - offset);
    const double got = host_read(number_, static_cast<double>(offset), into.data(),
                                 static_cast<double>(bytes), static_cast<int>(reading_));
    if (got < 0) return failure(read_error());
    return static_cast<size_t>(got);
}

bytes::Source::ReadAhead BrowserFile::read_ahead() const {
    if (reading_ == Reading::here_and_there) return {64u << 10, 1u << 20};
    return {8u << 10,
            256u << 10};  // as of a file of the machine's own, so that both say where a layer is damaged
}

BrowserFolder::BrowserFolder(std::vector<File> files) : files_(std::move(files)) {
    for (uint32_t number = 0; number < files_.size(); ++number) numbers_[files_[number].path] = number;
    std::sort(files_.begin(), files_.end(), [](const File& a, const File& b) { return a.path < b.path; });
}

Result<std::unique_ptr<bytes::Source>> BrowserFolder::open(const std::string& path) const {
    const auto number = numbers_.find(path);
    const auto file = std::lower_bound(files_.begin(), files_.end(), path,
                                       [](const File& a, const std::string& b) { return a.path < b; });
    if (number == numbers_.end() || file == files_.end())
        return failure(ErrorCode::missing, "", "is not in the folder");
    return std::make_unique<BrowserFile>(file->bytes, Reading::here_and_there, number->second);
}

Error read_error() {
    std::string message(512, '\0');
    message.resize(host_read_error(message.data(), message.size()));
    return {ErrorCode::unreadable, "", std::move(message)};
}

std::vector<bytes::Folder::File> take_folder(int first) {
    const auto sizes = take_bytes(first);
    const std::string paths = take_text(first + 1);
    std::vector<bytes::Folder::File> files(sizes.size() / sizeof(double));
    size_t at = 0;
    for (size_t number = 0; number < files.size(); ++number) {
        double bytes = 0;
        std::memcpy(&bytes, sizes.data() + number * sizeof bytes, sizeof bytes);
        const size_t end = std::min(paths.find('\0', at), paths.size());
        files[number] = {paths.substr(at, end - at), static_cast<uint64_t>(bytes)};
        at = std::min(end + 1, paths.size());
    }
    return files;
}

}  // namespace plimsoll::web
