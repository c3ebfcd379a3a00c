#include "core/findings/names.h"

#include <algorithm>
#include <array>

namespace plimsoll::findings {
namespace {

struct Named {
    std::string_view text;
    uint16_t traits;
};

// Both tables are in the order of their texts, to be searched by halves.

constexpr auto extensions = std::to_array<Named>({
    {"7z", archive},
    {"R", source},
    {"apk", archive},
    {"bz2", archive},
    {"c", source},
    {"cc", source},
    {"ckpt", weights | pickles},
    {"conda", archive},
    {"cpp", source},
    {"cs", source},
    {"cuh", header},
    {"deb", archive},
    {"dill", pickles},
    {"engine", weights},
    {"ggml", weights},
    {"gguf", weights},
    {"go", source},
    {"h", header},
    {"h5", weights},
    {"hh", header},
    {"hpp", header},
    {"hxx", header},
    {"inl", header},
    {"ipp", header},
    {"ipynb", source},
    {"java", source},
    {"jl", source},
    {"joblib", weights | pickles},
    {"js", source},
    {"keras", weights},
    {"mar", weights},
    {"mjs", source},
    {"onnx", weights},
    {"onnx_data", weights},
    {"pb", weights},
    {"pdparams", weights},
    {"pickle", weights | pickles},
    {"pkl", weights | pickles},
    {"pt", weights | pickles},
    {"pth", weights | pickles},
    {"py", source},
    {"r", source},
    {"rb", source},
    {"rpm", archive},
    {"rs", source},
    {"run", archive},
    {"safetensors", weights},
    {"swp", project_file},
    {"tbz2", archive},
    {"tflite", weights},
    {"tgz", archive},
    {"ts", source},
    {"txz", archive},
    {"whl", archive},
    {"xz", archive},
    {"zip", zip},
    {"zst", archive},
});

constexpr auto whole_names = std::to_array<Named>({
    {".DS_Store", project_file},
    {".coverage", project_file},
    {".dockerignore", project_file},
    {".gitattributes", project_file},
    {".gitignore", project_file},
    {".gitlab-ci.yml", project_file},
    {".pre-commit-config.yaml", project_file},
    {".travis.yml", project_file},
    {"Dockerfile", project_file},
    {"Jenkinsfile", project_file},
    {"Thumbs.db", project_file},
    {"compose.yaml", project_file},
    {"compose.yml", project_file},
    {"core", core_dump},
    {"docker-compose.yaml", project_file},
    {"docker-compose.yml", project_file},
    {"flax_model.msgpack", weights},
    {"optimizer.bin", training},
    {"optimizer.pt", training | pickles},
    {"rust_model.ot", weights},
    {"scheduler.pt", training | pickles},
});

template <size_t Size>
constexpr bool in_order(const std::array<Named, Size>& table) {
    for (size_t row = 1; row < Size; ++row)
        if (!(table[row - 1].text < table[row].text)) return false;
    return true;
}
static_assert(in_order(extensions) && in_order(whole_names));

template <size_t Size>
const Named* look_up(const std::array<Named, Size>& table, std::string_view text) {
    const auto found = std::lower_bound(table.begin(), table.end(), text,
                                        [](const Named& row, std::string_view b) { return row.text < b; });
    return found != table.end() && found->text == text ? &*found : nullptr;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// ".bin" says nothing; these are what libraries for models call their weights.
bool is_weights_in_bin(std::string_view name) {
    for (const std::string_view start :
         {"pytorch_model", "model", "adapter_model", "diffusion_pytorch_model", "ggml", "consolidated"})
        if (name.starts_with(start)) return true;
    return false;
}

bool is_dockerfile(std::string_view name) {
    return name.starts_with("Dockerfile.") || name.ends_with(".Dockerfile");
}

}  // namespace

std::string_view extension_of(std::string_view name) {
    const size_t dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot + 1);
}

uint16_t traits_of(std::string_view name) {
    if (const Named* known = look_up(whole_names, name)) return known->traits;
    const std::string_view extension = extension_of(name);
    if (extension.empty()) return 0;
    if (name.ends_with("_optim_states.pt")) return training | pickles;
    if (name.starts_with("events.out.tfevents.")) return training;
    if (name.starts_with("core.") && is_number(extension)) return core_dump;
    if (is_dockerfile(name)) return project_file;
    if (extension == "bin") return is_weights_in_bin(name) ? weights | pickles : 0;
    // One compressed file is data; a compressed tar was downloaded to be unpacked.
    const bool is_tar = name.find(".tar.") != std::string_view::npos;
    if (extension == "tar" || (extension == "gz" && is_tar)) return archive;
    if ((extension == "xz" || extension == "zst" || extension == "bz2") && !is_tar) return 0;
    if (extension == "a") return name.starts_with("lib") ? static_library : 0;
    const Named* known = look_up(extensions, extension);
    return known ? known->traits : 0;
}

}  // namespace plimsoll::findings
