#include <archive.h>
#include <archive_entry.h>

#include <cerrno>

#include "core/bytes/bytes.h"

namespace plimsoll::bytes {
namespace {

constexpr size_t block_bytes = 512;

}  // namespace

/// libarchive pulls through the two callbacks; it hands its own buffers' bodies over to skip(), and reads on
/// where skip() jumps less far than asked.
struct TarReader::State {
    explicit State(Stream& from) : stream(from), reader(archive_read_new()) {
        archive_read_support_format_tar(reader);
        archive_read_support_format_empty(reader);
    }
    ~State() { archive_read_free(reader); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    static la_ssize_t read(archive* handle, void* self, const void** buffer) {
        auto& state = *static_cast<State*>(self);
        state.keep_end();
        auto bytes = state.stream.next();
        if (!bytes) {
            state.stream_error = bytes.error();
            archive_set_error(handle, EIO, "the stream failed");
            return ARCHIVE_FATAL;
        }
        state.piece = *bytes;
        state.given += bytes->size();
        *buffer = bytes->data();
        return static_cast<la_ssize_t>(bytes->size());
    }

    static la_int64_t skip(archive*, void* self, la_int64_t count) {
        if (count <= 0) return 0;
        auto& state = *static_cast<State*>(self);
        const uint64_t skipped = state.stream.skip(static_cast<uint64_t>(count));
        if (skipped > 0) state.piece = {}, state.end.clear();
        state.given += skipped;
        return static_cast<la_int64_t>(skipped);
    }

    /// Before the stream is asked for the next piece, which ends this one: keeps its end, since a header may begin there.
    void keep_end() {
        if (piece.size() >= block_bytes) end.clear();
        end.append(
            reinterpret_cast<const char*>(piece.data()) + piece.size() - std::min(piece.size(), block_bytes),
            std::min(piece.size(), block_bytes));
        if (end.size() > block_bytes) end.erase(0, end.size() - block_bytes);
        piece = {};
    }

    /// What stands at that offset of the stream; empty where it is not at hand any more.
    std::string text_at(uint64_t offset, size_t size) const {
        const uint64_t piece_start = given - piece.size(), kept_start = piece_start - end.size();
        if (offset < kept_start || offset > given || size > given - offset) return {};
        std::string text;
        for (uint64_t at = offset; at < offset + size; ++at)
            text += at < piece_start ? end[static_cast<size_t>(at - kept_start)]
                                     : static_cast<char>(piece[static_cast<size_t>(at - piece_start)]);
        return text;
    }

    Error error() const {
        if (stream_error) return *stream_error;
        const std::string where = "offset " + std::to_string(archive_filter_bytes(reader, 0));
        const char* text = archive_error_string(reader);
        const std::string message = text ? text : "libarchive refuses it";
        if (!started && message.starts_with("Unrecognized"))
            return {ErrorCode::unrecognised, where, "is not a tar archive"};
        if (message == "Damaged tar archive")
            return {ErrorCode::corrupt, where, "the tar archive is damaged: a header's checksum is wrong"};
        if (message.find("pax extended attribute") != message.npos)
            return {ErrorCode::corrupt, where, "the tar archive is damaged: a pax header is malformed"};
        if (message.starts_with("Truncated"))
            return {ErrorCode::truncated, where, "the tar archive ends inside an entry"};
        return {ErrorCode::corrupt, where, "the tar archive is damaged: " + message};
    }

    Stream& stream;
    archive* reader;
    Bytes piece;         ///< what the stream gave last
    std::string end;     ///< the last bytes before that, a block at most
    uint64_t given = 0;  ///< bytes of the stream up to the end of the piece
    std::optional<Error> stream_error;
    bool opened = false, started = false;
    std::string warning;
    TarEntry entry;
};

namespace {

TarEntry::Type type_of(archive_entry* entry) {
    if (archive_entry_hardlink(entry)) return TarEntry::Type::hardlink;
    switch (archive_entry_filetype(entry)) {
        case AE_IFREG:
            return TarEntry::Type::file;
        case AE_IFDIR:
            return TarEntry::Type::directory;
        case AE_IFLNK:
            return TarEntry::Type::symlink;
        default:
            return TarEntry::Type::other;
    }
}

/// Whether an entry can be trusted in spite of what libarchive says of it. It gives a warning, or none of its codes, as
/// well where it stops in the middle of a pax header or of a sparse map: then the name and the size may be wrong, and
/// what follows may be the inside of a file. What is only lost is an access control list, or where the holes are.
bool is_harmless(int status, std::string_view text) {
    if (status == ARCHIVE_OK) return true;
    const auto mentions = [&](std::string_view part) { return text.find(part) != text.npos; };
    return status == ARCHIVE_WARN &&
           (mentions(" ACL ") || mentions("SCHILY.acl") || mentions("GNU sparse file format"));
}

/// A field of octal digits, which a blank or a zero byte may end; nothing where it holds anything else.
std::optional<uint64_t> octal(std::string_view field) {
    field.remove_prefix(std::min(field.find_first_not_of(' '), field.size()));
    field = field.substr(0, field.find_first_of(std::string_view(" \0", 2)));
    uint64_t number = 0;
    for (const char digit : field) {
        if (digit < '0' || digit > '7') return std::nullopt;
        number = number * 8 + static_cast<uint64_t>(digit - '0');
    }
    return field.empty() ? std::nullopt : std::optional(number);
}

std::string_view or_empty(const char* text) { return text ? std::string_view(text) : std::string_view(); }

}  // namespace

TarReader::TarReader(Stream& stream) : state_(std::make_unique<State>(stream)) {}
TarReader::~TarReader() = default;

Result<const TarEntry*> TarReader::next() {
    State& state = *state_;
    if (!state.opened) {
        state.opened = true;
        archive_read_set_callback_data(state.reader, &state);
        archive_read_set_read_callback(state.reader, State::read);
        archive_read_set_skip_callback(state.reader, State::skip);
        if (archive_read_open1(state.reader) < ARCHIVE_WARN) return failure(state.error());
    }
    archive_entry* header = nullptr;
    const int status = archive_read_next_header(state.reader, &header);
    if (status == ARCHIVE_EOF) return nullptr;
    // Behind a header that is damaged libarchive would look for the next one: what it finds there may be
    // the inside of a file, so this reader stops.
    const std::string_view text = or_empty(archive_error_string(state.reader));
    if (!is_harmless(status, text)) return failure(state.error());
    state.started = true;
    state.warning = status == ARCHIVE_WARN ? text : std::string_view();

    TarEntry& entry = state.entry;
    entry.type = type_of(header);
    entry.path = or_empty(archive_entry_pathname(header));
    entry.link = entry.type == TarEntry::Type::hardlink  ? or_empty(archive_entry_hardlink(header))
                 : entry.type == TarEntry::Type::symlink ? or_empty(archive_entry_symlink(header))
                                                         : std::string_view();
    const int64_t size = entry.type == TarEntry::Type::file ? archive_entry_size(header) : 0;
    if (size < 0) {
        return failure(ErrorCode::corrupt,
                       "offset " + std::to_string(archive_read_header_position(state.reader)),
                       "the tar archive is damaged: an entry's size is negative");
    }
    entry.size = static_cast<uint64_t>(size);
    entry.mode = archive_entry_perm(header);
    entry.user = static_cast<uint64_t>(archive_entry_uid(header));
    entry.group = static_cast<uint64_t>(archive_entry_gid(header));
    entry.data_offset = static_cast<uint64_t>(archive_filter_bytes(state.reader, 0));
    entry.sparse = archive_entry_sparse_count(header) > 0;
    // What is larger than the field can say stands in the pax header alone.
    constexpr uint64_t field_holds = (uint64_t{1} << 33) - 1;
    entry.sizes_disagree = false;
    if (entry.type == TarEntry::Type::file && !entry.sparse && entry.size <= field_holds) {
        const auto own = octal(state.text_at(entry.data_offset - block_bytes + 124, 12));  // the size's field
        entry.sizes_disagree = own && *own != entry.size;
    }
    return &entry;
}

Result<Bytes> TarReader::body() {
    State& state = *state_;
    const void* data = nullptr;
    size_t size = 0;
    la_int64_t offset = 0;
    while (true) {
        const int status = archive_read_data_block(state.reader, &data, &size, &offset);
        if (status == ARCHIVE_EOF) return Bytes{};
        if (status < ARCHIVE_WARN) return failure(state.error());
        // A sparse file ends with an empty block that tells its length.
        if (size > 0) return Bytes{static_cast<const uint8_t*>(data), size};
    }
}

std::string_view TarReader::warning() const { return state_->warning; }

}  // namespace plimsoll::bytes
