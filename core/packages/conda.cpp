// conda: PREFIX/conda-meta/NAME-VERSION-BUILD.json says which files, below the prefix, a package linked or copied there.
#include "core/packages/ecosystems.h"
#include "core/packages/json_texts.h"

namespace plimsoll::packages {
namespace {

using image::Paths;

/// Takes ".../NAME-VERSION-BUILD.json" apart, for a document that does not say.
Package named_by_file(std::string_view file) {
    Package package{.ecosystem = Ecosystem::conda};
    file.remove_suffix(sizeof ".json" - 1);
    const size_t build = file.rfind('-');
    const size_t version = build == file.npos || build == 0 ? file.npos : file.rfind('-', build - 1);
    package.name = file.substr(0, version);
    if (version != file.npos) package.version = file.substr(version + 1, build - version - 1);
    return package;
}

void claim_package(Work& work, const Documents::Document& document) {
    const Paths& paths = work.files.paths();
    const uint32_t prefix = paths.nodes[paths.nodes[document.path].parent].parent;
    Package package = named_by_file(paths.name(document.path));
    std::string name = package.name, version = package.version;
    package.location = paths.text(prefix);
    package.layer = document.layer;
    const uint32_t owner = work.claims.add(std::move(package));
    if (owner == Paths::none) return;
    work.claims.claim(document.path, owner);
    const bool sound = visit_texts(document.text, [&](const std::string& member, std::string& text) {
        if (member == "files")
            work.claims.claim(work.lookup.find(prefix, text), owner);
        else if (member == "name")
            name = std::move(text);
        else if (member == "version")
            version = std::move(text);
        return true;
    });
    if (!sound)
        work.report(Problem::Severity::warning, paths.text(document.path),
                    "is not valid JSON: some of this package's files may be grouped by directory");
    work.claims.rename(owner, std::move(name), std::move(version));
}

}  // namespace

void claim_conda(Work& work) {
    for (const auto& document : work.documents.all())
        if (document.kind == Database::conda_meta) claim_package(work, document);
}

}  // namespace plimsoll::packages
