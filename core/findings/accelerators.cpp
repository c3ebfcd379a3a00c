// More than one copy of what is heaviest in images for machine learning: CUDA's libraries, and frameworks.
#include "core/findings/families.h"

#include "core/sorting.h"

namespace plimsoll::findings {
namespace {

using image::Paths;

constexpr std::string_view cuda_libraries[] = {
    "libcublas",     "libcudart",   "libcudnn",    "libcufft",  "libcufile", "libcupti",
    "libcurand",     "libcusolver", "libcusparse", "libnccl",   "libnpp",    "libnvJitLink",
    "libnvToolsExt", "libnvblas",   "libnvinfer",  "libnvjpeg", "libnvrtc"};

/// "libcudart.so.12", and as wheels rename it: "libcudart-9335f6a2.so.11.0".
bool is_shared(std::string_view name) { return name.find(".so") != std::string_view::npos; }

bool is_cuda_library(std::string_view name) {
    if (!name.starts_with("lib") || !is_shared(name)) return false;
    for (const std::string_view start : cuda_libraries)
        if (name.starts_with(start)) return true;
    return false;
}

bool is_runtime(std::string_view name) {
    return name.starts_with("libcudart.so") || (name.starts_with("libcudart-") && is_shared(name));
}

/// What a CUDA library was installed with: the outermost folder above it that is a Python environment's or CUDA's own.
std::vector<uint32_t> installations(const Paths& paths) {
    std::vector<uint32_t> above(paths.size(), Paths::none);
    for (uint32_t path = 1; path < paths.size(); ++path) {
        const uint32_t parent = paths.nodes[path].parent;
        const std::string_view name = paths.name(path);
        above[path] = above[parent];
        if (above[path] == Paths::none && (name == "site-packages" || name == "dist-packages" ||
                                           name == "cuda" || name.starts_with("cuda-")))
            above[path] = path;
    }
    return above;
}

struct Copy {
    uint32_t where = 0;
    uint64_t bytes = 0;
    std::vector<uint32_t> inodes;
    std::vector<uint32_t> marks;  ///< files that show that it is one
};

void add(const Context& context, Copy& copy, uint32_t inode) {
    copy.bytes += context.survey.inode(inode).size;
    copy.inodes.push_back(inode);
}

/// Takes what all copies but the heaviest hold, and tells of all of them. Which of them could go only the maker knows:
/// the bytes are the least that going without one saves.
void report_copies(const Context& context, std::vector<Copy> copies, Finding finding) {
    if (copies.size() < 2) return;
    sort_stably(copies.begin(), copies.end(), [](const Copy& a, const Copy& b) { return a.bytes > b.bytes; });
    std::vector<Exhibit> exhibits;
    for (const Copy& copy : copies)
        for (const uint32_t inode : copy.marks)
            exhibits.push_back(
                {copy.bytes, context.survey.item(inode).path, context.survey.inode(inode).layer});
    for (size_t number = 1; number < copies.size(); ++number)
        for (const uint32_t inode : copies[number].inodes) finding.bytes += context.accounting.take(inode);
    finding.severity = std::max(Severity::warning, context.accounting.severity_of(finding.bytes));
    context.accounting.add(std::move(finding), std::move(exhibits));
}

/// A copy for each package that has the library, and for each folder where no package has it.
std::vector<Copy> framework_copies(const Context& context, std::string_view library) {
    const auto& items = context.survey.items();
    const auto packages = static_cast<uint32_t>(context.input.packages.packages.size());
    std::vector<std::pair<uint32_t, uint32_t>> found;  // package or, beyond them, folder; and inode
    for (uint32_t inode = 0; inode < items.size(); ++inode) {
        const Item& item = items[inode];
        const std::string_view name = context.survey.name(inode);
        if (!item.visible || !name.starts_with(library) || !is_shared(name)) continue;
        const uint32_t folder = context.input.files.paths().nodes[item.path].parent;
        found.push_back({item.packaged ? item.owner : packages + folder, inode});
    }
    sort_stably(found.begin(), found.end());
    std::vector<Copy> copies;
    for (const auto& [where, inode] : found) {
        if (copies.empty() || copies.back().where != where) copies.emplace_back().where = where;
        copies.back().marks.push_back(inode);
    }
    if (copies.size() < 2) return copies;
    std::vector<Copy*> of_package(packages);
    for (Copy& copy : copies) {
        if (copy.where < packages)
            of_package[copy.where] = &copy;
        else
            for (const uint32_t inode : copy.marks) add(context, copy, inode);
    }
    for (uint32_t inode = 0; inode < items.size(); ++inode)
        if (items[inode].packaged && items[inode].visible && of_package[items[inode].owner])
            add(context, *of_package[items[inode].owner], inode);
    return copies;
}

/// "12" of libcudart.so.12.1.105; empty where the name has no version.
std::string_view major_version(std::string_view name) {
    const size_t at = name.find(".so.");
    if (at == std::string_view::npos) return {};
    const std::string_view version = name.substr(at + 4);
    return version.substr(0, version.find('.'));
}

}  // namespace

void find_cuda_copies(const Context& context) {
    const auto& paths = context.input.files.paths();
    const auto& items = context.survey.items();
    std::vector<std::pair<uint32_t, uint32_t>> libraries;  // with what they were installed, and their inode
    const std::vector<uint32_t> above = installations(paths);
    for (uint32_t inode = 0; inode < items.size(); ++inode) {
        if (!items[inode].visible || !is_cuda_library(context.survey.name(inode))) continue;
        const uint32_t path = items[inode].path;
        libraries.push_back({above[path] != Paths::none ? above[path] : paths.nodes[path].parent, inode});
    }
    sort_stably(libraries.begin(), libraries.end());
    std::vector<Copy> copies;
    for (size_t first = 0, last = 0; first < libraries.size(); first = last) {
        while (last < libraries.size() && libraries[last].first == libraries[first].first) ++last;
        // One environment may have runtimes of several versions. All else that is there goes with the first.
        Copy copy, others;
        for (size_t row = first; row < last; ++row) {
            const uint32_t inode = libraries[row].second;
            const std::string_view name = context.survey.name(inode);
            if (!is_runtime(name)) {
                add(context, copy, inode);
                continue;
            }
            const bool fits = copy.marks.empty() ||
                              major_version(name) == major_version(context.survey.name(copy.marks.front()));
            Copy& its = fits ? copy : others;
            add(context, its, inode);
            its.marks.push_back(inode);
        }
        for (Copy* each : {&copy, &others})
            if (!each->marks.empty()) copies.push_back(std::move(*each));
    }
    Finding finding;
    finding.id = "cuda-copies";
    finding.title = "More than one CUDA runtime";
    finding.advice =
        "Wheels of PyTorch, TensorFlow and JAX bring CUDA's libraries along: start `FROM` an image without "
        "CUDA "
        "(python:3.11-slim), or `RUN pip install` a build of the framework that uses the base image's CUDA.";
    report_copies(context, std::move(copies), std::move(finding));
}

void find_framework_copies(const Context& context) {
    struct Framework {
        std::string_view library, id, name;
    };
    constexpr Framework frameworks[] = {
        {"libtorch_cpu.so", "torch-copies", "PyTorch"},
        {"libtensorflow_framework.so", "tensorflow-copies", "TensorFlow"},
        {"xla_extension.so", "jax-copies", "JAX"},
        {"onnxruntime_pybind11_state", "onnxruntime-copies", "ONNX Runtime"},
        {"libmxnet.so", "mxnet-copies", "MXNet"},
        {"libpaddle.so", "paddle-copies", "PaddlePaddle"},
    };
    for (const Framework& framework : frameworks) {
        Finding finding;
        finding.id = framework.id;
        finding.title = "More than one copy of " + std::string(framework.name);
        finding.advice =
            "Install it once: take it out of one of the RUN instructions (or of the base image, `FROM`) that "
            "bring it, "
            "and let all Python environments of the image be one.";
        report_copies(context, framework_copies(context, framework.library), std::move(finding));
    }
}

}  // namespace plimsoll::findings
