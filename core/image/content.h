// What a file's first bytes say of its type.
#pragma once

#include <optional>

#include "core/image/file_types.h"

namespace plimsoll::image {

/// What a magic number says.
struct Magic {
    FileType type = FileType::unknown;
    bool packed =
        false;  ///< one file, compressed: its name says what it is, and `type` holds where that is silent
};

/// The type by magic numbers and interpreter lines; nullopt where there are none. `extension` (in small letters,
/// without its dot) tells formats apart that share a container: a .whl from another .zip. `in_bin` says that the file
/// lies where programs do.
std::optional<Magic> by_magic(bytes::Bytes head, std::string_view name, std::string_view extension,
                              bool in_bin);

/// The same for an ELF, PE or Mach-O file, and an archive that a linker reads.
std::optional<FileType> by_machine_code(bytes::Bytes head, std::string_view name, std::string_view extension,
                                        bool in_bin);

/// The type of a script by the interpreter that its first line names (#!); nullopt where it names none.
std::optional<FileType> by_interpreter(std::string_view text);

/// Whether the bytes are text: UTF-8, perhaps cut inside a character, or UTF-16 with its mark, or an eight-bit charset
/// with few letters beyond ASCII; no control characters but those that texts have.
bool is_text(bytes::Bytes head);

/// The type that a text's first words say (a web page, XML, JSON); else FileType::text.
FileType by_first_words(std::string_view text);

/// libfoo.so, libfoo.so.1.2.
bool is_shared_library_name(std::string_view name);

// ------------------------------------------------------------------------------------------ reading a head

/// A view of the first bytes in which looking beyond the end finds zeros.
class Head {
 public:
    explicit Head(bytes::Bytes bytes) : bytes_(bytes) {}

    size_t size() const { return bytes_.size(); }
    std::string_view text() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }
    uint8_t operator[](size_t at) const { return at < bytes_.size() ? bytes_[at] : uint8_t{0}; }
    bool has(size_t at, std::string_view magic) const {
        return at <= bytes_.size() && text().substr(at).starts_with(magic);
    }
    /// A number of `width` bytes.
    uint64_t little(size_t at, size_t width) const {
        uint64_t value = 0;
        for (size_t byte = width; byte > 0; --byte) value = value << 8 | (*this)[at + byte - 1];
        return value;
    }
    uint64_t big(size_t at, size_t width) const {
        uint64_t value = 0;
        for (size_t byte = 0; byte < width; ++byte) value = value << 8 | (*this)[at + byte];
        return value;
    }

 private:
    bytes::Bytes bytes_;
};

}  // namespace plimsoll::image
