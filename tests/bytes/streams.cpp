#include "tests/support/sources.h"

using namespace plimsoll;
using namespace plimsoll::test;

TEST_CASE("A range stream gives the bytes of its range, and then nothing for ever") {
    PiecedSource source("0123456789");
    const auto stream = bytes::stream_range(source, 2, 5);
    CHECK(value_of(drain(*stream)) == "23456");
    CHECK(value_of(stream->next()).empty());
    CHECK(value_of(stream->next()).empty());
    CHECK(stream->position() == 5);
}

TEST_CASE("Reads start small, double, and stop growing") {
    PiecedSource source;
    source.add_zeros(100'000);
    source.ahead = {1000, 4000};
    const auto stream = bytes::stream_range(source, 0, 10'000);
    value_of(drain(*stream));
    CHECK(source.reads == std::vector<size_t>{1000, 2000, 4000, 3000});
}

TEST_CASE("A jump reads nothing, and reading starts small again behind it") {
    PiecedSource source;
    source.add_zeros(1'000'000).add("end");
    source.ahead = {1000, 4000};
    const auto stream = bytes::stream_range(source, 0, source.size());
    value_of(stream->next());
    value_of(stream->next());
    CHECK(stream->skip(997'000) == 997'000);
    CHECK(stream->position() == 1'000'000);
    CHECK(text_of(value_of(stream->next())) == "end");
    CHECK(source.reads == std::vector<size_t>{1000, 2000, 3});
}

TEST_CASE("A jump ends where the range does") {
    PiecedSource source("0123456789");
    const auto stream = bytes::stream_range(source, 2, 5);
    CHECK(stream->skip(UINT64_MAX) == 5);
    CHECK(value_of(stream->next()).empty());
    CHECK(stream->skip(1) == 0);
}

TEST_CASE("A range that reaches beyond its source is cut there") {
    struct {
        uint64_t offset, size;
        const char* expected;
    } const cases[] = {
        {8, 5, "89"}, {8, UINT64_MAX, "89"}, {10, 1, ""}, {11, 1, ""}, {UINT64_MAX, UINT64_MAX, ""}};
    for (const auto& [offset, size, expected] : cases) {
        CAPTURE(offset, size);
        PiecedSource source("0123456789");
        CHECK(value_of(drain(*bytes::stream_range(source, offset, size))) == expected);
    }
}

TEST_CASE("A source that is shorter than it says ends the stream") {
    PiecedSource source("0123456789");
    source.claimed_beyond = 1000;
    const auto stream = bytes::stream_range(source, 4, 100);
    CHECK(value_of(drain(*stream)) == "456789");
    CHECK(stream->position() == 6);
    CHECK(stream->skip(10) == 0);
}

TEST_CASE("A read that fails is the stream's error") {
    PiecedSource source;
    source.add_zeros(100'000);
    source.fails_at = 50'000;
    const auto stream = bytes::stream_range(source, 0, source.size());
    CHECK(error_of(drain(*stream)).code == ErrorCode::unreadable);
}
