// The analysis in a worker: opens an archive, or scans one of its blobs, as worker.js asks.

#include <emscripten/emscripten.h>
#include <emscripten/heap.h>

#include <new>
#include <optional>
#include <utility>

#include "core/image/transfer.h"
#include "web/inbox.h"
#include "web/worker/browser_file.h"
#include "web/worker/host.h"

namespace plimsoll::web {

extern "C" {

/// inbox: the name, the platform or nothing. Answers by host.image() or host.error().
EMSCRIPTEN_KEEPALIVE void worker_open(double file_bytes) {
    BrowserFile file(static_cast<uint64_t>(file_bytes));
    const auto image = image::open(file, take_text(0), {.platform = image::parse_platform(take_text(1))});
    if (image) {
        const auto packed = image::pack(*image);
        host_image(packed.data(), packed.size());
    } else {
        const Error& error = image.error();
        host_error(error.where.data(), error.where.size(), error.message.data(), error.message.size());
    }
}

/// inbox: the blob's entry. Answers by host.scan(), and before by host.progress().
EMSCRIPTEN_KEEPALIVE void worker_scan(double file_bytes, double offset, double bytes, int present) {
    BrowserFile file(static_cast<uint64_t>(file_bytes));
    const image::Blob blob{take_text(0), static_cast<uint64_t>(offset), static_cast<uint64_t>(bytes), present != 0};
    image::ScanOptions options;
    options.progress = [](uint64_t done) {
        host_progress(static_cast<double>(done));
        return true;  // the page cancels by ending the worker
    };
    const auto packed = image::pack(image::scan_layer(file, blob, options));
    host_scan(packed.data(), packed.size());
}

EMSCRIPTEN_KEEPALIVE double worker_memory() { return static_cast<double>(emscripten_get_heap_size()); }
}

}  // namespace plimsoll::web

int main() { std::set_new_handler(host_out_of_memory); }
