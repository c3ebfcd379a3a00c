#include <archive.h>
#include <archive_entry.h>

#include <cerrno>

#include "core/bytes/bytes.h"

namespace plimsoll::bytes {

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
        auto bytes = state.stream.next();
        if (!bytes) {
            state.stream_error = bytes.error();
            archive_set_error(handle, EIO, "the stream failed");
            return ARCHIVE_FATAL;
        }
        *buffer = bytes->data();
        return static_cast<la_ssize_t>(bytes->size());
    }

    static la_int64_t skip(archive*, void* self, la_int64_t count) {
        if (count <= 0) return 0;
        return static_cast<la_int64_t>(static_cast<State*>(self)->stream.skip(static_cast<uint64_t>(count)));
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
