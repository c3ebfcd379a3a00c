// A folder of texts.
#pragma once

#include <map>

#include "core/bytes/bytes.h"
#include "tests/support/results.h"

namespace plimsoll::test {

class MemoryFolder final : public bytes::Folder {
 public:
    explicit MemoryFolder(std::map<std::string, std::string> contents) : contents_(std::move(contents)) {
        for (const auto& [path, text] : contents_) files_.push_back({path, text.size()});
    }

    /// The regular files of a tar, as if it were unpacked; `below` is put before their paths.
    static MemoryFolder unpacked(const std::string& tar, const std::string& below = "") {
        const auto source = bytes::view_memory(view(tar));
        const auto stream = bytes::stream_range(*source, 0, source->size());
        bytes::TarReader reader(*stream);
        std::map<std::string, std::string> contents;
        while (const auto* entry = value_of(reader.next())) {
            const std::string path = below + std::string(entry->path);
            if (entry->type != bytes::TarEntry::Type::file) continue;
            bytes::TarBody body(reader);
            contents[path] = value_of(drain(body));
        }
        return MemoryFolder(std::move(contents));
    }

    const std::vector<File>& files() const override { return files_; }

    Result<std::unique_ptr<bytes::Source>> open(const std::string& path) const override {
        const auto found = contents_.find(path);
        if (found == contents_.end()) return failure(ErrorCode::missing, "", "is gone");
        return bytes::view_memory(view(found->second));
    }

    std::map<std::string, std::string> contents_;

 private:
    std::vector<File> files_;
};

}  // namespace plimsoll::test
