#include <catch2/catch_test_macros.hpp>

#include "core/dockerfile/dockerfile.h"

using namespace plimsoll;
using namespace plimsoll::dockerfile;

namespace {

std::string told(std::string_view text) {
    const auto found = parse_reference(text);
    if (!found) return "wrong";
    return std::string(found->registry)
        .append("|")
        .append(found->name_space)
        .append("|")
        .append(found->name)
        .append("|")
        .append(found->tag)
        .append("|")
        .append(found->digest.substr(0, 10));
}

std::string types(std::string_view text) {
    const auto reference = parse_reference(text);
    if (!reference) return "wrong";
    std::string result;
    for (const BaseType type : base_types(*reference).types)
        result.append(result.empty() ? "" : "|").append(base_type_name(type));
    return result;
}

std::string authors(std::string_view text) {
    std::string result;
    for (const BaseType type : authors_base_types(text))
        result.append(result.empty() ? "" : "|").append(base_type_name(type));
    return result;
}

const std::string digest = "sha256:" + std::string(64, 'a');

}  // namespace

TEST_CASE("References to images", "[base]") {
    CHECK(told("ubuntu") == "docker.io|library|ubuntu||");
    CHECK(told("python:3.9-slim") == "docker.io|library|python|3.9-slim|");
    CHECK(told("nvidia/cuda:11.0-base") == "docker.io|nvidia|cuda|11.0-base|");
    CHECK(told("docker.io/python") == "docker.io|library|python||");
    CHECK(told("index.docker.io/a/b") == "docker.io|a|b||");
    CHECK(told("nvcr.io/nvidia/k8s/dcgm:1") == "nvcr.io|nvidia/k8s|dcgm|1|");
    CHECK(told("localhost/x") == "localhost||x||");
    CHECK(told("localhost:5000/x:1") == "localhost:5000||x|1|");
    CHECK(told("host:5000/x") == "host:5000||x||");
    CHECK(told("a/b:1@" + digest) == "docker.io|a|b|1|sha256:aaa");
    CHECK(told("debian@" + digest) == "docker.io|library|debian||sha256:aaa");
    CHECK(told("a__b/c-d/e.f:T_1") == "docker.io|a__b/c-d|e.f|T_1|");
    for (const char* wrong : {"", "A", "a//b", "/a", "a/", "a:", "a:-x", "a b", "a___b", "a..b", "-a", "a@x",
                              "a@sha256:12", "a:b:c", ":a", "a.b/", "ubuntu:20.04/x"})
        CHECK(told(wrong) == "wrong");
    CHECK(parse_reference("nvcr.io/nvidia/cuda:1")->repository() == "nvcr.io/nvidia/cuda");
    CHECK(parse_reference("python")->repository() == "docker.io/library/python");
    CHECK(parse_reference("docker.io/a/b")->familiar() == "a/b");
}

TEST_CASE("References with variables", "[base]") {
    CHECK(told("python:${V}") == "docker.io|library|python|${V}|");
    CHECK(told("${R}/python:1") == "docker.io|${R}|python|1|");
    CHECK(told("a/${X:-b/c:d}:1") == "docker.io|a|${X:-b/c:d}|1|");
    CHECK(told("{{ image }}") == "wrong");
    CHECK(parse_reference("$IMAGE")->variable_name);
    CHECK(parse_reference("python:$V")->variable);
    CHECK_FALSE(parse_reference("python:$V")->variable_name);
}

TEST_CASE("Types of images by their names", "[base]") {
    CHECK(types("ubuntu:20.04") == "Operating System");
    CHECK(types("nvidia/cuda:11.0-cudnn8-devel-ubuntu18.04") == "Platform Runtime");  // not by its tag
    CHECK(types("python:3.7-alpine") == "Language Runtime");
    CHECK(types("registry.example.org:5000/library/python:3") == "Language Runtime");
    CHECK(types("mirror.example.org/nvidia/cuda") == "Platform Runtime");
    CHECK(types("pytorch/pytorch") == "Machine Learning Platform");
    CHECK(types("nvcr.io/nvidia/pytorch:21.10-py3") == "Machine Learning Platform|Platform Runtime");
    CHECK(types("jupyter/scipy-notebook") == "Interactive Computing");
    CHECK(types("me/my-tensorflow-gpu") == "Machine Learning Platform|Platform Runtime");
    CHECK(types("me/jupyter-pytorch") == "Interactive Computing|Machine Learning Platform");
    CHECK(types("gcr.io/distroless/static:nonroot") == "Static Binary");
    CHECK(types("postgres:14") == "Database");
    CHECK(types("grafana/grafana") == "Monitoring System");
    CHECK(types("$IMAGE") == "Variable");
    CHECK(types("python:$V") == "Language Runtime");
    CHECK(types("intelpython/intelpython3_core") == "Language Runtime");
    CHECK(types("me/something").empty());
    CHECK(base_types(*parse_reference("python")).evidence == "python is in the list (official)");
    CHECK(base_types(*parse_reference("me/x-cuda")).evidence == "its name has the word cuda");
}

