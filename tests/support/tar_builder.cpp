#include "tests/support/tar_builder.h"

#include <cstdio>
#include <cstring>

namespace plimsoll::test {
namespace {

constexpr size_t block_bytes = 512;

struct Field {
    size_t offset, bytes;
};
constexpr Field path_field{0, 100}, mode_field{100, 8}, user_field{108, 8}, group_field{116, 8},
    size_field{124, 12}, time_field{136, 12}, checksum_field{148, 8}, type_field{156, 1},
    link_field{157, 100}, magic_field{257, 8}, prefix_field{345, 155};

void put(std::string& block, Field field, std::string_view text) {
    std::memcpy(block.data() + field.offset, text.data(), std::min(field.bytes, text.size()));
}

void put_octal(std::string& block, Field field, uint64_t value) {
    char text[32];
    std::snprintf(text, sizeof text, "%0*llo", static_cast<int>(field.bytes - 1),
                  static_cast<unsigned long long>(value));
    put(block, field, text);
}

std::string padding(size_t bytes) {
    return std::string((block_bytes - bytes % block_bytes) % block_bytes, '\0');
}

std::string marker_path(std::string_view directory, std::string_view name) {
    std::string path(directory);
    if (!path.empty()) path += '/';
    return path.append(name);
}

}  // namespace

std::string header_block(const TarHeader& header) {
    std::string block(block_bytes, '\0');
    put(block, path_field, header.path);
    put_octal(block, mode_field, header.mode);
    put_octal(block, user_field, header.user);
    put_octal(block, group_field, header.group);
    put_octal(block, size_field, header.size);
    if (!header.size_field.empty()) put(block, size_field, header.size_field);
    put_octal(block, time_field, 0);
    put(block, type_field, std::string_view(&header.type, 1));
    put(block, link_field, header.link);
    put(block, magic_field, header.magic);
    put(block, prefix_field, header.prefix);
    put(block, checksum_field, "        ");
    uint64_t sum = 0;
    for (const char byte : block) sum += static_cast<uint8_t>(byte);
    put_octal(block, {checksum_field.offset, 7}, sum + static_cast<uint64_t>(header.checksum_error));
    return block;
}

Tar& Tar::file(std::string_view path, std::string_view content) {
    TarHeader header;
    header.size = content.size();
    return named(header, path, {}, content);
}

Tar& Tar::file(std::string_view path, uint64_t size) { return file(path, std::string(size, '\0')); }

Tar& Tar::directory(std::string_view path) {
    TarHeader header;
    header.type = '5';
    header.mode = 0755;
    return named(header, path, {}, {});
}

Tar& Tar::symlink(std::string_view path, std::string_view target) {
    TarHeader header;
    header.type = '2';
    header.mode = 0777;
    return named(header, path, target, {});
}

Tar& Tar::hardlink(std::string_view path, std::string_view target) {
    TarHeader header;
    header.type = '1';
    return named(header, path, target, {});
}

Tar& Tar::special(std::string_view path, char type) {
    TarHeader header;
    header.type = type;
    return named(header, path, {}, {});
}

Tar& Tar::whiteout(std::string_view path) {
    const size_t slash = path.rfind('/');
    const bool top = slash == std::string_view::npos;
    const std::string name = ".wh." + std::string(top ? path : path.substr(slash + 1));
    return file(marker_path(top ? "" : path.substr(0, slash), name), "");
}

Tar& Tar::opaque(std::string_view directory) { return file(marker_path(directory, ".wh..wh..opq"), ""); }

Tar& Tar::entry(const TarHeader& header, std::string_view body) {
    bytes_ += header_block(header);
    bytes_ += body;
    bytes_ += padding(body.size());
    return *this;
}

Tar& Tar::pax(Records records, char type) {
    std::string body;
    for (const auto& [key, value] : records) body += pax_record(key, value);
    TarHeader header;
    header.path = "PaxHeaders/entry";
    header.type = type;
    header.size = body.size();
    return entry(header, body);
}

Tar& Tar::gnu_long(char type, std::string_view text) {
    std::string body(text);
    body += '\0';
    TarHeader header;
    header.path = "././@LongLink";
    header.type = type;
    header.magic = gnu_magic;
    header.size = body.size();
    return entry(header, body);
}

Tar& Tar::raw(std::string_view bytes) {
    bytes_ += bytes;
    return *this;
}

Tar& Tar::named(TarHeader header, std::string_view path, std::string_view link, std::string_view body) {
    if (path.size() > path_field.bytes) gnu_long('L', path);
    if (link.size() > link_field.bytes) gnu_long('K', link);
    header.path = path;
    header.link = link;
    return entry(header, body);
}

std::string pax_record(std::string_view key, std::string_view value) {
    const size_t rest = key.size() + value.size() + 3;  // a blank, = and the newline
    size_t length = rest + 1;
    while (rest + std::to_string(length).size() != length) ++length;
    return std::to_string(length).append(" ").append(key).append("=").append(value).append("\n");
}

}  // namespace plimsoll::test
