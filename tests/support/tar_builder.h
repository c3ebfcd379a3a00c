// Writes tar archives entry by entry: good ones, and bad ones on purpose.
//
//     const std::string layer = Tar().directory("etc").file("etc/motd",
//     "Ahoy\n").whiteout("etc/issue").finish();
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace plimsoll::test {

/// One header block (POSIX pax, "ustar Interchange Format"), field by field.
struct TarHeader {
    std::string path;
    char type = '0';
    std::string link;
    uint64_t size = 0;
    uint32_t mode = 0644;
    uint64_t user = 0, group = 0;
    std::string prefix;      ///< the ustar field that goes before `path`
    std::string size_field;  ///< the 12 bytes of the size field as they are, instead of `size`
    std::string magic{"ustar\00000", 8};
    int checksum_error = 0;  ///< added to the right checksum
};

/// The 512 bytes.
std::string header_block(const TarHeader& header);

/// The magic of GNU tar's own format.
inline const std::string gnu_magic{"ustar  \0", 8};

class Tar {
 public:
    using Records = std::initializer_list<std::pair<std::string, std::string>>;

    /// Names of more than 100 bytes are written the way of GNU tar.
    Tar& file(std::string_view path, std::string_view content);
    /// A file of zeros.
    Tar& file(std::string_view path, uint64_t size);
    Tar& directory(std::string_view path);
    Tar& symlink(std::string_view path, std::string_view target);
    Tar& hardlink(std::string_view path, std::string_view target);
    /// A device ('3', '4') or a FIFO ('6').
    Tar& special(std::string_view path, char type);
    /// The marker of the OCI image specification that hides `path`, or all below `directory`.
    Tar& whiteout(std::string_view path);
    Tar& opaque(std::string_view directory);

    /// A header as it is, and the body that follows it, padded to full blocks.
    Tar& entry(const TarHeader& header, std::string_view body = {});
    /// A pax header for the next entry ('x') or for all that follow ('g').
    Tar& pax(Records records, char type = 'x');
    /// GNU's long path ('L') or link target ('K') for the next entry.
    Tar& gnu_long(char type, std::string_view text);
    /// Bytes as they are.
    Tar& raw(std::string_view bytes);

    uint64_t size() const { return bytes_.size(); }
    /// What is there so far, without an end.
    const std::string& bytes() const { return bytes_; }
    /// With the two blocks of zeros that end an archive.
    std::string finish() const { return bytes_ + std::string(1024, '\0'); }

 private:
    Tar& named(TarHeader header, std::string_view path, std::string_view link, std::string_view body);

    std::string bytes_;
};

/// One pax record: "LENGTH KEY=VALUE\n", the length its own digits included.
std::string pax_record(std::string_view key, std::string_view value);

}  // namespace plimsoll::test
