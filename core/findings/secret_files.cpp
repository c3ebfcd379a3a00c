// Files whose names say that they hold secrets, those included that a later layer deletes: who has the archive has them.
#include "core/findings/families.h"
#include "core/findings/secret_names.h"

namespace plimsoll::findings {
namespace {

/// In a package, or among samples, a key is most likely one for show.
bool is_for_show(const Item& item) { return item.packaged || item.in(library | samples); }

bool may_hold(Secrecy secrecy, uint64_t bytes) {
    return bytes > 0 && bytes <= (secrecy == Secrecy::key ? key_bytes : secret_bytes);
}

}  // namespace

void find_secret_files(const Context& context) {
    std::vector<Exhibit> present, deleted, for_show;
    const auto& items = context.survey.items();
    const auto& files = context.input.files;
    for (uint32_t inode = 0; inode < items.size(); ++inode) {
        const Item& item = items[inode];
        const auto& shipped = context.survey.inode(inode);
        if (item.in(public_keys)) continue;
        const Secrecy secrecy = secrecy_of(files.paths(), item.path);
        if (secrecy == Secrecy::none || !may_hold(secrecy, shipped.size)) continue;
        const Exhibit exhibit{shipped.size, item.path, shipped.layer};
        const bool is_shown = files.kind(shipped.path) == image::FileSystem::Kind::file;
        if (is_for_show(item)) {
            if (secrecy == Secrecy::key && item.visible) for_show.push_back(exhibit);
        } else if (item.visible) {
            present.push_back(exhibit);
        } else if (!is_shown) {
            deleted.push_back(exhibit);
        }
    }
    Finding finding;
    finding.severity = Severity::serious;
    finding.id = "secret-files";
    finding.title = "Files that by their names hold secrets";
    finding.advice =
        "Keep them out of COPY (.dockerignore) and give them to a RUN with `--mount=type=secret,id=...`, or "
        "to the "
        "container when it starts; then revoke what was in them, if anybody else has had this image.";
    context.accounting.add(finding, std::move(present));

    finding.id = "deleted-secret-files";
    finding.title = "Files that by their names hold secrets, deleted by a later layer and still in the image";
    finding.advice =
        "A RUN that deletes them only hides them: use `RUN --mount=type=secret,id=...` instead of COPY and "
        "rm, and "
        "revoke what was in them.";
    context.accounting.add(finding, std::move(deleted));

    finding.severity = Severity::note;
    finding.id = "sample-keys";
    finding.title = "Private keys among tests, samples and packages";
    finding.advice =
        "Most likely anybody can have these: check that nothing trusts them, and delete them in the RUN or "
        "COPY that "
        "brings them if they are not needed.";
    context.accounting.add(std::move(finding), std::move(for_show));
}

}  // namespace plimsoll::findings
