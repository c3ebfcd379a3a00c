#include "tests/support/compression.h"

#include <bzlib.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdlib>

#include "tests/support/temporary_file.h"

namespace plimsoll::test {

std::string gzip(std::string_view text, Deflate how) {
    const int level = how == Deflate::fast ? 1 : how == Deflate::best ? 9 : 6;
    const int strategy = how == Deflate::huffman ? Z_HUFFMAN_ONLY
                         : how == Deflate::runs  ? Z_RLE
                         : how == Deflate::fixed ? Z_FIXED
                                                 : Z_DEFAULT_STRATEGY;
    z_stream zlib{};
    if (deflateInit2(&zlib, level, Z_DEFLATED, 16 + MAX_WBITS, 8, strategy) != Z_OK) std::abort();
    std::string packed(deflateBound(&zlib, text.size()), '\0');
    zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    zlib.avail_in = static_cast<uInt>(text.size());
    zlib.next_out = reinterpret_cast<Bytef*>(packed.data());
    zlib.avail_out = static_cast<uInt>(packed.size());
    if (deflate(&zlib, Z_FINISH) != Z_STREAM_END) std::abort();
    packed.resize(zlib.total_out);
    deflateEnd(&zlib);
    return packed;
}

std::string zstd(std::string_view text) {
    ZSTD_CCtx* context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    const size_t size = ZSTD_compress2(context, packed.data(), packed.size(), text.data(), text.size());
    ZSTD_freeCCtx(context);
    if (ZSTD_isError(size)) std::abort();
    packed.resize(size);
    return packed;
}

std::string zstd_skippable(std::string_view text) {
    std::string frame("\x50\x2a\x4d\x18", 4);  // the magic number, then the size, both little-endian
    for (int byte = 0; byte < 4; ++byte) frame += static_cast<char>(text.size() >> (8 * byte));
    return frame.append(text);
}

std::string xz(std::string_view text) {
    const TemporaryFile plain{std::string(text)}, packed;
    // Small blocks: a stream has several of them, as parallel compressors write.
    const std::string command = "xz --stdout --block-size=65536 " + plain.path() + " >" + packed.path();
    if (std::system(command.c_str()) != 0) std::abort();
    return packed.content();
}

std::string bzip2(std::string_view text) {
    auto size = static_cast<unsigned>(text.size() + text.size() / 100 + 600);  // what its manual asks for
    std::string packed(size, '\0');
    // Blocks of 100,000 bytes: a stream of some length has several.
    if (BZ2_bzBuffToBuffCompress(packed.data(), &size, const_cast<char*>(text.data()),
                                 static_cast<unsigned>(text.size()), 1, 0, 0) != BZ_OK)
        std::abort();
    packed.resize(size);
    return packed;
}

std::string compressed(std::string_view text, bytes::Compression how) {
    switch (how) {
        case bytes::Compression::gzip:
            return gzip(text);
        case bytes::Compression::zstd:
            return zstd(text);
        case bytes::Compression::xz:
            return xz(text);
        case bytes::Compression::bzip2:
            return bzip2(text);
        default:
            return std::string(text);
    }
}

std::string sample_text(size_t bytes) {
    std::string text;
    text.reserve(bytes + 16);
    uint32_t state = 1;
    while (text.size() < bytes) {
        state = state * 1664525u + 1013904223u;
        text += std::to_string(state >> 8) + '\n';
    }
    text.resize(bytes);
    return text;
}

}  // namespace plimsoll::test
