// Links as a stranger could make them: whatever their payload is, what is around it is right.
#pragma once

#include <zlib.h>

#include <string>
#include <string_view>

#include "core/link/wire.h"

namespace plimsoll::test {

inline std::string base64url(std::string_view bytes) {
    constexpr const char* alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    for (size_t at = 0; at < bytes.size(); at += 3) {
        uint32_t three = 0;
        const size_t count = std::min<size_t>(3, bytes.size() - at);
        for (size_t byte = 0; byte < 3; ++byte)
            three = three << 8 | (byte < count ? static_cast<uint8_t>(bytes[at + byte]) : 0);
        for (size_t letter = 0; letter <= count; ++letter) text += alphabet[three >> (18 - 6 * letter) & 63];
    }
    return text;
}

inline std::string deflated(std::string_view bytes) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
    const std::string_view words = link::dictionary_1();
    deflateSetDictionary(&stream, reinterpret_cast<const Bytef*>(words.data()),
                         static_cast<uInt>(words.size()));
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

/// "r1.BODY.CHECK" of a body's bytes.
inline std::string link_of_body(std::string_view body, const std::string& version = "r1") {
    const std::string text = version + "." + base64url(body);
    char check[16];
    std::snprintf(check, sizeof check, ".%08lx",
                  crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())));
    return text + check;
}

/// One with no digests and that payload.
inline std::string link_of_payload(std::string_view payload, bool card = true) {
    return link_of_body(std::string(1, card ? '\x40' : '\0') + deflated(payload));
}

}  // namespace plimsoll::test
