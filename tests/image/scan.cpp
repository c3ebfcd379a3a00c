#include "tests/support/compression.h"
#include "tests/support/image_builder.h"
#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;
using image::EntryKind;

namespace {

/// "/a/b" for each entry.
std::vector<std::string> paths_of(const image::LayerIndex& index) {
    std::vector<std::string> paths;
    for (const auto& entry : index.entries) paths.push_back(index.paths.text(entry.path));
    return paths;
}

std::string problems_of(const image::LayerScan& scan) {
    std::string text;
    for (const Problem& problem : scan.problems) text += problem.where + ": " + problem.message + "\n";
    return text;
}

/// A layer with something of each kind.
Tar mixed() {
    return Tar()
        .directory("./")
        .directory("etc/")
        .file("etc/passwd", "root")
        .file("etc/group", "wheel:")
        .hardlink("etc/passwd-", "etc/passwd")
        .symlink("bin", "usr/bin")
        .special("dev/null", '3')
        .whiteout("etc/shadow")
        .opaque("var/lib/cache");
}

}  // namespace

TEST_CASE("A scan sums up a layer's entries by kind") {
    const auto found = scan(mixed());
    CHECK(found.complete);
    CHECK(found.problems.empty());
    const auto& sum = found.measures;
    CHECK(sum.blob_bytes == mixed().finish().size());
    CHECK(sum.tar_bytes == mixed().finish().size());
    CHECK(sum.file_bytes == 10);
    CHECK(sum.files == 2);
    CHECK(sum.directories == 1);
    CHECK(sum.symlinks == 1);
    CHECK(sum.hardlinks == 1);
    CHECK(sum.others == 1);
    CHECK(sum.whiteouts == 1);
    CHECK(sum.opaques == 1);
    CHECK(sum.directory_depth == 3);  // var/lib/cache, which only its marker names
    CHECK(sum.path_depth == 4);
}

TEST_CASE("A scan lists the entries in the order of the tar, the root left out") {
    const auto found = scan(mixed());
    CHECK(paths_of(found.index) == std::vector<std::string>{"/etc", "/etc/passwd", "/etc/group",
                                                            "/etc/passwd-", "/bin", "/dev/null",
                                                            "/etc/shadow", "/var/lib/cache"});
    const auto& entries = found.index.entries;
    CHECK(entries[1].size == 4);
    CHECK(entries[1].mode == 0644);
    CHECK(found.index.link(entries[3]) == "etc/passwd");
    CHECK(found.index.link(entries[4]) == "usr/bin");
    CHECK(entries[6].kind == EntryKind::whiteout);
    CHECK(entries[7].kind == EntryKind::opaque);
}

TEST_CASE("Entries for the root itself count nowhere") {
    for (const char* root : {"./", "/", ".", "a/..", "../.."}) {
        CAPTURE(root);
        const auto found = scan(Tar().directory(root));
        CHECK(found.complete);
        CHECK(found.index.entries.empty());
        CHECK(found.measures.directories == 0);
        CHECK(found.measures.path_depth == 0);
    }
}

TEST_CASE("A path cannot leave the root") {
    const auto found = scan(Tar().file("../../etc/passwd", "x").file("a/../../b", "x").file("/abs", "x"));
    CHECK(paths_of(found.index) == std::vector<std::string>{"/etc/passwd", "/b", "/abs"});
    CHECK(found.measures.path_depth == 2);
}

TEST_CASE("Depths count components: a directory's own, a file's directory") {
    struct {
        Tar tar;
        uint32_t directories, paths;
    } const cases[] = {
        {Tar().directory("a/b/c"), 3, 3},
        {Tar().file("a/b/c", "x"), 2, 3},
        {Tar().file("c", "x"), 0, 1},
        {Tar().symlink("a/b", "c"), 1, 2},
        {Tar().whiteout("a/b/c"), 2, 3},
        {Tar().opaque("a/b"), 2, 3},
        {Tar().directory("a/b").file("x", "x"), 2, 2},
    };
    for (const auto& [tar, directories, paths] : cases) {
        const auto found = scan(tar);
        CHECK(found.measures.directory_depth == directories);
        CHECK(found.measures.path_depth == paths);
    }
}

TEST_CASE("A path that is there twice counts twice") {
    const auto found = scan(Tar().file("a", "12345").file("./a", "678"));
    CHECK(found.measures.files == 2);
    CHECK(found.measures.file_bytes == 8);
    REQUIRE(found.index.entries.size() == 2);
    CHECK(found.index.entries[0].path == found.index.entries[1].path);
}

