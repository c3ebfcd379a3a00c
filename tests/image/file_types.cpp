#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

#include "core/image/file_types.h"
#include "tests/support/results.h"
#include "tests/support/tar_builder.h"

using namespace plimsoll;
using namespace plimsoll::test;
using namespace std::literals;
using image::FileType;

namespace {

std::string type_of(std::string_view path, std::string_view head) {
    return std::string(image::name_of(image::classify(path, view(head))));
}

const std::string text = "Some words, in lines.\nAnd more of them.\n";
const std::string noise = "\x01\x02\x03\x90\x91\x00\x7f\x10\xfe\xc1\x00\x00"s;

struct Case {
    std::string_view path;
    std::string head;
    std::string_view type;
};

void check(const std::vector<Case>& cases) {
    for (const auto& [path, head, type] : cases) {
        CAPTURE(path, head.substr(0, 60));
        CHECK(type_of(path, head) == type);
    }
}

std::string number(uint64_t value, size_t width) {
    std::string bytes;
    for (size_t byte = 0; byte < width; ++byte) bytes += static_cast<char>(value >> 8 * byte);
    return bytes;
}

/// The header of an ELF file for x86-64, and perhaps a program header that names an interpreter.
std::string elf(uint64_t type, uint64_t machine = 62, bool interpreter = false) {
    std::string head =
        "\x7f"
        "ELF\2\1\1"s +
        std::string(9, '\0') + number(type, 2) + number(machine, 2) + number(1, 4);
    head += number(0, 8) + number(64, 8) + number(0, 8) + number(0, 4) + number(64, 2) + number(56, 2) +
            number(2, 2);
    head.resize(64);
    for (const uint64_t kind : {uint64_t{6}, uint64_t{interpreter ? 3u : 1u}})
        head += number(kind, 4) + std::string(52, '\0');
    return head;
}

std::string pe(uint64_t characteristics) {
    std::string head = "MZ" + std::string(58, '\0') + number(128, 4);
    head.resize(128);
    return head + "PE\0\0"s + std::string(18, '\0') + number(characteristics, 2) + std::string(40, '\0');
}

std::string zip(std::string_view first) {
    return "PK\3\4"s + std::string(22, '\0') + number(first.size(), 2) + number(0, 2) + std::string(first) +
           noise;
}

std::string tar() { return Tar().file("a", "content").finish(); }

}  // namespace

TEST_CASE("A file without a byte is empty, whatever its name") {
    check({{"a.py", "", "Empty file"}, {"var/lib/dpkg/status", "", "Empty file"}, {"", "", "Empty file"}});
}

TEST_CASE("Machine code is told by what it is for") {
    check({{"usr/bin/tool", elf(2), "Executable"},
           {"opt/tool/run", elf(3, 62, true), "Executable"},
           {"usr/bin/static-pie", elf(3), "Executable"},
           {"opt/lib/plugin", elf(3), "Shared library"},
           {"usr/lib/libm.so.6", elf(3, 62, true), "Shared library"},
           {"site-packages/_c.cpython-311-x86_64-linux-gnu.so", elf(3), "Shared library"},
           {"usr/lib/crt1.o", elf(1), "Static library or object"},
           {"lib/modules/5/fuse.ko", elf(1), "Static library or object"},
           {"core.1234", elf(4), "Log or dump"},
           {"kernels/conv.cubin", elf(2, 190), "GPU code"},
           {"lib/rocblas/Kernels.so-000-gfx90a.hsaco", elf(3, 224), "GPU code"},
           {"usr/lib/debug/.build-id/ab/cd.debug", elf(3), "Debug symbols"},
           {"usr/lib/debug/lib/x86_64/libc-2.31.so", elf(3), "Debug symbols"},
           {"app/tool.exe", pe(0x0002), "Executable"},
           {"app/any", pe(0x2022), "Shared library"},
           {"app/short.dll", "MZ\x90\0"s, "Shared library"},
           {"notes", "MZ is how the story begins.", "Other text"},
           {"mac/tool", "\xcf\xfa\xed\xfe" + std::string(8, '\0') + number(2, 4), "Executable"},
           {"mac/libx.dylib", "\xcf\xfa\xed\xfe" + std::string(8, '\0') + number(6, 4), "Shared library"},
           {"mac/fat", "\xca\xfe\xba\xbe\0\0\0\2"s, "Executable"},
           {"Main.class", "\xca\xfe\xba\xbe\0\0\0\x37"s, "Java"},
           {"usr/lib/libc.a", "!<arch>\n/               ", "Static library or object"},
           {"tmp/git.deb", "!<arch>\ndebian-binary   ", "Software package"},
           {"libs/x.o", noise, "Static library or object"},
           {"libc.so", "/* GNU ld script */\nGROUP ( libc.so.6 )", "Shared library"},
           {"k.ptx", ".version 7.0\n", "GPU code"},
           {"k", "\x50\xed\x55\xba\1\0"s, "GPU code"},
           {"nvvm/libdevice.10.bc", "BC\xc0\xde\x35", "GPU code"}});
}

