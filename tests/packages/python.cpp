#include "core/packages/python_record.h"
#include "tests/support/weighed.h"

using namespace plimsoll;
using namespace plimsoll::test;
using packages::Ecosystem;

namespace {

const std::string site = "usr/lib/python3/site-packages/";

std::string metadata(const std::string& name, const std::string& version) {
    return "Metadata-Version: 2.1\r\nname: " + name + "\r\nVersion: " + version + "\r\n\r\nName: no\r\n";
}

Rows python_rows(const Weighed& image) { return image.rows(Ecosystem::python); }

std::vector<std::string> recorded(std::string_view record) {
    std::vector<std::string> paths;
    while (!record.empty()) paths.push_back(packages::take_recorded_path(record));
    return paths;
}

}  // namespace

TEST_CASE("RECORD's first fields are paths, quoted where they have to be") {
    CHECK(recorded("a.py,sha256=x,1\r\nb,,\n\nc") == std::vector<std::string>{"a.py", "b", "", "c"});
    CHECK(recorded("\"a,b\",,\n\"say \"\"hi\"\"\",x,1\n\"two\nlines\",,\nd,,") ==
          std::vector<std::string>{"a,b", "say \"hi\"", "two\nlines", "d"});
    CHECK(recorded("\"never ends,\n,") == std::vector<std::string>{"never ends,\n,"});
    CHECK(recorded("\"").size() == 1);
}

TEST_CASE("A distribution has the files of its RECORD, and no others") {
    const std::string record =
        "torch/__init__.py,sha256=x,1\n\"torch/a,b.so\",,\n../../../bin/torchrun,,\n"
        "/opt/absolute,,\ntorch/gone.py,,\ntorch-2.1.2.dist-info/RECORD,,\n";
    const Weighed image{Tar()
                            .file(site + "torch-2.1.2.dist-info/RECORD", record)
                            .file(site + "torch-2.1.2.dist-info/METADATA", metadata("torch", "2.1.2+cpu"))
                            .file(site + "torch/__init__.py", 10)
                            .file(site + "torch/a,b.so", 1000)
                            .file(site + "torch/unlisted.pyc", 5)
                            .file("usr/bin/torchrun", 20)
                            .file("opt/absolute", 40)};
    CHECK(python_rows(image) == Rows{"torch 2.1.2+cpu at /usr/lib/python3/site-packages (ml-framework): " +
                                     std::to_string(1070 + record.size()) + " bytes, 5 files, layer 0"});
    CHECK(image.owner(site + "torch/unlisted.pyc") == "files /usr");
}

TEST_CASE("A distribution that says no name is called like its directory") {
    const Weighed image{Tar()
                            .file("a/some_thing-1.0.dist-info/RECORD", "f,,\n")
                            .file("a/f", 5)
                            .file("b/old-2.0-py3.11.egg-info", "nothing\n")
                            .file("b/old.py", 3)
                            .file("c/noversion.egg-info/top_level.txt", "m\n")
                            .file("c/m/__init__.py", 1)};
    CHECK(python_rows(image) == Rows{"old 2.0 at /b: 11 bytes, 2 files, layer 0",
                                     "some_thing 1.0 at /a: 5 bytes, 1 files, layer 0",
                                     "noversion at /c: 3 bytes, 2 files, layer 0"});
}

TEST_CASE("Copies of a distribution are packages of their own") {
    Tar tar;
    for (const std::string place : {"venv/", "app/venv/"})
        tar.file(place + "six-1.dist-info/RECORD", "six.py,,\n")
            .file(place + "six-1.dist-info/METADATA", metadata("six", "1"))
            .file(place + "six.py", 10);
    CHECK(python_rows(Weighed{tar}) == Rows{"six 1 at /app/venv: 10 bytes, 1 files, layer 0",
                                            "six 1 at /venv: 10 bytes, 1 files, layer 0"});
}

TEST_CASE("What a distribution brings along is its own, though it is recorded there once more") {
    const Weighed image{
        Tar()
            .file("s/a/_vendor/b-1.dist-info/RECORD", "b.py,,\n")
            .file("s/a/_vendor/b.py", 10)
            .file("s/a-1.dist-info/RECORD", "a/_vendor/b.py,,\na/_vendor/b-1.dist-info/RECORD,,\n")};
    CHECK(python_rows(image) == Rows{"a 1 at /s: 17 bytes, 2 files, layer 0"});
}

