// A file that is gone after the test.
#pragma once

#include <stdlib.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>

namespace plimsoll::test {

class TemporaryFile {
 public:
    explicit TemporaryFile(const std::string& content = "") {
        char path[] = "/tmp/plimsoll-test-XXXXXX";
        const int descriptor = mkstemp(path);
        if (descriptor < 0) abort();
        close(descriptor);
        path_ = path;
        std::ofstream(path_, std::ios::binary) << content;
    }
    ~TemporaryFile() { unlink(path_.c_str()); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const std::string& path() const { return path_; }

    std::string content() const {
        std::ifstream file(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

 private:
    std::string path_;
};

}  // namespace plimsoll::test
