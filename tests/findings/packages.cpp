// Findings about what package managers install: tools, headers, tests, bytecode, copies of CUDA and of frameworks.
#include "tests/support/findings_of.h"

using namespace plimsoll;
using namespace plimsoll::test;
using findings::Severity;
using packages::Ecosystem;

namespace {

ImageToJudge of(const Tar& tar, const std::string& created_by = "RUN /bin/sh -c install") {
    ImageToJudge image;
    image.image.config.user = "1000";
    image.layer(tar, created_by);
    return image;
}

}  // namespace

TEST_CASE("Build tools are told by their packages") {
    auto image = of(Tar()
                        .file("usr/bin/gcc-12", 500)
                        .file("usr/include/zlib.h", 100)
                        .file("usr/share/doc/gcc-12-base/README", 1)
                        .file("usr/bin/python3.11", 700));
    image.package(Ecosystem::dpkg, "gcc-12", "/usr/bin/gcc")
        .package(Ecosystem::dpkg, "zlib1g-dev:i386", "/usr/include/zlib")
        .package(Ecosystem::dpkg, "gcc-12-base", "/usr/share/doc/gcc-12-base")
        .package(Ecosystem::dpkg, "python3.11", "/usr/bin/python");
    image.packages.packages[0].version = "12.2.0-14";
    const std::string manager(packages::name_of(Ecosystem::dpkg));
    const auto found = image.one("build-tools");
    CHECK(found.bytes == 600);
    CHECK(found.evidence ==
          Evidence{"gcc-12 12.2.0-14 (" + manager + ")", "zlib1g-dev:i386 (" + manager + ")"});
    CHECK(contains(found.advice, "purge them at the end of the RUN of layer 1"));
    CHECK_FALSE(image.has("headers"));
}

TEST_CASE("Build tools that a RUN does not name come as dependencies") {
    const auto advice = [](const std::string& created_by) {
        auto image = of(Tar().file("usr/bin/gcc-12", 500), created_by);
        return image.package(Ecosystem::dpkg, "gcc-12", "/usr").one("build-tools").advice;
    };
    CHECK(contains(advice("RUN /bin/sh -c apt-get install -y python3-scipy"),
                   "as dependencies of what the RUN of layer 1"));
    CHECK(contains(advice("RUN /bin/sh -c apt-get install -y gcc-12=12.2.0"), "purge them"));
    CHECK(contains(advice("RUN /bin/sh -c apt-get install -y build-essential"), "purge them"));
    CHECK(contains(advice("RUN /bin/sh -c make"), "purge them"));
    CHECK(contains(advice("ADD file:1 in /"), "purge them"));
}

TEST_CASE("Packages that only sound like build tools are none") {
    for (const char* name :
         {"libgcc-s1", "gcc-12-base", "make-up", "udev", "python3", "libstdc++6", "gitlab", "cppzmq"}) {
        CAPTURE(name);
        auto image = of(Tar().file("usr/lib/a", 500));
        CHECK_FALSE(image.package(Ecosystem::dpkg, name, "/usr").has("build-tools"));
    }
    auto npm = of(Tar().file("app/node_modules/make/a", 500));
    CHECK_FALSE(npm.package(Ecosystem::npm, "make", "/app").has("build-tools"));
    auto python = of(Tar().file("usr/lib/python3/dist-packages/a", 500));
    CHECK_FALSE(python.package(Ecosystem::python, "make", "/usr").has("build-tools"));
    CHECK(python.package(Ecosystem::python, "ninja", "/usr").has("build-tools"));
}

TEST_CASE("Build tools that no package claims are told by their files") {
    const auto image = of(Tar()
                              .file("usr/lib/gcc/x86_64-linux-gnu/12/cc1", 500)
                              .file("usr/local/bin/cmake", 300)
                              .file("usr/local/cuda-12.1/bin/nvcc", 200)
                              .file("opt/venv/lib/python3.11/site-packages/triton/bin/ptxas", 100)
                              .file("usr/local/bin/serve", 100));
    CHECK(image.one("build-tools").evidence == Evidence{"/usr/lib/gcc/x86_64-linux-gnu/12/cc1",
                                                        "/usr/local/bin/cmake",
                                                        "/usr/local/cuda-12.1/bin/nvcc"});
}

TEST_CASE("Static libraries and headers are told apart from the tools") {
    const auto image = of(Tar()
                              .file("usr/local/cuda-12.1/lib64/libcublas_static.a", 500)
                              .file("opt/a", 100)
                              .file("opt/stories.a", 100)
                              .file("opt/x/include/torch/torch.h", 300)
                              .file("opt/x/include/README", 40)
                              .file("opt/x/a.h", 30));
    CHECK(image.one("static-libraries").evidence ==
          Evidence{"/usr/local/cuda-12.1/lib64/libcublas_static.a"});
    const auto headers = image.one("headers");
    CHECK(headers.bytes == 300);
    CHECK(headers.evidence == Evidence{"/opt/x/include"});
    CHECK(headers.severity == Severity::note);
}

TEST_CASE("Tests of installed Python packages are told, and those of the application are not") {
    const auto image = of(Tar()
                              .file("usr/lib/python3/dist-packages/numpy/core/tests/test_a.py", 500)
                              .file("usr/local/lib/python3.11/test/test_b.py", 300)
                              .file("usr/lib/python3/dist-packages/numpy/testing/a.py", 100)
                              .file("app/tests/test_c.py", 300)
                              .file("usr/lib/test/d.py", 300));
    const auto found = image.one("python-tests");
    CHECK(found.bytes == 800);
    CHECK(found.evidence ==
          Evidence{"/usr/lib/python3/dist-packages/numpy/core/tests", "/usr/local/lib/python3.11/test"});
}

