// The layers of an image, scanned on all cores.
#pragma once

#include <functional>

#include "core/image/image.h"

namespace plimsoll::cli {

struct ScanAll {
    unsigned jobs = 1;           ///< threads that scan; 1: none but the caller's
    image::ScanOptions options;  ///< for every blob; its progress hears of the bytes of all of them
    /// Scans one blob. Called from several threads at a time.
    std::function<image::LayerScan(const image::Blob&, const image::ScanOptions&)> scan;
    /// Takes the scan of the blob of that number, in the caller's thread, in any order.
    std::function<void(uint32_t, image::LayerScan)> take;
};

/// Scans the blobs of an image, the largest first, so that none is left over at the end; returns when all are taken.
void scan_all(const image::Image& image, const ScanAll& work);

/// A stream with the bytes of another, which it reads ahead in a thread of its own: ScanOptions::ahead.
std::unique_ptr<bytes::Stream> read_ahead(bytes::Stream& from);

}  // namespace plimsoll::cli
