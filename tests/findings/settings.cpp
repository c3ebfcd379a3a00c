// Findings about the configuration, the history and the modes of files.
#include "tests/support/findings_of.h"

using namespace plimsoll;
using namespace plimsoll::test;
using findings::Severity;

namespace {

ImageToJudge with_user(const std::string& user) {
    ImageToJudge image;
    image.image.config.user = user;
    return std::move(image.layer(Tar().file("opt/a", 10), "COPY a /opt"));
}

ImageToJudge with_base(const std::string& reference) {
    ImageToJudge image;
    image.image.config.labels["org.opencontainers.image.base.name"] = reference;
    return std::move(image.layer(Tar().file("opt/a", 10), "COPY a /opt"));
}

Tar with_mode(const std::string& path, uint32_t mode, char type = '0') {
    TarHeader header;
    header.path = path;
    header.mode = mode;
    header.type = type;
    return Tar().entry(header);
}

}  // namespace

TEST_CASE("A file with two sizes is told, with the layer that ships it") {
    TarHeader header;
    header.path = "opt/model.bin";
    const auto found =
        ImageToJudge()
            .layer(Tar().file("a", 1), "COPY a /")
            .layer(Tar().pax({{"size", "512"}}).raw(header_block(header) + std::string(512, 'x')), "COPY b /")
            .one("size-desync");
    CHECK(found.severity == Severity::serious);
    CHECK(found.evidence == Evidence{"/opt/model.bin"});
    CHECK(found.layer == 1u);
    CHECK_FALSE(with_user("").has("size-desync"));
}

TEST_CASE("Root is told as the user that runs the program") {
    CHECK(with_user("").one("root-user").evidence == Evidence{"USER is not set"});
    CHECK(with_user("0:0").one("root-user").evidence == Evidence{"USER 0:0"});
    CHECK(with_user("root").one("root-user").severity == Severity::warning);
    for (const char* user : {"1000", "app", "app:root", "10"}) CHECK_FALSE(with_user(user).has("root-user"));
    auto windows = with_user("");
    windows.image.config.platform.os = "windows";
    CHECK_FALSE(windows.has("root-user"));
    auto unknown = with_user("");
    unknown.image.config_digest.clear();
    CHECK_FALSE(unknown.has("root-user"));
}

TEST_CASE("A base image without a digest is told, where the image says what it was") {
    CHECK(with_base("docker.io/library/python:3.11").one("unpinned-base").severity == Severity::note);
    for (const char* reference : {"python", "python:latest", "localhost:5000/python"}) {
        CAPTURE(reference);
        const auto found = with_base(reference).one("unpinned-base");
        CHECK(found.severity == Severity::warning);
        CHECK(found.evidence ==
              Evidence{"LABEL org.opencontainers.image.base.name=" + std::string(reference)});
    }
    for (const char* reference : {"python@sha256:0123", "python:3.11@sha256:0123", "scratch", ""})
        CHECK_FALSE(with_base(reference).has("unpinned-base"));
    CHECK_FALSE(with_user("").has("unpinned-base"));
    auto history = with_user("");
    history.step("FROM python:3 AS build");
    CHECK(history.one("unpinned-base").evidence == Evidence{"FROM python:3"});
}

TEST_CASE("Recommended packages are told where apt installs them") {
    const auto installs = [](const std::string& command) {
        ImageToJudge image;
        image.layer(Tar().file("opt/a", 10), "RUN /bin/sh -c " + command + " # buildkit");
        return image.has("recommended-packages");
    };
    CHECK(installs("apt-get update && apt-get install -y gcc"));
    CHECK(installs("DEBIAN_FRONTEND=noninteractive apt-get -qq install gcc"));
    CHECK_FALSE(installs("apt-get install -y --no-install-recommends gcc"));
    CHECK_FALSE(installs("apt-get install -o APT::Install-Recommends=false gcc"));
    CHECK_FALSE(installs("apt-get update"));
    CHECK_FALSE(installs("echo \"apt-get install gcc\""));
    CHECK(installs("apt-get install -y --no-install-recommends gcc; apt-get install -y make"));
}

TEST_CASE("Programs with set-user-id are told where no distribution is known to install them") {
    ImageToJudge image;
    image.layer(with_mode("opt/tool", 04755)
                    .raw(with_mode("usr/bin/su", 04755).bytes())
                    .raw(with_mode("opt/other", 0755).bytes()),
                "COPY x /");
    CHECK(image.one("set-user-files").evidence == Evidence{"/opt/tool"});
    image.package(packages::Ecosystem::dpkg, "tool", "/opt");
    CHECK_FALSE(image.has("set-user-files"));
}

TEST_CASE("What every user may change is noted, but for /tmp and sticky folders") {
    ImageToJudge image;
    image.layer(with_mode("app/a", 0666)
                    .raw(with_mode("app/d", 0777, '5').bytes())
                    .raw(with_mode("app/e", 01777, '5').bytes())
                    .raw(with_mode("tmp/f", 0777).bytes())
                    .raw(with_mode("app/g", 0775).bytes())
                    .symlink("app/l", "a"),
                "COPY x /");
    CHECK(image.one("world-writable-files").evidence == Evidence{"/app/a", "/app/d"});
}
