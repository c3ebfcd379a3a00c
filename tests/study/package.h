// A small data set in the layout of the study's package.
#pragma once

#include <map>
#include <string>

#include "tests/support/tar_builder.h"
#include "tests/support/zip_builder.h"

namespace plimsoll::test {

inline const std::string top = "EASE2022-main/Datasets/";
inline const std::string logs = top + "raw-data/Dockerfiles/logs/";

/// A small data set in the package's layout.
inline std::map<std::string, std::string> package() {
    return {
        {top + "RQ1/final-dataset.csv",
         "\xef\xbb\xbfRepos,manual_topic,commits,contributors,releases,repo_size,stars,forks,latest_image,"
         "docker_files_count\r\n"
         "a/one,mlops,100,1,2,1000,5,6,['a/one:1'],1\r\n"
         "a/two,mlops,201,2,4,3001,7,8,\"['a/two:latest', 'a/three']\",3\r\n"
         "b/tool,AutoML,50,3,nan,10,9,10,[],1\r\n"
         ",,,,,,,,,\r\n"},
        {top + "RQ1/manual-labeling.csv",
         "repos,manual_topic,total_dockerfiles,latest_image,dockerfiles,base_images,purpose,What\r\n"
         "a/one,mlops,1,[],set(),{},{},build\r\n"
         "a/two,mlops,4,[],set(),{},{},\r\n"
         "b/tool,AutoML,2,[broken'],set(),{},{},\r\n"},
        {top + "RQ3/instructions/Docker_images_instructions.csv",
         "Category,Repos,Instructions,Percentage\n"
         "Toolkit,b/tool,RUN,40\nToolkit,b/tool,RUN,40\nMLOps/ AIOps,a/one,RUN,50\nMLOps/ "
         "AIOps,a/two,RUN,20\n"},
        {top + "RQ3/instructions/results_instruction.csv",
         "repos,repo_version,filename,instructions,instructions_count\n"
         "a/one,latest,/Dockerfile,FROM,1\na/one,latest,/Dockerfile,RUN,1\n"
         "b/tool,latest,/Dockerfile,FROM,3\nb/tool,latest,/Dockerfile,RUN,2\n"
         "b/tool,latest,/mode-dockerfile.js,VAR,9\n"},
        {logs + "a/one/latest/Dockerfile", "FROM nvidia/cuda:10.0-ubuntu18.04\nRUN apt-get install make\n"},
        {logs + "a/one/gh_tags.txt", "1\n"},
        {logs + "b/tool/latest/Dockerfile", "ARG V=3\nFROM python:${V} AS base\nFROM base\nCMD python\n"},
        {top + "unheard-of.bin", "?"},
        {top + "RQ2/purpose.json",
         R"({"mindmap":{"root":{"text":{"caption":"purple"},"children":[{"text":{"caption":"Hosting"}}]}}})"},
    };
}

inline std::string as_tar(const std::map<std::string, std::string>& files) {
    Tar tar;
    for (const auto& [path, text] : files) tar.file(path, text);
    return tar.finish();
}

inline std::string as_zip(const std::map<std::string, std::string>& files) {
    Zip zip;
    for (const auto& [path, text] : files) zip.file(path, text);
    return zip.finish();
}

}  // namespace plimsoll::test
