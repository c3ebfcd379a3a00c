#include "tests/support/weighed.h"

using namespace plimsoll;
using namespace plimsoll::test;
using packages::Ecosystem;

namespace {

/// The bytes of the document itself belong to the package.
std::string row(const std::string& what, uint64_t bytes, int files, int layer = 0) {
    return what + ": " + std::to_string(bytes) + " bytes, " + std::to_string(files) + " files, layer " +
           std::to_string(layer);
}

}  // namespace

TEST_CASE("A conda package has the files of its document, below its prefix") {
    const std::string meta =
        R"({"depends":["name","files"],"files":["lib/libtorch.so","bin/a","gone","../../etc/x"],)"
        R"("link":{"name":"no","files":["lib/not"]},"name":"pytorch","version":"2.1.2","size":7})";
    const Weighed image{Tar()
                            .file("opt/conda/conda-meta/pytorch-2.1.2-py310_0.json", meta)
                            .file("opt/conda/conda-meta/history", "==>\n")
                            .file("opt/conda/lib/libtorch.so", 5000)
                            .symlink("opt/conda/bin", "binaries")
                            .file("opt/conda/binaries/a", 3)
                            .file("opt/conda/lib/not", 1)
                            .file("etc/x", 10)};
    CHECK(image.rows(Ecosystem::conda) ==
          Rows{row("pytorch 2.1.2 at /opt/conda (ml-framework)", meta.size() + 5013, 4)});
    CHECK(image.owner("opt/conda/lib/not") == "files /opt");
}

TEST_CASE("A conda document that breaks off keeps what it said, under the name of its file") {
    const std::string meta = R"({"files":["a","b"],"version":"7", )";
    const Weighed image{Tar()
                            .file("env/conda-meta/some-lib-1.2.3-h1_0.json", meta)
                            .file("env/conda-meta/odd.json", "[]")
                            .file("env/a", 5)};
    CHECK(image.rows(Ecosystem::conda) ==
          Rows{row("some-lib 7 at /env", 5 + meta.size(), 2), row("odd at /env", 2, 1)});
    REQUIRE(image.attribution.problems.size() == 1);
    CHECK(image.attribution.problems[0].where == "/env/conda-meta/some-lib-1.2.3-h1_0.json");
}

TEST_CASE("Each prefix has packages of its own, the root as well") {
    const std::string meta = R"({"files":["f"],"name":"zlib","version":"1"})";
    const Weighed image{Tar()
                            .file("a/conda-meta/zlib-1-0.json", meta)
                            .file("b/conda-meta/zlib-1-0.json", meta)
                            .file("conda-meta/zlib-1-0.json", meta)
                            .file("a/f", 30)
                            .file("b/f", 20)
                            .file("f", 10)};
    CHECK(image.rows(Ecosystem::conda) == Rows{row("zlib 1 at /a", meta.size() + 30, 2),
                                               row("zlib 1 at /b", meta.size() + 20, 2),
                                               row("zlib 1 at /", meta.size() + 10, 2)});
}

TEST_CASE("A file that conda and pip both list is conda's, and pip's package is not listed then") {
    const std::string meta =
        R"({"files":["site-packages/six.py","site-packages/six-1.dist-info/RECORD"],"name":"six","version":"1"})";
    const Weighed image{
        Tar()
            .file("c/conda-meta/six-1-0.json", meta)
            .file("c/site-packages/six.py", 10)
            .file("c/site-packages/six-1.dist-info/RECORD", "six.py,,\nsix-1.dist-info/RECORD,,\n")};
    CHECK(image.rows(Ecosystem::python).empty());
    CHECK(image.rows(Ecosystem::conda).size() == 1);
    CHECK(image.owner("c/site-packages/six.py") == "conda six");
}
