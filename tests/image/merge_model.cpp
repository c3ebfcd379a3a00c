// Random stacks of layers, merged by core and by a naive model of the OCI image specification side by side.
#include <map>
#include <memory>
#include <random>
#include <set>

#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

struct Entry {
    enum Kind { file, directory, symlink, other, hardlink, whiteout, opaque };
    Kind kind;
    std::string path, target;
    uint64_t size;
};

Tar tar_of(const std::vector<Entry>& layer) {
    Tar tar;
    for (const auto& [kind, path, target, size] : layer) {
        switch (kind) {
            case Entry::file:
                tar.file(path, size);
                break;
            case Entry::directory:
                tar.directory(path);
                break;
            case Entry::symlink:
                tar.symlink(path, "nowhere");
                break;
            case Entry::other:
                tar.special(path, '6');
                break;
            case Entry::hardlink:
                tar.hardlink(path, target);
                break;
            case Entry::whiteout:
                tar.whiteout(path);
                break;
            case Entry::opaque:
                tar.opaque(path);
                break;
        }
    }
    return tar;
}

/// The file system as a map from path to node; files share their data where they are linked.
class Model {
 public:
    struct Node {
        std::string kind;
        std::shared_ptr<const uint64_t> data;  ///< its size
    };
    std::map<std::string, Node> nodes;
    uint64_t shipped = 0;

    void add(const std::vector<Entry>& layer) {
        for (const Entry& entry : layer) {
            if (entry.kind == Entry::whiteout) erase(entry.path);
            if (entry.kind == Entry::opaque && nodes.count(entry.path) &&
                nodes[entry.path].kind == "directory")
                erase_below(entry.path);
        }
        for (const Entry& entry : layer)
            if (entry.kind != Entry::whiteout && entry.kind != Entry::opaque) put(entry);
    }

    uint64_t bytes() const {
        std::set<std::shared_ptr<const uint64_t>> distinct;
        uint64_t sum = 0;
        for (const auto& [path, node] : nodes)
            if (node.data && distinct.insert(node.data).second) sum += *node.data;
        return sum;
    }

 private:
    void put(const Entry& entry) {
        constexpr const char* kinds[] = {"file", "directory", "symlink", "other"};
        Node node;
        if (entry.kind == Entry::hardlink) {
            const auto target = nodes.find(entry.target);
            const bool good = target != nodes.end() && target->second.kind != "directory";
            node = good ? target->second : Node{"broken", nullptr};
        } else {
            node.kind = kinds[entry.kind];
        }
        if (entry.kind == Entry::file) {
            node.data = std::make_shared<const uint64_t>(entry.size);
            shipped += entry.size;
        }
        for (size_t slash = entry.path.find('/'); slash != std::string::npos;
             slash = entry.path.find('/', slash + 1)) {
            const std::string above = entry.path.substr(0, slash);
            if (nodes.count(above) && nodes[above].kind != "directory") erase(above);
            nodes.try_emplace(above, Node{"directory", nullptr});
        }
        if (node.kind == "directory" && nodes.count(entry.path) && nodes[entry.path].kind == "directory")
            return;
        erase(entry.path);
        nodes[entry.path] = node;
    }
    void erase(const std::string& path) {
        erase_below(path);
        nodes.erase(path);
    }
    void erase_below(const std::string& path) {
        nodes.erase(nodes.lower_bound(path + "/"), nodes.lower_bound(path + "0"));  // '0' follows '/'
    }
};

/// Few names, so that layers meet at the same paths.
class Generator {
 public:
    explicit Generator(unsigned seed) : random_(seed) {}

    std::vector<std::vector<Entry>> stack() {
        std::vector<std::vector<Entry>> layers(2 + pick(6));
        for (auto& layer : layers)
            for (size_t entries = pick(80); entries > 0; --entries) layer.push_back(entry());
        return layers;
    }

 private:
    size_t pick(size_t count) { return random_() % count; }

    std::string path() {
        std::string path;
        for (size_t parts = 1 + pick(4); parts > 0; --parts)
            path += (path.empty() ? "" : "/") + std::string(1, "abcde"[pick(5)]);
        return path;
    }

    Entry entry() {
        constexpr Entry::Kind kinds[] = {Entry::file,      Entry::file,     Entry::file,     Entry::directory,
                                         Entry::directory, Entry::symlink,  Entry::hardlink, Entry::hardlink,
                                         Entry::whiteout,  Entry::whiteout, Entry::opaque,   Entry::other};
        return {kinds[pick(std::size(kinds))], path(), path(), pick(1000)};
    }

    std::mt19937 random_;
};

}  // namespace

TEST_CASE("A random stack of layers merges as the specification says") {
    for (unsigned seed = 0; seed < 300; ++seed) {
        CAPTURE(seed);
        const auto layers = Generator(seed).stack();
        Model model;
        Stack stack{};
        for (const auto& layer : layers) {
            model.add(layer);
            stack.add(tar_of(layer));
        }

        std::map<std::string, std::string> expected, merged;
        for (const auto& [path, node] : model.nodes)
            expected["/" + path] = node.kind + (node.data ? " " + std::to_string(*node.data) : "");
        for (uint32_t path = 1; path < stack.files.paths().size(); ++path) {
            const std::string text = stack.files.paths().text(path);
            if (const std::string what = stack.at(text.substr(1)); what != "absent") merged[text] = what;
        }
        CHECK(merged == expected);

        const auto totals = stack.files.totals();
        uint64_t shipped = 0, hidden = 0;
        std::vector<uint64_t> hidden_by(layers.size()), hides(layers.size());
        for (const auto& found : stack.scans) shipped += found.measures.file_bytes;
        for (uint32_t layer = 0; layer < layers.size(); ++layer) {
            hidden += stack.hidden_bytes(layer);
            for (uint32_t entry = 0; entry < stack.files.effects(layer).size(); ++entry)
                hides[layer] += stack.files.hides(layer, entry);
        }
        for (const auto& inode : stack.files.inodes())
            if (inode.links == 0 && inode.layer != inode.hidden_by) hidden_by[inode.hidden_by] += inode.size;
        CHECK(shipped == model.shipped);
        CHECK(totals.bytes == model.bytes());
        CHECK(hidden == shipped - totals.bytes);
        // What the entries of a layer say that they hide is what that layer hid of lower ones.
        CHECK(hides == hidden_by);
    }
}

TEST_CASE("The paths that can be reached from the root are those that are there") {
    for (unsigned seed = 0; seed < 50; ++seed) {
        CAPTURE(seed);
        Stack stack{};
        for (const auto& layer : Generator(seed).stack()) stack.add(tar_of(layer));
        std::vector<uint32_t> open{image::Paths::root};
        size_t reached = 0, present = 0;
        while (!open.empty()) {
            const auto children = stack.files.children(open.back());
            open.pop_back();
            open.insert(open.end(), children.begin(), children.end());
            reached += children.size();
        }
        for (uint32_t path = 1; path < stack.files.paths().size(); ++path)
            present += stack.files.kind(path) != image::FileSystem::Kind::absent;
        CHECK(reached == present);
    }
}
