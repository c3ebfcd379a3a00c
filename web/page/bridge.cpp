#include "web/page/bridge.h"

#include <emscripten/emscripten.h>
#include <emscripten/heap.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "core/image/transfer.h"
#include "core/study/recognise.h"
#include "web/inbox.h"
#include "web/page/host.h"
#include "web/page/platform.h"

namespace plimsoll::web {
namespace {

Events* application = nullptr;

/// Names, each ended by a zero.
std::vector<std::string> take_names(int index) {
    const std::string all = take_text(index);
    std::vector<std::string> names;
    for (size_t at = 0; at < all.size();) {
        const size_t end = std::min(all.find('\0', at), all.size());
        names.push_back(all.substr(at, end - at));
        at = end + 1;
    }
    return names;
}

}  // namespace

void connect(Events& events) {
    application = &events;
    application->appearance_changed();
}

void choose_files() { host_choose_files(); }
void open_image(std::string_view image) { host_open_image(image.data(), image.size()); }
void verify() { host_verify(); }
void choose_other() { host_choose_other(); }
void cancel() { host_cancel(); }

void show(View view) {
    static constexpr std::array<std::string_view, 3> names = {"landing", "canvas", "text"};
    const std::string_view name = names[static_cast<size_t>(view)];
    host_show(name.data(), name.size());
}

void copy_text(std::string_view text) { host_copy(text.data(), text.size()); }

void save_file(std::string_view name, std::string_view media_type, bytes::Bytes content) {
    host_save(name.data(), name.size(), media_type.data(), media_type.size(), content.data(), content.size());
}

void set_document_title(std::string_view title) { host_title(title.data(), title.size()); }
void announce(std::string_view text) { host_announce(text.data(), text.size()); }

void open_link(Link link) {
    static constexpr std::array<std::string_view, 1> names = {"licences"};
    const std::string_view name = names[static_cast<size_t>(link)];
    host_link(name.data(), name.size());
}

bool prefers_dark() { return host_dark() != 0; }

void save_png(std::string_view name, std::string_view svg) {
    host_save_png(name.data(), name.size(), svg.data(), svg.size());
}

void export_report(ExportKind kind, std::string_view name, ExportTo to) {
    host_export(static_cast<int>(kind), name.data(), name.size(), static_cast<int>(to));
}

std::string fragment() {
    host_fragment();
    return take_text(0);
}

void set_fragment(std::string_view fragment, bool step) {
    host_set_fragment(fragment.data(), fragment.size(), step);
}

std::string page_address() {
    host_page_address();
    return take_text(0);
}

void go_back() { host_back(); }
void open_search() { host_search(); }
void open_help() { host_help(); }

void copy_link(std::string_view fragment) { host_copy_link(fragment.data(), fragment.size()); }

// ------------------------------------------------------------------------------- called by the page's script

extern "C" {

/// inbox: the name.
EMSCRIPTEN_KEEPALIVE void page_opening(double bytes, int purpose) {
    application->opening(take_text(0), static_cast<uint64_t>(bytes), static_cast<Purpose>(purpose));
    request_frame();
}

/// inbox: the packed image. Tells host.blob() about each of its blobs; answers whether it could be unpacked.
EMSCRIPTEN_KEEPALIVE int page_opened() {
    auto image = image::unpack_image(take_bytes(0));
    if (!image) return 0;
    for (const image::Blob& blob : image->blobs)
        host_blob(blob.entry.data(), blob.entry.size(), blob.file.data(), blob.file.size(),
                  static_cast<double>(blob.offset), static_cast<double>(blob.bytes), blob.present);
    application->opened(std::move(*image));
    request_frame();
    return 1;
}

/// inbox: the packed project. Answers whether it could be unpacked.
EMSCRIPTEN_KEEPALIVE int page_found_project() {
    auto project = taxonomy::unpack_project(take_bytes(0));
    if (!project) return 0;
    application->found_project(std::move(*project));
    request_frame();
    return 1;
}

/// inbox: the packed results. Answers whether they could be unpacked.
EMSCRIPTEN_KEEPALIVE int page_found_dataset() {
    auto results = study::unpack_results(take_bytes(0));
    if (!results) return 0;
    application->found_dataset(std::move(*results));
    request_frame();
    return 1;
}

/// inbox: names of files that were given together, each ended by a zero. Answers whether they are one project.
EMSCRIPTEN_KEEPALIVE int page_are_project_files() { return taxonomy::are_project_files(take_names(0)); }

/// The same of a data set; one name may be alone.
EMSCRIPTEN_KEEPALIVE int page_are_dataset_files() { return study::are_dataset_files(take_names(0)); }

/// inbox: the paths of a folder's files, each ended by a zero. Answers whether they are a data set.
EMSCRIPTEN_KEEPALIVE int page_is_dataset_folder() { return study::signs_of(take_names(0)).is_dataset(); }

/// inbox: the paths of a data set's files. Answers by host.numbers() which of them are read, in that order.
EMSCRIPTEN_KEEPALIVE void page_files_read() {
    const auto numbers = study::files_read(take_names(0));
    host_numbers(numbers.data(), numbers.size());
}

/// inbox: the packed scan.
EMSCRIPTEN_KEEPALIVE int page_scanned(double blob) {
    auto scan = image::unpack_scan(take_bytes(0));
    if (!scan) return 0;
    application->scanned(static_cast<uint32_t>(blob), std::move(*scan));
    request_frame();
    return 1;
}

/// For a blob whose worker died. inbox: a message.
EMSCRIPTEN_KEEPALIVE void page_scan_lost(double blob, double blob_bytes) {
    image::LayerScan scan;
    scan.measures.blob_bytes = static_cast<uint64_t>(blob_bytes);
    scan.problems.push_back({Problem::Severity::error, "", take_text(0)});
    application->scanned(static_cast<uint32_t>(blob), std::move(scan));
    request_frame();
}

/// inbox: the pace, in words.
EMSCRIPTEN_KEEPALIVE void page_progressed(double bytes_done, double bytes_total) {
    application->progressed(static_cast<uint64_t>(bytes_done), static_cast<uint64_t>(bytes_total),
                            take_text(0));
    request_frame(0);
}

EMSCRIPTEN_KEEPALIVE void page_finished() {
    application->finished();
    request_frame();
}

EMSCRIPTEN_KEEPALIVE double page_files_found() { return static_cast<double>(application->files_found()); }

/// Answers by host.report().
EMSCRIPTEN_KEEPALIVE void page_set_aside() {
    const std::string json = application->set_aside_json();
    host_report(json.data(), json.size());
}

/// inbox: where, message.
EMSCRIPTEN_KEEPALIVE void page_failed() {
    application->failed(take_text(0), take_text(1));
    request_frame();
}

EMSCRIPTEN_KEEPALIVE void page_cancelled() {
    application->cancelled();
    request_frame();
}

EMSCRIPTEN_KEEPALIVE void page_dragging(int over) {
    application->dragging(over != 0);
    request_frame();
}

EMSCRIPTEN_KEEPALIVE void page_appearance_changed() {
    application->appearance_changed();
    request_frame();
}

/// Answers by host.report().
EMSCRIPTEN_KEEPALIVE void page_report() {
    const std::string json = application->report_json();
    host_report(json.data(), json.size());
}

/// The same of the comparison.
EMSCRIPTEN_KEEPALIVE void page_comparison() {
    const std::string json = application->comparison_json();
    host_report(json.data(), json.size());
}

/// Answers by host.report().
EMSCRIPTEN_KEEPALIVE void page_origin() {
    const std::string origin = application->origin();
    host_report(origin.data(), origin.size());
}

/// inbox: the report's file name, and the report. Answers by host.report() what is wrong with it, or nothing.
EMSCRIPTEN_KEEPALIVE void page_open_report(int kept) {
    const std::string message = application->open_report(take_text(0), take_text(1), kept != 0);
    host_report(message.data(), message.size());
    request_frame();
}

/// inbox: the report. Answers by host.report() what is wrong with it, or nothing.
EMSCRIPTEN_KEEPALIVE void page_compare_with() {
    const std::string message = application->compare_with(take_text(0));
    host_report(message.data(), message.size());
    request_frame();
}

/// inbox: the address's fragment. Answers by host.report() what is wrong with the link in it, or nothing.
EMSCRIPTEN_KEEPALIVE void page_open_link() {
    const std::string message = application->open_link(take_text(0));
    host_report(message.data(), message.size());
    request_frame();
}

/// Answers whether something else is shown now.
EMSCRIPTEN_KEEPALIVE int page_close_link() {
    const bool shown = application->close_link();
    request_frame();
    return shown;
}

EMSCRIPTEN_KEEPALIVE void page_address_changed() {
    application->address_changed();
    request_frame();
}

/// Answers by host.report().
EMSCRIPTEN_KEEPALIVE void page_notes() {
    const std::string json = application->notes_json();
    host_report(json.data(), json.size());
}

/// inbox: the folder's path. `layer`: a layer's number, or -1. Answers by host.report().
EMSCRIPTEN_KEEPALIVE void page_folder(int layer) {
    const std::string path = take_text(0);
    const std::string json = application->folder_json(
        path, layer < 0 ? std::nullopt : std::optional(static_cast<uint32_t>(layer)));
    host_report(json.data(), json.size());
}

/// The same.
EMSCRIPTEN_KEEPALIVE void page_package_files(int package) {
    const std::string json = application->package_files_json(static_cast<uint32_t>(package));
    host_report(json.data(), json.size());
}

/// The same.
EMSCRIPTEN_KEEPALIVE void page_project_text(int file) {
    const std::string text = application->project_text(static_cast<uint32_t>(file));
    host_report(text.data(), text.size());
}

/// The same.
EMSCRIPTEN_KEEPALIVE void page_verdict() {
    const std::string json = application->verdict_json();
    host_report(json.data(), json.size());
}

/// Answers by host.report().
EMSCRIPTEN_KEEPALIVE void page_tabs() {
    const std::string json = application->tabs_json();
    host_report(json.data(), json.size());
}

EMSCRIPTEN_KEEPALIVE void page_choose_tab(int number) {
    application->choose_tab(static_cast<size_t>(number));
    request_frame();
}

/// inbox: the words. Answers by host.report().
EMSCRIPTEN_KEEPALIVE void page_search() {
    const std::string json = application->search_json(take_text(0));
    host_report(json.data(), json.size());
}

EMSCRIPTEN_KEEPALIVE void page_choose_hit(int group, int hit) {
    application->choose_hit(static_cast<size_t>(group), static_cast<size_t>(hit));
    request_frame();
}

EMSCRIPTEN_KEEPALIVE void page_open_share() {
    application->open_share();
    request_frame();
}

/// inbox: title, authors, DOI, base. The bits of `ticks`: references, paths, commands, environment, labels, a card, the view,
/// and whether there is a base. Answers whether it could be made, and by host.report() the link or why there is none.
EMSCRIPTEN_KEEPALIVE int page_link(int ticks) {
    const auto bit = [&](int number) { return (ticks >> number & 1) != 0; };
    const ShareWish wish{
        {bit(0), bit(1), bit(2), bit(3), bit(4)}, take_text(0), take_text(1), take_text(2), bit(5), bit(6)};
    const auto made = application->make_link(wish, bit(7) ? std::optional(take_text(3)) : std::nullopt);
    const std::string& answer = made ? *made : made.error().message;
    host_report(answer.data(), answer.size());
    return made.has_value();
}

EMSCRIPTEN_KEEPALIVE double page_memory() { return static_cast<double>(emscripten_get_heap_size()); }
}

}  // namespace plimsoll::web