TEST_CASE("Markers are known by their names only") {
    struct {
        const char* name;
        EntryKind kind;
        const char* about;
    } const cases[] = {
        {"d/.wh.x", EntryKind::whiteout, "/d/x"},
        {".wh.x", EntryKind::whiteout, "/x"},
        {"d/.wh..wh..opq", EntryKind::opaque, "/d"},
        {".wh..wh..opq", EntryKind::opaque, "/"},
        {"d/.wh..wh.plnk", EntryKind::whiteout, "/d/.wh.plnk"},
        {"d/.wh..wh..opq2", EntryKind::whiteout, "/d/.wh..opq2"},
        {"d/.wh", EntryKind::file, "/d/.wh"},
        {"d/x.wh.y", EntryKind::file, "/d/x.wh.y"},
        {".wh.d/x", EntryKind::file, "/.wh.d/x"},
    };
    for (const auto& [name, kind, about] : cases) {
        CAPTURE(name);
        const auto found = scan(Tar().file(name, ""));
        REQUIRE(found.index.entries.size() == 1);
        CHECK(found.index.entries[0].kind == kind);
        CHECK(found.index.paths.text(found.index.entries[0].path) == about);
    }
}

TEST_CASE("A marker is a marker whatever type of entry it is") {
    const auto found = scan(Tar()
                                .symlink("a/.wh.b", "c")
                                .directory("a/.wh.c")
                                .file("a/.wh.d", "some bytes")
                                .special("e/.wh..wh..opq", '3'));
    CHECK(found.measures.whiteouts == 3);
    CHECK(found.measures.opaques == 1);
    CHECK(found.measures.symlinks + found.measures.directories + found.measures.files +
              found.measures.others ==
          0);
    CHECK(found.measures.file_bytes == 0);
}

TEST_CASE("A compressed layer holds what the plain one holds") {
    const std::string tar = mixed().finish();
    for (const auto compression : {bytes::Compression::gzip, bytes::Compression::zstd, bytes::Compression::xz,
                                   bytes::Compression::bzip2}) {
        CAPTURE(name_of(compression));
        const std::string blob = compressed(tar, compression);
        const auto found = scan(blob);
        CHECK(found.complete);
        CHECK(found.compression == compression);
        CHECK(found.measures.blob_bytes == blob.size());
        CHECK(found.measures.tar_bytes == tar.size());
        CHECK(found.measures.file_bytes == 10);
        CHECK(paths_of(found.index) == paths_of(scan(tar).index));
    }
}

TEST_CASE("tar_bytes includes what follows the end marker") {
    const std::string tar = mixed().finish() + std::string(8192, '\0');
    CHECK(scan(tar).measures.tar_bytes == tar.size());
    CHECK(scan(gzip(tar)).measures.tar_bytes == tar.size());
}

TEST_CASE("Digests are computed where they are asked for, and only then") {
    const std::string tar = mixed().finish() + std::string(8192, '\0'), blob = gzip(tar);
    image::ScanOptions hash;
    hash.hash = true;
    CHECK(scan(blob, hash).digest == sha256(blob));
    CHECK(scan(blob, hash).diff_id == sha256(tar));
    CHECK(scan(tar, hash).digest == sha256(tar));
    CHECK(scan(tar, hash).diff_id == sha256(tar));
    CHECK(scan(blob).digest.empty());
    CHECK(scan(blob).diff_id.empty());
    CHECK(scan(blob.substr(0, blob.size() - 4), hash).digest.empty());
}

TEST_CASE("A plain layer's bodies are not read") {
    PiecedSource source;
    source.add(std::string(1000, 'x'));  // a layer need not start on a block
    const uint64_t start = source.size();
    for (int number = 0; number < 10; ++number) {
        TarHeader header;
        header.path = "models/weights" + std::to_string(number);
        header.size = 100 << 20;
        source.add(header_block(header)).add_zeros(header.size);
    }
    source.add(std::string(1024, '\0'));
    const auto found = image::scan_layer(source, {"layer.tar", "", start, source.size() - start, true}, {});
    CHECK(found.complete);
    CHECK(found.measures.files == 10);
    CHECK(found.measures.file_bytes == 1000u << 20);
    CHECK(source.bytes_read < 1'000'000);
}

TEST_CASE("Progress counts stored bytes, and never goes back") {
    const std::string blob = gzip(Tar().file("a", sample_text(1'000'000)).finish());
    std::vector<uint64_t> steps;
    image::ScanOptions options;
    options.progress = [&](uint64_t done) {
        steps.push_back(done);
        return true;
    };
    CHECK(scan(blob, options).complete);
    REQUIRE(steps.size() > 2);
    CHECK(std::is_sorted(steps.begin(), steps.end()));
    CHECK(steps.back() <= blob.size());
}

