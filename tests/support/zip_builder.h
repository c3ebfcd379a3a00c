// Writes zip archives: stored or deflated files.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::test {

class Zip {
 public:
    Zip& file(std::string_view path, std::string_view content, bool deflated = true);
    /// With the directory at its end.
    std::string finish() const;

 private:
    std::string bytes_, directory_;
    unsigned count_ = 0;
};

}  // namespace plimsoll::test
