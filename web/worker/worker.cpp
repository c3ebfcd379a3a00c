// The analysis in a worker: opens an archive, or scans one of its blobs, as worker.js asks.

#include <emscripten/emscripten.h>
#include <emscripten/heap.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <optional>
#include <utility>

#include "core/image/transfer.h"
#include "core/report/kept_files.h"
#include "core/taxonomy/project_files.h"
#include "web/inbox.h"
#include "web/worker/browser_file.h"
#include "web/worker/host.h"

namespace plimsoll::web {
namespace {

void tell(const Error& error) {
    host_error(error.where.data(), error.where.size(), error.message.data(), error.message.size());
}

void tell(const image::Image& image, bool streamed) {
    const auto packed = image::pack(image);
    host_image(packed.data(), packed.size(), streamed);
}

void tell(uint32_t blob, const image::LayerScan& scan) {
    const auto packed = image::pack(scan);
    host_scan(blob, packed.data(), packed.size());
}

void tell(const taxonomy::FoundProject& found) {
    const auto packed = taxonomy::pack(found);
    host_project(packed.data(), packed.size());
}

/// Whether it may be a project that was taken for an image, or that was not: where nothing says which its layers are, any
/// archives in it are taken for some.
bool may_be_project(const Result<image::Image>& image) {
    return image ? image->images.empty() : image.error().code == ErrorCode::unrecognised;
}

/// Of what is no image, and no project.
void tell_neither(Error error) {
    if (error.code == ErrorCode::unrecognised)
        error.message +=
            "; nor is it a project's folder or archive (.zip, .tar.gz), or files of one: there is no "
            "Dockerfile and no "
            "compose file";
    tell(error);
}

/// What a scan is asked for. The page cancels by ending the worker.
image::ScanOptions scan_options(bool hash) {
    image::ScanOptions options;
    options.hash = hash;
    options.keep = report::is_kept;
    options.progress = [](uint64_t done) {
        host_progress(static_cast<double>(done));
        return true;
    };
    return options;
}

/// inbox from `first` on: the platform that is asked for or nothing, the image or nothing, the reader's own platform.
image::OpenOptions take_options(int first) {
    return {image::parse_platform(take_text(first)), take_text(first + 1),
            image::parse_platform(take_text(first + 2))};
}

/// Answers whether there is one, even if it can't be read.
bool open_project(uint64_t bytes, Reading reading) {
    BrowserFile file(bytes, reading);
    const auto found = taxonomy::find_project(file, take_text(0));
    if (found)
        tell(*found);
    else if (found.error().code == ErrorCode::over_limit)
        tell(found.error());
    else
        return false;
    return true;
}

void open_in_one_pass(BrowserFile& file, bool hash) {
    const auto stream = bytes::stream_range(file, 0, file.size());
    auto streamed =
        image::open_stream(*stream, take_text(0), file.size(), take_options(1), scan_options(hash));
    const bool unsure =
        streamed ? streamed->image.images.empty() : streamed.error().code == ErrorCode::unrecognised;
    if (unsure && open_project(file.size(), Reading::in_order)) return;
    if (!streamed) return tell_neither(streamed.error());
    tell(streamed->image, true);
    for (uint32_t blob = 0; blob < streamed->scans.size(); ++blob) {
        tell(blob, streamed->scans[blob]);
        streamed->scans[blob] = {};
    }
}

}  // namespace

extern "C" {

/// inbox: the name, and take_options(). Answers by host.image(), host.project() or host.error(); of an archive that is compressed as a
/// whole, all its scans follow the image.
EMSCRIPTEN_KEEPALIVE void worker_open(double file_bytes, int hash) {
    BrowserFile file(static_cast<uint64_t>(file_bytes), Reading::here_and_there);
    const auto compression = bytes::detect_compression(file);
    if (!compression) return tell(compression.error());
    if (*compression != bytes::Compression::none) {
        BrowserFile whole(file.size(), Reading::in_order);
        return open_in_one_pass(whole, hash != 0);
    }
    const auto image = image::open(file, take_text(0), take_options(1));
    if (may_be_project(image) && open_project(file.size(), Reading::here_and_there)) return;
    image ? tell(*image, false) : tell_neither(image.error());
}

/// inbox: the name, take_options(), the files' sizes as 64-bit floats, and their paths, each ended by a zero. `loose`: they
/// were given one by one, and the name is none of their folder. Answers by host.image(), host.project() or host.error().
EMSCRIPTEN_KEEPALIVE void worker_open_folder(int loose) {
    const auto sizes = take_bytes(4);
    const std::string paths = take_text(5);
    std::vector<bytes::Folder::File> files(sizes.size() / sizeof(double));
    size_t at = 0;
    for (size_t number = 0; number < files.size(); ++number) {
        double bytes = 0;
        std::memcpy(&bytes, sizes.data() + number * sizeof bytes, sizeof bytes);
        const size_t end = std::min(paths.find('\0', at), paths.size());
        files[number] = {paths.substr(at, end - at), static_cast<uint64_t>(bytes)};
        at = std::min(end + 1, paths.size());
    }
    const BrowserFolder folder(std::move(files));
    const auto open_project = [&] {
        const auto naming = loose ? taxonomy::Naming::files : taxonomy::Naming::project;
        const auto found = taxonomy::find_project(folder, take_text(0), naming);
        if (found) tell(*found);
        return found.has_value();
    };
    // Before an image is looked for: that would look into each of thousands of files.
    if (taxonomy::is_project(folder) && open_project()) return;
    const auto image = image::open(folder, take_text(0), take_options(1));
    if (may_be_project(image) && open_project()) return;
    image ? tell(*image, false) : tell_neither(image.error());
}

/// inbox: the blob's entry. Answers by host.scan(), and before by host.progress().
EMSCRIPTEN_KEEPALIVE void worker_scan(double number, double file_bytes, double offset, double bytes,
                                      int present, int hash, int small) {
    BrowserFile file(static_cast<uint64_t>(file_bytes), small ? Reading::small : Reading::in_order);
    const image::Blob blob{take_text(0), "", static_cast<uint64_t>(offset), static_cast<uint64_t>(bytes),
                           present != 0};
    tell(static_cast<uint32_t>(number), image::scan_layer(file, blob, scan_options(hash != 0)));
}

EMSCRIPTEN_KEEPALIVE double worker_memory() { return static_cast<double>(emscripten_get_heap_size()); }
}

}  // namespace plimsoll::web

int main() { std::set_new_handler(host_out_of_memory); }