TEST_CASE("Scripts are told by the interpreter that they name") {
    check({{"bin/a", "#!/usr/bin/python3.11 -u\nimport os\n", "Python source"},
           {"bin/a", "#!/usr/bin/env -S python3 -u\n", "Python source"},
           {"bin/a", "#!/usr/bin/env LANG=C python\n", "Python source"},
           {"bin/pip", "#!/bin/sh\n'''exec' \"/a/very/long/path/python\" \"$0\" \"$@\"\n", "Python source"},
           {"bin/a", "#!/bin/sh -e\n", "Shell script"},
           {"bin/a", "#! /bin/bash\r\n", "Shell script"},
           {"bin/a", "#!/usr/bin/env node\n", "JavaScript"},
           {"bin/a", "#!/usr/bin/Rscript\n", "R or Julia"},
           {"bin/a", "#!/usr/bin/perl -w\n", "Other source code"},
           {"debian/rules", "#!/usr/bin/make -f\n", "Build description"},
           {"lib.rs", "#![feature(x)]\n", "Other source code"},
           {"a", "#!\n", "Other text"},
           {"a", "#!", "Other text"},
           {"a", "#!/usr/bin/env", "Other text"}});
}

TEST_CASE("Models, pickles and data are told by what is in them") {
    const std::string pickle = "\x80\x04\x95\x10\0\0\0\0\0\0\0}"s;
    const std::string torch_1_5 = "\x80\x02\x8a\x0al\xfc\x9c\x46\xf9 j\xa8P\x19."s;
    const std::string hdf5 = "\x89HDF\r\n\x1a\n" + noise;
    check(
        {{"m/model.safetensors", number(40, 8) + "{\"__metadata__\":{}", "Model weights"},
         {"m/unnamed", number(40, 8) + "{\"a\":{\"dtype\"", "Model weights"},
         {"m/large", number(200'000'000, 8) + "{\"a\":", "Other data"},
         {"m/GGUF.md", "GGUF is a format.", "Documentation"},
         {"m/llama", "GGUF\3\0\0\0"s, "Model weights"},
         {"m/net", "\x1c\0\0\0TFL3\x14\0"s, "Model weights"},
         {"m/exported",
          "\x08\x07\x12\x07pytorch\x1a\x03"
          "1.9\x3a"s,
          "Model weights"},
         {"m/model.onnx", noise, "Model weights"},
         {"m/pytorch_model.bin", zip("archive/data.pkl"), "Model weights"},
         {"m/weights.pth", zip("weights/data.pkl"), "Model weights"},
         {"m/old", torch_1_5, "Model weights"},
         {"m/old.pt", pickle, "Model weights"},
         {"m/pytorch_model.bin", pickle, "Model weights"},
         {"m/clf.pkl", pickle, "Pickle"},
         {"m/clf", "\x80\x03}q\0."s, "Pickle"},
         {"m/clf.joblib", "x\x9c" + noise, "Pickle"},
         {"m/old.pickle", "(dp0\nS'a'\np1\nI1\ns.", "Pickle"},
         {"m/model.h5", hdf5, "Model weights"},
         {"m/resnet.weights.hdf5", hdf5, "Model weights"},
         {"m/x.keras", hdf5, "Model weights"},
         {"d/train.h5", hdf5, "Array data"},
         {"d/any", "\x93NUMPY\1\0v\0"s, "Array data"},
         {"d/any", zip("x.npy"), "Array data"},
         {"d/a.npz", zip("x.npy"), "Array data"},
         {"m/saved_model.pb", "\x08\x01\x12\xd4\xc8\x01" + noise, "Model weights"},
         {"m/variables/variables.data-00000-of-00001", noise, "Model weights"},
         {"m/model.ckpt-100.index", noise, "Model weights"},
         {"m/spiece.model", "\x0a\x0e\x0a\x05<unk>\x15\0\0"s, "Tokenizer or vocabulary"},
         {"m/any.model", "\x0a\x0e\x0a\x05<unk>\x15\0\0"s, "Tokenizer or vocabulary"},
         {"m/lid.176.bin", "\xba\x16\x4f\x2f\x0c\0\0\0"s, "Model weights"},
         {"m/unknown.bin", noise, "Other data"},
         {"m/vocab.txt", "[PAD]\n[unused0]\n", "Tokenizer or vocabulary"},
         {"m/tokenizer.json", "{\"version\": 1}", "Tokenizer or vocabulary"},
         {"m/config.json", "{\"hidden\": 1}", "JSON or XML"},
         {"d/t.parquet", "PAR1\x15\x04", "Data table"},
         {"d/t.csv", "a,b\n1,2\n", "Data table"},
         {"d/t.csv.gz", "\x1f\x8b\x08\0"s, "Data table"},
         {"d/x.sqlite", "SQLite format 3\0"s, "Database"},
         {"d/data.mdb", std::string(16, '\0') + "\xde\xc0\xef\xbe", "Database"},
         {"n.ipynb", "{\"cells\": []}", "Notebook"},
         // What a missing Git LFS leaves in place of the weights.
         {"m/model.safetensors", "version https://git-lfs.github.com/spec/v1\noid sha256:", "Git repository"},
         // The same extension, for something else.
         {"usr/share/locale/pt", text, "Locale or system table"},
         {"templates/page.pt", text, "Other text"},
         {"site-packages/easy-install.pth", "./x.egg\n", "Python source"},
         {"notes.model", text, "Other text"}});
}

