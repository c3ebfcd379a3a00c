// Makes the inputs that fuzzing starts from.
//
//     fuzz_seeds FOLDER [ARCHIVE...]
//
// FOLDER gets a folder for each target. The inputs are made from images of a few files, in every layout and compression, and
// from those of the given archives that are small: the archive itself, its layers and its report.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/limits.h"
#include "core/link/address.h"
#include "core/link/link.h"
#include "core/link/payload.h"
#include "tests/fuzz/feed.h"
#include "tests/support/compression.h"
#include "tests/support/image_builder.h"
#include "tests/support/zip_builder.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

constexpr size_t most_bytes = 48'000;

class Seeds {
 public:
    explicit Seeds(std::filesystem::path folder) : folder_(std::move(folder)) {}

    void add(const std::string& target, std::string_view input) {
        if (input.size() > most_bytes) return;
        const auto below = folder_ / target;
        std::filesystem::create_directories(below);
        std::ofstream(below / hex(sha256(input)).substr(0, 16), std::ios::binary) << input;
    }

    void add_archive(const std::string& archive) {
        add("archive", archive);
        const auto analysis = fuzz::analyse(archive);
        if (!analysis) return;
        const report::Report report = analysis->report();
        add("report", report::to_ndjson(report));
        add_link(link::essence_of(report, {true, true, true, true, true}));
        add_link(link::card_of(link::essence_of(report, {})));
        for (const auto& blob : analysis->image().blobs)
            if (blob.present && blob.offset <= archive.size())
                add("layer", std::string_view(archive).substr(blob.offset, blob.bytes));
    }

    /// As an address, and as its payload (see tests/fuzz/link.cpp).
    void add_link(link::Essence essence) {
        link::annotate(essence, "A title", {"Doe, Jane"}, "10.1000/182");
        if (const auto made = link::encode(essence, limits::full_link_chars))
            add("link", std::string(1, '\0') + link::write_fragment({made->text, "layers", "", 0}));
        add("link", (essence.card ? '\2' : '\3') + link::write_payload_1(essence));
    }

 private:
    std::filesystem::path folder_;
};

/// Something of every kind of entry and extension.
Tar every_entry() {
    Tar tar;
    tar.directory("d").file("d/a", "12345").symlink("l", "d/a").hardlink("h", "d/a").special("null", '3');
    tar.whiteout("gone").opaque("d").file(std::string(150, 'n') + "/long", "x");
    tar.pax({{"path", "p\xc3\xa9"}, {"size", "3"}, {"SCHILY.xattr.user.x", "y"}, {"uid", "70000"}})
        .file("q", "abc");
    tar.pax({{"comment", "all"}}, 'g').gnu_long('K', std::string(200, 't')).symlink("k", "t");
    tar.pax({{"GNU.sparse.major", "1"}, {"GNU.sparse.minor", "0"}, {"GNU.sparse.realsize", "1000"}})
        .file("GNUSparseFile/s", "1\n500\n5\n" + std::string(504, '\0') + "12345");
    tar.pax({{"GNU.sparse.size", "100"}, {"GNU.sparse.numblocks", "1"}, {"GNU.sparse.map", "5,5"}})
        .file("s01", "12345");
    TarHeader sparse;
    sparse.path = "old-sparse";
    sparse.type = 'S';
    sparse.size = 5;
    sparse.magic = gnu_magic;
    std::string block = header_block(sparse);
    block.replace(386, 24,
                  std::string("00000000010\0"
                              "00000000005\0",
                              24));
    block.replace(483, 12, std::string("00000000100\0", 12));
    return tar.raw(block).raw("12345" + std::string(507, '\0'));
}

std::string files(const std::vector<std::pair<std::string, std::string>>& all) {
    std::string input;
    for (const auto& [path, content] : all) input += path + "\n" + content + std::string(1, '\0');
    return input;
}

