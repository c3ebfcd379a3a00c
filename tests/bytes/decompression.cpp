#include "core/limits.h"
#include "tests/support/compression.h"
#include "tests/support/sources.h"

using namespace plimsoll;
using namespace plimsoll::test;
using bytes::Compression;

namespace {

constexpr Compression codecs[] = {Compression::gzip, Compression::zstd, Compression::xz, Compression::bzip2};

Result<std::string> unpack(const std::string& packed, Compression how, size_t piece = SIZE_MAX) {
    PiecesStream from(packed, piece);
    return drain(*value_of(bytes::decompress(from, how)));
}

}  // namespace

TEST_CASE("Every codec gives the same bytes, however its input is cut") {
    const std::string text = sample_text(300'000);
    for (const Compression codec : codecs) {
        const std::string packed = compressed(text, codec);
        for (const size_t piece : {size_t{1}, size_t{7}, packed.size() - 1, packed.size()}) {
            CAPTURE(name_of(codec), piece);
            CHECK(value_of(unpack(packed, codec, piece)) == text);
        }
    }
}

TEST_CASE("Nothing, compressed, is nothing") {
    for (const Compression codec : codecs) {
        CAPTURE(name_of(codec));
        CHECK(value_of(unpack(compressed("", codec), codec)).empty());
    }
}

TEST_CASE("Several members or frames in a row are one stream") {
    for (const Compression codec : codecs) {
        const std::string packed =
            compressed("one, ", codec) + compressed("", codec) + compressed("two", codec);
        for (const size_t piece : {size_t{1}, size_t{7}, packed.size()}) {
            CAPTURE(name_of(codec), piece);
            CHECK(value_of(unpack(packed, codec, piece)) == "one, two");
        }
    }
}

TEST_CASE("A hundred thousand members of one byte take no longer than they have to") {
    const std::string member = gzip("x");
    std::string packed;
    for (int count = 0; count < 100'000; ++count) packed += member;
    CHECK(value_of(unpack(packed, Compression::gzip, 64u << 10)) == std::string(100'000, 'x'));
}

TEST_CASE("What is compressed twice is a stream of compressed bytes, and no codec opens the second") {
    const std::string twice = gzip(gzip("text"));
    CHECK(value_of(unpack(twice, Compression::gzip)) == gzip("text"));
}

TEST_CASE("Skippable zstd frames are passed over, wherever they stand") {
    const std::string packed = zstd_skippable("seek table") + zstd("one, ") + zstd_skippable("") +
                               zstd("two") + zstd_skippable("end");
    for (const size_t piece : {size_t{1}, size_t{7}, packed.size()}) {
        CAPTURE(piece);
        CHECK(value_of(unpack(packed, Compression::zstd, piece)) == "one, two");
    }
}

TEST_CASE("Zeros may follow the last member") {
    for (const Compression codec : codecs) {
        const std::string packed = compressed("text", codec) + std::string(1000, '\0');
        for (const size_t piece : {size_t{1}, size_t{7}, packed.size()}) {
            CAPTURE(name_of(codec), piece);
            CHECK(value_of(unpack(packed, codec, piece)) == "text");
        }
    }
}

TEST_CASE("Rubbish behind the last member is an error, told from damage inside it") {
    for (const Compression codec : {Compression::gzip, Compression::zstd, Compression::bzip2}) {
        const std::string packed = compressed("text", codec) + "rubbish, and more of it than any header has";
        for (const size_t piece : {size_t{1}, size_t{7}, packed.size()}) {
            CAPTURE(name_of(codec), piece);
            const Error error = error_of(unpack(packed, codec, piece));
            CHECK(error.code == ErrorCode::corrupt);
            CHECK(contains(error.message, "something else follows"));
        }
    }
    CHECK(error_of(unpack(xz("text") + "rubbish, and more", Compression::xz)).code == ErrorCode::corrupt);
}

TEST_CASE("A stream that is cut anywhere is an error") {
    const std::string text = sample_text(2000);
    for (const Compression codec : codecs) {
        const std::string packed = compressed(text, codec);
        for (size_t bytes = 0; bytes < packed.size(); bytes += bytes < 32 ? 1 : 97) {
            CAPTURE(name_of(codec), bytes);
            CHECK(error_of(unpack(packed.substr(0, bytes), codec)).code == ErrorCode::truncated);
        }
    }
}

TEST_CASE("What was decompressed before an error is handed out first") {
    const std::string text = sample_text(1'000'000);
    for (const Compression codec : codecs) {
        CAPTURE(name_of(codec));
        const std::string packed = compressed(text, codec);
        PiecesStream from(packed.substr(0, packed.size() / 2));
        const auto stream = value_of(bytes::decompress(from, codec));
        std::string all;
        auto next = stream->next();
        for (; next && !next->empty(); next = stream->next()) all += text_of(*next);
        CHECK(error_of(next).code == ErrorCode::truncated);
        CHECK(all.size() > 100'000);
        CHECK(text.starts_with(all));
        CHECK(error_of(stream->next()).code == ErrorCode::truncated);
    }
}

TEST_CASE("A wrong checksum is told after all that it is about") {
    const std::string text = sample_text(300'000);
    // Of a zstd frame the last block is lost.
    for (const Compression codec : {Compression::gzip, Compression::xz, Compression::bzip2}) {
        CAPTURE(name_of(codec));
        std::string packed = compressed(text, codec);
        packed[packed.size() - (codec == Compression::gzip ? 8 : 4)] ^= 1;
        PiecesStream from(packed);
        const auto stream = value_of(bytes::decompress(from, codec));
        std::string all;
        auto next = stream->next();
        for (; next && !next->empty(); next = stream->next()) all += text_of(*next);
        CHECK(error_of(next).code == ErrorCode::corrupt);
        CHECK(all == text);
        CHECK(error_of(stream->next()).code == ErrorCode::corrupt);
    }
}

TEST_CASE("A wrong checksum is an error") {
    struct {
        Compression codec;
        size_t from_end;  ///< where a byte of the checksum stands
    } const cases[] = {{Compression::gzip, 8}, {Compression::zstd, 2}, {Compression::bzip2, 2}};
    for (const auto& [codec, from_end] : cases) {
        CAPTURE(name_of(codec));
        std::string packed = compressed("some text", codec);
        packed[packed.size() - from_end] ^= 1;
        CHECK(error_of(unpack(packed, codec)).code == ErrorCode::corrupt);
    }
}

TEST_CASE("A flipped bit anywhere in an xz stream is an error") {
    const std::string packed = xz("some text");
    for (size_t at = 0; at < packed.size(); ++at) {
        CAPTURE(at);
        std::string damaged = packed;
        damaged[at] ^= 4;
        CHECK_FALSE(unpack(damaged, Compression::xz).has_value());
    }
}

TEST_CASE("A flipped bit in a bzip2 stream never gives other bytes") {
    // It is not always an error: some bits mean nothing, and a larger block size does no harm.
    const std::string text = "some text", packed = bzip2(text);
    size_t errors = 0;
    for (size_t bit = 0; bit < 8 * packed.size(); ++bit) {
        CAPTURE(bit);
        std::string damaged = packed;
        damaged[bit / 8] ^= static_cast<char>(0x80 >> bit % 8);
        const auto all = unpack(damaged, Compression::bzip2);
        CHECK((!all || *all == text));
        errors += !all;
    }
    CHECK(errors > 8 * packed.size() * 9 / 10);
}

TEST_CASE("An error says at which stored byte") {
    std::string packed = gzip(sample_text(100'000));
    packed.resize(5000);
    CHECK(error_of(unpack(packed, Compression::gzip)).where == "offset 5000");
}

TEST_CASE("An error below a codec comes through as it is") {
    PiecesStream from(gzip(sample_text(100'000)).substr(0, 1000));
    from.error = Error{ErrorCode::unreadable, "", "the disk is on fire"};
    const Error error = error_of(drain(*value_of(bytes::decompress(from, Compression::gzip))));
    CHECK(error.code == ErrorCode::unreadable);
    CHECK(error.message == "the disk is on fire");
}

TEST_CASE("Expansion beyond reason is stopped once it is large") {
    // A frame of 200 MB of zeros takes some 7 kB.
    const std::string bomb = zstd(std::string(200u << 20, '\0'));
    PiecesStream from(bomb, 64);
    const auto stream = value_of(bytes::decompress(from, Compression::zstd));
    uint64_t out = 0;
    auto next = stream->next();
    for (; next && !next->empty(); next = stream->next()) out += next->size();
    CHECK(error_of(next).code == ErrorCode::over_limit);
    CHECK(out >= limits::expansion_floor);
    CHECK(out < limits::expansion_floor + (1u << 20));
}

TEST_CASE("Gzip's best expansion is no reason to stop") {
    const std::string zeros(100u << 20, '\0');
    CHECK(value_of(unpack(gzip(zeros), Compression::gzip)).size() == zeros.size());
}

TEST_CASE("A zstd window of more than 128 MiB is refused before any memory is taken") {
    // Magic, a frame header that asks for a window of 2 GiB (RFC 8878, 3.1.1.1.2), and an empty last block.
    const std::string frame(
        "\x28\xb5\x2f\xfd"
        "\x00\xa8"
        "\x01\x00\x00",
        9);
    CHECK(error_of(unpack(frame, Compression::zstd)).code == ErrorCode::over_limit);
}

TEST_CASE("The first bytes tell the compression") {
    struct {
        std::string head;
        Compression expected;
    } const cases[] = {
        {gzip("x"), Compression::gzip},     {zstd("x"), Compression::zstd},
        {xz("x"), Compression::xz},         {bzip2("x"), Compression::bzip2},
        {bzip2(""), Compression::bzip2},    {"BZh91AY&SY", Compression::bzip2},
        {"BZh91", Compression::none},       {"BZhxxxxxxx", Compression::none},
        {"BZh9/readme", Compression::none}, {"", Compression::none},
        {"\x1f", Compression::none},        {"\x28\xb5\x2f", Compression::none},
        {"usr/bin/", Compression::none},    {std::string(512, '\0'), Compression::none},
    };
    for (const auto& [head, expected] : cases) {
        CAPTURE(head);
        CHECK(bytes::detect_compression(view(head)) == expected);
    }
}