TEST_CASE("What is packed is what its name says, and else an archive") {
    const std::string gzip = "\x1f\x8b\x08\0"s + noise,
                      xz = "\xfd"
                           "7zXZ\0"s,
                      zstd = "\x28\xb5\x2f\xfd" + noise, bzip2 = "BZh91AY&SY" + noise;
    check({{"usr/share/doc/git/changelog.Debian.gz", gzip, "Documentation"},
           {"usr/share/man/man1/ls.1.gz", gzip, "Documentation"},
           {"usr/share/info/sed.info.gz", gzip, "Documentation"},
           {"backup.tar.gz", gzip, "Archive"},
           {"backup.tgz", gzip, "Archive"},
           {"blob.gz", gzip, "Archive"},
           {"blob", gzip, "Archive"},
           {"a.gz.gz", gzip, "Archive"},
           {"scan.nii.gz", gzip, "Array data"},
           {"x.pkl.bz2", bzip2, "Pickle"},
           {"x.pkl.xz", xz, "Pickle"},
           {"jquery.min.js.br", noise, "JavaScript"},
           {"x.json.zst", zstd, "JSON or XML"},
           {"app.apk", gzip, "Software package"},
           {"icon.svgz", gzip, "Image"},
           {"base.rds", gzip, "R or Julia"},
           {"a.tar", tar(), "Archive"},
           {"unnamed", tar(), "Archive"},
           {"a.zip", zip("a"), "Archive"},
           {"torch-2.1.whl", zip("torch/__init__.py"), "Software package"},
           {"app.jar", zip("META-INF/"), "Java"},
           {"unnamed", zip("META-INF/MANIFEST.MF"), "Java"},
           {"a.docx", zip("[Content_Types].xml"), "Documentation"},
           {"a.xlsx", zip("[Content_Types].xml"), "Data table"},
           {"a.7z", "7z\xbc\xaf\x27\x1c", "Archive"},
           {"x.rpm", "\xed\xab\xee\xdb\3\0", "Software package"}});
}

TEST_CASE("Pictures, sound, fonts, documents and keys are told by their magic, whatever they are called") {
    check({{"a", "\x89PNG\r\n\x1a\n", "Image"},
           {"a", "\xff\xd8\xff\xe0", "Image"},
           {"a", "GIF89a", "Image"},
           {"a", "RIFF\1\2\3\4WEBPVP8 ", "Image"},
           {"a", "RIFF\1\2\3\4WAVEfmt ", "Audio or video"},
           {"a",
            "\0\0\0\x20"
            "ftypisom"s,
            "Audio or video"},
           {"a",
            "\0\0\0\x20"
            "ftypavif"s,
            "Image"},
           {"a", "%PDF-1.7\n", "Documentation"},
           {"a",
            "\0\1\0\0\0\x12\1\0\0\4\0\x20"
            "DSIG"s,
            "Font"},
           {"a", "OTTO\0\x0c"s, "Font"},
           {"a", "wOF2\0\1\0\0"s, "Font"},
           {"a", "\0asm\1\0\0\0"s, "JavaScript"},
           {"a", "TZif2", "Locale or system table"},
           {"a", "\xde\x12\x04\x95\0\0\0\0"s, "Locale or system table"},
           {"a.dat", "\0\x80\xda\x27\x14\0\0\0CmnD"s, "Locale or system table"},
           {"a", "-----BEGIN PRIVATE KEY-----\n", "Certificate or key"},
           {"etc/ssl/certs/java/cacerts", "\xfe\xed\xfe\xed\0\0\0\2"s, "Certificate or key"},
           {"root/.ssh/id_rsa", text, "Certificate or key"},
           {"meshes/arm.stl", noise, "3D model"},
           {"meshes/arm.obj", "v 0.1 0.2 0.3\n", "3D model"},
           {"meshes/arm.obj", "\x64\x86\2\0"s, "Static library or object"},
           {"clip.ts", "\x47" + std::string(187, '\0') + "\x47", "Audio or video"},
           {"app.ts", "export const a = 1;\n", "JavaScript"}});
}