void add_databases(Seeds& seeds) {
    const auto add = [&](const auto& all) { seeds.add("databases", files(all)); };
    using All = std::vector<std::pair<std::string, std::string>>;
    const std::string status =
        "Package: libc6\nStatus: install ok installed\nArchitecture: amd64\nVersion: 2.36\n"
        "Conffiles:\n /etc/x 0123\n\nPackage: gcc\nStatus: install ok installed\nVersion: 1\n";
    add(All{{"var/lib/dpkg/status", status},
            {"var/lib/dpkg/info/libc6:amd64.list", "/.\n/usr\n/usr/lib/libc.so.6\n"},
            {"var/lib/dpkg/info/gcc.list", "/usr/bin/gcc\n"},
            {"var/lib/dpkg/diversions", "/usr/bin/gcc\n/usr/bin/gcc.real\nlibc6\n"},
            {"var/lib/dpkg/status.d/base", "Package: base\nVersion: 12\n"},
            {"usr/lib/libc.so.6",
             "\x7f"
             "ELF"},
            {"usr/bin/gcc", "x"}});
    add(All{{"lib/apk/db/installed",
             "C:Q1\nP:musl\nV:1.2.4-r2\nA:x86_64\nF:lib\nR:ld-musl.so\na:0:0:755\nZ:Q1\n\nP:b\nV:2\n"},
            {"lib/ld-musl.so", "x"},
            {"var/cache/apk/APKINDEX.tar.gz", "x"}});
    const std::string site = "usr/lib/python3.11/site-packages/";
    add(All{{site + "torch-2.1.dist-info/METADATA", "Metadata-Version: 2.1\nName: torch\nVersion: 2.1\n"},
            {site + "torch-2.1.dist-info/RECORD",
             "torch/__init__.py,sha256=x,1\n\"torch/a,\"\"b\".py,,\n../../../bin/t,,\n"},
            {site + "torch/__init__.py", "x"},
            {site + "old.egg-info/PKG-INFO", "Name: old\nVersion: 1\n"},
            {site + "old.egg-info/installed-files.txt", "../old.py\n"},
            {site + "old.egg-info/top_level.txt", "old\n"},
            {site + "old.py", "x"}});
    add(All{
        {"opt/conda/conda-meta/numpy-1.26-py311.json",
         R"({"name":"numpy","version":"1.26","files":["lib/n.so"],"paths_data":{"paths":[{"_path":"lib/n.so"}]}})"},
        {"opt/conda/lib/n.so", "x"},
        {"app/node_modules/@s/p/package.json", R"({"name":"@s/p","version":"1.0.0"})"},
        {"app/node_modules/@s/p/index.js", "x"},
        {"usr/lib/R/library/ggplot2/DESCRIPTION", "Package: ggplot2\nVersion: 3.4\n"},
        {"root/.julia/packages/Flux/a1b2/Project.toml", "name = \"Flux\"\nversion = \"0.14\"\n"}});
    add(All{{"root/.cache/pip/http/a", "x"},
            {"root/.ssh/id_rsa", "-----BEGIN OPENSSH PRIVATE KEY-----\n"},
            {"app/.env", "TOKEN=1\n"},
            {"app/.git/HEAD", "ref: refs/heads/main\n"},
            {"models/m.safetensors", "x"},
            {"usr/local/cuda-12.1/lib64/libcudnn.so.8",
             "\x7f"
             "ELF"}});
}

void add_documents(Seeds& seeds) {
    const auto digest = [](char digit) { return "sha256:" + std::string(64, digit); };
    const auto descriptor = [&](const std::string& type, char digit) {
        return R"({"mediaType":")" + type + R"(","digest":")" + digest(digit) + R"(","size":100})";
    };
    const std::string config =
        R"({"architecture":"amd64","os":"linux","variant":"v1","created":"2024-01-01T00:00:00Z","config":{"Env":["PATH=/bin",)"
        R"("API_KEY=x"],"Cmd":["sh"],"Entrypoint":["/e"],"User":"0","WorkingDir":"/w","ExposedPorts":{"80/tcp":{}},"Volumes":)"
        R"({"/v":{}},"Labels":{"a":"b"}},"rootfs":{"type":"layers","diff_ids":[")" +
        digest('5') +
        R"("]},"history":[{"created":"2024-01-01T00:00:00Z","created_by":"/bin/sh -c #(nop) ADD file:1 in / "},)"
        R"({"created_by":"RUN |1 A=b /bin/sh -c pip install x # buildkit","empty_layer":true}]})";
    const std::string manifest = R"({"schemaVersion":2,"mediaType":")" + manifest_type + R"(","config":)" +
                                 descriptor("application/vnd.oci.image.config.v1+json", '3') +
                                 R"(,"layers":[)" +
                                 descriptor("application/vnd.oci.image.layer.v1.tar", '4') + "]}";
    const std::string named = R"({"mediaType":")" + manifest_type + R"(","digest":")" + digest('1') +
                              R"(","size":9,"platform":{"os":"linux","architecture":"amd64","variant":"v8"},)"
                              R"("annotations":{"org.opencontainers.image.ref.name":"a:1"}})";
    const std::string docker = R"([{"Config":"blobs/sha256/)" + std::string(64, '3') +
                               R"(","RepoTags":["a:1"],"Layers":["layer.tar","blobs/sha256/)" +
                               std::string(64, '4') + R"("]}])";
    const std::string end(1, '\0');
    seeds.add("documents", docker + end + end + end + end + config + end);
    seeds.add("documents", end + index_of({named}) + end + manifest + end + end + config + end);
    seeds.add("documents", docker + end + index_of({descriptor(index_type, '2')}) + end + manifest + end +
                               index_of({named, descriptor(index_type, '2')}) + end + config + end);
}

