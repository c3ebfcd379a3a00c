#include <algorithm>
#include <filesystem>

#include "core/bytes/bytes.h"
#include "core/limits.h"

namespace plimsoll::bytes {
namespace {

namespace fs = std::filesystem;

class DiskFolder final : public Folder {
 public:
    DiskFolder(fs::path root, std::vector<File> files) : root_(std::move(root)), files_(std::move(files)) {}

    const std::vector<File>& files() const override { return files_; }

    Result<std::unique_ptr<Source>> open(const std::string& path) const override {
        return open_file((root_ / path).string());
    }

 private:
    fs::path root_;
    std::vector<File> files_;
};

/// Whether a link of the folder leads to something inside it.
bool stays_inside(const fs::path& link, const fs::path& root) {
    std::error_code error;
    const fs::path target = fs::canonical(link, error);
    return !error &&
           std::mismatch(root.begin(), root.end(), target.begin(), target.end()).first == root.end();
}

}  // namespace

Result<std::unique_ptr<Folder>> open_folder(const std::string& path) {
    std::error_code error;
    const fs::path root = fs::canonical(path, error);
    if (error) return failure(ErrorCode::unreadable, "", error.message());
    auto entry = fs::recursive_directory_iterator(root, error);
    std::vector<Folder::File> files;
    for (; !error && entry != fs::recursive_directory_iterator() && files.size() <= limits::archive_entries;
         entry.increment(error)) {
        std::error_code unreadable;
        if (entry->is_symlink(unreadable) && !stays_inside(entry->path(), root)) continue;
        if (!entry->is_regular_file(unreadable)) continue;
        const auto bytes = entry->file_size(unreadable);
        if (!unreadable) files.push_back({entry->path().lexically_relative(root).generic_string(), bytes});
    }
    if (error) return failure(ErrorCode::unreadable, "", error.message());
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return std::make_unique<DiskFolder>(root, std::move(files));
}

}  // namespace plimsoll::bytes