TEST_CASE("Without RECORD a distribution has what top_level.txt names") {
    const std::string top_level = "numpy\n_module\r\nnot/here\n..\n\nother\n";
    const Weighed image{Tar()
                            .file(site + "numpy-1.24.dist-info/METADATA", "Name: numpy\nVersion: 1.24\n")
                            .file(site + "numpy-1.24.dist-info/top_level.txt", top_level)
                            .file(site + "numpy/core/x.so", 100)
                            .file(site + "_module.py", 10)
                            .file(site + "not/here", 1)
                            .file(site + "numpyx/y", 1)};
    const uint64_t own = 110 + top_level.size() + std::string("Name: numpy\nVersion: 1.24\n").size();
    CHECK(python_rows(image) == Rows{"numpy 1.24 at /usr/lib/python3/site-packages: " + std::to_string(own) +
                                     " bytes, 4 files, layer 0"});
    CHECK(image.owner(site + "not/here") == "files /usr");
    CHECK(image.owner(site + "numpyx/y") == "files /usr");
}

TEST_CASE("Without that either it has the module that is called like it") {
    const Weighed image{Tar()
                            .file("s/Some-Name-1.egg-info", "Name: Some-Name\nVersion: 1\n")
                            .file("s/some_name/__init__.py", 10)
                            .file("s/some_name.py", 1)
                            .file("s/mod.egg-info/top_level.txt", "\n")
                            .file("s/mod.py", 1)
                            .file("s/PyYAML-6.dist-info/METADATA", "Name: PyYAML\nVersion: 6\n")
                            .file("s/PyYAML.abi3.so", 5)};
    CHECK(image.owner("s/some_name/__init__.py") == "python Some-Name");
    CHECK(image.owner("s/some_name.py") == "python Some-Name");
    CHECK(image.owner("s/Some-Name-1.egg-info") == "python Some-Name");
    CHECK(image.owner("s/PyYAML.abi3.so") == "python PyYAML");
    CHECK(image.owner("s/mod.py") == "python mod");
}

TEST_CASE("An egg-info directory's installed files are relative to it, and an egg is one whole") {
    const Weighed image{
        Tar()
            .file("s/a-1.egg-info/PKG-INFO", "Name: a\nVersion: 1\n")
            .file("s/a-1.egg-info/installed-files.txt", "../a/x.py\r\n../../bin/a\nPKG-INFO\n")
            .file("s/a-1.egg-info/top_level.txt", "a\n")
            .file("s/a/x.py", 10)
            .file("s/a/y.py", 1)
            .file("bin/a", 20)
            .file("s/b-2-py3.9.egg/EGG-INFO/PKG-INFO", "Name: b\nVersion: 2\n")
            .file("s/b-2-py3.9.egg/b/x.py", 5)};
    CHECK(image.owner("s/a/x.py") == "python a");
    CHECK(image.owner("bin/a") == "python a");
    CHECK(image.owner("s/a-1.egg-info/installed-files.txt") == "python a");
    CHECK(image.owner("s/a/y.py") == "files /s");
    CHECK(image.owner("s/b-2-py3.9.egg/b/x.py") == "python b");
}

TEST_CASE("A file that dpkg has is not Python's, and what is compiled beside it is") {
    const Weighed image{
        Tar()
            .file("var/lib/dpkg/status", "Package: python3-numpy\nStatus: install ok installed\nVersion: 1\n")
            .file("var/lib/dpkg/info/python3-numpy.list",
                  "/s/numpy/a.py\n/s/numpy-1.egg-info/PKG-INFO\n/s/numpy-1.egg-info/top_level.txt\n")
            .file("s/numpy-1.egg-info/PKG-INFO", "Name: numpy\nVersion: 1\n")
            .file("s/numpy-1.egg-info/top_level.txt", "numpy\n")
            .file("s/numpy/a.py", 10)
            .file("s/numpy/__pycache__/a.pyc", 7)};
    CHECK(image.rows(Ecosystem::dpkg) == Rows{"python3-numpy 1: 39 bytes, 3 files, layer 0"});
    CHECK(python_rows(image) == Rows{"numpy 1 at /s: 7 bytes, 1 files, layer 0"});
}

TEST_CASE("A distribution that is described twice in one directory has what its RECORD says, and no more") {
    const Weighed image{Tar()
                            .file("s/big_name-1.dist-info/RECORD", "big/a.py,,\n")
                            .file("s/big_name-1.dist-info/METADATA", metadata("big.name", "1"))
                            .file("s/Big-Name.egg-info/PKG-INFO", "Name: Big_Name\nVersion: 1\n")
                            .file("s/Big-Name.egg-info/top_level.txt", "big\n")
                            .file("s/big/a.py", 10)
                            .file("s/big/b.py", 20)
                            .file("t/big-1.egg-info/PKG-INFO", "Name: big-name\nVersion: 1\n")};
    CHECK(python_rows(image) == Rows{"big-name 1 at /t: 26 bytes, 1 files, layer 0",
                                     "big.name 1 at /s: 10 bytes, 1 files, layer 0"});
}
