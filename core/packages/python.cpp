// Python distributions: what is in a directory that the interpreter searches, as NAME-VERSION.dist-info (its RECORD lists
// the files), as NAME-VERSION.egg-info of setuptools and distutils, or as a whole NAME-VERSION.egg.
#include <algorithm>
#include <set>
#include <tuple>

#include "core/limits.h"
#include "core/packages/ecosystems.h"
#include "core/packages/python_record.h"
#include "core/packages/text.h"
#include "core/sorting.h"

namespace plimsoll::packages {
namespace {

using image::FileSystem;
using image::Paths;

struct Distribution {
    uint32_t place =
        Paths::none;  ///< its .dist-info or .egg, a directory, or its .egg-info, a directory or a file
    uint32_t site = Paths::none;  ///< the directory that is searched
    uint32_t depth = 0;           ///< of `site`
    std::string location;         ///< the text of `site`
    std::string_view name;        ///< of `place`
    Database kind = Database::none;
    uint32_t layer = 0;

    bool operator<(const Distribution& other) const {
        return std::tie(depth, location, name) < std::tie(other.depth, other.location, other.name);
    }
};

uint32_t parent(const Work& work, uint32_t path) { return work.files.paths().nodes[path].parent; }

/// Those nearer to the root first: what a distribution brings along as a copy (setuptools/_vendor) is its own.
std::vector<Distribution> find_distributions(Work& work) {
    const Paths& paths = work.files.paths();
    std::vector<Distribution> found;
    for (const auto& document : work.documents.all()) {
        Distribution one;
        if (document.kind == Database::egg_info_file)
            one.place = document.path;
        else if (document.kind == Database::dist_info || document.kind == Database::egg_info)
            one.place = parent(work, document.path);
        else if (document.kind == Database::egg)
            one.place = parent(work, parent(work, document.path));
        else
            continue;
        // One has several documents, mostly one after the other.
        if (!found.empty() && found.back().place == one.place) continue;
        if (found.size() >= limits::packages) {
            work.claims.refuse();
            continue;
        }
        one.site = parent(work, one.place);
        one.depth = paths.depth(one.site);
        one.location = paths.text(one.site);
        one.name = paths.name(one.place);
        one.kind = document.kind;
        one.layer = document.layer;
        found.push_back(std::move(one));
    }
    sort_stably(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end(),
                            [](const auto& a, const auto& b) { return a.place == b.place; }),
                found.end());
    return found;
}

/// The document of that name in a directory, or null.
const Documents::Document* document_in(const Work& work, uint32_t directory, std::string_view name) {
    const uint32_t path = work.files.child(directory, name);
    return path == Paths::none ? nullptr : work.documents.at(path);
}

/// Its text; empty where there is none.
std::string_view text_in(const Work& work, uint32_t directory, std::string_view name) {
    const auto* document = document_in(work, directory, name);
    return document ? document->text : std::string_view();
}

/// Takes "NAME-VERSION" or "NAME-VERSION-py3.11" apart, less its ending.
void name_by_file(std::string_view file, Package& package) {
    file = file.substr(0, file.rfind('.'));
    if (const size_t python = file.rfind("-py"); python != file.npos && python > 0)
        file = file.substr(0, python);
    const size_t version = file.rfind('-');
    package.name = file.substr(0, version);
    if (version != file.npos) package.version = file.substr(version + 1);
}

Package describe(const Work& work, const Distribution& one) {
    Package package{.ecosystem = Ecosystem::python, .location = one.location, .layer = one.layer};
    std::string_view text;
    if (one.kind == Database::dist_info) {
        text = text_in(work, one.place, "METADATA");
    } else if (one.kind == Database::egg_info) {
        text = text_in(work, one.place, "PKG-INFO");
    } else if (one.kind == Database::egg_info_file) {
        text = work.documents.at(one.place)->text;
    } else if (const uint32_t info = work.files.child(one.place, "EGG-INFO"); info != Paths::none) {
        text = text_in(work, info, "PKG-INFO");
    }
    const Stanza headers = take_stanza(text);
    package.name = headers.field("Name");
    package.version = headers.field("Version");
    if (package.name.empty()) name_by_file(one.name, package);
    return package;
}

/// Directories that belong to a distribution as a whole.
class Roots {
 public:
    explicit Roots(Work& work) : work_(work), roots_(work.files.paths().size(), Paths::none) {}

