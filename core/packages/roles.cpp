#include "core/packages/roles.h"

#include <optional>
#include <string>

#include "core/packages/text.h"

namespace plimsoll::packages {
namespace {

/// A name; with a star at its end, all that begin so.
struct Known {
    std::string_view name;
    Role role;
    std::optional<Ecosystem> only = std::nullopt;
};

constexpr Role framework = Role::ml_framework;
constexpr Role accelerator = Role::accelerator;

/// The names that packages go by in any ecosystem, once bare() has made them alike. Frameworks are what trains or runs
/// models, with their own parts and data; what only prepares data (numpy, pandas, opencv) is none. Accelerators are what
/// NVIDIA and AMD ship to run on their devices, and bindings of just that.
constexpr Known table[] = {
    // PyTorch, and what is made of it
    {"torch*", framework},
    {"pytorch*", framework},
    {"libtorch*", framework},
    {"triton", framework, Ecosystem::python},
    {"lightning", framework},
    {"lightning-fabric", framework},
    {"fastai", framework},
    {"timm", framework},
    {"ultralytics", framework},
    {"detectron2", framework},
    {"mmcv*", framework},
    {"vllm", framework},
    {"deepspeed", framework},
    {"xformers", framework},
    {"flash-attn", framework},
    {"bitsandbytes", framework},
    // TensorFlow and JAX
    {"tensorflow*", framework},
    {"libtensorflow*", framework},
    {"@tensorflow/*", framework},
    {"tf-nightly*", framework},
    {"tf-keras*", framework},
    {"tflite*", framework},
    {"ai-edge-litert", framework},
    {"keras*", framework},
    {"jax", framework},
    {"jaxlib*", framework},
    {"jax-cuda*", framework},
    {"jax-rocm*", framework},
    {"flax", framework, Ecosystem::python},
    // models from hubs
    {"transformers", framework},
    {"@xenova/transformers", framework},
    {"@huggingface/transformers", framework},
    {"sentence-transformers", framework},
    {"diffusers", framework},
    {"accelerate", framework, Ecosystem::python},
    {"peft", framework, Ecosystem::python},
    {"ctranslate2", framework},
    {"llama-cpp-python", framework},
    // running models
    {"onnx", framework},
    {"libonnx*", framework},
    {"onnxruntime*", framework},
    {"openvino*", framework},
    {"libopenvino*", framework},
    // trees, kernels, neighbours
    {"scikit-learn*", framework},
    {"sklearn*", framework},
    {"xgboost*", framework},
    {"libxgboost*", framework},
    {"py-xgboost*", framework},
    {"lightgbm*", framework},
    {"catboost*", framework},
    {"cuml*", framework},
    {"libcuml*", framework},
    // older ones, and those for one kind of data
    {"mxnet*", framework},
    {"paddlepaddle*", framework},
    {"mindspore*", framework},
    {"theano*", framework},
    {"chainer*", framework},
    {"cntk*", framework},
    {"caffe", framework},
    {"caffe-*", framework},
    {"libcaffe-*", framework},
    {"spacy", framework},
    {"gensim", framework},
    {"brain-js", framework, Ecosystem::npm},
    {"ml5", framework, Ecosystem::npm},
    {"caret", framework, Ecosystem::r},
    {"mlr3", framework, Ecosystem::r},
    {"parsnip", framework, Ecosystem::r},
    {"randomforest", framework, Ecosystem::r},
    {"flux", framework, Ecosystem::julia},
    {"lux", framework, Ecosystem::julia},
    {"knet", framework, Ecosystem::julia},
    {"mlj", framework, Ecosystem::julia},

    // CUDA
    {"cuda", accelerator},
    {"cuda-*", accelerator},
    {"cudatoolkit*", accelerator},
    {"nvidia-*", accelerator},
    {"nsight-*", accelerator},
    {"libaccinj*", accelerator},
    {"libcublas*", accelerator},
    {"libcuda1", accelerator},
    {"libcudart*", accelerator},
    {"libcufft*", accelerator},
    {"libcufile*", accelerator},
    {"libcuinj*", accelerator},
    {"libcupti*", accelerator},
    {"libcurand*", accelerator},
    {"libcusolver*", accelerator},
    {"libcusparse*", accelerator},
    {"libcutensor*", accelerator},
    {"libnpp*", accelerator},
    {"libnvblas*", accelerator},
    {"libnvfatbin*", accelerator},
    {"libnvjitlink*", accelerator},
    {"libnvjpeg*", accelerator},
    {"libnvrtc*", accelerator},
    {"libnvtoolsext*", accelerator},
    {"libnvvm*", accelerator},
    // cuDNN, TensorRT, NCCL
    {"cudnn*", accelerator},
    {"libcudnn*", accelerator},
    {"tensorrt*", accelerator},
    {"libnvinfer*", accelerator},
    {"libnvonnxparsers*", accelerator},
    {"libnvparsers*", accelerator},
    {"nccl*", accelerator},
    {"libnccl*", accelerator},
    // ROCm
    {"rocm*", accelerator},
    {"librocm*", accelerator},
    {"rocblas*", accelerator},
    {"librocblas*", accelerator},
    {"rocfft*", accelerator},
    {"librocfft*", accelerator},
    {"rocrand*", accelerator},
    {"librocrand*", accelerator},
    {"rocsolver*", accelerator},
    {"librocsolver*", accelerator},
    {"rocsparse*", accelerator},
    {"librocsparse*", accelerator},
    {"hipblas*", accelerator},
    {"hipcc", accelerator},
    {"hipfft*", accelerator},
    {"hiprand*", accelerator},
    {"hipsolver*", accelerator},
    {"hipsparse*", accelerator},
    {"hip-*", accelerator},
    {"libamdhip64*", accelerator},
    {"libhiprand*", accelerator},
    {"libhiprtc*", accelerator},
    {"libhipsparse*", accelerator},
    {"hsa-*", accelerator},
    {"libhsa-runtime*", accelerator},
    {"miopen*", accelerator},
    {"libmiopen*", accelerator},
    {"migraphx*", accelerator},
    {"rccl*", accelerator},
    {"librccl*", accelerator},
};

bool matches_pattern(std::string_view pattern, std::string_view name) {
    if (!pattern.ends_with('*')) return pattern == name;
    return name.starts_with(pattern.substr(0, pattern.size() - 1));
}

/// Normalised, and without what a distribution puts before the name of a language's package.
std::string bare(Ecosystem ecosystem, std::string_view name) {
    const std::string bare = normalised(name);
    if (ecosystem != Ecosystem::dpkg && ecosystem != Ecosystem::apk && ecosystem != Ecosystem::conda)
        return bare;
    for (const std::string_view prefix : {"python3-", "python-", "py3-", "r-cran-", "r-"})
        if (bare.starts_with(prefix)) return bare.substr(prefix.size());
    return bare;
}

}  // namespace

Role role_of(Ecosystem ecosystem, std::string_view name) {
    const std::string known_as = bare(ecosystem, name);
    for (const Known& known : table)
        if (matches_pattern(known.name, known_as) && (!known.only || *known.only == ecosystem))
            return known.role;
    return Role::none;
}

}  // namespace plimsoll::packages
