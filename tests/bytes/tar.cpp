#include "tests/support/sources.h"
#include "tests/support/tar_builder.h"

using namespace plimsoll;
using namespace plimsoll::test;
using Type = bytes::TarEntry::Type;

namespace {

/// An entry that outlives the reader's next step.
struct Seen {
    Type type;
    std::string path, link;
    uint64_t size, data_offset;
    uint32_t mode;
    uint64_t user, group;
    bool sparse, sizes_disagree;
};

struct Listing {
    std::vector<Seen> entries;
    std::vector<std::string> warnings;
    std::optional<Error> error;
};

Listing list(bytes::Stream& stream) {
    Listing listing;
    bytes::TarReader reader(stream);
    while (true) {
        const auto next = reader.next();
        if (!next) listing.error = next.error();
        if (!next || !*next) return listing;
        const bytes::TarEntry& entry = **next;
        listing.entries.push_back({entry.type, std::string(entry.path), std::string(entry.link), entry.size,
                                   entry.data_offset, entry.mode, entry.user, entry.group, entry.sparse,
                                   entry.sizes_disagree});
        if (!reader.warning().empty()) listing.warnings.emplace_back(reader.warning());
    }
}

Listing list(const std::string& archive, size_t piece = SIZE_MAX) {
    PiecesStream stream(archive, piece);
    return list(stream);
}

/// The only entry of an archive that has to be good.
Seen only(const Tar& tar) {
    const Listing listing = list(tar.finish());
    INFO((listing.error ? listing.error->message : ""));
    REQUIRE(!listing.error);
    REQUIRE(listing.entries.size() == 1);
    return listing.entries[0];
}

/// A header that claims zeros by the gigabyte is an error, and hardly any of them are read.
void check_refused_unread(const TarHeader& header) {
    PiecedSource source(header_block(header));
    source.add_zeros(header.size).add(Tar().file("a", "x").finish());
    const auto stream = bytes::stream_range(source, 0, source.size());
    CHECK(list(*stream).error);
    CHECK(source.bytes_read < 10'000'000);
}

}  // namespace

TEST_CASE("Every kind of entry is told from the others") {
    const Tar tar = Tar()
                        .file("file", "text")
                        .directory("directory")
                        .symlink("symlink", "to/somewhere")
                        .hardlink("hardlink", "file")
                        .special("character", '3')
                        .special("block", '4')
                        .special("fifo", '6');
    const Listing listing = list(tar.finish());
    REQUIRE(!listing.error);
    std::vector<Type> types;
    for (const Seen& entry : listing.entries) types.push_back(entry.type);
    CHECK(types == std::vector<Type>{Type::file, Type::directory, Type::symlink, Type::hardlink, Type::other,
                                     Type::other, Type::other});
    CHECK(listing.entries[0].size == 4);
    CHECK(listing.entries[2].link == "to/somewhere");
    CHECK(listing.entries[3].link == "file");
    CHECK(listing.entries[3].size == 0);
}

TEST_CASE("Mode, owner and group come out as they stand") {
    TarHeader header;
    header.path = "su";
    header.mode = 04755;
    header.user = 1000;
    header.group = 2'000'000;
    const Seen entry = only(Tar().entry(header));
    CHECK(entry.mode == 04755);
    CHECK(entry.user == 1000);
    CHECK(entry.group == 2'000'000);
}

TEST_CASE("The old type of a regular file and unknown types are files") {
    for (const char type : {'\0', '7', 'Z'}) {
        CAPTURE(type);
        TarHeader header;
        header.path = "file";
        header.type = type;
        header.size = 3;
        CHECK(only(Tar().entry(header, "abc")).type == Type::file);
    }
}

TEST_CASE("Names come out byte for byte, whatever their charset and however they are stored") {
    const std::string names[] = {
        "caf\xc3\xa9",               // composed UTF-8
        "cafe\xcc\x81",              // the same decomposed: another name
        "caf\xe9",                   // Latin-1: not UTF-8
        "\xff\xfe\x80",              // nothing at all
        "\xed\xa0\x80",              // a lone surrogate
        "line\nbreak \x1b[31m red",  // what terminals act on
        "\xe2\x80\xae"
        "gpj.exe",                   // right to left
        "\xe6\x97\xa5\xe6\x9c\xac",  // Japanese
        " leading and trailing ",
        "back\\slash",
    };
    for (const std::string& name : names) {
        CAPTURE(name);
        const std::string padded = std::string(120, 'd') + "/" + name;
        CHECK(only(Tar().file(name, "x")).path == name);
        CHECK(only(Tar().file(padded, "x")).path == padded);
        CHECK(only(Tar().pax({{"path", name}}).file("short", "x")).path == name);
        CHECK(only(Tar().symlink("link", name)).link == name);
        CHECK(only(Tar().symlink("link", padded)).link == padded);
        CHECK(only(Tar().pax({{"linkpath", name}}).symlink("link", "short")).link == name);
        CHECK(only(Tar().pax({{"linkpath", name}}).hardlink("link", "short")).link == name);
        CHECK(only(Tar().pax({{"hdrcharset", "BINARY"}, {"path", name}}).file("short", "x")).path == name);
    }
}

