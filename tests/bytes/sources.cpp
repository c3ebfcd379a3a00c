#include "tests/support/sources.h"

#include "tests/support/temporary_file.h"

using namespace plimsoll;
using namespace plimsoll::test;

TEST_CASE("A source in memory reads at any offset") {
    const auto source = bytes::view_memory(view("0123456789"));
    CHECK(source->size() == 10);
    CHECK(value_of(bytes::read_all(*source, 3, 4, "there")) == "3456");
    CHECK(value_of(bytes::read_all(*source, 10, 0, "there")).empty());
}

TEST_CASE("A source gives fewer bytes only where it ends") {
    const auto source = bytes::view_memory(view("0123456789"));
    uint8_t buffer[8];
    CHECK(value_of(source->read(7, buffer)) == 3);
    CHECK(value_of(source->read(10, buffer)) == 0);
    CHECK(value_of(source->read(UINT64_MAX - 2, buffer)) == 0);
}

TEST_CASE("read_all says where the archive ends too early") {
    const auto source = bytes::view_memory(view("0123456789"));
    const Error error = error_of(bytes::read_all(*source, 8, 4, "manifest.json"));
    CHECK(error.code == ErrorCode::truncated);
    CHECK(error.where == "manifest.json");
}

TEST_CASE("read_all names the place of a read that failed") {
    PiecedSource source("0123456789");
    source.fails_at = 5;
    const Error error = error_of(bytes::read_all(source, 4, 4, "index.json"));
    CHECK(error.code == ErrorCode::unreadable);
    CHECK(error.where == "index.json");
}

TEST_CASE("A file reads like memory") {
    const TemporaryFile file("0123456789");
    const auto source = value_of(bytes::open_file(file.path()));
    CHECK(source->size() == 10);
    CHECK(value_of(bytes::read_all(*source, 3, 4, "there")) == "3456");
    CHECK(error_of(bytes::read_all(*source, 8, 4, "there")).code == ErrorCode::truncated);
}

TEST_CASE("What is not a regular file is refused, and why is said") {
    CHECK(contains(error_of(bytes::open_file("/")).message, "folder"));
    CHECK(contains(error_of(bytes::open_file("/dev/null")).message, "regular file"));
    CHECK(contains(error_of(bytes::open_file("/nowhere/at/all")).message, "No such file"));
}
