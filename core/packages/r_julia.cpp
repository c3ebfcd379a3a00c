// R and Julia: a package is a directory, described by one text in it.
#include "core/packages/ecosystems.h"
#include "core/packages/text.h"

namespace plimsoll::packages {
namespace {

using image::Paths;

/// A member of a TOML document's top table that is a plain text: NAME = "value".
std::string_view toml_text(std::string_view toml, std::string_view name) {
    while (!toml.empty()) {
        const std::string_view line = trimmed(take_line(toml));
        if (line.starts_with('[')) break;
        if (!line.starts_with(name)) continue;
        std::string_view value = trimmed(line.substr(name.size()));
        if (!value.starts_with('=')) continue;
        value = trimmed(value.substr(1));
        if (!value.starts_with('"')) return {};
        return value.substr(1, value.find('"', 1) - 1);
    }
    return {};
}

Package r_package(std::string_view text) {
    const Stanza description = take_stanza(text);
    return {.ecosystem = Ecosystem::r,
            .name = std::string(description.field("Package")),
            .version = std::string(description.field("Version"))};
}

Package julia_package(std::string_view text) {
    return {.ecosystem = Ecosystem::julia,
            .name = std::string(toml_text(text, "name")),
            .version = std::string(toml_text(text, "version"))};
}

void claim_directories(Work& work, Database kind, Package (*describe)(std::string_view), bool needs_version) {
    const Paths& paths = work.files.paths();
    std::vector<uint32_t> roots(paths.size(), Paths::none);
    for (const auto& document : work.documents.all()) {
        if (document.kind != kind) continue;
        Package package = describe(document.text);
        if (package.name.empty() || (needs_version && package.version.empty())) continue;
        const uint32_t directory = paths.nodes[document.path].parent;
        package.location = paths.text(directory);
        package.layer = document.layer;
        roots[directory] = work.claims.add(std::move(package));
    }
    work.claims.claim_below(roots);
}

}  // namespace

// Any file may be called DESCRIPTION, and R's has both.
void claim_r(Work& work) { claim_directories(work, Database::r, r_package, true); }

// Julia's standard library has no versions of its own.
void claim_julia(Work& work) { claim_directories(work, Database::julia, julia_package, false); }

}  // namespace plimsoll::packages
