// Writes image archives in the layouts that tools write, from given layers.
#pragma once

#include "core/image/image.h"
#include "tests/support/json_text.h"
#include "tests/support/tar_builder.h"

namespace plimsoll::test {

/// What an image is made of.
struct ImageParts {
    std::vector<std::string> layers{};      ///< tars, lowest first
    std::vector<std::string> created_by{};  ///< one for each layer; may be fewer: the rest is "layer N"
    std::string reference = "example/app:1";
    image::Platform platform{"linux", "amd64", ""};
    bytes::Compression compression = bytes::Compression::gzip;  ///< of the layers, where the layout has a say
    std::string layer_type{};  ///< the layers' media type, instead of the one that tells their compression
    std::string config{};      ///< the whole document, instead of the one that config_of() makes
};

std::string sha256(std::string_view text);  ///< with "sha256:"
std::string hex(std::string_view digest);   ///< without it

/// A configuration with diff_ids and a history of one step for each layer.
std::string config_of(const ImageParts& parts);

/// `docker save` before 25: ID/layer.tar, ID/json, ID/VERSION; the manifest stands last.
std::string docker_legacy(const ImageParts& parts);

/// skopeo's docker-archive: HASH.tar, ID/layer.tar as links to them, and the manifest last.
std::string docker_skopeo(const ImageParts& parts);

/// `docker save` since 25: an OCI layout, and manifest.json beside it.
std::string docker_25(const ImageParts& parts);

/// skopeo's oci-archive.
std::string oci(const ImageParts& parts);

/// An OCI layout piece by piece, for archives that no tool writes.
class OciLayout {
 public:
    /// Adds a blob, and says its digest.
    std::string add(std::string_view content);
    /// Adds an image's blobs; the JSON of a descriptor of its manifest, with these members added.
    std::string add_image(const ImageParts& parts, const Members& more = {});
    /// Adds a document; the JSON of its descriptor.
    std::string add_document(const std::string& media_type, const std::string& json,
                             const Members& more = {});
    /// With index.json naming these descriptors, and oci-layout.
    std::string finish(const std::vector<std::string>& descriptors);

    Tar tar;

 private:
    std::vector<std::string> added_;
};

inline const std::string manifest_type = "application/vnd.oci.image.manifest.v1+json";
inline const std::string index_type = "application/vnd.oci.image.index.v1+json";

std::string index_of(const std::vector<std::string>& descriptors);
std::string platform_of(const image::Platform& platform);

}  // namespace plimsoll::test
