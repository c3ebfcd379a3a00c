// The study in a worker of its own, which is loaded when a data set is given: reads it and computes its tables and figures,
// as study.js asks.

#include <emscripten/emscripten.h>

#include <optional>
#include <utility>
#include <vector>

#include "core/study/recognise.h"
#include "core/study/results.h"
#include "web/inbox.h"
#include "web/worker/browser_file.h"
#include "web/worker/host.h"

namespace plimsoll::web {
namespace {

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

/// inbox: the name, and take_folder()'s. Before it reads, it tells host.willRead() which files that will be.
EMSCRIPTEN_KEEPALIVE void study_open_folder() {
    const BrowserFolder folder(take_folder(1));
    std::vector<uint32_t> wanted;
    for (const auto& file : folder.files())
        if (study::is_read(file.path)) wanted.push_back(folder.number_of(file.path));
    host_will_read(wanted.data(), wanted.size());
    study::Reader reader(tell_progress);
    reader.add_folder(folder);
    tell(reader);
}
}

}  // namespace plimsoll::web
