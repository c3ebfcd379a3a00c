// What no package claims, and what is known of it by name.
#include "core/packages/file_roles.h"
#include "core/packages/roles.h"
#include "tests/support/weighed.h"

using namespace plimsoll;
using namespace plimsoll::test;
using packages::Ecosystem;
using packages::Role;

TEST_CASE("What nobody claims is grouped by top directory, and files in the root by themselves") {
    const Weighed image{
        Tar().file("usr/a/b/c", 10).file("usr/d", 20).file("etc/e", 5).file("top", 1).symlink("link", "top"),
        Tar().file("etc/f", 4)};
    CHECK(image.rows(Ecosystem::files) == Rows{"/usr: 30 bytes, 2 files, layer 0",
                                               "/etc: 9 bytes, 2 files, layer 0",
                                               "/: 1 bytes, 1 files, layer 0"});
    CHECK(Weighed{Tar().directory("empty")}.attribution.packages.empty());
}

TEST_CASE("Model weights are grouped by the directory that holds them") {
    const Weighed image{Tar()
                            .file("app/models/model.onnx", 300)
                            .file("app/models/vocab.txt", 5)
                            .file("app/models/deep/a.safetensors", 50)
                            .file("w.gguf", 7)
                            .file("cache/models--org--name/blobs/abc", 20'000'000)
                            .file("cache/models--org--name/blobs/def", 1000)};
    CHECK(image.rows(Ecosystem::files) ==
          Rows{"/cache/models--org--name (model-weights): 20000000 bytes, 1 files, layer 0",
               "/cache: 1000 bytes, 1 files, layer 0",
               "/app/models (model-weights): 300 bytes, 1 files, layer 0",
               "/app/models/deep (model-weights): 50 bytes, 1 files, layer 0",
               "/ (model-weights): 7 bytes, 1 files, layer 0", "/app: 5 bytes, 1 files, layer 0"});
}

TEST_CASE("Weights are known by the ends of their names, some only from a size on") {
    const uint64_t small = 1000, large = 10'000'000;
    for (const char* name :
         {"a.safetensors", "B.ONNX", "c.h5", "d.hdf5", "e.keras", "f.gguf", "g.tflite", "h.ckpt", "i.mlmodel",
          "saved_model.pb", "variables.data-00000-of-00001", "model.ckpt-7.data-00000-of-00002"})
        CHECK(packages::is_model_weights(name, small, false));
    for (const char* name : {"a.pt", "b.pth", "c.pb", "d.pkl", "e.pickle", "f.joblib",
                             "pytorch_model-00001-of-2.bin", "model.bin", "diffusion_pytorch_model.bin"}) {
        CAPTURE(name);
        CHECK(packages::is_model_weights(name, large, false));
        CHECK_FALSE(packages::is_model_weights(name, small, false));
    }
    CHECK(packages::is_model_weights("weights-only.bin", large, true));
    CHECK_FALSE(packages::is_model_weights("weights-only.bin", large, false));
    CHECK_FALSE(packages::is_model_weights("weights-only.bin", small, true));
    for (const char* name :
         {"a.py", "onnx", "b.onnx.md", "locale.bin", ".a-very-long-ending-indeed", "", "."})
        CHECK_FALSE(packages::is_model_weights(name, large, false));
    CHECK(packages::is_named_for_models("models"));
    CHECK_FALSE(packages::is_named_for_models("modelling"));
}

TEST_CASE("Accelerator libraries are grouped by what they are a part of") {
    const Weighed image{Tar()
                            .file("usr/lib/libcudnn.so.8.9.7", 100)
                            .file("usr/lib/libcudnn_ops_infer.so.8", 100)
                            .file("usr/lib/libnvinfer_plugin_static.a", 50)
                            .file("usr/local/cuda-12.2/doc/EULA.txt", 30)
                            .file("usr/local/cuda-12.2/lib64/libcudart.so.12", 10)
                            .file("opt/rocm-5.7/bin/rocminfo", 9)
                            .file("usr/lib/libnccl.so.2", 8)
                            .file("usr/lib/libcurandom.txt", 3)
                            .file("usr/local/cudart/x", 3)};
    CHECK(image.rows(Ecosystem::files) == Rows{"cuDNN (accelerator): 200 bytes, 2 files, layer 0",
                                               "TensorRT (accelerator): 50 bytes, 1 files, layer 0",
                                               "CUDA (accelerator): 40 bytes, 2 files, layer 0",
                                               "ROCm (accelerator): 9 bytes, 1 files, layer 0",
                                               "NCCL (accelerator): 8 bytes, 1 files, layer 0",
                                               "/usr: 6 bytes, 2 files, layer 0"});
}

TEST_CASE("Frameworks and accelerators are known by their names in every ecosystem") {
    const auto role = [](Ecosystem ecosystem, const char* name) {
        return packages::role_of(ecosystem, name);
    };
    for (const char* name :
         {"torch", "Torchvision", "tensorflow", "tensorflow_cpu", "scikit-learn", "scikit_learn", "keras",
          "jax", "jaxlib", "onnxruntime-gpu", "transformers", "xgboost", "lightgbm", "mxnet"})
        CHECK(role(Ecosystem::python, name) == Role::ml_framework);
    for (const char* name :
         {"python3-torch", "libtorch1.13", "libtorch-dev", "python3-sklearn-lib", "libxgboost0"})
        CHECK(role(Ecosystem::dpkg, name) == Role::ml_framework);
    CHECK(role(Ecosystem::conda, "pytorch") == Role::ml_framework);
    CHECK(role(Ecosystem::conda, "r-xgboost") == Role::ml_framework);
    CHECK(role(Ecosystem::npm, "@tensorflow/tfjs-node") == Role::ml_framework);
    CHECK(role(Ecosystem::julia, "Flux") == Role::ml_framework);
    CHECK(role(Ecosystem::dpkg, "flux") == Role::none);

    for (const char* name : {"nvidia-cublas-cu12", "nvidia_cudnn_cu12", "tensorrt_libs", "nvidia-nccl-cu12"})
        CHECK(role(Ecosystem::python, name) == Role::accelerator);
    for (const char* name : {"libcudnn8", "cuda-cudart-12-2", "libnvinfer8", "libnccl2", "libcublas-12-2",
                             "rocm-libs", "miopen-hip", "libamdhip64-5"})
        CHECK(role(Ecosystem::dpkg, name) == Role::accelerator);
    for (const char* name : {"cudatoolkit", "cudnn", "cuda-nvcc"})
        CHECK(role(Ecosystem::conda, name) == Role::accelerator);

    for (const char* name :
         {"numpy", "pandas", "libtorrent21", "caffeine", "python3", "jaxb", "barracuda", ""})
        for (const Ecosystem ecosystem :
             {Ecosystem::dpkg, Ecosystem::python, Ecosystem::npm, Ecosystem::conda})
            CHECK(role(ecosystem, name) == Role::none);
}
