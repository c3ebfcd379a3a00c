#include "tests/support/zip_builder.h"

#include <zlib.h>

#include <cstdint>
#include <cstdlib>

namespace plimsoll::test {
namespace {

void put(std::string& into, uint32_t value, int bytes) {
    for (int at = 0; at < bytes; ++at) into.push_back(static_cast<char>(value >> (8 * at) & 0xff));
}

std::string deflate_raw(std::string_view text) {
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK) abort();
    std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) abort();
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

}  // namespace

Zip& Zip::file(std::string_view path, std::string_view content, bool deflated) {
    const std::string stored = deflated ? deflate_raw(content) : std::string(content);
    const auto checksum = static_cast<uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
    const auto offset = static_cast<uint32_t>(bytes_.size());
    std::string fields;
    put(fields, 20, 2);  // version
    put(fields, 0x800, 2);
    put(fields, deflated ? 8 : 0, 2);
    put(fields, 0x21, 2);
    put(fields, 0x21, 2);
    put(fields, checksum, 4);
    put(fields, static_cast<uint32_t>(stored.size()), 4);
    put(fields, static_cast<uint32_t>(content.size()), 4);
    put(fields, static_cast<uint32_t>(path.size()), 2);
    put(fields, 0, 2);
    bytes_.append("PK\3\4").append(fields).append(path).append(stored);
    directory_.append("PK\1\2");
    put(directory_, 20, 2);
    directory_.append(fields);
    put(directory_, 0, 2);
    put(directory_, 0, 2);
    put(directory_, 0, 2);
    put(directory_, 0, 4);
    put(directory_, offset, 4);
    directory_.append(path);
    ++count_;
    return *this;
}

std::string Zip::finish() const {
    std::string all = bytes_ + directory_;
    all.append("PK\5\6");
    put(all, 0, 4);
    put(all, count_, 2);
    put(all, count_, 2);
    put(all, static_cast<uint32_t>(directory_.size()), 4);
    put(all, static_cast<uint32_t>(bytes_.size()), 4);
    put(all, 0, 2);
    return all;
}

}  // namespace plimsoll::test
