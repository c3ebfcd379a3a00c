// What was of use while the image was built, and what came along unasked.
#include "core/findings/families.h"

namespace plimsoll::findings {
namespace {

void find_logs(const Context& context) {
    auto claims = claims_for(context, ShownBy::path,
                             [](uint32_t, const Item& item) { return item.place == Place::logs; });
    context.accounting.report({"logs"}, std::move(claims), [&](const Group& group) {
        return Words{"Logs of the build", clear_up(context, group.layer, "rm -rf /var/log/*",
                                                   ", or give it `--mount=type=tmpfs,target=/var/log`")};
    });
}

void find_temporary_files(const Context& context) {
    auto claims = claims_for(context, ShownBy::path,
                             [](uint32_t, const Item& item) { return item.place == Place::temporary; });
    context.accounting.report({"temporary-files"}, std::move(claims), [&](const Group& group) {
        return Words{"Files left in /tmp or /var/tmp",
                     clear_up(context, group.layer, "rm -rf /tmp/* /var/tmp/*",
                              ", or give it `--mount=type=tmpfs,target=/tmp`")};
    });
}

void find_core_dumps(const Context& context) {
    auto claims = claims_for(context, ShownBy::path, [&](uint32_t inode, const Item& item) {
        return item.is(core_dump) && !item.packaged && context.survey.inode(inode).size >= core_dump_bytes;
    });
    context.accounting.report({"core-dumps"}, std::move(claims), [&](const Group& group) {
        return Words{"Core dumps: the memory of a program that crashed",
                     "Delete them in " + instruction_of(context, group.layer, "the RUN that crashes") +
                         ", or keep them out with `ulimit -c 0` there and `core*` in .dockerignore."};
    });
}

/// A zip is read as it is by many programs, so it counts only where a RUN downloaded it.
void find_archives(const Context& context) {
    auto claims = claims_for(context, ShownBy::path, [&](uint32_t inode, const Item& item) {
        if (!item.visible || context.survey.inode(inode).size < archive_bytes) return false;
        if (!item.is_applications() || item.in(samples)) return false;
        const auto* made_by = context.survey.made_by(context.survey.inode(inode).layer);
        return item.is(archive) || (item.is(zip) && made_by && made_by->instruction == "RUN");
    });
    context.accounting.report({"archives", Severity::warning}, std::move(claims), [&](const Group& group) {
        const bool copied = group.layer && context.survey.is_copied(*group.layer);
        if (copied)
            return Words{"Archives and installers, packed as they came",
                         "If they are unpacked or installed in the image, use `ADD` (which unpacks tars) or "
                         "`RUN --mount=type=bind` instead of " +
                             instruction_of(context, group.layer, "") + "."};
        return Words{"Archives and installers, packed as they came",
                     "Delete them at the end of " +
                         instruction_of(context, group.layer, "each RUN that downloads them") +
                         ", or unpack while downloading (`curl ... | tar xz`)."};
    });
}

/// Only what was copied: what a RUN puts there, it may read there.
void find_context_files(const Context& context) {
    auto claims = claims_for(context, ShownBy::path, [&](uint32_t inode, const Item& item) {
        if (!item.visible || !item.is_applications()) return false;
        if (!context.survey.is_copied(context.survey.inode(inode).layer)) return false;
        return item.place == Place::project_folder || (item.place == Place::none && item.is(project_file));
    });
    context.accounting.report(
        {"build-context", Severity::note, worth_telling}, std::move(claims), [&](const Group& group) {
            return Words{"Files of the project's folder that no container reads",
                         "Name them in .dockerignore, or copy only what the program needs in " +
                             instruction_of(context, group.layer, "each COPY") +
                             " instead of the whole folder."};
        });
}

}  // namespace

/// A history holds all that was ever committed, so it is told however small it is.
void find_version_control(const Context& context) {
    auto claims = claims_for(context, ShownBy::folder,
                             [](uint32_t, const Item& item) { return item.place == Place::version_control; });
    context.accounting.report(
        {"version-control", Severity::serious, worth_telling}, std::move(claims), [&](const Group& group) {
            const std::string where = instruction_of(context, group.layer, "the instructions that ship them");
            const bool copied = group.layer && context.survey.is_copied(*group.layer);
            return Words{"Version control folders: every commit, with what was since deleted",
                         copied
                             ? "Add `.git` to .dockerignore: " + where + " copies it."
                             : "Clone with `git clone --depth 1` and end " + where +
                                   " with `rm -rf .git`, or use `ADD https://...git`, which leaves it out."};
        });
}

void find_leftovers(const Context& context) {
    find_logs(context);
    find_temporary_files(context);
    find_core_dumps(context);
    find_archives(context);
    find_context_files(context);
}

/// Licences are documentation that has to stay.
void find_documentation(const Context& context) {
    auto claims = claims_for(context, ShownBy::folder, [&](uint32_t inode, const Item& item) {
        const std::string_view name = context.survey.name(inode);
        return item.visible && item.place == Place::documentation && name != "copyright" &&
               !name.starts_with("LICENSE") && !name.starts_with("COPYING") && !name.starts_with("NOTICE");
    });
    context.accounting.report(
        {"documentation", Severity::note, worth_a_trade}, std::move(claims), [&](const Group& group) {
            const std::string title = "Manuals, documentation and translations";
            if (group.layer && context.survey.is_copied(*group.layer))
                return Words{
                    title,
                    "Start `FROM` a slim variant of the base image, or leave them out where the content of " +
                        layer_name(*group.layer) + " is made."};
            return Words{title,
                         "Before " +
                             instruction_of(context, group.layer, "the first RUN that installs packages") +
                             ", write `path-exclude=/usr/share/doc/*` and the like to "
                             "/etc/dpkg/dpkg.cfg.d/nodoc (dnf: "
                             "`--setopt=tsflags=nodocs`), or start `FROM` a slim base image."};
        });
}

}  // namespace plimsoll::findings
