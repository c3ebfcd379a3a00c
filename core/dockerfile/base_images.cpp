// What the images are that a Dockerfile builds on.
#include <algorithm>

#include "core/dockerfile/base_list.h"
#include "core/dockerfile/dockerfile.h"
#include "core/dockerfile/letters.h"

namespace plimsoll::dockerfile {
namespace {

struct TypeWord {
    std::string_view word;
    BaseType type;
};

/// Words of a name that tell a type, the more telling first: "jupyter-pytorch" is there for Jupyter.
constexpr TypeWord name_words[] = {
    {"jupyter", BaseType::interactive_computing},
    {"jupyterlab", BaseType::interactive_computing},
    {"jupyterhub", BaseType::interactive_computing},
    {"notebook", BaseType::interactive_computing},
    {"notebooks", BaseType::interactive_computing},
    {"rstudio", BaseType::interactive_computing},
    {"codeserver", BaseType::interactive_computing},
    {"anaconda", BaseType::interactive_computing},
    {"pytorch", BaseType::machine_learning_platform},
    {"torch", BaseType::machine_learning_platform},
    {"tensorflow", BaseType::machine_learning_platform},
    {"tf", BaseType::machine_learning_platform},
    {"tfx", BaseType::machine_learning_platform},
    {"keras", BaseType::machine_learning_platform},
    {"mxnet", BaseType::machine_learning_platform},
    {"caffe", BaseType::machine_learning_platform},
    {"caffe2", BaseType::machine_learning_platform},
    {"paddle", BaseType::machine_learning_platform},
    {"mindspore", BaseType::machine_learning_platform},
    {"jax", BaseType::machine_learning_platform},
    {"onnx", BaseType::machine_learning_platform},
    {"onnxruntime", BaseType::machine_learning_platform},
    {"sklearn", BaseType::machine_learning_platform},
    {"scikit", BaseType::machine_learning_platform},
    {"xgboost", BaseType::machine_learning_platform},
    {"horovod", BaseType::machine_learning_platform},
    {"tritonserver", BaseType::machine_learning_platform},
    {"tensorrt", BaseType::machine_learning_platform},
    {"deepspeed", BaseType::machine_learning_platform},
    {"transformers", BaseType::machine_learning_platform},
    {"vllm", BaseType::machine_learning_platform},
    {"mlflow", BaseType::machine_learning_platform},
    {"opencv", BaseType::machine_learning_platform},
    {"ml", BaseType::machine_learning_platform},
    {"dl", BaseType::machine_learning_platform},
    {"postgres", BaseType::database},
    {"postgresql", BaseType::database},
    {"mysql", BaseType::database},
    {"mariadb", BaseType::database},
    {"redis", BaseType::database},
    {"mongo", BaseType::database},
    {"mongodb", BaseType::database},
    {"neo4j", BaseType::database},
    {"cassandra", BaseType::database},
    {"influxdb", BaseType::database},
    {"spark", BaseType::data_processing},
    {"pyspark", BaseType::data_processing},
    {"flink", BaseType::data_processing},
    {"hadoop", BaseType::data_processing},
    {"kafka", BaseType::data_processing},
    {"elasticsearch", BaseType::data_processing},
    {"airflow", BaseType::data_processing},
    {"rapids", BaseType::data_processing},
    {"prometheus", BaseType::monitoring_system},
    {"grafana", BaseType::monitoring_system},
    {"exporter", BaseType::monitoring_system},
    {"fluentd", BaseType::monitoring_system},
    {"nginx", BaseType::web_computing},
    {"httpd", BaseType::web_computing},
    {"tomcat", BaseType::web_computing},
    {"gunicorn", BaseType::web_computing},
    {"uvicorn", BaseType::web_computing},
    {"fastapi", BaseType::web_computing},
    {"flask", BaseType::web_computing},
    {"ray", BaseType::compute_resources},
    {"kubectl", BaseType::compute_resources},
    {"helm", BaseType::compute_resources},
    {"dask", BaseType::compute_resources},
    {"proxy", BaseType::network_communication},
    {"proxyv2", BaseType::network_communication},
    {"gateway", BaseType::network_communication},
    {"rabbitmq", BaseType::network_communication},
    {"cuda", BaseType::platform_runtime},
    {"cudagl", BaseType::platform_runtime},
    {"cudnn", BaseType::platform_runtime},
    {"rocm", BaseType::platform_runtime},
    {"gpu", BaseType::platform_runtime},
    {"nvidia", BaseType::platform_runtime},
    {"opencl", BaseType::platform_runtime},
    {"openvino", BaseType::platform_runtime},
    {"oneapi", BaseType::platform_runtime},
    {"openmpi", BaseType::platform_runtime},
    {"python", BaseType::language_runtime},
    {"python2", BaseType::language_runtime},
    {"python3", BaseType::language_runtime},
    {"pypy", BaseType::language_runtime},
    {"miniconda", BaseType::language_runtime},
    {"miniconda3", BaseType::language_runtime},
    {"conda", BaseType::language_runtime},
    {"mamba", BaseType::language_runtime},
    {"micromamba", BaseType::language_runtime},
    {"node", BaseType::language_runtime},
    {"nodejs", BaseType::language_runtime},
    {"golang", BaseType::language_runtime},
    {"java", BaseType::language_runtime},
    {"jdk", BaseType::language_runtime},
    {"jre", BaseType::language_runtime},
    {"openjdk", BaseType::language_runtime},
    {"maven", BaseType::language_runtime},
    {"rust", BaseType::language_runtime},
    {"julia", BaseType::language_runtime},
    {"gcc", BaseType::language_runtime},
    {"clang", BaseType::language_runtime},
    {"ruby", BaseType::language_runtime},
    {"php", BaseType::language_runtime},
    {"dotnet", BaseType::language_runtime},
    {"distroless", BaseType::static_binary},
    {"busybox", BaseType::static_binary},
    {"static", BaseType::static_binary},
    {"ubuntu", BaseType::operating_system},
    {"debian", BaseType::operating_system},
    {"minideb", BaseType::operating_system},
    {"alpine", BaseType::operating_system},
    {"centos", BaseType::operating_system},
    {"centos7", BaseType::operating_system},
    {"fedora", BaseType::operating_system},
    {"ubi", BaseType::operating_system},
    {"ubi8", BaseType::operating_system},
    {"ubi9", BaseType::operating_system},
    {"amazonlinux", BaseType::operating_system},
    {"archlinux", BaseType::operating_system},
    {"manylinux", BaseType::operating_system},
    {"manylinux1", BaseType::operating_system},
    {"manylinux2010", BaseType::operating_system},
    {"manylinux2014", BaseType::operating_system},
    {"ros", BaseType::operating_system},
    {"linux", BaseType::operating_system},
};

BaseTypes listed(const ListedBase& row) {
    return {row.types, std::string(row.image).append(" is in the list (").append(row.source).append(")")};
}

/// The words of a text, split where letters and digits end.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char letter : text) {
        const bool part = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (part)
            words.back().push_back(letter);
        else if (!words.back().empty())
            words.emplace_back();
    }
    return words;
}

