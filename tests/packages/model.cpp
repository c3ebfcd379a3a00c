// Random images with random databases, attributed by core and by a naive model of the rules side by side.
#include <map>
#include <optional>
#include <random>

#include "tests/support/weighed.h"

using namespace plimsoll;
using namespace plimsoll::test;
using image::FileSystem;

namespace {

struct Described {
    std::string name;
    std::vector<std::string> paths;
};

struct Image {
    std::vector<Tar> layers;
    std::map<std::string, std::string> links;  ///< targets, by path, of the last layer that has it
    std::vector<Described> dpkg, python;       ///< in the order in which they claim
};

/// Few names, so that all meet everywhere: files, directories, links to both, hard links, whiteouts, lists.
class Generator {
 public:
    explicit Generator(unsigned seed) : random_(seed) {}

    Image image() {
        Image image;
        for (size_t layers = 1 + pick(3); layers > 0; --layers) {
            Tar tar;
            for (size_t entries = 5 + pick(40); entries > 0; --entries) add_entry(tar, image);
            image.layers.push_back(tar);
        }
        Tar databases;
        std::string status;
        for (const char* name : {"p1", "p2", "p3"}) {
            Described package{name, paths()};
            status = "Package: " + package.name + "\nStatus: install ok installed\n\n" + status;
            std::string list;
            for (const std::string& path : package.paths) list += path + "\n";
            databases.file("var/lib/dpkg/info/" + package.name + ".list", list);
            image.dpkg.push_back(std::move(package));
        }
        databases.file("var/lib/dpkg/status", status);
        for (const char* name : {"q1", "q2"}) {
            Described distribution{name, paths()};
            std::string record;
            for (std::string& path : distribution.paths) {
                if (pick(2) == 0) path = "../" + path;
                record += path + ",,\n";
                if (!path.starts_with('/')) path = "/site/" + path;
            }
            databases.file("site/" + distribution.name + "-1.dist-info/RECORD", record);
            image.python.push_back(std::move(distribution));
        }
        image.layers.push_back(databases);
        return image;
    }

 private:
    size_t pick(size_t count) { return random_() % count; }

    std::string path() {
        std::string path;
        for (size_t parts = 1 + pick(4); parts > 0; --parts)
            path += (path.empty() ? "" : "/") + std::string(1, "abcd"[pick(4)]);
        return path;
    }

    std::vector<std::string> paths() {
        constexpr const char* odd[] = {"/../", "//", "/./", "/a/../"};
        std::vector<std::string> paths;
        for (size_t count = pick(40); count > 0; --count)
            paths.push_back((pick(6) == 0 ? odd[pick(4)] : "/") + path());
        return paths;
    }

    void add_entry(Tar& tar, Image& image) {
        const std::string at = path();
        switch (pick(8)) {
            case 0: {
                const std::string target = (pick(3) == 0 ? "/" : pick(3) == 0 ? "../" : "") + path();
                tar.symlink(at, target);
                image.links[at] = target;
                break;
            }
            case 1:
                tar.hardlink(at, path());
                image.links.erase(at);
                break;
            case 2:
                tar.whiteout(at);
                break;
            case 3:
                tar.directory(at);
                break;
            default:
                tar.file(at, 1 + pick(1000));
        }
    }

    std::mt19937 random_;
};

/// Looks paths up by their texts, component by component, with a budget of links.
class Model {
 public:
    Model(const Weighed& image, const std::map<std::string, std::string>& links)
        : files_(image.files), links_(links) {
        for (uint32_t path = 1; path < files_.paths().size(); ++path)
            if (files_.kind(path) != FileSystem::Kind::absent) numbers_[files_.paths().text(path)] = path;
    }

    /// Paths and bytes that a package gets of those it lists.
    std::pair<uint64_t, uint64_t> claim(const std::vector<std::string>& listed) {
        uint64_t paths = 0, bytes = 0;
        for (const std::string& path : listed) {
            int budget = 100;
            const size_t slash = path.rfind('/');
            const auto above = walk("", path.substr(0, slash), budget);
            if (!above) continue;
            const auto found = numbers_.find(*above + path.substr(slash));
            if (found == numbers_.end() || files_.kind(found->second) != FileSystem::Kind::file) continue;
            if (!owned_.insert(found->second).second) continue;
            ++paths;
            if (counted_.insert(files_.inode(found->second)).second) bytes += files_.size(found->second);
        }
        return {paths, bytes};
    }

 private:
    std::optional<std::string> walk(std::string at, const std::string& path, int& budget) {
        std::string rest = path + "/";
        while (!rest.empty()) {
            const std::string part = rest.substr(0, rest.find('/'));
            rest = rest.substr(part.size() + 1);
            if (part.empty() || part == ".") continue;
            if (part == "..") {
                at = at.substr(0, at.empty() ? 0 : at.rfind('/'));
                continue;
            }
            const auto found = numbers_.find(at + "/" + part);
            if (found == numbers_.end()) return std::nullopt;
            if (files_.kind(found->second) == FileSystem::Kind::symlink) {
                const auto link = links_.find((at + "/" + part).substr(1));  // none: a hard link to a link
                if (link == links_.end() || --budget < 0) return std::nullopt;
                const std::string& target = link->second;
                const auto led = walk(target.starts_with('/') ? "" : at, target, budget);
                if (!led) return std::nullopt;
                at = *led;
            } else if (files_.kind(found->second) == FileSystem::Kind::directory) {
                at += "/" + part;
            } else {
                return std::nullopt;
            }
        }
        return at;
    }

    const FileSystem& files_;
    const std::map<std::string, std::string>& links_;
    std::map<std::string, uint32_t> numbers_;
    std::set<uint32_t> owned_, counted_;
};

}  // namespace

TEST_CASE("Random images are shared out as a naive model has it") {
    size_t claimed = 0;
    for (unsigned seed = 0; seed < 400; ++seed) {
        CAPTURE(seed);
        const Image made = Generator(seed).image();
        const Weighed image(made.layers);
        Model model(image, made.links);
        std::map<std::string, std::pair<uint64_t, uint64_t>> expected, got;
        for (const auto& package : made.dpkg) expected["dpkg " + package.name] = model.claim(package.paths);
        for (const auto& package : made.python)
            if (const auto sums = model.claim(package.paths); sums.first > 0)
                expected["python " + package.name] = sums;
        for (const auto& package : image.attribution.packages)
            if (package.ecosystem != packages::Ecosystem::files)
                got[std::string(packages::name_of(package.ecosystem)) + " " + package.name] = {package.files,
                                                                                               package.bytes};
        CHECK(got == expected);
        for (const auto& [name, sums] : got) claimed += sums.first;
    }
    CHECK(claimed > 500);
}