TEST_CASE("Compiled Python is a note, and its advice knows that pip compiles whatever the environment says") {
    auto image = of(Tar().file("opt/a/__pycache__/m.cpython-311.pyc", 500).file("opt/a/m.py", 500));
    CHECK(image.one("python-bytecode").bytes == 500);
    CHECK_FALSE(contains(image.one("python-bytecode").advice, "PYTHONDONTWRITEBYTECODE"));
    image.image.config.env = {"PYTHONDONTWRITEBYTECODE=1"};
    CHECK(contains(image.one("python-bytecode").advice,
                   "PYTHONDONTWRITEBYTECODE, which is set, does not keep pip"));
    CHECK_FALSE(of(Tar().file("opt/a/m.pyc", 500)).has("python-bytecode"));
}

TEST_CASE("Bytecode that the image's Python never reads is told apart") {
    const Tar tar = Tar()
                        .file("opt/a/__pycache__/m.cpython-311.opt-2.pyc", 400)
                        .file("opt/site-packages/a/tests/__pycache__/m.cpython-311.opt-2.pyc", 100)
                        .file("opt/a/m.opt-2.pyc", 1)
                        .file("opt/a/__pycache__/m.cpython-311.pyc", 600);
    auto image = of(tar);
    CHECK(image.one("unused-bytecode").bytes == 500);
    CHECK(image.one("python-bytecode").bytes == 600);
    for (const char* level : {"PYTHONOPTIMIZE=1", "PYTHONOPTIMIZE=yes", "PYTHONOPTIMIZE=0"}) {
        image.image.config.env = {level};
        CHECK(image.has("unused-bytecode"));
    }
    image.image.config.env = {"PYTHONOPTIMIZE=2"};
    CHECK_FALSE(image.has("unused-bytecode"));
    image = of(tar);
    image.image.config.cmd = {"python3", "-OO", "app.py"};
    CHECK_FALSE(image.has("unused-bytecode"));
}

TEST_CASE("Two CUDA runtimes are told with the bytes of the lighter one") {
    auto image =
        of(Tar()
               .file("usr/local/cuda-11.8/targets/x86_64-linux/lib/libcudart.so.11.8.89", 100)
               .file("usr/local/cuda-11.8/targets/x86_64-linux/lib/libcublas.so.11", 400)
               .file("opt/venv/lib/python3.11/site-packages/nvidia/cuda_runtime/lib/libcudart.so.12", 110)
               .file("opt/venv/lib/python3.11/site-packages/nvidia/cudnn/lib/libcudnn.so.8", 700)
               .file("usr/lib/x86_64-linux-gnu/libnccl.so.2", 50));
    const auto found = image.one("cuda-copies");
    CHECK(found.bytes == 500);
    CHECK(found.layer == 0u);
    CHECK(found.severity == Severity::warning);
    CHECK(found.evidence ==
          Evidence{"/opt/venv/lib/python3.11/site-packages/nvidia/cuda_runtime/lib/libcudart.so.12",
                   "/usr/local/cuda-11.8/targets/x86_64-linux/lib/libcudart.so.11.8.89"});
}

TEST_CASE("Two versions in one Python environment are two runtimes, and two files of one version are not") {
    const std::string packages = "opt/venv/lib/python3.11/site-packages/";
    CHECK(of(Tar()
                 .file(packages + "nvidia/cuda_runtime/lib/libcudart.so.12", 110)
                 .file(packages + "torch/lib/libcudart-9335f6a2.so.11.0", 90))
              .one("cuda-copies")
              .bytes == 90);
    CHECK_FALSE(of(Tar()
                       .file(packages + "nvidia/cuda_runtime/lib/libcudart.so.12", 110)
                       .file(packages + "torch/lib/libcudart-9335f6a2.so.12", 90)
                       .file("usr/local/cuda-12.1/lib64/libcudart_static.a", 50)
                       .symlink("usr/local/cuda-12.1/lib64/libcudart.so.12", "libcudart.so.12.1"))
                    .has("cuda-copies"));
}

TEST_CASE("Two copies of a framework are told with all that the lighter package has") {
    const Tar tar = Tar()
                        .file("usr/lib/x86_64-linux-gnu/libtorch_cpu.so.2.0", 300)
                        .file("usr/lib/x86_64-linux-gnu/libtorch.so.2.0", 5)
                        .file("opt/venv/lib/python3.11/site-packages/torch/lib/libtorch_cpu.so", 400)
                        .file("opt/venv/lib/python3.11/site-packages/torch/nn.py", 20);
    auto image = of(tar);
    CHECK(image.one("torch-copies").bytes == 300);
    image.package(Ecosystem::dpkg, "libtorch2.0", "/usr").package(Ecosystem::python, "torch", "/opt");
    const auto found = image.one("torch-copies");
    CHECK(found.bytes == 305);
    CHECK(found.title == "More than one copy of PyTorch");
    CHECK(found.evidence == Evidence{"/opt/venv/lib/python3.11/site-packages/torch/lib/libtorch_cpu.so",
                                     "/usr/lib/x86_64-linux-gnu/libtorch_cpu.so.2.0"});
    CHECK_FALSE(of(Tar().file("a/torch/lib/libtorch_cpu.so", 400).file("a/torch/lib/libtorch_cuda.so", 400))
                    .has("torch-copies"));
}