TEST_CASE("Records of package managers and of Git are told by where they lie") {
    check({{"var/lib/dpkg/info/git.postinst", "#!/bin/sh\n", "Package record"},
           {"var/lib/dpkg/status", text, "Package record"},
           {"var/lib/apt/lists/deb_Packages", text, "Package record"},
           {"var/cache/apt/pkgcache.bin", noise, "Package record"},
           {"var/cache/apt/archives/git.deb", "!<arch>\ndebian-binary   ", "Software package"},
           {"var/lib/rpm/rpmdb.sqlite", "SQLite format 3\0"s, "Package record"},
           {"lib/apk/db/installed", text, "Package record"},
           {"usr/lib/python3/site-packages/numpy-1.26.dist-info/RECORD", text, "Package record"},
           {"usr/lib/python3/dist-packages/x.egg-info/PKG-INFO", text, "Package record"},
           {"usr/lib/python3/dist-packages/x.egg-info", text, "Package record"},
           {"opt/conda/conda-meta/numpy.json", "{}", "Package record"},
           {"opt/conda/pkgs/numpy-1.26/info/index.json", "{}", "Package record"},
           {"app/.git/objects/pack/pack-1.pack", "PACK\0\0\0\2"s, "Git repository"},
           {"app/.git/hooks/pre-commit.sample", "#!/bin/sh\n", "Git repository"},
           {"app/.gitignore", text, "Git repository"},
           {"srv/var/lib/dpkgs/status", text, "Other text"},
           {"app/info/pkgs/x", text, "Other text"}});
}

TEST_CASE("Names and folders say what their content does not") {
    check({{"a/b.py", text, "Python source"},
           {"a/B.PY", text, "Python source"},
           {"a/py.typed", "# marker", "Python source"},
           {"a/__pycache__/b.cpython-311.pyc", "\xa7\x0d\x0d\x0a\0\0\0\0"s, "Python bytecode"},
           {"usr/include/stdio.h", text, "C or C++ header"},
           {"usr/include/c++/12/vector", text, "C or C++ header"},
           {"src/config.h.in", text, "C or C++ header"},
           {"src/main.cu", text, "C or C++ source"},
           {"a/jquery.min.js.map", "{}", "JavaScript"},
           {"a/style.css.map", "{}", "Web page or stylesheet"},
           {"a/libx.map", text, "Other text"},
           {"a/run.sh", text, "Shell script"},
           {"root/.bashrc", text, "Shell script"},
           {"usr/share/bash-completion/completions/git", text, "Shell script"},
           {"a/index.html", text, "Web page or stylesheet"},
           {"usr/lib/R/library/x/R/x.rdb", noise, "R or Julia"},
           {"Makefile", text, "Build description"},
           {"app/Dockerfile.gpu", text, "Build description"},
           {"app/requirements-dev.txt", text, "Build description"},
           {"app/package.json", "{}", "Build description"},
           {"app/LICENSE", text, "Documentation"},
           {"app/license_header.txt", text, "Documentation"},
           {"usr/share/doc/git/copyright", text, "Documentation"},
           {"usr/share/doc/git/example.dat", noise, "Other data"},
           {"etc/hosts", text, "Configuration"},
           {"etc/apt/sources.list", text, "Configuration"},
           {"app/settings.yaml", text, "Configuration"},
           {"usr/share/zoneinfo/UTC", noise, "Locale or system table"},
           {"usr/lib/terminfo/x/xterm", "\x1a\x01" + noise, "Locale or system table"},
           {"usr/lib/locale/C.utf8/LC_CTYPE", noise, "Locale or system table"},
           {"var/log/apt/history.log", text, "Log or dump"},
           {"var/log/lastlog", noise, "Log or dump"},
           {"runs/events.out.tfevents.1690000000.host", noise, "Log or dump"},
           {"page", "<!DOCTYPE html>\n<html>", "Web page or stylesheet"},
           {"page", "\xef\xbb\xbf<?xml version=\"1.0\"?>", "JSON or XML"},
           {"answer", "{\n \"a\": 1}", "JSON or XML"},
           {"notes.txt", text, "Other text"},
           {"notes", text, "Other text"},
           {"data.dat", noise, "Other data"},
           {"weird.extension-of-many-letters-that-nobody-knows", text, "Other text"}});
}

