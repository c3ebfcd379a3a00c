// What an image is built on, as far as it tells.
#include <algorithm>

#include "core/sorting.h"

#include "core/dockerfile/dockerfile.h"

namespace plimsoll::dockerfile {
namespace {

/// A variable that an image's Dockerfile sets, and which image that is.
struct Clue {
    std::string_view variable, image;
    bool versioned;  ///< its value is the image's tag
};

/// The ones that are put on top of others come first.
constexpr Clue clues[] = {
    {"NVIDIA_PYTORCH_VERSION", "nvcr.io/nvidia/pytorch", true},
    {"NVIDIA_TENSORFLOW_VERSION", "nvcr.io/nvidia/tensorflow", true},
    {"NVIDIA_TRITON_SERVER_VERSION", "nvcr.io/nvidia/tritonserver", true},
    {"TRITON_SERVER_VERSION", "nvcr.io/nvidia/tritonserver", false},
    {"PYTORCH_VERSION", "pytorch/pytorch", true},
    {"NB_USER", "jupyter/base-notebook", false},
    {"JUPYTERHUB_VERSION", "jupyterhub/jupyterhub", true},
    {"RSTUDIO_VERSION", "rocker/rstudio", false},
    {"SPARK_HOME", "apache/spark", false},
    {"AIRFLOW_VERSION", "apache/airflow", true},
    {"NGINX_VERSION", "nginx", true},
    {"TOMCAT_VERSION", "tomcat", true},
    {"PG_MAJOR", "postgres", true},
    {"MYSQL_VERSION", "mysql", true},
    {"MYSQL_MAJOR", "mysql", true},
    {"MARIADB_VERSION", "mariadb", true},
    {"REDIS_VERSION", "redis", true},
    {"MONGO_VERSION", "mongo", true},
    {"RABBITMQ_VERSION", "rabbitmq", true},
    {"MAMBA_ROOT_PREFIX", "mambaorg/micromamba", false},
    {"CONDA_DIR", "continuumio/miniconda3", false},
    {"PYTHON_VERSION", "python", true},
    {"PYPY_VERSION", "pypy", true},
    {"JULIA_VERSION", "julia", true},
    {"R_VERSION", "rocker/r-ver", true},
    {"R_BASE_VERSION", "r-base", true},
    {"NODE_VERSION", "node", true},
    {"GOLANG_VERSION", "golang", true},
    {"RUST_VERSION", "rust", true},
    {"RUBY_VERSION", "ruby", true},
    {"PHP_VERSION", "php", true},
    {"MAVEN_HOME", "maven", false},
    {"GRADLE_VERSION", "gradle", true},
    {"JAVA_VERSION", "eclipse-temurin", false},
    {"DOTNET_VERSION", "mcr.microsoft.com/dotnet/runtime", true},
    {"GCC_VERSION", "gcc", true},
    {"ROCM_VERSION", "rocm/rocm-terminal", false},
    {"CUDA_VERSION", "nvidia/cuda", true},
    {"NVIDIA_REQUIRE_CUDA", "nvidia/cuda", false},
    {"NVIDIA_VISIBLE_DEVICES", "nvidia/cuda", false},
    {"JETPACK_VERSION", "nvcr.io/nvidia/l4t-base", false},
};

/// Distributions whose ID in os-release is not their image's name.
constexpr std::pair<std::string_view, std::string_view> distributions[] = {
    {"amzn", "amazonlinux"},
    {"arch", "archlinux"},
    {"ol", "oraclelinux"},
    {"rocky", "rockylinux"},
    {"rhel", "redhat/ubi8"},
    {"opensuse-leap", "opensuse/leap"},
    {"opensuse-tumbleweed", "opensuse/tumbleweed"},
    {"wolfi", "cgr.dev/chainguard/wolfi-base"},
    {"photon", "photon"},
    {"azurelinux", "mcr.microsoft.com/azurelinux/base/core"},
    {"mariner", "mcr.microsoft.com/cbl-mariner/base/core"}};

bool is_tag_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '.' || letter == '-' || letter == '_';
}

/// A value that may be a tag: others are no version.
std::string_view as_tag(std::string_view value) {
    constexpr size_t most = 64;
    const bool good =
        !value.empty() && value.size() <= most && std::all_of(value.begin(), value.end(), is_tag_letter);
    return good ? value : std::string_view();
}

/// A text in a report: no longer than one can read.
std::string cut(std::string_view text) {
    constexpr size_t most = 200;
    return std::string(text.substr(0, most)).append(text.size() > most ? "..." : "");
}

class Recognition {
 public:
    void add(std::string image, std::string evidence, bool declared = false) {
        const auto reference = parse_reference(image);
        if (!reference) return;
        const std::string familiar = reference->familiar();
        for (size_t which = 0; which < names_.size(); ++which) {
            if (names_[which] != familiar) continue;
            // Another clue for the same; the first to tell a tag has it.
            BaseFinding& same = found[which];
            if (same.evidence.size() < 400) same.evidence.append("; ").append(evidence);
            if (!reference->tag.empty() && same.image == familiar) same.image = std::move(image);
            return;
        }
        names_.push_back(familiar);
        found.push_back({std::move(image), base_types(*reference), std::move(evidence), declared});
    }

