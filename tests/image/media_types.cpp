#include "tests/support/image_builder.h"
#include "tests/support/sources.h"

using namespace plimsoll;
using namespace plimsoll::test;
using bytes::Compression;

TEST_CASE("A layer's bytes say how it is compressed, whatever its media type says") {
    const std::string types[] = {
        "application/vnd.oci.image.layer.v1.tar",
        "application/vnd.oci.image.layer.v1.tar+gzip",
        "application/vnd.oci.image.layer.v1.tar+zstd",
        "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
        "application/vnd.docker.image.rootfs.diff.tar.gzip",
        "application/octet-stream",
    };
    for (const std::string& type : types) {
        for (const Compression compression :
             {Compression::none, Compression::gzip, Compression::zstd, Compression::xz, Compression::bzip2}) {
            CAPTURE(type, name_of(compression));
            ImageParts parts;
            parts.layers = {Tar().file("etc/motd", "Ahoy").finish()};
            parts.compression = compression;
            parts.layer_type = type;
            PiecedSource source(oci(parts));
            const auto image = value_of(image::open(source, "image.tar", {}));
            CHECK(image.problems.empty());
            REQUIRE(image.layers.size() == 1);
            CHECK(image.layers[0].media_type == type);
            image::ScanOptions options;
            options.hash = true;
            const auto scan = image::scan_layer(source, image.blobs[image.layers[0].blob], options);
            CHECK(scan.complete);
            CHECK(scan.compression == compression);
            CHECK(scan.digest == image.layers[0].digest);
            CHECK(scan.diff_id == image.layers[0].diff_id);
            CHECK(scan.measures.file_bytes == 4);
        }
    }
}
