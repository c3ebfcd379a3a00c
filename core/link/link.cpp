#include "core/link/link.h"

#include <zlib.h>

#include <algorithm>

#include "core/limits.h"
#include "core/link/fit.h"
#include "core/link/payload.h"
#include "core/link/wire.h"

namespace plimsoll::link {
namespace {

constexpr std::string_view version_1 = "r1.";
constexpr size_t check_digits = 8;
constexpr std::string_view hexadecimal = "0123456789abcdef";
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const uint8_t*>(text.data()); }

std::string to_base64url(std::string_view bytes) {
    std::string text;
    uint32_t bits = 0;
    unsigned held = 0;
    for (const char byte : bytes) {
        bits = bits << 8 | static_cast<uint8_t>(byte);
        for (held += 8; held >= 6; held -= 6) text += alphabet[bits >> (held - 6) & 63];
    }
    if (held > 0) text += alphabet[bits << (6 - held) & 63];
    return text;
}

/// Only what to_base64url() writes: bits that are left over at the end are zero.
Result<std::string> from_base64url(std::string_view text) {
    std::string bytes;
    uint32_t bits = 0;
    unsigned held = 0;
    for (const char letter : text) {
        const size_t value = alphabet.find(letter);
        if (value == std::string_view::npos)
            return failure(ErrorCode::corrupt, "",
                           "this link was altered: it has a character that no link has");
        bits = bits << 6 | static_cast<uint32_t>(value);
        held += 6;
        if (held < 8) continue;
        held -= 8;
        bytes += static_cast<char>(bits >> held & 0xff);
    }
    if (held >= 6 || (bits & ((1u << held) - 1)) != 0)
        return failure(ErrorCode::corrupt, "", "this link was altered: its length is none that a link has");
    return bytes;
}

std::string check_of(std::string_view head_and_body) {
    uLong check = ::crc32(0, bytes_of(head_and_body), static_cast<uInt>(head_and_body.size()));
    std::string text(check_digits, '0');
    for (size_t digit = check_digits; digit-- > 0; check >>= 4) text[digit] = hexadecimal[check & 15];
    return text;
}

/// Raw deflate, at its smallest.
Result<std::string> deflate_1(std::string_view bytes) {
    z_stream stream{};
    constexpr int raw_bits = -15, memory = 9;
    if (::deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, raw_bits, memory, Z_DEFAULT_STRATEGY) != Z_OK)
        return failure(ErrorCode::over_limit, "", "there is not enough memory to make the link");
    ::deflateSetDictionary(&stream, bytes_of(dictionary_1()), static_cast<uInt>(dictionary_1().size()));
    std::string out(::deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = const_cast<Bytef*>(bytes_of(bytes));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    ::deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    ::deflateEnd(&stream);
    return out;
}

/// All of it has to be one stream, and no longer than the limit.
Result<std::string> inflate_1(std::string_view bytes) {
    z_stream stream{};
    constexpr int raw_bits = -15;
    if (::inflateInit2(&stream, raw_bits) != Z_OK)
        return failure(ErrorCode::over_limit, "", "there is not enough memory to read the link");
    ::inflateSetDictionary(&stream, bytes_of(dictionary_1()), static_cast<uInt>(dictionary_1().size()));
    std::string out(limits::link_payload_bytes + 1, '\0');
    stream.next_in = const_cast<Bytef*>(bytes_of(bytes));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int status = ::inflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    const bool all_read = stream.avail_in == 0;
    ::inflateEnd(&stream);
    if (out.size() > limits::link_payload_bytes)
        return failure(ErrorCode::over_limit, "", "this link expands to more than any report has");
    if (status != Z_STREAM_END || !all_read)
        return failure(ErrorCode::corrupt, "",
                       "this link was not made by Plimsoll: what it holds is damaged");
    return out;
}

// ------------------------------------------------------------------------------------------------------------ digests

struct Algorithm {
    std::string_view name;
    size_t bytes;
};
constexpr Algorithm algorithms[] = {{"", 0}, {"sha256:", 32}, {"sha512:", 64}};
constexpr unsigned bits_of_algorithm = 2;
constexpr uint8_t card_bit = 1u << 6, no_bit = 1u << 7;

/// The algorithm's number; what follows its name are right digits, as essence.h promises.
unsigned algorithm_of(std::string_view digest) {
    return digest.starts_with("sha256:") ? 1 : digest.starts_with("sha512:") ? 2 : 0;
}

void put_digest(std::string& bytes, std::string_view digest) {
    digest.remove_prefix(algorithms[algorithm_of(digest)].name.size());
    for (size_t at = 0; at + 1 < digest.size(); at += 2)
        bytes += static_cast<char>(hexadecimal.find(digest[at]) << 4 | hexadecimal.find(digest[at + 1]));
}

/// Nothing where the bytes end too early, or there is no such algorithm.
std::optional<std::string> take_digest(std::string_view& bytes, unsigned algorithm) {
    if (algorithm >= std::size(algorithms) || bytes.size() < algorithms[algorithm].bytes) return std::nullopt;
    std::string digest(algorithms[algorithm].name);
    for (const char each : bytes.substr(0, algorithms[algorithm].bytes)) {
        digest += hexadecimal[static_cast<uint8_t>(each) >> 4];
        digest += hexadecimal[static_cast<uint8_t>(each) & 15];
    }
    bytes.remove_prefix(algorithms[algorithm].bytes);
    return digest;
}

Result<std::string> write_1(const Essence& essence) {
    const std::string* const digests[] = {&essence.report_digest, &essence.manifest_digest,
                                          &essence.config_digest};
    unsigned head = essence.card ? card_bit : 0;
    std::string bytes(1, '\0');
    unsigned shift = 0;
    for (const std::string* digest : digests) {
        head |= algorithm_of(*digest) << shift;
        shift += bits_of_algorithm;
        put_digest(bytes, *digest);
    }
    bytes[0] = static_cast<char>(head);
    const auto rest = deflate_1(write_payload_1(essence));
    if (!rest) return failure(rest.error());
    std::string text = std::string(version_1) + to_base64url(bytes.append(*rest));
    return text + "." + check_of(text);
}

Result<Essence> read_1(std::string_view body) {
    const auto decoded = from_base64url(body);
    if (!decoded) return failure(decoded.error());
    std::string_view bytes = *decoded;
    const auto damaged = [] {
        return failure(ErrorCode::corrupt, "",
                       "this link was not made by Plimsoll: what it holds is damaged");
    };
    if (bytes.empty() || (static_cast<uint8_t>(bytes[0]) & no_bit)) return damaged();
    const auto head = static_cast<uint8_t>(bytes[0]);
    bytes.remove_prefix(1);
    Essence essence;
    essence.card = (head & card_bit) != 0;
    std::string* const digests[] = {&essence.report_digest, &essence.manifest_digest, &essence.config_digest};
    unsigned shift = 0;
    for (std::string* digest : digests) {
        auto taken = take_digest(bytes, head >> shift & 3u);
        if (!taken) return damaged();
        *digest = std::move(*taken);
        shift += bits_of_algorithm;
    }
    const auto payload = inflate_1(bytes);
    if (!payload) return failure(payload.error());
    const auto read = read_payload_1({bytes_of(*payload), payload->size()}, essence);
    if (!read)
        return failure(read.error().code, "",
                       std::string("this link was not made by Plimsoll: it ").append(read.error().message));
    return essence;
}

/// "r" and some digits and a dot: a link of some version. The number, at most 9,999; nothing for any other text.
std::optional<unsigned> version_of(std::string_view text) {
    if (!text.starts_with('r')) return std::nullopt;
    unsigned version = 0;
    for (size_t at = 1; at < text.size() && at <= 5; ++at) {
        if (text[at] == '.') return at > 1 && text[1] != '0' ? std::optional(version) : std::nullopt;
        if (text[at] < '0' || text[at] > '9') return std::nullopt;
        version = version * 10 + static_cast<unsigned>(text[at] - '0');
    }
    return std::nullopt;
}

}  // namespace

