#include "core/study/recognise.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "core/study/study.h"
#include "tests/study/package.h"
#include "tests/support/compression.h"
#include "tests/support/image_builder.h"
#include "tests/support/memory_folder.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

bool is_dataset(const std::string& content) {
    const auto source = bytes::view_memory(view(content));
    return study::signs_of(*source).is_dataset();
}

bool is_dataset(std::map<std::string, std::string> files) {
    return study::signs_of(MemoryFolder(std::move(files))).is_dataset();
}

bool are_files(std::vector<std::string> names) { return study::are_dataset_files(names); }

}  // namespace

TEST_CASE("The study's package is told from projects and images by names") {
    const auto files = package();
    CHECK(is_dataset(files));
    CHECK(is_dataset(as_zip(files)));
    CHECK(is_dataset(as_tar(files)));
    for (const auto how : {bytes::Compression::gzip, bytes::Compression::zstd, bytes::Compression::xz})
        CHECK(is_dataset(compressed(as_tar(files), how)));

    // Folders of it that were dropped alone.
    CHECK(is_dataset({{"RQ1/final-dataset.csv", ""}, {"RQ2/purpose.json", ""}}));
    CHECK(is_dataset({{"final-dataset.csv", ""}, {"manual-labeling.csv", ""}}));
    CHECK(is_dataset({{"files-v2/Top10_files_by_size.csv", ""}}));
    CHECK(is_dataset({{"raw-data/Dockerfiles/logs/a/b/latest/Dockerfile", ""}}));

    // A project that has tables, one with a name as the study's, or folders for its own research questions.
    CHECK_FALSE(is_dataset({{"Dockerfile", ""}, {"data/final-dataset.csv", ""}}));
    CHECK_FALSE(is_dataset({{"Dockerfile", ""}, {"RQ1/a.csv", ""}, {"RQ2/b.csv", ""}, {"RQ3/c.csv", ""}}));
    CHECK_FALSE(is_dataset({{"myDatasets/RQ1x/a.csv", ""}}));
    CHECK_FALSE(is_dataset({{"manifest.json", ""}, {"blobs/sha256/aa", ""}}));
    CHECK_FALSE(is_dataset(as_tar({{"project/Dockerfile", "FROM a\n"}, {"project/x.csv", "a\n"}})));
    CHECK_FALSE(is_dataset(std::string("not an archive")));
    CHECK_FALSE(is_dataset(std::string()));
}

TEST_CASE("A tar shows itself before anything long") {
    Tar image, late;
    image.file("blobs/sha256/aa", 100).file("Datasets/RQ1/final-dataset.csv", "");
    CHECK_FALSE(is_dataset(image.finish()));
    late.file("long", uint64_t{20} << 20).file("Datasets/RQ1/final-dataset.csv", "");
    CHECK_FALSE(is_dataset(compressed(late.finish(), bytes::Compression::gzip)));
    // A folder's entry is enough, as in what code hosts make.
    Tar folders;
    folders.directory("EASE2022-main/")
        .directory("EASE2022-main/Datasets/")
        .directory("EASE2022-main/Datasets/RQ1/");
    CHECK(is_dataset(folders.finish()));
    // Cut anywhere, it is what it is as far as it goes.
    const std::string whole = compressed(as_tar(package()), bytes::Compression::gzip);
    for (size_t size = 0; size < whole.size(); size += 7) (void)is_dataset(whole.substr(0, size));
    const std::string zip = as_zip(package());
    for (size_t size = 0; size < zip.size(); size += 13) (void)is_dataset(zip.substr(0, size));
}

TEST_CASE("Loose files are a data set's by their endings") {
    CHECK(are_files({"a.csv"}));
    CHECK(are_files({"B.XLSX"}));
    CHECK(are_files({"reports.ndjson", "projects.jsonl.gz", "purpose.json"}));
    CHECK_FALSE(are_files({"report.json"}));
    CHECK_FALSE(are_files({"a.json", "b.json"}));
    CHECK_FALSE(are_files({"a.csv", "image.tar"}));
    CHECK_FALSE(are_files({"Dockerfile"}));
    CHECK_FALSE(are_files({}));
}

TEST_CASE("Only what is of use is said to be read") {
    CHECK(study::is_read("RQ1/final-dataset.csv"));
    CHECK(study::is_read(logs + "a/one/latest/Dockerfile"));
    CHECK_FALSE(study::is_read(logs + "a/one/1.0/Dockerfile"));
    CHECK_FALSE(study::is_read(logs + "a/one/gh_tags.txt"));
    CHECK_FALSE(study::is_read("README.md"));
    CHECK_FALSE(study::is_read("unheard-of.bin"));
}

TEST_CASE("A folder is told by its paths alone, and what is read of it comes in the reader's order") {
    const auto files = package();
    std::vector<std::string> paths;
    for (const auto& [path, content] : files) paths.push_back(path);
    std::reverse(paths.begin(), paths.end());
    CHECK(study::signs_of(paths).is_dataset());
    CHECK_FALSE(
        study::signs_of(std::vector<std::string>{"Dockerfile", "data/final-dataset.csv"}).is_dataset());

    // What was opened, in the order in which it was.
    class Watched final : public bytes::Folder {
     public:
        explicit Watched(std::map<std::string, std::string> content) : folder_(std::move(content)) {}
        const std::vector<File>& files() const override { return folder_.files(); }
        Result<std::unique_ptr<bytes::Source>> open(const std::string& path) const override {
            opened.push_back(path);
            return folder_.open(path);
        }
        mutable std::vector<std::string> opened;

     private:
        MemoryFolder folder_;
    };
    auto more = files;
    more["\xf0\x9f\x90\x8b/Dockerfile"] = more["\xef\xbf\xbd/Dockerfile"] = "FROM a\n";
    more["README.md"] = "";
    const Watched folder(more);
    paths.clear();
    for (const auto& [path, content] : more) paths.insert(paths.begin(), path);
    study::Reader reader;
    reader.add_folder(folder);
    std::erase_if(folder.opened, [](const std::string& path) { return !study::is_read(path); });
    std::vector<std::string> told;
    for (const uint32_t number : study::files_read(paths)) told.push_back(paths[number]);
    CHECK(told == folder.opened);
    CHECK(told.back() == "\xf0\x9f\x90\x8b/Dockerfile");
}

TEST_CASE("Progress of a folder counts the bytes of its files as they are opened") {
    uint64_t told = 0;
    study::Reader reader([&](uint64_t bytes) {
        told = bytes;
        return true;
    });
    reader.add_folder(
        MemoryFolder({{"a/Dockerfile", "FROM a\n"}, {"b/Dockerfile", "FROM b\n"}, {"c.txt", ""}}));
    CHECK(told == 14);
}