TEST_CASE("Types and labels as the authors had them", "[base]") {
    CHECK(authors_base_labels("nvidia/cuda:11.0-devel-ubuntu18.04 AS x") ==
          std::vector<std::string_view>{"ubuntu", "{}/cuda"});
    CHECK(authors_base_labels("tensorflow/tensorflow:2.0-gpu-py3") ==
          std::vector<std::string_view>{"{}/cuda", "python", "{}/tensorflow"});
    CHECK(authors_base_labels("scratch").empty());
    CHECK(authors("nvidia/cuda:11.0-devel-ubuntu18.04") == "Operating System|Platform Runtime");
    CHECK(authors("python:$V") == "Language Runtime|Variable");
    CHECK(authors("continuumio/miniconda3").empty());  // "Package manager" is none of the 13
    CHECK(authors("quay.io/prometheus/prometheus:v2") == "Monitoring System");
}

TEST_CASE("Base images of a Dockerfile", "[base]") {
    const auto images = base_images(parse(R"(ARG V=3.8
FROM golang AS build
FROM build
FROM python:$V
FROM scratch
FROM $NONE
FROM python:$NONE
FROM Bad:::
)"));
    REQUIRE(images.size() == 6);
    CHECK(images[0].reference->name == "golang");
    CHECK(images[1].stage == 2);
    CHECK(images[1].reference->tag == "3.8");
    CHECK_FALSE(images[1].reference->variable);
    CHECK_FALSE(images[2].reference);
    CHECK(images[2].types.types == std::vector<BaseType>{BaseType::static_binary});
    CHECK(images[3].types.types == std::vector<BaseType>{BaseType::variable});
    CHECK(images[4].types.types == std::vector<BaseType>{BaseType::language_runtime});
    CHECK(images[4].reference->variable);
    CHECK_FALSE(images[5].reference);
    CHECK(images[5].types.types.empty());
}

TEST_CASE("An image tells what it is built on", "[base]") {
    const std::vector<std::pair<std::string, std::string>> labels = {
        {"maintainer", "NVIDIA CORPORATION <cudatools@nvidia.com>"},
        {"org.opencontainers.image.base.name", "docker.io/library/python:3.11-slim"},
        {"org.opencontainers.image.base.digest", digest}};
    const std::vector<std::string> environment = {"PATH=/bin", "PYTHON_VERSION=3.11.4", "CUDA_VERSION=11.8.0",
                                                  "NVIDIA_REQUIRE_CUDA=cuda>=11.8 brand=x", "NODE_VERSION="};
    const std::vector<Instruction> history = {from_history("# debuerreotype 0.15")};
    const auto found = recognise_bases(
        {history, labels, environment,
         "NAME=\"Debian\"\nID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n"});
    REQUIRE(found.size() == 3);
    CHECK(found[0].image == "docker.io/library/python:3.11-slim");
    CHECK(found[0].declared);
    CHECK(found[0].evidence.starts_with(
        "label org.opencontainers.image.base.name=docker.io/library/python:3.11-slim, its digest sha256:"));
    CHECK(found[0].evidence.ends_with("; environment: PYTHON_VERSION=3.11.4"));
    CHECK(found[1].image == "nvidia/cuda:11.8.0");
    CHECK(found[1].types.types.at(0) == BaseType::platform_runtime);
    CHECK(found[1].evidence ==
          "label maintainer=NVIDIA CORPORATION <cudatools@nvidia.com>; environment: CUDA_VERSION=11.8.0; "
          "environment: NVIDIA_REQUIRE_CUDA=cuda>=11.8 brand=x");
    CHECK(found[2].image == "debian:12");
    CHECK(found[2].evidence ==
          "history: # debuerreotype 0.15; /etc/os-release: Debian GNU/Linux 12 (bookworm)");
    CHECK(recognise_bases({}).empty());
    CHECK(recognise_bases({{}, {}, {}, "ID=amzn\nVERSION_ID='2'\n"}).at(0).image == "amazonlinux:2");
    CHECK(recognise_bases({{}, {}, {}, "ID=../x\n"}).empty());
}
