#include "core/image/transfer.h"

#include "core/bytes/packing.h"

namespace plimsoll::image {

// A type's members are listed once, for both directions.
template <class Archive>
static void members(Archive& archive, Platform& value) {
    archive(value.os, value.architecture, value.variant);
}
template <class Archive>
static void members(Archive& archive, HistoryStep& value) {
    archive(value.created, value.created_by, value.empty_layer, value.layer);
}
template <class Archive>
static void members(Archive& archive, Config& value) {
    archive(value.created, value.user, value.working_dir, value.platform, value.env, value.entrypoint,
            value.cmd, value.exposed_ports, value.volumes, value.labels, value.diff_ids, value.history);
}
template <class Archive>
static void members(Archive& archive, Blob& value) {
    archive(value.entry, value.file, value.offset, value.bytes, value.present);
}
template <class Archive>
static void members(Archive& archive, Layer& value) {
    archive(value.blob, value.digest, value.diff_id, value.media_type, value.urls);
}
template <class Archive>
static void members(Archive& archive, ImageName& value) {
    archive(value.references, value.digest, value.platform);
}
template <class Archive>
static void members(Archive& archive, Image& value) {
    archive(value.source_name, value.source_bytes, value.source_compression, value.layout, value.references,
            value.digest, value.media_type, value.config_digest, value.config_bytes, value.config,
            value.platforms, value.images, value.shown, value.blobs, value.layers, value.problems);
}
template <class Archive>
static void members(Archive& archive, LayerScan::Document& value) {
    archive(value.entry, value.text);
}
template <class Archive>
static void members(Archive& archive, LayerScan& value) {
    archive(value.index.paths.nodes, value.index.paths.names, value.index.links, value.index.entries,
            value.measures, value.documents, value.contents, value.compression, value.complete, value.digest,
            value.diff_id, value.problems);
}

using bytes::packed;
using bytes::unpacked;

std::vector<uint8_t> pack(const Image& image) { return packed(image); }
std::vector<uint8_t> pack(const LayerScan& scan) { return packed(scan); }
Result<Image> unpack_image(bytes::Bytes bytes) { return unpacked<Image>(bytes); }
Result<LayerScan> unpack_scan(bytes::Bytes bytes) { return unpacked<LayerScan>(bytes); }

}  // namespace plimsoll::image
