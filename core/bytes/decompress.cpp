#include "core/bytes/codec.h"

#include <algorithm>
#include <vector>

#include "core/limits.h"

namespace plimsoll::bytes {
namespace {

/// Runs a codec over the frames of a stream.
class DecompressedStream final : public Stream {
 public:
    DecompressedStream(Stream& from, std::unique_ptr<Codec> codec)
        : from_(from), codec_(std::move(codec)), buffer_(256u << 10) {}

    Result<Bytes> next() override {
        size_t filled = 0;
        while (filled < buffer_.size() && !ended_ && !error_) {
            if (auto step = advance(filled); !step) error_ = step.error();
        }
        position_ += filled;
        // What was decompressed before an error is handed out first: the report shows what could be read.
        if (filled > 0) return Bytes{buffer_.data(), filled};
        if (error_) return failure(*error_);
        return Bytes{};
    }

    uint64_t position() const override { return position_; }

    uint64_t stored_position() const override { return from_.stored_position() - input_.size(); }

 private:
    Result<void> advance(size_t& filled) {
        if (input_.empty() && !input_ended_) {
            auto more = from_.next();
            if (!more) return failure(more.error());
            input_ = *more;
            input_ended_ = input_.empty();
        }
        if (between_frames_) skip_padding();
        if (between_frames_ && input_.empty()) {
            ended_ = input_ended_;
            return {};
        }
        auto step = codec_->step(input_, std::span(buffer_).subspan(filled), input_ended_);
        if (!step) return failure(step.error().code, offset(), explain(step.error().message));
        input_ = input_.subspan(step->consumed);
        filled += step->produced;
        frame_has_output_ |= step->produced > 0;
        if (step->frame_ended) {
            between_frames_ = true;
            frame_has_output_ = false;
            ++frames_;
        } else if (step->consumed + step->produced > 0) {
            between_frames_ = false;
        } else if (input_ended_) {
            return failure(ErrorCode::truncated, offset(),
                           std::string("the ") + codec_->name() + " stream ends too early");
        }
        const uint64_t in = from_.position() - input_.size(), out = position_ + filled;
        if (out > limits::expansion_floor && out / limits::expansion_ratio > in)
            return failure(ErrorCode::over_limit, offset(),
                           "expands more than " + std::to_string(limits::expansion_ratio) + "-fold");
        return {};
    }

    void skip_padding() {
        const auto data = std::find_if(input_.begin(), input_.end(), [](uint8_t byte) { return byte != 0; });
        input_ = input_.subspan(static_cast<size_t>(data - input_.begin()));
    }

    std::string offset() const { return "offset " + std::to_string(from_.position() - input_.size()); }

    std::string explain(const std::string& message) const {
        if (frames_ > 0 && !frame_has_output_)
            return std::string("something else follows the ") + codec_->name() + " stream";
        return std::string("the ") + codec_->name() + " stream is damaged: " + message;
    }

    Stream& from_;
    std::unique_ptr<Codec> codec_;
    std::vector<uint8_t> buffer_;
    Bytes input_;
    bool input_ended_ = false, between_frames_ = false, ended_ = false, frame_has_output_ = false;
    uint64_t frames_ = 0, position_ = 0;
    std::optional<Error> error_;
};

bool starts_with(Bytes bytes, std::initializer_list<uint8_t> magic) {
    return bytes.size() >= magic.size() && std::equal(magic.begin(), magic.end(), bytes.begin());
}

}  // namespace

std::string_view name_of(Compression compression) {
    switch (compression) {
        case Compression::gzip:
            return "gzip";
        case Compression::zstd:
            return "zstd";
        case Compression::xz:
            return "xz";
        case Compression::bzip2:
            return "bzip2";
        case Compression::none:
            break;
    }
    return "none";
}

Compression detect_compression(Bytes head) {
    if (starts_with(head, {0x1f, 0x8b})) return Compression::gzip;
    if (starts_with(head, {0x28, 0xb5, 0x2f, 0xfd})) return Compression::zstd;
    if (starts_with(head, {0xfd, '7', 'z', 'X', 'Z', 0})) return Compression::xz;
    // Three letters may be the beginning of a tar entry's name: a block, or the end of an empty stream, has to follow.
    if (starts_with(head, {'B', 'Z', 'h'}) && head.size() >= 6 && head[3] >= '1' && head[3] <= '9' &&
        (starts_with(head.subspan(4), {0x31, 0x41}) || starts_with(head.subspan(4), {0x17, 0x72})))
        return Compression::bzip2;
    return Compression::none;
}

Result<Compression> detect_compression(Source& source) {
    uint8_t head[6];
    const auto got = source.read(0, head);
    if (!got) return failure(got.error());
    return detect_compression(Bytes{head, *got});
}

Result<std::unique_ptr<Stream>> decompress(Stream& from, Compression compression) {
    std::unique_ptr<Codec> codec;
    switch (compression) {
        case Compression::gzip:
            codec = gzip_codec();
            break;
        case Compression::zstd:
            codec = zstd_codec();
            break;
        case Compression::xz:
            codec = xz_codec();
            break;
        case Compression::bzip2:
            codec = bzip2_codec();
            break;
        case Compression::none:
            return failure(ErrorCode::unsupported, "", "is not compressed");
    }
    return std::make_unique<DecompressedStream>(from, std::move(codec));
}

}  // namespace plimsoll::bytes