/// Files of a study's data set, each behind the byte that chooses its name.
void add_study(Seeds& seeds) {
    const auto add = [&](char name, const std::string& content) {
        seeds.add("study", std::string(1, name) + content);
    };
    const std::string projects =
        "\xef\xbb\xbfRepos,manual_topic,commits,repo_size,latest_image\r\na/b,mlops,1,2,['a/b:1']\r\n";
    add(0, projects);
    add(0,
        "repos,manual_topic,total_dockerfiles,latest_image,base_images\nx/y,tool,2,set(),\"{'/D': ['a', "
        "nan]}\"\n");
    add(0, "Category,Repos,Instructions,Percentage\nToolkit,a/b,RUN,40.5\nToolkit,a/b,RUN,40.5\n");
    add(0, "repos,repo_version,filename,instructions,instructions_count\na/b,latest,/Dockerfile,RUN,3\n");
    add(0,
        "Category,Repos,file_type,total_size,total_number,perc_size,perc_num\nModel,a/"
        "b,core,140737486313513,3,9,1\n");
    add(0,
        "Image,RepoTag,config_mediaType,config_size,config_env_count,rootfs_layers_count\na/"
        "b,1,x,9,3,sha256:a/sha256:b/\n");
    add(7, "Category,file_type,perc_number,perc_storage\nModel,Python,1,2\n");
    add(2, R"({"mindmap":{"root":{"text":{"caption":"a"},"children":[{"text":{"caption":"b"}}]}}})");
    add(3,
        R"({"repository":"a/b","category":"mlops","files":[{"path":"Dockerfile","content":"FROM ubuntu\nRUN make\n"}]})"
        "\n");
    add(4, "FROM ubuntu\nRUN make\n");
    const std::string book =
        Zip()
            .file("xl/workbook.xml", R"(<w><sheet name="initial" r:id="r" xmlns:r="o"/></w>)", false)
            .file("xl/_rels/workbook.xml.rels", R"(<R><Relationship Id="r" Target="s.xml"/></R>)", false)
            .file("xl/sharedStrings.xml",
                  "<s><si><t>Repos</t></si><si><t>commits</t></si><si><t>releases</t></si></s>", false)
            .file(
                "xl/s.xml",
                R"(<s><row><c r="A1" t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row><row><c r="A2"><v>5</v></c></row></s>)",
                false)
            .finish();
    add(1, book);
    add(5, Zip().file("RQ1/final-dataset.csv", projects, false).file("x.xlsx", book).finish());
    add(6, Tar().file("RQ1/final-dataset.csv", projects).finish());
}