TEST_CASE("A ustar prefix goes before the name") {
    TarHeader header;
    header.path = "name";
    header.prefix = std::string(60, 'p') + "/" + std::string(60, 'q');
    CHECK(only(Tar().entry(header)).path == header.prefix + "/name");
}

TEST_CASE("A name of exactly 100 bytes needs no end") {
    const std::string name(100, 'n');
    CHECK(only(Tar().file(name, "x")).path == name);
}

TEST_CASE("data_offset is where the stored bytes start") {
    struct {
        const char* what;
        Tar before;
    } const cases[] = {
        {"nothing before", Tar()},
        {"a file before", Tar().file("first", "some text")},
        {"a pax header", Tar().pax({{"path", std::string(700, 'p')}})},
        {"a global pax header", Tar().pax({{"comment", "hello"}}, 'g')},
        {"a long name", Tar().gnu_long('L', std::string(600, 'n'))},
        {"a long name and a long link",
         Tar().gnu_long('K', std::string(600, 'k')).gnu_long('L', std::string(600, 'n'))},
    };
    for (const auto& [what, before] : cases) {
        CAPTURE(what);
        Tar tar = before;
        tar.file("name", "content");
        const std::string archive = tar.finish();
        for (const size_t piece : {size_t{1}, size_t{7}, size_t{512}, archive.size()}) {
            CAPTURE(piece);
            const Listing listing = list(archive, piece);
            REQUIRE(!listing.error);
            CHECK(archive.substr(listing.entries.back().data_offset, 7) == "content");
        }
    }
}

TEST_CASE("A pax size is the file's size, whatever the header says") {
    TarHeader header;
    header.path = "file";
    header.size = 0;
    // Readers that believe the header's 0 would take the body for the next entry (CVE-2025-62518).
    const std::string inner = Tar().file("smuggled", "x").bytes();
    const Tar tar =
        Tar().pax({{"size", std::to_string(inner.size())}}).entry(header, inner).file("last", "y");
    const Listing listing = list(tar.finish());
    REQUIRE(!listing.error);
    REQUIRE(listing.entries.size() == 2);
    CHECK(listing.entries[0].size == inner.size());
    CHECK(listing.entries[1].path == "last");
}