BaseTypes by_words(std::string_view text, std::string_view what) {
    const std::vector<std::string> words = words_of(text);
    BaseTypes found;
    for (const TypeWord& one : name_words) {
        if (std::find(words.begin(), words.end(), one.word) == words.end()) continue;
        if (std::find(found.types.begin(), found.types.end(), one.type) != found.types.end()) continue;
        found.types.push_back(one.type);
        found.evidence.append(found.evidence.empty()
                                  ? std::string("its ").append(what).append(" has the word ")
                                  : std::string(", "));
        found.evidence.append(one.word);
    }
    return found;
}

/// Figure 4a's, in its order.
constexpr std::string_view figure_labels[] = {
    "ubuntu", "{}/cuda",    "python", "{}/pytorch", "{}/tensorflow", "centos", "debian",  "alpine",
    "julia",  "{}/jupyter", "node",   "nginx",      "ros",           "golang", "openjdk", "manylinux"};

/// Words by which the authors may have typed, beside their list: fitted to their counts.
constexpr TypeWord authors_words[] = {
    {"ubuntu", BaseType::operating_system},
    {"alpine", BaseType::operating_system},
    {"debian", BaseType::operating_system},
    {"centos", BaseType::operating_system},
    {"python", BaseType::language_runtime},
    {"-py", BaseType::language_runtime},
    {"golang", BaseType::language_runtime},
    {"node", BaseType::language_runtime},
    {"openjdk", BaseType::language_runtime},
    {"julia", BaseType::language_runtime},
    {"maven", BaseType::language_runtime},
    {"rust", BaseType::language_runtime},
    {"cuda", BaseType::platform_runtime},
    {"nvidia", BaseType::platform_runtime},
    {"gpu", BaseType::platform_runtime},
    {"tensorflow", BaseType::machine_learning_platform},
    {"torch", BaseType::machine_learning_platform},
    {"mxnet", BaseType::machine_learning_platform},
    {"$", BaseType::variable},
    {"scratch", BaseType::static_binary},
    {"distroless", BaseType::static_binary},
    {"busybox", BaseType::static_binary},
    {"nginx", BaseType::web_computing},
    {"spark", BaseType::data_processing},
    {"redis", BaseType::database},
    {"postgres", BaseType::database},
    {"mysql", BaseType::database},
    {"jupyter", BaseType::interactive_computing},
    {"ray", BaseType::compute_resources},
    {"grafana", BaseType::monitoring_system},
};

}  // namespace

