#include "core/study/image_folders.h"

#include <catch2/catch_test_macros.hpp>

#include "core/study/study.h"
#include "tests/study/package.h"

using namespace plimsoll;
using namespace plimsoll::study;
using namespace plimsoll::test;

namespace {

const std::string digits(64, 'a');
const std::string folder = top + "raw-data/DockerImage/sample-images/a/one/1/";

std::map<std::string, std::string> with_image() {
    auto files = package();
    files[folder + "manifest.json"] =
        R"({"schemaVersion":2,"config":{"size":1234,"digest":"sha256:)" + digits +
        R"("},"layers":[{"size":10,"digest":"sha256:1"},{"size":20,"digest":"sha256:2"}]})";
    files[folder + digits] =
        R"({"architecture":"arm64","os":"linux","config":{"Env":["A=1","B=2","C=3"]},"rootfs":{"diff_ids":["x","y"]}})";
    files[folder + "version"] = "Directory Transport Version: 1.1\n";
    return files;
}

Dataset read(const std::map<std::string, std::string>& files) {
    Reader reader;
    const std::string zip = as_zip(files);
    const auto source = bytes::view_memory({reinterpret_cast<const uint8_t*>(zip.data()), zip.size()});
    reader.add_file(*source, "package.zip");
    return reader.finish();
}

}  // namespace

TEST_CASE("An image's folder is read where there is no table of images") {
    const Dataset data = read(with_image());
    REQUIRE(data.configs.size() == 1);
    const ImageConfig& config = data.configs[0];
    CHECK(config.image == "a/one");
    CHECK(config.tag == "1");
    CHECK(config.architecture == "arm64");
    CHECK(config.config_bytes == 1234);
    CHECK(config.environment == 3);
    CHECK(config.rootfs_layers == 2);
    REQUIRE(data.layers.size() == 2);
    CHECK(data.layers[1].image == "a/one");
    CHECK(data.layers[1].bytes == 20);
    CHECK(data.more_configs.empty());
}

TEST_CASE("A table of images stands above their folders") {
    auto files = with_image();
    files[top + "raw-data/DockerImage/layers/Manifest_Config_info.csv"] =
        "Image,RepoTag,config_mediaType,architecture,os,config_size,config_env_count,rootfs_layers_count\n"
        "a/two,latest,x,amd64,linux,99,1,sha256:9\n";
    const Dataset data = read(files);
    REQUIRE(data.configs.size() == 1);
    CHECK(data.configs[0].image == "a/two");
    REQUIRE(data.more_configs.size() == 1);
    CHECK(data.more_configs[0].image == "a/one");
}

TEST_CASE("A manifest without its configuration, and what is none, is no image") {
    auto files = with_image();
    files.erase(folder + digits);
    CHECK(read(files).configs.empty());
    files = with_image();
    files[folder + digits] = R"({"rootfs": 7})";
    const Dataset data = read(files);
    CHECK(data.configs.empty());
    bool told = false;
    for (const LeftOut& left : data.left_out)
        told = told || left.reason == "JSON, but no configuration of an image";
    CHECK(told);
    files[folder + digits] = "{";
    CHECK_FALSE(read(files).problems.empty());
    files = with_image();
    files[folder + "manifest.json"] = R"({"config": {"digest": 7, "size": -1}, "layers": [null, 1]})";
    CHECK(read(files).configs.empty());
}