TEST_CASE("A scan can be cancelled at any step") {
    const std::string plain = Tar().file("a", sample_text(300'000)).file("b", "x").finish();
    for (const std::string& blob : {plain, gzip(plain)}) {
        for (int allowed = 0; allowed < 2; ++allowed) {
            CAPTURE(allowed);
            int left = allowed;
            image::ScanOptions options;
            options.progress = [&](uint64_t) { return left-- > 0; };
            const auto found = scan(blob, options);
            CHECK_FALSE(found.complete);
            CHECK(contains(problems_of(found), "cancelled"));
        }
    }
}

TEST_CASE("What goes wrong in a layer is a problem, and what came before is kept") {
    TarHeader bad;
    bad.path = "bad";
    bad.checksum_error = 1;
    const std::string good = Tar().file("a", "12345").finish();
    const std::string damaged = Tar().file("a", "12345").entry(bad).finish();
    std::string wrong_crc = gzip(good);
    wrong_crc[wrong_crc.size() - 8] ^= 1;
    struct {
        const char* what;
        std::string blob, expected;
        uint64_t files;
    } const cases[] = {
        {"a damaged header", damaged, "offset", 1},
        {"a damaged header in gzip", gzip(damaged), "offset", 1},
        {"a cut tar", good.substr(0, 700), "ends inside", 1},
        {"a cut gzip stream", gzip(good + sample_text(5000)).substr(0, 1000), "ends too early", 1},
        {"a wrong checksum", wrong_crc, "incorrect data check", 1},
        {"rubbish behind gzip", gzip(good) + "rubbish", "something else follows", 1},
        {"no tar", std::string(2000, 'x'), "is not a tar archive", 0},
        {"no tar in gzip", gzip(std::string(2000, 'x')), "is not a tar archive", 0},
        {"bzip2 of nothing good", "BZh91AY&SY" + std::string(100, 'x'), "the bzip2 stream is damaged", 0},
        {"gzip in gzip", gzip(gzip(good)), "is not a tar archive", 0},
    };
    for (const auto& [what, blob, expected, files] : cases) {
        CAPTURE(what);
        const auto found = scan(blob);
        CHECK_FALSE(found.complete);
        CHECK(found.measures.files == files);
        REQUIRE(found.problems.size() == 1);
        CHECK(found.problems[0].severity == Problem::Severity::error);
        CHECK(contains(problems_of(found), expected));
    }
}

TEST_CASE("A layer that reaches beyond the archive's end says just that") {
    const std::string tar = Tar().file("a", "12345").file("b", uint64_t{5000}).finish();
    for (const std::string& blob : {tar, gzip(tar)}) {
        PiecedSource source(blob.substr(0, blob.size() * 3 / 4));
        const auto found = image::scan_layer(source, {"layer.tar", "", 0, blob.size(), true}, {});
        CHECK_FALSE(found.complete);
        CHECK(problems_of(found) == ": the archive ends inside this layer\n");
    }
}

TEST_CASE("A layer that is not in the archive is empty and incomplete") {
    PiecedSource source;
    const auto found = image::scan_layer(source, {"layer.tar", "", 0, 0, false}, {});
    CHECK_FALSE(found.complete);
    CHECK(found.index.entries.empty());
}

TEST_CASE("A layer of no bytes, and one of zeros only, hold nothing") {
    for (const std::string& blob : {std::string(), std::string(1024, '\0'), gzip(std::string(1024, '\0'))}) {
        const auto found = scan(blob);
        CHECK(found.complete);
        CHECK(found.index.entries.empty());
        CHECK(found.problems.empty());
    }
}

TEST_CASE("A read that fails spoils the layer, and why is said") {
    PiecedSource source(Tar().file("a", sample_text(300'000)).file("b", "x").finish());
    source.fails_at = 100'000;
    const auto found = image::scan_layer(source, {"layer.tar", "", 0, source.size(), true}, {});
    CHECK_FALSE(found.complete);
    CHECK(contains(problems_of(found), "the disk is on fire"));
}

TEST_CASE("Measures add up, and the greater depth counts") {
    const auto deep = scan(Tar().directory("a/b/c").file("x", "12"));
    const auto shallow = scan(Tar().file("a/y", "345").whiteout("x"));
    image::Measures sum = shallow.measures;
    sum += deep.measures;
    CHECK(sum.files == 2);
    CHECK(sum.file_bytes == 5);
    CHECK(sum.whiteouts == 1);
    CHECK(sum.tar_bytes == deep.measures.tar_bytes + shallow.measures.tar_bytes);
    CHECK(sum.directory_depth == 3);
    CHECK(sum.path_depth == 3);
}
