// What an image comes in, as entries with names: a tar archive, a folder, or an archive that is read once, in order.
#pragma once

#include <map>
#include <optional>

#include "core/image/image.h"
#include "core/image/json.h"

namespace plimsoll::image {

/// Entries by their name, below the root and without "./" or "..". Links are followed inside the store and nowhere
/// else.
class Store {
 public:
    struct Entry {
        std::string file;  ///< of a folder: the file that it is, as the folder names it
        uint64_t offset = 0, bytes = 0;
        std::string link;  ///< an entry's name, where this one is a link to it
        /// Of an archive that was read in order: the text, where the entry seems to be a JSON document, and the number
        /// of its scan where it does not.
        std::optional<std::string> text;
        std::optional<uint32_t> scan;
    };

    /// Lists the entries of a tar archive. One that breaks off keeps what came before; the problem is added.
    /// Error: it is no tar archive at all.
    static Result<Store> of_archive(bytes::Source& source, std::vector<Problem>& problems);

    /// Takes the files of a folder as entries.
    static Store of_folder(const bytes::Folder& folder, std::vector<Problem>& problems);

    /// Reads an archive from end to end and scans all that may be a layer on the way. Otherwise as of_archive.
    static Result<Store> of_stream(bytes::Stream& archive, const ScanOptions& options,
                                   std::vector<LayerScan>& scans, std::vector<Problem>& problems);

    const std::map<std::string, Entry>& entries() const { return entries_; }

    /// Names in the order of the archive; of a folder, sorted.
    const std::vector<std::string>& order() const { return order_; }

    /// The regular file of that name, or null.
    const Entry* find(std::string_view name) const;
    bool has(std::string_view name) const { return find(name) != nullptr; }

    /// Whether all of the entry's bytes can be had.
    bool is_whole(const Entry& entry) const;

    /// Whether the entry's first bytes, or its scan, are those of a layer.
    bool looks_like_layer(const Entry& entry) const;

    /// The text of a small document. Errors: not there, cut, over limits::json_bytes.
    Result<std::string> read_text(std::string_view name) const;
    Result<Json> read_json(std::string_view name) const;

    bool is_folder() const { return is_folder_; }

    /// Whether blobs lie beside the manifest, as skopeo's dir: has them: manifest.json is then the manifest itself.
    bool is_skopeo_dir() const { return is_skopeo_dir_; }

    /// The name of the entry that holds the blob of that digest, there or not; nothing where the digest is none.
    std::optional<std::string> blob_name(std::string_view digest) const;

    /// The same for a manifest, which skopeo's dir: keeps under another name.
    std::optional<std::string> manifest_name(std::string_view digest) const;

 private:
    using Read = std::function<Result<std::string>(const Entry&, uint64_t bytes, const std::string& where)>;

    /// Once all entries are there: what kind of store it is.
    void settle();
    void leave_common_folder();

    std::map<std::string, Entry> entries_;
    std::vector<std::string> order_;
    Read read_;          ///< the first bytes of an entry
    uint64_t size_ = 0;  ///< of the archive; entries beyond it are cut
    const std::vector<LayerScan>* scans_ = nullptr;
    bool is_folder_ = false, is_skopeo_dir_ = false;
};

/// "sha256" and the hexadecimal digits, or nothing where the digest is not one (OCI image specification,
/// descriptor.md: an algorithm, a colon, hexadecimal digits of its length).
struct Digest {
    std::string_view algorithm, hex;
};
std::optional<Digest> parse_digest(std::string_view digest);

/// What bytes seem to be, for a person: "a PNG picture", "a ZIP archive", "an empty file".
std::string describe_bytes(bytes::Bytes head);

/// The same with what is expected instead: the one sentence for a file that is not an image archive.
std::string not_an_image(const std::string& what);

}  // namespace plimsoll::image
