// Alpine's apk: lib/apk/db/installed has a paragraph for each package, with lines of one letter, a colon and a value:
// P its name, V its version, F a directory, and R a file in that directory.
#include "core/packages/ecosystems.h"
#include "core/packages/text.h"

namespace plimsoll::packages {
namespace {

using image::Paths;

void claim_package(Work& work, std::string_view stanza, uint32_t layer) {
    Package package{.ecosystem = Ecosystem::apk, .layer = layer};
    for (std::string_view left = stanza; !left.empty();) {
        const std::string_view line = take_line(left);
        if (line.starts_with("P:")) package.name = line.substr(2);
        if (line.starts_with("V:")) package.version = line.substr(2);
    }
    if (package.name.empty()) return;
    const uint32_t owner = work.claims.add(std::move(package));
    if (owner == Paths::none) return;
    uint32_t directory = Paths::root;
    for (std::string_view left = stanza; !left.empty();) {
        const std::string_view line = take_line(left);
        if (line.starts_with("F:")) directory = work.lookup.directory(Paths::root, line.substr(2));
        if (line.starts_with("R:") && directory != Paths::none)
            work.claims.claim(work.files.child(directory, line.substr(2)), owner);
    }
}

}  // namespace

void claim_apk(Work& work) {
    for (const auto& document : work.documents.all()) {
        if (document.kind != Database::apk_installed) continue;
        for (std::string_view left = document.text; !left.empty();)
            claim_package(work, take_stanza(left).text(), document.layer);
    }
}

}  // namespace plimsoll::packages