TEST_CASE("Two sizes that disagree are told, however the archive comes in pieces") {
    TarHeader header;
    header.path = "file";
    const auto disagree = [&](uint64_t own, const char* pax, size_t piece) {
        header.size = own;
        Tar tar = Tar().file("first", "some text").pax({{"size", pax}});
        tar.raw(header_block(header) + std::string(300'032, 'x'));
        const Listing listing = list(tar.file("last", "y").finish(), piece);
        REQUIRE(!listing.error);
        REQUIRE(listing.entries.size() == 3);
        CHECK(!listing.entries[0].sizes_disagree);
        CHECK(!listing.entries[2].sizes_disagree);
        return listing.entries[1].sizes_disagree;
    };
    for (const size_t piece : {size_t{1}, size_t{7}, size_t{512}, size_t{700}, size_t{1} << 20}) {
        CAPTURE(piece);
        CHECK(disagree(0, "300000", piece));
        CHECK(disagree(299'999, "300000", piece));
        CHECK(!disagree(300'000, "300000", piece));
    }
}

TEST_CASE("A hard link that carries data is a link, and its data is passed over") {
    TarHeader header;
    header.path = "link";
    header.type = '1';
    header.link = "file";
    header.size = 4;
    const Listing listing =
        list(Tar().pax({{"mtime", "1"}}).entry(header, "data").file("last", "x").finish());
    REQUIRE(!listing.error);
    REQUIRE(listing.entries.size() == 2);
    CHECK(listing.entries[0].type == Type::hardlink);
    CHECK(listing.entries[0].size == 0);
    CHECK(listing.entries[1].path == "last");
}

TEST_CASE("A sparse file counts its full length") {
    // One block of data at 4096 of a file of 1 MiB, in the ways that GNU tar writes it.
    const std::string data(512, 'd');
    SECTION("pax, version 1.0: the map stands before the data") {
        std::string body = "1\n4096\n512\n";
        body.resize(512);
        Tar tar;
        tar.pax({{"GNU.sparse.major", "1"},
                 {"GNU.sparse.minor", "0"},
                 {"GNU.sparse.name", "holes"},
                 {"GNU.sparse.realsize", "1048576"}});
        TarHeader header;
        header.path = "GNUSparseFile.0/holes";
        header.size = body.size() + data.size();
        const Listing listing = list(tar.entry(header, body + data).file("last", "x").finish());
        REQUIRE(!listing.error);
        REQUIRE(listing.entries.size() == 2);
        CHECK(listing.entries[0].path == "holes");
        CHECK(listing.entries[0].size == 1'048'576);
        CHECK(listing.entries[0].sparse);
        CHECK_FALSE(listing.entries[1].sparse);
    }
    SECTION("pax, version 0.1: the map is a record") {
        Tar tar;
        tar.pax({{"GNU.sparse.size", "1048576"},
                 {"GNU.sparse.numblocks", "1"},
                 {"GNU.sparse.map", "4096,512"},
                 {"GNU.sparse.name", "holes"}});
        TarHeader header;
        header.path = "GNUSparseFile.0/holes";
        header.size = data.size();
        const Listing listing = list(tar.entry(header, data).file("last", "x").finish());
        REQUIRE(!listing.error);
        REQUIRE(listing.entries.size() == 2);
        CHECK(listing.entries[0].size == 1'048'576);
        CHECK(listing.entries[0].sparse);
    }
    SECTION("GNU's own format: the map is in the header") {
        TarHeader header;
        header.path = "holes";
        header.type = 'S';
        header.magic = gnu_magic;
        header.size = data.size();
        // The map starts at 386 with an offset and a length, the full length stands at 483.
        std::string block = header_block(header);
        block.replace(386, 24,
                      std::string("00000010000\0"
                                  "00000001000\0",
                                  24));
        block.replace(483, 12, std::string("00004000000\0", 12));
        block.replace(148, 8, "        ");
        unsigned sum = 0;
        for (const char byte : block) sum += static_cast<uint8_t>(byte);
        char checksum[8];
        std::snprintf(checksum, sizeof checksum, "%06o", sum & 0777777);
        block.replace(148, 8, std::string(checksum, 7) + " ");
        const Listing listing = list(Tar().raw(block).raw(data).file("last", "x").finish());
        REQUIRE(!listing.error);
        REQUIRE(listing.entries.size() == 2);
        CHECK(listing.entries[0].size == 1'048'576);
        CHECK(listing.entries[0].sparse);
    }
}

TEST_CASE("A size of more than 8 GiB can stand in base 256") {
    TarHeader header;
    header.path = "huge";
    header.size_field = std::string("\x80\0\0\0\0\0\0\x64\0\0\0\0", 12);  // 100 * 2^32
    PiecedSource source(header_block(header));
    source.add_zeros(100ull << 32).add(Tar().file("last", "x").finish());
    const auto stream = bytes::stream_range(source, 0, source.size());
    const Listing listing = list(*stream);
    REQUIRE(!listing.error);
    REQUIRE(listing.entries.size() == 2);
    CHECK(listing.entries[0].size == 100ull << 32);
    CHECK(listing.entries[1].path == "last");
    CHECK(source.bytes_read < 1'000'000);
}

TEST_CASE("Bodies are jumped over") {
    PiecedSource source;
    for (int number = 0; number < 20; ++number) {
        TarHeader header;
        header.path = "file" + std::to_string(number);
        header.size = 5 << 20;
        source.add(header_block(header)).add_zeros(header.size);
    }
    source.add(std::string(1024, '\0'));
    const auto stream = bytes::stream_range(source, 0, source.size());
    CHECK(list(*stream).entries.size() == 20);
    CHECK(source.bytes_read < 200'000);
}

TEST_CASE("An archive without an end marker is read in full") {
    const Tar tar = Tar().file("a", "x").file("b", "y");
    for (const size_t zeros : {size_t{0}, size_t{512}}) {
        CAPTURE(zeros);
        const Listing listing = list(tar.bytes() + std::string(zeros, '\0'));
        CHECK(!listing.error);
        CHECK(listing.entries.size() == 2);
    }
}

TEST_CASE("What follows the end marker is not read as entries") {
    const Listing listing = list(Tar().file("a", "x").finish() + Tar().file("b", "y").finish());
    CHECK(!listing.error);
    CHECK(listing.entries.size() == 1);
}

TEST_CASE("An archive that is cut keeps the entries before the cut, and says where") {
    const Tar tar = Tar().file("a", "x").file("b", uint64_t{5000});
    const uint64_t body = 512 + 512 + 512;  // where b's body starts
    struct {
        const char* what;
        uint64_t bytes;
        size_t entries;
    } const cases[] = {{"in the second header", 1024 + 100, 1},
                       {"in the second body", body + 700, 2},
                       {"at its first byte", body, 2}};
    for (const auto& [what, bytes, entries] : cases) {
        CAPTURE(what);
        const Listing listing = list(tar.bytes().substr(0, bytes));
        REQUIRE(listing.error);
        CHECK(listing.error->code == ErrorCode::truncated);
        CHECK(listing.error->where.starts_with("offset "));
        CHECK(listing.entries.size() == entries);
    }
}

TEST_CASE("A damaged header ends the listing: what is behind it may be the inside of a file") {
    TarHeader bad;
    bad.path = "bad";
    bad.checksum_error = 1;
    const Listing listing = list(Tar().file("a", "x").entry(bad).file("b", "y").finish());
    REQUIRE(listing.error);
    CHECK(listing.error->code == ErrorCode::corrupt);
    CHECK(listing.error->where.starts_with("offset "));
    CHECK(listing.entries.size() == 1);
}

TEST_CASE("What is no tar archive is told from a damaged one") {
    CHECK(list(std::string(2000, 'x')).error->code == ErrorCode::unrecognised);
    CHECK(list("short").error->code == ErrorCode::unrecognised);
}

TEST_CASE("Odd size fields are errors or sizes, and never a hang or a wrap") {
    const std::string fields[] = {
        std::string("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 12),  // -1
        std::string("\x80\0\0\0\x80\0\0\0\0\0\0\0", 12),                      // 2^63
        std::string("\xc0\0\0\0\x80\0\0\0\0\0\0\0", 12),                      // negative
        std::string("-0000000001\0", 12),
        std::string("777777777777", 12),
    };
    for (const std::string& field : fields) {
        CAPTURE(field);
        TarHeader header;
        header.path = "odd";
        header.size_field = field;
        const Listing listing = list(Tar().file("a", "x").entry(header).file("b", "y").finish());
        CHECK(listing.error);
        CHECK(listing.entries.size() <= 2);
    }
}

TEST_CASE("Size fields of blanks, or padded with blanks, are read") {
    for (const std::string& field : {std::string("            "), std::string("       1 \0  ", 12)}) {
        CAPTURE(field);
        TarHeader header;
        header.path = "odd";
        header.size_field = field;
        const std::string body = field[7] == '1' ? "x" : "";
        const Listing listing = list(Tar().entry(header, body).file("b", "y").finish());
        CHECK(!listing.error);
        REQUIRE(listing.entries.size() == 2);
        CHECK(listing.entries[1].path == "b");
    }
}

TEST_CASE("A pax size that is smaller than the header's, or not a number, hides no entry") {
    TarHeader header;
    header.path = "file";
    header.size = 1536;
    const Listing smaller = list(Tar()
                                     .pax({{"size", "5"}})
                                     .raw(header_block(header) + "12345" + std::string(507, '\0'))
                                     .file("last", "y")
                                     .finish());
    REQUIRE(!smaller.error);
    REQUIRE(smaller.entries.size() == 2);
    CHECK(smaller.entries[0].size == 5);
    CHECK(smaller.entries[1].path == "last");
    for (const char* size : {"-5", "99999999999999999999999", "9223372036854775807", "five"}) {
        CAPTURE(size);
        const Listing listing = list(
            Tar().pax({{"size", size}}).entry(header, std::string(1536, 'x')).file("last", "y").finish());
        CHECK(listing.error);
    }
}

TEST_CASE("Of several pax sizes the last counts, and those of a global header count for none") {
    TarHeader header;
    header.path = "file";
    header.size = 3;
    const Listing listing = list(Tar()
                                     .pax({{"size", "7"}}, 'g')
                                     .pax({{"size", "600"}, {"size", "3"}})
                                     .entry(header, "abc")
                                     .file("last", "y")
                                     .finish());
    REQUIRE(!listing.error);
    REQUIRE(listing.entries.size() == 2);
    CHECK(listing.entries[0].size == 3);
    CHECK(listing.entries[1].size == 1);
}

TEST_CASE("A pax header that is malformed ends the listing: the entry's name and size may be others") {
    const std::string bodies[] = {
        "999 path=too long\n",
        "0 path=x\n",
        "5 path=x\n",
        "11 path=a",
        "no length\n",
        "12345678901234567890 path=x\n",
        "-5 path=x\n",
        "9 =nothing\n",
        " 9 path=x\n",
        "8 pathx\n",
        std::string("10 path=\0x\n", 11),
    };
    for (const std::string& body : bodies) {
        CAPTURE(body);
        TarHeader header;
        header.path = "pax";
        header.type = 'x';
        header.size = body.size();
        const Listing listing =
            list(Tar().file("before", "x").entry(header, body).file("file", "x").finish());
        CHECK(listing.entries.size() == 1);
        REQUIRE(listing.error);
        CHECK(listing.error->code == ErrorCode::corrupt);
    }
}

TEST_CASE("A pax header of two gigabytes is refused without taking the memory") {
    TarHeader header;
    header.path = "PaxHeaders/x";
    header.type = 'x';
    header.size = 2u << 30;
    check_refused_unread(header);
}

TEST_CASE("An access control list that cannot be read is a warning") {
    TarHeader solaris;
    solaris.path = "acl";
    solaris.type = 'A';
    solaris.size = 8;
    const Listing listing = list(Tar().entry(solaris, "nonsense").file("file", "x").finish());
    REQUIRE(!listing.error);
    CHECK(listing.warnings.size() == 1);
    REQUIRE(listing.entries.size() == 1);
    CHECK(listing.entries[0].path == "file");
}

TEST_CASE("A sparse map that is damaged ends the listing") {
    for (const char* map : {"0,5,x", "0,-1"}) {
        CAPTURE(map);
        CHECK(list(Tar().pax({{"GNU.sparse.map", map}}).file("file", "12345").file("b", "y").finish()).error);
    }
    const Tar::Records version = {{"GNU.sparse.major", "1"}, {"GNU.sparse.minor", "0"}};
    CHECK(list(Tar().pax(version).file("file", "2\n0\nx\n").file("b", "y").finish()).error);
}

TEST_CASE("A sparse map of very many overlapping regions is read or refused, and ends") {
    std::string map = "0,1";
    for (int count = 0; count < 150'000; ++count) map += ",0,1";
    const Listing listing = list(Tar()
                                     .pax({{"GNU.sparse.size", "1000"}, {"GNU.sparse.map", map}})
                                     .file("file", std::string(512, 'x'))
                                     .finish());
    CHECK((listing.error || listing.entries.size() == 1));
}

TEST_CASE("Extension headers that follow each other without end are refused") {
    Tar tar;
    for (int count = 0; count < 100'000; ++count) tar.gnu_long('L', "x");
    CHECK(list(tar.file("file", "x").finish()).error);
}

TEST_CASE("Extension headers without an entry end in an error") {
    CHECK(list(Tar().pax({{"path", "x"}}).finish()).entries.empty());
    CHECK(list(Tar().gnu_long('L', "x").finish()).entries.empty());
    CHECK(list(Tar().gnu_long('L', "x").bytes()).error);
}

TEST_CASE("A long name that claims a gigabyte is refused without taking the memory") {
    TarHeader header;
    header.path = "././@LongLink";
    header.type = 'L';
    header.magic = gnu_magic;
    header.size = 1u << 30;
    check_refused_unread(header);
}

TEST_CASE("An error below the tar reader comes through as it is") {
    PiecesStream stream(Tar().file("a", "x").bytes());
    stream.error = Error{ErrorCode::unreadable, "", "the disk is on fire"};
    const Listing listing = list(stream);
    REQUIRE(listing.error);
    CHECK(listing.error->code == ErrorCode::unreadable);
    CHECK(listing.error->message == "the disk is on fire");
}

TEST_CASE("However an archive is cut into pieces, its entries are the same") {
    const std::string archive = Tar()
                                    .directory("d")
                                    .pax({{"path", "d/caf\xe9"}})
                                    .file("x", std::string(5000, 's'))
                                    .hardlink("d/h", "d/caf\xe9")
                                    .symlink(std::string(150, 's'), "d")
                                    .finish();
    const Listing whole = list(archive);
    REQUIRE(!whole.error);
    for (const size_t piece : {size_t{1}, size_t{7}, size_t{511}, size_t{513}}) {
        CAPTURE(piece);
        const Listing pieces = list(archive, piece);
        REQUIRE(!pieces.error);
        REQUIRE(pieces.entries.size() == whole.entries.size());
        for (size_t number = 0; number < whole.entries.size(); ++number) {
            CHECK(pieces.entries[number].path == whole.entries[number].path);
            CHECK(pieces.entries[number].size == whole.entries[number].size);
            CHECK(pieces.entries[number].data_offset == whole.entries[number].data_offset);
        }
    }
}
