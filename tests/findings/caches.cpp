#include "tests/support/findings_of.h"

using namespace plimsoll;
using namespace plimsoll::test;
using findings::Severity;

TEST_CASE("What apt keeps is found, in the layer that ships it, deleted later or not") {
    ImageToJudge image;
    image.layer(Tar().file("usr/bin/tool", 1000), "ADD file:1 in /");
    image.layer(Tar()
                    .file("var/lib/apt/lists/a_Packages", 300)
                    .file("var/cache/apt/archives/b.deb", 100)
                    .file("var/lib/apt/extended_states", 10),
                "RUN /bin/sh -c apt-get update && apt-get install -y b # buildkit");
    const auto left = image.one("apt-cache");
    CHECK(left.bytes == 400);
    CHECK(left.layer == 1u);
    CHECK(left.evidence == Evidence{"/var/lib/apt/lists", "/var/cache/apt"});
    CHECK(left.evidence_count == 2);
    CHECK(left.title == "Package lists and downloads of apt");
    CHECK(left.advice.starts_with(
        "End the RUN of layer 2 with `rm -rf /var/lib/apt/lists/* /var/cache/apt/*`"));

    image.layer(Tar().whiteout("var/lib/apt/lists/a_Packages").whiteout("var/cache/apt/archives"),
                "RUN /bin/sh -c rm -rf /var/lib/apt/lists/* # buildkit");
    const auto deleted = image.one("apt-cache");
    CHECK(deleted.bytes == 400);
    CHECK(deleted.layer == 1u);
    CHECK(deleted.title == "Package lists and downloads of apt, cleared too late");
    CHECK_FALSE(image.has("deleted-files"));
}

TEST_CASE("Each package manager's cache is known by its place") {
    const std::pair<const char*, const char*> cases[] = {
        {"var/cache/apk/APKINDEX.tar.gz", "apk-cache"},
        {"var/cache/dnf/packages.solv", "dnf-cache"},
        {"var/cache/yum/x86_64/base.sqlite", "dnf-cache"},
        {"var/cache/pacman/pkg/a.pkg.tar.zst", "system-package-cache"},
        {"root/.cache/pip/http/a/b", "pip-cache"},
        {"home/me/.cache/pip/wheels/a.whl", "pip-cache"},
        {"opt/conda/pkgs/numpy.conda", "conda-cache"},
        {"home/me/miniconda3/pkgs/numpy/lib/a.so", "conda-cache"},
        {"root/.npm/_cacache/content/a", "npm-cache"},
        {"usr/local/share/.cache/yarn/v6/a", "yarn-cache"},
        {"root/.cache/uv/archive/a", "uv-cache"},
        {"root/.cache/pypoetry/a", "poetry-cache"},
        {"root/.cache/go-build/a", "build-cache"},
        {"root/.cargo/registry/cache/a.crate", "build-cache"},
        {"root/.cache/huggingface/hub/models--a/blobs/0123", "model-cache"},
        {"home/me/.cache/torch/hub/checkpoints/a.pth", "model-cache"},
        {"root/.cache/fontconfig/a", "user-cache"},
    };
    for (const auto& [path, id] : cases) {
        CAPTURE(path);
        const ImageToJudge image =
            std::move(ImageToJudge().layer(Tar().file(path, 100), "RUN /bin/sh -c get"));
        CHECK(image.one(id).bytes == 100);
        CHECK(image.findings().size() ==
              1 + image.all("root-user").size() + image.all("pickle-files").size());
    }
}

TEST_CASE("Places that only sound like caches are none") {
    ImageToJudge image;
    image.image.config.user = "1000";
    image.layer(Tar()
                    .file("app/cache/pip", 100)
                    .file("app/pkgs/a", 100)
                    .file("var/lib/apt/lists", 100)  // a file, not the folder
                    .file("srv/var/lib/apt/lists/a", 100)
                    .file("app/.cache/a", 100)
                    .file("data/_cacache/a", 100),
                "COPY . /app");
    CHECK(image.ids() == "");
}

TEST_CASE("A cache that is copied is cleared where it comes from") {
    ImageToJudge image;
    image.layer(Tar().file("root/.cache/pip/a", 100), "COPY /root /root # buildkit");
    CHECK(image.one("pip-cache").advice ==
          "Run `pip cache purge` where the content of layer 1 is made: the COPY of layer 1 takes over what "
          "is there.");
}

TEST_CASE("A cache whose files are linked to from elsewhere saves nothing") {
    ImageToJudge image;
    image.layer(Tar()
                    .file("opt/conda/pkgs/a/lib/liba.so", 100)
                    .hardlink("opt/conda/lib/liba.so", "opt/conda/pkgs/a/lib/liba.so")
                    .file("opt/conda/pkgs/b/lib/libb.so", 70),
                "RUN /bin/sh -c conda install a");
    CHECK(image.one("conda-cache").bytes == 70);
}

TEST_CASE("A little cache in a large image is not worth a line, and stays free for other findings") {
    ImageToJudge image;
    image.layer(Tar().file("usr/lib/a", 100'000).file("var/lib/apt/lists/a", 99),
                "RUN /bin/sh -c apt-get update");
    CHECK_FALSE(image.has("apt-cache"));
    image.layer(Tar().whiteout("var/lib/apt").whiteout("usr/lib/a"),
                "RUN /bin/sh -c rm -rf /var/lib/apt /usr/lib/a");
    CHECK(image.one("deleted-files").bytes == 100'099);
}

TEST_CASE("Models in a hub's cache are a warning at most, and those that are gone are not told as such") {
    ImageToJudge image;
    image.layer(scan_of({{"root/.cache/huggingface/hub/models--a/blobs/0123", 60'000'000}}),
                "RUN /bin/sh -c huggingface-cli download a");
    CHECK(image.one("model-cache").severity == Severity::warning);
    image.layer(Tar().whiteout("root/.cache"), "RUN /bin/sh -c rm -rf /root/.cache");
    CHECK_FALSE(image.has("model-cache"));
    CHECK(image.one("deleted-files").severity == Severity::serious);
}