    std::vector<BaseFinding> found;

 private:
    std::vector<std::string> names_;
};

/// "KEY=value" and KEY="value" lines.
std::string_view os_release_value(std::string_view text, std::string_view key) {
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
        if (!line.starts_with(key) || line.size() <= key.size() || line[key.size()] != '=') continue;
        line.remove_prefix(key.size() + 1);
        if (line.size() >= 2 && (line[0] == '"' || line[0] == '\'') && line.back() == line[0])
            line = line.substr(1, line.size() - 2);
        return line;
    }
    return {};
}

void read_labels(std::span<const std::pair<std::string, std::string>> labels, Recognition& to) {
    std::string name, digest;
    for (const auto& [label, value] : labels) {
        if (label == "org.opencontainers.image.base.name") name = value;
        if (label == "org.opencontainers.image.base.digest") digest = value;
    }
    if (!name.empty()) {
        std::string evidence = "label org.opencontainers.image.base.name=";
        evidence.append(cut(name));
        if (!digest.empty()) evidence.append(", its digest ").append(cut(digest));
        to.add(name, std::move(evidence), true);
    }
    std::string_view reference_name, version;
    for (const auto& [label, value] : labels) {
        if (label == "org.opencontainers.image.ref.name") reference_name = value;
        if (label == "org.opencontainers.image.version") version = value;
    }
    // Ubuntu's images are labelled so, and images built on them inherit it.
    if (reference_name == "ubuntu") {
        std::string image = "ubuntu";
        if (const std::string_view tag = as_tag(version); !tag.empty()) image.append(":").append(tag);
        to.add(std::move(image), "label org.opencontainers.image.ref.name=ubuntu");
    }
    for (const auto& [label, value] : labels) {
        if (label == "maintainer" && value.find("NVIDIA CORPORATION") != std::string::npos)
            to.add("nvidia/cuda", std::string("label maintainer=").append(cut(value)));
        if (label == "org.label-schema.name" && value.find("CentOS") != std::string::npos)
            to.add("centos", std::string("label org.label-schema.name=").append(cut(value)));
    }
}

void read_environment(std::span<const std::string> environment, Recognition& to) {
    for (const Clue& clue : clues) {
        for (const std::string& setting : environment) {
            const std::string_view text = setting;
            if (text.substr(0, text.find('=')) != clue.variable) continue;
            const std::string_view value = text.substr(std::min(text.size(), clue.variable.size() + 1));
            if (value.empty()) continue;
            std::string image(clue.image);
            if (const std::string_view tag = as_tag(value); clue.versioned && !tag.empty())
                image.append(":").append(tag);
            to.add(std::move(image), std::string("environment: ").append(cut(text)));
            break;
        }
    }
}

/// Steps that only one image's Dockerfile has.
void read_history(std::span<const Instruction> history, Recognition& to) {
    for (const Instruction& step : history) {
        const std::string_view text = step.command;
        if (step.instruction == "FROM" && !step.arguments.empty())
            to.add(step.arguments[0], std::string("history: FROM ").append(cut(text)), true);
        if (step.instruction.empty() && text.find("debuerreotype") != std::string_view::npos)
            to.add("debian", std::string("history: ").append(cut(text)));
        if (step.instruction == "ADD" && text.find("alpine-minirootfs") != std::string_view::npos)
            to.add("alpine", std::string("history: ADD ").append(cut(text)));
        if (step.instruction == "LABEL" && text.find("CentOS Base Image") != std::string_view::npos)
            to.add("centos", std::string("history: LABEL ").append(cut(text)));
        if (step.instruction.empty() && text.starts_with("bazel build"))
            to.add("gcr.io/distroless/base", std::string("history: ").append(cut(text)));
        if (step.instruction.empty() && text == "apko")
            to.add("cgr.dev/chainguard/wolfi-base", "history: apko");
        if (step.instruction == "RUN" && text.find("rpm --root /mnt/rootfs") != std::string_view::npos)
            to.add("registry.access.redhat.com/ubi8", std::string("history: ").append(cut(text)));
    }
}

void read_os_release(std::string_view text, Recognition& to) {
    const std::string_view id = as_tag(os_release_value(text, "ID"));
    if (id.empty()) return;
    std::string image(id);
    for (const auto& [other, name] : distributions)
        if (id == other) image = name;
    const std::string_view version = as_tag(os_release_value(text, "VERSION_ID"));
    if (id == "rhel" && version.starts_with('9')) image = "redhat/ubi9";
    if (!version.empty()) image.append(":").append(version);
    const std::string_view pretty = os_release_value(text, "PRETTY_NAME");
    to.add(std::move(image), std::string("/etc/os-release: ").append(cut(pretty.empty() ? id : pretty)));
}

}  // namespace

std::vector<BaseFinding> recognise_bases(const ImageFacts& facts) {
    Recognition recognition;
    read_labels(facts.labels, recognition);
    read_environment(facts.environment, recognition);
    read_history(facts.history, recognition);
    read_os_release(facts.os_release, recognition);
    sort_stably(recognition.found.begin(), recognition.found.end(),
                [](const BaseFinding& a, const BaseFinding& b) { return a.declared > b.declared; });
    return std::move(recognition.found);
}

}  // namespace plimsoll::dockerfile
