// Which files matter to machine learning, of those that no package claims.
#pragma once

#include <cstdint>
#include <string_view>

namespace plimsoll::packages {

/// What a library is a part of, by its file name: "CUDA", "cuDNN", "TensorRT", "NCCL", "ROCm"; empty: of nothing here.
std::string_view accelerator_of(std::string_view file_name);

/// Whether a file holds a model's weights, by its name and size and by whether a directory above it is named for models.
bool is_model_weights(std::string_view file_name, uint64_t bytes, bool below_models);

/// Whether a directory is named for models.
bool is_named_for_models(std::string_view directory_name);

}  // namespace plimsoll::packages