BaseTypes base_types(const Reference& reference) {
    if (reference.variable_name) return {{BaseType::variable}, "its name is a variable"};
    const std::string familiar = in_lower_case(reference.familiar());
    if (const ListedBase* row = find_listed(familiar)) return listed(*row);
    // A mirror or a private registry keeps the names.
    std::string path = in_lower_case(reference.name_space);
    if (!path.empty()) path.push_back('/');
    path.append(in_lower_case(reference.name));
    if (path.starts_with("library/")) path.erase(0, std::string_view("library/").size());
    if (const ListedBase* row = find_listed(path)) return listed(*row);
    if (const ListedBase* row = find_in_study(familiar)) return listed(*row);
    if (const ListedBase* row = find_in_study(path)) return listed(*row);
    if (const ListedBase* row = find_listed(in_lower_case(reference.name))) {
        BaseTypes found = listed(*row);
        found.evidence.insert(0, "its name is one: ");
        return found;
    }
    BaseTypes found = by_words(in_lower_case(reference.name), "name");
    return found.types.empty() ? by_words(path, "path") : found;
}

std::vector<std::string_view> authors_base_labels(std::string_view from) {
    const std::string text = in_lower_case(from);
    const auto has = [&](std::string_view word) { return text.find(word) != std::string::npos; };
    std::vector<std::string_view> found;
    for (const std::string_view label : figure_labels) {
        const std::string_view word = label.starts_with("{}/") ? label.substr(3) : label;
        if (has(word) || (word == "cuda" && (has("nvidia") || has("gpu"))) ||
            (word == "python" && has("-py")))
            found.push_back(label);
    }
    return found;
}

std::vector<BaseType> authors_base_types(std::string_view from) {
    const std::string text = in_lower_case(from);
    std::array<bool, base_type_count> is{};
    for (const TypeWord& one : authors_words)
        if (text.find(one.word) != std::string::npos) is[static_cast<size_t>(one.type)] = true;
    // Their list has names with and without what follows the colon.
    const ListedBase* row = find_in_study(from);
    if (!row) row = find_in_study(from.substr(0, from.find(':')));
    if (row)
        for (const BaseType type : row->types) is[static_cast<size_t>(type)] = true;
    std::vector<BaseType> found;
    for (size_t type = 0; type < base_type_count; ++type)
        if (is[type]) found.push_back(static_cast<BaseType>(type));
    return found;
}

std::vector<BaseImage> base_images(const Dockerfile& file) {
    std::vector<BaseImage> images;
    for (uint32_t number = 0; number < file.stages.size(); ++number) {
        const Stage& stage = file.stages[number];
        if (stage.base_stage || stage.base.empty()) continue;
        BaseImage image;
        image.stage = number;
        image.written = stage.base;
        image.resolved = stage.resolved_base;
        if (stage.is_scratch()) {
            image.types = {{BaseType::static_binary}, "scratch is an empty image"};
        } else if (auto reference = parse_reference(stage.unresolved ? stage.base : stage.resolved_base)) {
            image.types = base_types(*reference);
            image.reference = std::move(*reference);
        }
        images.push_back(std::move(image));
    }
    return images;
}

}  // namespace plimsoll::dockerfile
