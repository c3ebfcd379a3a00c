#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "core/bytes/bytes.h"
#include "core/limits.h"

namespace plimsoll::bytes {

/// libarchive reads and seeks through the three callbacks.
struct ZipReader::State {
    explicit State(Source& from) : source(from), reader(archive_read_new()), buffer(64u << 10) {
        archive_read_support_format_zip_seekable(reader);
        archive_read_support_format_zip_streamable(reader);  // says what a cut archive is
    }
    ~State() { archive_read_free(reader); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    static la_ssize_t read(archive* handle, void* self, const void** into) {
        auto& state = *static_cast<State*>(self);
        const auto got = state.source.read(state.at, state.buffer);
        if (!got) {
            state.source_error = got.error();
            archive_set_error(handle, EIO, "the source failed");
            return ARCHIVE_FATAL;
        }
        state.at += *got;
        *into = state.buffer.data();
        return static_cast<la_ssize_t>(*got);
    }

    static la_int64_t skip(archive*, void* self, la_int64_t count) {
        auto& state = *static_cast<State*>(self);
        const uint64_t left = state.source.size() - std::min(state.at, state.source.size());
        const uint64_t jump = std::min(left, static_cast<uint64_t>(std::max<la_int64_t>(count, 0)));
        state.at += jump;
        return static_cast<la_int64_t>(jump);
    }

    static la_int64_t seek(archive*, void* self, la_int64_t offset, int from) {
        auto& state = *static_cast<State*>(self);
        const auto size = static_cast<int64_t>(state.source.size());
        const int64_t base = from == SEEK_SET ? 0 : from == SEEK_CUR ? static_cast<int64_t>(state.at) : size;
        const int64_t to = std::clamp<int64_t>(base + std::clamp<int64_t>(offset, -base, size), 0, size);
        state.at = static_cast<uint64_t>(to);
        return to;
    }

    Error error(std::string where) const {
        if (source_error) return *source_error;
        const char* text = archive_error_string(reader);
        const std::string message = text ? text : "libarchive refuses it";
        if (!started && message.starts_with("Unrecognized"))
            return {ErrorCode::unrecognised, where, "is not a zip archive"};
        if (message.starts_with("Truncated"))
            return {ErrorCode::truncated, where, "the zip archive ends inside this file"};
        if (message.find("ncrypt") != message.npos) return {ErrorCode::unsupported, where, "is encrypted"};
        if (message.find("nsupported ZIP compression") != message.npos)
            return {ErrorCode::unsupported, where,
                    "is compressed by a method that is not read here; stored and deflated files are"};
        return {ErrorCode::corrupt, where, "the zip archive is damaged: " + message};
    }

    Source& source;
    archive* reader;
    std::vector<uint8_t> buffer;
    uint64_t at = 0;  ///< of the source
    std::optional<Error> source_error;
    bool opened = false, started = false, finished = false;
    std::string path;
    ZipEntry entry;
    uint64_t handed_out = 0, began = 0;  ///< of the current file; where in the source it began
};

bool is_zip(Bytes head) {
    return head.size() >= 4 && head[0] == 'P' && head[1] == 'K' &&
           ((head[2] == 3 && head[3] == 4) || (head[2] == 5 && head[3] == 6));
}

ZipReader::ZipReader(Source& source) : state_(std::make_unique<State>(source)) {}
ZipReader::~ZipReader() = default;

Result<const ZipEntry*> ZipReader::next_file() {
    State& state = *state_;
    if (!state.opened) {
        state.opened = true;
        archive_read_set_callback_data(state.reader, &state);
        archive_read_set_read_callback(state.reader, State::read);
        archive_read_set_skip_callback(state.reader, State::skip);
        archive_read_set_seek_callback(state.reader, State::seek);
        if (archive_read_open1(state.reader) < ARCHIVE_WARN) return failure(state.error(""));
    }
    while (!state.finished) {
        archive_entry* header = nullptr;
        const int status = archive_read_next_header(state.reader, &header);
        if (status == ARCHIVE_EOF) {
            state.finished = true;
            break;
        }
        if (status < ARCHIVE_WARN) {
            state.finished = true;
            return failure(state.error(""));
        }
        state.started = true;
        if (archive_entry_filetype(header) != AE_IFREG) continue;
        const char* path = archive_entry_pathname(header);
        state.path = path ? path : "";
        state.entry = {state.path,
                       static_cast<uint64_t>(std::max<la_int64_t>(archive_entry_size(header), 0))};
        state.handed_out = 0;
        state.began = state.at;
        return &state.entry;
    }
    return nullptr;
}

Result<Bytes> ZipReader::next() {
    State& state = *state_;
    const void* data = nullptr;
    size_t size = 0;
    la_int64_t offset = 0;
    while (true) {
        const int status = archive_read_data_block(state.reader, &data, &size, &offset);
        if (status == ARCHIVE_EOF) return Bytes{};
        if (status != ARCHIVE_OK) return failure(state.error(state.path));
        if (size == 0) continue;
        state.handed_out += size;
        // What was read ahead counts as stored: the ratio is only a bound.
        const uint64_t stored = state.at - std::min(state.began, state.at) + state.buffer.size();
        if (state.handed_out > limits::expansion_floor && state.handed_out / limits::expansion_ratio > stored)
            return failure(ErrorCode::over_limit, state.path,
                           "expands to more than " + std::to_string(limits::expansion_ratio) +
                               " times its stored bytes");
        return Bytes{static_cast<const uint8_t*>(data), size};
    }
}

uint64_t ZipReader::position() const { return state_->handed_out; }
uint64_t ZipReader::stored_position() const { return state_->at; }

}  // namespace plimsoll::bytes
