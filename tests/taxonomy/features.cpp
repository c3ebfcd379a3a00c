#include "core/taxonomy/features.h"

#include <catch2/catch_test_macros.hpp>

#include "core/limits.h"
#include "core/taxonomy/knowledge.h"
#include "core/taxonomy/words.h"

using namespace plimsoll::taxonomy;

namespace {

Vocabulary vocabulary() { return {{{"point", "cloud"}}, {"framework", "tool"}}; }

Features seen(const Project& project) { return extract(project, vocabulary()); }

Project with_file(const std::string& path, const std::string& content) {
    Project project;
    project.repository = "owner/name";
    project.files.push_back({path, content});
    return project;
}

const Feature* find(const Features& features, const std::string& name) {
    for (const Feature& feature : features.all())
        if (feature.name == name) return &feature;
    return nullptr;
}

}  // namespace

TEST_CASE("Words are in the singular, names are split where their case changes") {
    CHECK(split_words("Deep-learning, in C++ & R!") ==
          std::vector<std::string>{"deep", "learning", "in", "c++", "r"});
    CHECK(split_name("MLFlowServer2Go") == std::vector<std::string>{"ml", "flow", "server2", "go"});
    CHECK(singular("libraries") == "library");
    CHECK(singular("classes") == "class");
    CHECK(singular("mlops") == "mlops");
    CHECK(singular("kubernetes") == "kubernete");
    CHECK(singular("pass") == "pass");
    CHECK(shortened("a  b\n c", 100) == "a b c");
    CHECK(shortened("\xc3\xa4\xc3\xa4\xc3\xa4", 3) == "\xc3\xa4...");
}

TEST_CASE("A description tells words, phrases and what a project says that it is") {
    Project project;
    project.repository = "acme/PointNet";
    project.description = "A fast framework for point clouds. Tools!";
    project.topics = {"Deep-Learning"};
    project.language = "C++";
    const Features features = seen(project);
    CHECK(features.count("name:point") == 1);
    CHECK(features.count("text:point cloud") == 1);
    CHECK(features.count("text:cloud") == 0);  // which would be another cloud
    CHECK(features.count("text:fast framework") == 1);
    CHECK(features.count("text:fast framework for point cloud") == 1);
    CHECK(features.count("role:framework") == 1);
    CHECK(features.count("role1:framework") == 1);
    CHECK(features.count("role:tool") == 1);
    CHECK(features.count("role1:tool") == 0);
    CHECK(features.count("topic:deep-learning") == 1);
    CHECK(features.count("lang:c++") == 1);
    CHECK(find(features, "text:fast")->first.name == std::string("description"));
}

TEST_CASE("A README speaks where a description is missing") {
    Project project;
    project.repository = "name";
    project.readme = "# Name\n[![badge](x)](y)\n\nA tool that serves models in production.\nMore\n";
    CHECK(seen(project).count("text:serve model") == 1);
    project.description = "Something else";
    CHECK(seen(project).count("text:serve model") == 0);
}

TEST_CASE("A Dockerfile tells its instructions, commands, packages and images, and where") {
    const Features features =
        seen(with_file("docker/GPU.Dockerfile",
                       "# Runs the tests\n"
                       "FROM docker.io/nvidia/cuda:11.4-cudnn8-devel AS build\n"
                       "ENV A=1 B=2\n"
                       "RUN apt-get update && \\\n"
                       "    apt-get install -y --no-install-recommends cmake=3.1 git\n"
                       "RUN python3 -m pip install 'torch>=1.9' && curl -O https://x.org/y.tgz\n"
                       "FROM build\n"
                       "COPY --chown=me tests /tests\n"
                       "EXPOSE 8888/tcp 80\n"
                       "USER me:us\n"
                       "VOLUME [\"/data\"]\n"
                       "ENTRYPOINT [\"/usr/bin/tini\", \"--\"]\n"
                       "CMD bash\n"));
    for (const char* name : {"kind:dockerfile",
                             "path:docker",
                             "path:gpu",
                             "comment:test",
                             "baseimg:cuda",
                             "tag:cudnn",
                             "stage:build",
                             "instr:run",
                             "env:a",
                             "env:b",
                             "cmd:apt-get install",
                             "pkg:cmake",
                             "pkg:git",
                             "pkg:torch",
                             "cmd:pip install",
                             "host:x.org",
                             "copy:tests",
                             "copy:chown",
                             "port:8888",
                             "port:80",
                             "user:me",
                             "volume:data",
                             "start0:tini",
                             "start:shell",
                             "n:dockerfiles>=1"}) {
        INFO(name);
        CHECK(features.count(name) > 0);
    }
    CHECK(features.count("baseimg:build") == 0);  // a stage is no image
    CHECK(features.sizes.instructions == 11);
    CHECK(features.sizes.comments == 1);
    const Feature* cmake = find(features, "pkg:cmake");
    REQUIRE(cmake);
    CHECK(cmake->first.line == 5);
    CHECK(cmake->first.what == "apt-get install -y --no-install-recommends cmake=3.1 git");
    CHECK(find(features, "path:gpu")->first.line == 0);
}

