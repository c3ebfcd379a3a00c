#include "web/page/load_kind.h"

#include <catch2/catch_test_macros.hpp>

using namespace plimsoll;
using packages::Ecosystem;
using packages::Role;
using web::Kind;

namespace {

Kind kind(Ecosystem ecosystem, const char* name, Role role = Role::none) {
    packages::Package package;
    package.ecosystem = ecosystem;
    package.role = role;
    package.name = name;
    return web::kind_of(package);
}

}  // namespace

TEST_CASE("Model weights are model weights whatever put them there") {
    CHECK(kind(Ecosystem::files, "/opt/models", Role::model_weights) == Kind::model_weights);
    CHECK(kind(Ecosystem::python, "weights-in-a-wheel", Role::model_weights) == Kind::model_weights);
}

TEST_CASE("What Python has, and what machine learning needs, is one kind") {
    CHECK(kind(Ecosystem::python, "torch", Role::ml_framework) == Kind::python_and_ml);
    CHECK(kind(Ecosystem::python, "requests") == Kind::python_and_ml);
    CHECK(kind(Ecosystem::conda, "mkl") == Kind::python_and_ml);
    CHECK(kind(Ecosystem::dpkg, "libcudnn8", Role::accelerator) == Kind::python_and_ml);
    CHECK(kind(Ecosystem::files, "/usr/local/cuda", Role::accelerator) == Kind::python_and_ml);
    CHECK(kind(Ecosystem::dpkg, "python3-numpy") == Kind::python_and_ml);
    CHECK(kind(Ecosystem::dpkg, "libpython3.11-stdlib") == Kind::python_and_ml);
    CHECK(kind(Ecosystem::apk, "py3-pip") == Kind::python_and_ml);
}

TEST_CASE(
    "A distribution's compilers and headers are build tools, and the rest of it is the operating system") {
    for (const char* name :
         {"gcc-12", "g++-12", "cpp-12", "cmake", "cmake-data", "git", "make", "libllvm14", "libc6-dev",
          "libc6-dev:i386", "libpython3.11-dev", "linux-headers-amd64", "build-essential"})
        CHECK(kind(Ecosystem::dpkg, name) == Kind::build_tools);
    for (const char* name :
         {"bash", "libc6", "libc6:i386", "libgcc-s1", "gcc-12-base", "perl-base", "coreutils", "makedev"})
        CHECK(kind(Ecosystem::dpkg, name) == Kind::operating_system);
}

TEST_CASE("Node.js is npm's packages, and the distribution's of its name") {
    CHECK(kind(Ecosystem::npm, "left-pad") == Kind::nodejs);
    CHECK(kind(Ecosystem::dpkg, "nodejs") == Kind::nodejs);
    CHECK(kind(Ecosystem::dpkg, "node-semver") == Kind::nodejs);
    CHECK(kind(Ecosystem::dpkg, "libnode108") == Kind::nodejs);
}

TEST_CASE("What no package claims, and languages without a colour of their own, are other") {
    CHECK(kind(Ecosystem::files, "/usr") == Kind::other);
    CHECK(kind(Ecosystem::r, "ggplot2") == Kind::other);
    CHECK(kind(Ecosystem::julia, "Flux") == Kind::other);
}

TEST_CASE("The load is the sum of each kind, heaviest first") {
    std::vector<packages::Package> all(4);
    all[0].ecosystem = all[1].ecosystem = packages::Ecosystem::npm;
    all[0].bytes = 300;
    all[1].bytes = 500;
    all[2].role = packages::Role::model_weights;
    all[2].bytes = 700;
    const auto load = packages::load_of(all);
    REQUIRE(load.size() == 2);
    CHECK(load[0].kind == web::Kind::nodejs);
    CHECK(load[0].bytes == 800);
    CHECK(load[1].kind == web::Kind::model_weights);
    CHECK(load[1].bytes == 700);
    CHECK(packages::load_of({}).empty());
}
