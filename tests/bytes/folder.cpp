#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "tests/support/results.h"

using namespace plimsoll;
using namespace plimsoll::test;
namespace fs = std::filesystem;

namespace {

class TemporaryFolder {
 public:
    TemporaryFolder() {
        char name[] = "/tmp/plimsoll-test-XXXXXX";
        path = mkdtemp(name);
    }
    ~TemporaryFolder() { fs::remove_all(path); }
    void write(const std::string& name, const std::string& text) {
        fs::create_directories((path / name).parent_path());
        std::ofstream(path / name) << text;
    }
    fs::path path;
};

std::vector<std::string> paths_of(const bytes::Folder& folder) {
    std::vector<std::string> paths;
    for (const auto& file : folder.files()) paths.push_back(file.path);
    return paths;
}

}  // namespace

TEST_CASE("A folder's files are listed by their paths below it") {
    TemporaryFolder disk;
    disk.write("b/c.txt", "abc");
    disk.write("a", "x");
    const auto folder = value_of(bytes::open_folder(disk.path.string()));
    CHECK(paths_of(*folder) == std::vector<std::string>{"a", "b/c.txt"});
    CHECK(folder->files()[1].bytes == 3);
    const auto source = value_of(folder->open("b/c.txt"));
    CHECK(value_of(bytes::read_all(*source, 0, 3, "")) == "abc");
}

TEST_CASE("Links are followed inside a folder, and never out of it") {
    TemporaryFolder outside, disk;
    outside.write("secret", "x");
    disk.write("a", "x");
    fs::create_symlink("a", disk.path / "inside");
    fs::create_symlink(outside.path / "secret", disk.path / "outside");
    fs::create_symlink("../" + outside.path.filename().string() + "/secret", disk.path / "up");
    fs::create_symlink("nowhere", disk.path / "dangling");
    fs::create_directory_symlink(".", disk.path / "loop");
    CHECK(paths_of(*value_of(bytes::open_folder(disk.path.string()))) ==
          std::vector<std::string>{"a", "inside"});
}

TEST_CASE("A folder that is not there is an error") {
    CHECK(error_of(bytes::open_folder("/nowhere/at/all")).code == ErrorCode::unreadable);
}
