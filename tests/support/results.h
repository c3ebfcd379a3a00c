// Short ways to say what a test expects of a Result.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <ostream>
#include <string>

#include "core/bytes/bytes.h"
#include "core/result.h"

namespace plimsoll {

inline std::ostream& operator<<(std::ostream& out, ErrorCode code) {
    constexpr const char* names[] = {"unreadable", "unrecognised", "truncated",  "corrupt",
                                     "missing",    "unsupported",  "over_limit", "cancelled"};
    return out << names[static_cast<size_t>(code)];
}

}  // namespace plimsoll

namespace plimsoll::test {

/// The value of a result that has to be one.
template <class T>
T value_of(Result<T> result) {
    INFO((result ? std::string() : result.error().where + ": " + result.error().message));
    REQUIRE(result.has_value());
    return std::move(*result);
}

/// The error of a result that has to be one.
template <class T>
Error error_of(const Result<T>& result) {
    REQUIRE(!result.has_value());
    return result.error();
}

inline bytes::Bytes view(std::string_view text) {
    return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

inline std::string text_of(bytes::Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// All that a stream gives, or its error.
inline Result<std::string> drain(bytes::Stream& stream) {
    std::string all;
    while (true) {
        auto next = stream.next();
        if (!next) return failure(next.error());
        if (next->empty()) return all;
        all += text_of(*next);
    }
}

inline bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace plimsoll::test
