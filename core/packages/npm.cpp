// npm, yarn and pnpm: node_modules/NAME is a package where it holds a package.json, with all that is below it and is not
// a package of its own.
#include "core/packages/ecosystems.h"
#include "core/packages/json_texts.h"

namespace plimsoll::packages {
namespace {

using image::Paths;

Package described_by(const Documents::Document& document, const Paths& paths) {
    const uint32_t directory = paths.nodes[document.path].parent;
    Package package{.ecosystem = Ecosystem::npm, .location = paths.text(directory), .layer = document.layer};
    // Broken or nameless ones are packages nevertheless: node finds them by their directory.
    visit_texts(document.text, [&](const std::string& member, std::string& text) {
        if (member == "name") package.name = std::move(text);
        if (member == "version") package.version = std::move(text);
        return package.name.empty() || package.version.empty();
    });
    if (package.name.empty()) {
        package.name = paths.name(directory);
        const std::string_view scope = paths.name(paths.nodes[directory].parent);
        if (scope.starts_with('@')) package.name = std::string(scope) + "/" + package.name;
    }
    return package;
}

}  // namespace

void claim_npm(Work& work) {
    const Paths& paths = work.files.paths();
    std::vector<uint32_t> roots(paths.size(), Paths::none);
    for (const auto& document : work.documents.all())
        if (document.kind == Database::npm)
            roots[paths.nodes[document.path].parent] = work.claims.add(described_by(document, paths));
    work.claims.claim_below(roots);
}

}  // namespace plimsoll::packages