TEST_CASE("Texts are told from other data") {
    check({{"a",
            "Gr\xc3\xbc\xc3\x9f"
            "e",
            "Other text"},
           {"a",
            "Gr\xfc\xdf"
            "e aus Latin-1, und mehr davon",
            "Other text"},
           {"a", "\xff\xfeH\0e\0l\0l\0o\0"s, "Other text"},
           {"a", "cut inside a character: \xe2\x82", "Other text"},
           {"a", "\x1b[31mred\x1b[0m", "Other text"},
           {"a", "a\0b"s, "Other data"},
           {"a", "\x7f\x7f", "Other data"},
           {"a", "\xff\xff\xff\xff", "Other data"}});
    // Bytes beyond those that classify() looks at change nothing.
    const std::string long_text(image::file_head_bytes, 'a');
    CHECK(type_of("a", long_text + noise) == "Other text");
    CHECK(type_of("a", long_text.substr(1) + noise) == "Other data");
}

TEST_CASE("Every class has a name and a definition of its own") {
    std::set<std::string_view> names, definitions;
    for (size_t type = 0; type < image::file_types; ++type) {
        names.insert(image::name_of(static_cast<FileType>(type)));
        const auto definition = image::definition_of(static_cast<FileType>(type));
        CHECK(definition.ends_with("."));
        definitions.insert(definition);
    }
    CHECK(names.size() == image::file_types);
    CHECK(definitions.size() == image::file_types);
    CHECK(image::name_of(static_cast<FileType>(200)) == "Unknown");
}

TEST_CASE("Any bytes under any name have a class, and cut ones too") {
    const std::string samples[] = {elf(3, 62, true),
                                   pe(2),
                                   zip("a/data.pkl"),
                                   tar(),
                                   number(40, 8) + "{\"a\"",
                                   "\x08\x07\x12\x07pytorch\x1a\x03"
                                   "1.9\x3a"s,
                                   "#!/usr/bin/env python\n"};
    const char* names[] = {"a",    "a.so",  "bin/a.exe", "a.pt", "a.h5", "a.ts",
                           "a.gz", "etc/.", "/",         "",     "a.",   ".."};
    std::mt19937 random(7);
    size_t known = 0;
    for (const char* name : names) {
        for (const std::string& sample : samples) {
            for (size_t bytes = 1; bytes <= std::min<size_t>(sample.size(), 600); ++bytes)
                known += type_of(name, sample.substr(0, bytes)) != "Unknown";
            for (int round = 0; round < 300; ++round) {
                std::string broken = sample.substr(0, 512);
                for (int changes = 0; changes < 4; ++changes)
                    broken[random() % broken.size()] = static_cast<char>(random() % 256);
                known += type_of(name, broken) != "Unknown";
            }
        }
    }
    CHECK(known > 20'000);
    // A program header table that lies anywhere, with any size.
    for (const uint64_t offset : {uint64_t{0}, uint64_t{500}, UINT64_MAX, UINT64_MAX - 50}) {
        std::string head = elf(3);
        head.replace(32, 8, number(offset, 8)).replace(54, 4, "\xff\xff\xff\xff");
        CHECK(type_of("x.so", head) == "Shared library");
        head.replace(54, 2, "\0\0"s);
        CHECK(type_of("x", head) == "Shared library");
    }
}

// What is quadratic would take hours: the test runner stops it.
TEST_CASE("Hostile names take no longer than their length asks for") {
    const size_t megabyte = 1u << 20;
    std::string deep, packed = "a", dots(megabyte, '.'), slashes(megabyte, '/');
    while (deep.size() < megabyte) deep += "info/";
    while (packed.size() < megabyte) packed += ".gz";
    for (const std::string& name :
         {deep + "a", packed, dots, slashes, deep, std::string(megabyte, 'x') + ".so." + dots})
        for (const std::string& head : {text, noise, "\x1f\x8b\x08\0"s})
            CHECK_FALSE(type_of(name, head).empty());
}
