#include "tests/support/findings_of.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

TarHeader header(const std::string& path, size_t size, uint32_t mode = 0644, uint64_t user = 0) {
    TarHeader header;
    header.path = path;
    header.size = size;
    header.mode = mode;
    header.user = header.group = user;
    return header;
}

Tar with_file(const std::string& path, const std::string& content, uint32_t mode = 0644, uint64_t user = 0) {
    return Tar().entry(header(path, content.size(), mode, user), content);
}

}  // namespace

TEST_CASE("A file stored again for its mode and owner is found by its headers") {
    ImageToJudge image;
    image.layer(with_file("app/model", "weights"), "COPY model /app/ # buildkit");
    image.layer(with_file("app/model", "weights", 0640, 1000), "RUN /bin/sh -c set-it-up # buildkit");
    const auto found = image.one("stored-again");
    CHECK(found.bytes == 7);
    CHECK(found.layer == 1u);
    CHECK(found.evidence == Evidence{"/app/model"});
    CHECK(found.title == "Files stored again only for their mode and owner");
    CHECK(found.advice ==
          "Use `COPY --chown=1000:1000 --chmod=640` for the COPY of layer 1, and drop the change from the "
          "RUN of layer "
          "2.");
    CHECK_FALSE(image.has("replaced-files"));
}

TEST_CASE("Equal headers are a file stored again only where the instruction sets modes or owners") {
    const auto second = [](const char* created_by) {
        ImageToJudge image;
        image.layer(with_file("app/model", "weights"), "COPY model /app/");
        image.layer(with_file("app/model", "weightS"), created_by);
        return image.ids();
    };
    CHECK(second("RUN /bin/sh -c chown -R root /app").starts_with("stored-again"));
    CHECK(second("RUN /bin/sh -c find /app -exec chmod a+r {} +").starts_with("stored-again"));
    CHECK(second("RUN /bin/sh -c write-model").starts_with("replaced-files"));
    CHECK(second("RUN /bin/sh -c echo chown").starts_with("stored-again"));
}

TEST_CASE("Hashes decide what is the same file, where they are known") {
    ImageToJudge same;
    same.layer(with_file("a", "12345"), "COPY a /", true);
    same.layer(with_file("a", "12345"), "RUN /bin/sh -c touch /a", true);
    CHECK(same.one("stored-again").title == "Files stored again unchanged");

    ImageToJudge other;
    other.layer(with_file("a", "12345"), "COPY a /", true);
    other.layer(with_file("a", "54321", 0600), "RUN /bin/sh -c chmod 600 /a", true);
    CHECK_FALSE(other.has("stored-again"));
    CHECK(other.one("replaced-files").bytes == 5);
}

TEST_CASE("A file that a later layer replaces is told in that layer") {
    ImageToJudge image;
    image.layer(Tar().file("etc/a", "1234").file("etc/b", "1"), "RUN /bin/sh -c one");
    image.layer(Tar().file("etc/a", "12345").symlink("etc/b", "a"), "RUN /bin/sh -c two");
    const auto found = image.one("replaced-files");
    CHECK(found.bytes == 5);
    CHECK(found.layer == 1u);
    CHECK(found.evidence == Evidence{"/etc/a", "/etc/b"});
}

TEST_CASE("A file that a later layer deletes is told in the layer that ships it") {
    ImageToJudge image;
    image.layer(Tar().file("src/a", "1234").file("src/b", "12"), "COPY src /src");
    image.layer(Tar().file("tmp2/c", "123"), "RUN /bin/sh -c make");
    image.layer(Tar().whiteout("src").whiteout("tmp2/c"), "RUN /bin/sh -c rm -rf /src /tmp2/c");
    const auto found = image.all("deleted-files");
    REQUIRE(found.size() == 2);
    CHECK(found[0].bytes == 6);
    CHECK(found[0].layer == 0u);
    CHECK(found[0].evidence == Evidence{"/src/a", "/src/b"});
    CHECK(contains(found[0].advice, "out of the COPY of layer 1 (.dockerignore)"));
    CHECK(found[1].layer == 1u);
    CHECK(contains(found[1].advice, "at the end of the RUN of layer 2"));
}

