#include "core/findings/kinds.h"

#include <algorithm>
#include <iterator>

namespace plimsoll::findings {
namespace {

constexpr KindOfFinding all[] = {
    {"apk-cache", "apk's package index and downloads"},
    {"apt-cache", "apt's package lists and downloads"},
    {"archives", "archives and installers, packed as they came"},
    {"build-cache", "caches of compilers and build systems"},
    {"build-context", "files of the project's folder that no container reads"},
    {"build-tools", "compilers, headers and build systems"},
    {"conda-cache", "conda's downloaded packages"},
    {"core-dumps", "the memory of a program that crashed"},
    {"cuda-copies", "several copies of CUDA libraries"},
    {"deleted-files", "files that a later layer deletes"},
    {"deleted-secret-files", "the same, deleted by a later layer and still in the image"},
    {"dependencies-above-code", "dependencies installed after the code was copied"},
    {"dnf-cache", "dnf's or yum's metadata and downloads"},
    {"documentation", "manuals, documentation and translations"},
    {"duplicate-files", "files that hold the same as others"},
    {"headers", "headers, which only a compiler reads"},
    {"jax-copies", "several copies of JAX"},
    {"logs", "logs of the build"},
    {"model-cache", "models in a cache of downloads"},
    {"models-above-code", "models in a layer above the code"},
    {"models-with-code", "models in one layer with the code"},
    {"moved-files", "files moved after they were shipped"},
    {"mxnet-copies", "several copies of MXNet"},
    {"npm-cache", "npm's cache"},
    {"onnxruntime-copies", "several copies of ONNX Runtime"},
    {"package-records", "records of the package manager, written anew by each RUN that installs"},
    {"paddle-copies", "several copies of PaddlePaddle"},
    {"pickle-files", "files that run code when they are loaded"},
    {"pip-cache", "pip's cache of downloads and wheels"},
    {"poetry-cache", "the cache of Poetry, Pipenv or PDM"},
    {"python-bytecode", "compiled Python files"},
    {"python-tests", "tests of Python packages"},
    {"recommended-packages", "packages that apt installs because others recommend them"},
    {"repeated-formats", "one model in several formats"},
    {"replaced-files", "files that a later layer replaces"},
    {"root-user", "the program runs as root"},
    {"sample-keys", "private keys among tests, samples and packages"},
    {"secret-files", "files that by their names hold secrets"},
    {"secret-settings", "settings and build arguments that by their names hold secrets"},
    {"set-user-files", "programs that run with the rights of their owner"},
    {"size-desync", "archive entries whose size is given in two ways that disagree"},
    {"static-libraries", "libraries that only a compiler reads"},
    {"stored-again", "files stored again unchanged, or only for their owner or mode"},
    {"system-package-cache", "downloads of the distribution's package manager"},
    {"temporary-files", "files left in /tmp or /var/tmp"},
    {"tensorflow-copies", "several copies of TensorFlow"},
    {"torch-copies", "several copies of PyTorch"},
    {"training-state", "what only training reads: optimizers, checkpoints"},
    {"unpinned-base", "a base image that is not pinned to a version"},
    {"unused-bytecode", "compiled Python files that the image's command does not read"},
    {"user-cache", "caches in a home directory"},
    {"uv-cache", "uv's cache"},
    {"version-control", "version control folders, with what was since deleted"},
    {"world-writable-files", "files that everybody may write"},
    {"yarn-cache", "yarn's cache"},
};

}  // namespace

std::span<const KindOfFinding> kinds() { return all; }

bool is_kind(std::string_view id) {
    const auto* place =
        std::lower_bound(std::begin(all), std::end(all), id,
                         [](const KindOfFinding& kind, std::string_view wanted) { return kind.id < wanted; });
    return place != std::end(all) && place->id == id;
}

}  // namespace plimsoll::findings
