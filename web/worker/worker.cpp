// The analysis in a worker: opens an archive, or scans one of its blobs, as worker.js asks.

#include <emscripten/emscripten.h>
#include <emscripten/heap.h>

#include <new>
#include <optional>
#include <utility>

#include "core/image/transfer.h"
#include "core/packages/packages.h"
#include "web/inbox.h"
#include "web/worker/browser_file.h"
#include "web/worker/host.h"

namespace plimsoll::web {
namespace {

// A slice of a browser's file costs more than a millisecond however small it is, and five more for each MiB. What
// open() wants are headers with layers between them; a layer's headers lie close together, and a compressed layer is
// read from end to end.
constexpr bytes::Source::ReadAhead for_opening = {64u << 10, 1u << 20};
constexpr bytes::Source::ReadAhead for_scanning = {4u << 20, 16u << 20};

}  // namespace

extern "C" {

/// inbox: the name, the platform or nothing. Answers by host.image() or host.error().
EMSCRIPTEN_KEEPALIVE void worker_open(double file_bytes) {
    BrowserFile file(static_cast<uint64_t>(file_bytes), for_opening);
    const auto image = image::open(file, take_text(0), {.platform = image::parse_platform(take_text(1))});
    if (image) {
        const auto packed = image::pack(*image);
        host_image(packed.data(), packed.size());
    } else {
        const Error& error = image.error();
        host_error(error.where.data(), error.where.size(), error.message.data(), error.message.size());
    }
}

/// inbox: the blob's entry. Answers by host.scan(), and before by host.progress(). `hash`: computes digests too.
EMSCRIPTEN_KEEPALIVE void worker_scan(double file_bytes, double offset, double bytes, int present, int hash) {
    BrowserFile file(static_cast<uint64_t>(file_bytes), for_scanning);
    const image::Blob blob{take_text(0), "", static_cast<uint64_t>(offset), static_cast<uint64_t>(bytes),
                           present != 0};
    image::ScanOptions options;
    options.hash = hash != 0;
    options.keep = packages::is_database;
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
