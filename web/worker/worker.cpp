// The analysis in a worker: opens an archive, or scans one of its blobs, as worker.js asks.

#include <emscripten/emscripten.h>

#include <optional>
#include <utility>

#include "core/image/transfer.h"
#include "core/report/kept_files.h"
#include "core/study/recognise.h"
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

/// Of what is no image, and no project or data set.
void tell_neither(Error error) {
    if (error.code == ErrorCode::unrecognised)
        error.message +=
            "; nor is it a project's folder or archive (.zip, .tar.gz), or files of one: there is no "
            "Dockerfile and no "
            "compose file; nor a study's data set: there is no table and no list of projects or reports";
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

/// A data set's archive need not show at its beginning what it is; its Dockerfiles do.
bool is_dataset(const taxonomy::FoundProject& found) {
    study::DatasetSigns signs;
    for (const auto& file : found.project.files) signs.look_at(file.path);
    return signs.is_dataset();
}

/// Answers whether there is one, even if it can't be read.
bool open_project(uint64_t bytes, Reading reading) {
    BrowserFile file(bytes, reading);
    const auto found = taxonomy::find_project(file, take_text(0));
    if (found)
        is_dataset(*found) ? host_dataset() : tell(*found);
    else if (found.error().code == ErrorCode::over_limit)
        tell(found.error());
    else
        return false;
    return true;
}

/// `tables`: there are files in it that a data set may have.
void open_in_one_pass(BrowserFile& file, bool hash, bool tables) {
    const auto stream = bytes::stream_range(file, 0, file.size());
    auto streamed =
        image::open_stream(*stream, take_text(0), file.size(), take_options(1), scan_options(hash));
    const bool unsure =
        streamed ? streamed->image.images.empty() : streamed.error().code == ErrorCode::unrecognised;
    if (unsure && open_project(file.size(), Reading::in_order)) return;
    if (unsure && tables) return host_dataset();
    if (!streamed) return tell_neither(streamed.error());
    tell(streamed->image, true);
    for (uint32_t blob = 0; blob < streamed->scans.size(); ++blob) {
        tell(blob, streamed->scans[blob]);
        streamed->scans[blob] = {};
    }
}

}  // namespace

extern "C" {

/// inbox: the name, and take_options(). Answers by host.image(), host.project(), host.dataset() or host.error(); of an archive that
/// is compressed as a whole, all its scans follow the image.
EMSCRIPTEN_KEEPALIVE void worker_open(double file_bytes, int hash) {
    BrowserFile file(static_cast<uint64_t>(file_bytes), Reading::here_and_there);
    const auto compression = bytes::detect_compression(file);
    if (!compression) return tell(compression.error());
    const bool compressed = *compression != bytes::Compression::none;
    BrowserFile beginning(file.size(), compressed ? Reading::in_order : Reading::here_and_there);
    const study::DatasetSigns signs = study::signs_of(beginning);
    if (signs.is_dataset()) return host_dataset();
    if (compressed) {
        BrowserFile whole(file.size(), Reading::in_order);
        return open_in_one_pass(whole, hash != 0, signs.may_be_dataset());
    }
    const auto image = image::open(file, take_text(0), take_options(1));
    if (may_be_project(image) && open_project(file.size(), Reading::here_and_there)) return;
    if (may_be_project(image) && signs.may_be_dataset()) return host_dataset();
    image ? tell(*image, false) : tell_neither(image.error());
}

/// inbox: the name, take_options(), and take_folder()'s. `loose`: they were given one by one, and the name is none of their folder.
/// Answers by host.image(), host.project(), host.dataset() or host.error().
EMSCRIPTEN_KEEPALIVE void worker_open_folder(int loose) {
    const BrowserFolder folder(take_folder(4));
    const study::DatasetSigns signs = study::signs_of(folder);
    if (signs.is_dataset()) return host_dataset();
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
    if (may_be_project(image) && signs.may_be_dataset()) return host_dataset();
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
}

}  // namespace plimsoll::web
