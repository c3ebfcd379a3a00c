#include "core/findings/secret_names.h"
#include "tests/support/findings_of.h"

using namespace plimsoll;
using namespace plimsoll::test;
using findings::Severity;

TEST_CASE("Files whose names say that they hold secrets are serious") {
    for (const char* path : {"root/.ssh/id_rsa",
                             "app/deploy/id_ed25519",
                             "root/.ssh/work",
                             "app/server.key",
                             "app/tls/privkey.pem",
                             "app/server-key.pem",
                             "app/.env",
                             "app/.env.production",
                             "root/.aws/credentials",
                             "root/.netrc",
                             "root/.npmrc",
                             "root/.pypirc",
                             "root/.docker/config.json",
                             "root/.kube/config",
                             "app/kubeconfig",
                             "app/vault.kdbx",
                             "app/store.p12",
                             "root/.git-credentials",
                             "root/.cache/huggingface/token",
                             "root/.kaggle/kaggle.json",
                             "etc/ssh/ssh_host_rsa_key",
                             "root/.config/gcloud/credentials.db",
                             "app/service-account.json"}) {
        CAPTURE(path);
        ImageToJudge image;
        image.layer(Tar().file(path, 100), "COPY . /");
        const auto found = image.one("secret-files");
        CHECK(found.severity == Severity::serious);
        CHECK(found.bytes == 0);
        CHECK(found.evidence == Evidence{"/" + std::string(path)});
    }
}

TEST_CASE("Certificates, public keys, templates and tools' settings hold no secret") {
    ImageToJudge image;
    Tar tar;
    for (const char* path : {"etc/ssl/certs/server.key",
                             "etc/ssl/certs/ca-key.pem",
                             "app/cert.pem",
                             "app/ca.pem",
                             "app/fullchain.pem",
                             "app/public-key.pem",
                             "app/id_rsa.pub",
                             "root/.ssh/known_hosts",
                             "root/.ssh/authorized_keys",
                             "root/.ssh/config",
                             "app/.env.example",
                             "app/.env.local.template",
                             "app/env",
                             "app/config.json",
                             "app/credentials",
                             "app/node_modules/x/.npmrc",
                             "usr/lib/node_modules/npm/.npmrc",
                             "usr/lib/python3/dist-packages/certifi/cacert.pem",
                             "usr/share/keyrings/a.key",
                             "etc/apt/trusted.gpg.d/a.key",
                             "app/token",
                             "app/keyboard.py",
                             "usr/lib/python3/dist-packages/x/secrets.json"})
        tar.file(path, 100);
    tar.file("app/empty.key", "")
        .file("app/slides.key", 100'000)
        .directory("app/x.pem")
        .symlink("app/y.key", "z");
    image.layer(tar, "COPY . /");
    CAPTURE(image.ids());
    CHECK_FALSE(image.has("secret-files"));
    CHECK_FALSE(image.has("deleted-secret-files"));
    CHECK_FALSE(image.has("sample-keys"));
}

TEST_CASE("A secret that a later layer deletes is told as one that is still there") {
    ImageToJudge image;
    image.layer(Tar().file("root/.ssh/id_rsa", 100).file("app/.env", 50), "COPY id_rsa /root/.ssh/");
    image.layer(Tar().whiteout("root/.ssh").file("app/.env", 60),
                "RUN /bin/sh -c git clone x && rm -rf /root/.ssh");
    const auto found = image.one("deleted-secret-files");
    CHECK(found.severity == Severity::serious);
    CHECK(found.layer == 0u);
    CHECK(found.evidence == Evidence{"/root/.ssh/id_rsa"});
    CHECK(image.one("secret-files").evidence == Evidence{"/app/.env"});
}

TEST_CASE("Keys among tests and in packages are a note") {
    ImageToJudge image;
    image.layer(Tar()
                    .file("app/tests/server.key", 100)
                    .file("usr/lib/python3/dist-packages/tornado/test/test.key", 90)
                    .file("etc/ssl/private/snake.key", 80),
                "COPY . /");
    image.package(packages::Ecosystem::dpkg, "ssl-cert", "/etc/ssl/private");
    const auto found = image.one("sample-keys");
    CHECK(found.severity == Severity::note);
    CHECK(found.evidence_count == 3);
    CHECK_FALSE(image.has("secret-files"));
}

TEST_CASE("Settings that hold secrets are told by name, never by value") {
    ImageToJudge image;
    image.image.config.env = {"OPENAI_API_KEY=sk-abcdef123456", "PATH=/bin",
                              "GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D",
                              "TOKENIZERS_PARALLELISM=false", "DB_URL=postgres://me:hunter22@db/x"};
    image.image.config.labels = {{"app.password", "hunter22"}, {"maintainer", "me"}};
    image.layer(Tar().file("opt/a", 10),
                "RUN |2 HF_TOKEN=hf_abcdefgh VERSION=1 /bin/sh -c pip install x # buildkit");
    image.layer(Tar().file("opt/b", 10),
                "RUN /bin/sh -c export GH_TOKEN=ghp_hunter22 && git clone https://me:hunter22@example.org/x "
                "# buildkit");
    image.step("/bin/sh -c #(nop)  ENV OPENAI_API_KEY=sk-abcdef123456");
    image.step("ARG NPM_TOKEN=hunter22 # buildkit");
    const auto found = image.one("secret-settings");
    CHECK(found.severity == Severity::serious);
    CHECK(found.evidence == Evidence{"ARG HF_TOKEN (layer 1)", "ARG NPM_TOKEN", "ENV DB_URL",
                                     "ENV OPENAI_API_KEY", "LABEL app.password",
                                     "RUN (layer 2): a password in a URL", "RUN GH_TOKEN (layer 2)"});
    for (const auto& finding : image.findings()) {
        std::string text = finding.title + finding.advice;
        for (const std::string& evidence : finding.evidence) text += evidence;
        for (const char* value : {"hunter22", "sk-abcdef", "hf_abc", "ghp_"})
            CHECK_FALSE(contains(text, value));
    }
}

TEST_CASE("Settings about secrets, and references to them, hold none") {
    ImageToJudge image;
    image.image.config.env = {"TOKEN_FILE=/run/secrets/token",
                              "PASSWORD=",
                              "SECRET_KEY=$OTHER",
                              "MAX_TOKENS=4096",
                              "SECRET_NAME=abc",
                              "SORT_KEY=name",
                              "AUTH_TOKEN=true",
                              "KEYBOARD=us",
                              "API_KEY",
                              "PROXY=http://proxy:3128/",
                              "MAIL=https://example.org/@me:you"};
    image.layer(Tar().file("opt/a", 10),
                "RUN |1 TOKEN=${X} /bin/sh -c TOKEN=$(cat /run/secrets/t) make --token=\"$T\"");
    CHECK_FALSE(image.has("secret-settings"));
}

TEST_CASE("Names of settings are read word by word") {
    for (const char* name :
         {"API_KEY", "apiKey.secret", "AWS_SECRET_ACCESS_KEY", "db-password", "HF_TOKEN", "APIKEY"}) {
        CAPTURE(name);
        CHECK(findings::is_secret_setting(name));
    }
    for (const char* name :
         {"", "KEY", "PUBLIC_KEY", "TOKENIZER", "SECRETARY", "PASSWORD_FILE", "TOKEN_URL", "_"}) {
        CAPTURE(name);
        CHECK_FALSE(findings::is_secret_setting(name));
    }
}