TEST_CASE("Compose files tell services, their images and keys") {
    const Features features = seen(with_file("deploy/docker-compose.dev.yml",
                                             "version: '3'\n"
                                             "services:\n"
                                             "  Worker:\n"
                                             "    image: \"redis:6\"\n"
                                             "    depends_on:\n"
                                             "      - db\n"
                                             "  db:\n"
                                             "    build: .\n"
                                             "volumes:\n"
                                             "  data:\n"));
    CHECK(features.sizes.composes == 1);
    CHECK(features.count("service:worker") == 1);
    CHECK(features.count("service:db") == 1);
    CHECK(features.count("service:data") == 0);
    CHECK(features.count("image:redis") == 1);
    CHECK(features.count("key:depends_on") == 1);
    CHECK(features.count("n:services>=2") == 1);
    CHECK(find(features, "service:worker")->first.line == 3);
}

TEST_CASE("Files that are no Dockerfiles are passed over") {
    CHECK(seen(with_file("ace/mode-dockerfile.js", "define(function() {})\nRUN\n")).sizes.dockerfiles == 0);
    CHECK(seen(with_file("Dockerfile", "nothing here\n")).sizes.dockerfiles == 0);
    CHECK(seen(with_file("Dockerfile", "")).sizes.dockerfiles == 0);
}

TEST_CASE("An image tells packages, its start, ports and history") {
    Project project;
    project.repository = "image";
    project.image.packages = {"Jupyter"};
    project.image.ports = {"8888/tcp"};
    project.image.environment = {"PATH=/bin", "MODEL_DIR=/models"};
    project.image.entrypoint = {"/usr/bin/jupyter", "notebook"};
    project.image.history = {"/bin/sh -c useradd me", "/bin/sh -c #(nop) COPY dir:1 in /models "};
    const Features features = seen(project);
    for (const char* name : {"pkg:jupyter", "port:8888", "instr:expose", "env:model_dir", "start0:jupyter",
                             "start:notebook", "cmd:useradd", "copy:models"}) {
        INFO(name);
        CHECK(features.count(name) > 0);
    }
    CHECK(features.count("env:path") == 0);
}

TEST_CASE("A project without end stops at the limit and says so") {
    std::string text = "FROM a\n";
    for (size_t i = 0; i < plimsoll::limits::project_features + 10; ++i)
        text += "ENV A" + std::to_string(i) + "=1\n";
    const Features features = seen(with_file("Dockerfile", text));
    CHECK(features.full());
    CHECK(features.all().size() == plimsoll::limits::project_features);
}

TEST_CASE("Stars stand for any text") {
    CHECK(Patterns::fits("", ""));
    CHECK(Patterns::fits("*", ""));
    CHECK(Patterns::fits("train*", "trainer"));
    CHECK(Patterns::fits("*test*", "mytests"));
    CHECK(Patterns::fits("a*b*c", "aXbbYc"));
    CHECK_FALSE(Patterns::fits("a*b", "abc"));
    CHECK_FALSE(Patterns::fits("train", "trainer"));
    CHECK(Patterns::fits("*a*a*a*b", std::string(50, 'a') + "b"));
}
