// The study in a worker of its own, which is loaded when a data set is given: reads it and computes its tables and figures,
// as study.js asks.

#include <emscripten/emscripten.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "core/study/recognise.h"
#include "core/study/results.h"
#include "web/inbox.h"
#include "web/worker/browser_file.h"
#include "web/worker/host.h"

namespace plimsoll::web {
namespace {

/// A folder whose files come while it is read: only those that are read, which have no size before.
class ComingFolder final : public bytes::Folder {
 public:
    /// `paths`: each ended by a zero, in the order of the files' numbers.
    explicit ComingFolder(const std::string& paths) {
        std::vector<std::string> all;
        for (size_t at = 0; at < paths.size();) {
            const size_t end = std::min(paths.find('\0', at), paths.size());
            all.push_back(paths.substr(at, end - at));
            at = end + 1;
        }
        for (uint32_t number = 0; number < all.size(); ++number) numbers_.push_back(number);
        std::sort(numbers_.begin(), numbers_.end(), [&](uint32_t a, uint32_t b) { return all[a] < all[b]; });
        for (const uint32_t number : numbers_) files_.push_back({std::move(all[number]), 0});
    }

    const std::vector<File>& files() const override { return files_; }

    Result<std::unique_ptr<bytes::Source>> open(const std::string& path) const override {
        const auto file = std::lower_bound(files_.begin(), files_.end(), path,
                                           [](const File& a, const std::string& b) { return a.path < b; });
        if (file == files_.end() || file->path != path)
            return failure(ErrorCode::missing, "", "is not in the folder");
        const uint32_t number = numbers_[static_cast<size_t>(file - files_.begin())];
        const double bytes = study::is_read(path) ? host_size(number) : 0;
        if (bytes < 0) return failure(read_error());
        return std::make_unique<BrowserFile>(static_cast<uint64_t>(bytes), Reading::here_and_there, number);
    }

 private:
    std::vector<File> files_;
    std::vector<uint32_t> numbers_;  ///< of files_, in their order
};

/// The page cancels by ending the worker.
bool tell_progress(uint64_t bytes) {
    host_progress(static_cast<double>(bytes));
    return true;
}

void tell(study::Reader& reader) {
    const study::Results results = study::results_of(reader.finish(), take_text(0));
    if (const auto error = study::nothing_of_use(results))
        return host_error(error->where.data(), error->where.size(), error->message.data(),
                          error->message.size());
    const auto packed = study::pack(results);
    host_results(packed.data(), packed.size());
}

}  // namespace

extern "C" {

/// inbox: the name. Answers by host.results() or host.error(), and before by host.progress().
EMSCRIPTEN_KEEPALIVE void study_open(double file_bytes) {
    BrowserFile file(static_cast<uint64_t>(file_bytes), Reading::in_order);
    study::Reader reader(tell_progress);
    reader.add_file(file, take_text(0));
    tell(reader);
}

/// inbox: the name, and the paths of all files, each ended by a zero.
EMSCRIPTEN_KEEPALIVE void study_open_folder() {
    const ComingFolder folder(take_text(1));
    study::Reader reader(tell_progress);
    reader.add_folder(folder);
    tell(reader);
}
}

}  // namespace plimsoll::web