void add_dockerfiles(Seeds& seeds) {
    seeds.add("dockerfile",
              "# syntax=docker/dockerfile:1\n# escape=`\nARG V=3\nFROM --platform=$BUILDPLATFORM "
              "python:${V:-2}-slim AS build\n"
              "ENV A=b `\n  # c\n\n  C=\"d e\"\nCOPY --from=build --chown=a:b [\"a b\", \"c\"]\nFROM "
              "build\nFROM scratch\n");
    seeds.add("dockerfile",
              "FROM a\nRUN --mount=type=bind,from=b set -ex; if [ -f x ]; then sudo -E apt-get update && \\\n"
              "  bash -c \"pip install 'x y'\"; fi\nRUN <<EOF\nfor i in $(seq 3); do echo $i | xargs rm; "
              "done\nEOF\n"
              "COPY <<-\"A\" <<B /x/\n\ta\n\tA\nb\nB\nONBUILD RUN case $x in a|b) c;; esac\nCMD [\"a\"]\n"
              "HEALTHCHECK --interval=5s CMD curl x\nLABEL a b\nENV P=${A%b} Q=${A/b/c} R=${A:+`d`}\n");
    const char* const steps[] = {
        "/bin/sh -c #(nop) ADD file:1f2e in / ",
        "RUN |2 A=a b B=c /bin/sh -c set -e\nmake && make install # buildkit",
        "EXPOSE map[80/tcp:{}]",
        "HEALTHCHECK &{[\"CMD-SHELL\" \"curl x\"] \"30s\" \"5s\" \"0s\" \"0s\" '\\x03'}",
        "/bin/sh -c #(nop)  CMD [\"bash\" \"-c\"]",
        "debuerreotype 0.15",
        "ENV A=b c"};
    std::string history;
    for (const char* step : steps) history.append(step).append("\x01");
    seeds.add("dockerfile", history);
    seeds.add("dockerfile", "host:5000/a/b_c:1@sha256:" + std::string(64, 'a'));
}

void add_projects(Seeds& seeds) {
    seeds.add(
        "projects",
        R"({"repository": "a/MLServer", "description": "A tool for point clouds", "topics": ["x"],)"
        R"( "language": "C++", "readme": "A server that serves models in production", "files": [)"
        R"({"path": "d/Dockerfile", "content": "FROM a:b AS c\nRUN python -m pip install x\nEXPOSE 80\n"},)"
        R"({"path": "docker-compose.yml", "content": "services:\n  db:\n    image: x:1\n"}]})");
    seeds.add("projects",
              R"({"rules": [{"id": "r", "category": {"A": 1}, "text": ["tools"], "match": ["cmd:*t*"]}],)"
              R"( "joined": ["point cloud"], "roles": ["tool"], "category": {"labels": ["A", "B"],)"
              R"( "bias": [0, 1], "rules": {"r": [1, 2]}, "features": {"lang:c++": [1, 0]}},)"
              R"( "purposes": [{"label": "P", "rules": {"r": 3}, "threshold": 0.1}]})");
    const std::string dockerfile = "FROM a:1\nEXPOSE 80\n";
    const std::string tar =
        Tar()
            .file("a-main/Dockerfile", dockerfile)
            .file("a-main/README.md", "# A\n\nA tool.\n")
            .file("a-main/.git/config", "[remote \"origin\"]\n\turl = https://b.org/c/d.git\n")
            .finish();
    seeds.add("projects", tar);
    seeds.add("projects", gzip(tar));
    seeds.add("projects",
              Zip().file("a-main/Dockerfile", dockerfile).file("a-main/b.txt", "b", false).finish());
    seeds.add("projects", "services:\n  a:\n    image: 'b/c:d'\n    ports:\n      - 80:80\nvolumes:\n");
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        std::fputs("usage: fuzz_seeds FOLDER [ARCHIVE...]\n", stderr);
        return 2;
    }
    Seeds seeds(arguments[1]);
    using bytes::Compression;
    const std::string layer = every_entry().finish();
    const std::string above = Tar().whiteout("d/a").file("etc/motd", "Ahoy\n").finish();
    for (const auto how :
         {Compression::none, Compression::gzip, Compression::zstd, Compression::xz, Compression::bzip2}) {
        seeds.add("layer", compressed(layer, how));
        ImageParts parts;
        parts.layers = {layer, above};
        parts.compression = how;
        for (const std::string& archive :
             {docker_legacy(parts), docker_skopeo(parts), docker_25(parts), oci(parts)})
            seeds.add_archive(archive);
        seeds.add("archive", compressed(docker_25(parts), how));
    }
    seeds.add("layer", gzip(layer) + gzip(above));
    seeds.add("layer", zstd_skippable("skipped") + zstd(layer));
    add_databases(seeds);
    add_documents(seeds);
    add_dockerfiles(seeds);
    add_projects(seeds);
    add_study(seeds);
    for (int argument = 2; argument < count; ++argument) {
        std::ifstream file(arguments[argument], std::ios::binary);
        const std::string archive{std::istreambuf_iterator<char>(file), {}};
        if (archive.size() <= 1'000'000) seeds.add_archive(archive);
    }
}
