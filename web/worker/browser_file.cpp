#include "web/worker/browser_file.h"

#include <algorithm>

#include "web/worker/host.h"

namespace plimsoll::web {

Result<size_t> BrowserFile::read(uint64_t offset, std::span<uint8_t> into) {
    if (offset >= size_ || into.empty()) return size_t{0};
    const uint64_t bytes = std::min<uint64_t>(into.size(), size_ - offset);
    const double got = host_read(static_cast<double>(offset), into.data(), static_cast<double>(bytes));
    if (got < 0) {
        std::string message(512, '\0');
        message.resize(host_read_error(message.data(), message.size()));
        return failure(ErrorCode::unreadable, "", std::move(message));
    }
    return static_cast<size_t>(got);
}

}  // namespace plimsoll::web
