#include "core/packages/file_roles.h"

#include <algorithm>
#include <string>

namespace plimsoll::packages {
namespace {

struct Library {
    std::string_view name;  ///< how its file's name begins
    std::string_view part_of;
};

constexpr Library libraries[] = {
    {"libcudnn", "cuDNN"},
    {"libnvinfer", "TensorRT"},
    {"libnvonnxparser", "TensorRT"},
    {"libnvparsers", "TensorRT"},
    {"libnvcaffe_parser", "TensorRT"},
    {"libnccl", "NCCL"},
    {"libcublas", "CUDA"},
    {"libcuda.so", "CUDA"},
    {"libcudadevrt", "CUDA"},
    {"libcudart", "CUDA"},
    {"libcufft", "CUDA"},
    {"libcufile", "CUDA"},
    {"libcupti", "CUDA"},
    {"libcurand", "CUDA"},
    {"libcusolver", "CUDA"},
    {"libcusparse", "CUDA"},
    {"libcutensor", "CUDA"},
    {"libnpp", "CUDA"},
    {"libnvblas", "CUDA"},
    {"libnvfatbin", "CUDA"},
    {"libnvgraph", "CUDA"},
    {"libnvJitLink", "CUDA"},
    {"libnvjpeg", "CUDA"},
    {"libnvptxcompiler", "CUDA"},
    {"libnvrtc", "CUDA"},
    {"libnvToolsExt", "CUDA"},
    {"libnvvm", "CUDA"},
    {"libamd_comgr", "ROCm"},
    {"libamdhip64", "ROCm"},
    {"libhipblas", "ROCm"},
    {"libhipfft", "ROCm"},
    {"libhiprand", "ROCm"},
    {"libhiprtc", "ROCm"},
    {"libhipsolver", "ROCm"},
    {"libhipsparse", "ROCm"},
    {"libhsa-runtime64", "ROCm"},
    {"libMIOpen", "ROCm"},
    {"libmigraphx", "ROCm"},
    {"librccl", "ROCm"},
    {"librocblas", "ROCm"},
    {"librocfft", "ROCm"},
    {"librocm_smi64", "ROCm"},
    {"librocrand", "ROCm"},
    {"librocsolver", "ROCm"},
    {"librocsparse", "ROCm"},
};

/// A kind of file that holds weights, by the end of its name, and how large it has to be to count as such.
struct WeightsFile {
    std::string_view ending;
    uint64_t least;
};

/// Python's path files end in .pth as well, and small pickles and Protocol Buffers are mostly settings or tests: the
/// smallest useful models take some tens of kilobytes.
constexpr uint64_t model_sized = 64u << 10;

constexpr WeightsFile weights_files[] = {
    {".safetensors", 0},
    {".onnx", 0},
    {".gguf", 0},
    {".ggml", 0},
    {".tflite", 0},
    {".ckpt", 0},
    {".keras", 0},
    {".h5", 0},
    {".hdf5", 0},
    {".mlmodel", 0},
    {".caffemodel", 0},
    {".pdparams", 0},
    {".pdiparams", 0},
    {".nemo", 0},
    {".torchscript", 0},
    {"saved_model.pb", 0},
    {".pt", model_sized},
    {".pth", model_sized},
    {".pb", model_sized},
    {".pkl", model_sized},
    {".pickle", model_sized},
    {".joblib", model_sized},
    {".mar", model_sized},
    {".engine", model_sized},
    {".weights", model_sized},
    {".msgpack", model_sized},
};

constexpr size_t longest_ending = sizeof ".safetensors" - 1;

/// Anything can be called .bin: it has to be called what the usual libraries call their weights, or to be this large and
/// to lie below a directory that is named for models.
constexpr uint64_t large_bin = 10'000'000;

bool is_weights_bin(std::string_view name, uint64_t bytes, bool below_models) {
    if (below_models && bytes >= large_bin) return true;
    for (const std::string_view beginning :
         {"model", "adapter_model", "consolidated", "ggml-", "openvino_model"})
        if (name.starts_with(beginning)) return bytes >= model_sized;
    return name.find("pytorch_model") != name.npos && bytes >= model_sized;
}

}  // namespace

std::string_view accelerator_of(std::string_view file_name) {
    if (!file_name.starts_with("lib") ||
        (file_name.find(".so") == file_name.npos && !file_name.ends_with(".a")))
        return {};
    for (const Library& library : libraries)
        if (file_name.starts_with(library.name)) return library.part_of;
    return {};
}

bool is_model_weights(std::string_view file_name, uint64_t bytes, bool below_models) {
    // TensorFlow's checkpoints: model.ckpt-1000.data-00000-of-00001, variables.data-00000-of-00001
    if (file_name.find(".data-0") != file_name.npos && file_name.find("-of-0") != file_name.npos) return true;
    const size_t dot = file_name.rfind('.');
    if (dot == file_name.npos) return false;
    if (file_name.size() - dot > longest_ending) return false;
    std::string ending(file_name.substr(dot));
    for (char& letter : ending)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    if (ending == ".bin") return is_weights_bin(file_name, bytes, below_models);
    return std::any_of(std::begin(weights_files), std::end(weights_files), [&](const WeightsFile& kind) {
        return bytes >= kind.least && (kind.ending == ending || kind.ending == file_name);
    });
}

bool is_named_for_models(std::string_view directory_name) {
    for (const std::string_view name :
         {"model", "models", "checkpoint", "checkpoints", "weights", "hub", "huggingface", "pretrained"})
        if (directory_name == name) return true;
    return false;
}

}  // namespace plimsoll::packages
