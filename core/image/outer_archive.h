// The archive around an image: which entries it has and where their bytes lie.
#pragma once

#include <map>
#include <optional>

#include "core/image/image.h"
#include "core/image/json.h"

namespace plimsoll::image {

/// Entries by their name, below the root and without "./" or "..". Links are followed inside the archive
/// and nowhere else.
class OuterArchive {
 public:
    struct Entry {
        uint64_t offset = 0, bytes = 0;
        std::string link;  ///< an entry's name, where this one is a link to it
    };

    /// Lists the entries. An archive that breaks off keeps what came before; the problem is added.
    /// Error: it is no tar archive at all.
    static Result<OuterArchive> list(bytes::Source& source, std::vector<Problem>& problems);

    bytes::Source& source() const { return *source_; }
    const std::map<std::string, Entry>& entries() const { return entries_; }

    /// Names in the order of the archive.
    const std::vector<std::string>& order() const { return order_; }

    /// The regular file of that name, or null.
    const Entry* find(std::string_view name) const;
    bool has(std::string_view name) const { return find(name) != nullptr; }

    /// Whether all of the entry's bytes are there.
    bool is_whole(const Entry& entry) const;

    /// The text of a small document. Errors: not there, cut, over limits::json_bytes.
    Result<std::string> read_text(std::string_view name) const;
    Result<Json> read_json(std::string_view name) const;

 private:
    bytes::Source* source_ = nullptr;
    std::map<std::string, Entry> entries_;
    std::vector<std::string> order_;
};

/// "blobs/sha256/HEX", or nothing where the digest is not one (OCI image specification, descriptor.md: an
/// algorithm, a colon, hexadecimal digits of its length).
std::optional<std::string> blob_name(std::string_view digest);

/// What bytes seem to be, for a person: "a PNG picture", "a ZIP archive", "an empty file".
std::string describe_bytes(bytes::Bytes head);

/// The same with what is expected instead: the one sentence for a file that is not an image archive.
std::string not_an_image(const std::string& what);

}  // namespace plimsoll::image
