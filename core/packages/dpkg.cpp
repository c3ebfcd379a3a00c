// dpkg(1): var/lib/dpkg/status says what is installed, info/NAME.list which paths it has, diversions which of those lie
// elsewhere. Images without a package manager have status.d/NAME and status.d/NAME.md5sums instead.
#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "core/limits.h"
#include "core/packages/ecosystems.h"
#include "core/packages/text.h"
#include "core/sorting.h"

namespace plimsoll::packages {
namespace {

using image::Paths;

struct Installed {
    std::string_view name, architecture, version;
    bool same = false;  ///< Multi-Arch: same, so that it can be installed for several architectures
    const Documents::Document* described_by = nullptr;
};

/// Whether files of a package in that state are there: dpkg knows states between "not-installed" and "installed", in all
/// but these two the files are unpacked.
bool has_files(std::string_view status) {
    const size_t blank = status.rfind(' ');
    const std::string_view state = blank == status.npos ? status : status.substr(blank + 1);
    return !state.empty() && state != "not-installed" && state != "config-files";
}

void read_stanza(Work& work, const Stanza& stanza, const Documents::Document& document,
                 std::vector<Installed>& packages) {
    Installed package;
    package.name = stanza.field("Package");
    if (package.name.empty()) return;
    if (document.kind == Database::dpkg_status && !has_files(stanza.field("Status"))) return;
    if (packages.size() >= limits::packages) return work.claims.refuse();
    package.architecture = stanza.field("Architecture");
    package.version = stanza.field("Version");
    package.same = stanza.field("Multi-Arch") == "same";
    package.described_by = &document;
    packages.push_back(package);
}

/// Sorted by name and architecture, each pair once: the first that is described.
std::vector<Installed> installed_packages(Work& work) {
    std::vector<Installed> packages;
    for (const auto& document : work.documents.all()) {
        if (document.kind != Database::dpkg_status && document.kind != Database::dpkg_status_d) continue;
        for (std::string_view left = document.text; !left.empty();)
            read_stanza(work, take_stanza(left), document, packages);
    }
    const auto key = [](const Installed& package) { return std::tie(package.name, package.architecture); };
    sort_stably(packages.begin(), packages.end(),
                [&](const auto& a, const auto& b) { return key(a) < key(b); });
    packages.erase(std::unique(packages.begin(), packages.end(),
                               [&](const auto& a, const auto& b) { return key(a) == key(b); }),
                   packages.end());
    return packages;
}

/// Finds the list of each package. No list serves two: a hostile status could name a long one a million times.
class Lists {
 public:
    explicit Lists(Work& work)
        : work_(work), info_(work.lookup.directory(Paths::root, "var/lib/dpkg/info")) {}

    const Documents::Document* of(const Installed& package) {
        if (package.described_by->kind == Database::dpkg_status_d) {
            const auto& nodes = work_.files.paths().nodes;
            const std::string name(work_.files.paths().name(package.described_by->path));
            return take(nodes[package.described_by->path].parent, name + ".md5sums");
        }
        const std::string plain = std::string(package.name) + ".list";
        const std::string exact =
            std::string(package.name) + ":" + std::string(package.architecture) + ".list";
        // dpkg before 1.16 knew no architectures in these names.
        const auto* first = take(info_, package.same ? exact : plain);
        return first ? first : take(info_, package.same ? plain : exact);
    }

 private:
    const Documents::Document* take(uint32_t directory, const std::string& name) {
        if (directory == Paths::none) return nullptr;
        const uint32_t path = work_.files.child(directory, name);
        const auto* document = path == Paths::none ? nullptr : work_.documents.at(path);
        return document && taken_.insert(path).second ? document : nullptr;
    }

    Work& work_;
    uint32_t info_;
    std::unordered_set<uint32_t> taken_;
};

std::string_view without_slashes(std::string_view path) {
    while (path.starts_with('/') || path.starts_with("./")) path.remove_prefix(path[0] == '/' ? 1 : 2);
    while (path.ends_with('/')) path.remove_suffix(1);
    return path;
}

/// Where the files of other packages than the diverting one lie (dpkg-divert(1)).
class Diversions {
 public:
    explicit Diversions(const Documents& documents) {
        for (const auto& document : documents.all()) {
            if (document.kind != Database::dpkg_diversions) continue;
            for (std::string_view left = document.text; !left.empty();) {
                const std::string_view from = without_slashes(take_line(left)),
                                       to = without_slashes(take_line(left));
                // ":" is a diversion by the administrator, and holds for every package.
                diversions_.try_emplace(from, Diversion{to, take_line(left)});
            }
        }
    }

    std::string_view place(std::string_view path, std::string_view package) const {
        if (diversions_.empty()) return path;
        const auto found = diversions_.find(without_slashes(path));
        return found == diversions_.end() || found->second.by == package ? path : found->second.to;
    }

 private:
    struct Diversion {
        std::string_view to, by;
    };
    std::unordered_map<std::string_view, Diversion> diversions_;
};

/// "d41d8cd98f00b204e9800998ecf8427e  usr/bin/python3"
std::string_view path_of_sum(std::string_view line) {
    const size_t blank = line.find(' ');
    return blank == line.npos || blank + 2 > line.size() ? std::string_view() : line.substr(blank + 2);
}

void claim_listed(Work& work, const Documents::Document& list, const Diversions& diversions,
                  std::string_view package, uint32_t owner) {
    for (std::string_view left = list.text; !left.empty();) {
        const std::string_view line = take_line(left);
        const std::string_view path = list.kind == Database::dpkg_md5sums ? path_of_sum(line) : line;
        work.claims.claim(work.lookup.find(Paths::root, diversions.place(path, package)), owner);
    }
}

}  // namespace

void claim_dpkg(Work& work) {
    const Diversions diversions(work.documents);
    const std::vector<Installed> packages = installed_packages(work);
    Lists lists(work);
    for (size_t number = 0; number < packages.size(); ++number) {
        const Installed& package = packages[number];
        const auto is_of_this_name = [&](size_t other) {
            return other < packages.size() && packages[other].name == package.name;
        };
        std::string name(package.name);
        if (is_of_this_name(number + 1) || (number > 0 && is_of_this_name(number - 1)))
            name.append(":").append(package.architecture);
        const uint32_t owner = work.claims.add({.ecosystem = Ecosystem::dpkg,
                                                .name = std::move(name),
                                                .version = std::string(package.version),
                                                .layer = package.described_by->layer});
        const auto* list = lists.of(package);
        if (owner != Paths::none && list) claim_listed(work, *list, diversions, package.name, owner);
    }
}

}  // namespace plimsoll::packages
