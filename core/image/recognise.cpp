#include <algorithm>

#include "core/image/store.h"

namespace plimsoll::image {
namespace {

struct Known {
    size_t offset;
    std::string_view bytes;
    const char* what;
};

using namespace std::string_view_literals;

constexpr Known magics[] = {
    {257, "ustar"sv, "a tar archive"},
    {0, "\x1f\x8b"sv, "a file compressed with gzip"},
    {0, "\x28\xb5\x2f\xfd"sv, "a file compressed with zstd"},
    {0,
     "\xfd"
     "7zXZ\0"sv,
     "a file compressed with xz"},
    {0, "BZh"sv, "a file compressed with bzip2"},
    {0, "PK\x03\x04"sv, "a ZIP archive"},
    {0, "7z\xbc\xaf\x27\x1c"sv, "a 7-Zip archive"},
    {0, "Rar!"sv, "a RAR archive"},
    {0, "\x89PNG"sv, "a PNG picture"},
    {0, "\xff\xd8\xff"sv, "a JPEG picture"},
    {0, "GIF8"sv, "a GIF picture"},
    {0, "%PDF"sv, "a PDF document"},
    {0,
     "\x7f"
     "ELF"sv,
     "an ELF program or library"},
    {0, "MZ"sv, "a Windows program"},
    {0, "hsqs"sv, "a SquashFS file system"},
    {0, "QFI\xfb"sv, "a QEMU disk image"},
    {0, "\x89HDF"sv, "an HDF5 file"},
    {0, "SQLite format 3"sv, "an SQLite database"},
    {0, "!<arch>"sv, "a Debian package or a static library"},
    {0, "\xed\xab\xee\xdb"sv, "an RPM package"},
};

bool is_printable(bytes::Bytes head) {
    return std::all_of(head.begin(), head.end(),
                       [](uint8_t byte) { return byte >= 0x20 || (byte >= 9 && byte <= 13); });
}

}  // namespace

std::string describe_bytes(bytes::Bytes head) {
    if (head.empty()) return "an empty file";
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    for (const Known& magic : magics)
        if (text.size() >= magic.offset && text.substr(magic.offset).starts_with(magic.bytes))
            return magic.what;
    if (std::all_of(head.begin(), head.end(), [](uint8_t byte) { return byte == 0; }))
        return "a file of zeros";
    const size_t start = text.find_first_not_of(" \t\r\n");
    if (!is_printable(head)) return "data of an unknown kind";
    if (start == std::string_view::npos) return "an empty text";
    const std::string_view body = text.substr(start);
    if (body.starts_with("{") || body.starts_with("[")) return "a JSON document";
    if (body.starts_with("<")) return "an HTML or XML document";
    if (body.starts_with("#!")) return "a script";
    if (body.starts_with("FROM ") || body.starts_with("# syntax=")) return "a Dockerfile";
    return "a text file";
}

std::string not_an_image(const std::string& what) {
    return "is not an image archive: it seems to be " + what +
           ", and what is expected is the output of docker save, podman save or skopeo copy "
           "(docker-archive or oci-archive)";
}

}  // namespace plimsoll::image
