// Images and scans as bytes, to go from a worker to the page. Both ends are of one build: the format has no
// version, and is never stored.
#pragma once

#include "core/image/image.h"

namespace plimsoll::image {

std::vector<uint8_t> pack(const Image& image);
std::vector<uint8_t> pack(const LayerScan& scan);

/// Error: the bytes are not what pack() made.
Result<Image> unpack_image(bytes::Bytes bytes);
Result<LayerScan> unpack_scan(bytes::Bytes bytes);

}  // namespace plimsoll::image