Result<Link> encode(const Essence& essence, size_t most_chars) {
    Link link{{}, essence};
    keep_within_limits(link.essence);
    while (true) {
        auto text = write_1(link.essence);
        if (!text) return failure(text.error());
        if (text->size() <= most_chars) {
            link.text = std::move(*text);
            return link;
        }
        if (!leave_something_out(link.essence, text->size() - most_chars))
            return failure(ErrorCode::over_limit, "",
                           "the link has " + std::to_string(text->size()) +
                               " characters where there is room for " + std::to_string(most_chars) +
                               ": give it a shorter title, fewer authors or a shorter address");
    }
}

Result<Essence> decode(std::string_view text) {
    const auto version = version_of(text);
    if (!version)
        return failure(ErrorCode::unrecognised, "",
                       "this is no link to a report: it does not begin with r1.");
    if (*version != 1)
        return failure(ErrorCode::unsupported, "",
                       "this link was made by a newer Plimsoll (version " + std::to_string(*version) +
                           " of links; this one reads version 1)");
    if (text.size() > limits::link_chars)
        return failure(ErrorCode::over_limit, "", "this link is longer than any that Plimsoll makes");
    const size_t dot = text.find('.', version_1.size());
    if (dot == std::string_view::npos || text.size() < dot + 1 + check_digits)
        return failure(ErrorCode::truncated, "", "this link is cut short: its end is missing");
    if (text.size() > dot + 1 + check_digits)
        return failure(ErrorCode::corrupt, "", "this link was altered: something follows its end");
    if (check_of(text.substr(0, dot)) != text.substr(dot + 1))
        return failure(ErrorCode::corrupt, "",
                       "this link was altered or copied with a mistake: its checksum is wrong");
    return read_1(text.substr(version_1.size(), dot - version_1.size()));
}

}  // namespace plimsoll::link
