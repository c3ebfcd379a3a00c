#include "tests/fuzz/feed.h"

#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "core/cli/cli.h"
#include "core/report/read.h"

// libFuzzer's own mutations; the program that makes seeds has none.
extern "C" __attribute__((weak)) size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t most);

namespace plimsoll::fuzz {
namespace {

constexpr size_t block_bytes = 512, checksum_at = 148, checksum_bytes = 8, magic_at = 257;

/// Gives each block that calls itself a tar header the checksum that it should have.
void mend_checksums(uint8_t* data, size_t size) {
    for (size_t at = 0; at + block_bytes <= size; at += block_bytes) {
        uint8_t* block = data + at;
        if (text_of(block + magic_at, 5) != "ustar") continue;
        unsigned sum = checksum_bytes * ' ';
        for (size_t byte = 0; byte < block_bytes; ++byte)
            if (byte < checksum_at || byte >= checksum_at + checksum_bytes) sum += block[byte];
        char text[checksum_bytes + 1];
        std::snprintf(text, sizeof text, "%06o", sum);
        text[7] = ' ';
        std::copy_n(text, checksum_bytes, block + checksum_at);
    }
}

std::unique_ptr<report::Analysis> analysed(image::Image image, std::vector<image::LayerScan> scans) {
    auto analysis = std::make_unique<report::Analysis>(std::move(image));
    for (uint32_t blob = 0; blob < scans.size(); ++blob) analysis->add_scan(blob, std::move(scans[blob]));
    return analysis;
}

}  // namespace

void require(bool right, const char* what) {
    if (right) return;
    std::fprintf(stderr, "plimsoll fuzz: %s\n", what);
    std::abort();
}

image::ScanOptions scan_options() {
    image::ScanOptions options;
    options.hash = true;
    options.keep = packages::is_database;
    return options;
}

std::unique_ptr<report::Analysis> analyse(std::string_view archive) {
    const auto source = bytes::view_memory(bytes_of(archive));
    auto image = image::open(*source, "fuzz.tar", {});
    if (!image) return nullptr;
    std::vector<image::LayerScan> scans;
    for (const auto& blob : image->blobs) scans.push_back(image::scan_layer(*source, blob, scan_options()));
    return analysed(std::move(*image), std::move(scans));
}

std::unique_ptr<report::Analysis> analyse_in_order(std::string_view archive) {
    const auto source = bytes::view_memory(bytes_of(archive));
    const auto stream = bytes::stream_range(*source, 0, source->size());
    auto streamed = image::open_stream(*stream, "fuzz.tar", source->size(), {}, scan_options());
    if (!streamed) return nullptr;
    return analysed(std::move(streamed->image), std::move(streamed->scans));
}

std::unique_ptr<report::Analysis> analyse_layers(const std::vector<std::string_view>& layers) {
    image::Image image;
    std::vector<image::LayerScan> scans;
    for (const std::string_view layer : layers) {
        const auto source = bytes::view_memory(bytes_of(layer));
        image.layers.push_back({static_cast<uint32_t>(image.blobs.size()), "", "", "", {}});
        image.blobs.push_back({"layer.tar", "", 0, layer.size(), true});
        scans.push_back(image::scan_layer(*source, image.blobs.back(), scan_options()));
    }
    return analysed(std::move(image), std::move(scans));
}

void check(report::Analysis& analysis) {
    require(analysis.done(), "a layer was not merged");
    const report::Report report = analysis.report();
    uint64_t packages = 0;
    for (const auto& package : report.packages) packages += package.bytes;
    require(packages == report.filesystem.bytes, "the packages do not sum up to the file system");
    bool all_merged = true;
    for (uint32_t layer = 0; layer < analysis.files().layers(); ++layer)
        all_merged = all_merged && analysis.files().merged(layer);
    if (all_merged)
        require(report.waste.hidden_bytes + report.filesystem.bytes == report.totals.file_bytes,
                "what is hidden and what is left do not sum up to what is shipped");
    check(report);
}

void check(const report::Report& report) {
    const std::string json = report::to_json(report);
    const auto again = report::from_json(json);
    if (!again) std::fprintf(stderr, "%s: %s\n", again.error().where.c_str(), again.error().message.c_str());
    require(again.has_value(), "a report cannot be read back");
    require(report::to_json(*again) == json, "a report that is read back is written differently");
    std::ostringstream text;
    cli::print_text(report, text);
    for (const char letter : text.str())
        require(letter == '\n' || static_cast<uint8_t>(letter) >= ' ', "a control character is printed");
}

size_t mutate_tar(uint8_t* data, size_t size, size_t most, unsigned seed) {
    size = LLVMFuzzerMutate(data, size, most);
    if (seed % 16 != 0) mend_checksums(data, size);
    return size;
}

}  // namespace plimsoll::fuzz