TEST_CASE("A moved file is found by its name and size, or by its content") {
    for (const bool hash : {false, true}) {
        CAPTURE(hash);
        ImageToJudge image;
        image.layer(Tar().file("tmp/model.onnx", 5000), "COPY model.onnx /tmp/", hash);
        image.layer(Tar().file(hash ? "opt/renamed.onnx" : "opt/model.onnx", 5000).whiteout("tmp/model.onnx"),
                    "RUN /bin/sh -c mv /tmp/model.onnx /opt/", hash);
        const auto found = image.one("moved-files");
        CHECK(found.bytes == 5000);
        CHECK(found.layer == 1u);
        CHECK(found.evidence == Evidence{"/tmp/model.onnx"});
        CHECK_FALSE(image.has("deleted-files"));
    }
}

TEST_CASE("What is small, or has another name, size or content, is not moved") {
    ImageToJudge image;
    image.layer(Tar().file("a/LICENSE", 4095).file("a/one", 5000).file("a/two", 5000), "RUN /bin/sh -c make");
    image.layer(Tar().whiteout("a").file("b/LICENSE", 4095).file("b/one", 5001).file("b/three", 5000),
                "RUN /bin/sh -c make again");
    CHECK_FALSE(image.has("moved-files"));
    ImageToJudge hashed;
    hashed.layer(Tar().file("a/one", std::string(5000, 'x')), "RUN /bin/sh -c make", true);
    hashed.layer(Tar().whiteout("a").file("b/one", std::string(5000, 'y')), "RUN /bin/sh -c make again",
                 true);
    CHECK_FALSE(hashed.has("moved-files"));
    CHECK(hashed.one("deleted-files").bytes == 5000);
}

TEST_CASE("Each new file stands for one that was moved") {
    ImageToJudge image;
    image.layer(Tar().file("a/f", 5000).file("b/f", 5000).file("c/f", 5000), "RUN /bin/sh -c make");
    image.layer(Tar().whiteout("a").whiteout("b").whiteout("c").file("d/f", 5000), "RUN /bin/sh -c mv");
    CHECK(image.one("moved-files").bytes == 5000);
    CHECK(image.one("deleted-files").bytes == 10000);
}

TEST_CASE("A path that one layer names twice is replaced within it") {
    ImageToJudge image;
    image.layer(Tar().file("a", "12345").file("a", "123").file("b", "x"), "RUN /bin/sh -c make");
    const auto found = image.one("replaced-files");
    CHECK(found.bytes == 5);
    CHECK(found.layer == 0u);
}

TEST_CASE("Files that stay are no finding") {
    ImageToJudge image;
    image.image.config.user = "1000";
    image.layer(Tar().file("opt/a", "12345").file("opt/b", ""), "COPY a b /opt/");
    image.layer(Tar().file("opt/c", "12345").whiteout("opt/b"), "COPY c /opt/");
    CHECK(image.ids() == "");
}

TEST_CASE("What every installation writes anew is told apart, where it is much") {
    ImageToJudge image;
    image.layer(Tar().file("var/lib/dpkg/status", 100).file("var/log/dpkg.log", 50).file("usr/lib/a", 50),
                "RUN /bin/sh -c apt-get install -y a");
    image.layer(Tar().file("var/lib/dpkg/status", 110).file("var/log/dpkg.log", 60).file("usr/lib/a", 51),
                "RUN /bin/sh -c apt-get install -y b");
    const auto records = image.one("package-records");
    CHECK(records.bytes == 100);
    CHECK(records.layer == 1u);
    CHECK(records.evidence == Evidence{"/var/lib/dpkg"});
    CHECK(contains(records.advice, "Join the RUN of layer 1 and the RUN of layer 2"));
    CHECK(image.one("replaced-files").evidence == Evidence{"/usr/lib/a"});
    CHECK(image.all("logs").size() == 2);
    image.layer(scan_of({{"opt/a", 20'000}}), "COPY a /opt/");
    CHECK_FALSE(image.has("package-records"));
    CHECK_FALSE(contains(image.ids(), "dpkg"));
}

TEST_CASE("A file that did change its owner speaks for a layer where most did not") {
    ImageToJudge image;
    image.layer(with_file("app/large", "123456789").raw(with_file("app/small", "123").bytes()),
                "RUN /bin/sh -c make");
    image.layer(with_file("app/large", "123456789").raw(with_file("app/small", "123", 0644, 1000).bytes()),
                "RUN /bin/sh -c chown -R 1000 /app");
    const auto found = image.one("stored-again");
    CHECK(found.bytes == 12);
    CHECK(found.title == "Files stored again only for their owner");
    CHECK(found.advice ==
          "Set the owner in the RUN of layer 1, which makes the files, and not in the RUN of layer 2, "
          "which ships them once more.");
}