    /// A directory, or one file, unless another distribution has it.
    void add(uint32_t path, uint32_t owner) {
        if (path != Paths::none && roots_[path] == Paths::none) roots_[path] = owner;
    }

    /// What `import NAME` would find: a directory or a module.
    bool add_module(uint32_t site, const std::string& name, uint32_t owner) {
        if (name.empty() || name == "." || name == "..") return false;
        bool found = false;
        for (const char* ending : {"", ".py", ".so", ".abi3.so"}) {
            const uint32_t path = work_.files.child(site, name + ending);
            if (path == Paths::none) continue;
            add(path, owner);
            found = true;
        }
        return found;
    }

    const std::vector<uint32_t>& all() const { return roots_; }

 private:
    Work& work_;
    std::vector<uint32_t> roots_;
};

/// Without a list of its files: the modules that top_level.txt names, else those that are called like the distribution.
void claim_modules(const Work& work, const Distribution& one, const std::string& name, uint32_t owner,
                   Roots& roots) {
    roots.add(one.place, owner);
    std::string_view top_level = text_in(work, one.place, "top_level.txt");
    if (top_level.find_first_not_of(" \t\r\n") != top_level.npos) {
        while (!top_level.empty())
            roots.add_module(one.site, std::string(trimmed(take_line(top_level))), owner);
        return;
    }
    std::string module = name;
    std::replace(module.begin(), module.end(), '-', '_');
    if (roots.add_module(one.site, module, owner)) return;
    for (char& letter : module)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    roots.add_module(one.site, module, owner);
}

/// Answers whether the distribution says which files it has; then they are claimed.
bool claim_listed(Work& work, const Distribution& one, uint32_t owner, Roots& roots) {
    const auto list_in = [&](Database kind, std::string_view file) {
        return one.kind == kind ? document_in(work, one.place, file) : nullptr;
    };
    if (const auto* record = list_in(Database::dist_info, "RECORD")) {
        for (std::string_view left = record->text; !left.empty();)
            work.claims.claim(work.lookup.find(one.site, take_recorded_path(left)), owner);
    } else if (const auto* installed = list_in(Database::egg_info, "installed-files.txt")) {
        roots.add(one.place, owner);
        for (std::string_view left = installed->text; !left.empty();)
            work.claims.claim(work.lookup.find(one.place, trimmed(take_line(left))), owner);
    } else if (one.kind == Database::egg) {
        roots.add(one.place, owner);
    } else {
        return false;
    }
    return true;
}

struct Unlisted {
    const Distribution* distribution;
    std::string name;
    uint32_t owner;
};

}  // namespace

void claim_python(Work& work) {
    Roots roots(work);
    const auto distributions = find_distributions(work);
    std::vector<Unlisted> unlisted;
    std::set<std::pair<uint32_t, std::string>> listed;
    for (const Distribution& one : distributions) {
        Package package = describe(work, one);
        std::string name = package.name;
        const uint32_t owner = work.claims.add(std::move(package));
        if (owner == Paths::none) continue;
        if (claim_listed(work, one, owner, roots))
            listed.emplace(one.site, normalised(name));
        else
            unlisted.push_back({&one, std::move(name), owner});
    }
    // One that is described twice in a directory, by setuptools as well, has what its list says.
    for (const auto& [one, name, owner] : unlisted)
        if (!listed.contains({one->site, normalised(name)})) claim_modules(work, *one, name, owner, roots);
    work.claims.claim_below(roots.all());
}

}  // namespace plimsoll::packages
