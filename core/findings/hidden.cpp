// What lower layers ship and the final file system does not have, by what became of it.
#include "core/findings/families.h"
#include "core/findings/fates.h"

namespace plimsoll::findings {
namespace {

class Hidden {
 public:
    Hidden(const Context& context, const Fates& fates) : context_(context), fates_(fates) {}

    void find() {
        report({"stored-again"}, Fate::attributes, Blamed::hiding,
               [this](const Group& group) { return stored_again(group); });
        report({"moved-files"}, Fate::moved, Blamed::hiding,
               [this](const Group& group) { return moved(group); });
        report_records();
        report({"replaced-files"}, Fate::replaced, Blamed::hiding,
               [this](const Group& group) { return replaced(group); });
        report({"deleted-files"}, Fate::deleted, Blamed::shipping,
               [this](const Group& group) { return deleted(group); });
    }

 private:
    /// Which layer has to change: what is deleted has to be deleted where it comes from; all else is done by the layer
    /// that hides, for whatever lower layers.
    enum class Blamed : uint8_t { shipping, hiding };

    void report(const Kind& kind, Fate fate, Blamed blamed, const WordsFor& words) {
        auto claims = claims_for(context_, ShownBy::path, [&](uint32_t inode, const Item& item) {
            // What is written anew by each RUN has findings of its own.
            const bool is_routine = item.place == Place::package_records || item.place == Place::logs;
            return fates_.fate[inode] == fate && !(fate == Fate::replaced && is_routine);
        });
        if (blamed == Blamed::hiding)
            for (Claim& claim : claims) claim.layer = shipped(claim.inode).hidden_by;
        context_.accounting.report(kind, std::move(claims), words);
    }

    /// Each RUN that installs packages writes the package manager's records anew: only many of them are worth a change.
    void report_records() {
        auto claims = claims_for(context_, ShownBy::folder, [&](uint32_t inode, const Item& item) {
            return fates_.fate[inode] == Fate::replaced && item.place == Place::package_records;
        });
        for (Claim& claim : claims) claim.layer = shipped(claim.inode).hidden_by;
        context_.accounting.report(
            {"package-records", Severity::note, worth_a_trade}, std::move(claims),
            [this](const Group& group) {
                return Words{"Records of the package manager, written anew by each RUN that installs",
                             "Join " + first(group) + " and " +
                                 instruction_of(context_, group.layer, "others like it") +
                                 ": each RUN that installs packages ships all records once more."};
            });
    }

    const image::FileSystem::Inode& shipped(uint32_t inode) const { return context_.survey.inode(inode); }

    /// The instruction that ships the group's heaviest file, and the one that hides it.
    std::string first(const Group& group) const {
        return instruction_of(context_, shipped(group.heaviest).layer, "");
    }
    std::string second(const Group& group) const {
        return instruction_of(context_, shipped(group.heaviest).hidden_by, "");
    }

    /// Of a group most files may be untouched (chown -R), so the heaviest one that did change speaks for it.
    Words stored_again(const Group& group) const {
        std::optional<uint32_t> changed;
        bool mode = false, owner = false;
        for (const Claim& claim : group.claims) {
            const auto* before = context_.survey.entry(claim.inode);
            const auto* after = context_.survey.entry(fates_.again[claim.inode]);
            if (!before || !after) continue;
            const bool new_mode = before->mode != after->mode;
            const bool new_owner = before->user != after->user || before->group != after->group;
            mode = mode || new_mode;
            owner = owner || new_owner;
            if ((new_mode || new_owner) && (!changed || shipped(claim.inode).size > shipped(*changed).size))
                changed = claim.inode;
        }
        if (!changed)
            return {
                "Files stored again unchanged",
                "Leave these files alone in " + second(group) +
                    ": writing a file, or setting the owner and mode that it has (`chown -R`, `chmod -R`), "
                    "ships it once more."};
        const auto* after = context_.survey.entry(fates_.again[*changed]);
        const uint32_t layer = shipped(*changed).layer;
        const std::string what = mode && owner ? "mode and owner" : mode ? "mode" : "owner";
        const std::string title = "Files stored again only for their " + what;
        const std::string first = instruction_of(context_, layer, "");
        if (!context_.survey.is_copied(layer))
            return {title, "Set the " + what + " in " + first + ", which makes the files, and not in " +
                               second(group) + ", which ships them once more."};
        std::string flags;
        if (owner) flags += " --chown=" + std::to_string(after->user) + ":" + std::to_string(after->group);
        if (mode) flags += " --chmod=" + octal(after->mode);
        return {title,
                "Use `COPY" + flags + "` for " + first + ", and drop the change from " + second(group) + "."};
    }

    Words moved(const Group& group) const {
        return {"Files moved after they were shipped", "Put them where they belong in " + first(group) +
                                                           ", instead of moving them in " + second(group) +
                                                           ": both layers ship them."};
    }

    Words replaced(const Group& group) const {
        const std::string title = "Files replaced by a later layer";
        if (context_.survey.is_copied(shipped(group.heaviest).layer))
            return {title, "Copy the final version in " + first(group) + ", instead of writing it in " +
                               second(group) +
                               "; where packages are upgraded, start `FROM` a newer base image."};
        return {title, "Write the final version at once: join " + first(group) + " and " + second(group) +
                           ", which writes these files anew, or install there what replaces them."};
    }

    Words deleted(const Group& group) const {
        const std::string why = ": deleting them in " + second(group) + " only hides them.";
        if (context_.survey.is_copied(shipped(group.heaviest).layer))
            return {"Files deleted by a later layer",
                    "Keep them out of " + first(group) +
                        " (.dockerignore), or read them from `RUN --mount=type=bind`" + why};
        return {"Files deleted by a later layer", "Delete them at the end of " + first(group) + why};
    }

    static std::string octal(uint32_t mode) {
        std::string digits;
        for (int shift = mode > 0777 ? 9 : 6; shift >= 0; shift -= 3)
            digits += static_cast<char>('0' + ((mode >> shift) & 7));
        return digits;
    }

    const Context& context_;
    const Fates& fates_;
};

}  // namespace

void find_hidden_files(const Context& context) { Hidden(context, context.fates).find(); }

}  // namespace plimsoll::findings
